//! Makes the final PDF from the bytes that the program wrote: checks that it is complete, sets its
//! dates to the manual's day, renumbers its element ids so that equal runs give equal bytes, and
//! turns links to printed pages into links to the other PDFs.
//!
//! All changes keep the length of the file, so that the byte offsets in its cross-reference table
//! stay valid. Where a later version of a program writes something in another form, the bytes are
//! left unchanged.

use memchr::{memchr, memmem};

use crate::manual::Date;

/// Whether a PDF begins with `%PDF-` and has `%%EOF` in its last 1024 bytes.
pub(super) fn is_complete(pdf: &[u8]) -> bool {
    const END: &[u8] = b"%%EOF";
    let tail = &pdf[pdf.len().saturating_sub(1024)..];
    pdf.starts_with(b"%PDF-") && memmem::find(tail, END).is_some()
}

/// Returns the major version of the Chromium that wrote a PDF, read from its `/Producer`.
pub(super) fn chromium_version(pdf: &[u8]) -> Option<u32> {
    const PRODUCER: &[u8] = b"/Producer (Skia/PDF m";
    let at = memmem::find(pdf, PRODUCER)? + PRODUCER.len();
    let digits = pdf[at..].iter().take_while(|byte| byte.is_ascii_digit());
    let digits: String = digits.map(|byte| char::from(*byte)).collect();
    digits.parse().ok()
}

/// Sets the creation and modification dates of a PDF to the day for which coverage was computed, so
/// that the same manual and day give the same bytes.
pub(super) fn set_dates(pdf: &mut [u8], day: Date) {
    let digits = day.to_string().replace('-', "") + "000000";
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
        if let Some(at) = memmem::find(pdf, name.as_bytes()) {
            let begin = at + name.len();
            let there = pdf.get_mut(begin..begin + digits.len());
            if let Some(there) = there.filter(|there| there.iter().all(u8::is_ascii_digit)) {
                there.copy_from_slice(digits.as_bytes());
            }
        }
    }
}

/// Numbers the ids of a tagged PDF's elements from 1, in their existing order. The browser counts
/// on from ids it has given before, to another page or to elements it happened to draw, so that its
/// ids differ between runs.
pub(super) fn number_ids(pdf: &mut [u8]) {
    const BEGIN: &[u8] = b"(node";
    const DIGITS: usize = 8;
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = memmem::find(&pdf[from..], BEGIN) {
        from += found + BEGIN.len();
        let id = pdf.get(from..from + DIGITS);
        let id = id.filter(|id| id.iter().all(u8::is_ascii_digit));
        if let Some(id) = id.filter(|_| pdf.get(from + DIGITS) == Some(&b')')) {
            places.push((id.to_vec(), from));
        }
    }
    // All ids have the same number of digits, so that byte order is numeric order, and the ids stay
    // sorted in the PDF.
    places.sort_unstable();
    let same = places.chunk_by(|(one, _), (other, _)| one == other);
    for (group, number) in same.zip(1..) {
        let digits = format!("{number:0DIGITS$}");
        for (_, at) in group {
            pdf[*at..*at + DIGITS].copy_from_slice(digits.as_bytes());
        }
    }
}

/// Turns links to printed pages into links to their PDFs in the same folder. `pdf_of` returns the
/// file name of a page's PDF; its argument is the link's address without the fragment.
pub(super) fn link_to_pdfs(pdf: &mut [u8], pdf_of: impl Fn(&str) -> Option<String>) {
    const BEGIN: &[u8] = b"/S /URI\n/URI (file://";
    let mut from = 0;
    while let Some(found) = memmem::find(&pdf[from..], BEGIN) {
        let begin = from + found;
        let uri = begin + BEGIN.len();
        let Some(length) = memchr(b')', &pdf[uri..]) else {
            return;
        };
        let end = uri + length + 1;
        from = end;
        let address = String::from_utf8_lossy(&pdf[uri..end - 1]);
        let page = address.split('#').next().unwrap_or_default();
        let Some(name) = pdf_of(page) else { continue };
        let action = format!("/S /GoToR /F ({name}) /D [0 /Fit]");
        // A shorter action is padded with spaces, which have no meaning there. A longer one does
        // not fit: the link stays unchanged.
        if let Some(rest) = (end - begin).checked_sub(action.len()) {
            pdf[begin..begin + action.len()].copy_from_slice(action.as_bytes());
            pdf[end - rest..end].fill(b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_pdf_has_a_beginning_and_an_end() {
        assert!(is_complete(b"%PDF-1.4\n...\n%%EOF\n"));
        assert!(!is_complete(b"%PDF-1.4\n..."));
        assert!(!is_complete(b"<html>%%EOF"));
        assert!(!is_complete(b""));
    }

    #[test]
    fn dates_become_the_day_of_judgement() {
        let mut pdf = b"/Producer (Skia/PDF m156)\n/CreationDate (D:20261128034615+00'00')\n/ModDate (D:20261128034615+00'00')>>".to_vec();
        set_dates(&mut pdf, date(2026, 11, 23));
        let text = String::from_utf8(pdf).unwrap();
        assert_eq!(
            text,
            "/Producer (Skia/PDF m156)\n/CreationDate (D:20261123000000+00'00')\n/ModDate (D:20261123000000+00'00')>>"
        );
        assert_eq!(chromium_version(text.as_bytes()), Some(156));
        let mut short = b"/CreationDate (D:2026".to_vec();
        set_dates(&mut short, date(2026, 11, 23));
        assert_eq!(short, b"/CreationDate (D:2026");
    }

    #[test]
    fn ids_of_elements_begin_at_one() {
        let mut pdf = b"/ID (node00000358)>> /ID (node00000360)>> /Headers [(node00000358)] \
            [(node00000358) 9 0 R (node00000360) 8 0 R] (node 00000001) (node1)"
            .to_vec();
        number_ids(&mut pdf);
        assert_eq!(
            String::from_utf8(pdf).unwrap(),
            "/ID (node00000001)>> /ID (node00000002)>> /Headers [(node00000001)] \
            [(node00000001) 9 0 R (node00000002) 8 0 R] (node 00000001) (node1)"
        );
    }

    #[test]
    fn links_lead_to_pdfs_and_the_length_stays() {
        let page = b"<</S /URI\n/URI (file:///t/documents/QP-09.html#release)>> <</S /URI\n/URI (https://a.example)>>";
        let mut pdf = page.to_vec();
        link_to_pdfs(&mut pdf, |page| {
            (page == "/t/documents/QP-09.html").then(|| "QP-09.pdf".to_owned())
        });
        assert_eq!(pdf.len(), page.len());
        let text = String::from_utf8(pdf).unwrap();
        assert!(
            text.starts_with("<</S /GoToR /F (QP-09.pdf) /D [0 /Fit]  "),
            "{text}"
        );
        assert!(
            text.ends_with(">> <</S /URI\n/URI (https://a.example)>>"),
            "{text}"
        );
    }
}
