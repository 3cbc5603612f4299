//! The names by which tables speak of documents: a link, a path, an id or the beginning of one, a title,
//! the name of a file.

use std::collections::HashMap;

use super::entries::Doc;
use super::kinds::{name, stem};
use crate::adopt::survey::{PageFacts, RowCell};
use crate::conventions::folded;
use crate::diagnostics::SourcePath;

/// The names of the documents of a folder.
pub(super) struct DocumentNames<'d> {
    by_path: HashMap<&'d str, usize>,
    by_id: HashMap<String, Option<usize>>,
    /// Beginnings of ids and titles. One that two documents have names neither.
    by_begin: HashMap<String, Option<usize>>,
    by_title: HashMap<String, Option<usize>>,
    by_file: HashMap<String, Option<usize>>,
}

/// The documents that a cell names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) documents: Vec<usize>,
    /// Its texts that name no document.
    pub(super) unknown: Vec<String>,
    /// Its texts that are the name of several documents.
    pub(super) ambiguous: Vec<String>,
    /// Whether nothing but ids, paths and links stands there, so that a setting can read it.
    pub(super) is_exact: bool,
}

impl<'d> DocumentNames<'d> {
    pub(super) fn new(docs: &'d [Doc<'_>]) -> Self {
        let mut names = Self {
            by_path: HashMap::new(),
            by_id: HashMap::new(),
            by_begin: HashMap::new(),
            by_title: HashMap::new(),
            by_file: HashMap::new(),
        };
        // What lies in an archive is meant by no name, nor is a template.
        let is_meant = |doc: &Doc<'_>| !is_archived(doc.page) && !is_template(doc.page);
        let live = docs.iter().enumerate();
        for (at, doc) in live.filter(|(_, doc)| is_meant(doc)) {
            names.by_path.insert(doc.page.path.as_str(), at);
            add(&mut names.by_id, doc.id.text.to_lowercase(), at);
            // A README that is a document is meant by its folder, not by this name.
            if !matches!(folded(stem(doc.page)).as_str(), "readme" | "index") {
                add(
                    &mut names.by_file,
                    doc.page.path.file_name().to_lowercase(),
                    at,
                );
            }
            for begin in begins(&doc.id.text) {
                add(&mut names.by_begin, begin, at);
            }
            // Folders are numbered: `1.Access_Control`.
            let folder = name(doc.page).trim_start_matches(|c: char| !c.is_alphabetic());
            let folder = Some(folder).filter(|_| name(doc.page) != stem(doc.page));
            let titles = [
                folder.map(str::to_owned),
                Some(name(doc.page).to_owned()),
                doc.page.title.clone(),
                doc.page.heading.clone(),
            ];
            for title in titles.into_iter().flatten() {
                let title = folded(&title);
                let without_id = title.strip_prefix(&folded(&doc.id.text));
                let forms = [
                    title.clone(),
                    plain(&title).to_owned(),
                    plain(without_id.unwrap_or(&title).trim()).to_owned(),
                ];
                for form in forms.into_iter().filter(|form| !form.is_empty()) {
                    add(&mut names.by_title, form, at);
                }
            }
        }
        names
    }

    /// The documents that a cell in a file names.
    pub(super) fn named(&self, from: &SourcePath, cell: &RowCell) -> Named {
        let mut named = Named::default();
        let links = cell.links.iter().map(|link| self.link(from, link));
        let links: Vec<Option<usize>> = links.collect();
        let exact = |part: &String| self.id(part).or_else(|| self.path(from, part));
        let are_links = !links.is_empty() && links.iter().all(Option::is_some);
        named.is_exact = !cell.parts.is_empty()
            && (are_links && links.len() >= cell.parts.len()
                || links.is_empty() && cell.parts.iter().all(|part| exact(part).is_some()));
        named.documents.extend(links.into_iter().flatten());
        for part in &cell.parts {
            match exact(part).map(Some).or_else(|| self.text(part)) {
                Some(Some(at)) => named.documents.push(at),
                Some(None) => named.ambiguous.push(part.clone()),
                None if !are_links => named.unknown.push(part.clone()),
                None => {}
            }
        }
        named.documents.sort_unstable();
        named.documents.dedup();
        named
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

    /// The document at a path that a text is: from the folder of its file, or from that of the manual.
    fn path(&self, from: &SourcePath, text: &str) -> Option<usize> {
        if !text.contains(['/', '.']) {
            return None;
        }
        let from_manual = || self.link(from, &format!("/{text}"));
        self.link(from, text).or_else(from_manual)
    }

    fn id(&self, text: &str) -> Option<usize> {
        self.by_id
            .get(&text.trim().to_lowercase())
            .copied()
            .flatten()
    }

    /// The document that a text names by its id, its title, or the beginning of either; `Some(None)` if
    /// several have the name.
    fn text(&self, text: &str) -> Option<Option<usize>> {
        let id = |text: &str| self.by_id.get(&text.trim().to_lowercase()).copied();
        let begin = |text: &str| self.by_begin.get(&text.to_lowercase()).copied();
        let first = text.split([' ', ':']).next().unwrap_or_default();
        let has_digit = first.contains(|c: char| c.is_ascii_digit());
        let code = || {
            let known = id(first).or_else(|| begin(first));
            known.filter(|_| has_digit)
        };
        id(text)
            .or_else(|| begin(text.trim()))
            .or_else(|| self.title(text))
            .or_else(|| self.by_file.get(&text.trim().to_lowercase()).copied())
            .or_else(code)
    }

    fn title(&self, text: &str) -> Option<Option<usize>> {
        let title = folded(text);
        let exact = self.by_title.get(&title);
        let known = exact.or_else(|| self.by_title.get(plain(&title)));
        known.copied()
    }

    /// The one document that a heading names: `### 2. Ethics Policy`.
    pub(super) fn of_title(&self, heading: Option<&str>) -> Option<usize> {
        let heading = heading?;
        let begin = heading.trim_start_matches(|c: char| !c.is_alphabetic());
        // A note in brackets is none of the title: `Cloud Security Policy (NEW)`.
        let plain = begin.split(" (").next().unwrap_or(begin);
        let names = [heading, begin, plain];
        let mut found = names.into_iter().filter_map(|name| self.id_or_title(name));
        found.next().flatten()
    }

    fn id_or_title(&self, name: &str) -> Option<Option<usize>> {
        let id = self.by_id.get(&name.trim().to_lowercase()).copied();
        id.or_else(|| self.title(name))
    }
}

