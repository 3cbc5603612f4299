//! The reasons for which a workbook cannot be read, each with advice.

use thiserror::Error;

#[cfg(feature = "xlsx")]
use crate::word::PackageRefusal;

/// A workbook that cannot be read. The text is for the person who chose the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum WorkbookRefusal {
    /// This program cannot read workbooks.
    #[cfg(not(feature = "xlsx"))]
    #[error("this program was built without workbooks: its feature `xlsx` was left out")]
    LeftOut,
    /// The file has no bytes.
    #[error("the file is empty; copy it again from where it came from")]
    Empty,
    /// The file is protected by a password.
    #[error("the file is protected by a password; open it, remove the password, and save it")]
    Password,
    /// Another format, by its name.
    #[error("the file is {0}, no workbook; save it as .xlsx in Excel or LibreOffice")]
    OtherFormat(String),
    /// The file is truncated or damaged.
    #[error(
        "the file is damaged ({0}); copy it again, or open it in Excel or LibreOffice and save it \
         as a new .xlsx"
    )]
    Damaged(String),
    /// A limit is exceeded.
    #[error("the workbook has {what}; the limit is {limit}. {help}")]
    Limit {
        /// The quantity that exceeds the limit.
        what: String,
        /// The limit.
        limit: String,
        /// What to do.
        help: &'static str,
    },
}

impl WorkbookRefusal {
    /// Creates the refusal for an exceeded limit.
    #[cfg(feature = "xlsx")]
    pub(super) fn limit(what: impl Into<String>, limit: impl Into<String>) -> Self {
        Self::Limit {
            what: what.into(),
            limit: limit.into(),
            help: "Delete what is not needed, or copy the sheet into a new workbook",
        }
    }
}

#[cfg(feature = "xlsx")]
impl From<PackageRefusal> for WorkbookRefusal {
    fn from(refusal: PackageRefusal) -> Self {
        match refusal {
            PackageRefusal::Empty => Self::Empty,
            PackageRefusal::Password => Self::Password,
            PackageRefusal::OldWord => Self::OtherFormat("of an old Office format".to_owned()),
            PackageRefusal::OtherFormat(name, _) => Self::OtherFormat(name.to_owned()),
            PackageRefusal::Damaged(why) | PackageRefusal::NoDocument(why) => Self::Damaged(why),
            PackageRefusal::DocumentType(part) => {
                Self::Damaged(format!("`{part}` declares a document type"))
            }
            PackageRefusal::Path(part) => {
                Self::Damaged(format!("the path `{part}` leads out of the file"))
            }
            PackageRefusal::Limit { what, limit } => Self::limit(what, limit),
        }
    }
}
