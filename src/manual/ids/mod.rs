//! Ids and names, each with its own type, and how names are compared.

mod clause_number;
mod control_id;
mod id;
pub(crate) mod look_alike;
mod names;
pub(crate) mod site_path;
mod suggestions;

pub(crate) use clause_number::ClauseNumber;
pub(crate) use control_id::ControlId;
pub(crate) use id::{
    DocumentId, FieldName, IdError, KindName, Person, Revision, Role, SectionId, StandardId,
    file_stem, folded,
};
pub(crate) use names::{ByPage, Names};
pub(crate) use suggestions::SuggestionAddress;
