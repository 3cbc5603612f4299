//! Proposed claims: one for each place that names a clause, and for each row of a table that maps
//! clauses to documents.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::assignments::{Assignment, assignment};
use super::document_names::DocumentNames;
use super::editions;
use super::entries::Doc;
use super::mapping_pages::{of_heading, only_maps};
use super::mappings;
use super::reports::gives_no_proposals;
use super::standards::{Chosen, clause_of};
use super::titles;
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{HowNamed, PageFacts, Place};
use crate::conventions::{Labels, Says, Topic};
use crate::diagnostics::SourcePath;
use crate::manual::ClaimColumn;

/// A proposed claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The document that would claim the clause.
    pub(crate) document: SourcePath,
    /// The clause, and the id of its standard.
    pub(crate) clause: String,
    pub(crate) standard: String,
    /// The section that names it.
    pub(crate) section: Option<String>,
    /// The sentence on which the proposal rests.
    pub(crate) sentence: String,
    /// How many other places of the document name the clause.
    pub(crate) others: usize,
}

impl Proposal {
    /// The sentence, and how many more places name the clause.
    pub(crate) fn note(&self) -> String {
        match self.others {
            0 => self.sentence.clone(),
            more => format!("{} (and {more} more)", self.sentence),
        }
    }
}

/// The proposals, and the places that make none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proposals {
    /// In the order of documents and of their texts.
    pub(crate) list: Vec<Proposal>,
    /// Clauses that the texts name as not applicable.
    pub(crate) exclusions: Vec<NotApplicable>,
    /// How many places name a number that no chosen standard has.
    pub(crate) unknown: usize,
    /// How many places name a clause as not implemented.
    pub(crate) undone: usize,
    /// Documents whose tables list most of a standard, so that nothing is proposed from the rows that name no
    /// other document.
    pub(crate) listing: Vec<SourcePath>,
    /// Heads of tables whose column of documents names documents by id or link.
    pub(crate) columns: Vec<Columns>,
    /// Documents that tables name and that are not there.
    pub(crate) missing: BTreeMap<String, usize>,
    /// Pages that tell of findings, plans or open points, or lie in an archive, with clauses in them.
    pub(crate) reports: Vec<SourcePath>,
    /// Pages with numbers of another edition, from which no number of both editions is proposed.
    pub(crate) outdated: Vec<SourcePath>,
    /// Pages that name clauses by numbers of their own sections, without the name of a standard.
    pub(crate) own_numbers: Vec<SourcePath>,
    /// Clauses at which another title stands than the standard's: the page, the clause, the title.
    pub(crate) doubtful: Vec<(SourcePath, String, String)>,
    /// Pages that only map clauses, with the number of places that name no document.
    pub(crate) mapping: BTreeMap<SourcePath, usize>,
    /// Names in tables that several documents have.
    pub(crate) ambiguous: BTreeMap<String, usize>,
}

/// A clause that a text names as not applicable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotApplicable {
    /// The document that says so.
    pub(crate) document: SourcePath,
    pub(crate) standard: StandardAt,
    pub(crate) clause: String,
    /// The reason that it gives, else the sentence.
    pub(crate) reason: String,
}

impl Proposals {
    /// Notes a document whose tables list most of a standard, once.
    pub(super) fn note_listing(&mut self, path: &SourcePath) {
        if !self.listing.contains(path) {
            self.listing.push(path.clone());
        }
    }

    /// Notes a clause that does not apply, once.
    pub(super) fn exclude(&mut self, one: NotApplicable) {
        let is_same =
            |known: &NotApplicable| known.standard == one.standard && known.clause == one.clause;
        if !self.exclusions.iter().any(is_same) {
            self.exclusions.push(one);
        }
    }
}

