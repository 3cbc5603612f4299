//! A rendered page for tests: the plain text of its parts, chosen by selectors as in a style sheet.
//!
//! Tests compare the text of whole parts, so that they notice missing text as well as wrong text,
//! and do not fail when only the markup changes.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page, parsed into its elements.
pub(crate) struct RenderedPage {
    elements: Vec<Element>,
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    parent: Option<usize>,
    content: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Text(String),
    Element(usize),
}

/// Inline elements. All other elements begin and end a line.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "bdi", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "wbr",
];

/// Void elements, which have no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose text is not visible.
const UNSEEN: [&str; 4] = ["head", "script", "style", "template"];

/// The marks for the end of a line, of a cell, and of a line within a cell, while a text is
/// collected.
const LINE: char = '\n';
const CELL: char = '\u{1f}';
const LINE_IN_CELL: char = '\u{1e}';

impl RenderedPage {
    /// Parses a page or a part of one.
    ///
    /// # Panics
    /// If an end tag does not match the open element.
    pub(crate) fn new(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        Self {
            elements: tokenizer.sink.state.into_inner().elements,
        }
    }

    /// The text of the only element that the selector matches.
    ///
    /// Each block is a line. ` | ` separates the cells of a row, and a term from its description; `
    /// / ` separates the blocks in a cell. A picture is its label in parentheses. Hidden elements
    /// are left out.
    ///
    /// A selector is `name`, `#id`, `.class`, `[attribute]`, `[attribute=value]`, `:has(…)` for a
    /// descendant, or several of them together (`a.badge`). Selectors separated by spaces match
    /// descendants.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        self.said(self.only(selector), false)
    }

    /// The same with links as `[text](address)`.
    #[track_caller]
    pub(crate) fn linked(&self, selector: &str) -> String {
        self.said(self.only(selector), true)
    }

    /// The texts of all elements that a selector matches, in the order of the page.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let all = self.select(selector).into_iter();
        all.map(|at| self.said(at, false)).collect()
    }

    /// The same with links as `[text](address)`.
    pub(crate) fn texts_linked(&self, selector: &str) -> Vec<String> {
        let all = self.select(selector).into_iter();
        all.map(|at| self.said(at, true)).collect()
    }

    /// An attribute of the only element that a selector matches.
    #[track_caller]
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> &str {
        let element = &self.elements[self.only(selector)];
        let value = element.attribute(name);
        value.unwrap_or_else(|| panic!("{selector} has no {name}: {element:?}"))
    }

    /// The values of an attribute of all elements that a selector matches and that have it.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<&str> {
        let all = self.select(selector).into_iter();
        all.filter_map(|at| self.elements[at].attribute(name))
            .collect()
    }

    /// The number of elements that a selector matches.
    pub(crate) fn count(&self, selector: &str) -> usize {
        self.select(selector).len()
    }

    #[track_caller]
    fn only(&self, selector: &str) -> usize {
        match self.select(selector)[..] {
            [at] => at,
            [] => panic!(
                "there is no {selector} in\n{}",
                self.elements
                    .first()
                    .map(|_| self.said(0, true))
                    .unwrap_or_default()
            ),
            ref several => panic!("there are {} {selector}", several.len()),
        }
    }

    fn select(&self, selector: &str) -> Vec<usize> {
        let compounds: Vec<&str> = selector.split(' ').collect();
        (0..self.elements.len())
            .filter(|at| self.is_chosen(*at, &compounds))
            .collect()
    }

    fn is_chosen(&self, at: usize, compounds: &[&str]) -> bool {
        let Some((last, before)) = compounds.split_last() else {
            return true;
        };
        self.fits(at, last)
            && (before.is_empty() || self.above(at).any(|above| self.is_chosen(above, before)))
    }

    /// Whether an element matches a selector without spaces.
    fn fits(&self, at: usize, compound: &str) -> bool {
        let element = &self.elements[at];
        let end = compound.find(['#', '.', '[', ':']);
        let (name, mut rest) = compound.split_at(end.unwrap_or(compound.len()));
        if !name.is_empty() && name != element.name {
            return false;
        }
        // Ids contain clause numbers, so a dot is part of an id.
        let cut = |text: &'_ str, ends: &[char]| text.find(ends).unwrap_or(text.len());
        while !rest.is_empty() {
            let (fits, after) = if let Some(id) = rest.strip_prefix('#') {
                let (id, after) = id.split_at(cut(id, &['[', ':']));
                (element.attribute("id") == Some(id), after)
            } else if let Some(class) = rest.strip_prefix('.') {
                let (class, after) = class.split_at(cut(class, &['.', '[', ':']));
                let classes = element.attribute("class").unwrap_or_default();
                (classes.split(' ').any(|one| one == class), after)
            } else if let Some(inner) = rest.strip_prefix(":has(") {
                let (inner, after) = inner.split_once(')').unwrap();
                let mut all = 0..self.elements.len();
                let has =
                    all.any(|one| self.fits(one, inner) && self.above(one).any(|up| up == at));
                (has, after)
            } else {
                let (inner, after) = rest[1..].split_once(']').unwrap();
                let fits = match inner.split_once('=') {
                    Some((name, value)) => element.attribute(name) == Some(value),
                    None => element.attribute(inner).is_some(),
                };
                (fits, after)
            };
            if !fits {
                return false;
            }
            rest = after;
        }
        true
    }

    fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.elements[at].parent, |at| self.elements[*at].parent)
    }

    fn said(&self, at: usize, with_links: bool) -> String {
        let mut raw = String::new();
        self.say(at, with_links, LINE, &mut raw);
        let lines = raw.split(LINE).filter(|line| !line.trim().is_empty());
        let lines: Vec<String> = lines
            .map(|line| {
                let cells: Vec<String> = line.split(CELL).map(cell).collect();
                cells.join(" | ").trim_end().to_owned()
            })
            .collect();
        lines.join("\n")
    }

    /// The accessible name of a picture.
    fn label(&self, element: &Element) -> String {
        if let Some(label) = element.attribute("aria-label") {
            return label.to_owned();
        }
        let ids = element.attribute("aria-labelledby").unwrap_or_default();
        let texts: Vec<String> = ids
            .split_whitespace()
            .map(|id| self.text(&format!("#{id}")))
            .collect();
        texts.join(" ")
    }

    fn say(&self, at: usize, with_links: bool, line: char, out: &mut String) {
        let element = &self.elements[at];
        let is_inline = INLINE.contains(&element.name.as_str());
        match element.name.as_str() {
            // The preceding element in the row or list has ended the line already.
            "td" | "th" | "dd" => {}
            _ if is_inline => {}
            _ => out.push(line),
        }
        if element.attribute("role") == Some("img") {
            out.push_str(&format!("({})", self.label(element)));
            return;
        }
        let href = element.attribute("href").filter(|_| with_links);
        if href.is_some() {
            out.push('[');
        }
        let mut cells = 0;
        for node in &element.content {
            match node {
                Node::Text(text) => {
                    let is_space = |one: char| one.is_whitespace();
                    out.push_str(&text.replace(is_space, " "));
                }
                Node::Element(at) => {
                    let child = &self.elements[*at];
                    if child.is_unseen() {
                        continue;
                    }
                    let is_cell = matches!(child.name.as_str(), "td" | "th" | "dd");
                    if is_cell && (cells > 0 || child.name == "dd") {
                        out.push(CELL);
                    }
                    cells += usize::from(is_cell);
                    let line = if is_cell { LINE_IN_CELL } else { line };
                    self.say(*at, with_links, line, out);
                }
            }
        }
        if let Some(href) = href {
            out.push_str("](");
            out.push_str(href);
            out.push(')');
        }
        if !is_inline && !matches!(element.name.as_str(), "td" | "th" | "dt" | "dd") {
            out.push(line);
        }
    }
}

