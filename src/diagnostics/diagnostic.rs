//! A diagnostic and the edit that corrects it.

use crate::diagnostics::excerpt::with_excerpts;
use crate::diagnostics::letters::in_one_line;
use crate::diagnostics::location::{Location, Source, SourcePath, Span};
use crate::diagnostics::nearest::nearest;
use crate::diagnostics::rule::{Level, Rule, RuleLevels};

/// One mistake or finding: where it is, what is wrong, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that reports it.
    pub rule: &'static Rule,
    /// The file and the span of the value.
    pub location: Location,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The edit that corrects it, if it is known.
    pub fix: Option<Box<Fix>>,
    /// The rule of the mistake that caused this one. This one is reported only if the manual allows
    /// that rule, so that one mistake is reported once.
    pub follows: Option<&'static Rule>,
    /// What few diagnostics have.
    rare: Option<Box<Rare>>,
}

/// What few diagnostics have. It is apart to keep the others small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rare {
    /// The rule of a mistake in another file that may have caused this one. This one is reported
    /// only if that rule reports nothing in that file.
    unless: Option<(&'static Rule, SourcePath)>,
    /// Whether the mistake is denied whatever level the manual gives its rule: without what cannot be
    /// read, a requirement would be missing from the matrix.
    is_always_denied: bool,
}

/// An edit within the span of a diagnostic. It is only a suggestion, never applied automatically:
/// the intended name is a guess, and a claim must not count because of a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The name that is written.
    pub written: String,
    /// The name to write in its place.
    pub replacement: String,
}

/// A fix at its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The span of the replaced text.
    pub span: Span,
    /// The replacement.
    pub replacement: String,
}

impl Fix {
    /// Returns the edit that replaces one name by another.
    pub fn new(written: impl Into<String>, replacement: impl Into<String>) -> Self {
        Self {
            written: written.into(),
            replacement: replacement.into(),
        }
    }

    /// The edit in one sentence, for display.
    pub fn sentence(&self) -> String {
        let Self {
            written,
            replacement,
        } = self;
        format!("Write `{replacement}` in place of `{written}`.")
    }

    /// Whether the replacement needs no escape anywhere a name can be: in YAML with and without
    /// quotation marks, in TOML, in a link.
    fn is_plain(&self) -> bool {
        let text = self.replacement.as_str();
        let begins = text.starts_with(|c: char| c.is_alphanumeric() || "./_".contains(c));
        let is_plain = |c: char| c.is_alphanumeric() || " -_./()+:".contains(c);
        begins && text.chars().all(is_plain) && !text.contains(": ") && !text.ends_with([':', ' '])
    }
}

