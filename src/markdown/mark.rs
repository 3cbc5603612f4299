//! Marks: what tells our own attributes and the holes of a page from what its author wrote, until the
//! page is made safe.

use sha2::{Digest, Sha256};

/// A word that no author can have written into a page: it is made from all of its text.
#[derive(Clone, Debug)]
pub(crate) struct Mark(String);

impl Mark {
    /// The mark of a page.
    pub(crate) fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let digits = digest.iter().take(10).map(|byte| format!("{byte:02x}"));
        Self(digits.fold(String::from("m"), |mark, digits| mark + &digits))
    }

    /// The mark as text: letters and digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What an attribute of ours holds, if this is one.
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

/// Around the mark of a tag that is filled in as a whole: sanitising must see which element it
/// opens.
pub(crate) const LINK_BEFORE_MARK: &str = "<a href=\"";
pub(crate) const LINK_BEHIND_MARK: &str = "\">";
pub(crate) const HEADING_BEFORE_MARK: &str = " title=\"";
