//! Claims as pages show them: grouped by document in a list, one by one on a clause's page.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::Address;
use super::lookup::Site;
use super::parts::BadgeView;
use super::sentence::Sentence;
use crate::coverage::{Bearing, ClauseStatus, Standing, Verdict};
use crate::manual::{ClauseKey, DocumentIx, Extent, PageKey, RecordIx, SectionId};
use crate::resolve::Claim;

/// How many sections of one document a list shows for one clause.
const MOST_SECTIONS: usize = 3;

/// What one document does for one clause: its best claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Addressing {
    pub(super) document: DocumentIx,
    /// The best of its claims' verdicts.
    pub(super) verdict: Verdict,
    /// The claims with that verdict: positions in [`crate::resolve::Resolved::claims`].
    pub(super) claims: Vec<u32>,
}

/// A document in a list of what addresses a clause.
#[derive(Debug, Serialize)]
pub(super) struct AddressingView<'a> {
    pub(super) href: String,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) revision: &'a str,
    pub(super) sections: Vec<SectionLink>,
    /// How many more sections there are.
    pub(super) more_sections: usize,
    /// What keeps it from covering the clause; none where nothing does.
    pub(super) mark: Option<Mark<'a>>,
}

/// A section of a document that claims a clause.
#[derive(Debug, Serialize)]
pub(super) struct SectionLink {
    pub(super) href: String,
    pub(super) title: String,
}

/// A badge whose word is made for one claim.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark<'a> {
    pub(super) class: &'a str,
    pub(super) word: String,
}

/// A claim, as a row on its clause's page.
#[derive(Debug, Serialize)]
pub(super) struct ClaimRow<'a> {
    pub(super) href: String,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) revision: &'a str,
    pub(super) state: BadgeView<'a>,
    pub(super) section: Option<SectionLink>,
    /// "In full", "a part", "item b)".
    pub(super) extent: String,
    /// The clause that is claimed, where it is one above.
    pub(super) above: Option<&'a str>,
    /// What it counts as; none where it counts for nothing by itself.
    pub(super) counts_as: Option<BadgeView<'a>>,
    pub(super) reason: Sentence,
    pub(super) note: Option<&'a str>,
    /// The folder of its file, with a `/` behind it; empty for the manual's own.
    pub(super) folder: String,
    /// The file's name and the line: `purchasing.md:27`.
    pub(super) line: String,
}

/// The order in which claims are shown: what counts most comes first.
pub(super) fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Covers => 0,
        Verdict::CoversOverdue => 1,
        Verdict::Part => 2,
        Verdict::Broad => 3,
        Verdict::NotYet => 4,
        Verdict::Obsolete => 5,
    }
}

/// Groups the claims that bear on a clause by document, the best first; of a document's claims
/// only the best stay.
pub(super) fn by_document(claims: &[Claim], bearings: &[Bearing]) -> Vec<Addressing> {
    let mut groups: Vec<(Addressing, bool)> = Vec::new();
    let mut group_of: HashMap<DocumentIx, usize> = HashMap::new();
    for bearing in bearings {
        let document = claims[bearing.claim as usize].document;
        let at = *group_of.entry(document).or_insert_with(|| {
            let first = Addressing {
                document,
                verdict: bearing.verdict,
                claims: Vec::new(),
            };
            groups.push((first, bearing.broad));
            groups.len() - 1
        });
        let (group, broad) = &mut groups[at];
        // Of documents that are not in force an exact claim says more than a broad one, too.
        let known = (rank(group.verdict), *broad);
        let new = (rank(bearing.verdict), bearing.broad);
        if new < known {
            group.verdict = bearing.verdict;
            group.claims.clear();
            *broad = bearing.broad;
        }
        if new <= known {
            group.claims.push(bearing.claim);
        }
    }
    groups.sort_by_key(|(group, broad)| (rank(group.verdict), *broad));
    groups.into_iter().map(|(group, _)| group).collect()
}