/// The heads of tables that `[[claims]]` can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) clause: String,
    /// The column of documents; `None` if each document speaks of itself.
    pub(crate) document: Option<String>,
    /// The columns whose names are heads of something else in these tables.
    pub(crate) unread: Vec<ClaimColumn>,
    pub(crate) standard: StandardAt,
    /// The files with such tables; all, if it is empty.
    pub(crate) files: Vec<SourcePath>,
    /// Files in which such a table means something else.
    pub(crate) not_files: Vec<SourcePath>,
    pub(crate) rows: usize,
}

/// The proposals made so far, with their positions in the list and how often each was found.
#[derive(Default)]
pub(super) struct Seen(HashMap<(SourcePath, String, String), (usize, usize)>);

impl Seen {
    /// Adds a proposal. Of several for one document and clause, the first one counts.
    pub(super) fn add(&mut self, proposal: Proposal, proposals: &mut Proposals) {
        let key = (
            proposal.document.clone(),
            proposal.standard.clone(),
            proposal.clause.clone(),
        );
        let next = proposals.list.len();
        let (at, count) = self.0.entry(key).or_insert((next, 0));
        // A sentence is found once by its words and once by its table.
        let is_same = |known: &Proposal| known.sentence == proposal.sentence;
        match proposals.list.get(*at) {
            Some(known) if is_same(known) => {}
            Some(_) => *count += 1,
            None => proposals.list.push(proposal),
        }
    }

    /// Says in each proposal how many more places name its clause.
    fn note_others(&self, proposals: &mut Proposals) {
        for (at, count) in self.0.values().filter(|(_, count)| *count > 0) {
            if let Some(proposal) = proposals.list.get_mut(*at) {
                proposal.others = *count;
            }
        }
    }
}

