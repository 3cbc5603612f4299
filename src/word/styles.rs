//! Styles: what a paragraph or a run inherits, by `basedOn`.

use std::collections::HashMap;

use super::model::Role;
use super::names::{Element, Node, Space};

/// How far `basedOn` is followed: a circle ends there.
const MAX_STEPS: usize = 32;

/// What a run's properties say; what is absent is inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) code: Option<bool>,
    pub(super) size: Option<i64>,
}

impl RunLook {
    /// Reads `rPr`.
    pub(super) fn of(properties: Option<Node<'_>>) -> Self {
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

    /// What this leaves open is taken from another.
    pub(super) fn or(self, other: Self) -> Self {
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
    const FONTS: [&str; 14] = [
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
    ];
    let name = name.to_lowercase();
    FONTS.contains(&name.as_str()) || name.ends_with(" mono") || name.contains(" mono ")
}

/// What a paragraph's properties say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphLook {
    /// 0 for the highest level of the outline, 9 for text.
    pub(super) outline: Option<i64>,
    pub(super) numbering: Option<i64>,
    pub(super) level: Option<i64>,
    pub(super) indent: Option<i64>,
}

impl ParagraphLook {
    /// Reads `pPr`.
    pub(super) fn of(properties: Option<Node<'_>>) -> Self {
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

/// The left indent; strict files call it the start.
pub(super) fn left(indent: Node<'_>) -> Option<i64> {
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
}

/// What a paragraph's style makes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Styled {
    pub(super) look: ParagraphLook,
    pub(super) run: RunLook,
    pub(super) role: Role,
    /// 1 for the highest, where the style makes a heading.
    pub(super) heading: Option<usize>,
    /// An entry of a table of contents.
    pub(super) is_contents: bool,
    /// Its own id and those that it is based on, nearest first.
    pub(super) chain: Vec<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    defaults: RunLook,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(root: Node<'_>) -> Self {
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
        };
        self.styles.insert(id.to_owned(), style);
    }

    /// Whether there is a style at all.
    pub(super) fn is_empty(&self) -> bool {
        self.styles.is_empty()
    }

    /// The numbering that a style of numbering stands for.
    pub(super) fn numbering_of(&self, id: &str) -> Option<i64> {
        let mut chain = self.chain(id).into_iter();
        chain.find_map(|(_, style)| style.paragraph.numbering)
    }

    /// What a style of characters says.
    pub(super) fn run(&self, id: &str) -> RunLook {
        let chain = self.chain(id).into_iter();
        chain.fold(RunLook::default(), |look, (_, style)| look.or(style.run))
    }

    /// The look of a run: its own, then that of its style, then that of its paragraph.
    pub(super) fn look(&self, properties: Option<Node<'_>>, paragraph: RunLook) -> RunLook {
        let style = properties.and_then(|properties| properties.value("rStyle"));
        let style = style.map(|style| self.run(style)).unwrap_or_default();
        RunLook::of(properties).or(style).or(paragraph)
    }

    /// What a style of paragraphs says; without a name, the default one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Styled {
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
            // A style that says of itself that it is text is no heading, whatever it is based on.
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

/// The level of a heading that the outline makes; 9 is text.
pub(super) fn outline(level: Option<i64>) -> Option<usize> {
    let level = usize::try_from(level?).ok()?;
    (level < 9).then_some(level + 1)
}

/// `heading 2`: the names of built-in styles are English in every Word.
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
    use super::super::package::parse;
    use super::*;

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
