//! Walks the parts of a Word file and turns them into blocks of the model.

mod chunks;
mod drawing;
mod fields;
mod forms;
mod lines;
mod math;
pub(super) mod parts;
pub(super) mod reader;
mod runs;
mod tables;
