//! The text of a page as passages: paragraphs, items, rows of tables and headings, without code.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::conventions::{
    Topic, frequent_words, leads_to_exclusions, leads_to_gaps, topic_of_heading,
};
use crate::manual::Body;
use crate::markdown::OPTIONS;

/// The passages of a page.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// The passages, in the order of the text.
    pub(super) list: Vec<Passage>,
    /// The tables.
    pub(super) tables: Vec<Table>,
}

/// A stretch of text that stands by itself.
#[derive(Debug)]
pub(super) struct Passage {
    /// Its text, with line breaks as they are.
    pub(super) text: String,
    pub(super) sort: PassageSort,
    /// The section in which it stands, unless it stands below the page's title only.
    pub(super) section: Option<String>,
    /// Of a row, the position of its table.
    pub(super) table: Option<usize>,
    /// Of a heading, its level.
    level: u8,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
    /// What its section, or the list in which it stands, is about. An unticked task is a gap.
    pub(super) topic: Topic,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PassageSort {
    Heading,
    /// A paragraph or an item.
    Text,
    /// A row of a table, with ` | ` between its cells.
    Row,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) heads: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) section: Option<String>,
    /// How many passages stand before it.
    pub(super) at: usize,
    /// The heading above it, and what its section is about.
    pub(super) heading: Option<String>,
    pub(super) topic: Topic,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The addresses of the links in it.
    pub(super) links: Vec<String>,
}

