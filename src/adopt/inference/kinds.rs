//! Which pages are documents, and of which kind.

use std::collections::BTreeMap;

use crate::adopt::survey::{FieldValue, FrontForm, HowNamed, PageFacts, Survey, is_kind_name};
use crate::conventions::{Labels, code, folded};
use crate::manual::of_stem;

/// What a page becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// A document.
    Document(Kind, Why),
    /// It keeps what its own front-matter says: a record, or a document that needs no kind.
    Itself,
    /// A page that is not controlled.
    Uncontrolled(Left),
}

/// The kind of a document, as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind(pub(crate) String);

/// Why a document is of its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Its own field says so.
    Field,
    /// The code at the begin of its name says so: `SOP`.
    Code(String),
    /// The folder in which it lies says so.
    Folder(String),
    /// A word of its file's name or of its title says so.
    Word(String),
    /// Nothing says so, but it has fields, an id or clauses as documents have.
    Signs,
    /// Nothing says so, but most pages around it are documents.
    Beside,
}

impl Why {
    /// Whether nothing says of which kind the document is.
    pub(crate) fn is_guess(&self) -> bool {
        matches!(self, Self::Signs | Self::Beside)
    }
}

/// The kind of documents of which nothing says what they are.
pub(crate) const ANY_KIND: &str = "document";

/// Why a page stays uncontrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Left {
    /// A page about the project: README, CHANGELOG and the like.
    AboutProject,
    /// A page in a folder of records.
    Record,
    /// The text of a standard, or notes on it.
    Standard,
    /// A table that maps clauses to documents.
    Mapping,
    /// Nothing in it says what it is.
    Unknown,
}

/// Decides about each page, in the order of the survey.
pub(super) fn decide(survey: &Survey, labels: &Labels) -> Vec<Becomes> {
    let mut in_folder: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &survey.pages {
        *in_folder.entry(page.path.folder()).or_default() += 1;
    }
    let is_alone = |page: &PageFacts| in_folder.get(page.path.folder()) == Some(&1);
    let mut series: BTreeMap<&str, usize> = BTreeMap::new();
    for page in survey.pages.iter().filter(|page| is_alone(page)) {
        if is_readme(page) && page.has_purpose_and_scope {
            *series.entry(folder_above(page)).or_default() += 1;
        }
    }
    let is_of_series = |page: &PageFacts| {
        page.has_purpose_and_scope
            && series
                .get(folder_above(page))
                .is_some_and(|count| *count > 1)
    };
    let pages = survey.pages.iter();
    let becomes = pages.map(|page| {
        let place = PlaceOfPage {
            is_alone: is_alone(page),
            is_of_series: is_of_series(page),
        };
        page_becomes(page, place, labels)
    });
    let mut becomes: Vec<Becomes> = becomes.collect();
    take_in_rest(survey, &mut becomes);
    becomes
}

/// Where at least a third of the pages are documents, the others of which nothing says what they are
/// become documents, too: in the whole folder, else in one of its folders.
fn take_in_rest(survey: &Survey, becomes: &mut [Becomes]) {
    let top = |page: &PageFacts| {
        let path = page.path.as_str();
        path.split_once('/').map_or("", |(top, _)| top).to_owned()
    };
    let mut counts: BTreeMap<Option<String>, (usize, usize)> = BTreeMap::new();
    for (page, becomes) in survey.pages.iter().zip(becomes.iter()) {
        let (is_document, is_open) = match becomes {
            Becomes::Document(..) | Becomes::Itself => (1, 0),
            Becomes::Uncontrolled(Left::Unknown) => (0, 1),
            Becomes::Uncontrolled(_) => continue,
        };
        for group in [None, Some(top(page))] {
            let (documents, open) = counts.entry(group).or_default();
            *documents += is_document;
            *open += is_open;
        }
    }
    let is_taken = |group: Option<String>| {
        let (documents, open) = counts.get(&group).copied().unwrap_or_default();
        documents > 0 && documents * 2 >= open
    };
    for (page, becomes) in survey.pages.iter().zip(becomes) {
        if *becomes == Becomes::Uncontrolled(Left::Unknown)
            && (is_taken(None) || is_taken(Some(top(page))))
        {
            *becomes = Becomes::Document(Kind(ANY_KIND.to_owned()), Why::Beside);
        }
    }
}

