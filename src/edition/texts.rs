//! The texts that stay in an edition: those of its pages, of files that it copies, and of settings.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use super::{Held, given};
use crate::approvals;
use crate::diagnostics::{Location, Source, SourcePath};
use crate::manual::{FieldValue, Fields, Manual, Origin, PageKey, ReadMarkup};
use crate::pipeline::Compiled;
use crate::resolve::{Link, MenuTarget, joined};
use crate::sources;
use crate::sources::Sources;

/// A text, and the editions that it stays in.
pub(super) struct Text {
    /// The page whose file it is.
    pub(super) page: Option<PageKey>,
    content: Content,
    /// The editions, by their positions.
    pub(super) editions: Vec<usize>,
}

enum Content {
    /// The whole text of a file.
    File(Source),
    /// A value that is written somewhere in a file.
    Value {
        value: String,
        /// The file, and the byte offset of the value, if it is written there as it is.
        written: Option<(Source, usize)>,
        /// The nearest place that is known otherwise.
        near: Location,
    },
}

impl Text {
    /// A value, with its place: the file and the byte offset if it is written there as it is, else the
    /// nearest place that is known.
    pub(super) fn value(
        value: String,
        written: Option<(Source, usize)>,
        near: Location,
        editions: Vec<usize>,
    ) -> Self {
        Self {
            page: None,
            content: Content::Value {
                value,
                written,
                near,
            },
            editions,
        }
    }

    /// The file in which the text is written.
    pub(super) fn path(&self) -> &SourcePath {
        match &self.content {
            Content::File(source) => source.path(),
            Content::Value {
                written: Some((source, _)),
                ..
            } => source.path(),
            Content::Value { near, .. } => &near.path,
        }
    }

    /// The text to be searched.
    pub(super) fn shown(&self) -> &str {
        match &self.content {
            Content::File(source) => source.text(),
            Content::Value { value, .. } => value,
        }
    }

    /// The page and its file, if this is the file of a page.
    pub(super) fn page(&self) -> Option<(PageKey, &Source)> {
        match &self.content {
            Content::File(source) => Some((self.page?, source)),
            Content::Value { .. } => None,
        }
    }

    /// The location of a byte range of the text.
    pub(super) fn location(&self, range: Range<usize>) -> Location {
        let (source, at) = match &self.content {
            Content::File(source) => (source, 0),
            Content::Value {
                written: Some((source, at)),
                ..
            } => (source, *at),
            Content::Value { near, .. } => return near.clone(),
        };
        let span = source.span(at + range.start..at + range.end);
        Location::new(source.path(), span)
    }
}

/// All texts that stay in one of these editions.
pub(super) fn texts(whole: &Compiled, from: &dyn Sources, editions: &[Held]) -> Vec<Text> {
    let manual = &whole.manual;
    let pages: Vec<(PageKey, Vec<usize>)> = manual
        .page_keys()
        .map(|page| {
            let held = editions.iter().enumerate();
            let held = held.filter(|(_, held)| held.has(page)).map(|(at, _)| at);
            (page, held.collect::<Vec<usize>>())
        })
        .filter(|(_, editions)| !editions.is_empty())
        .collect();
    let of_pages = pages.par_iter().flat_map_iter(|(page, editions)| {
        let path = manual.path(*page)?;
        let source = sources::read_one(from, path).ok()?;
        Some([
            of_path(path, editions.clone()),
            of_source(Some(*page), source, editions.clone()),
        ])
    });
    let mut texts: Vec<Text> = of_pages.flatten_iter().collect();
    let all: Vec<usize> = (0..editions.len()).collect();
    let files = copied(whole, &pages, &all);
    let copied = files.into_par_iter().filter_map(|(path, editions)| {
        let source = sources::read_if_text(from, path)?;
        Some(of_source(None, source, editions))
    });
    texts.par_extend(copied);
    let standards = manual.standards.iter();
    texts.extend(standards.filter_map(|standard| match &standard.origin {
        Origin::Manual(path) => {
            let source = sources::read_one(from, path).ok()?;
            Some(of_source(None, source, all.clone()))
        }
        Origin::BuiltIn => None,
    }));
    texts.extend(of_settings(whole, from, &pages, &all));
    texts.extend(given::values(whole, from, &pages));
    texts.extend(of_approvals(manual, &pages));
    texts.extend(of_claims(whole, &pages));
    texts
}

