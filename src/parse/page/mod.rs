//! Parses a Markdown file into its front-matter, as a tree of values, and its text.

mod damaged_fields;
mod front_matter;
mod opening;

pub(crate) use damaged_fields::DamagedFields;
pub(crate) use front_matter::{FieldsInCode, FrontMatter, FurtherFields, body_start, text_start};
#[cfg(feature = "xlsx")]
pub(crate) use front_matter::{FrontFormat, closing_line};

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::digest::Digest;
use crate::manual::{Body, PageSettings};
use crate::markdown;
use crate::markdown::{FoundInText, Fragment};
use crate::parse::private_key;

/// A parsed Markdown file. It depends on the file's text, and on the settings for pages.
#[derive(Clone, Debug)]
pub(crate) struct ParsedPage {
    /// The file.
    pub path: SourcePath,
    /// Its name without its ending.
    pub stem: Box<str>,
    /// The fields at its top.
    pub front: FrontMatter,
    /// The fields in a block of code in their place, if it has no front-matter.
    pub fields_in_code: Option<FieldsInCode>,
    /// The lines in its text that look like front-matter.
    pub further_fields: Vec<FurtherFields>,
    /// Whether they have no opening line.
    pub is_unopened: bool,
    /// Whether its text has a notice in the notation of another program that was read.
    pub has_admonitions: bool,
    /// The SHA-256 of the whole file's text.
    pub text_digest: Digest,
    /// The facts of its text: headings, claims, references and so on.
    pub body: Arc<Body>,
    /// The HTML of its text.
    pub fragment: Arc<Fragment>,
    /// What the settings find in its text.
    pub found: FoundInText,
    /// The mistakes in the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses the front-matter of a Markdown file alone.
pub(crate) fn parse_front_matter(source: &Source) -> FrontMatter {
    front_matter::parse(source, false).0
}

/// Parses the front-matter of a Markdown file alone, which may lack its opening line.
#[cfg(feature = "xlsx")]
pub(crate) fn parse_unopened_front_matter(source: &Source) -> FrontMatter {
    front_matter::parse(source, true).0
}

/// Parses a Markdown file.
pub(crate) fn parse_page(settings: PageSettings<'_>, source: &Source) -> ParsedPage {
    let (front, from, mut diagnostics) =
        front_matter::parse(source, settings.unopened_front_matter);
    let mut text = markdown::parse_body(source, from, settings);
    text.body.is_cut |= matches!(front, FrontMatter::Broken(_)) && from == source.text().len();
    diagnostics.extend(text.diagnostics);
    diagnostics.extend(private_key::report(source));
    ParsedPage {
        path: source.path().clone(),
        stem: settings.endings.stem(source.path()).into(),
        fields_in_code: match front {
            FrontMatter::Absent => front_matter::fields_in_code(source),
            FrontMatter::Fields(..) | FrontMatter::Broken(_) => None,
        },
        further_fields: match front {
            FrontMatter::Absent | FrontMatter::Fields(..) => {
                front_matter::further_fields(source, from)
            }
            FrontMatter::Broken(_) => Vec::new(),
        },
        is_unopened: front.is_unopened(source.text()),
        front,
        has_admonitions: text.has_admonitions,
        text_digest: Digest::of_text(source.text()),
        body: Arc::new(text.body),
        fragment: Arc::new(text.fragment),
        found: text.found,
        diagnostics,
    }
}
