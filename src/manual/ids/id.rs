//! Ids and names, each with its own type, so that they cannot be confused.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use thiserror::Error;

use super::look_alike::{as_it_looks, as_people_read, composed, invisible_in};
use super::site_path::is_device;
use crate::by_parts::compare_by_parts;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps the text unchanged.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// A standard's id: `iso-9001-2015`.
    StandardId
}
name! {
    /// The id of a heading, unique in its document: `incoming-inspection`.
    SectionId
}
name! {
    /// The name of a kind of document or record: `procedure`, `audit`.
    KindName
}
name! {
    /// The name of a front-matter field: `review_due`.
    FieldName
}
name! {
    /// A document's revision, as its owner writes it: `3`, `C`, `2.1`.
    Revision
}
/// Declares a name that is compared by [`folded`]: without regard to case, repeated spaces and
/// Unicode composition. It is displayed as written.
macro_rules! folded_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            written: Arc<str>,
            folded: Arc<str>,
        }

        impl $name {
            /// Wraps the text unchanged.
            pub fn new(text: &str) -> Self {
                let written: Arc<str> = text.into();
                let folded = folded(text);
                let is_same = folded == text;
                Self {
                    folded: if is_same { Arc::clone(&written) } else { folded.into() },
                    written,
                }
            }

            /// The text as it is written.
            pub fn as_str(&self) -> &str {
                &self.written
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.folded == other.folded
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.folded.hash(state);
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.folded.cmp(&other.folded)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.written)
            }
        }
    };
}

folded_name! {
    /// A role that people hold: `Purchasing manager`. Never a person's name.
    Role
}
folded_name! {
    /// A trained person, as written in training records: a staff code, initials, a name. Persons
    /// are compared in the same way as roles.
    Person
}

/// The form in which roles and persons are compared: Unicode NFC, lower case, single spaces, no
/// invisible characters.
pub(crate) fn folded(text: &str) -> String {
    as_people_read(text)
}

impl Revision {
    /// Compares two revisions part by part: `9` is before `10`, `A` before `B`.
    pub fn cmp_by_parts(&self, other: &Self) -> Ordering {
        compare_by_parts(self.as_str(), other.as_str())
    }
}

/// The name of a file or folder made from a text: lower case, words joined by hyphens.
pub(crate) fn file_stem(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The id of a document or record: `QP-07`. It is part of the page's address, so it has only
/// characters that a file name can have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentId(Arc<str>);

/// Why a text is not a valid id.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum IdError {
    /// The text is empty.
    #[error("an id may not be empty")]
    Empty,
    /// A character that a file name or a reference cannot hold.
    #[error("an id may not contain `{0}`")]
    Character(char),
    /// An invisible character, by its code point: `U+200B`.
    #[error("an id may not contain a letter that cannot be seen, such as {0}")]
    Invisible(String),
    /// A name that is reserved by a file system or by the site.
    #[error("`{0}` cannot be an id: the name is reserved")]
    Reserved(String),
    /// The text has more than 120 bytes.
    #[error("an id may have at most {MAX_ID} bytes")]
    TooLong,
}

/// The most bytes an id may have, so that its page's name fits every file system.
const MAX_ID: usize = 120;

impl DocumentId {
    /// Checks that the text can be an id.
    ///
    /// # Errors
    /// If it is empty, too long, reserved, or has a character that no address can hold.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let refused = |c: char| c.is_control() || r#"/\#|[]<>:"?*%"#.contains(c);
        let text = composed(text);
        let text = text.as_str();
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > MAX_ID {
            return Err(IdError::TooLong);
        }
        if let Some(c) = text.chars().find(|c| refused(*c)) {
            return Err(IdError::Character(c));
        }
        if let Some(code) = invisible_in(text) {
            return Err(IdError::Invisible(code));
        }
        if text.starts_with('.') || text.ends_with('.') {
            return Err(IdError::Character('.'));
        }
        if text != text.trim() {
            return Err(IdError::Character(' '));
        }
        let stem = text.split('.').next().unwrap_or(text);
        if stem.eq_ignore_ascii_case("index") || is_device(text) {
            return Err(IdError::Reserved(text.to_owned()));
        }
        Ok(Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which ids are compared for clashes. Ids are equal in it if they differ only in
    /// case or look alike.
    pub fn folded(&self) -> String {
        as_it_looks(&self.0)
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for DocumentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Ord for DocumentId {
    /// By parts: `QP-2` before `QP-10`.
    fn cmp(&self, other: &Self) -> Ordering {
        compare_by_parts(&self.0, &other.0)
    }
}

impl PartialOrd for DocumentId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_refused_where_it_cannot_be_an_address() {
        for refused in [
            "",
            "a/b",
            "a#b",
            "index",
            "CON",
            "com1.x",
            ".x",
            "x.",
            " x",
            "[x]",
            "a\nb",
            "Q\u{200b}P-1",
        ] {
            assert!(DocumentId::new(refused).is_err(), "{refused:?}");
        }
        for taken in ["QP-07", "CSC F.026", "Prüfung-1", "4.2.1", "index-1"] {
            assert!(DocumentId::new(taken).is_ok(), "{taken:?}");
        }
    }

    #[test]
    fn roles_and_persons_are_compared_as_people_mean_them() {
        let role = Role::new;
        assert_eq!(role("Quality manager"), role("quality  Manager"));
        assert_eq!(role("Pr\u{fc}fer"), role("PRU\u{308}FER"));
        assert_ne!(role("Buyer"), role("Buyers"));
        assert_eq!(role("quality  Manager").to_string(), "quality  Manager");
        assert_eq!(Person::new("Ana Ruiz "), Person::new("ANA RUIZ"));
    }

    #[test]
    fn revisions_follow_each_other_by_their_parts() {
        for (earlier, later) in [("9", "10"), ("A", "B"), ("1.9", "1.10"), ("2", "2.1")] {
            let (earlier, later) = (Revision::new(earlier), Revision::new(later));
            assert_eq!(earlier.cmp_by_parts(&later), Ordering::Less);
        }
    }

    #[test]
    fn ids_sort_by_their_parts() {
        let id = |text| DocumentId::new(text).unwrap();
        assert!(id("QP-2") < id("QP-10"));
        assert!(id("FM-012") < id("QP-07"));
    }
}
