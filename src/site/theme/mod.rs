//! Themes: templates, style sheets, scripts and messages. The default theme is built in; each file
//! of a theme folder replaces the built-in file with the same path.
//!
//! A theme folder has these files:
//!
//! - `templates/*.html`: templates. A template can extend the built-in one that it replaces with
//!   `{% extends "default/NAME.html" %}`.
//! - `css/*.css`: joined in the order of their names into `assets/style.css`, which every page
//!   loads.
//! - `css/overview/*.css`: joined into `assets/overview.css`, for the pages that are not one
//!   document.
//! - `css/search/*.css`: joined into `assets/search.css`, which the search script loads.
//! - `assets/*`: scripts and pictures.
//! - `messages/LANGUAGE.ftl`: the messages of a language.

pub(crate) mod accent;
pub(crate) mod linked_message;
pub(crate) mod loaded;
pub(crate) mod messages;
pub(crate) mod script;
pub(crate) mod sheet_number;
pub(crate) mod style;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::Utf8Error;
use std::sync::OnceLock;

use fluent_syntax::parser::ParserError;
use rust_embed::RustEmbed;
use tera::{ErrorKind, Filter, Kwargs, ReportError, State, Tera, Value};
use thiserror::Error;

use crate::manual::Colour;
use crate::pipeline::Compiled;
use crate::site::Address;
use crate::site::text::html::escape_into;
use crate::site::theme::messages::Messages;
use crate::site::theme::script::without_notes;
use crate::site::theme::style::{compact, with_chosen_dark};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
pub(super) struct BuiltIn;

/// The prefix of the built-in templates, for a template of a theme that extends one of them.
const BUILT_IN: &str = "default/";
/// The prefix of the templates that replace built-in ones.
const OWN: &str = "theme/";

/// The style sheet of the pages that are not one document.
const OVERVIEW: &str = "assets/overview.css";

/// The files of a theme, by their path in the theme's folder.
#[derive(Clone, Debug)]
pub struct Theme {
    built_in: BTreeMap<String, Cow<'static, [u8]>>,
    own: BTreeMap<String, Vec<u8>>,
    accent: Option<Colour>,
    /// The language of the words in the style sheet.
    language: String,
    /// The assets, computed on first use.
    assets: OnceLock<Vec<(Address, Vec<u8>)>>,
}

/// The reason why a theme cannot be used. File paths are relative to the theme's folder.
#[derive(Debug, Error)]
pub enum ThemeError {
    /// A template has a mistake, or asks for a value that its page does not have.
    #[error("the theme's {file}, line {line}, column {column}: {}", message(.source))]
    Template {
        /// The template's file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        source: Box<tera::Error>,
    },
    /// The templates do not fit together: a template is missing, or two extend each other.
    #[error("the theme's templates do not fit together: {0}")]
    Templates(#[source] Box<tera::Error>),
    /// A file of messages has a mistake.
    #[error("the theme's {file}, line {line}: {source}")]
    Messages {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        source: ParserError,
    },
    /// Writing a page failed.
    #[error("a page could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A template or a file of messages is not UTF-8.
    #[error("the theme's {file} is not UTF-8 text: save it as UTF-8")]
    NotText {
        /// The file.
        file: String,
        /// Where the first invalid byte is.
        source: Utf8Error,
    },
}

impl Theme {
    /// The built-in theme `default`.
    pub fn built_in() -> Self {
        let files = BuiltIn::iter().filter_map(|path| {
            let file = BuiltIn::get(&path)?;
            Some((path.into_owned(), file.data))
        });
        Self {
            built_in: files.collect(),
            own: BTreeMap::new(),
            accent: None,
            language: "en".to_owned(),
            assets: OnceLock::new(),
        }
    }

    /// The built-in theme with the files of a theme folder, each by its path in that folder with
    /// `/` between its parts. A file replaces the built-in file with the same path.
    pub fn with_files(mut files: BTreeMap<String, Vec<u8>>) -> Self {
        let built_in = Self::built_in();
        // A theme is often a copy of the built-in one. Unchanged files are dropped, so that they do
        // not count as files of its own.
        files.retain(|path, bytes| {
            built_in
                .built_in
                .get(path)
                .is_none_or(|own| **own != **bytes)
        });
        Self {
            own: files,
            ..built_in
        }
    }

