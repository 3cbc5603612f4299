//! Proposed claims: one for each place that names a clause, and for each row of a table that maps
//! clauses to documents.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::entries::Doc;
use super::mappings;
use super::standards::{Chosen, clause_of};
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{HowNamed, PageFacts, Place, says_excluded};
use crate::conventions::folded;
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
    /// Documents whose tables list most of a standard, so that nothing is proposed from them.
    pub(crate) listing: Vec<SourcePath>,
    /// Heads of tables whose column of documents names documents by id or link.
    pub(crate) columns: Vec<Columns>,
    /// Documents that tables name and that are not there.
    pub(crate) missing: BTreeMap<String, usize>,
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

/// The proposals made so far, so that none is made twice.
#[derive(Default)]
pub(super) struct Seen(HashSet<(SourcePath, String, String, String)>);

impl Seen {
    pub(super) fn add(&mut self, proposal: Proposal, proposals: &mut Proposals) {
        let key = (
            proposal.document.clone(),
            proposal.standard.clone(),
            proposal.clause.clone(),
            proposal.sentence.clone(),
        );
        if self.0.insert(key) {
            proposals.list.push(proposal);
        }
    }
}

/// Makes the proposals. `is_claim` says whether a field of front-matter states claims by itself.
pub(super) fn propose(
    pages: &[PageFacts],
    docs: &[Doc<'_>],
    chosen: &[Chosen],
    names: &StandardNames,
    is_claim: impl Fn(&Place) -> bool,
) -> Proposals {
    let mut proposals = Proposals::default();
    let mut seen = Seen::default();
    let listing = listing(docs, chosen, names);
    let ids: HashSet<&str> = docs.iter().map(|doc| doc.id.text.as_str()).collect();
    let reader = Reader {
        chosen,
        names,
        documents: docs.len(),
    };
    for doc in docs {
        if listing.contains(&doc.at) {
            proposals.listing.push(doc.page.path.clone());
        }
        for place in &doc.page.places {
            let is_listed = place.is_in_table && listing.contains(&doc.at);
            if is_listed
                || is_excluded_in_table(place, doc.page)
                || place.how == HowNamed::Field && is_claim(place)
            {
                continue;
            }
            if ids.contains(place.clause.as_str()) {
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
            if says_undone(&place.sentence) {
                proposals.undone += 1;
                continue;
            }
            if says_excluded(&place.sentence) {
                proposals.exclude(NotApplicable {
                    document: doc.page.path.clone(),
                    standard: at,
                    clause,
                    reason: place.sentence.clone(),
                });
                continue;
            }
            let Some(standard) = names
                .standard(at)
                .filter(|_| !names.is_chapter(at, &clause))
            else {
                continue;
            };
            let proposal = Proposal {
                document: doc.page.path.clone(),
                clause,
                standard: standard.id.to_string(),
                section: place.section.clone(),
                sentence: place.sentence.clone(),
            };
            seen.add(proposal, &mut proposals);
        }
    }
    let all = (&mut proposals, &mut seen);
    mappings::from_tables(pages, docs, chosen, names, &listing, all);
    proposals
}

/// The documents, by their positions in the survey, whose tables name so much of a standard that they
/// rather list it: a checklist, a gap analysis, a statement of applicability.
fn listing(docs: &[Doc<'_>], chosen: &[Chosen], names: &StandardNames) -> HashSet<usize> {
    const FEWEST: usize = 20;
    let lists = |doc: &&Doc<'_>| {
        chosen.iter().any(|one| {
            let at = one.standard;
            let in_tables = doc.page.places.iter().filter(|place| place.is_in_table);
            let in_places = in_tables.map(|place| clause_of(&place.clause, place.how, at, names));
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
    /// The standard and the clause that a place means; `None` if no chosen standard has the clause.
    fn meant(&self, place: &Place, page: &PageFacts) -> Option<(StandardAt, String)> {
        let names = self.names;
        let of = |at: StandardAt| {
            let clause = clause_of(&place.clause, place.how, at, names);
            names.has(at, &clause).then_some((at, clause))
        };
        let candidates = self.chosen.iter().map(|one| one.standard);
        if !place.standards.is_empty() {
            return candidates
                .filter(|at| place.standards.contains(at))
                .find_map(of);
        }
        if place.how == HowNamed::Heading {
            return candidates
                .filter(|at| has_title(place, *at, names))
                .find_map(of);
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

/// Whether a place is a row of a table that lists clauses that do not apply.
fn is_excluded_in_table(place: &Place, page: &PageFacts) -> bool {
    let tables = page.tables.iter().filter(|table| table.is_of_exclusions);
    let mut same = tables.filter(|table| table.section == place.section);
    place.is_in_table
        && same.any(|table| {
            let columns = table.clauses.iter().flat_map(|column| &column.rows);
            columns.flatten().any(|clause| *clause == place.clause)
        })
}

/// Whether a heading has the title of the clause whose number it has.
fn has_title(place: &Place, at: StandardAt, names: &StandardNames) -> bool {
    const ALIKE: f64 = 0.8;
    let title = || {
        let standard = names.standard(at)?;
        let clause = standard.clause(standard.find(&place.clause)?);
        Some(folded(clause.title.as_deref()?))
    };
    let written = place
        .sentence
        .split_once(' ')
        .map(|(_, title)| folded(title));
    match (title(), written) {
        (Some(title), Some(written)) => strsim::normalized_levenshtein(&title, &written) >= ALIKE,
        _ => false,
    }
}

/// Whether a sentence says that a clause is not addressed yet.
pub(super) fn says_undone(sentence: &str) -> bool {
    const WORDS: [&str; 8] = [
        "not implemented",
        "not yet",
        "not addressed",
        "not started",
        "nicht umgesetzt",
        "noch nicht",
        "non mis en œuvre",
        "no implementado",
    ];
    says_one_of(sentence, &WORDS)
}

/// Whether a sentence has one of these words, in any case of letters.
fn says_one_of(sentence: &str, words: &[&str]) -> bool {
    let sentence = sentence.to_lowercase();
    words.iter().any(|word| sentence.contains(word))
}