fn of_source(page: Option<PageKey>, source: Source, editions: Vec<usize>) -> Text {
    Text {
        page,
        content: Content::File(source),
        editions,
    }
}

/// The path of a page, which its address and lists of documents show.
fn of_path(path: &SourcePath, editions: Vec<usize>) -> Text {
    Text {
        page: None,
        content: Content::Value {
            value: path.to_string(),
            written: None,
            near: Location::file(path),
        },
        editions,
    }
}

/// The files that are copied beside the pages, each with the editions that have it.
fn copied<'c>(
    whole: &'c Compiled,
    pages: &[(PageKey, Vec<usize>)],
    all: &[usize],
) -> BTreeMap<&'c SourcePath, Vec<usize>> {
    let (manual, resolved) = (&whole.manual, &whole.resolved);
    let mut files: BTreeMap<&SourcePath, Vec<usize>> = BTreeMap::new();
    let mut add = |path: &SourcePath, editions: &[usize]| {
        let path = resolved.published.get(path)?;
        let of_file = files.entry(path).or_default();
        let before = of_file.len();
        of_file.extend(editions);
        of_file.sort_unstable();
        of_file.dedup();
        (of_file.len() > before).then(|| (path, of_file.clone()))
    };
    let mut left: Vec<(&SourcePath, Vec<usize>)> = Vec::new();
    for (page, editions) in pages {
        let linked = resolved.links(*page).iter().filter_map(|link| match link {
            Link::Asset(path) => Some(path.clone()),
            Link::Page(..) | Link::Clause(_) | Link::Site(_) | Link::Broken => None,
        });
        for path in linked.chain(files_in(manual, *page)) {
            left.extend(add(&path, editions));
        }
    }
    let logo = manual.config.theme.logo.as_ref();
    left.extend(logo.and_then(|logo| add(&logo.value, all)));
    // What a file needs is copied with it.
    let needs: HashMap<&SourcePath, &ReadMarkup> = manual
        .markups
        .iter()
        .map(|markup| (&markup.path, &**markup))
        .collect();
    while let Some((path, editions)) = left.pop() {
        let needs = needs.get(path).map_or(&[][..], |markup| &markup.needs);
        let needed = needs.iter().filter_map(|need| joined(path, &need.value));
        left.extend(needed.filter_map(|path| add(&path, &editions)));
    }
    files
}

/// The files that a page's fields name.
fn files_in(manual: &Manual, page: PageKey) -> Vec<SourcePath> {
    let (path, fields): (&SourcePath, &Fields) = match page {
        PageKey::Document(ix) => {
            let document = manual.document(ix);
            (&document.path, &document.fields)
        }
        PageKey::Translation(ix) => {
            let page = &manual.translation(ix).page;
            (&page.path, &page.fields)
        }
        PageKey::Record(ix) => {
            let record = manual.record(ix);
            (&record.path, &record.fields)
        }
        PageKey::Uncontrolled(_) | PageKey::Home => return Vec::new(),
    };
    let values = fields.values.iter();
    let files = values.filter_map(|(_, value)| match &value.value {
        FieldValue::File(written) => joined(path, written),
        _ => None,
    });
    files.collect()
}