    /// The same theme with the manual's own accent colour.
    pub fn with_accent(self, accent: Option<Colour>) -> Self {
        Self {
            accent,
            assets: OnceLock::new(),
            ..self
        }
    }

    /// The same theme for a manual in this language.
    pub fn with_language(self, language: &str) -> Self {
        Self {
            language: language.to_owned(),
            assets: OnceLock::new(),
            ..self
        }
    }

    /// The files that pages load: style sheets, scripts and pictures, with their bytes. Built-in
    /// scripts are written without comments and indentation.
    pub fn assets(&self) -> &[(Address, Vec<u8>)] {
        self.assets.get_or_init(|| self.made_assets())
    }

    /// The files that pages load, for the site of a manual: a style sheet says whose sheets of
    /// paper are, and of which day.
    pub(crate) fn assets_of(&self, compiled: &Compiled) -> Vec<(Address, Vec<u8>)> {
        let mut assets = self.assets().to_vec();
        // A mistake in the messages is reported when the site is rendered.
        let messages = Messages::new(self, &self.language).ok();
        let origin = messages.map(|messages| sheet_number::origin(compiled, &messages));
        let style = assets
            .iter_mut()
            .find(|(address, _)| address.as_str() == OVERVIEW);
        if let (Some((_, bytes)), Some(origin)) = (style, origin) {
            bytes.extend_from_slice(origin.as_bytes());
        }
        assets
    }

    fn made_assets(&self) -> Vec<(Address, Vec<u8>)> {
        let mut assets: BTreeMap<String, Vec<u8>> = self
            .files()
            .filter(|(path, _)| path.starts_with("assets/"))
            .map(|(path, bytes)| match std::str::from_utf8(bytes) {
                Ok(script) if path.ends_with(".js") && !self.own.contains_key(path) => {
                    (path.to_owned(), without_notes(script).into_bytes())
                }
                _ => (path.to_owned(), bytes.to_vec()),
            })
            .collect();
        let mut style = self.style_sheet("css/");
        style.extend(self.accent.map(accent::declarations));
        // A mistake in a file of messages is ignored here, because it is reported when pages are
        // rendered.
        let messages = Messages::new(self, &self.language).ok();
        style.extend(messages.as_ref().map(sheet_number::declarations));
        assets.insert("assets/style.css".to_owned(), style.into_bytes());
        let overview = self.style_sheet("css/overview/");
        assets.insert(OVERVIEW.to_owned(), overview.into_bytes());
        let search = self.style_sheet("css/search/");
        assets.insert("assets/search.css".to_owned(), search.into_bytes());
        assets
            .into_iter()
            .map(|(path, bytes)| (Address::fixed(&path), bytes))
            .collect()
    }

    /// Whether the theme has templates of its own.
    pub(super) fn has_own_templates(&self) -> bool {
        self.own.keys().any(|path| path.starts_with("templates/"))
    }

    /// The files of messages of a language, each with its path: the theme's own file first, then
    /// the built-in one. Empty if the theme does not have that language.
    pub(super) fn messages(&self, language: &str) -> Result<Vec<(String, &str)>, ThemeError> {
        let path = format!("messages/{language}.ftl");
        let built_in = self.built_in.get(&path).map(|bytes| &**bytes);
        let own = self.own.get(&path).map(|bytes| &**bytes);
        own.into_iter()
            .chain(built_in)
            .map(|bytes| Ok((path.clone(), text(&path, bytes)?)))
            .collect()
    }

