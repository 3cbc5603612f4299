//! What makes a diagnostic the same one in another run: its rule, its file and its message. Its place
//! in the file does not: lines move with every edit above them.

use std::collections::HashMap;

use crate::diagnostics::report::{Judged, Report};
use crate::digest::Digest;

/// The number of hexadecimal digits of a fingerprint.
const DIGITS: usize = 32;

/// The identity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identity<'r> {
    /// The path of the file, relative to the manual's folder.
    pub(crate) file: &'r str,
    /// The name of the rule.
    pub(crate) rule: &'r str,
    pub(crate) message: &'r str,
    /// The number of earlier entries of the report with the same file, rule and message.
    pub(crate) earlier: usize,
}

impl Identity<'_> {
    /// A digest of the identity.
    pub(crate) fn fingerprint(&self) -> String {
        // Neither rules nor paths contain a NUL.
        let Self {
            file,
            rule,
            message,
            earlier,
        } = self;
        let text = format!("{rule}\0{file}\0{message}\0{earlier}");
        let mut digest = Digest::of(text.as_bytes()).to_string();
        digest.truncate(DIGITS);
        digest
    }
}

/// The entries of a report with their identities, which are all different.
pub(crate) fn identified(report: &Report) -> impl Iterator<Item = (&Judged, Identity<'_>)> {
    let mut counts: HashMap<(&str, &str, &str), usize> = HashMap::new();
    report.entries.iter().map(move |entry| {
        let diagnostic = &entry.diagnostic;
        let file = diagnostic.location.path.as_str();
        let (rule, message) = (diagnostic.rule.name, diagnostic.message.as_str());
        let count = counts.entry((file, rule, message)).or_default();
        let identity = Identity {
            file,
            rule,
            message,
            earlier: *count,
        };
        *count += 1;
        (entry, identity)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::diagnostic::Diagnostic;
    use crate::diagnostics::location::{Location, Source, SourcePath};
    use crate::diagnostics::report::judge;
    use crate::diagnostics::rule::RuleLevels;
    use crate::rules;

    fn fingerprints(text: &str) -> Vec<String> {
        let source = Source::new(SourcePath::new("a.md"), text);
        let places = text.match_indices("QP-1");
        let diagnostics = places.map(|(at, _)| {
            let location = Location::new(source.path(), source.span(at..at + 4));
            Diagnostic::new(&rules::BROKEN_REFERENCE, location, "there is no QP-1")
        });
        let report = judge(diagnostics.collect(), &RuleLevels::default());
        let fingerprints = identified(&report).map(|(_, identity)| identity.fingerprint());
        fingerprints.collect()
    }

    #[test]
    fn a_fingerprint_stays_where_lines_move_and_differs_for_each_entry() {
        let before = fingerprints("QP-1 and QP-1");
        assert_eq!(before, fingerprints("New lines.\n\nQP-1 and\nthen QP-1"));
        assert_eq!(before[..1], fingerprints("QP-1"));
        assert_ne!(before[0], before[1]);
        assert_eq!(before[0].len(), DIGITS);
    }
}
