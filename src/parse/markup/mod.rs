//! Reads published files that a browser opens: which files they need, and which scripts they run.
//!
//! Browsers read malformed files in their own way. If in doubt, a file counts as containing script,
//! so that no script reaches a reader because two parsers disagree.

mod css;
mod html;
mod xml;

use percent_encoding::percent_decode_str;

use crate::diagnostics::{Source, Span, Spanned};
use crate::manual::ReadMarkup;

/// Reads an HTML, SVG, XML or CSS file. The file extension decides the format.
pub(crate) fn parse_markup(source: &Source) -> ReadMarkup {
    let mut found = Found::default();
    match &*source.path().extension().to_ascii_lowercase() {
        "css" => found.css(source, 0..source.text().len()),
        "html" | "htm" | "shtml" => html::read(source, &mut found),
        _ => xml::read(source, &mut found),
    }
    found
        .scripts
        .sort_by_key(|one| (one.span.start, one.value.clone()));
    found.scripts.dedup();
    found
        .needs
        .sort_by_key(|one| (one.span.start, one.value.clone()));
    found.needs.dedup();
    ReadMarkup {
        path: source.path().clone(),
        needs: found.needs,
        scripts: found.scripts,
        unread: None,
    }
}

/// The results so far.
#[derive(Default)]
struct Found {
    needs: Vec<Spanned<String>>,
    scripts: Vec<Spanned<String>>,
}

/// An element of HTML or XML.
struct Element<'a> {
    /// Its name without a prefix, in lower case.
    name: &'a str,
    /// Its attributes: the name without a prefix in lower case, and the value.
    attributes: &'a [(String, String)],
    span: Span,
}

impl Found {
    fn element(&mut self, element: &Element<'_>) {
        if let Some(what) = script_in(element) {
            self.scripts.push(Spanned::new(what, element.span));
        }
        for (name, value) in element.attributes {
            match &**name {
                "src" | "href" | "poster" | "background" => self.need(value, element.span),
                "data" if element.name == "object" => self.need(value, element.span),
                "srcset" => {
                    let candidates = value.split(',');
                    let paths = candidates.filter_map(|one| one.split_whitespace().next());
                    paths.for_each(|path| self.need(path, element.span));
                }
                "style" => {
                    css::references(value).for_each(|(path, _)| self.need(&path, element.span));
                }
                _ => {}
            }
        }
    }

    fn css(&mut self, source: &Source, range: std::ops::Range<usize>) {
        let text = &source.text()[range.clone()];
        for (path, at) in css::references(text) {
            let begin = range.start + at;
            self.need(&path, source.span(begin..begin + path.len()));
        }
    }

