//! The elements of HTML: which of them an author may use, and how they may be nested.

/// What happens to a raw HTML tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// The tag is kept, with the attributes that [`keeps_attribute`] allows.
    Keep(RawElement),
    /// The tag is left out; its content is kept.
    Unwrap,
    /// The tag is left out with its content.
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
    /// Inline, with inline content.
    Phrasing,
    /// A block.
    Flow,
    /// A heading: a block that contains no other heading.
    Heading,
    /// Inline, without content.
    Void,
    /// A table row.
    Row,
    Cell,
    RowGroup,
    TablePart,
    /// A part of a table without content.
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

/// Returns the treatment of tags with this name, in lower case. `None` if HTML has no such element:
/// `<part number>` is most likely meant as text.
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
    /// Whether the element has no content, and so no closing tag.
    pub(crate) fn is_void(&self) -> bool {
        matches!(self.model, Model::Void | Model::Column) || self.name == "hr"
    }

    /// The level of a heading; `None` for other elements.
    pub(crate) fn heading_level(&self) -> Option<u8> {
        match (self.model, self.name.as_bytes()) {
            (Model::Heading, [_, digit]) => Some(digit.saturating_sub(b'0')),
            _ => None,
        }
    }

    /// Whether the element strikes out its text.
    pub(crate) fn strikes(&self) -> bool {
        matches!(self.name, "del" | "s" | "strike")
    }

    /// Whether the element holds code, or what a program prints or reads.
    pub(crate) fn is_code(&self) -> bool {
        const CODE: [&str; 9] = [
            "code",
            "kbd",
            "listing",
            "plaintext",
            "pre",
            "samp",
            "textarea",
            "tt",
            "xmp",
        ];
        CODE.contains(&self.name)
    }

    /// Whether the element is allowed in the text of a paragraph.
    pub(crate) fn is_phrasing(&self) -> bool {
        matches!(self.model, Model::Phrasing | Model::Void)
    }

    /// Whether the element is only valid in a table.
    pub(crate) fn is_part_of_table(&self) -> bool {
        use Model::{Cell, Column, Row, RowGroup, TablePart};
        matches!(self.model, Row | Cell | RowGroup | TablePart | Column)
    }

    /// Whether its opening tag ends the innermost open element `open`, whose closing tag is
    /// optional in HTML.
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
            (_, RowGroup) => matches!(self.model, RowGroup | TablePart),
            (_, TablePart) => self.is_part_of_table() && self.name != "col",
            _ => false,
        }
    }
}

/// Whether a tag with this name begins or ends a line.
pub(crate) fn is_block(name: &str) -> bool {
    match treatment(name) {
        Some(Treatment::Keep(element)) => name == "br" || !element.is_phrasing(),
        _ => false,
    }
}

/// The element of code with this name whose tags are left out.
pub(crate) fn unwrapped_code(name: &str) -> Option<RawElement> {
    const UNWRAPPED: [&str; 4] = ["listing", "plaintext", "textarea", "xmp"];
    let name = UNWRAPPED.into_iter().find(|known| *known == name)?;
    Some(RawElement {
        name,
        close: "",
        model: Model::Phrasing,
    })
}

/// The element `p`.
pub(crate) const PARAGRAPH: RawElement = RawElement {
    name: "p",
    close: "</p>",
    model: Model::Flow,
};

/// Whether an author may write this attribute. For attributes with an address see [`is_address`].
pub(crate) fn keeps_attribute(element: &str, attribute: &str) -> bool {
    let of_any = ATTRIBUTES_OF_ANY.contains(&attribute);
    let mut of_this = ATTRIBUTES.iter().filter(|(name, _)| *name == element);
    of_any || of_this.any(|(_, attributes)| attributes.contains(&attribute))
}

/// Attributes that every element may have.
pub(crate) const ATTRIBUTES_OF_ANY: &[&str] =
    &["align", "dir", "height", "lang", "title", "valign", "width"];

/// Attributes that only these elements may have.
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

/// Whether the value of this attribute is an address.
pub(crate) fn is_address(element: &str, attribute: &str) -> bool {
    match attribute {
        "href" => element == "a",
        "src" => matches!(element, "img" | "audio" | "video" | "source"),
        "poster" => element == "video",
        _ => false,
    }
}

/// Whether this is an element of HTML that an author may not use, such as those of forms, frames
/// and drawings.
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
