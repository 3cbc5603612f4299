//! Finds the number of the PDF page on which each named link target is.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, ObjectIdentifier};

/// Returns the page number, from 1, of each named destination; an empty map if the PDF cannot be
/// parsed.
pub(super) fn sheets(pdf: &[u8]) -> HashMap<String, usize> {
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else {
        return HashMap::new();
    };
    let numbers: HashMap<ObjectIdentifier, usize> = pdf
        .pages()
        .iter()
        .zip(1..)
        .filter_map(|(sheet, number)| Some((sheet.raw().obj_id()?, number)))
        .collect();
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let names: Dict<'_> = root.and_then(|root| root.get("Dests")).unwrap_or_default();
    let sheet_of = |place: Array<'_>| {
        let sheet = place.raw_iter().next()?.as_obj_ref()?;
        numbers.get(&sheet.into()).copied()
    };
    names
        .keys()
        .filter_map(|name| Some((name.as_str().to_owned(), sheet_of(names.get(&*name)?)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds a PDF in the form that Chromium writes, with objects numbered from 1.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let mut pdf = b"%PDF-1.4\n%\xd3\xeb\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (object, number) in objects.iter().zip(1..) {
            table += &format!("{:010} 00000 n \n", pdf.len());
            pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
        }
        let place = pdf.len();
        let size = objects.len() + 1;
        table += &format!(
            "trailer\n<</Size {size}\n/Root 1 0 R\n/Info 9 0 R>>\nstartxref\n{place}\n%%EOF\n"
        );
        pdf.extend(table.bytes());
        pdf
    }

    #[test]
    fn a_name_is_found_on_its_sheet() {
        let pdf = pdf(&[
            "<</Type /Catalog\n/Pages 2 0 R\n/Dests 7 0 R\n/Lang (en)>>",
            "<</Type /Pages\n/Count 3\n/Kids [3 0 R 4 0 R]>>",
            "<</Type /Pages\n/Count 2\n/Kids [6 0 R 5 0 R]\n/Parent 2 0 R>>",
            "<</Type /Page\n/Parent 2 0 R>>",
            "<</Type /Page\n/Parent 3 0 R>>",
            "<</Type /Page\n/Parent 3 0 R>>",
            "<</d0- [6 0 R /XYZ 0 841.9 0]\n/d1- [4 0 R /XYZ 0 841.9 0]\n/d1-pr#C3#BCfen#20 [5 0 R /XYZ 0 1 0]\n/gone [9 0 R /XYZ 0 0 0]>>",
        ]);
        let sheets = sheets(&pdf);
        let sheet = |name: &str| sheets.get(name).copied();
        assert_eq!(sheet("d0-"), Some(1));
        assert_eq!(sheet("d1-prüfen "), Some(2));
        assert_eq!(sheet("d1-"), Some(3));
        assert_eq!(sheet("gone"), None);
    }

    #[test]
    fn a_pdf_of_another_kind_has_none() {
        for pdf in [&b""[..], b"%PDF-1.7\nstartxref\n99\n%%EOF", b"startxref\n"] {
            assert!(sheets(pdf).is_empty());
        }
        let looped = pdf(&[
            "<</Type /Catalog\n/Pages 2 0 R\n/Dests 3 0 R>>",
            "<</Type /Pages\n/Kids [2 0 R 2 0 R]>>",
            "<<>>",
        ]);
        assert!(sheets(&looped).is_empty());
    }
}