    /// Adds the file that an address refers to. Addresses of other sites or within the same file
    /// are skipped.
    fn need(&mut self, address: &str, span: Span) {
        let path = address.trim().split(['#', '?']).next().unwrap_or_default();
        let scheme = path.split(['/', '.']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with("//") || scheme.contains(':') {
            return;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        self.needs.push(Spanned::new(decoded, span));
    }
}

/// Describes the script in an element that would run when its file is opened.
fn script_in(element: &Element<'_>) -> Option<String> {
    let value = |name: &str| {
        let mut attributes = element.attributes.iter();
        attributes
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    };
    if element.name == "script" {
        let kind = value("type")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let is_data = ["application/json", "application/ld+json"].contains(&&*kind);
        return (!is_data).then(|| "a script".to_owned());
    }
    if ["handler", "listener"].contains(&element.name) {
        return Some(format!("the element `{}`", element.name));
    }
    element.attributes.iter().find_map(|(name, value)| {
        if name.len() > 2 && name.starts_with("on") {
            return Some(format!("the handler `{name}`"));
        }
        if name == "srcdoc" {
            return Some("a page within the page, `srcdoc`".to_owned());
        }
        // Browsers ignore white space within the scheme.
        let plain: String = value.chars().filter(|c| *c > ' ').collect();
        let plain = plain.to_ascii_lowercase();
        let is_frame = ["iframe", "frame", "object", "embed", "a"].contains(&element.name);
        let runs = [
            "javascript:",
            "vbscript:",
            "data:text/html",
            "data:application/xhtml",
            "data:text/xml",
        ]
        .iter()
        .any(|scheme| plain.contains(scheme))
            || (is_frame && plain.starts_with("data:image/svg"));
        runs.then(|| format!("an address that runs, in `{name}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn read(path: &str, text: &str) -> ReadMarkup {
        parse_markup(&Source::new(SourcePath::new(path), text))
    }

    #[track_caller]
    fn runs(path: &str, text: &str) {
        assert!(!read(path, text).scripts.is_empty(), "{path}: {text}");
    }

    #[track_caller]
    fn is_still(path: &str, text: &str) {
        assert_eq!(read(path, text).scripts, [], "{path}: {text}");
    }

    #[test]
    fn script_is_found_wherever_a_browser_finds_it() {
        let svg = |inner: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
            )
        };
        for inner in [
            "<script>alert(1)</script>",
            "<g onload=\"alert(1)\"/>",
            "<a x:href=\" java\nscript:alert(1)\"><text>x</text></a>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<style><script>alert(1)</script></style>",
            "<foreignObject><iframe srcdoc=\"x\"/></foreignObject>",
        ] {
            runs("a.svg", &svg(inner));
        }
        runs(
            "a.svg",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script/></s:svg>",
        );
        runs(
            "a.svg",
            "<?xml-stylesheet type=\"text/xsl\" href=\"x.xsl\"?><svg/>",
        );
        runs(
            "a.svg",
            "<!DOCTYPE svg [<!ENTITY x \"<script>alert(1)</script>\">]><svg>&x;</svg>",
        );
        runs("a.svg", "<svg><script>alert(1)</svg>");
        for html in [
            "<p>x<ScRiPt src=x.js></script>",
            "<img src=x onerror=alert(1)>",
            "<!--><script>alert(1)</script>-->",
            "<style><!--</style><script>alert(1)</script>-->",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<svg><![CDATA[><!-- ]]><script>alert(1)</script>",
            "<title><!--</title><script>alert(1)</script>",
            "<a href=\"java&#10;script:alert(1)\">x</a>",
        ] {
            runs("a.html", html);
        }
    }

    #[test]
    fn what_does_not_run_is_let_through() {
        is_still(
            "a.svg",
            "<svg><!-- <script> --><text>onload=\"x\" javascript</text></svg>",
        );
        is_still("a.svg", "<svg><style><![CDATA[ a > b { } ]]></style></svg>");
        is_still(
            "a.html",
            "<h1>Tool</h1><a href=\"https://a.example\">x</a><p title=\"on\">",
        );
        is_still("a.html", "<script type=\"application/ld+json\">{}</script>");
        is_still("a.css", "a { color: red }");
    }

    #[test]
    fn what_a_file_needs_is_found_with_its_place() {
        let needs = |path: &str, text: &str| -> Vec<(String, u32)> {
            let read = read(path, text).needs.into_iter();
            read.map(|need| (need.value, need.span.line)).collect()
        };
        let html = "<link rel=stylesheet href=\"s%20t.css?v=1\">\n<img src=a.png srcset=\"b.png 2x, c.png\">\n\
                    <a href=\"#x\">x</a><a href=\"mailto:a@b\">m</a><style>p{background:url(d.png)}</style>";
        let expected = [
            ("s t.css", 1),
            ("a.png", 2),
            ("b.png", 2),
            ("c.png", 2),
            ("d.png", 3),
        ];
        assert_eq!(
            needs("a.html", html),
            expected.map(|(path, line)| (path.to_owned(), line))
        );
        let svg = "<svg xmlns:x=\"http://www.w3.org/1999/xlink\">\n<image x:href=\"a.png\"/><use href=\"#b\"/></svg>";
        assert_eq!(needs("a.svg", svg), [("a.png".to_owned(), 2)]);
        let css = "@import \"base.css\";\n/* url(no.png) */ a { background: url( 'b c.png' ), url(data:x) }";
        assert_eq!(
            needs("a.css", css),
            [("base.css".to_owned(), 1), ("b c.png".to_owned(), 2)]
        );
    }
}
