//! The least that a program can do that makes a site of a folder of Markdown: read, parse, a
//! constant template, write; on all cores. What Clausebook takes is told as a multiple of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Makes a page of each Markdown file, in a folder that must not exist yet.
///
/// # Errors
/// If a file cannot be read or written.
pub(crate) fn build(manual: &Path, site: &Path) -> io::Result<()> {
    let files: Vec<PathBuf> = WalkDir::new(manual)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    fs::create_dir_all(site)?;
    files.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let body = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .map_or(&*text, |(_, body)| body);
        let mut page = String::with_capacity(text.len() * 2);
        page.push_str("<!doctype html><html lang=en><meta charset=utf-8><title>Page</title><main>");
        html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES));
        page.push_str("</main></html>");
        let name = path.file_stem().unwrap_or_default();
        fs::write(site.join(name).with_extension("html"), page)
    })
}
