//! The entries of `[[defaults]]`: for which files they are, and what they give.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{Id, IdSource, PATTERNS};
use super::kinds::{Becomes, Kind, Why, stem};
use super::language_folders::LanguageFolders;
use crate::adopt::survey::{PageFacts, ending};
use crate::manual::Language;

/// An entry of `[[defaults]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What a person reads above it.
    pub(crate) comment: Vec<String>,
    /// The patterns of its files; all files if empty.
    pub(crate) files: Vec<String>,
    /// The pattern of their names.
    pub(crate) name: Option<&'static str>,
    /// The fields that it gives, with a remark behind each.
    pub(crate) fields: Vec<Given>,
    /// The pages that it is for, by their positions in the survey.
    pub(crate) pages: Vec<usize>,
}

/// A field that an entry gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) field: &'static str,
    pub(crate) value: String,
    pub(crate) remark: Option<String>,
}

impl Given {
    fn new(field: &'static str, value: &str, remark: Option<String>) -> Self {
        Self {
            field,
            value: value.to_owned(),
            remark,
        }
    }
}

/// A document, by its position in the survey.
#[derive(Clone, Debug)]
pub(crate) struct Doc<'p> {
    pub(crate) at: usize,
    pub(crate) page: &'p PageFacts,
    pub(crate) kind: Kind,
    pub(crate) why: Why,
    pub(crate) id: Id,
}

