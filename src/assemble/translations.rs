//! Finds out which of several files of one id is the document, and which are its translations
//! (`docs/design.md`, "Languages").

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{Config, Document, Language, file_parts};
use crate::rules;

/// The files of one id, sorted out.
pub(super) struct OneDocument {
    /// The file that counts.
    pub(super) document: Arc<Document>,
    /// The files that are read as translations.
    pub(super) translations: Vec<Arc<Document>>,
    /// The files that are neither.
    pub(super) left_out: Vec<Arc<Document>>,
    /// Whether it is unknown which file the id means. The document is then not in force.
    pub(super) is_shared: bool,
    /// The mistakes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Sorts out the documents of one id. They are given by path; there are at least two.
pub(super) fn of_files(config: &Config, mut files: Vec<Arc<Document>>) -> OneDocument {
    let own = Language::of_manual(&config.language);
    let original = original(&own, &files);
    let is_own = |file: &Arc<Document>| file.language.language == own;
    let has_other_languages = !files.iter().all(is_own);
    let document = files.remove(original.unwrap_or_default());
    let mut one = OneDocument {
        document,
        translations: Vec::new(),
        left_out: Vec::new(),
        is_shared: original.is_none(),
        diagnostics: Vec::new(),
    };
    for file in files {
        if file.language.is_unreadable {
            // Its language was reported. It may be that of another file.
            one.is_shared = true;
            one.left_out.push(file);
            continue;
        }
        let language = &file.language.language;
        let others = std::iter::once(&one.document).chain(&one.translations);
        let other = others
            .into_iter()
            .find(|other| other.language.language == *language);
        match other {
            None => one.translations.push(file),
            Some(other) => {
                one.is_shared = true;
                one.diagnostics
                    .push(same_language(&file, other, has_other_languages));
                one.left_out.push(file);
            }
        }
    }
    // An unreadable language was reported, and may be the manual's.
    one.is_shared |= one.document.language.is_unreadable;
    if original.is_none() && one.diagnostics.is_empty() {
        one.diagnostics.extend(no_original(&own, &one));
    }
    one
}

/// The position of the file in the manual's language: in exactly this one, else the only one in a
/// variant of it.
fn original(own: &Language, files: &[Arc<Document>]) -> Option<usize> {
    let is_own = |file: &Arc<Document>| file.language.language == *own;
    let is_read = |file: &Arc<Document>| !file.language.is_unreadable;
    let exact = files.iter().position(|file| is_own(file) && is_read(file));
    let exact = exact.or_else(|| files.iter().position(is_own));
    exact.or_else(|| {
        let is_variant = |file: &Arc<Document>| file.language.language.base() == own.base();
        let mut variants = files
            .iter()
            .enumerate()
            .filter(|(_, file)| is_variant(file));
        let (first, another) = (variants.next(), variants.next());
        first.filter(|_| another.is_none()).map(|(at, _)| at)
    })
}

/// The file or folder among these that may hold a document's text in the manual's language, so that it
/// is unknown what the document says. `None` if its file is in the manual's language itself.
pub(super) fn lost_original<'l>(
    config: &Config,
    document: &Document,
    lost: &'l [SourcePath],
) -> Option<&'l SourcePath> {
    let own = Language::of_manual(&config.language);
    let language = &document.language.language;
    if *language == own {
        return None;
    }
    let endings = &config.reading.endings;
    let one = file_parts(&document.path, endings);
    let is_named = |part: &str, language: &Language| {
        let named = Language::new(part).or_else(|| Language::named(part));
        named.as_ref() == Some(language)
    };
    let fits = |here: &str, there: &str| {
        here == there || is_named(here, language) && is_named(there, &own)
    };
    let folders: Vec<&str> = document.path.folder().split('/').collect();
    lost.iter().find(|path| {
        let is_page = endings.take_in(path);
        // A folder that cannot be read may hold the file.
        let folder = if is_page {
            path.folder()
        } else {
            path.as_str()
        };
        let there: Vec<&str> = folder.split('/').collect();
        let do_folders_fit = there.len() <= folders.len()
            && folders
                .iter()
                .zip(&there)
                .all(|(here, there)| fits(here, there));
        if !is_page || !do_folders_fit {
            return do_folders_fit;
        }
        let other = file_parts(path, endings);
        there.len() == folders.len()
            && one.stem == other.stem
            && one.language.as_ref().is_none_or(|named| named == language)
            && other.language.is_none_or(|named| named == own)
    })
}

/// The report of a document whose text in the manual's language cannot be read.
pub(super) fn original_is_lost(document: &Document, original: &SourcePath) -> Diagnostic {
    let id = &document.id.value;
    let message = format!(
        "{id} is in {}, and nothing can be read in `{original}`, where its text in the manual's language may \
         be: it is unknown what counts",
        document.language.language.english_name()
    );
    let help = format!("mend `{original}`, or take it away if it is no text of {id}");
    let location = Location::in_file(&document.path, document.id.span);
    Diagnostic::new(&rules::NO_ORIGINAL, location, message).help(help)
}

/// The report of a file in a language in which the document is already.
fn same_language(file: &Document, other: &Document, is_one_of_several: bool) -> Diagnostic {
    let id = &file.id.value;
    let message = format!("`{id}` is already the id of {}", other.path);
    let message = match file.id.span.is_in_settings {
        true => format!("{message} ({})", file.path),
        false => message,
    };
    let location = Location::new(&file.path, file.id.span);
    let mut help = "give this page an id of its own: only the first file is taken".to_owned();
    if is_one_of_several {
        let language = other.language.language.english_name();
        help.push_str(&format!(
            "; or say its `language`, if it is not in {language}"
        ));
    }
    Diagnostic::new(&rules::DUPLICATE_ID, location, message).help(help)
}

/// The report that no file of a document is in the manual's language.
fn no_original(own: &Language, one: &OneDocument) -> Option<Diagnostic> {
    if one.document.language.is_unreadable || !one.left_out.is_empty() {
        return None;
    }
    let files = std::iter::once(&one.document).chain(&one.translations);
    let files: Vec<String> = files
        .map(|file| format!("{} ({})", file.language.language.english_name(), file.path))
        .collect();
    let own_name = own.english_name();
    let message = format!(
        "none of the texts of {} is in {own_name}, the manual's language: {}; it is unknown which one \
         counts",
        one.document.id.value,
        files.join(", ")
    );
    let help = format!(
        "add the text in {own_name}, write `language` of manual.toml as it is, or give each file an id of its \
         own"
    );
    let location = Location::in_file(&one.document.path, one.document.id.span);
    Some(Diagnostic::new(&rules::NO_ORIGINAL, location, message).help(help))
}
