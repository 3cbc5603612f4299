//! The entries of `[[claims]]`, and the exclusions that a person may take over.

use std::fmt::Write as _;

use super::write::{Line, list, literal, quoted, table};
use super::{CLAIMS_FILE, Given, Part, Sort, counted, verb};
use crate::adopt::inference::{Inference, glob};
use crate::adopt::standard_names::StandardNames;
use crate::adopt::survey::pattern_of;
use crate::diagnostics::SourcePath;
use crate::manual::ClaimColumn;

pub(super) fn claims(
    inference: &Inference<'_>,
    given: &Given<'_>,
    names: &StandardNames,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let id = |at| {
        names
            .standard(at)
            .map(|standard| standard.id.to_string())
            .unwrap_or_default()
    };
    let proposed = |part: &mut Part| {
        let remark =
            "delete this line once a person has read them: they count as planned until then";
        part.lines.push(Line::new(
            "status",
            quoted("proposed"),
            Some(remark.to_owned()),
        ));
    };
    for notation in &inference.notations {
        let Some(pattern) = pattern_of(notation.form, &notation.name) else {
            continue;
        };
        let mut part = Part::new("[[claims]]", Sort::Claims("pattern", pattern.clone()));
        let shown = notation.form.replace("NAME", &notation.name);
        let mut comment = format!("{} with {shown}.", counted(notation.places, "place"));
        if notation.known < notation.places {
            let _ = write!(
                comment,
                " {} no clause of the standard: `check` tells which.",
                verb(notation.places - notation.known, "names", "name")
            );
        }
        part.comments.push(comment);
        part.lines
            .push(Line::new("pattern", literal(&pattern), None));
        part.lines
            .push(Line::new("standard", quoted(&id(notation.standard)), None));
        proposed(&mut part);
        parts.push(part);
    }
    for columns in &inference.proposals.columns {
        let mut part = Part::new(
            "[[claims]]",
            Sort::Claims("columns", columns.clause.clone()),
        );
        part.comments.push(match columns.document {
            Some(_) => format!(
                "{} of tables that map clauses to documents.",
                counted(columns.rows, "row")
            ),
            None => format!(
                "{} of tables that say which clauses their document addresses.",
                counted(columns.rows, "row")
            ),
        });
        let glob = |path: &SourcePath| glob(path.as_str());
        let mut files: Vec<String> = columns.files.iter().map(glob).collect();
        if files.is_empty() && !columns.not_files.is_empty() {
            files.push("**".to_owned());
        }
        let others = columns.not_files.iter();
        files.extend(others.map(|path| format!("!{}", glob(path))));
        if !files.is_empty() {
            part.lines.push(Line::new("files", list(&files), None));
        }
        let document = columns.document.as_ref();
        let pairs = [("clause", Some(&columns.clause)), ("document", document)];
        let pairs = pairs
            .into_iter()
            .filter_map(|(name, head)| Some((name.to_owned(), quoted(head?))));
        let unread = columns.unread.iter();
        let unread =
            unread.filter(|column| **column != ClaimColumn::Document || document.is_none());
        let unread = unread.map(|column| (column.word().to_owned(), "false".to_owned()));
        let pairs: Vec<(String, String)> = pairs.chain(unread).collect();
        part.lines.push(Line::new("columns", table(&pairs), None));
        part.lines
            .push(Line::new("standard", quoted(&id(columns.standard)), None));
        proposed(&mut part);
        parts.push(part);
    }
    if given.has_proposals {
        let file = Sort::Claims("file", CLAIMS_FILE.to_owned());
        let mut part = Part::new("[[claims]]", file);
        part.comments.push(
            "Claims that `adopt` proposes, each with the sentence on which it rests. Delete the word \
             \"proposed\" in a row to make it a claim, and the row if it is none."
                .to_owned(),
        );
        part.lines
            .push(Line::new("file", quoted(CLAIMS_FILE), None));
        parts.push(part);
    }
    parts
}

/// The clauses that the texts name as not applicable, as exclusions in comments: a clause that is left out of
/// the matrix is a person's decision.
pub(super) fn exclusions(inference: &Inference<'_>, names: &StandardNames) -> Vec<Part> {
    let exclusions = inference.proposals.exclusions.iter();
    let known = exclusions.filter_map(|one| Some((one, names.standard(one.standard)?)));
    let parts = known.enumerate().map(|(number, (one, standard))| {
        let mut part = Part::new("[[exclusion]]", Sort::Comment);
        part.is_commented = true;
        if number == 0 {
            part.comments.push(
                "Clauses that the texts name as not applicable. They count as excluded once you take the \
                 signs `#` in front of their lines away."
                    .to_owned(),
            );
        }
        let clause = format!("{}:{}", standard.id, one.clause);
        let document = Some(one.document.to_string());
        part.lines.push(Line::new("clause", quoted(&clause), document));
        part.lines
            .push(Line::new("justification", quoted(&one.reason), None));
        part
    });
    parts.collect()
}
