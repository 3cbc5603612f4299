//! Marks PDFs that this program printed, so that they are not read as files of the manual.

/// The mark. The PDF format asks for a comment of at least four non-ASCII bytes at the beginning,
/// and any values are valid.
const MARK: [u8; 4] = [b'C' | 0x80, b'L' | 0x80, b'B' | 0x80, b'K' | 0x80];

/// The number of bytes at the beginning of a PDF that are enough to find the mark.
pub(crate) const BEGIN_OF_PDF: usize = 32;

/// Marks a PDF as printed by this program. A file that does not begin like a PDF is unchanged.
#[cfg(any(feature = "pdf", test))]
pub(crate) fn mark_pdf(pdf: &mut [u8]) {
    if let Some(at) = comment(pdf)
        && pdf[at..at + MARK.len()].iter().all(|byte| !byte.is_ascii())
    {
        pdf[at..at + MARK.len()].copy_from_slice(&MARK);
    }
}

/// Whether a file with this beginning is a PDF that this program printed.
pub(crate) fn is_marked_pdf(begin: &[u8]) -> bool {
    comment(begin).is_some_and(|at| begin[at..].starts_with(&MARK))
}

/// The byte offset of the comment's text in the second line of a PDF.
fn comment(pdf: &[u8]) -> Option<usize> {
    let begin = &pdf[..pdf.len().min(BEGIN_OF_PDF)];
    let line = begin
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let at = line + begin[line..].iter().position(|byte| *byte == b'%')? + 1;
    (begin.starts_with(b"%PDF-") && at + MARK.len() <= begin.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_again_and_changes_no_length() {
        let made = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n1 0 obj\n<</Creator (Chromium)>>";
        let mut pdf = made.to_vec();
        assert!(!is_marked_pdf(&pdf));
        mark_pdf(&mut pdf);
        assert!(is_marked_pdf(&pdf) && is_marked_pdf(&pdf[..BEGIN_OF_PDF]));
        assert_eq!(pdf.len(), made.len());
        for other in [&b"%PDF-1.4\n1 0 obj"[..], b"no PDF\n%\xd3\xeb\xe9\xe1", b""] {
            let mut pdf = other.to_vec();
            mark_pdf(&mut pdf);
            assert_eq!(pdf, other);
            assert!(!is_marked_pdf(&pdf));
        }
    }
}