    /// Parses every template. The global values, such as `t`, must be set afterwards. The words
    /// that the built-in templates print are inserted already.
    pub(super) fn templates<'w>(
        &self,
        word: impl Fn(&str) -> Option<&'w str>,
    ) -> Result<Tera, ThemeError> {
        let mut tera = Tera::default();
        tera.register_filter("safe", Safe);
        tera.set_fallback_prefixes([OWN, BUILT_IN])
            .map_err(template_error)?;
        let built_in = self.built_in.iter().filter_map(|(path, bytes)| {
            Some((BUILT_IN, path.strip_prefix("templates/")?, &**bytes))
        });
        let own = self
            .own
            .iter()
            .filter_map(|(path, bytes)| Some((OWN, path.strip_prefix("templates/")?, &**bytes)));
        let mut templates = Vec::new();
        for (prefix, name, bytes) in built_in.chain(own) {
            let mut text = Cow::from(text(name, bytes)?);
            // Mistakes in a theme's own templates are reported with their column, so the text must
            // not change.
            if prefix == BUILT_IN {
                text = with_messages(&text, &word).into();
            }
            templates.push((format!("{prefix}{name}"), text));
        }
        tera.add_raw_templates(templates).map_err(template_error)?;
        Ok(tera)
    }

    /// A style sheet: the files of a folder, joined in the order of their names.
    fn style_sheet(&self, folder: &str) -> String {
        let is_part = |path: &str| {
            path.strip_prefix(folder)
                .is_some_and(|name| name.ends_with(".css") && !name.contains('/'))
        };
        let parts = self.files().filter(|(path, _)| is_part(path));
        let parts: Vec<&[u8]> = parts.map(|(_, bytes)| bytes).collect();
        with_chosen_dark(&compact(&String::from_utf8_lossy(&parts.join(&b'\n'))))
    }

    /// The effective files, by path: the theme's own, and the built-in files that it does not
    /// replace.
    fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let all: BTreeMap<&str, &[u8]> = self
            .built_in
            .iter()
            .map(|(path, bytes)| (&**path, &**bytes))
            .chain(self.own.iter().map(|(path, bytes)| (&**path, &**bytes)))
            .collect();
        all.into_iter()
    }
}

