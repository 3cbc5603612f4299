//! `manifest.json`: the files that a build wrote, with their digests.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::publish::file::open_file;

/// The name of a site's manifest.
pub(crate) const MANIFEST_FILE: &str = "manifest.json";

/// The name of the manifest's signature. Only signed builds have one.
pub(crate) const SIGNATURE_FILE: &str = "manifest.json.sig";

/// The name of the list of digests in the format of `sha256sum`. It lists every file of the
/// manifest except itself.
pub(crate) const SUMS_FILE: &str = "SHA256SUMS";

const SCHEMA: &str = "clausebook.manifest/1";

/// Whether a folder has the manifest of a build.
// Only the `pdf` command asks this.
#[cfg_attr(not(feature = "pdf"), allow(dead_code))]
pub(crate) fn is_site(folder: &Path) -> bool {
    // The beginning is enough, and the list of files may be long.
    let mut begin = Vec::new();
    let read = open_file(&folder.join(MANIFEST_FILE))
        .and_then(|file| file.take(512).read_to_end(&mut begin));
    read.is_ok() && begins_manifest(&begin)
}

/// Whether a text begins like a manifest, whatever its white space.
pub(crate) fn begins_manifest(text: &[u8]) -> bool {
    let written = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    let schema = br#"{"schema":"clausebook.manifest/"#;
    written.take(schema.len()).eq(schema)
}

/// Whether the address is that of the manifest or its signature, which a manifest does not list.
pub(super) fn is_own(address: &str) -> bool {
    address == MANIFEST_FILE || address == SIGNATURE_FILE
}

/// The text of `SHA256SUMS`, for `sha256sum -c`: a line for each file except the list itself.
pub(super) fn sums(files: &BTreeMap<String, Digest>) -> String {
    let listed = files.iter().filter(|(address, _)| *address != SUMS_FILE);
    listed
        .map(|(address, digest)| format!("{digest}  {address}\n"))
        .collect()
}

/// The manifest: its schema, the program that wrote it, and the site's files except the manifest
/// and its signature.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    schema: String,
    generator: String,
    /// Whether a build is replacing files one by one, so that the folder may hold files of two
    /// sites.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) unfinished: bool,
    /// The SHA-256 digests by address, sorted by address.
    pub(super) files: BTreeMap<String, Digest>,
}

impl Manifest {
    pub(super) fn new<'a>(files: impl Iterator<Item = (&'a str, Digest)>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            generator: env!("CARGO_PKG_NAME").to_owned(),
            unfinished: false,
            files: files
                .map(|(address, digest)| (address.to_owned(), digest))
                .collect(),
        }
    }

    /// The unfinished manifest during the replacement of another site: it lists the files of both.
    pub(super) fn replacing(&self, other: &Self) -> Self {
        let both = self.files.iter().chain(&other.files);
        Self {
            unfinished: true,
            ..Self::new(both.map(|(address, digest)| (address.as_str(), *digest)))
        }
    }

    /// Reads a manifest. `None` if the text is not a manifest, or has an unknown schema.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_str(text).ok()?;
        (manifest.schema == SCHEMA).then_some(manifest)
    }

    /// The text of `manifest.json`. The same site always has the same text.
    pub(super) fn to_text(&self) -> String {
        // Serialising a map with text keys cannot fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_is_sorted() {
        let files = [("b.html", Digest::of(b"b")), ("a.html", Digest::of(b"a"))];
        let manifest = Manifest::new(files.into_iter());
        let text = manifest.to_text();
        snapbox::assert_data_eq!(
            &text,
            snapbox::str![[r#"
{
  "schema": "clausebook.manifest/1",
  "generator": "clausebook",
  "files": {
    "a.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    "b.html": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
  }
}

"#]]
        );
        assert!(Manifest::parse(&text).unwrap().files == manifest.files);
    }

    #[test]
    fn another_form_and_a_broken_file_are_no_manifest() {
        for text in [
            "",
            "{}",
            r#"{"schema":"clausebook.manifest/2","generator":"x","files":{}}"#,
            r#"{"schema":"clausebook.manifest/1","generator":"x","files":{"a":"zz"}}"#,
        ] {
            assert!(Manifest::parse(text).is_none(), "{text}");
        }
    }
}
