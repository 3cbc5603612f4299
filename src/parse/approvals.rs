//! Parses a file of `approvals/`: who approved which text of a document (`docs/design.md`,
//! "Approval").

use std::sync::Arc;

use super::decode::Decoder;
use super::node::{Node, Table};
use super::toml;
use crate::diagnostics::{Source, Span, Spanned};
use crate::manual::{Approval, ApprovedContent, ReadApprovals, Revision, Role};
use crate::markdown::MergeMarkers;
use crate::parse::parse_date;
use crate::rules;
use crate::signatures;

const ENTRY: [&str; 3] = ["statement", "content", "signature"];
const STATEMENT: [&str; 6] = ["document", "revision", "sha256", "role", "meaning", "date"];

/// Reads a file of approvals. Mistakes are reported, and an entry with a mistake is left out.
pub(crate) fn parse_approvals(source: &Source) -> ReadApprovals {
    let mut read = ReadApprovals {
        path: source.path().clone(),
        entries: Vec::new(),
        names: names(source.text()),
        is_damaged: false,
        diagnostics: MergeMarkers::find(source.text()).diagnostics(source),
    };
    if !read.diagnostics.is_empty() {
        // Merge markers cause TOML errors that are not separate mistakes.
        read.is_damaged = true;
        return read;
    }
    let (table, errors) = toml::parse(source, 0..source.text().len());
    read.diagnostics = errors;
    if let Some(error) = read.diagnostics.first_mut() {
        error.help = Some(
            "correct it, or undo the last change of the file: until then it cannot be determined what was approved"
                .to_owned(),
        );
        read.is_damaged = true;
        return read;
    }
    let mut reader = Reader {
        source,
        decoder: Decoder::new(source.path()),
        wrong_signatures: 0,
    };
    read.entries = reader.entries(&table);
    read.diagnostics = reader.decoder.diagnostics;
    read.is_damaged = read.diagnostics.len() > reader.wrong_signatures;
    read
}

/// The ids in lines `document: …`, whether they are part of a readable entry or not. A text without
/// such a line holds no approval.
fn names(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r']).filter_map(|line| {
        let (before, id) = line.split_once("document:")?;
        let is_begin = before.trim_matches(['"', '\'', ' ', '\t']).is_empty()
            || before.trim_end().ends_with(['"', '\'', '=']);
        is_begin.then(|| id.split("\\n").next().unwrap_or(id).trim().to_owned())
    });
    let mut names: Vec<String> = lines.filter(|id| !id.is_empty()).collect();
    names.dedup();
    names
}

struct Reader<'a> {
    source: &'a Source,
    decoder: Decoder<'a>,
    /// The number of mistakes that are wrong signatures. The statement of such an entry is still
    /// read.
    wrong_signatures: usize,
}

/// The fields of a statement, each with its place.
type Lines<'a> = Vec<(&'a str, Spanned<&'a str>)>;

