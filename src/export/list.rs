//! A list as a table of texts, from which CSV files and workbooks are written.

use crate::export::matrix::csv::harmless;

/// A table of texts with a heading for each column.
pub(crate) struct List {
    pub(crate) columns: Vec<String>,
    /// The positions of the columns with numbers. A workbook shows them as its reader's language writes
    /// numbers.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    pub(crate) numbers: Vec<usize>,
    /// The rows, each with one text per column.
    pub(crate) rows: Vec<Vec<String>>,
}

impl List {
    /// The list as CSV with a header: commas, UTF-8 without a byte order mark.
    pub(crate) fn csv(self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory with a constant number of columns cannot fail.
        let _ = writer.write_record(&self.columns);
        for row in self.rows {
            let _ = writer.write_record(row.into_iter().map(harmless));
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}
