//! Facts of a page's text that do not depend on how it is shown: headings, references, claims,
//! anchors, the excerpt.

pub(crate) mod anchors;
pub(crate) mod attributes;
pub(crate) mod claims;
pub(crate) mod excerpt;
pub(crate) mod field_references;
pub(crate) mod field_text;
pub(crate) mod headings;
pub(crate) mod ids;
pub(crate) mod merge_markers;
pub(crate) mod passages;
pub(crate) mod placeholders;
pub(crate) mod references;
pub(crate) mod says;
pub(crate) mod struck;
pub(crate) mod stub_sentences;
pub(crate) mod tildes;
pub(crate) mod unread;
