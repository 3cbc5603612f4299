//! A report in the form that was asked for.

pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod sarif;

use std::str::FromStr;

use crate::diagnostics::{Diagnostic, Report, Source, SourcePath};

/// The forms of a report (`docs/design.md`, command line).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, with the line of the file that is meant.
    #[default]
    Human,
    /// JSON of our own: `clausebook.diagnostics/1`.
    Json,
    /// SARIF 2.1.0, as code-hosting pages and editors read it.
    Sarif,
    /// JUnit XML, as build servers read it.
    Junit,
    /// The commands by which a GitHub workflow marks files.
    Github,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Human,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let named = |format: &Self| format.word() == word;
        Self::ALL.into_iter().find(named).ok_or(())
    }
}

/// Renders a report; every line of the result ends in a line break.
///
/// `folder` is the manual's folder as the reader reaches it, such as `manual`: it stands before
/// each file's path, except in [`Format::Json`], whose paths are relative to the manual's folder.
/// It may be empty. `source` gives the text of a file, if there is one. `colour` is for
/// [`Format::Human`] alone.
pub fn render<'s>(
    report: &Report,
    format: Format,
    folder: &str,
    source: impl Fn(&SourcePath) -> Option<&'s Source>,
    colour: bool,
) -> String {
    let location = Placing {
        folder: folder.trim_end_matches('/'),
        source: &source,
    };
    match format {
        Format::Human => human::render(report, &location, colour),
        Format::Json => json::render(report, &location),
        Format::Sarif => sarif::render(report, &location),
        Format::Junit => junit::render(report, &location),
        Format::Github => github::render(report, &location),
    }
}

/// How a reader finds what a diagnostic means.
pub(crate) struct Placing<'a, 's> {
    folder: &'a str,
    source: &'a dyn Fn(&SourcePath) -> Option<&'s Source>,
}

/// The end of what a diagnostic marks.
pub(crate) struct End {
    /// Line, counted from 1.
    pub(crate) line: u32,
    /// Column behind the last character, counted in characters from 1.
    pub(crate) column: u32,
}

impl<'s> Placing<'_, 's> {
    /// The path of the diagnostic's file, as the reader reaches it.
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
        let end = diagnostic.location.span.end as usize;
        let span = self.source(diagnostic)?.span(end..end);
        Some(End {
            line: span.line,
            column: span.column,
        })
    }
}

/// What is wrong and, behind a word or a line break, what to write instead.
pub(crate) fn with_help(diagnostic: &Diagnostic, between: &str) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}{between}{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! A report as a manual gives it, for the tests of every form.

    use crate::diagnostics::*;
    use crate::diagnostics::{Level, Location, RuleLevels, judge};
    use crate::rules;

    pub(crate) const PAGE: &str =
        "---\r\nid: QP-07\r\nclauses:\r\n  - 8.4.9\r\n---\r\nSee [[QP-1]].\r\n";

    /// A report of three entries, one of them without a text and with characters that every form
    /// must escape.
    pub(crate) fn sample(format: Format) -> String {
        let page = Source::new(SourcePath::new("procedures/purchasing.md"), PAGE);
        let at = |text: &str| {
            let start = PAGE.find(text).unwrap();
            Location::new(page.path(), page.span(start..start + text.len()))
        };
        let odd = SourcePath::new("a, b: 100%/x&<y>.md");
        let diagnostics = vec![
            Diagnostic::new(
                &rules::UNKNOWN_CLAUSE,
                at("8.4.9"),
                "ISO 9001:2015 has no clause 8.4.9",
            )
            .help("did you mean `8.4.1`?"),
            Diagnostic::new(
                &rules::BROKEN_REFERENCE,
                at("QP-1"),
                "there is no document or record `QP-1`",
            ),
            Diagnostic::new(
                &rules::UNREADABLE_FILE,
                Location::file(&odd),
                "100% \"wrong\" & <odd>: a, b\nnext \u{1b}[31m line",
            )
            .help("save it"),
        ];
        let mut levels = RuleLevels::default();
        levels.set(&rules::BROKEN_REFERENCE, Level::Warn);
        let report = judge(diagnostics, &levels);
        let find = |path: &SourcePath| (path == page.path()).then_some(&page);
        render(&report, format, "manual", find, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_word() {
        for format in Format::ALL {
            assert_eq!(format.word().parse(), Ok(format));
        }
        assert_eq!("xml".parse::<Format>(), Err(()));
    }

    #[test]
    fn the_manual_s_folder_stands_before_each_path() {
        let diagnostic = |path| {
            let location = crate::diagnostics::Location::file(&SourcePath::new(path));
            Diagnostic::new(&crate::rules::UNREADABLE_FILE, location, "x")
        };
        for (folder, expected) in [
            ("", "a.md"),
            (".", "a.md"),
            ("m", "m/a.md"),
            ("../m/", "../m/a.md"),
        ] {
            let report = crate::diagnostics::judge(vec![diagnostic("a.md")], &Default::default());
            let text = render(&report, Format::Github, folder, |_| None, false);
            assert!(text.contains(&format!("file={expected},")), "{text}");
        }
    }
}