/// The values of `manual.toml` that a site shows.
fn of_settings(
    whole: &Compiled,
    from: &dyn Sources,
    pages: &[(PageKey, Vec<usize>)],
    all: &[usize],
) -> Vec<Text> {
    let manual = &whole.manual;
    let config = &manual.config;
    let source = sources::read_one(from, &config.path).ok();
    // Only some values keep their places, so a value is searched from the names before it on.
    let value = |value: &str, names: &[&str], from: usize, editions: Vec<usize>| {
        let written = source.as_ref().and_then(|source| {
            let mut at = from;
            for part in names.iter().chain([&value]) {
                at += source.text().get(at..)?.find(part)?;
            }
            Some((source.clone(), at))
        });
        Text {
            page: None,
            content: Content::Value {
                value: value.to_owned(),
                written,
                near: Location::file(&config.path),
            },
            editions,
        }
    };
    let footer = config.theme.footer.as_ref();
    let shown = [
        ("title", Some(&config.title)),
        ("organisation", Some(&config.organisation)),
        ("footer", footer),
    ];
    let shown = shown
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)));
    let mut texts: Vec<Text> = shown
        .map(|(name, text)| value(text, &[name], 0, all.to_vec()))
        .collect();
    for kind in &config.kinds {
        texts.push(value(&kind.title, &["kind"], 0, all.to_vec()));
    }
    for exclusion in &config.exclusions {
        let from = exclusion.clause.span.start as usize;
        texts.push(value(&exclusion.justification, &[], from, all.to_vec()));
        let approved_by = exclusion.approved_by.iter();
        texts.extend(approved_by.map(|role| value(role, &[], from, all.to_vec())));
    }
    for entry in &whole.resolved.menu {
        let Some(title) = &entry.title else {
            continue;
        };
        // An entry stays where its page stays.
        let editions = match &entry.target {
            MenuTarget::Inside(Link::Page(target, _)) => {
                let mut held = pages.iter().filter(|(page, _)| page == target);
                held.next().map(|(_, editions)| editions.clone())
            }
            _ => Some(all.to_vec()),
        };
        texts.extend(editions.map(|editions| value(title, &["menu"], 0, editions)));
    }
    // Several clauses may have one text.
    let reasons = config
        .applicability
        .chunk_by(|a, b| a.text.span == b.text.span);
    for text in reasons.filter_map(|entries| Some(&entries.first()?.text)) {
        let from = text.span.start as usize;
        texts.push(value(&text.value, &[], from, all.to_vec()));
    }
    let mut used: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (page, editions) in pages {
        let body = manual.body(*page).into_iter();
        for name in body.flat_map(|body| &body.variables) {
            used.entry(&name.value).or_default().extend(editions);
        }
    }
    for (name, mut editions) in used {
        editions.sort_unstable();
        editions.dedup();
        let text = config.variables.get(name);
        texts.extend(text.map(|text| value(text, &["variables", name], 0, editions)));
    }
    texts
}

/// The words of approvals of documents.
fn of_approvals(manual: &Manual, pages: &[(PageKey, Vec<usize>)]) -> Vec<Text> {
    let documents = pages.iter().filter_map(|(page, editions)| match page {
        PageKey::Document(ix) => Some((manual.document(*ix).id.value.folded(), editions)),
        _ => None,
    });
    let documents: HashMap<String, &Vec<usize>> = documents.collect();
    let mut texts = Vec::new();
    for file in &manual.approvals.approvals {
        let Some(editions) = approvals::id_in(file).and_then(|id| documents.get(&id)) else {
            continue;
        };
        texts.extend(file.entries.iter().map(|entry| Text {
            page: None,
            content: Content::Value {
                value: entry.meaning.clone(),
                written: None,
                near: Location::new(&file.path, entry.document.span),
            },
            editions: editions.to_vec(),
        }));
    }
    texts
}

/// The notes of claims that tables make for documents. Those that pages make are in the files of the
/// pages.
fn of_claims(whole: &Compiled, pages: &[(PageKey, Vec<usize>)]) -> Vec<Text> {
    let manual = &whole.manual;
    let mut texts = Vec::new();
    for (page, editions) in pages {
        let PageKey::Document(ix) = page else {
            continue;
        };
        for claim in whole.resolved.given_to(*ix) {
            let (Some(file), Some(note)) = (&claim.file, &claim.note) else {
                continue;
            };
            if !manual.names.by_path.contains_key(file) {
                texts.push(Text {
                    page: None,
                    content: Content::Value {
                        value: note.clone(),
                        written: None,
                        near: Location::new(file, claim.clause.span),
                    },
                    editions: editions.clone(),
                });
            }
        }
    }
    texts
}

/// A text with one space for each stretch of white space.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
