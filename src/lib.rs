//! Clausebook compiles a folder of Markdown procedures into a quality-manual website and a
//! clause-coverage matrix.

pub mod assemble;
pub mod check;
pub mod coverage;
pub mod diagnostics;
pub mod files;
pub mod manual;
pub mod parse;
pub mod publish;
pub mod resolve;
pub mod rules;
pub mod site;
pub mod standards;