impl Reader<'_> {
    fn entries(&mut self, table: &Table) -> Vec<Arc<Approval>> {
        let others = table.0.iter().filter(|entry| entry.key != "approval");
        for entry in others {
            let known = ["approval"].into_iter();
            self.decoder
                .unknown(&rules::UNKNOWN_FIELD, entry, "table of approvals", known);
        }
        let items = table.get("approval").map(Node::items).unwrap_or_default();
        if items.is_empty() && self.decoder.diagnostics.is_empty() {
            let span = self.source.span(0..0);
            let help = "take the file away, or let `clausebook approve` write it";
            self.decoder.report(
                &rules::MISSING_FIELD,
                span,
                "the file holds no approval",
                help,
            );
        }
        let entries = items.iter().filter_map(|item| self.entry(item));
        entries.map(Arc::new).collect()
    }

    fn entry(&mut self, item: &Node) -> Option<Approval> {
        let table = self.decoder.table("approval", item)?;
        for entry in table.0.iter().filter(|entry| !ENTRY.contains(&&*entry.key)) {
            let known = ENTRY.into_iter();
            self.decoder
                .unknown(&rules::UNKNOWN_FIELD, entry, "field of an approval", known);
        }
        let Some(node) = table.get("statement") else {
            let help = "let `clausebook approve` write approvals";
            let message = "the approval has no statement, so that it approves nothing";
            self.decoder
                .report(&rules::MISSING_FIELD, item.span, message, help);
            return None;
        };
        // An editor or git may have changed the line ends.
        let statement = self.multi_line("statement", node)?;
        let content = match table.get("content") {
            Some(node) => Some((self.multi_line("content", node)?, node.span)),
            None => None,
        };
        let armor = match table.get("signature") {
            Some(node) => Some((self.multi_line("signature", node)?, node.span)),
            None => None,
        };
        let mut approval = self.statement(&statement, node.span)?;
        if let Some((text, span)) = content {
            approval.content = Some(self.content(&text, span, &approval)?);
        }
        if let Some((armor, span)) = armor {
            let checked = signatures::check(&statement, &armor);
            if let Err(fault) = &checked {
                let message = format!("{fault}: this approval does not count");
                let help = "take the entry back to what was signed, or approve the document again";
                self.decoder
                    .report(&rules::WRONG_SIGNATURE, span, message, help);
                self.wrong_signatures += 1;
            }
            approval.signature = Some(Spanned::new(checked, span));
        }
        Some(approval)
    }

    /// A text of several lines, with LF at their ends.
    fn multi_line(&mut self, name: &str, node: &Node) -> Option<String> {
        match node.text() {
            Some(text) => Some(text.replace("\r\n", "\n")),
            None => {
                let message = format!("`{name}` holds a text, but this is {}", node.what());
                self.decoder.invalid(
                    node.span,
                    message,
                    "let `clausebook approve` write approvals",
                );
                None
            }
        }
    }

    fn statement(&mut self, statement: &str, span: Span) -> Option<Approval> {
        let lines = self.lines(statement, span)?;
        let get = |name: &str| {
            let found = lines.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| value.clone())
        };
        let missing: Vec<&str> = STATEMENT
            .into_iter()
            .filter(|name| get(name).is_none_or(|value| value.value.is_empty()))
            .collect();
        if let Some(name) = missing.first() {
            let message = format!("the statement does not say `{name}`");
            let help = format!("write a line `{name}: …`, or approve the document again");
            self.decoder
                .report(&rules::MISSING_FIELD, span, message, help);
            return None;
        }
        let (document, revision, digest) = (get("document")?, get("revision")?, get("sha256")?);
        let (role, meaning, date) = (get("role")?, get("meaning")?, get("date")?);
        let Ok(digest) = digest.value.parse() else {
            let message = format!(
                "`sha256` holds 64 hexadecimal digits, not `{}`",
                digest.value
            );
            let help = "approve the document again";
            self.decoder.invalid(digest.span, message, help);
            return None;
        };
        let Some(day) = parse_date(date.value) else {
            let message = format!("`date` holds a date, and `{}` is none", date.value);
            let help = "write the day as year-month-day: 2026-11-23";
            self.decoder.invalid(date.span, message, help);
            return None;
        };
        Some(Approval {
            document: document.map(str::to_owned),
            revision: Revision::new(revision.value),
            digest,
            role: role.map(Role::new),
            meaning: meaning.value.to_owned(),
            date: day,
            dated_at: date.span,
            content: None,
            signature: None,
        })
    }

    /// The lines `name: value` of a statement.
    fn lines<'s>(&mut self, statement: &'s str, span: Span) -> Option<Lines<'s>> {
        let mut lines: Lines<'s> = Vec::new();
        for line in statement.lines() {
            let Some((name, value)) = line.split_once(": ") else {
                let message = format!("`{line}` is no line of a statement");
                let help = "write `name: value`, or approve the document again";
                let at = self.place(line, span);
                self.decoder.invalid(at, message, help);
                return None;
            };
            let at = self.place(line, span);
            if !STATEMENT.contains(&name) || lines.iter().any(|(known, _)| *known == name) {
                let message = match STATEMENT.contains(&name) {
                    true => format!("the statement says `{name}` twice"),
                    false => format!("a statement has no line `{name}`"),
                };
                let help = "take the line out, or approve the document again";
                self.decoder
                    .report(&rules::UNKNOWN_FIELD, at, message, help);
                return None;
            }
            let value = value.trim();
            let at = self.place_of_value(at, value);
            lines.push((name, Spanned::new(value, at)));
        }
        Some(lines)
    }

    /// The span of a line of a text in the file. It is the span of the whole text if the line is
    /// written differently in the file, for instance with escapes.
    fn place(&self, line: &str, span: Span) -> Span {
        let start = span.start as usize;
        let written = self.source.text().get(start..span.end as usize);
        let found = written.unwrap_or_default().find(line);
        match found.filter(|_| !line.is_empty()) {
            Some(at) => self.source.span(start + at..start + at + line.len()),
            None => span,
        }
    }

    fn place_of_value(&self, line: Span, value: &str) -> Span {
        let (start, end) = (line.start as usize, line.end as usize);
        let written = self.source.text().get(start..end).unwrap_or_default();
        let is_there = written.ends_with(value) && !written.contains('\n');
        match is_there && !value.is_empty() {
            true => self.source.span(end - value.len()..end),
            false => line,
        }
    }

    /// Reads the digests of the parts of the approved document. The statement's `sha256` must be
    /// the SHA-256 of exactly these lines.
    fn content(&mut self, text: &str, span: Span, approval: &Approval) -> Option<ApprovedContent> {
        let content = ApprovedContent::parse(text);
        match content.filter(|content| content.digest() == approval.digest) {
            Some(content) => Some(content),
            None => {
                let message =
                    "the content does not match the statement's `sha256`: one of them was changed";
                let help = "take the file back to what `clausebook approve` wrote, or approve the document again";
                self.decoder
                    .report(&rules::INVALID_APPROVAL, span, message, help);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;
    use crate::signatures::testing::{ED25519_ARMOR, SIGNED};

    fn parsed(text: &str) -> ReadApprovals {
        parse_approvals(&Source::new(SourcePath::new("approvals/QP-07.toml"), text))
    }

    const HEX: &str = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    fn statement() -> String {
        format!(
            "document: QP-07\nrevision: 3\nsha256: {HEX}\nrole: Quality manager\nmeaning: yes\ndate: 2026-02-01\n"
        )
    }

    fn told(read: &ReadApprovals) -> Vec<(&str, u32, u32, &str)> {
        let told = read.diagnostics.iter().map(|one| {
            let span = one.location.span;
            (one.rule.name, span.line, span.column, &*one.message)
        });
        told.collect()
    }

    #[test]
    fn an_entry_is_its_statement() {
        for (ends, quotes) in [("\n", "'''"), ("\r\n", "'''"), ("\n", "\"\"\"")] {
            let text = format!(
                "[[approval]]\nstatement = {quotes}\n{}{quotes}\n",
                statement()
            );
            let read = parsed(&text.replace('\n', ends));
            assert_eq!(told(&read), []);
            let [entry] = &read.entries[..] else {
                panic!("{:?}", read.entries);
            };
            assert_eq!(entry.document.value, "QP-07");
            assert_eq!(entry.document.span.line, 3);
            assert_eq!(entry.document.span.column, 11);
            assert_eq!(entry.role.value, Role::new("quality  manager"));
            assert_eq!(entry.digest.to_string(), HEX);
            assert_eq!(entry.date.to_string(), "2026-02-01");
        }
    }

    #[test]
    fn each_mistake_is_told_where_it_stands() {
        let entry = |statement: &str| format!("[[approval]]\nstatement = '''\n{statement}'''\n");
        let changed = |from: &str, to: &str| entry(&statement().replace(from, to));
        for (text, expected) in [
            (
                "".to_owned(),
                ("missing-field", 1, 1, "the file holds no approval"),
            ),
            (
                "[[approval]]\n".to_owned(),
                (
                    "missing-field",
                    1,
                    1,
                    "the approval has no statement, so that it approves nothing",
                ),
            ),
            (
                changed("role: Quality manager\n", ""),
                ("missing-field", 2, 13, "the statement does not say `role`"),
            ),
            (
                changed("2026-02-01", "1 May"),
                (
                    "invalid-value",
                    8,
                    7,
                    "`date` holds a date, and `1 May` is none",
                ),
            ),
            (
                changed(HEX, "ab"),
                (
                    "invalid-value",
                    5,
                    9,
                    "`sha256` holds 64 hexadecimal digits, not `ab`",
                ),
            ),
            (
                changed("revision: 3", "revision: 3\nrevision: 4"),
                ("unknown-field", 5, 1, "the statement says `revision` twice"),
            ),
            (
                changed("meaning: yes", "meaning: yes\nby: me"),
                ("unknown-field", 8, 1, "a statement has no line `by`"),
            ),
            (
                changed("meaning: yes", "meaning"),
                ("invalid-value", 7, 1, "`meaning` is no line of a statement"),
            ),
            (
                format!("{}content = \"text {HEX}\\n\"\n", entry(&statement())),
                (
                    "invalid-approval",
                    10,
                    11,
                    "the content does not match the statement's `sha256`: one of them was changed",
                ),
            ),
            (
                format!("{}sigature = \"\"\n", entry(&statement())),
                (
                    "unknown-field",
                    10,
                    1,
                    "unknown field of an approval `sigature`",
                ),
            ),
            (
                format!(
                    "<<<<<<< ours\n{}=======\n>>>>>>> theirs\n",
                    entry(&statement())
                ),
                (
                    "syntax-error",
                    1,
                    1,
                    "`<<<<<<<` marks a merge conflict that is not resolved",
                ),
            ),
        ] {
            let read = parsed(&text);
            assert_eq!(told(&read), [expected], "{text}");
            assert!(read.is_damaged, "{text}");
        }
    }

    #[test]
    fn a_wrong_signature_leaves_the_rest_as_it_is() {
        let text = format!(
            "[[approval]]\nstatement = '''\n{}'''\nsignature = '''\n{ED25519_ARMOR}'''\n",
            statement()
        );
        let read = parsed(&text);
        assert_eq!(
            told(&read),
            [(
                "wrong-signature",
                10,
                13,
                "the signature is not one of this text: this approval does not count"
            )]
        );
        assert!(!read.is_damaged);
        assert_ne!(SIGNED, statement());
    }
}
