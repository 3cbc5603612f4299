//! Parts that recur on pages: badges, links, claims, clauses, records, reasons.

pub(crate) mod approval;
pub(crate) mod backlinks;
pub(crate) mod chapters;
pub(crate) mod claim;
pub(crate) mod clause;
pub(crate) mod field;
pub(crate) mod filters;
pub(crate) mod gap_remedy;
pub(crate) mod labels;
pub(crate) mod names;
pub(crate) mod notices;
pub(crate) mod objective_figure;
pub(crate) mod paging;
pub(crate) mod reasons;
pub(crate) mod record;
pub(crate) mod sample;
pub(crate) mod status_strip;
pub(crate) mod words;
