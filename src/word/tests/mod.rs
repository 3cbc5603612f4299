//! Whole documents, made by the tests' own writer.

mod any_xml;
mod conservation;
mod docx;
mod front_matter;
mod refused;
mod text;
