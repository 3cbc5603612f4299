//! The reasons for which a file cannot be converted, each with advice.

use thiserror::Error;

/// A file that cannot be converted. The text is for the person who chose the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Refusal {
    /// The file has no bytes.
    #[error("the file is empty; copy it again from where it came from")]
    Empty,
    /// The file is protected by a password.
    #[error(
        "the file is protected by a password; open it in Word, remove the password under File, \
         Info, Protect Document, and save it"
    )]
    Password,
    /// The format of Word 97 to 2003.
    #[error(
        "the file has the format of Word 97 to 2003 (.doc), whatever its name; open it in Word or \
         LibreOffice and save it as .docx"
    )]
    OldWord,
    /// Another format: its name, and the advice.
    #[error("the file is {0}, not a Word document; {1}")]
    OtherFormat(&'static str, &'static str),
    /// The file is truncated or damaged.
    #[error(
        "the file is damaged ({0}); copy it again, or open it in Word, let Word repair it, and \
         save it as .docx"
    )]
    Damaged(String),
    /// A part has a document type declaration, which Word never writes.
    #[error(
        "`{0}` in the file declares a document type, which Word never writes and which can be \
         used to attack a program that reads it; open the file in Word and save it as a new .docx"
    )]
    DocumentType(String),
    /// A limit is exceeded.
    #[error(
        "the file has {what}; the limit is {limit}. Split the document, or save it again in Word \
         with compressed pictures"
    )]
    Limit {
        /// The quantity that exceeds the limit.
        what: String,
        /// The limit.
        limit: String,
    },
    /// The path of a part leads out of the package.
    #[error(
        "the file has a part whose path leads out of it (`{0}`), which Word never writes and which \
         can be used to overwrite other files; open it in Word and save it as a new .docx"
    )]
    Path(String),
    /// The package has no document.
    #[error(
        "the file has no document in it ({0}); open it in Word or LibreOffice and save it as .docx"
    )]
    NoDocument(String),
}

const EXPORT: &str = "save it as .docx in the program that it belongs to";

impl Refusal {
    /// Creates the refusal of another format, with the usual advice.
    pub(super) fn other(format: &'static str) -> Self {
        Self::OtherFormat(format, EXPORT)
    }

    /// Creates the refusal for an exceeded limit.
    pub(super) fn limit(what: impl Into<String>, limit: impl Into<String>) -> Self {
        Self::Limit {
            what: what.into(),
            limit: limit.into(),
        }
    }
}

/// Recognises a file that is no zip archive by its first bytes; `None` if it may be a zip archive.
pub(super) fn sniff(bytes: &[u8]) -> Option<Refusal> {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.is_empty() {
        return Some(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    if bytes.starts_with(&COMPOUND) {
        return Some(compound(bytes));
    }
    let start = bytes.trim_ascii_start();
    Some(if start.starts_with(b"{\\rtf") {
        Refusal::OtherFormat("RTF", "open it in Word or LibreOffice and save it as .docx")
    } else if start.starts_with(b"%PDF") {
        Refusal::OtherFormat("a PDF", "ask for the Word file that it was made from")
    } else if start.starts_with(b"<") {
        Refusal::OtherFormat(
            "XML or HTML",
            "open it in Word or LibreOffice and save it as .docx",
        )
    } else if bytes.iter().all(|byte| *byte == 0) {
        Refusal::Damaged("it holds nothing but zeros".to_owned())
    } else if std::str::from_utf8(bytes).is_ok() {
        Refusal::OtherFormat(
            "plain text",
            "if it is Markdown, copy it into the manual as it is",
        )
    } else {
        Refusal::OtherFormat("of an unknown format", EXPORT)
    })
}

/// Recognises the content of a compound file: a Word 97 document, a workbook, or an encrypted
/// document. The names of its streams are stored in UTF-16.
fn compound(bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = name.first().copied();
        bytes
            .windows(name.len())
            .any(|window| window.first().copied() == first && window == name)
    };
    if holds("EncryptedPackage") {
        Refusal::Password
    } else if holds("WordDocument") {
        Refusal::OldWord
    } else if holds("Workbook") || holds("PowerPoint Document") {
        Refusal::other("an old Office file of another program")
    } else {
        Refusal::OldWord
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compound_with(stream: &str) -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 512]);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn each_foreign_format_is_told_by_its_first_bytes() {
        assert_eq!(sniff(b""), Some(Refusal::Empty));
        assert_eq!(
            sniff(&compound_with("EncryptedPackage")),
            Some(Refusal::Password)
        );
        assert_eq!(
            sniff(&compound_with("WordDocument")),
            Some(Refusal::OldWord)
        );
        let said = |bytes: &[u8]| sniff(bytes).unwrap().to_string();
        assert!(said(b"{\\rtf1 Hello}").contains("RTF"));
        assert!(said(b"%PDF-1.7").contains("PDF"));
        assert!(said(b"\xEF\xBB\xBF# Title").contains("plain text"));
        assert!(said(b"<html>").contains("HTML"));
        assert_eq!(sniff(b"PK\x03\x04rest"), None);
    }
}