impl Passages {
    /// Reads a text that begins at byte `from` of its file.
    pub(super) fn read(text: &str, from: usize, body: &Body) -> Self {
        let mut reader = Reader {
            sections: sections(body, from),
            ..Reader::default()
        };
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            reader.take(event, &range);
        }
        reader.end_passage();
        let mut passages = reader.passages;
        passages.note_topics();
        passages
    }

    /// Notes what the section of each passage, or the list in which it stands, is about.
    fn note_topics(&mut self) {
        // The headings above, each with its level and what it is about.
        let mut above: Vec<(u8, String, Topic)> = Vec::new();
        // What the text that leads to the open list says about its items.
        let mut list = Topic::Practice;
        let mut is_title = true;
        for (at, passage) in self.list.iter_mut().enumerate() {
            match passage.sort {
                PassageSort::Heading => {
                    above.retain(|(level, ..)| *level < passage.level);
                    list = Topic::Practice;
                    // The page's title is about the whole page.
                    let topic = match passage.level {
                        1 if is_title => Topic::Practice,
                        _ => topic_of_heading(&passage.text),
                    };
                    is_title = false;
                    above.push((passage.level, passage.text.clone(), topic));
                }
                PassageSort::Text if !passage.is_item => {
                    list = topic_of_list(&passage.text);
                }
                PassageSort::Text | PassageSort::Row => {}
            }
            let mut topics = above.iter().rev().map(|(.., topic)| *topic);
            let topic = topics.find(|topic| *topic != Topic::Practice);
            let topic = topic.unwrap_or(Topic::Practice);
            let is_open_task = passage.topic == Topic::Gaps;
            let list = if passage.is_item {
                list
            } else {
                Topic::Practice
            };
            let is_of_gaps = is_open_task || topic == Topic::Gaps;
            passage.topic = match list {
                _ if is_of_gaps => Topic::Gaps,
                Topic::Practice => topic,
                list => list,
            };
            if let Some(table) = passage.table.and_then(|at| self.tables.get_mut(at))
                && table.at == at
            {
                table.topic = topic;
                table.heading = above.last().map(|(_, heading, _)| heading.clone());
            }
        }
    }

    /// How often the text speaks of built-in standards.
    pub(super) fn spoken(&self, names: &StandardNames) -> Vec<(Vec<StandardAt>, usize)> {
        let mut found: Vec<(Vec<StandardAt>, usize)> = Vec::new();
        for named in self.list.iter().flat_map(|one| names.in_text(&one.text)) {
            match found
                .iter_mut()
                .find(|(standards, _)| *standards == named.standards)
            {
                Some((_, count)) => *count += 1,
                None => found.push((named.standards, 1)),
            }
        }
        found
    }

    /// The other standards of which the text speaks.
    pub(super) fn others(&self, names: &StandardNames) -> Vec<String> {
        let found = self.list.iter().flat_map(|one| {
            let ranges = names.others_in(&one.text);
            ranges.filter_map(|range| one.text.get(range))
        });
        let mut found: Vec<String> = found.map(str::to_owned).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The numbers with the letter of an annex that no built-in standard has: `A.9.2.1`.
    pub(super) fn unknown_annexes(&self, names: &StandardNames) -> Vec<String> {
        let is_edge = |c: char| !(c.is_ascii_alphanumeric() || c == '.');
        let words = self.list.iter().flat_map(|one| one.text.split(is_edge));
        let is_annex = |word: &&str| {
            let rest = word.strip_prefix("A.").unwrap_or_default();
            let mut parts = rest.split('.');
            let is_number = |part: &str| {
                (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            };
            rest.contains('.') && parts.all(is_number)
        };
        let words = words
            .map(|word| word.trim_end_matches('.'))
            .filter(is_annex);
        let unknown = words.filter(|word| !names.is_lettered(word));
        let mut unknown: Vec<String> = unknown.map(str::to_owned).collect();
        unknown.sort();
        unknown.dedup();
        unknown
    }

    /// The numbers with which paragraphs and headings begin, so that they are the page's own: `4.3 Each
    /// party insures its property.`
    pub(super) fn own_numbers(&self) -> Vec<String> {
        let texts = self.list.iter().filter(|passage| {
            passage.sort == PassageSort::Heading
                || passage.sort == PassageSort::Text && !passage.is_item
        });
        let firsts = texts.filter_map(|passage| passage.text.split_whitespace().next());
        let numbers = firsts.map(|first| first.trim_end_matches(['.', ')', ':']));
        let is_number = |number: &&str| {
            let mut parts = number.split('.');
            number.contains('.')
                && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        };
        let mut numbers: Vec<String> = numbers.filter(is_number).map(str::to_owned).collect();
        numbers.sort();
        numbers.dedup();
        numbers
    }

    /// How many frequent words of each of the languages that are told apart the text has.
    pub(super) fn languages(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for passage in &self.list {
            let found = frequent_words(&passage.text);
            counts
                .iter_mut()
                .zip(found)
                .for_each(|(sum, count)| *sum += count);
        }
        counts
    }
}

/// What a text says about the items of the list behind it: `Key gaps:`.
fn topic_of_list(text: &str) -> Topic {
    match leads_to_exclusions(text) {
        true => Topic::Exclusions,
        false if leads_to_gaps(text) => Topic::Gaps,
        false => Topic::Practice,
    }
}

/// The byte offset in the text at which each section begins, with its id. The page's title is no
/// section.
fn sections(body: &Body, from: usize) -> Vec<(usize, Option<String>)> {
    let headings = body.headings.iter().enumerate();
    headings
        .map(|(at, heading)| {
            let is_title = at == 0 && heading.level == 1;
            let id = (!is_title).then(|| heading.id.to_string());
            ((heading.span.start as usize).saturating_sub(from), id)
        })
        .collect()
}

#[derive(Default)]
struct Reader {
    passages: Passages,
    sections: Vec<(usize, Option<String>)>,
    open: Option<Passage>,
    table: Option<Table>,
    row: Vec<Cell>,
    in_cell: bool,
    in_code: bool,
    /// The level of the open heading, else 0.
    level: u8,
    /// The open items, each whether it is a task that is not ticked.
    items: Vec<bool>,
    /// How many elements with struck-out text are open.
    struck: usize,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if !self.in_code => self.push(&text, range),
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.push("\n", range),
            Event::InlineHtml(html) if html.starts_with("<br") => self.push("\n", range),
            Event::InlineHtml(html) => match &*html.to_ascii_lowercase() {
                "<del>" | "<s>" | "<strike>" => self.struck += 1,
                "</del>" | "</s>" | "</strike>" => self.struck = self.struck.saturating_sub(1),
                _ => {}
            },
            Event::TaskListMarker(false) => {
                if let Some(item) = self.items.last_mut() {
                    *item = true;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_passage();
                self.level = *level as u8;
            }
            Tag::Item => {
                self.end_passage();
                self.items.push(false);
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) => self.end_passage(),
            Tag::Strikethrough => self.struck += 1,
            Tag::CodeBlock(_) => {
                self.end_passage();
                self.in_code = true;
            }
            Tag::Table(_) => {
                self.end_passage();
                let section = self.section(range.start);
                let at = self.passages.list.len();
                self.table = Some(Table {
                    heads: Vec::new(),
                    rows: Vec::new(),
                    section,
                    at,
                    heading: None,
                    topic: Topic::Practice,
                });
            }
            Tag::TableCell => {
                self.row.push(Cell::default());
                self.in_cell = true;
            }
            Tag::Link { dest_url, .. } => {
                if let Some(cell) = self.row.last_mut() {
                    cell.links.push(dest_url.to_string());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(open) = &mut self.open {
                    open.sort = PassageSort::Heading;
                }
                self.end_passage();
                self.level = 0;
            }
            TagEnd::Item => {
                self.end_passage();
                self.items.pop();
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.end_passage();
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => self.in_cell = false,
            TagEnd::TableHead => {
                let heads = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.heads = heads;
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    /// Adds the rows of a table as passages. The head counts as the first.
    fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        let at = self.passages.tables.len();
        for row in std::iter::once(&table.heads).chain(&table.rows) {
            let cells: Vec<&str> = row.iter().map(|cell| cell.text.trim()).collect();
            self.passages.list.push(Passage {
                text: cells.join(" | "),
                sort: PassageSort::Row,
                section: table.section.clone(),
                table: Some(at),
                level: 0,
                is_item: false,
                topic: Topic::Practice,
            });
        }
        self.passages.tables.push(table);
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        // What is struck out says nothing.
        if self.struck > 0 {
            return;
        }
        if self.in_cell {
            if let Some(cell) = self.row.last_mut() {
                cell.text.push_str(text);
            }
            return;
        }
        if self.open.is_none() && text.trim().is_empty() {
            return;
        }
        self.open(range.start);
        if let Some(open) = &mut self.open {
            open.text.push_str(text);
        }
    }

    fn open(&mut self, start: usize) {
        if self.open.is_none() {
            self.open = Some(Passage {
                text: String::new(),
                sort: PassageSort::Text,
                section: self.section(start),
                table: None,
                level: self.level,
                is_item: !self.items.is_empty(),
                topic: match self.items.contains(&true) {
                    true => Topic::Gaps,
                    false => Topic::Practice,
                },
            });
        }
    }

    fn end_passage(&mut self) {
        if let Some(passage) = self.open.take()
            && !passage.text.trim().is_empty()
        {
            self.passages.list.push(passage);
        }
    }

    /// The section at a byte offset. In a heading it is the one that begins there.
    fn section(&self, start: usize) -> Option<String> {
        let after = self.sections.partition_point(|(begin, _)| *begin <= start);
        let (_, id) = self.sections.get(after.checked_sub(1)?)?;
        id.clone()
    }
}
