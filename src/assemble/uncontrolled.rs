//! Makes an uncontrolled page of a file, and chooses the title of a page that gives none.

use std::sync::Arc;

use super::language;
use crate::diagnostics::Spanned;
use crate::manual::{Body, Config, PageLanguage, TextPiece, UncontrolledPage, of_stem};
use crate::parse::ParsedPage;

/// The page of a file that is not a document or record and names no audience.
pub(super) fn uncontrolled(
    config: &Config,
    page: &ParsedPage,
    title: Option<String>,
) -> Arc<UncontrolledPage> {
    uncontrolled_for(
        page,
        title,
        language::of_file(config, &page.path),
        Vec::new(),
    )
}

/// The page of a file that is not a document or record. Its title is the given one, else the first
/// heading, else the file's name.
pub(super) fn uncontrolled_for(
    page: &ParsedPage,
    title: Option<String>,
    language: PageLanguage,
    audience: Vec<Spanned<String>>,
) -> Arc<UncontrolledPage> {
    let title = title.unwrap_or_else(|| own_title(page));
    Arc::new(UncontrolledPage {
        path: page.path.clone(),
        title,
        has_other_fields: false,
        record: None,
        language,
        audience,
        body: page.body.clone(),
    })
}

/// The title of a page that gives none: its first heading, else the name of its file, or of its
/// folder if it is the folder's `README.md`.
pub(super) fn own_title(page: &ParsedPage) -> String {
    let is_readme = matches!(&*page.stem, "README" | "readme");
    let folder = is_readme.then(|| page.path.folder());
    let folder = folder.map(|folder| match folder.rsplit_once('/') {
        Some((_, name)) => name,
        None => folder,
    });
    let name = || match folder {
        Some(name) if !name.is_empty() => name,
        _ => of_stem(&page.stem).stem,
    };
    first_heading(&page.body).unwrap_or_else(|| name().replace(['-', '_'], " "))
}

/// The text of a page's first heading, if it has any. An `<h1>` is one.
pub(crate) fn first_heading(body: &Body) -> Option<String> {
    title_of(body, |title| body.written(title))
}

/// The same, with variables as they are written: `{{ company }}`.
pub(crate) fn first_heading_as_written(body: &Body) -> Option<String> {
    title_of(body, |title| {
        let in_braces = |name: &str| format!("{{{{{name}}}}}");
        let pieces = title.iter().map(|piece| match piece {
            TextPiece::Text(text) => text.clone(),
            TextPiece::Variable(at) => {
                let name = body.variables.get(*at as usize);
                name.map_or_else(String::new, |name| in_braces(&name.value))
            }
        });
        pieces.collect()
    })
}

fn title_of(body: &Body, text: impl Fn(&[TextPiece]) -> String) -> Option<String> {
    let one_line = |title: &[TextPiece]| {
        let text = text(title);
        let words: Vec<&str> = text.split_whitespace().collect();
        Some(words.join(" ")).filter(|text| !text.is_empty())
    };
    one_line(&body.raw_title).or_else(|| one_line(&body.headings.first()?.title))
}
