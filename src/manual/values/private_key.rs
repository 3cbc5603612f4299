//! Private keys, wherever they stand: whoever reads one can act as its owner.

use std::ops::Range;

use memchr::memmem;

/// How long a line is at most that begins a key.
const LONGEST_HEAD: usize = 80;
/// What PuTTY's key files begin with.
const PUTTY: &[u8] = b"PuTTY-User-Key-File-";

/// Whether a file holds a private key: `-----BEGIN OPENSSH PRIVATE KEY-----`, on whatever line.
pub(crate) fn is_in_file(file: &[u8]) -> bool {
    file.starts_with(PUTTY) || heads(file).next().is_some()
}

/// The line that begins a private key in a text that people read. Such a text may speak of keys: what
/// counts is a head with something behind it that looks like a key.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    let putty = memmem::find(text.as_bytes(), PUTTY).map(|at| at..at + PUTTY.len());
    let putty =
        putty.filter(|at| memmem::find(&text.as_bytes()[at.end..], b"Private-Lines:").is_some());
    let mut heads = heads(text.as_bytes());
    let with_key = heads.find(|head| begins_key(&text.as_bytes()[head.end..]));
    with_key.or(putty)
}

/// The lines that begin a private key, each from its dashes to its last word.
fn heads(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    memmem::find_iter(text, "---BEGIN ")
        .chain(memmem::find_iter(text, "--- BEGIN "))
        .filter_map(|at| {
            let line = text[at..].split(|byte| *byte == b'\n').next()?;
            let line = &line[..line.len().min(LONGEST_HEAD)];
            let key = memmem::find(line, b"PRIVATE KEY")?;
            Some(at..at + key + b"PRIVATE KEY".len())
        })
}

/// Whether what stands behind a head begins a key: the end of the head, then a line of nothing but
/// letters of a key, or of a field such as `Proc-Type: 4,ENCRYPTED`.
fn begins_key(behind: &[u8]) -> bool {
    let behind = behind.strip_prefix(b" BLOCK").unwrap_or(behind);
    let behind = behind.trim_ascii_start();
    let dashes = behind.iter().take_while(|byte| **byte == b'-').count();
    let mut rest = &behind[dashes..];
    // Quotes of Markdown, and ends of lines as strings and HTML write them.
    while let Some(next) = [
        &b"\\n"[..],
        b"\\r",
        b"<br>",
        b">",
        b"\"",
        b" ",
        b"\n",
        b"\r",
        b"\t",
    ]
    .iter()
    .find_map(|passed| rest.strip_prefix(*passed))
    {
        rest = next;
    }
    let field = ["Proc-Type:", "Version:", "Comment:"];
    if field.iter().any(|field| rest.starts_with(field.as_bytes())) {
        return true;
    }
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let length = rest.iter().take_while(|byte| is_of_key(byte)).count();
    let ends = matches!(
        rest.get(length),
        None | Some(b'\n' | b'\r' | b'\\' | b'<' | b'"' | b'`')
    );
    dashes > 0 && length >= 4 && ends
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[test]
    fn a_text_may_speak_of_keys_and_hold_none() {
        for (text, expected) in [
            ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n", true),
            (
                "Text.\n\n    -----BEGIN RSA PRIVATE KEY-----\r\n    MIIEvQ\r\n",
                true,
            ),
            (
                "> -----BEGIN OPENSSH PRIVATE KEY-----\n> b3BlbnNzaC1r\n",
                true,
            ),
            (
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 2\n\nlQOY\n",
                true,
            ),
            (
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"x\"\n",
                true,
            ),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n",
                true,
            ),
            (
                "{ \"key\": \"-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n\" }",
                true,
            ),
            (
                "PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 14\nAAAB\n",
                true,
            ),
            (
                "A file with `-----BEGIN PRIVATE KEY-----` is never sent.",
                false,
            ),
            (
                "It begins -----BEGIN PRIVATE KEY-----\nand nobody sends it.",
                false,
            ),
            (
                "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n",
                false,
            ),
            ("-----BEGIN PUBLIC KEY-----\nMIIBIjAN\n", false),
            ("-----BEGIN CERTIFICATE-----\nMIIBIjAN\n", false),
            ("Keys of PuTTY begin with PuTTY-User-Key-File-2.", false),
        ] {
            assert_eq!(in_text(text).is_some(), expected, "{text}");
        }
    }
}
