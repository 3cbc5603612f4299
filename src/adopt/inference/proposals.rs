//! Proposed claims: one for each place that names a clause, and for each row of a table that maps
//! clauses to documents.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entries::Doc;
use super::standards::{Chosen, clause_of};
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{HowNamed, PageFacts, Place, TableFact};
use crate::conventions::folded;
use crate::diagnostics::SourcePath;

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
    /// Sentences that name a clause as excluded, by document.
    pub(crate) exclusions: Vec<(SourcePath, String, String)>,
    /// How many places name a number that no chosen standard has.
    pub(crate) unknown: usize,
    /// Heads of tables whose column of documents names documents by id or link.
    pub(crate) columns: Vec<Columns>,
    /// Documents that tables name and that are not there.
    pub(crate) missing: BTreeMap<String, usize>,
}

/// The heads of tables that `[[claims]]` can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) clause: String,
    pub(crate) document: String,
    pub(crate) standard: StandardAt,
    pub(crate) files: Vec<SourcePath>,
    pub(crate) rows: usize,
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
    let mut known: HashSet<(SourcePath, String, String, String)> = HashSet::new();
    for doc in docs {
        for place in &doc.page.places {
            if place.how == HowNamed::Field && is_claim(place) {
                continue;
            }
            let Some((at, clause)) = meant(place, doc.page, chosen, names) else {
                let is_number = !matches!(place.how, HowNamed::Heading | HowNamed::Lettered);
                proposals.unknown += usize::from(is_number);
                continue;
            };
            if says_excluded(&place.sentence) {
                let path = doc.page.path.clone();
                proposals
                    .exclusions
                    .push((path, clause, place.sentence.clone()));
                continue;
            }
            let Some(standard) = names.standard(at) else {
                continue;
            };
            let proposal = Proposal {
                document: doc.page.path.clone(),
                clause,
                standard: standard.id.to_string(),
                section: place.section.clone(),
                sentence: place.sentence.clone(),
            };
            if known.insert(key(&proposal)) {
                proposals.list.push(proposal);
            }
        }
    }
    from_tables(pages, docs, chosen, names, &mut proposals, &mut known);
    proposals
}

fn key(proposal: &Proposal) -> (SourcePath, String, String, String) {
    (
        proposal.document.clone(),
        proposal.standard.clone(),
        proposal.clause.clone(),
        proposal.sentence.clone(),
    )
}

/// The standard and the clause that a place means; `None` if no chosen standard has the clause.
fn meant(
    place: &Place,
    page: &PageFacts,
    chosen: &[Chosen],
    names: &StandardNames,
) -> Option<(StandardAt, String)> {
    let of = |at: StandardAt| {
        let clause = clause_of(&place.clause, place.how, at, names);
        names.has(at, &clause).then_some((at, clause))
    };
    let candidates = chosen.iter().map(|one| one.standard);
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
    match place.how {
        HowNamed::Lettered => first.or_else(|| candidates.clone().find_map(of)),
        _ => first.or_else(|| candidates.clone().next().and_then(of)),
    }
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

/// Whether a sentence names a clause as one that does not apply.
fn says_excluded(sentence: &str) -> bool {
    const WORDS: [&str; 9] = [
        "not applicable",
        "does not apply",
        "do not apply",
        "is excluded",
        "are excluded",
        "exclusion",
        "nicht anwendbar",
        "ausgeschlossen",
        "no aplica",
    ];
    let sentence = sentence.to_lowercase();
    WORDS.iter().any(|word| sentence.contains(word))
}

/// The names by which tables speak of documents.
struct DocumentNames<'d> {
    by_path: HashMap<&'d str, usize>,
    by_id: HashMap<String, usize>,
    by_title: HashMap<String, Option<usize>>,
}

impl<'d> DocumentNames<'d> {
    fn new(docs: &'d [Doc<'_>]) -> Self {
        let mut by_title: HashMap<String, Option<usize>> = HashMap::new();
        for (at, doc) in docs.iter().enumerate() {
            let stem = super::kinds::stem(doc.page).to_owned();
            let titles = [Some(stem), doc.page.heading.clone()];
            let mut titles: Vec<String> = titles
                .into_iter()
                .flatten()
                .map(|title| folded(&title))
                .collect();
            titles.dedup();
            for title in titles.into_iter().filter(|title| !title.is_empty()) {
                // A title that two documents have names neither.
                let known = by_title.entry(title).or_insert(Some(at));
                if *known != Some(at) {
                    *known = None;
                }
            }
        }
        let paths = docs.iter().enumerate();
        let ids = docs.iter().enumerate();
        Self {
            by_path: paths
                .map(|(at, doc)| (doc.page.path.as_str(), at))
                .collect(),
            by_id: ids
                .map(|(at, doc)| (doc.id.text.to_lowercase(), at))
                .collect(),
            by_title,
        }
    }

    fn link(&self, from: &SourcePath, address: &str) -> Option<usize> {
        let address = address.split(['#', '?']).next()?;
        let address = percent_encoding::percent_decode_str(address)
            .decode_utf8()
            .ok()?;
        let mut parts: Vec<&str> = match address.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => from
                .folder()
                .split('/')
                .filter(|part| !part.is_empty())
                .collect(),
        };
        for part in address.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        let with_ending = || self.by_path.get(format!("{path}.md").as_str());
        self.by_path
            .get(path.as_str())
            .or_else(with_ending)
            .copied()
    }

    fn id(&self, text: &str) -> Option<usize> {
        self.by_id.get(&text.to_lowercase()).copied()
    }

    fn title(&self, text: &str) -> Option<usize> {
        self.by_title.get(&folded(text)).copied().flatten()
    }
}

