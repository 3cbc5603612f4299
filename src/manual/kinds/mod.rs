//! Kinds of documents and records: their fields, their roles, and what their states mean.

mod kind;
mod kind_role;
mod kind_state;

pub use kind::{Class, KindIx};
pub(crate) use kind::{
    ClassField, Condition, DueWhen, Field, FieldType, Kind, Named, Need, OpenWhen, Referent,
    Succession,
};
pub(crate) use kind_role::{Grade, KindRole};
