//! Code blocks: recorded while a page is read, highlighted and drawn when a page is written.

pub(crate) mod block;
#[cfg(feature = "diagrams")]
mod curves;
#[cfg_attr(not(feature = "diagrams"), allow(dead_code))]
mod diagram;
pub(crate) mod draw;
#[cfg(feature = "diagrams")]
mod frames;
mod highlight;
#[cfg(feature = "diagrams")]
mod labels;
#[cfg(feature = "diagrams")]
mod outline;
#[cfg(feature = "diagrams")]
mod paint;
pub(crate) mod read;
#[cfg(feature = "diagrams")]
mod svg;