impl Diagnostic {
    /// A diagnostic without help.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Self {
            rule,
            location,
            message: in_one_line(with_excerpts(message.into())),
            help: None,
            fix: None,
            follows: None,
            rare: None,
        }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(in_one_line(with_excerpts(help.into())));
        self
    }

    /// Notes that a mistake of another rule in another file, if there is one, caused this one.
    #[must_use]
    pub(crate) fn unless(mut self, rule: &'static Rule, path: &SourcePath) -> Self {
        self.rare.get_or_insert_default().unless = Some((rule, path.clone()));
        self
    }

    /// The rule and the file of the mistake that may have caused this one.
    pub(crate) fn cause(&self) -> Option<&(&'static Rule, SourcePath)> {
        self.rare.as_ref()?.unless.as_ref()
    }

    /// Notes that a mistake of another rule, which is reported at its own place, caused this one.
    #[must_use]
    pub fn follows(mut self, rule: &'static Rule) -> Self {
        self.follows = Some(rule);
        self
    }

    /// Notes that the mistake is denied whatever level the manual gives its rule.
    #[must_use]
    pub(crate) fn always_denied(mut self) -> Self {
        self.deny_always();
        self
    }

    /// Denies the mistake whatever level the manual gives its rule.
    pub(crate) fn deny_always(&mut self) {
        self.rare.get_or_insert_default().is_always_denied = true;
    }

    /// Whether the mistake is denied whatever level the manual gives its rule.
    pub(crate) fn is_always_denied(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.is_always_denied)
    }

    /// The level of the diagnostic in a manual with these levels of rules.
    pub(crate) fn level(&self, levels: &RuleLevels) -> Level {
        match self.is_always_denied() {
            true => Level::Deny,
            false => levels.level(self.rule),
        }
    }

    /// Adds the edit that corrects it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into().map(Box::new);
        self
    }

    /// Asks whether another name was meant, and adds the edit that writes it.
    #[must_use]
    pub fn did_you_mean(self, written: &str, near: &str) -> Self {
        self.help(format!("did you mean `{near}`?"))
            .fix(Fix::new(written, near))
    }

    /// Asks whether the nearest of the known names was meant. If none is near, adds the help
    /// `otherwise`.
    #[must_use]
    pub fn nearest_of<'k>(
        self,
        written: &str,
        known: impl IntoIterator<Item = &'k str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        match nearest(written, known) {
            Some(near) => self.did_you_mean(written, near),
            None => self.help(otherwise()),
        }
    }

    /// The fix as an edit of the diagnostic's file. `None` if the name is not exactly once in the
    /// diagnostic's span (it may be escaped there), or if the replacement may need an escape.
    pub fn edit(&self, source: &Source) -> Option<Edit> {
        let fix = self.fix.as_ref()?;
        if fix.written.is_empty() || !fix.is_plain() {
            return None;
        }
        let marked = self.location.span;
        let (start, end) = (marked.start as usize, marked.end as usize);
        let text = source.text().get(start..end)?;
        let mut places = text.match_indices(fix.written.as_str());
        let (Some((from, written)), None) = (places.next(), places.next()) else {
            return None;
        };
        let from = start + from;
        Some(Edit {
            span: source.span(from..from + written.len()),
            replacement: fix.replacement.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::location::SourcePath;
    use crate::rules;

    fn edited(text: &str, marked: &str, written: &str, replacement: &str) -> Option<String> {
        let source = Source::new(SourcePath::new("a.md"), text);
        let start = text.find(marked).unwrap();
        let location = Location::new(source.path(), source.span(start..start + marked.len()));
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, "m")
            .did_you_mean(written, replacement);
        let Edit { span, replacement } = diagnostic.edit(&source)?;
        let mut text = text.to_owned();
        text.replace_range(span.start as usize..span.end as usize, &replacement);
        Some(text)
    }

    #[test]
    fn an_edit_replaces_the_name_alone() {
        let ids = edited("[[QP-1#scope|x]]", "QP-1#scope", "QP-1", "QP-01");
        assert_eq!(ids.as_deref(), Some("[[QP-01#scope|x]]"));
        let quoted = edited("a = \"lawn\"", "\"lawn\"", "lawn", "law");
        assert_eq!(quoted.as_deref(), Some("a = \"law\""));
    }

    #[test]
    fn there_is_no_edit_where_the_name_is_not_to_be_found_or_stands_twice() {
        assert_eq!(edited("[x](a%20b.md)", "a%20b.md", "a b.md", "a.md"), None);
        assert_eq!(edited("[[QP#QP]]", "QP#QP", "QP", "QM"), None);
        assert_eq!(edited("a: ''", "''", "", "b"), None);
    }

    #[test]
    fn a_name_that_would_not_mean_itself_is_told_and_not_written() {
        for name in ["yes: no", "a # b", "[a", "*a", "\"a", " a", "a:", "", "- a"] {
            assert_eq!(edited("a: b", "b", "b", name), None, "{name}");
        }
        for name in [
            "8.4.1",
            "iso-9001-2015:8.4.1",
            "4.2.1 b)",
            "../a.md",
            "prüfung",
            "QP 01",
        ] {
            assert!(edited("a: b", "b", "b", name).is_some(), "{name}");
        }
    }
}