/// Makes the proposals. `is_claim` says whether a field of front-matter states claims by itself.
pub(super) fn propose(
    pages: &[PageFacts],
    docs: &[Doc<'_>],
    chosen: &[Chosen],
    (names, labels): (&StandardNames, &Labels),
    is_claim: impl Fn(&Place) -> bool,
) -> Proposals {
    let mut proposals = Proposals::default();
    let mut seen = Seen::default();
    let listing = listing(docs, chosen, names);
    let ids: HashSet<&str> = docs.iter().map(|doc| doc.id.text.as_str()).collect();
    let documents = DocumentNames::new(docs);
    let outdated = editions::Outdated::find(docs);
    let reader = Reader {
        chosen,
        names,
        documents: docs.len(),
    };
    for doc in docs {
        let path = &doc.page.path;
        let (is_report, is_mapping) = (gives_no_proposals(doc), only_maps(doc.page));
        let mapped = mappings::mapped_rows(doc.page, &documents);
        let mut is_outdated = false;
        for place in &doc.page.places {
            let is_listed = place.is_in_table() && listing.contains(&doc.at);
            let is_mapped = place.is_in_table() && mapped.contains(place.sentence.as_str());
            if is_mapped
                || is_excluded_in_table(place, doc.page)
                || place.how == HowNamed::Field && is_claim(place)
                || ids.contains(place.clause.as_str())
            {
                continue;
            }
            if reader.is_own_number(place, doc.page) {
                if proposals.own_numbers.last() != Some(path) {
                    proposals.own_numbers.push(path.clone());
                }
                continue;
            }
            if is_listed && !names_other(place, doc, docs, &documents) {
                proposals.note_listing(path);
                continue;
            }
            let Some((at, clause)) = reader.meant(place, doc.page) else {
                let is_number = matches!(
                    place.how,
                    HowNamed::Marked | HowNamed::Control | HowNamed::Field
                );
                proposals.unknown += usize::from(is_number);
                continue;
            };
            let Some(standard) = names
                .standard(at)
                .filter(|_| !names.is_chapter(at, &clause))
            else {
                continue;
            };
            if is_report {
                if proposals.reports.last() != Some(path) {
                    proposals.reports.push(path.clone());
                }
                continue;
            }
            match place.says {
                Says::Addressed => {}
                Says::Denied => {
                    proposals.undone += 1;
                    continue;
                }
                Says::Excluded => {
                    proposals.exclude(NotApplicable {
                        document: path.clone(),
                        standard: at,
                        clause,
                        reason: place.sentence.clone(),
                    });
                    continue;
                }
            }
            if outdated.has(doc, standard, &clause) {
                is_outdated = true;
                continue;
            }
            if let Some(title) = titles::contradicts(place, doc.page, standard, &clause) {
                proposals.doubtful.push((path.clone(), clause, title));
                continue;
            }
            let named = match assignment(place, &documents, labels) {
                Assignment::None => row_documents(place, path, &documents),
                Assignment::To(document) => Some(vec![document]),
                Assignment::Absent(name) => {
                    *proposals.missing.entry(name).or_default() += 1;
                    None
                }
            };
            let Some(named) = named else {
                continue;
            };
            let others = named.iter().filter_map(|at| docs.get(*at));
            let others = others.filter(|other| other.at != doc.at);
            let of_others: Vec<Proposal> = others
                .map(|other| Proposal {
                    document: other.page.path.clone(),
                    clause: clause.clone(),
                    standard: standard.id.to_string(),
                    section: None,
                    sentence: format!("{}: {}", path.file_name(), place.sentence),
                    others: 0,
                })
                .collect();
            let is_own = of_others.is_empty();
            for proposal in of_others {
                seen.add(proposal, &mut proposals);
            }
            if !is_own {
                continue;
            }
            if is_mapping {
                let all = (&mut proposals, &mut seen);
                let clause = (standard, clause.as_str());
                of_heading(place, doc, docs, &documents, clause, all);
                continue;
            }
            let proposal = Proposal {
                document: path.clone(),
                clause,
                standard: standard.id.to_string(),
                section: place.section.clone(),
                sentence: place.sentence.clone(),
                others: 0,
            };
            seen.add(proposal, &mut proposals);
        }
        if is_outdated {
            proposals.outdated.push(path.clone());
        }
    }
    let all = (&mut proposals, &mut seen);
    mappings::from_tables(pages, docs, chosen, names, &listing, all);
    seen.note_others(&mut proposals);
    proposals
}

/// Whether the row of a place names a document that is there, beside the one in which it stands.
fn names_other(
    place: &Place,
    doc: &Doc<'_>,
    docs: &[Doc<'_>],
    documents: &DocumentNames<'_>,
) -> bool {
    let named = row_documents(place, &doc.page.path, documents).unwrap_or_default();
    let mut others = named.iter().filter_map(|at| docs.get(*at));
    others.any(|other| other.at != doc.at)
}

/// The documents that the row of a place names: by ids and links, or by titles in a column of documents.
/// `None` if it names one that is not there.
fn row_documents(
    place: &Place,
    from: &SourcePath,
    documents: &DocumentNames<'_>,
) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let mut is_absent = false;
    for cell in place.row.iter().flatten() {
        let named = documents.named(from, cell);
        if cell.is_of_documents {
            let mut unknown = named.unknown.iter().chain(&named.ambiguous);
            is_absent |= named.documents.is_empty() && unknown.any(|text| mappings::is_name(text));
        }
        if cell.is_of_documents || named.is_exact {
            found.extend(named.documents);
        }
    }
    found.sort_unstable();
    found.dedup();
    (!is_absent || !found.is_empty()).then_some(found)
}

/// The documents, by their positions in the survey, whose tables name so much of a standard that they
/// rather list it: a checklist, a gap analysis, a statement of applicability.
fn listing(docs: &[Doc<'_>], chosen: &[Chosen], names: &StandardNames) -> HashSet<usize> {
    const FEWEST: usize = 20;
    let lists = |doc: &&Doc<'_>| {
        chosen.iter().any(|one| {
            let at = one.standard;
            let in_tables = doc.page.places.iter().filter(|place| place.is_in_table());
            let in_places = in_tables.filter_map(|place| clause_of(place, at, names));
            let columns = doc.page.tables.iter().flat_map(|table| &table.clauses);
            let columns = columns
                .filter(|column| column.standards.is_empty() || column.standards.contains(&at));
            let in_columns = columns.flat_map(|column| column.rows.iter().flatten().cloned());
            let clauses: BTreeSet<String> = in_places
                .chain(in_columns)
                .filter(|clause| names.has(at, clause))
                .collect();
            clauses.len() >= FEWEST && clauses.len() * 5 >= names.requirements(at) * 2
        })
    };
    let listing = docs.iter().filter(lists);
    listing.map(|doc| doc.at).collect()
}

/// What decides which clause a place means.
struct Reader<'r> {
    chosen: &'r [Chosen],
    names: &'r StandardNames,
    documents: usize,
}

