//! Styles: the properties that a paragraph or a run inherits through `basedOn`.

use std::collections::HashMap;

use crate::word::model::Role;
use crate::word::ooxml::names::{Element, Node, Space};

/// How many `basedOn` steps are followed; the limit ends cycles.
const MAX_STEPS: usize = 32;

/// The properties of a run; `None` means inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RunLook {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) strike: Option<bool>,
    pub(crate) hidden: Option<bool>,
    pub(crate) code: Option<bool>,
    pub(crate) size: Option<i64>,
}

impl RunLook {
    /// Reads an `rPr` element.
    pub(crate) fn of(properties: Option<Node<'_>>) -> Self {
        let Some(properties) = properties else {
            return Self::default();
        };
        let strike = properties.switch("strike");
        Self {
            bold: properties.switch("b"),
            italic: properties.switch("i"),
            strike: strike.or_else(|| properties.switch("dstrike")),
            hidden: properties.switch("vanish"),
            code: properties.word("rFonts").and_then(|fonts| {
                let name = fonts.word_attribute("ascii");
                name.or_else(|| fonts.word_attribute("hAnsi"))
                    .map(is_code_font)
            }),
            size: properties.number("sz"),
        }
    }

    /// Fills properties that are `None` from another look.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            hidden: self.hidden.or(other.hidden),
            code: self.code.or(other.code),
            size: self.size.or(other.size),
        }
    }
}

fn is_code_font(name: &str) -> bool {
    const FONTS: [&str; 15] = [
        "consolas",
        "courier",
        "courier new",
        "lucida console",
        "menlo",
        "monaco",
        "cascadia code",
        "source code pro",
        "fira code",
        "andale mono",
        "letter gothic",
        "inconsolata",
        "sf mono",
        "terminal",
        "monospace",
    ];
    // Some programs write a list of fonts, of which the first that exists is used.
    let name = name.to_lowercase();
    let name = name.split([';', ',']).next().unwrap_or_default().trim();
    FONTS.contains(&name) || name.ends_with(" mono") || name.contains(" mono ")
}

/// The properties of a paragraph; `None` means inherited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParagraphLook {
    /// The outline level: 0 for the highest, 9 for body text.
    pub(crate) outline: Option<i64>,
    pub(crate) numbering: Option<i64>,
    pub(crate) level: Option<i64>,
    pub(crate) indent: Option<i64>,
}

impl ParagraphLook {
    /// Reads a `pPr` element.
    pub(crate) fn of(properties: Option<Node<'_>>) -> Self {
        let Some(properties) = properties else {
            return Self::default();
        };
        let number = properties.word("numPr");
        Self {
            outline: properties.number("outlineLvl"),
            numbering: number.and_then(|number| number.number("numId")),
            level: number.and_then(|number| number.number("ilvl")),
            indent: properties.word("ind").and_then(left),
        }
    }

    fn or(self, other: &Self) -> Self {
        Self {
            outline: self.outline.or(other.outline),
            numbering: self.numbering.or(other.numbering),
            level: self.level.or(other.level),
            indent: self.indent.or(other.indent),
        }
    }
}

/// Whether a part of a table style shows first rows in bold or on a ground of their own.
fn marks_first_row(part: Node<'_>) -> bool {
    let is_first = part.name() == (Space::Word, "tblStylePr")
        && part.word_attribute("type") == Some("firstRow");
    let is_bold = || RunLook::of(part.word("rPr")).bold == Some(true);
    let is_shaded = || {
        part.word("tcPr")
            .is_some_and(|cell| cell.word("shd").is_some())
    };
    is_first && (is_bold() || is_shaded())
}

/// Returns the left indent in twentieths of a point; files in the strict format name it `start`.
pub(crate) fn left(indent: Node<'_>) -> Option<i64> {
    let left = indent.word_attribute("left");
    let left = left.or_else(|| indent.word_attribute("start"))?;
    left.trim().parse().ok()
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphLook,
    run: RunLook,
    /// Whether it marks the first row of a table.
    marks_first_row: bool,
}

