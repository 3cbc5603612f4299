//! Approvals of documents, from `approvals/` and `allowed_signers` (`docs/design.md`, "Approval").

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Date, Revision, Role};
use crate::diagnostics::{Diagnostic, SourcePath, Span, Spanned};
use crate::digest::Digest;
use crate::signatures::{AllowedSigner, SignatureFault, SignerKey};

/// The approval files and the allowed signers of a manual.
#[derive(Clone, Debug, Default)]
pub struct ApprovalFiles {
    /// The files of the folder `approvals/`, by path.
    pub approvals: Vec<Arc<ReadApprovals>>,
    /// The keys that may sign, each with its roles.
    pub signers: Arc<ReadSigners>,
    /// The SHA-256 of each file that a document with approvals embeds or links to.
    pub digests: Arc<BTreeMap<SourcePath, Digest>>,
}

/// A parsed file of `approvals/`. It depends only on the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadApprovals {
    /// The file.
    pub path: SourcePath,
    /// Its approvals, in the order of the file: the newest comes last.
    pub entries: Vec<Arc<Approval>>,
    /// The ids of the documents that the file names, also where its entries cannot be read.
    pub names: Vec<String>,
    /// Whether a part of the file cannot be read. It is then unknown what was approved.
    pub is_damaged: bool,
    /// The diagnostics of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// An approval of one revision of one document, given in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The document's id.
    pub document: Spanned<String>,
    /// Its revision.
    pub revision: Revision,
    /// The SHA-256 of the approved content.
    pub digest: Digest,
    /// The role in which it was approved.
    pub role: Spanned<Role>,
    /// The meaning of the approval in the approver's words: `approved for use`.
    pub meaning: String,
    /// The day of the approval.
    pub date: Date,
    /// The place of the day in the file.
    pub dated_at: Span,
    /// The approved content, part by part, if the entry gives it.
    pub content: Option<ApprovedContent>,
    /// The key that signed the statement, or the fault of the signature; `None` without a
    /// signature.
    pub signature: Option<Spanned<Result<SignerKey, SignatureFault>>>,
}

impl Approval {
    /// Whether two entries record the same approval, wherever they stand.
    pub(crate) fn is_copy_of(&self, other: &Self) -> bool {
        let said = |one: &Self| {
            let key = one
                .signature
                .as_ref()
                .map(|signature| signature.value.clone());
            (one.document.value.clone(), one.role.value.clone(), key)
        };
        self.revision == other.revision
            && self.digest == other.digest
            && self.date == other.date
            && said(self) == said(other)
    }
}

/// The approved content of a document, part by part: the text of its file, and the variables,
/// fields and files that the text uses. A statement gives its SHA-256.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApprovedContent(BTreeMap<ApprovedPart, PartValue>);

/// The name of a part of the approved content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ApprovedPart {
    /// The document's file.
    Text,
    /// A variable that the text uses.
    Variable(String),
    /// A front-matter field that `manual.toml` fills in.
    Field(String),
    /// A file that the text embeds or links to, by the path in the text.
    File(String),
}

/// The value of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartValue {
    /// The SHA-256 of a file or text.
    Digest(Digest),
    /// The value of a variable or field.
    Value(String),
    /// The part does not exist.
    Missing,
}

impl ApprovedContent {
    /// Adds a part.
    pub fn add(&mut self, part: ApprovedPart, value: PartValue) {
        self.0.insert(part, value);
    }

    /// The SHA-256 of [`Self::to_text`], which a statement gives as `sha256`.
    pub fn digest(&self) -> Digest {
        Digest::of(self.to_text().as_bytes())
    }

    /// The value of a part.
    pub fn get(&self, part: &ApprovedPart) -> Option<&PartValue> {
        self.0.get(part)
    }

