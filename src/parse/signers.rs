//! Parses the file `allowed_signers` beside `manual.toml`, in OpenSSH's format.

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::manual::ReadSigners;
use crate::markdown::MergeMarkers;
use crate::rules;
use crate::signatures::AllowedSigner;

/// Reads which keys sign for which role. A line that cannot be read is reported and adds no signer.
pub(crate) fn parse_signers(source: &Source) -> ReadSigners {
    let merges = MergeMarkers::find(source.text()).diagnostics(source);
    if !merges.is_empty() {
        return ReadSigners {
            signers: Vec::new(),
            is_there: true,
            diagnostics: merges,
        };
    }
    let mut read = ReadSigners {
        is_there: true,
        ..ReadSigners::default()
    };
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        match AllowedSigner::parse(line) {
            Ok(signer) => read.signers.extend(signer),
            Err(message) => {
                let span = source.span(start..start + line.trim_end().len());
                let location = Location::new(source.path(), span);
                let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message);
                read.diagnostics.push(diagnostic.help(
                    "write ROLE KEYTYPE KEY, the role in quotation marks where a blank is in it: \
                     \"Quality manager\" ssh-ed25519 AAAA…",
                ));
            }
        }
        start += line.len();
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;
    use crate::signatures::testing::ED25519_PUBLIC;

    #[test]
    fn a_line_that_cannot_be_read_is_told_where_it_stands() {
        let text = format!("# roles\nQM {ED25519_PUBLIC}\n  MD ssh-ed25519\nMD {ED25519_PUBLIC}");
        let read = parse_signers(&Source::new(SourcePath::new("allowed_signers"), &text));
        assert_eq!(read.signers.len(), 2);
        let [told] = &read.diagnostics[..] else {
            panic!("{:?}", read.diagnostics);
        };
        let span = told.location.span;
        assert_eq!(
            (span.line, &text[span.start as usize..span.end as usize]),
            (4, "  MD ssh-ed25519")
        );
    }
}
