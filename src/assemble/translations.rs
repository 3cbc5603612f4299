//! Finds out which of several files of one id is the document or record, and which are its
//! translations (`docs/design.md`, "Languages").

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Location, SourcePath, Spanned};
use crate::index::Position as _;
use crate::manual::{
    Config, Document, DocumentId, FieldType, FieldValue, Kind, Language, PageLanguage, Record,
    file_parts,
};
use crate::rules;

/// A file with an id, in a language.
pub(super) trait File {
    fn path(&self) -> &SourcePath;
    fn id(&self) -> &Spanned<DocumentId>;
    fn language(&self) -> &PageLanguage;
}

/// Documents and records have these fields in common.
macro_rules! is_file {
    ($($page:ty),*) => {$(
        impl File for $page {
            fn path(&self) -> &SourcePath {
                &self.path
            }

            fn id(&self) -> &Spanned<DocumentId> {
                &self.id
            }

            fn language(&self) -> &PageLanguage {
                &self.language
            }
        }
    )*};
}

is_file!(Document, Record);

/// The files of one id, sorted out.
pub(super) struct OfOneId<F> {
    /// The file that counts.
    pub(super) original: Arc<F>,
    /// The files that are read as translations.
    pub(super) translations: Vec<Arc<F>>,
    /// The files that are neither.
    pub(super) left_out: Vec<Arc<F>>,
    /// Whether it is unknown which file the id means. A document is then not in force, and a record
    /// in doubt.
    pub(super) is_shared: bool,
    /// The mistakes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Sorts out the files of one id. They are given by path; there are at least two.
pub(super) fn of_files<F: File>(config: &Config, mut files: Vec<Arc<F>>) -> OfOneId<F> {
    let own = Language::of_manual(&config.language);
    let original = original(&own, &files);
    let is_own = |file: &Arc<F>| file.language().language == own;
    let has_other_languages = !files.iter().all(is_own);
    let first = files.remove(original.unwrap_or_default());
    let mut one = OfOneId {
        original: first,
        translations: Vec::new(),
        left_out: Vec::new(),
        is_shared: original.is_none(),
        diagnostics: Vec::new(),
    };
    for file in files {
        if file.language().is_unreadable {
            // Its language was reported. It may be that of another file.
            one.is_shared = true;
            one.left_out.push(file);
            continue;
        }
        let language = &file.language().language;
        let others = std::iter::once(&one.original).chain(&one.translations);
        let other = others
            .into_iter()
            .find(|other| other.language().language == *language);
        match other {
            None => one.translations.push(file),
            Some(other) => {
                one.is_shared = true;
                one.diagnostics
                    .push(same_language(&*file, &**other, has_other_languages));
                one.left_out.push(file);
            }
        }
    }
    // An unreadable language was reported, and may be the manual's.
    one.is_shared |= one.original.language().is_unreadable;
    if original.is_none() && one.diagnostics.is_empty() {
        one.diagnostics.extend(no_original(&own, &one));
    }
    one
}

/// The position of the file in the manual's language: in exactly this one, else the only one in a
/// variant of it.
fn original<F: File>(own: &Language, files: &[Arc<F>]) -> Option<usize> {
    let is_own = |file: &Arc<F>| file.language().language == *own;
    let is_read = |file: &Arc<F>| !file.language().is_unreadable;
    let exact = files.iter().position(|file| is_own(file) && is_read(file));
    let exact = exact.or_else(|| files.iter().position(is_own));
    exact.or_else(|| {
        let is_variant = |file: &Arc<F>| file.language().language.base() == own.base();
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

/// The report of a file in a language in which the document or record is already.
fn same_language<F: File>(file: &F, other: &F, is_one_of_several: bool) -> Diagnostic {
    let id = file.id();
    let message = format!("`{}` is already the id of {}", id.value, other.path());
    let message = match id.span.is_in_settings {
        true => format!("{message} ({})", file.path()),
        false => message,
    };
    let location = Location::new(file.path(), id.span);
    let mut help = "give this page an id of its own: only the first file is taken".to_owned();
    if is_one_of_several {
        let language = other.language().language.english_name();
        help.push_str(&format!(
            "; or say its `language`, if it is not in {language}"
        ));
    }
    Diagnostic::new(&rules::DUPLICATE_ID, location, message).help(help)
}

/// The report that no file of a document or record is in the manual's language.
fn no_original<F: File>(own: &Language, one: &OfOneId<F>) -> Option<Diagnostic> {
    if one.original.language().is_unreadable || !one.left_out.is_empty() {
        return None;
    }
    let files = std::iter::once(&one.original).chain(&one.translations);
    let files: Vec<String> = files
        .map(|file| {
            let language = file.language().language.english_name();
            format!("{language} ({})", file.path())
        })
        .collect();
    let own_name = own.english_name();
    let message = format!(
        "none of the texts of {} is in {own_name}, the manual's language: {}; it is unknown which one \
         counts",
        one.original.id().value,
        files.join(", ")
    );
    let help = format!(
        "add the text in {own_name}, write `language` of manual.toml as it is, or give each file an id of its \
         own"
    );
    let location = Location::in_file(one.original.path(), one.original.id().span);
    Some(Diagnostic::new(&rules::NO_ORIGINAL, location, message).help(help))
}

/// Reports what the text of a record in another language says otherwise, all of it once. Words of
/// free text are translated, so that they are not compared.
pub(super) fn contradiction(
    kinds: &[Kind],
    record: &Record,
    translation: &Record,
) -> Option<Diagnostic> {
    let kind = kinds.get(record.kind.index())?;
    let mut differing = Vec::new();
    if translation.kind != record.kind {
        let own = kinds.get(translation.kind.index())?;
        differing.push(format!("kind {} (there {})", own.name, kind.name));
    }
    for (name, here) in &translation.fields.values {
        let field = kind.field(name.as_str());
        let there = record.fields.values.iter().find(|(other, _)| other == name);
        if let (Some(field), Some((_, there))) = (field, there)
            && let Some(here) = comparable(&field.of, &here.value)
            && let Some(there) = comparable(&field.of, &there.value)
            && here != there
        {
            differing.push(format!("{name} {here} (there {there})"));
        }
    }
    if differing.is_empty() {
        return None;
    }
    let id = &translation.id;
    let message = format!(
        "the text of {} in {} says something else than {}: {}",
        id.value,
        translation.language.language.english_name(),
        record.path,
        differing.join("; ")
    );
    let location = Location::in_file(&translation.path, id.span);
    let help = "write the same into both files: the one in the manual's language counts";
    Some(Diagnostic::new(&rules::TRANSLATION_CONTRADICTS, location, message).help(help))
}

/// A value in words that are the same in every language; `None` if it has none.
fn comparable(of: &FieldType, value: &FieldValue) -> Option<String> {
    match (of, value) {
        (FieldType::OneOf(_) | FieldType::Reference, FieldValue::Text(text)) => Some(text.clone()),
        (FieldType::References | FieldType::Clauses, FieldValue::Texts(texts)) => {
            let texts: BTreeSet<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            Some(texts.into_iter().collect::<Vec<_>>().join(", "))
        }
        (_, FieldValue::Number(number, _)) => Some(number.normalize().to_string()),
        (_, FieldValue::Date(date)) => Some(date.to_string()),
        (_, FieldValue::Flag(flag)) => Some(yes_or_no(*flag).to_owned()),
        (_, FieldValue::Verification { effective, date }) => Some(match date {
            Some(date) => format!("{} on {date}", yes_or_no(*effective)),
            None => yes_or_no(*effective).to_owned(),
        }),
        _ => None,
    }
}

fn yes_or_no(flag: bool) -> &'static str {
    match flag {
        true => "yes",
        false => "no",
    }
}