impl<'a> Site<'a> {
    /// What a document does for a clause, in a list on a page.
    pub(super) fn addressing(
        &self,
        from: &Address,
        key: ClauseKey,
        of: &Addressing,
    ) -> AddressingView<'_> {
        let document = self.inputs.manual.document(of.document);
        let claims = of.claims.iter().map(|at| self.claim(*at));
        let mut sections: Vec<(&SectionId, SectionLink)> = Vec::new();
        let mut more_sections = 0;
        for claim in claims {
            let Some((anchor, section)) = claim.anchor.as_ref().zip(self.section(from, claim))
            else {
                continue;
            };
            if sections.iter().any(|(known, _)| *known == anchor) {
                continue;
            }
            if sections.len() < MOST_SECTIONS {
                sections.push((anchor, section));
            } else {
                more_sections += 1;
            }
        }
        AddressingView {
            href: self.document_href(from, of.document),
            id: document.id.value.as_str(),
            title: &document.title,
            revision: document.revision.as_str(),
            sections: sections.into_iter().map(|(_, section)| section).collect(),
            more_sections,
            mark: self.mark(key, of),
        }
    }

    /// A claim, as a row on the page of a clause that it bears on.
    pub(super) fn claim_row(
        &self,
        from: &Address,
        key: ClauseKey,
        bearing: Bearing,
    ) -> ClaimRow<'_> {
        let manual = self.inputs.manual;
        let claim = self.claim(bearing.claim);
        let document = manual.document(claim.document);
        ClaimRow {
            href: self.document_href(from, claim.document),
            id: document.id.value.as_str(),
            title: &document.title,
            revision: document.revision.as_str(),
            state: self.document_state(claim.document),
            section: self.section(from, claim),
            extent: self.extent(claim),
            above: bearing
                .broad
                .then(|| manual.clause(claim.clause).number.as_str()),
            counts_as: self.counts_as(key, bearing),
            reason: self.claim_reason(from, key, bearing),
            note: claim.note.as_deref(),
            folder: match document.path.folder() {
                "" => String::new(),
                folder => format!("{folder}/"),
            },
            line: format!("{}:{}", document.path.file_name(), claim.spot.line),
        }
    }

    /// The claim at a position of the list of all claims.
    pub(super) fn claim(&self, at: u32) -> &'a Claim {
        &self.inputs.resolved.claims[at as usize]
    }

    /// The link to a document.
    pub(super) fn document_href(&self, from: &Address, ix: DocumentIx) -> String {
        from.href(&self.destination(PageKey::Document(ix)).address)
    }

    /// The link to a record.
    pub(super) fn record_href(&self, from: &Address, ix: RecordIx) -> String {
        from.href(&self.destination(PageKey::Record(ix)).address)
    }

    /// The link to the most exact place of a claim.
    pub(super) fn claim_href(&self, from: &Address, claim: &Claim) -> String {
        let document = self.destination(PageKey::Document(claim.document));
        from.href_at(
            &document.address,
            claim.anchor.as_ref().map(SectionId::as_str),
        )
    }

    /// The section of a claim; none for a claim of the whole document.
    fn section(&self, from: &Address, claim: &Claim) -> Option<SectionLink> {
        claim.anchor.as_ref()?;
        let page = PageKey::Document(claim.document);
        let title = claim
            .section
            .as_ref()
            .and_then(|section| self.section_title(page, section));
        Some(SectionLink {
            href: self.claim_href(from, claim),
            title: title.map_or_else(
                || self.words.get("claim_paragraph").to_owned(),
                Cow::into_owned,
            ),
        })
    }

    fn extent(&self, claim: &Claim) -> String {
        match (&claim.item, claim.extent) {
            (Some(item), _) => self
                .words
                .with("addresses-item", [("item", item.as_ref().into())]),
            (None, Extent::Full) => self.words.get("addresses_full").to_owned(),
            (None, Extent::Partial) => self.words.get("addresses_part").to_owned(),
        }
    }

    /// What keeps a document from covering a clause, in a word or two each: its own state, and how
    /// far its claim reaches.
    fn mark(&self, key: ClauseKey, of: &Addressing) -> Option<Mark<'_>> {
        let claim = self.claim(*of.claims.first()?);
        let state = self.document_state(of.document);
        let in_force = self.inputs.coverage.standings[of.document.0 as usize].standing;
        let mut words = Vec::new();
        if in_force != Standing::InForce {
            words.push(state.word.to_owned());
        }
        if claim.clause != key {
            let number = self.inputs.manual.clause(claim.clause).number.as_str();
            let arguments = [("clause", number.into())];
            words.push(self.words.with("claim-through", arguments));
        } else if claim.extent == Extent::Partial {
            words.push(self.extent(claim));
        }
        let class = match of.verdict {
            Verdict::Covers => return None,
            Verdict::CoversOverdue | Verdict::NotYet | Verdict::Obsolete => state.class,
            Verdict::Part => "partial",
            Verdict::Broad => "broad",
        };
        Some(Mark {
            class,
            word: words.join(", "),
        })
    }

    /// What a claim counts as by the table of DESIGN 3. A heading has no status of its own, so
    /// that on a heading no claim counts as anything by itself.
    fn counts_as(&self, key: ClauseKey, bearing: Bearing) -> Option<BadgeView<'_>> {
        if !self.inputs.manual.clause(key).requirement {
            return None;
        }
        let status = match bearing.verdict {
            Verdict::Covers => ClauseStatus::Covered,
            Verdict::CoversOverdue => ClauseStatus::Overdue,
            Verdict::Part | Verdict::Broad => ClauseStatus::Partial,
            Verdict::NotYet => ClauseStatus::Planned,
            Verdict::Obsolete => return None,
        };
        Some(self.clause_status(status))
    }
}
