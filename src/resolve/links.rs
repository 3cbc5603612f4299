//! Resolves the references of a page.

use super::{paths, site_places};
use crate::diagnostics::{Diagnostic, Location, SourcePath, Span};
use crate::manual::look_alike::invisible_in;
use crate::manual::{Manual, PageKey, Reference, Shown, Target, folder_index, folder_indexes};
use crate::resolve::clauses::find_clause;
use crate::resolve::model::Link;
use crate::resolve::published::kept_back;
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// A link, or the problem to report. `Err(None)` if the target's own mistake was reported already.
pub(super) type Resolution = Result<Link, Option<Box<Unresolved>>>;

/// Resolves one reference of a page.
pub(super) fn resolve(
    manual: &Manual,
    page: PageKey,
    path: &SourcePath,
    reference: &Reference,
) -> Resolution {
    let at = At {
        manual,
        path,
        span: reference.span,
    };
    match &reference.target {
        Target::Here { section } => at.section(page, section),
        Target::Id { id, section } => {
            let Some(target) = manual.names.find(id) else {
                if manual.may_be_unread(id) {
                    return Err(None);
                }
                if let Some(place) = site_places::resolve(&at, id, section.as_deref()) {
                    return place;
                }
                if let Some(file) = at.named_file(id, section.as_deref()) {
                    return file;
                }
                return Err(at.broken(
                    format!("there is no document or record `{id}`"),
                    id,
                    Among::Ids,
                ));
            };
            let here = manual.language(page);
            let in_language = match (target, here) {
                (PageKey::Document(ix), Some(here)) => manual.for_readers_of(ix, here),
                (PageKey::Record(ix), Some(here)) => manual.for_readers_of_record(ix, here),
                _ => target,
            };
            match section {
                Some(section) => {
                    let found = at.section(in_language, section);
                    // The sections of a translation may have other ids.
                    found.or_else(|error| match in_language == target {
                        true => Err(error),
                        false => at.section(target, section).map_err(|_| error),
                    })
                }
                None => Ok(Link::Page(in_language, None)),
            }
        }
        Target::Clause(text) => match find_clause(manual, text) {
            Ok(found) => Ok(Link::Clause(found.clause)),
            Err(error) => {
                let location = Location::new(path, reference.span);
                let one_unresolved = Unresolved::of_clause(manual, location, error);
                Err(Some(Box::new(one_unresolved)))
            }
        },
        Target::Path {
            path: written,
            fragment,
        } => at.file(written, fragment.as_deref(), reference.shown),
    }
}

/// The place of a reference, for diagnostics.
pub(super) struct At<'a> {
    pub(super) manual: &'a Manual,
    pub(super) path: &'a SourcePath,
    pub(super) span: Span,
}

/// The page whose file has this path, from the manual's folder.
pub(super) fn page_at(manual: &Manual, path: &str) -> Option<PageKey> {
    let path = path.trim_start_matches("./").trim_start_matches('/');
    manual.names.by_path.get(&SourcePath::new(path)).copied()
}

/// The page that a relative link in a file leads to, whatever section it names; `None` if it leads to no
/// page.
pub(crate) fn page_of_link(manual: &Manual, from: &SourcePath, written: &str) -> Option<PageKey> {
    let at = At {
        manual,
        path: from,
        span: Span::start_of_file(),
    };
    match at.file(written, None, Shown::Link) {
        Ok(Link::Page(page, _)) => Some(page),
        _ => None,
    }
}

