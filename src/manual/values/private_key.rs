//! Detects private keys in files and texts. Anyone who reads a private key can act as its owner.

use std::ops::Range;

use memchr::memmem;

/// The greatest length in bytes of the first line of a key.
const LONGEST_HEAD: usize = 80;
/// The beginning of PuTTY's key files.
const PUTTY: &[u8] = b"PuTTY-User-Key-File-";

/// Whether a file contains a private key: `-----BEGIN OPENSSH PRIVATE KEY-----` on any line, or the
/// beginning of a PuTTY key file.
pub(crate) fn is_in_file(file: &[u8]) -> bool {
    file.starts_with(PUTTY) || heads(file).next().is_some()
}

/// The byte range of the first line of a private key in a text for people. The text may mention
/// keys, so a first line counts only if key data follows it.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    let putty = memmem::find(text.as_bytes(), PUTTY).map(|at| at..at + PUTTY.len());
    let putty =
        putty.filter(|at| memmem::find(&text.as_bytes()[at.end..], b"Private-Lines:").is_some());
    let mut heads = heads(text.as_bytes());
    let with_key = heads.find(|head| begins_key(&text.as_bytes()[head.end..]));
    with_key.or(putty)
}

/// The byte ranges of the first lines of private keys, from the dashes to `PRIVATE KEY`.
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

/// Whether key data follows: the rest of the first line, then a line of base64 characters, or a
/// field such as `Proc-Type: 4,ENCRYPTED`.
fn begins_key(behind: &[u8]) -> bool {
    let behind = behind.strip_prefix(b" BLOCK").unwrap_or(behind);
    let behind = behind.trim_ascii_start();
    let dashes = behind.iter().take_while(|byte| **byte == b'-').count();
    let mut rest = &behind[dashes..];
    // Skips quote marks of Markdown, and line ends as strings and HTML write them.
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