impl Reader<'_> {
    /// Whether a number without the name of a standard is that of a section of the page itself, whose title is
    /// not the clause's: `subject to clause 7.3` in a contract.
    fn is_own_number(&self, place: &Place, page: &PageFacts) -> bool {
        let is_bare = place.how == HowNamed::Marked && place.standards.is_empty();
        let is_same = |other: &Place| {
            other.how == HowNamed::Heading
                && other.clause == place.clause
                && self
                    .chosen
                    .iter()
                    .any(|one| titles::is_alike(other, one.standard, self.names))
        };
        is_bare
            && !place.is_in_table()
            && page.own_numbers.contains(&place.clause)
            && !page.places.iter().any(is_same)
    }

    /// The standard and the clause that a place means; `None` if no chosen standard has the clause.
    fn meant(&self, place: &Place, page: &PageFacts) -> Option<(StandardAt, String)> {
        let names = self.names;
        let of = |at: StandardAt| Some((at, clause_of(place, at, names)?));
        let candidates = self.chosen.iter().map(|one| one.standard);
        if !place.standards.is_empty() {
            return candidates
                .filter(|at| place.standards.contains(at))
                .find_map(of);
        }
        if place.how == HowNamed::Heading {
            return candidates
                .filter(|at| titles::is_alike(place, *at, names))
                .find_map(of);
        }
        // A bare number behind a section sign or the word "control" may be one of any document.
        let has_letter = place.clause.starts_with(char::is_alphabetic);
        let is_bare = place.is_sign || place.how == HowNamed::Control && !has_letter;
        if is_bare && !is_of_regulation(&place.clause) {
            return None;
        }
        // A number without the name of a standard means one of which the page speaks, else the first.
        let spoken = |at: &StandardAt| page.spoken.iter().any(|(group, _)| group.contains(at));
        let first = candidates.clone().filter(spoken).find_map(of);
        if place.how == HowNamed::Bracketed {
            return first;
        }
        if place.how != HowNamed::Lettered {
            return first.or_else(|| candidates.clone().next().and_then(of));
        }
        first.or_else(|| {
            let mut others = self.chosen.iter().filter(|one| {
                // `CP-10` may be a number of the manual's own.
                let is_common = !place.clause.contains('.') && place.clause.contains('-');
                let says_whose = || {
                    let publisher = names.standard(one.standard).map(|one| &*one.publisher);
                    publisher.is_some_and(|name| !name.is_empty() && place.sentence.contains(name))
                };
                !is_common || one.files * 5 >= self.documents || says_whose()
            });
            others.find_map(|one| of(one.standard))
        })
    }
}

/// Whether a number has a first part as only regulations have: `820.30`.
pub(super) fn is_of_regulation(clause: &str) -> bool {
    let first = clause.split('.').next().unwrap_or_default();
    first.len() >= 3 && first.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a place is a row of a table that lists clauses that do not apply.
fn is_excluded_in_table(place: &Place, page: &PageFacts) -> bool {
    let tables = page.tables.iter();
    let tables = tables.filter(|table| table.topic == Topic::Exclusions);
    let mut same = tables.filter(|table| table.section == place.section);
    place.is_in_table()
        && same.any(|table| {
            let columns = table.clauses.iter().flat_map(|column| &column.rows);
            columns.flatten().any(|clause| *clause == place.clause)
        })
}
