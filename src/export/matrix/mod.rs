//! The matrix in each of its forms.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod row;
pub(crate) mod table;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

/// What stands for workbooks in a program that was built without them.
#[cfg(not(feature = "xlsx"))]
pub(crate) mod xlsx {
    use crate::manual::StandardIx;
    use crate::pipeline::Compiled;

    /// Why there is no workbook.
    #[derive(Debug, thiserror::Error)]
    #[error("this program was built without workbooks: its feature `xlsx` was left out")]
    pub struct WorkbookError;

    /// No workbook.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn coverage_xlsx(_: &Compiled, _: &[StandardIx]) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }
}
