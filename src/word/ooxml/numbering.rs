//! Numbering: the number that Word shows before a paragraph. Files hold only the numbering
//! definitions, so the numbers are counted in document order.

use std::collections::{HashMap, HashSet};

use crate::word::model::Label;
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::styles::{Styles, left};

/// The number of list levels in Word.
const LEVELS: usize = 9;

#[derive(Clone, Debug)]
struct Level {
    start: i64,
    format: String,
    text: String,
    /// The paragraph style that the level is linked to.
    style: Option<String>,
    /// The level, counted from 1, after which numbering restarts; 0 for never, `None` for any
    /// higher one.
    restart: Option<i64>,
    legal: bool,
    indent: Option<i64>,
}

#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: HashMap<usize, Level>,
    link: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Number {
    of: i64,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// The numbering definitions of a document, and the current counts.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    numbers: HashMap<i64, Number>,
    counts: HashMap<i64, [Option<i64>; LEVELS]>,
    started: HashSet<(i64, usize)>,
}

/// The number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) label: Label,
    pub(crate) level: usize,
    pub(crate) indent: i64,
    /// The id of the abstract numbering, which has one count per level.
    pub(crate) list: i64,
}

impl Numbering {
    /// Reads the numbering part.
    pub(crate) fn read(root: Node<'_>) -> Self {
        let mut numbering = Self::default();
        for node in root.elements() {
            match node.name() {
                (Space::Word, "abstractNum") => numbering.add_abstract(node),
                (Space::Word, "num") => numbering.add_number(node),
                _ => {}
            }
        }
        numbering
    }

    fn add_abstract(&mut self, node: Node<'_>) {
        let Some(id) = id(node, "abstractNumId") else {
            return;
        };
        let link = node.value("numStyleLink").map(str::to_owned);
        let levels = levels(node);
        self.abstracts.insert(id, Abstract { levels, link });
    }

    fn add_number(&mut self, node: Node<'_>) {
        let (Some(id), Some(of)) = (id(node, "numId"), node.number("abstractNumId")) else {
            return;
        };
        let mut number = Number {
            of,
            ..Number::default()
        };
        let overrides = node
            .elements()
            .filter(|child| child.name() == (Space::Word, "lvlOverride"));
        for node in overrides {
            let Some(at) = level_index(node) else {
                continue;
            };
            if let Some(start) = node.number("startOverride") {
                number.starts.insert(at, start);
            }
            number.levels.extend(levels(node));
        }
        self.numbers.insert(id, number);
    }

