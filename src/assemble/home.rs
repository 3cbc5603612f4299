//! Chooses the file of the home page's text (`docs/design.md`, "Uncontrolled pages").

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{Config, folder_index};
use crate::rules;

/// The file that `home` names, else `index.md` or `README.md` in the manual's folder. A file that is
/// named and not there is reported. The pages are sorted by path.
pub(super) fn choose(config: &Config, pages: &[SourcePath]) -> (SourcePath, Option<Diagnostic>) {
    let Some(named) = &config.home else {
        let home = folder_index("", &config.reading.endings, |path| {
            pages.binary_search(path).is_ok()
        });
        return (home.unwrap_or_else(|| SourcePath::new("index.md")), None);
    };
    if pages.binary_search(&named.value).is_ok() {
        return (named.value.clone(), None);
    }
    let message = format!("there is no page `{}`", named.value);
    let location = Location::new(&config.path, named.span);
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
        .help("write the path of a page from the manual's folder, such as \"docs/start.md\"")
        .unless(&rules::UNREADABLE_FILE, &named.value);
    (named.value.clone(), Some(diagnostic))
}

/// Whether it may depend on this page which file is the home page.
pub(super) fn may_be(config: &Config, path: &SourcePath) -> bool {
    let endings = &config.reading.endings;
    let is_index = |path: &SourcePath| folder_index("", endings, |index| index == path).is_some();
    match &config.home {
        Some(named) => named.value == *path,
        None => is_index(path),
    }
}