/// Whether a page lies in a folder of what is no longer in use.
pub(super) fn is_archived(page: &PageFacts) -> bool {
    const FOLDERS: [&str; 16] = [
        "archive",
        "archives",
        "archived",
        "archiv",
        "archivé",
        "archivés",
        "archivo",
        "archivos",
        "old",
        "obsolete",
        "superseded",
        "deprecated",
        "withdrawn",
        "obsolètes",
        "obsoleto",
        "veraltet",
    ];
    page.path.folder().split('/').any(|folder| {
        let folder = folded(folder);
        // Folders are numbered: `03_ARCHIVES`.
        let name = folder.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        FOLDERS.contains(&name)
    })
}

/// Whether a page is a template for documents, by its name and that of its folder.
pub(super) fn is_template(page: &PageFacts) -> bool {
    const WORDS: [&str; 9] = [
        "template",
        "templates",
        "vorlage",
        "vorlagen",
        "modèle",
        "modèles",
        "plantilla",
        "plantillas",
        "muster",
    ];
    let is_called = |name: &str| {
        let name = folded(&name.replace(['-', '_', '+', '.'], " "));
        name.split(' ').any(|word| WORDS.contains(&word))
    };
    is_called(stem(page)) && page.path.folder().split('/').any(is_called)
}

fn add(names: &mut HashMap<String, Option<usize>>, name: String, at: usize) {
    let known = names.entry(name).or_insert(Some(at));
    if *known != Some(at) {
        *known = None;
    }
}

/// The beginnings of an id up to a sign, each with a number in it: `CB_POL_L2_08` of
/// `CB_POL_L2_08-Document-Control`.
fn begins(id: &str) -> impl Iterator<Item = String> + '_ {
    let ends = id.match_indices(['-', '_', ' ']).map(|(at, _)| at);
    let begins = ends.filter_map(|end| id.get(..end));
    let is_code = |begin: &&str| {
        begin.contains(|c: char| c.is_ascii_digit())
            && begin.contains(|c: char| c.is_ascii_alphabetic())
    };
    begins.filter(is_code).map(str::to_lowercase)
}

/// A folded title without the words that a file's name has for itself: `template`, `v1 0`.
fn plain(title: &str) -> &str {
    let mut title = title;
    loop {
        let (rest, last) = title.rsplit_once(' ').unwrap_or(("", title));
        let is_version = last
            .trim_start_matches('v')
            .bytes()
            .all(|b| b.is_ascii_digit());
        let is_surplus = last == "template" || last == "vorlage" || is_version;
        if rest.is_empty() || !is_surplus {
            return title;
        }
        title = rest;
    }
}
