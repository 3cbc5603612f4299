//! Pages of registers and records: each register, the training matrix, the audit programme, corrective
//! action, the management review, and the calendar.

pub(crate) mod calendar;
pub(crate) mod corrective;
pub(crate) mod overview;
pub(crate) mod programme;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod review;
pub(crate) mod training;
