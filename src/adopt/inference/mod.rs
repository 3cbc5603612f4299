//! What the facts of a folder mean: which pages are documents, what their fields are called, of
//! which standards they speak, which claims they propose. Each conclusion carries its count.

mod assignments;
mod dates;
mod document_names;
mod editions;
mod entries;
mod fields;
mod ids;
mod kinds;
mod language_folders;
mod mapping_pages;
mod mappings;
mod notations;
mod proposals;
mod reports;
mod standards;
mod stated;
mod statuses;
mod titles;

use std::collections::{BTreeMap, HashMap, HashSet};

pub(crate) use entries::{Doc, Entry, glob};
pub(crate) use fields::{FieldNames, Meaning};
pub(crate) use kinds::{ANY_KIND, Becomes, Left};
pub(crate) use notations::Notation;
pub(crate) use proposals::Proposals;
pub(crate) use standards::Chosen;
pub(crate) use statuses::StatusWord;

use self::ids::IdSource;
use self::kinds::{Kind, kind_of_word};
use self::language_folders::LanguageFolders;
use super::project::Project;
use super::standard_names::{StandardAt, StandardNames};
use super::survey::{FieldValue, FrontForm, PageFacts, Place, Survey, ending, is_built_in};
use crate::conventions::{Labels, is_placeholder};
use crate::diagnostics::SourcePath;
use crate::manual::Language;

/// What follows from the facts of a folder.
pub(crate) struct Inference<'s> {
    /// What each page becomes, in the order of the survey.
    pub(crate) becomes: Vec<Becomes>,
    /// How many pages stay uncontrolled, by reason.
    pub(crate) left: BTreeMap<Left, usize>,
    /// How many pages become documents.
    pub(crate) documents: usize,
    /// How many files have the text of a document.
    pub(crate) texts: usize,
    /// How many pages are translations of documents.
    pub(crate) translations: usize,
    /// The language of the texts, unless it is English.
    pub(crate) language: Option<&'static str>,
    /// The standards, the most spoken of first.
    pub(crate) standards: Vec<Chosen>,
    /// Standards that the texts mention, and for which no claim was found.
    pub(crate) mentioned: Vec<Chosen>,
    /// Standards that are not built in, with the number of files that speak of them.
    pub(crate) others: Vec<(String, usize)>,
    /// Endings of Markdown files that a setting must name, with the number of files.
    pub(crate) endings: BTreeMap<&'static str, usize>,
    /// How many files have fields first and one fence behind them.
    pub(crate) unopened: usize,
    /// How many pages that stay uncontrolled have front-matter of another meaning.
    pub(crate) uncontrolled_front: usize,
    /// How many files have notices or tabs in the notation of another program.
    pub(crate) admonitions: usize,
    /// How many files have front-matter that cannot be read.
    pub(crate) broken: usize,
    /// The fields of front-matter, and those of blocks in the texts.
    pub(crate) fields: FieldNames,
    pub(crate) blocks: FieldNames,
    /// The words for a status.
    pub(crate) statuses: Vec<StatusWord>,
    /// The words for a kind.
    pub(crate) kind_words: BTreeMap<String, KindWord>,
    /// The names in braces in the texts, with the number of places and of files.
    pub(crate) variables: BTreeMap<String, (usize, usize)>,
    /// The entries that give ids and kinds.
    pub(crate) entries: Vec<Entry>,
    /// How many documents lack each field that a document must have.
    pub(crate) lacking: BTreeMap<&'static str, usize>,
    /// How many documents have no id of their own.
    pub(crate) lacking_id: usize,
    /// Notations with the name of a standard.
    pub(crate) notations: Vec<Notation>,
    /// Notations with other names, with the number of places.
    pub(crate) unknown_notations: Vec<(String, usize)>,
    pub(crate) proposals: Proposals,
    /// The id of each document.
    pub(crate) ids: HashMap<SourcePath, String>,
    pub(crate) survey: &'s Survey,
}

/// The fields that every document must have, beside title, id and kind.
const NEEDED: [&str; 3] = ["revision", "status", "owner"];

