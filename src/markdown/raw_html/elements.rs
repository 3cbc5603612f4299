//! The elements of HTML: which of them an author may use, and how they lie in each other.

/// What becomes of a tag that the author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// It is kept, with the attributes that [`keeps_attribute`] names.
    Keep(RawElement),
    /// It is left out; what stands in it is kept.
    Unwrap,
    /// It is left out with what stands in it.
    Drop,
}

/// An element that the author may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawElement {
    pub(crate) name: &'static str,
    pub(crate) close: &'static str,
    model: Model,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Model {
    /// Stands in text, and holds text.
    Phrasing,
    /// Stands where paragraphs stand.
    Flow,
    /// A heading: stands where paragraphs stand, and holds no other heading.
    Heading,
    /// Stands in text, and holds nothing.
    Void,
    /// A part of a table.
    Row,
    Cell,
    RowGroup,
    TablePart,
    /// Holds nothing, and is a part of a table.
    Column,
}

macro_rules! kept {
    ($name:ident, $($model:ident: $($element:literal)*;)*) => {
        match $name {
            $($($element => Some(Treatment::Keep(RawElement {
                name: $element,
                close: concat!("</", $element, ">"),
                model: Model::$model,
            })),)*)*
            _ => None,
        }
    };
}

/// What becomes of a tag of this name, in small letters; `None` if HTML has no such element, so
/// that `<part number>` is most likely meant as it stands.
pub(crate) fn treatment(name: &str) -> Option<Treatment> {
    let kept = kept! { name,
        Phrasing: "a" "abbr" "b" "bdi" "bdo" "cite" "code" "del" "dfn" "em" "i" "ins" "kbd"
            "mark" "q" "rp" "rt" "ruby" "s" "samp" "small" "span" "strike" "strong" "sub" "sup"
            "time" "tt" "u" "var";
        Flow: "article" "aside" "audio" "blockquote" "center" "dd" "details" "div" "dl" "dt"
            "figcaption" "figure" "hr" "li" "ol" "p" "pre" "section" "summary" "table" "ul"
            "video";
        Heading: "h1" "h2" "h3" "h4" "h5" "h6";
        Void: "br" "img" "source" "wbr";
        Row: "tr";
        Cell: "td" "th";
        RowGroup: "tbody" "tfoot" "thead";
        TablePart: "caption" "colgroup";
        Column: "col";
    };
    kept.or_else(|| match name {
        "script" | "style" | "svg" | "math" | "template" | "iframe" | "object" | "select" => {
            Some(Treatment::Drop)
        }
        _ if is_left_out(name) => Some(Treatment::Unwrap),
        _ => None,
    })
}

impl RawElement {
    /// Whether it holds nothing, and so has no closing tag.
    pub(crate) fn is_void(&self) -> bool {
        matches!(self.model, Model::Void | Model::Column) || self.name == "hr"
    }

    /// Whether it may stand in a paragraph's text.
    pub(crate) fn is_phrasing(&self) -> bool {
        matches!(self.model, Model::Phrasing | Model::Void)
    }

    /// Whether it makes sense in a table only.
    pub(crate) fn is_part_of_table(&self) -> bool {
        use Model::{Cell, Column, Row, RowGroup, TablePart};
        matches!(self.model, Row | Cell | RowGroup | TablePart | Column)
    }

    /// Whether its opening tag ends the open element right above it, whose closing tag HTML lets
    /// authors leave out.
    pub(crate) fn ends(&self, open: &Self) -> bool {
        use Model::{Cell, Heading, Row, RowGroup, TablePart};
        match (open.name, open.model) {
            ("p", _) => !self.is_phrasing(),
            ("li", _) => self.name == "li",
            ("dt" | "dd", _) => matches!(self.name, "dt" | "dd"),
            ("rt" | "rp", _) => matches!(self.name, "rt" | "rp"),
            (_, Heading) => self.model == Heading,
            (_, Cell) => matches!(self.model, Cell | Row | RowGroup),
            (_, Row) => matches!(self.model, Row | RowGroup),
            (_, RowGroup | TablePart) => self.is_part_of_table() && self.name != "col",
            _ => false,
        }
    }
}