/// Reads the rows of tables that map clauses to documents.
fn from_tables(
    pages: &[PageFacts],
    docs: &[Doc<'_>],
    chosen: &[Chosen],
    names: &StandardNames,
    proposals: &mut Proposals,
    known: &mut HashSet<(SourcePath, String, String, String)>,
) {
    let documents = DocumentNames::new(docs);
    for page in pages {
        for table in &page.tables {
            let candidates = chosen.iter().map(|one| one.standard);
            let mut of_table = candidates.filter(|at| {
                let is_named = table.standards.is_empty() || table.standards.contains(at);
                is_named && fits(table, *at, names)
            });
            let Some(at) = of_table.next() else { continue };
            let exact = table.rows.iter().filter(|row| {
                let links = row
                    .links
                    .iter()
                    .all(|link| documents.link(&page.path, link).is_some());
                let ids = || {
                    row.documents
                        .iter()
                        .all(|text| documents.id(text).is_some())
                };
                !row.documents.is_empty() && (links && !row.links.is_empty() || ids())
            });
            let filled = table
                .rows
                .iter()
                .filter(|row| !row.documents.is_empty())
                .count();
            let exact = exact.count();
            if exact > 0 && exact * 5 >= filled * 4 {
                add_columns(proposals, page, table, at, exact);
                continue;
            }
            for row in &table.rows {
                let links = row
                    .links
                    .iter()
                    .filter_map(|link| documents.link(&page.path, link));
                let texts = row
                    .documents
                    .iter()
                    .filter_map(|text| documents.id(text).or_else(|| documents.title(text)));
                let mut found: Vec<usize> = links.chain(texts).collect();
                found.sort_unstable();
                found.dedup();
                if found.is_empty() && !says_excluded(&row.text) {
                    let is_name = |text: &&String| {
                        text.starts_with(char::is_alphanumeric) && text.chars().count() > 3
                    };
                    for text in row.documents.iter().filter(is_name) {
                        *proposals.missing.entry(text.clone()).or_default() += 1;
                    }
                }
                for doc in found.into_iter().filter_map(|at| docs.get(at)) {
                    for clause in &row.clauses {
                        let Some(standard) = names.standard(at).filter(|_| names.has(at, clause))
                        else {
                            proposals.unknown += 1;
                            continue;
                        };
                        let proposal = Proposal {
                            document: doc.page.path.clone(),
                            clause: clause.clone(),
                            standard: standard.id.to_string(),
                            section: None,
                            sentence: format!("{}: {}", page.path.file_name(), row.text),
                        };
                        if known.insert(key(&proposal)) {
                            proposals.list.push(proposal);
                        }
                    }
                }
            }
        }
    }
}

/// Whether a standard has most clauses of a table.
fn fits(table: &TableFact, at: StandardAt, names: &StandardNames) -> bool {
    let clauses = table.rows.iter().flat_map(|row| &row.clauses);
    let (mut all, mut fitting) = (0, 0);
    for clause in clauses {
        all += 1;
        fitting += usize::from(names.has(at, clause));
    }
    fitting > 0 && fitting * 2 >= all
}

fn add_columns(
    proposals: &mut Proposals,
    page: &PageFacts,
    table: &TableFact,
    standard: StandardAt,
    rows: usize,
) {
    let same = |one: &&mut Columns| {
        one.clause == table.clause_head
            && one.document == table.document_head
            && one.standard == standard
    };
    match proposals.columns.iter_mut().find(same) {
        Some(columns) => {
            columns.rows += rows;
            columns.files.push(page.path.clone());
            columns.files.dedup();
        }
        None => proposals.columns.push(Columns {
            clause: table.clause_head.clone(),
            document: table.document_head.clone(),
            standard,
            files: vec![page.path.clone()],
            rows,
        }),
    }
}