/// A template with the words inserted in place of `{{ t.name }}`, because they are the same on
/// every page.
fn with_messages<'w>(template: &str, word: impl Fn(&str) -> Option<&'w str>) -> String {
    const BEGIN: &str = "{{ t.";
    const END: &str = " }}";
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(BEGIN) {
        out.push_str(&rest[..at]);
        let after = &rest[at + BEGIN.len()..];
        let name = after.split_once(END).map_or("", |(name, _)| name);
        // The expression may be more than a name, and a word with `{` could be parsed as template
        // syntax.
        match word(name).filter(|word| !word.contains('{')) {
            Some(word) => {
                escape_into(&mut out, word);
                rest = &after[name.len() + END.len()..];
            }
            None => {
                out.push_str(BEGIN);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The filter `safe`, like Tera's own, but without copying the text, which may be that of a whole
/// page.
struct Safe;

impl Filter<Value, Value> for Safe {
    fn call(&self, value: Value, _: Kwargs, _: &State<'_>) -> Value {
        match value.as_str() {
            Some(_) => value,
            None => Value::safe_string(&value.to_string()),
        }
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Converts an error of Tera to one with the template's file and line.
pub(super) fn template_error(error: tera::Error) -> ThemeError {
    let Some(report) = report(&error) else {
        return ThemeError::Templates(Box::new(error));
    };
    let name = report.filename();
    let name = name.strip_prefix(OWN).unwrap_or(name);
    let name = name.strip_prefix(BUILT_IN).unwrap_or(name);
    ThemeError::Template {
        file: format!("templates/{name}"),
        line: report.span().start_line,
        column: report.span().start_col + 1,
        source: Box::new(error),
    }
}

/// The place of an error in a template, if it has one.
fn report(error: &tera::Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}

/// An error of Tera without the excerpt of the template.
fn message(error: &tera::Error) -> &str {
    report(error).map_or("", ReportError::message)
}

fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ThemeError> {
    std::str::from_utf8(bytes).map_err(|source| ThemeError::NotText {
        file: file.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::site::tests::fixture::{CONFIG, IN_FORCE, TestSite, procedure};
    use crate::site::tests::rendered_page::RenderedPage;

    fn theme(files: &[(&str, &str)]) -> Theme {
        let files = files.iter();
        Theme::with_files(
            files
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        )
    }

    #[test]
    fn a_theme_replaces_single_templates_and_can_build_on_them() {
        let own = theme(&[(
            "templates/home.html",
            "{% extends \"default/home.html\" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock main %}",
        )]);
        let site = TestSite::new(CONFIG, &[]);
        let html = site.html_with(&own, "index.html").unwrap();
        let ours = RenderedPage::new(&html).linked("main");
        let built_in = site.page("index.html").linked("main");
        assert_eq!(ours, format!("Ours\n{built_in}"));
    }

    #[test]
    fn a_mistake_in_a_template_gives_file_and_line() {
        let broken = theme(&[("templates/home.html", "<p>\n{% if %}\n")]);
        let error = broken.templates(|_| None).err().unwrap().to_string();
        assert_data_eq!(
            error,
            str!["the theme's templates/home.html, line 2, column 7: Found[..]"]
        );

        let unknown = theme(&[("templates/home.html", "<p>\n\n{{ page.colour }}\n")]);
        let error = TestSite::new(CONFIG, &[])
            .html_with(&unknown, "index.html")
            .unwrap_err()
            .to_string();
        assert_data_eq!(
            error,
            str![
                "the theme's templates/home.html, line 3, column 9: Field `colour` is not defined.[..]"
            ]
        );

        let filter = theme(&[("templates/home.html", "{{ page.title | louder }}")]);
        assert!(filter.templates(|_| None).is_err());
    }

    #[test]
    fn words_are_put_in_where_they_alone_are_printed() {
        let word = |name: &str| match name {
            "a" => Some("A & B"),
            "odd" => Some("{{ x }}"),
            _ => None,
        };
        assert_eq!(
            with_messages(
                "<p>{{ t.a }}</p>{{ t.a }}{% if t.a %}{{ t.b }}{{ t.a | upper }}{{ t.odd }}{{ t.",
                word
            ),
            "<p>A &amp; B</p>A &amp; B{% if t.a %}{{ t.b }}{{ t.a | upper }}{{ t.odd }}{{ t."
        );
    }

    #[test]
    fn the_style_sheet_is_every_part_in_the_order_of_names() {
        let own = theme(&[
            ("css/10-tokens.css", "a { b: c }"),
            ("css/99-own.css", "d { e: f }"),
        ]);
        let style = own.assets();
        let (_, style) = style
            .iter()
            .find(|(address, _)| address.as_str() == "assets/style.css")
            .unwrap();
        let style = std::str::from_utf8(style).unwrap();
        let at = |part: &str| {
            style
                .find(part)
                .unwrap_or_else(|| panic!("{part}: {style}"))
        };
        assert!(at("--covered:") < at("a{b:c}") && at("a{b:c}") < at("--code-comment:#9aa6b1"));
        assert!(
            !style.contains("--space-1:"),
            "the built-in file is left out"
        );
        assert!(style.contains("d{e:f}:root{"), "{style}");
        assert!(style.contains(".control-block"));
    }

    #[test]
    fn a_document_does_not_carry_the_style_of_overviews() {
        let theme = Theme::built_in();
        let assets = theme.assets();
        let sheet = |name: &str| {
            let found = assets.iter().find(|(address, _)| address.as_str() == name);
            String::from_utf8(found.unwrap().1.clone()).unwrap()
        };
        assert!(!sheet("assets/style.css").contains(".matrix"));
        assert!(sheet("assets/overview.css").contains(".matrix"));
        let files = [procedure("QP-07", IN_FORCE, "clauses: [8.4.1]")];
        let site = TestSite::iso("", &files);
        let sheets = |page: &str| {
            let page = site.page(page);
            let sheets = page.attributes("link[rel=stylesheet]", "href");
            sheets.join(" ")
        };
        assert_eq!(
            sheets("matrix/iso-9001-2015.html"),
            "../assets/style.css ../assets/overview.css"
        );
        assert_eq!(sheets("documents/QP-07.html"), "../assets/style.css");
    }

    #[test]
    fn a_template_must_be_text() {
        let files = [("templates/home.html".to_owned(), vec![0xff])];
        let error = Theme::with_files(files.into())
            .templates(|_| None)
            .err()
            .unwrap();
        assert!(matches!(error, ThemeError::NotText { .. }), "{error}");
    }
}