/// Draws the conclusions.
pub(crate) fn infer<'s>(
    survey: &'s Survey,
    project: Option<&Project>,
    names: &StandardNames,
    labels: &Labels,
) -> Inference<'s> {
    let becomes = kinds::decide(survey, labels);
    let all = || survey.pages.iter().zip(&becomes).enumerate();
    let is_document = |becomes: &Becomes| matches!(becomes, Becomes::Document(..));
    let pages: Vec<&PageFacts> = all()
        .filter(|(_, (_, becomes))| is_document(becomes))
        .map(|(_, (page, _))| page)
        .collect();
    let fields = fields::decide(&pages, |page| &page.fields, names, labels, 0);
    // What looks like a block in one of many files is rather a table of something else.
    let fewest = if pages.len() < 5 { 0 } else { 2 };
    let blocks = fields::decide(&pages, |page| &page.block, names, labels, fewest);
    let value = |page: &'s PageFacts, field: &str| value_of(page, &fields, &blocks, field);
    let folders = LanguageFolders::find(survey);
    let language = language(&pages);
    let of_manual = Language::of_manual(language.unwrap_or("en"));
    let page_language = |page: &PageFacts| {
        let written = value_of(page, &fields, &blocks, "language").and_then(Language::new);
        written
            .or_else(|| page.named_language())
            .or_else(|| folders.language(&page.path))
            .unwrap_or_else(|| of_manual.clone())
    };
    let own_id = |page: &PageFacts| own_id(page, &fields, &blocks);
    let mut ids = ids::decide(&pages, own_id, page_language, &folders).into_iter();
    let docs = all().filter_map(|(at, (page, becomes))| match becomes {
        Becomes::Document(kind, why) => Some(Doc {
            at,
            page,
            kind: kind.clone(),
            why: why.clone(),
            id: ids.next()?,
        }),
        Becomes::Itself | Becomes::Uncontrolled(_) => None,
    });
    let docs: Vec<Doc<'s>> = docs.collect();

    let mut claimed = claimed(&pages, &fields, names);
    let tags = notations::count(&pages, names);
    for notation in &tags.notations {
        *claimed.entry(notation.standard).or_default() += notation.known;
    }
    let stated = stated::read(project, names);
    for proposal in &stated.proposals {
        *claimed.entry(proposal.0).or_default() += 1;
    }
    let mut choice = standards::choose(&pages, &claimed, names);
    // A page that maps clauses to documents says of which standard they are. It takes none away of which the
    // documents speak, however many clauses it lists.
    let is_mapping = |becomes: &Becomes| *becomes == Becomes::Uncontrolled(Left::Mapping);
    let speaking = all().filter(|(_, (_, becomes))| is_document(becomes) || is_mapping(becomes));
    let speaking: Vec<&PageFacts> = speaking.map(|(_, (page, _))| page).collect();
    choice.add(standards::choose(&speaking, &claimed, names).chosen);
    let (mut standards, mut mentioned) = (choice.chosen, choice.mentioned);
    let is_claim = |place: &Place| {
        let named = fields
            .names
            .iter()
            .find(|name| Some(&name.written) == place.field.as_ref());
        named.is_some_and(|name| name.is_claims())
    };
    let (originals, translations) = originals(&docs, &of_manual, page_language);
    let mut proposals = proposals::propose(
        &survey.pages,
        &originals,
        &standards,
        (names, labels),
        is_claim,
    );
    proposals.unknown += stated.unknown;
    proposals
        .list
        .extend(stated.proposals.into_iter().map(|(_, proposal)| proposal));
    // A standard for which nothing was found is measured only if there is no other.
    let is_claimed = |one: &Chosen| {
        claimed.contains_key(&one.standard)
            || proposals
                .columns
                .iter()
                .any(|columns| columns.standard == one.standard)
            || proposals
                .exclusions
                .iter()
                .any(|excluded| excluded.standard == one.standard)
            || names.standard(one.standard).is_some_and(|standard| {
                let mut proposals = proposals.list.iter();
                proposals.any(|proposal| proposal.standard == standard.id.as_str())
            })
    };
    if standards.iter().any(is_claimed) {
        let (kept, unclaimed) = standards.into_iter().partition(is_claimed);
        standards = kept;
        mentioned.extend(unclaimed);
    }
    let of_project = project.map_or(0, Project::documents);
    let statuses = statuses::decide(pages.iter().filter_map(|page| {
        let is_given = |field| value(page, field).is_some();
        Some(statuses::Written {
            word: value(page, "status")?,
            file: &page.path,
            has_approver: is_given("approver"),
            has_effective: is_given("effective"),
        })
    }));
    let lacks = |field: &str| {
        pages
            .iter()
            .filter(|page| value(page, field).is_none())
            .count()
    };
    Inference {
        left: kinds::left(&becomes),
        documents: originals.len() + of_project,
        texts: docs.len() + of_project,
        translations,
        language,
        others: standards::others(&pages),
        endings: endings(&pages),
        unopened: front(&pages, FrontForm::Unopened),
        uncontrolled_front: uncontrolled_front(survey, &becomes, &fields),
        admonitions: pages.iter().filter(|page| page.has_admonitions).count(),
        broken: front(&pages, FrontForm::Broken),
        kind_words: kind_words(&docs, &fields, &blocks, labels),
        variables: variables(survey),
        entries: entries::entries(&survey.pages, &becomes, &docs, (&folders, &of_manual)),
        lacking: NEEDED
            .into_iter()
            .map(|field| (field, lacks(field) + of_project))
            .collect(),
        lacking_id: docs
            .iter()
            .filter(|doc| doc.id.source != IdSource::Own)
            .count()
            + project.map_or(0, Project::without_id),
        standards,
        mentioned,
        statuses,
        notations: tags.notations,
        unknown_notations: tags.unknown.into_iter().chain(stated.others).collect(),
        ids: docs
            .iter()
            .map(|doc| (doc.page.path.clone(), doc.id.text.clone()))
            .collect(),
        proposals,
        fields,
        blocks,
        becomes,
        survey,
    }
}

