//! A PDF as the program left it becomes the one that is handed on: it is complete, bears the
//! manual's date, nothing in it tells of another run, and it leads to the other PDFs beside it.
//!
//! Everything is changed in place, byte for byte, so that the file's own table of places still
//! holds. What a later version of a program writes in another way stays as it is.

use memchr::{memchr, memmem};

use crate::manual::Date;

/// Whether a PDF has its beginning and its end.
pub(super) fn is_complete(pdf: &[u8]) -> bool {
    const END: &[u8] = b"%%EOF";
    let tail = &pdf[pdf.len().saturating_sub(1024)..];
    pdf.starts_with(b"%PDF-") && memmem::find(tail, END).is_some()
}

/// The version of Chromium that wrote a PDF.
pub(super) fn chromium_version(pdf: &[u8]) -> Option<u32> {
    const PRODUCER: &[u8] = b"/Producer (Skia/PDF m";
    let at = memmem::find(pdf, PRODUCER)? + PRODUCER.len();
    let digits = pdf[at..].iter().take_while(|byte| byte.is_ascii_digit());
    let digits: String = digits.map(|byte| char::from(*byte)).collect();
    digits.parse().ok()
}

/// Sets the dates of a PDF to the day on which the manual was judged, so that the same manual and
/// day give the same bytes.
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

/// Numbers the ids of a tagged PDF's elements from 1, in their own order. As the browser writes them
/// they go on from whatever it has numbered before: another page, or what it happened to draw.
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
    // Digits of the same length sort as their numbers do, and so they stay sorted in the PDF.
    places.sort_unstable();
    let same = places.chunk_by(|(one, _), (other, _)| one == other);
    for (group, number) in same.zip(1..) {
        let digits = format!("{number:0DIGITS$}");
        for (_, at) in group {
            pdf[*at..*at + DIGITS].copy_from_slice(digits.as_bytes());
        }
    }
}

/// Makes links to pages that were printed lead to their PDFs in the same folder. `pdf_of` is the
/// name of the PDF of a page, by its address as links have it.
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
        // What is shorter is filled up with spaces, which mean nothing there.
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