/// The properties that a paragraph gets from its style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Styled {
    pub(crate) look: ParagraphLook,
    pub(crate) run: RunLook,
    pub(crate) role: Role,
    /// The heading level, 1 for the highest, if the style makes a heading.
    pub(crate) heading: Option<usize>,
    /// Whether the style is for entries of a table of contents.
    pub(crate) is_contents: bool,
    /// The ids of the style and of those it is based on, nearest first.
    pub(crate) chain: Vec<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    defaults: RunLook,
}

impl Styles {
    /// Reads the styles part.
    pub(crate) fn read(root: Node<'_>) -> Self {
        let mut styles = Self::default();
        for node in root.elements() {
            match node.name() {
                (Space::Word, "docDefaults") => {
                    let run = node.word("rPrDefault");
                    styles.defaults = RunLook::of(run.and_then(|run| run.word("rPr")));
                }
                (Space::Word, "style") => styles.add(node),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, node: Node<'_>) {
        let Some(id) = node.word_attribute("styleId") else {
            return;
        };
        let is_default = matches!(node.word_attribute("default"), Some("1" | "true" | "on"));
        if is_default && node.word_attribute("type") == Some("paragraph") {
            self.default = Some(id.to_owned());
        }
        let style = Style {
            name: node.value("name").unwrap_or_default().to_lowercase(),
            based_on: node.value("basedOn").map(str::to_owned),
            paragraph: ParagraphLook::of(node.word("pPr")),
            run: RunLook::of(node.word("rPr")),
            marks_first_row: node.elements().any(marks_first_row),
        };
        self.styles.insert(id.to_owned(), style);
    }

    /// Whether there are no styles at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.styles.is_empty()
    }

    /// Returns the numbering of a numbering style.
    pub(crate) fn numbering_of(&self, id: &str) -> Option<i64> {
        let mut chain = self.chain(id).into_iter();
        chain.find_map(|(_, style)| style.paragraph.numbering)
    }

    /// Whether a table style marks the first row of its tables.
    pub(crate) fn marks_first_row(&self, id: &str) -> bool {
        let mut chain = self.chain(id).into_iter();
        chain.any(|(_, style)| style.marks_first_row)
    }

    /// Returns the run properties of a character style.
    pub(crate) fn run(&self, id: &str) -> RunLook {
        let chain = self.chain(id).into_iter();
        chain.fold(RunLook::default(), |look, (_, style)| look.or(style.run))
    }

    /// Returns the look of a run: its own properties, then those of its style, then of its
    /// paragraph.
    pub(crate) fn look(&self, properties: Option<Node<'_>>, paragraph: RunLook) -> RunLook {
        let style = properties.and_then(|properties| properties.value("rStyle"));
        let style = style.map(|style| self.run(style)).unwrap_or_default();
        RunLook::of(properties).or(style).or(paragraph)
    }

    /// Returns the properties of a paragraph style; without an id, of the default style.
    pub(crate) fn paragraph(&self, id: Option<&str>) -> Styled {
        let mut styled = Styled::default();
        let id = id.or(self.default.as_deref());
        let chain = id.map(|id| self.chain(id)).unwrap_or_default();
        let mut contents_title = false;
        for (id, style) in &chain {
            styled.look = styled.look.or(&style.paragraph);
            styled.run = styled.run.or(style.run);
            styled.chain.push((*id).to_owned());
            contents_title |= style.name == "toc heading";
            if styled.role == Role::Plain {
                styled.role = role(&style.name);
            }
            styled.is_contents |= is_contents(&style.name);
            let heading = || heading_name(&style.name, "heading ");
            // A style with the outline level of body text is no heading, even if it is based on a
            // heading.
            if styled.heading.is_none() && styled.look.outline != Some(9) {
                styled.heading = heading();
            }
        }
        if let (Some(id), true) = (id, chain.is_empty()) {
            styled.heading = heading_name(&id.to_lowercase(), "heading");
        }
        if styled.heading.is_none() {
            styled.heading = outline(styled.look.outline);
        }
        styled.run = styled.run.or(self.defaults);
        if contents_title {
            styled.role = Role::ContentsTitle;
            styled.heading = None;
        }
        styled
    }

    fn chain<'s>(&'s self, id: &'s str) -> Vec<(&'s str, &'s Style)> {
        let mut chain = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let Some(style) = self.styles.get(id) else {
                break;
            };
            chain.push((id, style));
            if chain.len() == MAX_STEPS {
                break;
            }
            next = style.based_on.as_deref();
        }
        chain
    }
}