    /// One line for each part, in the format of `content` in an approval file.
    pub fn to_text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut lines = String::new();
        for (part, value) in &self.0 {
            lines.push_str(part.word());
            if let Some(name) = part.name() {
                lines.push(' ');
                lines.push_str(&quoted(name));
            }
            lines.push(' ');
            match value {
                PartValue::Digest(digest) => lines.push_str(&digest.to_string()),
                PartValue::Value(value) => lines.push_str(&quoted(value)),
                PartValue::Missing => lines.push_str("missing"),
            }
            lines.push('\n');
        }
        lines
    }

    /// Parses the format of [`Self::to_text`]; `None` if the text is not exactly in this format.
    pub fn parse(text: &str) -> Option<Self> {
        let mut content = Self::default();
        for line in text.lines() {
            let (word, rest) = line.split_once(' ')?;
            let (part, value) = match word {
                "text" => (ApprovedPart::Text, rest),
                _ => {
                    let mut names = serde_json::Deserializer::from_str(rest).into_iter::<String>();
                    let name = names.next()?.ok()?;
                    let value = rest.get(names.byte_offset()..)?.strip_prefix(' ')?;
                    let part = match word {
                        "variable" => ApprovedPart::Variable(name),
                        "field" => ApprovedPart::Field(name),
                        "file" => ApprovedPart::File(name),
                        _ => return None,
                    };
                    (part, value)
                }
            };
            let value = match (value, &part) {
                ("missing", _) => PartValue::Missing,
                (value, ApprovedPart::Text | ApprovedPart::File(_)) => {
                    PartValue::Digest(value.parse().ok()?)
                }
                (value, _) => PartValue::Value(serde_json::from_str(value).ok()?),
            };
            content.add(part, value);
        }
        (content.to_text() == text).then_some(content)
    }

    /// The parts that differ from another content, in order.
    pub fn differing(&self, other: &Self) -> Vec<ApprovedPart> {
        let mut parts: Vec<&ApprovedPart> = self.0.keys().chain(other.0.keys()).collect();
        parts.sort_unstable();
        parts.dedup();
        let differs = |part: &&ApprovedPart| self.get(part) != other.get(part);
        parts.into_iter().filter(differs).cloned().collect()
    }
}

impl ApprovedPart {
    fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Variable(_) => "variable",
            Self::Field(_) => "field",
            Self::File(_) => "file",
        }
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Text => None,
            Self::Variable(name) | Self::Field(name) | Self::File(name) => Some(name),
        }
    }
}

/// The parsed file `allowed_signers`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadSigners {
    /// The signers, one for each line.
    pub signers: Vec<AllowedSigner>,
    /// Whether the file exists.
    pub is_there: bool,
    /// The diagnostics of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl ReadSigners {
    /// Whether a key may sign for a role on a day.
    pub fn allow(&self, key: &SignerKey, role: &Role, day: Date) -> bool {
        let of_key = self.signers.iter().filter(|signer| signer.key() == key);
        let mut of_key = of_key;
        of_key.any(|signer| signer.allows(role.as_str(), day, super::folded))
    }
}

/// `[approval]` of `manual.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApprovalSettings {
    /// Whether every document that says `approved` needs an approval.
    pub required: bool,
    /// Whether an approval needs a signature.
    pub signed: bool,
    /// Whether the table has a mistake. Values that cannot be read then count as `true`, and
    /// consequences of the mistake are not reported.
    pub is_damaged: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> ApprovedContent {
        let mut content = ApprovedContent::default();
        let digest = PartValue::Digest(Digest::of(b"a"));
        content.add(ApprovedPart::File("a \"b\".svg".to_owned()), digest.clone());
        content.add(
            ApprovedPart::File("gone.png".to_owned()),
            PartValue::Missing,
        );
        content.add(
            ApprovedPart::Variable("company".to_owned()),
            PartValue::Value("A\nB \"C\"".to_owned()),
        );
        content.add(ApprovedPart::Text, digest);
        content
    }

    #[test]
    fn a_content_is_written_and_read_again() {
        let text = content().to_text();
        let hex = Digest::of(b"a");
        let lines = [
            format!("text {hex}"),
            r#"variable "company" "A\nB \"C\"""#.to_owned(),
            format!(r#"file "a \"b\".svg" {hex}"#),
            r#"file "gone.png" missing"#.to_owned(),
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), lines);
        assert_eq!(ApprovedContent::parse(&text), Some(content()));
        for other in [
            "text",
            "text x\n",
            "txt \"a\" missing\n",
            "file a missing\n",
            &text[1..],
        ] {
            assert_eq!(ApprovedContent::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_differs_is_named() {
        let mut other = content();
        other.add(
            ApprovedPart::Variable("company".to_owned()),
            PartValue::Value("D".to_owned()),
        );
        other.add(ApprovedPart::Field("owner".to_owned()), PartValue::Missing);
        let differing = content().differing(&other);
        assert_eq!(
            differing,
            [
                ApprovedPart::Variable("company".to_owned()),
                ApprovedPart::Field("owner".to_owned())
            ]
        );
        assert_eq!(content().differing(&content()), []);
    }
}