/// The entries that give each document its id and its kind. The first entry that gives a field
/// counts, so that exact entries come first.
pub(super) fn entries(
    pages: &[PageFacts],
    becomes: &[Becomes],
    docs: &[Doc<'_>],
    (folders, of_manual): (&LanguageFolders, &Language),
) -> Vec<Entry> {
    let mut entries = languages(docs, folders, of_manual);
    entries.extend(given_ids(docs));
    entries.extend(pattern_ids(docs));
    entries.extend(kinds_by_file(docs));
    entries.extend(kinds_by_folder(pages, becomes, docs));
    entries.extend(rest(pages, becomes, docs));
    entries
}

/// Entries for the folders that say a language other than the manual's.
fn languages(docs: &[Doc<'_>], folders: &LanguageFolders, of_manual: &Language) -> Vec<Entry> {
    let others = folders.all().filter(|(_, language)| *language != of_manual);
    let entries = others.filter_map(|(folder, language)| {
        let inside = docs
            .iter()
            .filter(|doc| is_in(doc.page.path.as_str(), folder));
        let inside: Vec<usize> = inside.map(|doc| doc.at).collect();
        (!inside.is_empty()).then(|| Entry {
            comment: vec![format!(
                "{} in {folder}/, beside the same in other languages.",
                files(inside.len())
            )],
            files: vec![format!("{}/**", glob(folder))],
            name: None,
            fields: vec![Given::new("language", language.as_str(), None)],
            pages: inside,
        })
    });
    entries.collect()
}

/// Entries for the documents whose ids only the settings give: one for a folder in which all are made
/// in the same way, else one for each document.
fn given_ids(docs: &[Doc<'_>]) -> Vec<Entry> {
    const FEWEST: usize = 3;
    let is_given = |doc: &&Doc<'_>| doc.id.source == IdSource::Given;
    let mut folders: BTreeMap<&str, Vec<&Doc<'_>>> = BTreeMap::new();
    for doc in docs.iter().filter(|doc| doc.id.source != IdSource::Own) {
        folders.entry(doc.page.path.folder()).or_default().push(doc);
    }
    let mut entries = Vec::new();
    let mut rest: Vec<&Doc<'_>> = Vec::new();
    for (folder, inside) in folders {
        let prefix = |doc: &Doc<'_>| {
            let prefix = doc.id.text.strip_suffix(stem(doc.page))?;
            Some(prefix.to_owned()).filter(|_| doc.id.source == IdSource::Given)
        };
        let common = inside.first().and_then(|doc| prefix(doc));
        let common = common.filter(|common| {
            inside.len() >= FEWEST
                && inside
                    .iter()
                    .all(|doc| prefix(doc).as_ref() == Some(common))
        });
        match common {
            Some(prefix) => entries.push(Entry {
                comment: vec![format!(
                    "{} in {folder}/ whose names others have, too.",
                    files(inside.len())
                )],
                files: vec![format!("{}/*", glob(folder))],
                name: None,
                fields: vec![Given::new("id", &format!("{prefix}{{stem}}"), None)],
                pages: inside.iter().map(|doc| doc.at).collect(),
            }),
            None => rest.extend(inside.into_iter().filter(is_given)),
        }
    }
    rest.sort_by_key(|doc| doc.at);
    entries.extend(rest.into_iter().enumerate().map(|(number, doc)| Entry {
        comment: match number {
            0 => vec![
                "The names of these files are no ids, or not the only ones: these ids are made from \
                 their paths."
                    .to_owned(),
            ],
            _ => Vec::new(),
        },
        files: vec![glob(doc.page.path.as_str())],
        name: None,
        fields: vec![Given::new("id", &doc.id.text, None)],
        pages: vec![doc.at],
    }));
    entries
}

/// An entry for each pattern by which names of files give ids.
fn pattern_ids(docs: &[Doc<'_>]) -> Vec<Entry> {
    let mut by_pattern: BTreeMap<usize, Vec<&Doc<'_>>> = BTreeMap::new();
    for doc in docs {
        if let IdSource::Pattern(at) = doc.id.source {
            by_pattern.entry(at).or_default().push(doc);
        }
    }
    let entries = by_pattern.into_iter().filter_map(|(at, of_pattern)| {
        let example = of_pattern.first()?;
        Some(Entry {
            comment: vec![format!(
                "{} of {} documents have their id at the begin of their file's name, such as {}.",
                of_pattern.len(),
                docs.len(),
                example.id.text
            )],
            files: Vec::new(),
            name: PATTERNS.get(at).copied(),
            fields: vec![Given::new("id", "{no}", None)],
            pages: of_pattern.iter().map(|doc| doc.at).collect(),
        })
    });
    entries.collect()
}

/// Entries for the documents whose kind follows from the file and not from the folder.
fn kinds_by_file(docs: &[Doc<'_>]) -> Vec<Entry> {
    let mut groups: BTreeMap<(&Kind, &Why), Vec<&Doc<'_>>> = BTreeMap::new();
    for doc in docs {
        if matches!(doc.why, Why::Code(_) | Why::Word(_)) {
            groups.entry((&doc.kind, &doc.why)).or_default().push(doc);
        }
    }
    let entries = groups.into_iter().map(|((kind, why), group)| {
        let what = match why {
            Why::Code(code) => format!("{} with the code {code} in the name.", files(group.len())),
            Why::Word(word) => {
                format!(
                    "{} with the word \"{word}\" in name or title.",
                    files(group.len())
                )
            }
            Why::Field | Why::Folder(_) | Why::Signs | Why::Beside => String::new(),
        };
        Entry {
            comment: vec![what],
            files: globs(&group, docs),
            name: None,
            fields: vec![Given::new("kind", &kind.0, None)],
            pages: group.iter().map(|doc| doc.at).collect(),
        }
    });
    entries.collect()
}

/// The entry for the documents of which nothing says what they are. It comes last, so that it may be
/// for whole folders.
fn rest(pages: &[PageFacts], becomes: &[Becomes], docs: &[Doc<'_>]) -> Option<Entry> {
    let group: Vec<&Doc<'_>> = docs.iter().filter(|doc| doc.why.is_guess()).collect();
    let first = group.first()?;
    let signs = group.iter().filter(|doc| doc.why == Why::Signs).count();
    let mut comment = Vec::new();
    if signs > 0 {
        comment.push(format!(
            "{} that name clauses, or have an owner or a version, as documents do.",
            files(signs)
        ));
    }
    if signs < group.len() {
        comment.push(format!(
            "{} of which nothing says what they are, beside documents.",
            files(group.len() - signs)
        ));
    }
    let mut patterns: BTreeSet<String> = BTreeSet::new();
    let mut taken_out: BTreeSet<String> = BTreeSet::new();
    for doc in &group {
        let path = doc.page.path.as_str();
        let Some((top, _)) = path.split_once('/') else {
            patterns.insert(glob(path));
            continue;
        };
        let left = uncontrolled_in(pages, becomes, top);
        let own = group
            .iter()
            .filter(|doc| is_in(doc.page.path.as_str(), top));
        if left.len() <= own.count() {
            patterns.insert(format!("{}/**", glob(top)));
            taken_out.extend(left);
        } else {
            patterns.insert(glob(path));
        }
    }
    let remark = "to be mended: nothing in these files says what they are".to_owned();
    Some(Entry {
        comment,
        files: patterns.into_iter().chain(taken_out).collect(),
        name: None,
        fields: vec![Given::new("kind", &first.kind.0, Some(remark))],
        pages: group.iter().map(|doc| doc.at).collect(),
    })
}

/// The patterns that take the pages of a folder out that stay uncontrolled.
fn uncontrolled_in(pages: &[PageFacts], becomes: &[Becomes], folder: &str) -> Vec<String> {
    let inside = pages.iter().zip(becomes);
    let left = inside.filter(|(page, becomes)| {
        is_in(page.path.as_str(), folder) && matches!(becomes, Becomes::Uncontrolled(_))
    });
    left.map(|(page, _)| format!("!{}", glob(page.path.as_str())))
        .collect()
}

/// Entries for the documents whose kind follows from their folder, the deepest folder first.
fn kinds_by_folder(pages: &[PageFacts], becomes: &[Becomes], docs: &[Doc<'_>]) -> Vec<Entry> {
    let mut groups: BTreeMap<(&str, &Kind), Vec<&Doc<'_>>> = BTreeMap::new();
    for doc in docs {
        if let Why::Folder(folder) = &doc.why {
            groups.entry((folder, &doc.kind)).or_default().push(doc);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((folder, _), _)| std::cmp::Reverse(folder.matches('/').count()));
    let entries = groups.into_iter().map(|((folder, kind), group)| {
        let mut patterns = vec![format!("{}/**", glob(folder))];
        patterns.extend(uncontrolled_in(pages, becomes, folder));
        Entry {
            comment: vec![format!("{} in {folder}/", files(group.len()))],
            files: patterns,
            name: None,
            fields: vec![Given::new("kind", &kind.0, None)],
            pages: group.iter().map(|doc| doc.at).collect(),
        }
    });
    entries.collect()
}

fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}

/// Patterns that fit these documents and no others: whole folders, where all of their documents
/// are meant, else the files.
fn globs(group: &[&Doc<'_>], docs: &[Doc<'_>]) -> Vec<String> {
    let meant: BTreeSet<usize> = group.iter().map(|doc| doc.at).collect();
    let mut patterns: BTreeSet<String> = BTreeSet::new();
    for doc in group {
        let folder = doc.page.path.folder();
        let beside = docs
            .iter()
            .filter(|other| other.page.path.folder() == folder);
        let beside: Vec<&Doc<'_>> = beside.collect();
        let begins = first_words(doc.page.path.file_name());
        let begin = begins.into_iter().find(|begin| {
            let alike = |other: &&&Doc<'_>| other.page.path.file_name().starts_with(begin);
            let mut all_alike = beside.iter().filter(alike);
            let count = beside.iter().filter(alike).count();
            !begin.is_empty() && count > 1 && all_alike.all(|other| meant.contains(&other.at))
        });
        let prefix = match folder {
            "" => String::new(),
            folder => format!("{}/", glob(folder)),
        };
        patterns.insert(match begin {
            Some(begin) => format!(
                "{prefix}{}*.{}",
                glob(begin),
                ending(&doc.page.path).unwrap_or("md")
            ),
            None => glob(doc.page.path.as_str()),
        });
    }
    patterns.into_iter().collect()
}

/// The begins of a name up to its first sign, and up to its number: `sop-`, `ACME-PR-`.
fn first_words(name: &str) -> [&str; 2] {
    let end = name.find(['-', '_', ' ']);
    let first = end.and_then(|end| name.get(..=end)).unwrap_or_default();
    let number = name.find(|c: char| c.is_ascii_digit());
    let code = number.and_then(|end| name.get(..end)).unwrap_or_default();
    let is_code = code.ends_with(['-', '_', ' ']);
    [first, if is_code { code } else { "" }]
}

/// A pattern that fits this path and no other.
pub(crate) fn glob(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for (at, c) in path.chars().enumerate() {
        match c {
            '*' | '?' | '[' | ']' | '{' | '}' => escaped.extend(['[', c, ']']),
            // A pattern that begins so takes files out.
            '!' if at == 0 => escaped.push('?'),
            c => escaped.push(c),
        }
    }
    escaped
}