    /// Counts a paragraph. Without `level`, the level is the one linked to a style of `chain`: the
    /// paragraph's style and those that it is based on.
    pub(crate) fn next(
        &mut self,
        styles: &Styles,
        id: i64,
        level: Option<i64>,
        chain: &[String],
    ) -> Option<Numbered> {
        let (of, levels) = self.rules(styles, id)?;
        let at = match level {
            Some(level) => usize::try_from(level).unwrap_or(0).min(LEVELS - 1),
            None => own_level(&levels, chain).unwrap_or(0),
        };
        let rule = levels.get(&at)?;
        let start = self
            .numbers
            .get(&id)
            .and_then(|n| n.starts.get(&at))
            .copied();
        let counts = self.counts.entry(of).or_default();
        let forced = start.filter(|_| self.started.insert((id, at)));
        counts[at] = Some(match (forced, counts[at]) {
            (Some(start), _) => start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start.unwrap_or(rule.start),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(&deeper).and_then(|level| level.restart);
            let again = restart.is_none_or(|after| after > at as i64);
            if again {
                *count = None;
            }
        }
        for (higher, count) in counts.iter_mut().enumerate().take(at) {
            let start = levels.get(&higher).map_or(1, |level| level.start);
            count.get_or_insert(start);
        }
        let label = label(rule, &levels, counts);
        let indent = rule.indent.unwrap_or(0);
        Some(Numbered {
            label,
            level: at,
            indent,
            list: of,
        })
    }

    fn rules(&self, styles: &Styles, id: i64) -> Option<(i64, HashMap<usize, Level>)> {
        let number = self.numbers.get(&id)?;
        let mut of = number.of;
        let mut found = self.abstracts.get(&of)?;
        let linked = found.link.as_deref();
        let linked = linked.and_then(|style| self.numbers.get(&styles.numbering_of(style)?));
        if let Some(linked) = linked {
            of = linked.of;
            found = self.abstracts.get(&of)?;
        }
        let mut levels = found.levels.clone();
        levels.extend(number.levels.iter().map(|(at, level)| (*at, level.clone())));
        Some((of, levels))
    }
}

fn own_level(levels: &HashMap<usize, Level>, chain: &[String]) -> Option<usize> {
    chain.iter().find_map(|style| {
        let mut own = levels.iter();
        let own = own.find(|(_, level)| level.style.as_ref() == Some(style));
        own.map(|(at, _)| *at)
    })
}

fn id(node: Node<'_>, name: &str) -> Option<i64> {
    node.word_attribute(name)?.trim().parse().ok()
}

fn level_index(node: Node<'_>) -> Option<usize> {
    let at: usize = node.word_attribute("ilvl")?.trim().parse().ok()?;
    (at < LEVELS).then_some(at)
}

fn levels(node: Node<'_>) -> HashMap<usize, Level> {
    let levels = node
        .elements()
        .filter(|child| child.name() == (Space::Word, "lvl"));
    let read = levels.filter_map(|node| {
        let level = Level {
            start: node.number("start").unwrap_or(0),
            format: node.value("numFmt").unwrap_or("decimal").to_owned(),
            text: node.value("lvlText").unwrap_or_default().to_owned(),
            style: node.value("pStyle").map(str::to_owned),
            restart: node.number("lvlRestart"),
            legal: node.switch("isLgl").unwrap_or(false),
            indent: node
                .word("pPr")
                .and_then(|properties| properties.word("ind"))
                .and_then(left),
        };
        Some((level_index(node)?, level))
    });
    read.collect()
}

fn label(rule: &Level, levels: &HashMap<usize, Level>, counts: &[Option<i64>; LEVELS]) -> Label {
    if rule.format == "bullet" {
        return match rule.text.trim().is_empty() {
            true => Label::None,
            false => Label::Bullet,
        };
    }
    let mut words = String::new();
    let mut rest = rule.text.chars().peekable();
    while let Some(c) = rest.next() {
        let place = match c {
            '%' => rest.peek().and_then(|digit| digit.to_digit(10)),
            _ => None,
        };
        let Some(place) = place.filter(|place| *place > 0) else {
            words.push(c);
            continue;
        };
        rest.next();
        let at = place as usize - 1;
        let count = counts.get(at).copied().flatten().unwrap_or(1);
        let format = levels.get(&at).map_or("decimal", |level| &*level.format);
        let format = if rule.legal { "decimal" } else { format };
        words.push_str(&written(count, format));
    }
    let words = words.trim();
    let plain = |end: char| -> Option<i64> {
        let digits = words.strip_suffix(end)?;
        let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        (all && digits.len() < 9).then(|| digits.parse().ok())?
    };
    match (plain('.'), plain(')')) {
        _ if words.is_empty() => Label::None,
        (Some(number), _) => Label::Number(number, false),
        (_, Some(number)) => Label::Number(number, true),
        _ => Label::Words(words.to_owned()),
    }
}

fn written(count: i64, format: &str) -> String {
    match format {
        "none" => String::new(),
        "lowerLetter" => letters(count).to_lowercase(),
        "upperLetter" => letters(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

/// Writes a count in letters as Word does: Z is followed by AA, then BB.
fn letters(count: i64) -> String {
    let Ok(at) = u32::try_from(count - 1) else {
        return count.to_string();
    };
    let letter = char::from(b'A' + (at % 26) as u8);
    let times = (at / 26 + 1).min(30) as usize;
    std::iter::repeat_n(letter, times).collect()
}

fn roman(count: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::ooxml::package::parse;

    const RULES: &str = r#"
        <w:abstractNum w:abstractNumId="1">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Deep"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;

    fn counted(paragraphs: &[(i64, Option<i64>)], chain: &[String]) -> Vec<String> {
        let text = format!(
            "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
             {RULES}</w:numbering>"
        );
        let xml = parse(&text, "numbering").unwrap();
        let mut numbering = Numbering::read(xml.root_element());
        let styles = Styles::default();
        let words = paragraphs.iter().map(|(id, level)| {
            let numbered = numbering.next(&styles, *id, *level, chain).unwrap();
            numbered.label.words().unwrap_or_default()
        });
        words.collect()
    }

    #[test]
    fn levels_count_on_their_own_and_start_again_below_a_new_item() {
        let paragraphs = [
            (1, Some(0)),
            (1, Some(1)),
            (1, Some(1)),
            (1, Some(0)),
            (1, Some(1)),
        ];
        assert_eq!(counted(&paragraphs, &[]), ["1.", "a)", "b)", "2.", "a)"]);
    }

    #[test]
    fn an_override_starts_once_and_then_goes_on() {
        let paragraphs = [(1, Some(0)), (2, Some(0)), (2, Some(0)), (1, Some(0))];
        assert_eq!(counted(&paragraphs, &[]), ["1.", "5.", "6.", "7."]);
    }

    #[test]
    fn a_level_may_belong_to_a_style_and_be_written_in_digits_alone() {
        let paragraphs = [(1, Some(0)), (1, Some(1)), (1, None)];
        let chain = ["Deep".to_owned()];
        assert_eq!(counted(&paragraphs, &chain), ["1.", "a)", "1.1.1"]);
    }

    #[test]
    fn letters_and_roman_numbers_are_written_as_word_does() {
        assert_eq!(letters(27), "AA");
        assert_eq!(letters(28), "BB");
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!(letters(0), "0");
    }
}