impl At<'_> {
    pub(super) fn section(&self, page: PageKey, section: &str) -> Resolution {
        let body = self.manual.body(page);
        match body.and_then(|body| body.place(section)) {
            Some(place) => Ok(Link::Page(page, Some(place.clone()))),
            // The section may stand in the text that is hidden.
            None if body.is_some_and(|body| body.is_cut) => Err(None),
            None => {
                let name = name(self.manual, page);
                let message = format!("{name} has no section `{section}`");
                Err(self.broken(message, section, Among::Headings(page)))
            }
        }
    }

    /// Resolves the name of a file, as notes of other programs name each other; `None` if there is no
    /// such file.
    fn named_file(&self, name: &str, section: Option<&str>) -> Option<Resolution> {
        let names = &self.manual.names;
        let files = names.of_file(name, &self.manual.config.reading.endings);
        let page = match files.as_slice() {
            [] => return None,
            [file] => *names.by_path.get(*file)?,
            files => {
                let files: Vec<&str> = files.iter().map(|file| file.as_str()).collect();
                let message = format!(
                    "`{name}` is the name of several files: {}",
                    files.join(", ")
                );
                let location = Location::new(self.path, self.span);
                let help = "write the folder before the name, or the id of the page";
                let diagnostic =
                    Diagnostic::new(&rules::BROKEN_REFERENCE, location, message).help(help);
                return Some(Err(Some(Box::new(Unresolved::plain(diagnostic)))));
            }
        };
        let Some(section) = section else {
            return Some(Ok(Link::Page(page, None)));
        };
        // Such notes name a section by the text of its heading.
        let heading = self.manual.body(page).and_then(|body| {
            let last = section.rsplit('#').next().unwrap_or_default().trim();
            let mut headings = body.headings.iter();
            let heading = headings.find(|one| body.written(&one.title).trim() == last)?;
            Some(heading.id.as_str())
        });
        Some(self.section(page, heading.unwrap_or(section)))
    }

    fn file(&self, written: &str, fragment: Option<&str>, shown: Shown) -> Resolution {
        let Some(joined) = paths::join(self.path.folder(), written) else {
            let message = format!("`{written}` lies outside the manual");
            let location = Location::new(self.path, self.span);
            let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
                .help("only files of the manual are copied into the site: move the file into it");
            return Err(Some(Box::new(Unresolved::plain(diagnostic))));
        };
        let found = self.joined(&joined, written, fragment, shown);
        if found.is_ok() || !written.starts_with('/') {
            return found;
        }
        // The pages of many sites lie in one folder, which their absolute links leave out.
        let top = self.path.as_str().split_once('/').map(|(top, _)| top);
        let in_top = top.and_then(|top| paths::join(top, written.trim_start_matches('/')));
        let in_top = in_top.map(|joined| self.joined(&joined, written, fragment, shown));
        match in_top {
            Some(Ok(link)) => Ok(link),
            _ => found,
        }
    }

    /// Resolves a path from the manual's folder.
    fn joined(
        &self,
        joined: &str,
        written: &str,
        fragment: Option<&str>,
        shown: Shown,
    ) -> Resolution {
        let target = SourcePath::new(joined);
        if let Some(page) = self.page(&target) {
            return match fragment.filter(|fragment| !fragment.is_empty()) {
                Some(section) => self.section(page, section),
                None => Ok(Link::Page(page, None)),
            };
        }
        if self.manual.assets.binary_search(&target).is_ok() {
            return match kept_back(self.manual, &target) {
                None => Ok(Link::Asset(target)),
                Some((message, help)) => {
                    let location = Location::new(self.path, self.span);
                    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
                    let unresolved = Unresolved::plain(diagnostic.help(help));
                    Err(Some(Box::new(unresolved)))
                }
            };
        }
        if is_unread(self.manual, &target) {
            return Err(None);
        }
        if let Shown::Link | Shown::RawHtml = shown {
            return self.folder_or_bare_name(&target, written, fragment);
        }
        if self.manual.config.exclude.take_in(&target) {
            return Err(self.excluded(&target));
        }
        let what = if shown == Shown::Image {
            "image"
        } else {
            "file"
        };
        Err(self.no_file(
            format!("there is no {what} `{joined}` in the manual"),
            written,
        ))
    }

    /// Resolves a link to a folder, and one without the ending of its file, with or without a slash behind it. If there are both, the
    /// link leads to the folder, as on code-hosting pages.
    fn folder_or_bare_name(
        &self,
        target: &SourcePath,
        written: &str,
        fragment: Option<&str>,
    ) -> Resolution {
        let names = &self.manual.names;
        let is_folder = target.as_str().is_empty() || self.has_folder(target);
        let endings = &self.manual.config.reading.endings;
        let is_there = |path: &SourcePath| names.by_path.contains_key(path);
        let index = || folder_index(target.as_str(), endings, is_there);
        let index = is_folder.then(index).flatten();
        let mut bare: Vec<SourcePath> = Vec::new();
        // `leave/` is the address of leave.md on many sites.
        let is_folder_alone = is_folder && written.ends_with('/');
        if !target.as_str().is_empty() && !is_folder_alone {
            bare.extend(endings.of_bare(target));
        }
        let there = bare.iter().find(|path| is_there(path));
        let home = self
            .manual
            .home
            .as_ref()
            .filter(|_| target.as_str().is_empty());
        let home = || home.map(|home| home.path.clone());
        let page = index.or_else(|| there.cloned()).or_else(home);
        if let Some(page) = page.and_then(|path| names.by_path.get(&path)) {
            return match fragment.filter(|fragment| !fragment.is_empty()) {
                Some(section) => self.section(*page, section),
                None => Ok(Link::Page(*page, None)),
            };
        }
        let mut meant = bare;
        if is_folder {
            meant.extend(folder_indexes(target.as_str(), endings));
        }
        if meant.iter().any(|path| is_unread(self.manual, path)) {
            return Err(None);
        }
        let exclude = &self.manual.config.exclude;
        let mut meant = std::iter::once(target).chain(&meant);
        let is_excluded =
            |path: &&SourcePath| exclude.take_in(path) || exclude.take_in_folder(path);
        if let Some(excluded) = meant.find(is_excluded) {
            return Err(self.excluded(excluded));
        }
        let message = if is_folder && target.as_str().is_empty() {
            "the manual's folder has neither an index.md nor a README.md".to_owned()
        } else if is_folder {
            format!("the folder `{target}` has neither an index.md nor a README.md")
        } else if written.ends_with('/') {
            format!("there is no folder `{target}` in the manual")
        } else if target.file_name().contains('.') {
            format!("there is no file `{target}` in the manual")
        } else {
            format!("there is no file `{target}` in the manual, and no `{target}.md`")
        };
        Err(self.no_file(message, written))
    }

    /// Whether a folder of this path has files of the manual.
    fn has_folder(&self, path: &SourcePath) -> bool {
        let inside = format!("{path}/");
        let assets = &self.manual.assets;
        let at = assets.partition_point(|asset| asset.as_str() < inside.as_str());
        let has_asset = assets
            .get(at)
            .is_some_and(|one| one.as_str().starts_with(&inside));
        has_asset || self.manual.names.folders.contains(path.as_str())
    }

    fn no_file(&self, message: String, written: &str) -> Option<Box<Unresolved>> {
        let among = Among::Files(self.path.folder().to_owned());
        self.broken(message, written, among)
    }

    /// The page at a path. Where the settings name the endings of pages, a link may have another one
    /// of them, or `md`.
    fn page(&self, target: &SourcePath) -> Option<PageKey> {
        let by_path = &self.manual.names.by_path;
        let endings = &self.manual.config.reading.endings;
        let exact = by_path.get(target).copied();
        let is_asset = || self.manual.assets.binary_search(target).is_ok();
        if exact.is_some() || !endings.are_named() || !endings.end(target) || is_asset() {
            return exact;
        }
        let mut beside = endings.beside(target);
        beside.find_map(|path| by_path.get(&path).copied())
    }

    fn excluded(&self, target: &SourcePath) -> Option<Box<Unresolved>> {
        let location = Location::new(self.path, self.span);
        let message = format!("`{target}` is no part of the manual: `exclude` leaves it out");
        let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
            .help("correct the link, or let `exclude` in manual.toml leave out less");
        Some(Box::new(Unresolved::plain(diagnostic)))
    }

    pub(super) fn broken(
        &self,
        message: String,
        written: &str,
        among: Among,
    ) -> Option<Box<Unresolved>> {
        let location = Location::new(self.path, self.span);
        let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
        if let Some(letter) = invisible_in(written) {
            let help = format!("take out the letter that cannot be seen, {letter}");
            return Some(Box::new(Unresolved::plain(diagnostic.help(help))));
        }
        let diagnostic = diagnostic.help("correct it, or add what it names");
        Some(Box::new(Unresolved {
            written: written.to_owned(),
            among,
            ..Unresolved::plain(diagnostic)
        }))
    }
}

/// Whether the file, or a folder above it, cannot be read. That is reported separately.
pub(super) fn is_unread(manual: &Manual, path: &SourcePath) -> bool {
    let mut folders = std::iter::successors(Some(path.as_str()), |path| {
        path.rsplit_once('/').map(|(folder, _)| folder)
    });
    folders.any(|part| {
        let unread = &manual.unread;
        unread
            .binary_search_by(|one| one.as_str().cmp(part))
            .is_ok()
    })
}

/// The name of a page for use in a sentence.
fn name(manual: &Manual, page: PageKey) -> String {
    match page {
        PageKey::Document(ix) => manual.document(ix).id.value.to_string(),
        PageKey::Translation(ix) => {
            let page = &manual.translation(ix).page;
            let language = page.language.language.english_name();
            format!("{} in {language}", page.id.value)
        }
        PageKey::Record(ix) => manual.record(ix).id.value.to_string(),
        PageKey::Uncontrolled(ix) => manual.uncontrolled_page(ix).path.to_string(),
        PageKey::Home => "the home page".to_owned(),
    }
}