/// The documents without their translations, and the number of these. A translation is a file of the
/// same id in another language, if there is one in the manual's.
fn originals<'p>(
    docs: &[Doc<'p>],
    of_manual: &Language,
    language: impl Fn(&PageFacts) -> Language,
) -> (Vec<Doc<'p>>, usize) {
    let is_own = |doc: &&Doc<'_>| language(doc.page) == *of_manual;
    let own: HashSet<&str> = docs
        .iter()
        .filter(is_own)
        .map(|doc| &*doc.id.text)
        .collect();
    let is_original = |doc: &&Doc<'_>| is_own(doc) || !own.contains(&*doc.id.text);
    let originals: Vec<Doc<'p>> = docs.iter().filter(is_original).cloned().collect();
    let translations = docs.len() - originals.len();
    (originals, translations)
}

/// What a page writes for a field.
fn value_of<'p>(
    page: &'p PageFacts,
    fields: &FieldNames,
    blocks: &FieldNames,
    field: &str,
) -> Option<&'p str> {
    let own = fields.value(&page.fields, field);
    text(own.or_else(|| blocks.value(&page.block, field)))
}

/// A text that somebody filled in.
fn text(value: Option<&FieldValue>) -> Option<&str> {
    match value? {
        FieldValue::Text(text) if !is_placeholder(text) => Some(text),
        _ => None,
    }
}

/// The id that a page writes itself. What stands in the field counts even if it is no id.
fn own_id(page: &PageFacts, fields: &FieldNames, blocks: &FieldNames) -> Option<String> {
    let own = fields.value(&page.fields, "id");
    match own.or_else(|| blocks.value(&page.block, "id"))? {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Blank => None,
        _ => Some(page.path.to_string()),
    }
}

/// The standards that fields of front-matter name, with the number of clauses.
fn claimed(
    pages: &[&PageFacts],
    fields: &FieldNames,
    names: &StandardNames,
) -> BTreeMap<StandardAt, usize> {
    let mut claimed: BTreeMap<StandardAt, usize> = BTreeMap::new();
    let mut claims: BTreeMap<&str, Option<StandardAt>> = BTreeMap::new();
    for name in fields.names.iter().filter(|name| name.is_claims()) {
        let standard = match name.meaning {
            Meaning::Claims(standard) => Some(standard),
            _ => None,
        };
        claims.insert(&name.written, standard);
    }
    for place in pages.iter().flat_map(|page| &page.places) {
        let Some(standard) = place
            .field
            .as_ref()
            .and_then(|field| claims.get(field.as_str()))
        else {
            continue;
        };
        let meant = standard.iter().chain(&place.standards).copied();
        if let Some(at) = meant.into_iter().find(|at| names.has(*at, &place.clause)) {
            *claimed.entry(at).or_default() += 1;
        }
    }
    claimed
}