/// What lies around a page.
#[derive(Clone, Copy)]
struct PlaceOfPage {
    /// Whether no other page lies in its folder.
    is_alone: bool,
    /// Whether folders beside its own have a README of the same form, too.
    is_of_series: bool,
}

/// The folder in which the folder of a page lies.
fn folder_above(page: &PageFacts) -> &str {
    let folder = page.path.folder();
    folder.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Whether the name of a page's file is `README`.
fn is_readme(page: &PageFacts) -> bool {
    folded(stem(page)) == "readme"
}

fn page_becomes(page: &PageFacts, place: PlaceOfPage, labels: &Labels) -> Becomes {
    let folder = page.path.folder();
    // A README alone in its folder is its page, if it names a clause of a standard, or has the form of a
    // document as those beside it have.
    let is_page_of_folder = place.is_alone
        && !folder.is_empty()
        && (names_standard(page) || place.is_of_series)
        && !is_about_project("", folder);
    if is_readme(page) && !is_page_of_folder {
        return Becomes::Uncontrolled(Left::AboutProject);
    }
    let stem = match place.is_alone {
        true => name(page),
        false => stem(page),
    };
    if !is_readme(page) && is_about_project(stem, folder) {
        return Becomes::Uncontrolled(Left::AboutProject);
    }
    if let Some(kind) = own_kind(page, labels) {
        return match kind {
            Some(kind) => Becomes::Document(Kind(kind), Why::Field),
            None => Becomes::Itself,
        };
    }
    let has_code = code(stem);
    if let Some((code, kind)) = has_code {
        return Becomes::Document(Kind(kind.to_owned()), Why::Code(code.to_owned()));
    }
    let folder = folder_kind(page.path.folder());
    match folder {
        // A page with an id is a document for the program, whatever lies around it.
        Some((_, FolderKind::Records)) if has_own_id(page) => {
            return Becomes::Document(Kind(ANY_KIND.to_owned()), Why::Signs);
        }
        Some((_, FolderKind::Records)) => return Becomes::Uncontrolled(Left::Record),
        Some((path, FolderKind::Documents(kind))) => {
            return Becomes::Document(Kind(kind.to_owned()), Why::Folder(path));
        }
        Some((_, FolderKind::Weak(_) | FolderKind::Mixed(_))) | None => {}
    }
    if is_standard(page, stem) {
        return Becomes::Uncontrolled(Left::Standard);
    }
    if is_mapping(page) {
        return Becomes::Uncontrolled(Left::Mapping);
    }
    let name = stem.replace(['-', '_', '+', '.'], " ");
    let titles = [Some(&*name), page.title.as_deref(), page.heading.as_deref()];
    let word = titles
        .into_iter()
        .flatten()
        .find_map(|title| labels.kind_in(without_number(title)));
    if let Some((kind, word)) = word {
        return Becomes::Document(Kind(kind.to_owned()), Why::Word(folded(&word)));
    }
    if let Some((path, FolderKind::Weak(kind) | FolderKind::Mixed(kind))) = folder {
        return Becomes::Document(Kind(kind.to_owned()), Why::Folder(path));
    }
    match has_signs(page) {
        true => Becomes::Document(Kind(ANY_KIND.to_owned()), Why::Signs),
        false => Becomes::Uncontrolled(Left::Unknown),
    }
}

/// Whether a page says in its front-matter that it is a document.
fn has_own_id(page: &PageFacts) -> bool {
    let mut names = page.fields.iter().map(|field| field.name.as_str());
    names.any(|name| matches!(name, "id" | "kind" | "clauses"))
}

/// Whether a folder, or one above it, is one of records.
pub(super) fn is_of_records(folder: &str) -> bool {
    matches!(folder_kind(folder), Some((_, FolderKind::Records)))
}

/// A title without a number at its end: `Access policy 1`.
fn without_number(title: &str) -> &str {
    let end = title.trim_end_matches(|c: char| c.is_ascii_digit() || " .-_".contains(c));
    if end.is_empty() { title } else { end }
}

/// Whether a page has little but tables of clauses.
fn is_mapping(page: &PageFacts) -> bool {
    const FEWEST: usize = 20;
    let columns = page.tables.iter().flat_map(|table| &table.clauses);
    let rows = columns.flat_map(|column| &column.rows);
    let rows = rows.filter(|clauses| !clauses.is_empty()).count();
    let others = page.places.iter().filter(|place| !place.is_in_table());
    // A page that claims clauses itself, or says of itself what documents say, is one.
    let speaks_of_itself =
        !page.tags.is_empty() || !page.block.is_empty() || is_quality_manual(page);
    rows >= FEWEST && !speaks_of_itself && others.count() * 4 < rows
}

/// Whether a page is called the quality manual, which has a list of the clauses in most manuals.
fn is_quality_manual(page: &PageFacts) -> bool {
    const NAMES: [&str; 6] = [
        "quality manual",
        "qualitätsmanagementhandbuch",
        "qualitätshandbuch",
        "qm handbuch",
        "manuel qualité",
        "manual de calidad",
    ];
    let name = folded(&stem(page).replace(['-', '_', '+', '.'], " "));
    NAMES.iter().any(|known| name.contains(known))
}

/// The name of a page's file without its ending and its language.
pub(crate) fn stem(page: &PageFacts) -> &str {
    of_stem(page.whole_stem()).stem
}

/// The name of a page: that of its folder, if it is called `index` or `README`.
pub(crate) fn name(page: &PageFacts) -> &str {
    let folder = page.path.folder();
    let folder = folder.rsplit('/').next().filter(|name| !name.is_empty());
    let is_index = matches!(stem(page), "index" | "_index") || is_readme(page);
    folder.filter(|_| is_index).unwrap_or_else(|| stem(page))
}

/// Whether a file tells about the folder, the project or the repository.
fn is_about_project(stem: &str, folder: &str) -> bool {
    const NAMES: [&str; 24] = [
        "readme",
        "index",
        "changelog",
        "changes",
        "contributing",
        "license",
        "licence",
        "authors",
        "code of conduct",
        "contributors",
        "notice",
        "todo",
        "support",
        "summary",
        "claude",
        "agents",
        "gemini",
        "history",
        "start here",
        "sidebar",
        "navbar",
        "coverpage",
        "copilot instructions",
        "pull request template",
    ];
    const FOLDERS: [&str; 6] = [
        "test",
        "tests",
        "fixtures",
        "testdata",
        "issue template",
        "node modules",
    ];
    let name = folded(stem);
    // A security policy of a repository has this name, and lies at its root.
    let is_of_host = folder.is_empty() && name == "security";
    // The vendors of a firm have a folder of this name, and code of others lies deeper.
    let is_vendored = folder.split('/').rev().skip(1).any(|part| part == "vendor");
    is_of_host
        || is_vendored
        || NAMES.contains(&name.as_str())
        || folder
            .split('/')
            .any(|part| FOLDERS.contains(&folded(part).as_str()))
}

/// The kind that the page's own fields say. `Some(None)` if it is none that a document has.
fn own_kind(page: &PageFacts, labels: &Labels) -> Option<Option<String>> {
    let fields = page.fields.iter().chain(&page.block);
    let mut kinds = fields.filter(|field| is_kind_name(&field.name, labels));
    let FieldValue::Text(word) = &kinds.next()?.value else {
        return None;
    };
    match kind_of_word(word, labels) {
        Some(kind) => Some(Some(kind)),
        None if RECORD_KINDS.contains(&word.as_str()) => Some(None),
        None => None,
    }
}

/// The kinds of records that a page may name itself.
const RECORD_KINDS: [&str; 12] = [
    "audit",
    "finding",
    "action",
    "objective",
    "review",
    "training",
    "feedback",
    "inspection",
    "supplier",
    "equipment",
    "risk",
    "certificate",
];

/// The kind that a word means: `Policy`, `Work Instruction`, `SOP`.
pub(crate) fn kind_of_word(word: &str, labels: &Labels) -> Option<String> {
    const PLURALS: [(&str, &str); 6] = [
        ("policies", "policy"),
        ("procedures", "procedure"),
        ("instructions", "instruction"),
        ("forms", "form"),
        ("specifications", "specification"),
        ("narrative", "narrative"),
    ];
    let word = folded(word);
    let plural = PLURALS.iter().find(|(written, _)| *written == word);
    let kind = labels.kind(&word).or(plural.map(|(_, kind)| *kind));
    kind.map(str::to_owned)
}

/// What a folder says about its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FolderKind {
    Documents(&'static str),
    /// The word has other meanings, too.
    Weak(&'static str),
    /// Documents of several kinds, mostly of this one.
    Mixed(&'static str),
    Records,
}

/// The nearest folder that says what its files are.
fn folder_kind(folder: &str) -> Option<(String, FolderKind)> {
    let mut path = folder;
    loop {
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        if let Some(kind) = folder_word(name) {
            // A folder with a word of several meanings counts for its own files only.
            if !matches!(kind, FolderKind::Weak(_)) || path == folder {
                return Some((path.to_owned(), kind));
            }
        }
        path = path.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

fn folder_word(name: &str) -> Option<FolderKind> {
    const WORDS: [(FolderKind, &[&str]); 9] = [
        (
            FolderKind::Documents("policy"),
            &[
                "policies",
                "policy",
                "richtlinien",
                "leitlinien",
                "politiken",
                "politiques",
                "politicas",
                "políticas",
            ],
        ),
        (
            FolderKind::Documents("procedure"),
            &[
                "procedures",
                "procedure",
                "sops",
                "sop",
                "processes",
                "verfahren",
                "prozesse",
                "verfahrensanweisungen",
                "procédures",
                "procedimientos",
            ],
        ),
        (FolderKind::Documents("narrative"), &["narratives"]),
        (
            FolderKind::Documents("instruction"),
            &[
                "work instructions",
                "workinstructions",
                "instructions",
                "wi",
                "wis",
                "runbooks",
                "playbooks",
                "arbeitsanweisungen",
                "instrucciones",
                "guidelines",
            ],
        ),
        (
            FolderKind::Documents("form"),
            &[
                "forms",
                "checklists",
                "formulare",
                "formblätter",
                "formulaires",
                "formularios",
            ],
        ),
        (
            FolderKind::Documents("specification"),
            &[
                "specifications",
                "specs",
                "spezifikationen",
                "spécifications",
            ],
        ),
        (
            FolderKind::Weak("form"),
            &["templates", "vorlagen", "modèles", "plantillas"],
        ),
        (
            FolderKind::Records,
            &[
                "records",
                "audits",
                "findings",
                "actions",
                "minutes",
                "meetings",
                "registers",
                "register",
                "training records",
                "aufzeichnungen",
                "enregistrements",
                "registros",
            ],
        ),
        (
            FolderKind::Weak("instruction"),
            &["guides", "howto", "how to"],
        ),
    ];
    let name = folded(name);
    // Folders are numbered: `02_procedures`.
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let kind = |name: &str| {
        let found = WORDS.iter().find(|(_, words)| words.contains(&name));
        found.map(|(kind, _)| *kind)
    };
    // `policies-and-procedures`
    let both = || {
        let (first, second) = [" and ", " und ", " et ", " y "]
            .iter()
            .find_map(|and| name.split_once(and))?;
        match (kind(first)?, kind(second)?) {
            (FolderKind::Documents(first), FolderKind::Documents(_)) => {
                Some(FolderKind::Mixed(first))
            }
            _ => None,
        }
    };
    kind(name).or_else(both)
}

/// Whether a page is the text of a standard, or is called by its number.
fn is_standard(page: &PageFacts, stem: &str) -> bool {
    let name = folded(stem);
    let begins = ["iso ", "iec ", "nist ", "din "];
    let is_called = begins.iter().any(|begin| name.starts_with(begin))
        && name.chars().filter(char::is_ascii_digit).count() >= 3;
    let headings = page
        .places
        .iter()
        .filter(|place| place.how == HowNamed::Heading);
    is_called || (headings.count() >= 60 && page.block.is_empty() && page.fields.is_empty())
}

/// Whether a page names a clause together with its standard.
fn names_standard(page: &PageFacts) -> bool {
    page.places.iter().any(|place| !place.standards.is_empty())
}

/// Whether a page looks like a document though nothing says of which kind.
fn has_signs(page: &PageFacts) -> bool {
    let names_clause = names_standard(page)
        || page.places.iter().any(|place| match place.how {
            HowNamed::Marked | HowNamed::Control | HowNamed::Field => true,
            HowNamed::Heading | HowNamed::Lettered | HowNamed::Bracketed => false,
        });
    let has_fields = !page.block.is_empty()
        || page.front == FrontForm::Unopened
        || page.fields.iter().any(|field| {
            let name = folded(&field.name);
            let is_named = |name: &str| {
                ["id", "owner", "version", "revision", "approved by", "kind"].contains(&name)
            };
            is_named(&name)
        });
    names_clause || has_fields || !page.tags.is_empty() || is_quality_manual(page)
}

/// How many pages stay uncontrolled, by reason.
pub(crate) fn left(becomes: &[Becomes]) -> BTreeMap<Left, usize> {
    let mut counts = BTreeMap::new();
    for one in becomes {
        if let Becomes::Uncontrolled(left) = one {
            *counts.entry(*left).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adopt::standard_names::StandardNames;
    use crate::adopt::survey::page;
    use crate::diagnostics::{Source, SourcePath};

    fn becomes(path: &str, text: &str) -> String {
        let labels = Labels::default();
        let source = Source::new(SourcePath::new(path), text);
        let page = page(&source, &StandardNames::built_in(), &labels);
        let place = PlaceOfPage {
            is_alone: true,
            is_of_series: false,
        };
        match page_becomes(&page, place, &labels) {
            Becomes::Document(Kind(kind), why) => format!("{kind} {why:?}"),
            Becomes::Itself => "itself".to_owned(),
            Becomes::Uncontrolled(left) => format!("{left:?}"),
        }
    }

    #[test]
    fn a_folder_a_code_or_a_word_says_what_a_page_is() {
        for (path, expected) in [
            ("policies/access.md", "policy Folder(\"policies\")"),
            (
                "02_Procedures/hr/leave.md",
                "procedure Folder(\"02_Procedures\")",
            ),
            (
                "work-instructions/a.md",
                "instruction Folder(\"work-instructions\")",
            ),
            ("policies/SOP-012 Access.md", "procedure Code(\"SOP\")"),
            ("docs/SOP_012_access.md", "procedure Code(\"SOP\")"),
            ("narratives/control.md", "narrative Folder(\"narratives\")"),
            ("a/templates/list.md", "form Folder(\"a/templates\")"),
            ("templates/qms/sop-purchasing.md", "procedure Word(\"sop\")"),
            ("docs/access-policy.md", "policy Word(\"policy\")"),
            ("policies/README.md", "AboutProject"),
            ("records/2024/audit.md", "Record"),
            ("docs/ISO_IEC_27001_2022(en).md", "Standard"),
            ("docs/notes.md", "Unknown"),
            ("index.md", "AboutProject"),
            ("backup-policy/index.md", "policy Word(\"policy\")"),
            ("ACME-PR-002-Change.md", "procedure Code(\"ACME-PR\")"),
            (
                "src/policies-and-procedures/a/leave-procedure.md",
                "procedure Word(\"procedure\")",
            ),
            (
                "src/policies-and-procedures/a/leave.md",
                "policy Folder(\"src/policies-and-procedures\")",
            ),
        ] {
            assert_eq!(becomes(path, "Text.\n"), expected, "{path}");
        }
    }

    #[test]
    fn a_page_says_itself_what_it_is() {
        let page = |kind: &str| format!("---\ntype: {kind}\n---\nText.\n");
        assert_eq!(becomes("docs/a.md", &page("Policy")), "policy Field");
        assert_eq!(
            becomes("docs/a.md", &page("Work Instruction")),
            "instruction Field"
        );
        assert_eq!(
            becomes("docs/a.md", "---\nkind: audit\n---\nText.\n"),
            "itself"
        );
        assert_eq!(
            becomes("docs/a.md", "# A\n\n**Owner:** CISO\n"),
            "document Signs"
        );
        assert_eq!(
            becomes("docs/a.md", "As ISO 9001, 8.4.1 asks.\n"),
            "document Signs"
        );
    }
}
