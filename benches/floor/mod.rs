//! The floor: the least work with which a program can turn a folder of Markdown into a site. It
//! reads, parses, fills a constant template and writes, on all cores. The time that Clausebook
//! takes is given as a multiple of it.
//!
//! A second floor does the same with the libraries that Clausebook uses: it reads front-matter as
//! YAML and puts its values and the text into a constant Tera template. No program that uses these
//! libraries can be faster.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use granit_parser::{Event, Parser as Yaml};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use tera::{Context, Tera, Value};
use walkdir::WalkDir;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The first argument that makes a benchmark run as a floor. The folder of the manual and the
/// folder of the site are the next two arguments.
pub(crate) const PLAIN: &str = "--as-floor";
pub(crate) const WITH_LIBRARIES: &str = "--as-floor-with-libraries";

const TEMPLATE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>{{ page.title }}</title>\
    <dl>{% for name, value in page.fields %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>\
    <main>{{ page.body | safe }}</main></html>";

/// Runs as a floor if the arguments ask for it, and returns whether it did.
///
/// # Errors
/// If a file cannot be read or written.
pub(crate) fn is_floor(arguments: &[String]) -> Result<bool> {
    match arguments {
        [which, manual, site] if which == PLAIN => {
            build(Path::new(manual), Path::new(site), plain).map(|()| true)
        }
        [which, manual, site] if which == WITH_LIBRARIES => {
            let mut tera = Tera::default();
            tera.add_raw_templates([("page.html", TEMPLATE)])?;
            let page = |front_matter: &str, body: &str| with_libraries(&tera, front_matter, body);
            build(Path::new(manual), Path::new(site), page).map(|()| true)
        }
        _ => Ok(false),
    }
}

/// Writes a page for each Markdown file of `manual` into the folder `site`.
fn build(
    manual: &Path,
    site: &Path,
    page: impl Fn(&str, &str) -> Result<Vec<u8>> + Sync,
) -> Result<()> {
    let files: Vec<PathBuf> = WalkDir::new(manual)
        .into_iter()
        .filter_map(std::result::Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    fs::create_dir_all(site)?;
    files.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let (front_matter, body) = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .unwrap_or(("", &text));
        let name = path.file_stem().unwrap_or_default();
        let page = page(front_matter, body)?;
        Ok(fs::write(site.join(name).with_extension("html"), page)?)
    })
}

fn plain(_: &str, body: &str) -> Result<Vec<u8>> {
    let mut page = String::with_capacity(body.len() * 2);
    page.push_str("<!doctype html><html lang=en><meta charset=utf-8><title>Page</title><main>");
    html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES));
    page.push_str("</main></html>");
    Ok(page.into_bytes())
}

fn with_libraries(tera: &Tera, front_matter: &str, body: &str) -> Result<Vec<u8>> {
    let mut scalars = Vec::new();
    for event in Yaml::new_from_str(front_matter) {
        if let Event::Scalar(text, ..) = event?.0 {
            scalars.push(text.into_owned());
        }
    }
    let mut text = String::with_capacity(body.len() * 2);
    html::push_html(&mut text, Parser::new_ext(body, Options::ENABLE_TABLES));
    let pairs = scalars.chunks(2);
    let fields: BTreeMap<&str, &str> = pairs
        .map(|pair| (&*pair[0], pair.get(1).map_or("", |value| value)))
        .collect();
    let page = BTreeMap::from([
        (
            "title",
            Value::from(*fields.get("title").unwrap_or(&"Page")),
        ),
        ("body", Value::safe_string(&text)),
        ("fields", Value::from_serializable(&fields)),
    ]);
    let mut context = Context::new();
    context.insert("page", &page);
    let mut page = Vec::with_capacity(text.len() + 1024);
    tera.render_to("page.html", &context, &mut page)?;
    Ok(page)
}
