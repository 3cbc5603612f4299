//! placeholder
use crate::diagnostics::{Diagnostic, Source};
use crate::manual::Body;
/// placeholder
pub fn parse_body(_source: &Source, _from: usize) -> (Body, Vec<Diagnostic>) {
    (Body::default(), Vec::new())
}
