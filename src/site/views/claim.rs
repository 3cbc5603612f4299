//! Claims as pages show them: grouped by document in a list, one by one on a clause's page.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use crate::coverage::{Standing, Verdict, WeighedClaim};
use crate::index::IndexVec;
use crate::manual::{ClauseKey, DocumentIx, Extent, PageKey, RecordIx, SectionId};
use crate::resolve::{Claim, ClaimIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views::labels::BadgeView;

/// How many sections of one document a list shows for one clause.
const MOST_SECTIONS: usize = 3;

/// What one document does for one clause: its best claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressing {
    pub(crate) document: DocumentIx,
    /// The best of its claims' verdicts.
    pub(crate) verdict: Verdict,
    /// The claims with that verdict: positions in [`crate::resolve::Resolved::claims`].
    pub(crate) claims: Vec<ClaimIx>,
}

/// A document in a list of what addresses a clause.
#[derive(Debug, Serialize)]
pub(crate) struct AddressingView<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) revision: &'a str,
    pub(crate) sections: Vec<SectionLink>,
    /// How many more sections there are.
    pub(crate) more_sections: usize,
    /// What keeps it from covering the clause; none where nothing does.
    pub(crate) mark: Option<Mark<'a>>,
}

/// A section of a document that claims a clause.
#[derive(Debug, Serialize)]
pub(crate) struct SectionLink {
    pub(crate) href: String,
    pub(crate) title: String,
}

/// A badge whose word is made for one claim.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mark<'a> {
    pub(crate) class: &'a str,
    pub(crate) word: String,
}

/// A claim, as a row on its clause's page.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimRow<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) revision: &'a str,
    pub(crate) state: BadgeView<'a>,
    pub(crate) section: Option<SectionLink>,
    /// "In full", "a part", "item b)".
    pub(crate) extent: String,
    /// The clause that is claimed, where it is one above.
    pub(crate) above: Option<&'a str>,
    /// What it counts as; none where it counts for nothing by itself.
    pub(crate) counts_as: Option<BadgeView<'a>>,
    pub(crate) reason: LinkedMessage,
    pub(crate) note: Option<&'a str>,
    /// The folder of its file, with a `/` behind it; empty for the manual's own.
    pub(crate) folder: String,
    /// The file's name and the line: `purchasing.md:27`.
    pub(crate) line: String,
}

/// Groups the claims that bear on a clause by document, the best first; of a document's claims
/// only the best stay.
pub(crate) fn by_document(
    claims: &IndexVec<ClaimIx, Claim>,
    weighed_claims: &[WeighedClaim],
) -> Vec<Addressing> {
    let mut groups: Vec<(Addressing, bool)> = Vec::new();
    let mut group_of: HashMap<DocumentIx, usize> = HashMap::new();
    for weighed in weighed_claims {
        let document = claims[weighed.claim].document;
        let at = *group_of.entry(document).or_insert_with(|| {
            let first = Addressing {
                document,
                verdict: weighed.verdict(),
                claims: Vec::new(),
            };
            groups.push((first, weighed.broad));
            groups.len() - 1
        });
        let (group, broad) = &mut groups[at];
        // Of documents that are not in force an exact claim says more than a broad one, too.
        let known = (group.verdict, *broad);
        let new = (weighed.verdict(), weighed.broad);
        if new < known {
            group.verdict = weighed.verdict();
            group.claims.clear();
            *broad = weighed.broad;
        }
        if new <= known {
            group.claims.push(weighed.claim);
        }
    }
    groups.sort_by_key(|(group, broad)| (group.verdict, *broad));
    groups.into_iter().map(|(group, _)| group).collect()
}

impl<'a> SiteIndex<'a> {
    /// What a document does for a clause, in a list on a page.
    pub(crate) fn addressing(
        &self,
        from: &Address,
        key: ClauseKey,
        of: &Addressing,
    ) -> AddressingView<'_> {
        let document = self.compiled.manual.document(of.document);
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
    pub(crate) fn claim_row(
        &self,
        from: &Address,
        key: ClauseKey,
        weighed: WeighedClaim,
    ) -> ClaimRow<'_> {
        let manual = &self.compiled.manual;
        let claim = self.claim(weighed.claim);
        let document = manual.document(claim.document);
        ClaimRow {
            href: self.document_href(from, claim.document),
            id: document.id.value.as_str(),
            title: &document.title,
            revision: document.revision.as_str(),
            state: self.document_state(claim.document),
            section: self.section(from, claim),
            extent: self.extent(claim),
            above: weighed
                .broad
                .then(|| manual.clause(claim.clause).number.as_str()),
            counts_as: self.counts_as(key, weighed),
            reason: self.claim_reason(from, key, weighed),
            note: claim.note.as_deref(),
            folder: match document.path.folder() {
                "" => String::new(),
                folder => format!("{folder}/"),
            },
            line: format!("{}:{}", document.path.file_name(), claim.span.line),
        }
    }

    /// The claim at a position of the list of all claims.
    pub(crate) fn claim(&self, at: ClaimIx) -> &'a Claim {
        &self.compiled.resolved.claims[at]
    }

    /// The link to a document.
    pub(crate) fn document_href(&self, from: &Address, ix: DocumentIx) -> String {
        from.href(&self.destination(PageKey::Document(ix)).address)
    }

    /// The link to a record.
    pub(crate) fn record_href(&self, from: &Address, ix: RecordIx) -> String {
        from.href(&self.destination(PageKey::Record(ix)).address)
    }

    /// The link to the most exact place of a claim.
    pub(crate) fn claim_href(&self, from: &Address, claim: &Claim) -> String {
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
                || self.messages.get("claim_paragraph").to_owned(),
                Cow::into_owned,
            ),
        })
    }

    fn extent(&self, claim: &Claim) -> String {
        match (&claim.item, claim.extent) {
            (Some(item), _) => self
                .messages
                .with("addresses-item", [("item", item.as_ref().into())]),
            (None, Extent::Full) => self.messages.get("addresses_full").to_owned(),
            (None, Extent::Partial) => self.messages.get("addresses_part").to_owned(),
        }
    }

    /// What keeps a document from covering a clause, in a word or two each: its own state, and how
    /// far its claim reaches.
    fn mark(&self, key: ClauseKey, of: &Addressing) -> Option<Mark<'_>> {
        let claim = self.claim(*of.claims.first()?);
        let state = self.document_state(of.document);
        let mut messages = Vec::new();
        if self.standing(of.document).standing != Standing::InForce {
            messages.push(state.word.to_owned());
        }
        if claim.clause != key {
            let number = self.compiled.manual.clause(claim.clause).number.as_str();
            let arguments = [("clause", number.into())];
            messages.push(self.messages.with("claim-through", arguments));
        } else if claim.extent == Extent::Partial {
            messages.push(self.extent(claim));
        }
        let class = match of.verdict {
            Verdict::Covers => return None,
            Verdict::CoversOverdue | Verdict::NotYet | Verdict::Obsolete => state.class,
            Verdict::Part => "partial",
            Verdict::Broad => "broad",
        };
        Some(Mark {
            class,
            word: messages.join(", "),
        })
    }

    /// What a claim counts as by the table of `docs/design.md`, the status of a requirement. A
    /// heading has no status of its own, so that on a heading no claim counts as anything by
    /// itself.
    fn counts_as(&self, key: ClauseKey, weighed: WeighedClaim) -> Option<BadgeView<'_>> {
        if !self.compiled.manual.clause(key).requirement {
            return None;
        }
        let status = weighed.verdict().counts()?;
        Some(self.clause_status(status))
    }
}
