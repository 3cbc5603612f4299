//! Marks distinguish generated attributes and holes from the author's text until the page is
//! sanitised.

use sha2::{Digest, Sha256};

/// A word that the text of a page cannot contain: it is derived from the SHA-256 of the whole text.
#[derive(Clone, Debug)]
pub(crate) struct Mark(String);

impl Mark {
    /// The mark of a page.
    pub(crate) fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let digits = digest.iter().take(10).map(|byte| format!("{byte:02x}"));
        Self(digits.fold(String::from("m"), |mark, digits| mark + &digits))
    }

    /// The mark as text: ASCII letters and digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of a generated attribute without its mark; `None` for any other attribute.
    pub(crate) fn own_value<'v>(&self, value: &'v str) -> Option<&'v str> {
        value.strip_prefix(self.as_str())?.strip_prefix('-')
    }

    /// Whether an attribute's value is a hole.
    pub(crate) fn is_hole(&self, value: &str) -> bool {
        let number = value.strip_prefix(self.as_str());
        let number = number.and_then(|number| number.strip_suffix('z'));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// The HTML around the mark of a tag that a hole fills in as a whole. The sanitiser must see which
/// element the tag opens.
pub(crate) const LINK_BEFORE_MARK: &str = "<a href=\"";
pub(crate) const LINK_BEHIND_MARK: &str = "\">";
pub(crate) const HEADING_BEFORE_MARK: &str = " title=\"";
