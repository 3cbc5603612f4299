//! On which sheet of a PDF each name is found that its links lead to.
//!
//! What is read is what Chromium writes: a table of places, and objects that are no streams. In a PDF
//! that is written in another way nothing is found.

use std::collections::HashMap;

/// How deep the tree of sheets may be; eight to a node, it has a few levels.
const DEPTH: usize = 16;

/// The number of the sheet, from 1, for each name.
pub(super) fn sheets(pdf: &[u8]) -> HashMap<String, usize> {
    read(pdf).unwrap_or_default()
}

fn read(pdf: &[u8]) -> Option<HashMap<String, usize>> {
    let pdf = Objects::new(pdf)?;
    let root = pdf.object(pdf.root)?;
    let mut sheets = Vec::new();
    pdf.leaves(reference(after(root, "/Pages ")?)?, DEPTH, &mut sheets)?;
    let number: HashMap<usize, usize> = sheets.into_iter().zip(1..).collect();
    let names = pdf.object(reference(after(root, "/Dests ")?)?)?;
    let entry = |entry: &str| {
        let (name, place) = entry.split_once(" [")?;
        Some((unescaped(name)?, *number.get(&reference(place)?)?))
    };
    let names = names.trim_start_matches("<<").lines();
    Some(
        names
            .filter_map(|line| entry(line.strip_prefix('/')?))
            .collect(),
    )
}

/// The objects of a PDF, by the table at its end.
struct Objects<'p> {
    pdf: &'p [u8],
    /// Where each begins.
    places: Vec<usize>,
    root: usize,
}

impl<'p> Objects<'p> {
    fn new(pdf: &'p [u8]) -> Option<Self> {
        const END: &[u8] = b"startxref\n";
        let tail = pdf.len().saturating_sub(64);
        let at = pdf[tail..]
            .windows(END.len())
            .position(|part| part == END)?;
        let table = pdf.get(number(&pdf[tail + at + END.len()..])?..)?;
        let table = std::str::from_utf8(table).ok()?.strip_prefix("xref\n0 ")?;
        let (count, lines) = table.split_once('\n')?;
        let places: Option<Vec<usize>> = lines
            .lines()
            .take(count.trim().parse().ok()?)
            .map(|line| line.get(..10)?.parse().ok())
            .collect();
        Some(Self {
            pdf,
            places: places?,
            root: reference(after(lines, "/Root ")?)?,
        })
    }

    /// The text of an object that is no stream.
    fn object(&self, number: usize) -> Option<&'p str> {
        const END: &[u8] = b"\nendobj";
        let from = self.pdf.get(*self.places.get(number)?..)?;
        let end = from.windows(END.len()).position(|part| part == END)?;
        let text = std::str::from_utf8(&from[..end]).ok()?;
        Some(text.split_once(" obj\n")?.1)
    }

    /// The sheets below a node of their tree, in order.
    fn leaves(&self, node: usize, depth: usize, found: &mut Vec<usize>) -> Option<()> {
        let text = self.object(node)?;
        if !text.starts_with("<</Type /Pages") {
            found.push(node);
            return Some(());
        }
        let depth = depth.checked_sub(1)?;
        let kids = after(text, "/Kids [")?.split(']').next()?;
        kids.split(" 0 R")
            .map(str::trim)
            .filter(|kid| !kid.is_empty())
            .try_for_each(|kid| self.leaves(kid.parse().ok()?, depth, found))
    }
}

fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.split_once(name).map(|(_, after)| after)
}

/// The object that a reference at the beginning of a text names.
fn reference(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(' ')?;
    rest.starts_with("0 R").then(|| number.parse().ok())?
}

fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit());
    let digits: String = digits.map(|byte| char::from(*byte)).collect();
    digits.parse().ok()
}

/// A name without the `#20` that stands for what names cannot have.
fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        match (first, after) {
            (b'#', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF as Chromium writes one, of objects that are numbered from 1.
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
