//! How a PDF shows that this program made it, so that it is never taken for a file of the manual that
//! it was printed from.

/// What stands in the comment that begins every PDF: four bytes that are no ASCII, whatever they are.
const MARK: [u8; 4] = [b'C' | 0x80, b'L' | 0x80, b'B' | 0x80, b'K' | 0x80];

/// How much of a PDF tells whether it is marked.
pub(crate) const BEGIN_OF_PDF: usize = 32;

/// Marks a PDF as made by this program. One that does not begin as PDFs do stays as it is.
#[cfg(any(feature = "pdf", test))]
pub(crate) fn mark_pdf(pdf: &mut [u8]) {
    if let Some(at) = comment(pdf)
        && pdf[at..at + MARK.len()].iter().all(|byte| !byte.is_ascii())
    {
        pdf[at..at + MARK.len()].copy_from_slice(&MARK);
    }
}

/// Whether a file that begins like this is a PDF that this program made.
pub(crate) fn is_marked_pdf(begin: &[u8]) -> bool {
    comment(begin).is_some_and(|at| begin[at..].starts_with(&MARK))
}

/// Where the bytes of the comment stand in the second line of a PDF.
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
