//! `[[defaults]]` of `manual.toml`: fields that the manual's files do not give themselves.

use std::collections::BTreeMap;

use regex::{Captures, Regex};

use super::{FieldName, GlobLists, PathGlobs, SettingPartIx};
use crate::diagnostics::{SourcePath, Span, Spanned};

/// An entry of `[[defaults]]`.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// The files that it is for; `None` for all files.
    pub files: Option<DefaultFiles>,
    /// The pattern that the names of its files fit.
    pub name: Option<NamePattern>,
    /// The fields that it gives.
    pub fields: Vec<DefaultField>,
    /// Names of fields in its files (key), each with the built-in name.
    pub field_names: BTreeMap<String, FileFieldName>,
    /// Whether its pattern of names cannot be read, so that it is for no file.
    pub fits_nothing: bool,
    /// The entry as a whole. It is used by a file that takes anything from it.
    pub part: SettingPartIx,
}

/// Which entries may be for a file, for any number of entries.
#[derive(Clone, Debug, Default)]
pub struct EntriesByFile {
    /// The entries for all files, by their positions.
    of_all: Vec<usize>,
    /// The patterns of the others.
    patterns: GlobLists,
}

impl EntriesByFile {
    /// Prepares the search in entries.
    pub fn new(entries: &[Defaults]) -> Self {
        let all = || entries.iter().enumerate();
        let of_all = all().filter(|(_, entry)| entry.files.is_none());
        let of_some = all().filter_map(|(at, entry)| Some((at, &entry.files.as_ref()?.globs)));
        Self {
            of_all: of_all.map(|(at, _)| at).collect(),
            patterns: GlobLists::new(of_some),
        }
    }

    /// The entries that may be for a file, by their positions in their order, each with the positions of
    /// its patterns that the file fits.
    pub fn fitting(&self, path: &SourcePath) -> Vec<(usize, Vec<usize>)> {
        let of_all = self.of_all.iter().map(|at| (*at, Vec::new()));
        let mut found: Vec<(usize, Vec<usize>)> = of_all.collect();
        for (entry, pattern) in self.patterns.fitting(path) {
            match found.last_mut() {
                Some((last, patterns)) if *last == entry => patterns.push(pattern),
                _ => found.push((entry, vec![pattern])),
            }
        }
        found.sort_by_key(|(entry, _)| *entry);
        found
    }
}

/// The files of an entry.
#[derive(Clone, Debug)]
pub struct DefaultFiles {
    /// The patterns of paths.
    pub globs: PathGlobs,
    /// For each of [`PathGlobs::all`], its part of the settings.
    pub parts: Vec<SettingPartIx>,
    /// The patterns together. They are used by a file that they select.
    pub part: SettingPartIx,
}

/// A pattern of the names of files.
#[derive(Clone, Debug)]
pub struct NamePattern {
    /// The pattern. Its named groups may be used in values.
    pub regex: Regex,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

/// A built-in name of a field, for a name that files use.
#[derive(Clone, Debug)]
pub struct FileFieldName {
    /// The built-in name.
    pub name: String,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

/// A field that an entry gives.
#[derive(Clone, Debug)]
pub struct DefaultField {
    /// The built-in name of the field.
    pub name: Spanned<FieldName>,
    /// The value.
    pub value: Spanned<DefaultValue>,
}

/// A value of `[[defaults]]`, with gaps that each file fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// A text.
    Text(Template),
    /// A list.
    List(Vec<Spanned<DefaultValue>>),
    /// Named values.
    Table(Vec<(Spanned<String>, Spanned<DefaultValue>)>),
}

/// A text with gaps: `POL-{no}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// `{stem}`: the file's name without its ending and its language.
    Stem,
    /// `{NAME}`: a named group of the pattern of names.
    Group(String),
}

impl Template {
    /// Reads a text. `{stem}` and the names of `groups` in braces are gaps; `{{ name }}`, a variable
    /// of the manual, is none. Returns the first other name in braces as an error.
    ///
    /// # Errors
    /// If a name in braces is neither `stem` nor one of the groups.
    pub fn parse(text: &str, groups: &[&str]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            plain.push_str(before);
            let name = behind.split_once('}').filter(|(name, _)| is_name(name));
            let is_variable = behind.starts_with('{') || plain.ends_with('{');
            let Some((name, after)) = name.filter(|_| !is_variable) else {
                plain.push('{');
                rest = behind;
                continue;
            };
            let gap = match name {
                "stem" => Piece::Stem,
                name if groups.contains(&name) => Piece::Group(name.to_owned()),
                name => return Err(name.to_owned()),
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(gap);
            rest = after;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    /// The text for a file with this stem, whose name gives these groups.
    pub fn fill(&self, stem: &str, groups: Option<&Captures<'_>>) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Stem => stem.to_owned(),
            Piece::Group(name) => {
                let group = groups.and_then(|groups| groups.name(name));
                group.map_or_else(String::new, |group| group.as_str().to_owned())
            }
        };
        self.0.iter().map(piece).collect()
    }

    /// Whether the text is the same for all files.
    pub fn is_constant(&self) -> bool {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        self.0.iter().all(is_text)
    }
}

impl DefaultValue {
    /// Whether the value is the same for all files.
    pub fn is_constant(&self) -> bool {
        match self {
            Self::Text(text) => text.is_constant(),
            Self::List(items) => items.iter().all(|item| item.value.is_constant()),
            Self::Table(entries) => entries.iter().all(|(_, value)| value.value.is_constant()),
        }
    }
}

/// Whether a text can be the name of a group.
fn is_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(|c: char| !c.is_ascii_digit()) && text.chars().all(is_letter)
}

/// A field that `[[defaults]]` filled in for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledField {
    /// The built-in name of the field.
    pub name: FieldName,
    /// The value as a text; lists and tables as JSON.
    pub text: String,
    /// The place of the value in `manual.toml`.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Result<String, String> {
        let regex = Regex::new("^(?<no>[A-Z]+-[0-9]+)(?<part>[a-z])?").unwrap();
        let groups = regex.captures("QP-07 Purchasing.md");
        let template = Template::parse(text, &["no", "part"])?;
        Ok(template.fill("QP-07 Purchasing", groups.as_ref()))
    }

    #[test]
    fn a_text_is_filled_with_what_the_name_of_the_file_says() {
        for (text, expected) in [
            ("{no}", "QP-07"),
            (
                "Document {no}{part}: {stem}.",
                "Document QP-07: QP-07 Purchasing.",
            ),
            ("no gap", "no gap"),
            ("{{ company }} {}", "{{ company }} {}"),
            ("{{no}}", "{{no}}"),
            ("{8} {a b} {", "{8} {a b} {"),
        ] {
            assert_eq!(filled(text), Ok(expected.to_owned()), "{text}");
        }
        assert_eq!(filled("{number}"), Err("number".to_owned()));
    }

    #[test]
    fn only_a_text_without_a_gap_is_the_same_for_all_files() {
        let template = |text| Template::parse(text, &["no"]).unwrap();
        assert!(template("Buyer").is_constant() && !template("{no}").is_constant());
    }
}
