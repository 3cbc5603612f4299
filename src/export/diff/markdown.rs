//! A comparison as Markdown, for a change notice.

use std::fmt::Write;

use super::Compared;
use super::facts::{covered, status_word};
use crate::compare::{DocumentChange, Fate, FindingRef};

/// Returns the comparison as Markdown.
pub(crate) fn diff_markdown(compared: &Compared<'_>) -> String {
    let mut out = String::new();
    let [before, after] = compared.sides();
    let title = escaped(&compared.new.manual.config.title);
    let _ = write!(out, "# Changes of {title}\n\nFrom {before} to {after}.\n");
    let comparison = compared.comparison;
    if comparison.is_empty() {
        out.push_str("\nNothing differs.\n");
        return out;
    }
    for fate in Fate::ALL {
        let changes: Vec<&DocumentChange> = comparison.documents_with(fate).collect();
        if !changes.is_empty() {
            documents(&mut out, compared, fate, &changes);
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

fn documents(out: &mut String, compared: &Compared<'_>, fate: Fate, changes: &[&DocumentChange]) {
    let _ = write!(
        out,
        "\n## Documents {}\n\n| Document | Title | Revision | What has changed |\n| --- | --- | --- | --- |\n",
        fate.word()
    );
    for change in changes {
        let Some(document) = compared.document(change) else {
            continue;
        };
        let revision = compared.revision_step(change);
        let what = compared.what_changed(change).join("; ");
        let id = document.id.value.as_str();
        let cells = [id, &document.title, &revision, &what].map(escaped);
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn standards(out: &mut String, compared: &Compared<'_>) {
    let comparison = compared.comparison;
    for change in &comparison.standards {
        if change.clauses.is_empty() {
            continue;
        }
        let standard = compared.new.manual.standard(change.standard);
        let _ = write!(
            out,
            "\n## {}\n\n{}, before {}.\n\n| Clause | Title | Status | Why |\n| --- | --- | --- | --- |\n",
            escaped(&standard.designation),
            covered(&change.after),
            covered(&change.before)
        );
        for moved in &change.clauses {
            let clause = compared.new.manual.clause(moved.clause);
            let title = clause.title.as_deref().unwrap_or_default();
            let status = format!(
                "{} → {}",
                status_word(moved.before),
                status_word(moved.after)
            );
            let why = compared.why(moved).join("; ");
            let cells = [clause.number.as_str(), title, &status, &why].map(escaped);
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    for (what, ids) in [
        ("Standards added", &comparison.standards_added),
        ("Standards no longer listed", &comparison.standards_removed),
    ] {
        if !ids.is_empty() {
            let _ = write!(out, "\n## {what}\n\n");
            for id in ids {
                let _ = writeln!(out, "- {}", escaped(id));
            }
        }
    }
}

fn findings(out: &mut String, compared: &Compared<'_>, what: &str, list: &[FindingRef]) {
    if list.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {what}\n\n");
    for finding in list {
        let record = compared.finding(*finding);
        let (id, title) = (escaped(record.id.value.as_str()), escaped(&record.title));
        let _ = writeln!(out, "- {id} {title}");
    }
}

/// Escapes a text so that it contains no markup and no line breaks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            c if r"\`*_{}[]<>#|~".contains(c) => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}
