//! The matrix in each of its forms.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod row;
pub(crate) mod table;
pub(crate) mod xlsx;
