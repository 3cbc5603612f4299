//! Clausebook compiles a folder of Markdown procedures into a quality-manual website and a
//! clause-coverage matrix.