/// The text of a cell, with its lines joined.
fn cell(raw: &str) -> String {
    let lines = raw.split(LINE_IN_CELL);
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" / ")
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(known, _)| known == name)?;
        Some(value)
    }

    fn is_unseen(&self) -> bool {
        UNSEEN.contains(&self.name.as_str()) || self.attribute("hidden").is_some()
    }
}

/// Builds elements from tags and texts.
#[derive(Default)]
struct Reader {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    elements: Vec<Element>,
    /// The elements that have no end tag yet.
    open: Vec<usize>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.start(&tag);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => state.end(&tag.name, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        // Text outside of all elements is only the end of a line.
        if let Some(parent) = self.open.last() {
            let text = Node::Text(text.to_owned());
            self.elements[*parent].content.push(text);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let at = self.elements.len();
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            self.elements[parent].content.push(Node::Element(at));
        }
        let attributes = tag.attrs.iter();
        self.elements.push(Element {
            name: tag.name.to_string(),
            attributes: attributes
                .map(|one| (one.name.local.to_string(), one.value.to_string()))
                .collect(),
            parent,
            content: Vec::new(),
        });
        if !tag.self_closing && !VOID.contains(&&*tag.name) {
            self.open.push(at);
        }
    }

    fn end(&mut self, name: &str, line: u64) {
        let open = self.open.pop().map(|at| self.elements[at].name.as_str());
        assert_eq!(open, Some(name), "</{name}> in line {line} ends this");
    }
}

#[test]
fn a_text_has_a_line_for_each_block_and_marks_between_cells() {
    let page = RenderedPage::new(
        "<body><h1 id=\"a.1\">One <b>two</b></h1>\n<script>no</script><p hidden>no</p>\
         <table><tr class=\"x y\"><th>A &amp;\nb</th><td><p>c</p><p><a href=\"d.html\">d</a></p></td>\
         <td></td></tr></table><dl><dt>Owner</dt><dd>Buyer</dd><dt>Due</dt><dd>now</dd></dl></body>",
    );
    assert_eq!(
        page.linked("body"),
        "One two\nA & b | c / [d](d.html) |\nOwner | Buyer\nDue | now"
    );
    assert_eq!(page.text("table .y.x"), "A & b | c / d |");
    assert_eq!(page.text("h1#a.1"), "One two");
    assert_eq!(page.attribute("tr a[href]", "href"), "d.html");
    assert_eq!(page.text("tr:has([href=d.html]).x th"), "A & b");
    assert_eq!(page.texts("dd"), ["Buyer", "now"]);
    assert_eq!(page.count("p[hidden]"), 1);
}