/// Converts an outline level to a heading level; 9 means body text.
pub(crate) fn outline(level: Option<i64>) -> Option<usize> {
    let level = usize::try_from(level?).ok()?;
    (level < 9).then_some(level + 1)
}

/// Returns the level of a style name such as `heading 2`. Names of built-in styles are English in
/// every language version of Word.
fn heading_name(name: &str, start: &str) -> Option<usize> {
    let level = name.strip_prefix(start)?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn is_contents(name: &str) -> bool {
    let rest = name
        .strip_prefix("toc ")
        .or_else(|| name.strip_prefix("contents "));
    rest.is_some_and(|rest| rest.parse::<u8>().is_ok())
        || name == "table of figures"
        || name
            .strip_prefix("index ")
            .is_some_and(|rest| rest.parse::<u8>().is_ok())
}

fn role(name: &str) -> Role {
    const QUOTES: [&str; 6] = [
        "quote",
        "intense quote",
        "block text",
        "block quotation",
        "quotations",
        "zitat",
    ];
    match name {
        "title" => Role::Title,
        _ if QUOTES.contains(&name) => Role::Quote,
        _ if name.contains("caption") && !name.contains("captioned") || name == "beschriftung" => {
            Role::Caption
        }
        _ => Role::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::ooxml::package::parse;

    fn styles(inner: &str) -> Styles {
        let text = format!(
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
             {inner}</w:styles>"
        );
        let xml = parse(&text, "styles").unwrap();
        Styles::read(xml.root_element())
    }

    fn style(id: &str, name: &str, rest: &str) -> String {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>"
        )
    }

    #[test]
    fn a_heading_is_known_by_the_name_of_its_style_or_of_one_before_it() {
        let styles = styles(
            &(style("berschrift2", "heading 2", "")
                + &style("Own", "Own", "<w:basedOn w:val=\"berschrift2\"/>")),
        );
        assert_eq!(styles.paragraph(Some("berschrift2")).heading, Some(2));
        assert_eq!(styles.paragraph(Some("Own")).heading, Some(2));
        assert_eq!(styles.paragraph(Some("Other")).heading, None);
    }

    #[test]
    fn the_outline_makes_a_heading_and_unmakes_one() {
        let outline = |level: u8| format!("<w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr>");
        let base = "<w:basedOn w:val=\"H\"/>";
        let styles = styles(
            &(style("H", "heading 1", &outline(0))
                + &style("Chapter", "Chapter", &outline(1))
                + &style("Text", "Text", &format!("{base}{}", outline(9)))
                + &style("Toc", "TOC Heading", base)),
        );
        assert_eq!(styles.paragraph(Some("Chapter")).heading, Some(2));
        assert_eq!(styles.paragraph(Some("Text")).heading, None);
        let toc = styles.paragraph(Some("Toc"));
        assert_eq!((toc.heading, toc.role), (None, Role::ContentsTitle));
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles = styles(
            &(style("A", "a", "<w:basedOn w:val=\"B\"/>")
                + &style("B", "b", "<w:basedOn w:val=\"A\"/><w:rPr><w:b/></w:rPr>")),
        );
        assert_eq!(styles.paragraph(Some("A")).run.bold, Some(true));
    }
}
