//! Clausebook compiles a folder of Markdown procedures into a quality-manual website and a
//! clause-coverage matrix.

pub mod assemble;
pub mod charts;
pub mod check;
pub mod cli;
pub mod coverage;
pub mod diagnostics;
pub mod export;
pub mod index;
pub mod manual;
pub mod markdown;
pub mod parse;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod pipeline;
pub mod publish;
pub mod registers;
pub mod resolve;
pub mod rules;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod site_output;
pub mod sources;
pub mod standards;
mod words;
pub mod workspace;
