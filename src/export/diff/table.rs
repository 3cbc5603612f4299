//! A comparison for the terminal.

use std::fmt::Write;

use super::Compared;
use super::facts::{covered, status_word};
use crate::compare::{DocumentChange, Fate, FindingRef};
use crate::diagnostics::printable;

/// Returns the comparison as text. `redline` returns the changes of a document's text, or `None` if
/// they are not to be shown.
pub(crate) fn diff_table(
    compared: &Compared<'_>,
    redline: impl Fn(&DocumentChange) -> Option<String>,
) -> String {
    let mut out = String::new();
    let [before, after] = compared.sides();
    line(&mut out, 0, &format!("From {before} to {after}"));
    let comparison = compared.comparison;
    if comparison.is_empty() {
        line(&mut out, 0, "Nothing differs.");
        return out;
    }
    for fate in Fate::ALL {
        let changes: Vec<&DocumentChange> = comparison.documents_with(fate).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = write!(out, "\nDocuments {} ({})\n", fate.word(), changes.len());
        for change in changes {
            document(&mut out, compared, change);
            if let Some(redline) = redline(change) {
                for text in redline.lines() {
                    let _ = writeln!(out, "      {text}");
                }
            }
        }
    }
    standards(&mut out, compared);
    findings(
        &mut out,
        compared,
        "Findings opened",
        &comparison.findings.opened,
    );
    findings(
        &mut out,
        compared,
        "Findings closed",
        &comparison.findings.closed,
    );
    out
}

fn document(out: &mut String, compared: &Compared<'_>, change: &DocumentChange) {
    let Some(document) = compared.document(change) else {
        return;
    };
    let (id, title) = (&document.id.value, &document.title);
    let revision = compared.revision_step(change);
    line(out, 1, &format!("{id} {title}, revision {revision}"));
    for what in compared.what_changed(change) {
        line(out, 2, &what);
    }
}

fn standards(out: &mut String, compared: &Compared<'_>) {
    let comparison = compared.comparison;
    for change in &comparison.standards {
        if change.clauses.is_empty() {
            continue;
        }
        let standard = compared.new.manual.standard(change.standard);
        let (before, after) = (covered(&change.before), covered(&change.after));
        out.push('\n');
        line(
            out,
            0,
            &format!("{}: {before} → {after}", standard.designation),
        );
        for moved in &change.clauses {
            let clause = compared.new.manual.clause(moved.clause);
            let title = clause.title.iter();
            let title: String = title.map(|title| format!(" {title}")).collect();
            let (before, after) = (status_word(moved.before), status_word(moved.after));
            line(
                out,
                1,
                &format!("{}{title}: {before} → {after}", clause.number),
            );
            for why in compared.why(moved) {
                line(out, 2, &why);
            }
        }
    }
    for (what, ids) in [
        ("Standards added", &comparison.standards_added),
        ("Standards no longer listed", &comparison.standards_removed),
    ] {
        if !ids.is_empty() {
            out.push('\n');
            line(out, 0, &format!("{what}: {}", ids.join(", ")));
        }
    }
}

fn findings(out: &mut String, compared: &Compared<'_>, what: &str, list: &[FindingRef]) {
    if list.is_empty() {
        return;
    }
    let _ = write!(out, "\n{what} ({})\n", list.len());
    for finding in list {
        let record = compared.finding(*finding);
        line(out, 1, &format!("{} {}", record.id.value, record.title));
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(&printable(text));
    out.push('\n');
}
