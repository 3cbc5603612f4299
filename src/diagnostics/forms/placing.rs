//! The places of diagnostics and their edits, as output formats need them.

use std::ops::Range;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::location::{Source, SourcePath, Span};

/// The folder of a manual, as the reader of a report knows it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ManualFolder<'a> {
    /// Its path, such as `manual`; may be empty.
    pub path: &'a str,
    /// The URI of the folder that the path is relative to, such as `file:///home/me/`, if it is
    /// known.
    pub base: Option<&'a str>,
}

/// Finds the paths and positions of diagnostics for the reader.
pub(crate) struct Placing<'a, 's> {
    /// The path of the manual's folder for the reader, without a slash at its end.
    pub(crate) folder: &'a str,
    /// The URI of the folder that this path is relative to.
    pub(crate) base: Option<&'a str>,
    /// The text of a file, if there is one.
    pub(crate) source: &'a dyn Fn(&SourcePath) -> Option<&'s Source>,
}

/// The end of a diagnostic's span.
pub(crate) struct End {
    /// Line, counted from 1.
    pub(crate) line: u32,
    /// Column after the last character, counted in characters from 1.
    pub(crate) column: u32,
}

/// An edit with its positions in lines, columns and bytes.
pub(crate) struct PlacedEdit {
    /// The span of the replaced text.
    pub(crate) span: Span,
    /// The end of the span.
    pub(crate) end: End,
    /// Its byte range in the file, a byte order mark included.
    pub(crate) bytes: Range<u32>,
    /// The replacement.
    pub(crate) replacement: String,
}

impl End {
    fn of(span: Span, source: &Source) -> Self {
        let end = source.span(span.end as usize..span.end as usize);
        Self {
            line: end.line,
            column: end.column,
        }
    }
}

impl<'s> Placing<'_, 's> {
    /// The path of the diagnostic's file, with the manual's folder before it.
    pub(crate) fn path(&self, diagnostic: &Diagnostic) -> String {
        let path = &diagnostic.location.path;
        match self.folder {
            "" | "." => path.to_string(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// The text of the diagnostic's file.
    pub(crate) fn source(&self, diagnostic: &Diagnostic) -> Option<&'s Source> {
        (self.source)(&diagnostic.location.path)
    }

    /// Where the diagnostic's value ends; unknown without the file's text.
    pub(crate) fn end(&self, diagnostic: &Diagnostic) -> Option<End> {
        Some(End::of(diagnostic.location.span, self.source(diagnostic)?))
    }

    /// The edit that corrects the diagnostic; unknown without the file's text.
    pub(crate) fn edit(&self, diagnostic: &Diagnostic) -> Option<PlacedEdit> {
        let source = self.source(diagnostic)?;
        let edit = diagnostic.edit(source)?;
        Some(PlacedEdit {
            span: edit.span,
            end: End::of(edit.span, source),
            bytes: source.bytes_of_file(edit.span),
            replacement: edit.replacement,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::location::Location;
    use crate::rules;

    #[test]
    fn the_manual_s_folder_stands_before_each_path() {
        let location = Location::file(&SourcePath::new("a.md"));
        let diagnostic = Diagnostic::new(&rules::UNREADABLE_FILE, location, "x");
        for (folder, expected) in [
            ("", "a.md"),
            (".", "a.md"),
            ("m", "m/a.md"),
            ("../m", "../m/a.md"),
        ] {
            let placing = Placing {
                folder,
                base: None,
                source: &|_| None,
            };
            assert_eq!(placing.path(&diagnostic), expected);
        }
    }

    #[test]
    fn an_edit_counts_a_byte_order_mark_among_the_bytes_of_its_file() {
        let source = Source::new(SourcePath::new("a.md"), "\u{feff}kind: polici\n");
        let location = Location::new(source.path(), source.span(6..12));
        let diagnostic =
            Diagnostic::new(&rules::UNKNOWN_KIND, location, "x").did_you_mean("polici", "policy");
        let placing = Placing {
            folder: "",
            base: None,
            source: &|_| Some(&source),
        };
        let edit = placing.edit(&diagnostic).unwrap();
        assert_eq!((edit.span.column, edit.end.column), (7, 13));
        assert_eq!(edit.bytes, 9..15);
        assert_eq!(edit.replacement, "policy");
    }
}
