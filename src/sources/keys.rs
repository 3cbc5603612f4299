//! Detects the files of a manual that contain keys or passwords. Such a file is never published,
//! even if the settings or a page ask for it.

use std::io::{self, Read};

use super::text::MOST_BYTES;
use crate::diagnostics::SourcePath;
use crate::manual::private_key;
use crate::sources::Sources;

/// The names that programs give to files with keys and passwords.
const NAMES: [&str; 8] = [
    ".htpasswd",
    "allowed_signers",
    "htpasswd",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "authorized_keys",
];

/// The extensions of files that contain only keys.
const ENDINGS: [&str; 4] = ["jks", "p12", "pfx", "ppk"];

/// The number of bytes that decide whether a file is text.
const BEGIN: u64 = 16 * 1024;

/// Whether a file contains keys or passwords, by its name or its content.
pub(super) fn is_key(sources: &dyn Sources, path: &SourcePath) -> bool {
    is_named_so(path) || holds_key(sources, path).unwrap_or_default()
}

fn is_named_so(path: &SourcePath) -> bool {
    let name = path.file_name();
    NAMES.iter().any(|key| name.eq_ignore_ascii_case(key))
        || ENDINGS
            .iter()
            .any(|ending| path.extension().eq_ignore_ascii_case(ending))
}

/// Whether a file contains a private key. Of a file that is not text, only the beginning is read.
fn holds_key(sources: &dyn Sources, path: &SourcePath) -> io::Result<bool> {
    let mut content = sources.open(path)?.content;
    let mut bytes = Vec::new();
    content.by_ref().take(BEGIN).read_to_end(&mut bytes)?;
    if memchr::memchr(0, &bytes).is_some() {
        return Ok(false);
    }
    content.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(private_key::is_in_file(&bytes))
}

#[cfg(test)]
mod tests {
    use super::is_key;
    use crate::diagnostics::SourcePath;
    use crate::sources::MemorySources;

    #[test]
    fn a_key_is_told_by_its_name_or_by_what_stands_in_it() {
        let long = format!(
            "{}\n-----BEGIN EC PRIVATE KEY-----\n",
            "text\n".repeat(10_000)
        );
        for (path, content, expected) in [
            ("a/id_rsa", "x", true),
            ("ID_ED25519", "x", true),
            ("keys/allowed_signers", "qm ssh-ed25519 AAAA", true),
            ("web/.htpasswd", "qm:x", true),
            ("a.pfx", "\0", true),
            ("a.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n", true),
            (
                "a.key",
                "# x\r\n-----BEGIN OPENSSH PRIVATE KEY-----\r\n",
                true,
            ),
            (
                "a.txt",
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n",
                true,
            ),
            ("a.asc", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n", true),
            ("long.txt", &long, true),
            ("talk.key", "PK\0-----BEGIN PRIVATE KEY-----\n", false),
            ("a.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n", false),
            (
                "a.pub",
                "-----BEGIN PUBLIC KEY-----\nno PRIVATE KEY\n",
                false,
            ),
            ("id_rsa.pub", "ssh-rsa AAAA", false),
        ] {
            let sources = MemorySources::new([(path, content)]);
            assert_eq!(is_key(&sources, &SourcePath::new(path)), expected, "{path}");
        }
    }
}