/// A paragraph, as seen by the elements that it ends.
pub(crate) const PARAGRAPH: RawElement = RawElement {
    name: "p",
    close: "</p>",
    model: Model::Flow,
};

/// Attributes that an author may write, beside addresses.
pub(crate) fn keeps_attribute(element: &str, attribute: &str) -> bool {
    let of_any = ATTRIBUTES_OF_ANY.contains(&attribute);
    let mut of_this = ATTRIBUTES.iter().filter(|(name, _)| *name == element);
    of_any || of_this.any(|(_, attributes)| attributes.contains(&attribute))
}

/// Attributes of every element.
pub(crate) const ATTRIBUTES_OF_ANY: &[&str] =
    &["align", "dir", "height", "lang", "title", "valign", "width"];

/// Attributes of single elements.
pub(crate) const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["hreflang"]),
    ("audio", &["controls", "loop", "muted"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["alt"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("source", &["type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
    ("time", &["datetime"]),
    ("video", &["controls", "loop", "muted"]),
];

/// Attributes that hold an address.
pub(crate) fn is_address(element: &str, attribute: &str) -> bool {
    match attribute {
        "href" => element == "a",
        "src" => matches!(element, "img" | "audio" | "video" | "source"),
        "poster" => element == "video",
        _ => false,
    }
}

/// Elements of HTML, of forms, frames and drawings, that nobody may use.
fn is_left_out(name: &str) -> bool {
    const LEFT_OUT: &[&str] = &[
        "acronym",
        "address",
        "applet",
        "area",
        "base",
        "basefont",
        "bgsound",
        "big",
        "blink",
        "body",
        "button",
        "canvas",
        "circle",
        "clippath",
        "command",
        "data",
        "datalist",
        "defs",
        "desc",
        "dialog",
        "dir",
        "ellipse",
        "embed",
        "fieldset",
        "filter",
        "font",
        "footer",
        "foreignobject",
        "form",
        "frame",
        "frameset",
        "g",
        "head",
        "header",
        "hgroup",
        "html",
        "image",
        "input",
        "keygen",
        "label",
        "legend",
        "line",
        "lineargradient",
        "link",
        "listing",
        "main",
        "map",
        "marker",
        "marquee",
        "mask",
        "menu",
        "menuitem",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noembed",
        "noframes",
        "noscript",
        "optgroup",
        "option",
        "output",
        "param",
        "path",
        "pattern",
        "picture",
        "plaintext",
        "polygon",
        "polyline",
        "portal",
        "progress",
        "radialgradient",
        "rb",
        "rect",
        "rtc",
        "search",
        "slot",
        "spacer",
        "stop",
        "symbol",
        "text",
        "textarea",
        "title",
        "track",
        "tspan",
        "use",
        "xmp",
    ];
    debug_assert!(LEFT_OUT.is_sorted());
    LEFT_OUT.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_kept_left_out_or_taken_as_text() {
        for name in ["b", "td", "img", "details", "video"] {
            let found = treatment(name);
            assert!(
                matches!(found, Some(Treatment::Keep(e)) if e.name == name),
                "{name}"
            );
        }
        for name in ["form", "input", "xmp", "acronym", "plaintext", "path"] {
            assert_eq!(treatment(name), Some(Treatment::Unwrap), "{name}");
        }
        assert_eq!(treatment("script"), Some(Treatment::Drop));
        for name in ["part", "name", "value", ""] {
            assert_eq!(treatment(name), None, "{name}");
        }
    }

    #[test]
    fn tags_end_what_html_lets_them_end() {
        let element = |name| match treatment(name) {
            Some(Treatment::Keep(element)) => element,
            other => panic!("{other:?}"),
        };
        for (opening, open) in [
            ("li", "li"),
            ("tr", "td"),
            ("div", "p"),
            ("tbody", "tr"),
            ("h3", "h2"),
        ] {
            assert!(element(opening).ends(&element(open)), "{opening} {open}");
        }
        for (opening, open) in [
            ("b", "p"),
            ("ul", "li"),
            ("p", "td"),
            ("div", "div"),
            ("td", "tr"),
        ] {
            assert!(!element(opening).ends(&element(open)), "{opening} {open}");
        }
    }
}
