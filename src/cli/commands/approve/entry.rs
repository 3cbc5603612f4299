//! Writes an entry of a file of approvals as TOML.

use crate::digest::Digest;
use crate::manual::{Date, Document};

/// The statement that is signed: one `key: value` line for each fact of the approval.
pub(super) fn statement(
    document: &Document,
    digest: Digest,
    role: &str,
    meaning: &str,
    today: Date,
) -> String {
    let (id, revision) = (&document.id.value, &document.revision);
    format!(
        "document: {id}\nrevision: {revision}\nsha256: {digest}\nrole: {role}\nmeaning: {meaning}\n\
         date: {today}\n"
    )
}

/// The entry as TOML. Texts are written literally, so that people can read them, and copy them for
/// `ssh-keygen`.
pub(super) fn entry(statement: &str, content: &str, signature: Option<&str>) -> String {
    let mut entry = format!(
        "[[approval]]\nstatement = {}\ncontent = {}\n",
        multi_line(statement),
        multi_line(content)
    );
    if let Some(signature) = signature {
        entry.push_str(&format!("signature = {}\n", multi_line(signature)));
    }
    entry
}

/// A multi-line TOML string: a literal one if the text allows it, else a basic one with escapes.
fn multi_line(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() || c == '\n';
    if !text.contains("'''") && text.chars().all(is_plain) {
        return format!("'''\n{text}'''");
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '"' => escaped.push_str("\\\""),
            '\n' => escaped.push('\n'),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    format!("\"\"\"\n{escaped}\"\"\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::{ApprovedContent, ApprovedPart, PartValue};
    use crate::parse::parse_approvals;

    #[test]
    fn whatever_is_written_is_read_again() {
        for meaning in [
            "yes",
            "it's '''mine'''",
            "a \\ \"b\"\"\"",
            "tab\tulator",
            "Ünïcödé: x: y",
        ] {
            let mut content = ApprovedContent::default();
            content.add(ApprovedPart::Text, PartValue::Missing);
            content.add(
                ApprovedPart::Variable("x".to_owned()),
                PartValue::Value(format!("'''\n{meaning}\u{7f}")),
            );
            let statement = format!(
                "document: QP-07\nrevision: 3\nsha256: {}\nrole: QM\nmeaning: {meaning}\ndate: 2026-02-01\n",
                content.digest()
            );
            let text = entry(&statement, &content.to_text(), None);
            let path = SourcePath::new("approvals/QP-07.toml");
            let read = parse_approvals(&Source::new(path, &text));
            assert_eq!(read.diagnostics, [], "{text}");
            assert_eq!(read.entries[0].meaning, meaning);
            assert_eq!(read.entries[0].content, Some(content));
        }
    }
}
