//! Tests with whole documents, made by the writer in `docx`.

mod any_xml;
mod conservation;
mod docx;
mod embedded;
mod front_matter;
mod layout;
mod refused;
mod text;
