//! The texts of a workbook: the table of texts that the cells of all sheets share, and the notation of
//! characters that XML cannot hold.

use roxmltree::Node;

use super::parts::{children, parsed};
use super::{MOST_TEXT, WorkbookRefusal};
use crate::word::Package;

/// Reads the table of texts. What it declares about itself is not looked at.
pub(super) fn shared(
    package: &Package<'_>,
    paths: &[&str],
) -> Result<Vec<String>, WorkbookRefusal> {
    let path = match paths {
        [] => return Ok(Vec::new()),
        [path] => path,
        _ => {
            let why = "it has several tables of texts".to_owned();
            return Err(WorkbookRefusal::Damaged(why));
        }
    };
    parsed(package, path, |part| {
        let texts = children(part.root_element(), "si").map(text);
        Ok(texts.collect())
    })
}

/// The text of an entry of the table, or of a cell that has its text in itself: that of all its runs,
/// without the pronunciation of words.
pub(super) fn text(item: Node<'_, '_>) -> String {
    let mut text = String::new();
    for part in item.children() {
        match part.tag_name().name() {
            "t" => text.push_str(&of_run(part)),
            "r" => children(part, "t").for_each(|run| text.push_str(&of_run(run))),
            _ => {}
        }
    }
    text
}

/// The text of a run. Blanks around it count only where the file says so.
fn of_run(run: Node<'_, '_>) -> String {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    let text = direct(run);
    match run.attribute((XML, "space")) {
        Some("preserve") => unescaped(&text),
        _ => unescaped(text.trim_matches([' ', '\t', '\r', '\n'])),
    }
}

/// The text within an element, without that of elements in it. Comments may stand between its parts.
pub(super) fn direct(element: Node<'_, '_>) -> String {
    let texts = element.children().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// A text in which characters are written as `_x000D_`, which is a code unit of UTF-16.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut units = Vec::new();
        while let Some((unit, behind)) = code_unit(rest) {
            units.push(unit);
            rest = behind;
        }
        if units.is_empty() {
            plain.push_str("_x");
            rest = &rest[2..];
        }
        plain.push_str(&String::from_utf16_lossy(&units));
    }
    plain.push_str(rest);
    plain
}

/// The code unit that is written at the beginning of a text, and what is behind it.
fn code_unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("_x")?.split_at_checked(4)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = is_number.then(|| u16::from_str_radix(digits, 16).ok())??;
    Some((unit, rest.strip_prefix('_')?))
}

/// What may still be read of a workbook's text, in bytes.
pub(super) struct TextLeft(usize);

impl TextLeft {
    pub(super) fn new() -> Self {
        Self(MOST_TEXT)
    }

    /// Counts a text.
    pub(super) fn count(&mut self, text: &str) -> Result<(), WorkbookRefusal> {
        self.0 = self.0.checked_sub(text.len()).ok_or_else(|| {
            let limit = format!("{} MiB", MOST_TEXT >> 20);
            WorkbookRefusal::limit(format!("more than {limit} of text"), limit)
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold_are_written_by_their_numbers() {
        for (written, expected) in [
            ("plain_text_x", "plain_text_x"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x0041__x0042_", "AB"),
            ("_xD83D__xDE00_!", "😀!"),
            ("_xD83D_!", "\u{fffd}!"),
            (
                "_x00zz_ _x12_ _x+041_ _xäöü_",
                "_x00zz_ _x12_ _x+041_ _xäöü_",
            ),
        ] {
            assert_eq!(unescaped(written), expected, "{written}");
        }
    }
}