/// The language of most words, unless it is English. If the names of some files say a language, only
/// the other files count.
fn language(pages: &[&PageFacts]) -> Option<&'static str> {
    let mut counts = [0_usize; 4];
    let is_plain = |page: &&&PageFacts| page.named_language().is_none();
    let all_are_named = !pages.iter().any(|page| is_plain(&page));
    for page in pages.iter().filter(|page| all_are_named || is_plain(page)) {
        for (sum, count) in counts.iter_mut().zip(page.languages) {
            *sum += count;
        }
    }
    let most = crate::conventions::LANGUAGES
        .iter()
        .zip(counts)
        .max_by_key(|(_, count)| *count);
    most.filter(|(language, count)| **language != "en" && *count > counts[0])
        .map(|(language, _)| *language)
}

/// The names in braces, with the number of places and of files.
fn variables(survey: &Survey) -> BTreeMap<String, (usize, usize)> {
    let mut variables: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for page in &survey.pages {
        for (at, name) in page.variables.iter().enumerate() {
            let (places, files) = variables.entry(name.clone()).or_default();
            *places += 1;
            *files += usize::from(!page.variables.iter().take(at).any(|other| other == name));
        }
    }
    variables
}

fn endings(pages: &[&PageFacts]) -> BTreeMap<&'static str, usize> {
    let mut endings = BTreeMap::new();
    for ending in pages.iter().filter_map(|page| ending(&page.path)) {
        if !is_built_in(ending) {
            *endings.entry(ending).or_default() += 1;
        }
    }
    endings
}

fn front(pages: &[&PageFacts], form: FrontForm) -> usize {
    pages.iter().filter(|page| page.front == form).count()
}

/// How many pages that stay uncontrolled have front-matter with fields that such a page may not have.
fn uncontrolled_front(survey: &Survey, becomes: &[Becomes], fields: &FieldNames) -> usize {
    let is_ignored = |name: &str| {
        let mut names = fields.names.iter();
        names.any(|known| known.written == name && known.meaning == Meaning::Ignored)
    };
    let has_others = |page: &PageFacts| {
        let is_home =
            page.path.folder().is_empty() && matches!(kinds::stem(page), "index" | "README");
        page.fields.iter().any(|field| match &*field.name {
            "audience" | "language" => false,
            "title" => !is_home,
            name => !is_ignored(name),
        })
    };
    let is_ours = |page: &PageFacts| {
        let mut names = page.fields.iter().map(|field| field.name.to_lowercase());
        names.any(|name| matches!(&*name, "id" | "kind" | "clauses"))
    };
    let pages = survey.pages.iter().zip(becomes);
    let left = pages.filter(|(page, becomes)| {
        matches!(becomes, Becomes::Uncontrolled(_)) && has_others(page) && !is_ours(page)
    });
    left.count()
}

/// The words for kinds that are no names of kinds. An unknown word means what most of its pages are.
fn kind_words(
    docs: &[Doc<'_>],
    fields: &FieldNames,
    blocks: &FieldNames,
    labels: &Labels,
) -> BTreeMap<String, KindWord> {
    let mut words: BTreeMap<&str, Vec<&Kind>> = BTreeMap::new();
    for doc in docs {
        let own = fields.value(&doc.page.fields, "kind");
        if let Some(word) = text(own.or_else(|| blocks.value(&doc.page.block, "kind"))) {
            words.entry(word).or_default().push(&doc.kind);
        }
    }
    let words = words.into_iter().filter_map(|(word, kinds)| {
        let known = kind_of_word(word, labels);
        let most = || {
            let count = |kind: &Kind| kinds.iter().filter(|other| ***other == *kind).count();
            let most = kinds
                .iter()
                .max_by_key(|kind| (count(kind), std::cmp::Reverse(**kind)));
            most.map_or_else(String::new, |kind| kind.0.clone())
        };
        let is_unknown = known.is_none();
        let kind = known.unwrap_or_else(most);
        let word_for_kind = KindWord {
            files: kinds.len(),
            kind,
            is_unknown,
        };
        (word_for_kind.kind != word).then(|| (word.to_owned(), word_for_kind))
    });
    words.collect()
}

/// What a word for a kind means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KindWord {
    pub(crate) kind: String,
    /// How many documents have the word.
    pub(crate) files: usize,
    /// Whether the kind is only a guess.
    pub(crate) is_unknown: bool,
}
