//! Takes the metadata of a document and writes it as front matter. If two places have different
//! values, none is chosen and both are reported. The status is always `draft`, and no claim is
//! written.

mod block;
mod dates;
mod decide;
mod file_name;
mod front_matter;
mod history;
mod lines;
mod page;
mod phrases;
mod properties;
mod values;

pub(super) use file_name::stem;
pub(super) use page::Page;
pub(super) use properties::Properties;

use crate::conventions::{Field, Labels, folded};

use super::events::Event;
use super::headings;
use super::model::{Block, all_pieces, one_line, plain_text, text_of};
use super::report::{Entry, Sort, quoted};
use decide::Decision;
use file_name::id_of_file;
use phrases::Phrases;
use values::Fit;

/// The source of a value; `decide::rank` defines their order of precedence.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Block,
    Lines,
    TitleStyle,
    Header,
    Footer,
    Custom(String),
    BoldLine,
    OnlyHeading,
    FileName,
    Words,
    Core,
}

/// A value that was found for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    field: Field,
    fit: Fit,
    /// The value as written.
    raw: String,
    /// The text that it was read from.
    words: String,
    source: Source,
}

impl Candidate {
    fn new(field: Field, label: &str, value: &str, source: Source, labels: &Labels) -> Self {
        let label = label.trim().trim_end_matches(':');
        Self {
            field,
            fit: values::fit(field, value, labels),
            raw: one_line(value),
            words: format!("{}: {}", one_line(label), one_line(value)),
            source,
        }
    }
}

/// The data about a file besides its text.
pub(super) struct Given<'g> {
    /// The name of the file.
    pub(super) file: &'g str,
    pub(super) pages: &'g [Page],
    pub(super) properties: &'g Properties,
    pub(super) labels: &'g Labels,
}

/// The front matter, and the report's entries on it.
pub(super) struct FrontMatter {
    pub(super) text: String,
    pub(super) id: Option<String>,
    pub(super) kind: String,
    pub(super) entries: Vec<Entry>,
}

/// Takes the metadata of a document out of its text.
pub(super) fn take(
    given: &Given<'_>,
    blocks: &mut [Block],
    events: &mut Vec<Event>,
) -> FrontMatter {
    let phrases = phrases_of(given, blocks);
    let labels = given.labels;
    let mut entries = Vec::new();
    let mut found = block::take(blocks, labels, &mut entries);
    if found.is_empty() {
        found = lines::take(blocks, labels);
    }
    let titled = title(given, blocks);
    if let Some((_, candidate)) = &titled {
        found.push(candidate.clone());
        // A title such as `QP-07 Control of suppliers` has the id, too.
        if let Some((id, rest)) = id_of_file(&candidate.raw)
            && !rest.trim().is_empty()
        {
            let source = candidate.source.clone();
            found.push(Candidate::new(Field::Id, "", id, source, labels));
        }
    }
    for page in given.pages {
        found.extend(page.candidates(labels));
    }
    found.extend(given.properties.candidates(labels));
    found.extend(file_name::id(given));
    let told: Vec<String> = found
        .iter()
        .filter(|candidate| matches!(candidate.source, Source::Block | Source::Lines))
        .map(|candidate| quoted(&candidate.words))
        .collect();
    if !told.is_empty() {
        entries.push(Entry::new(Sort::Taken, told.join(", ")));
    }

    let mut decisions: Vec<(Field, Decision)> = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::Kind)
        .map(|field| (field, decide::decide(field, &found)))
        .collect();
    // The chosen title is removed from the text; a doubtful one remains.
    if let Some((at, candidate)) = &titled
        && let Some((_, Decision::Set(set))) =
            decisions.iter().find(|(field, _)| *field == Field::Title)
        && values_agree(&set.raw, &candidate.raw)
        && let Some(block) = blocks.get_mut(*at)
    {
        *block = Block::Taken;
    }
    headings::from_bold(blocks, events);
    headings::tell_capitals(blocks, events);
    let history = history::take(blocks, labels, &mut entries);
    if let Some((_, decision)) = decisions
        .iter_mut()
        .find(|(field, _)| *field == Field::Title)
        && matches!(decision, Decision::Missing)
        && let Some(fallback) = fallback_title(given, blocks)
    {
        *decision = decide::decide(Field::Title, &[fallback]);
    }
    let title = decisions
        .iter()
        .find_map(|(field, decision)| match decision {
            Decision::Set(set) if *field == Field::Title => Some(set.value.clone()),
            _ => None,
        });
    found.extend(kind_words(given, title.as_deref()));
    decisions.insert(2, (Field::Kind, decide::decide(Field::Kind, &found)));

    let writer = front_matter::Writer {
        given,
        phrases,
        found: &found,
        decisions: &decisions,
        history: history.as_ref(),
    };
    entries.extend(writer.entries());
    let value = |wanted: Field| {
        decisions
            .iter()
            .find_map(|(field, decision)| match decision {
                Decision::Set(set) if *field == wanted => Some(set.value.clone()),
                _ => None,
            })
    };
    FrontMatter {
        text: writer.text(),
        id: value(Field::Id),
        kind: value(Field::Kind).unwrap_or_else(|| "procedure".to_owned()),
        entries,
    }
}

/// Whether two spellings of a value mean the same.
fn values_agree(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Chooses the language of the front matter's comments by the document's text.
fn phrases_of(given: &Given<'_>, blocks: &[Block]) -> &'static Phrases {
    let mut text = text_of(blocks);
    for page in given.pages {
        text.push(' ');
        text.push_str(&page.text);
    }
    Phrases::of(&text)
}

/// Finds the paragraph that is the title, by its style or because it is a bold line at the start.
fn title(given: &Given<'_>, blocks: &[Block]) -> Option<(usize, Candidate)> {
    let (at, is_styled) = headings::title(blocks)?;
    let Some(Block::Paragraph(paragraph)) = blocks.get(at) else {
        return None;
    };
    let mut pieces = Vec::new();
    all_pieces(blocks.get(at..=at)?, &mut pieces);
    let text = one_line(&plain_text(&paragraph.pieces));
    let source = match is_styled {
        true => Source::TitleStyle,
        false => Source::BoldLine,
    };
    let only_words = pieces.iter().all(|piece| {
        matches!(
            piece.what,
            super::model::What::Text(_) | super::model::What::Break
        )
    });
    let candidate = Candidate::new(Field::Title, "", &text, source, given.labels);
    (only_words && matches!(candidate.fit, Fit::Value(_))).then_some((at, candidate))
}

/// Returns the title if nothing else is one: the only heading of level 1, or the file's name.
fn fallback_title(given: &Given<'_>, blocks: &[Block]) -> Option<Candidate> {
    let mut highest = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level == 1 => Some(heading),
        _ => None,
    });
    if let (Some(only), None) = (highest.next(), highest.next()) {
        let text = one_line(&plain_text(&only.pieces));
        let start = headings::typed_number(&text).map_or(0, |(_, end)| end);
        let text = text[start..].trim();
        return Some(Candidate::new(
            Field::Title,
            "",
            text,
            Source::OnlyHeading,
            given.labels,
        ));
    }
    file_name::title(given)
}

/// Returns the kinds named by segments of headers and footers, by the title and by the category.
fn kind_words(given: &Given<'_>, title: Option<&str>) -> Vec<Candidate> {
    let labels = given.labels;
    let mut found = Vec::new();
    let mut add = |kind: &str, words: &str, source: Source| {
        found.push(Candidate {
            field: Field::Kind,
            fit: Fit::Value(kind.to_owned()),
            raw: words.to_owned(),
            words: words.to_owned(),
            source,
        });
    };
    for page in given.pages {
        for segment in &page.segments {
            if let Some(kind) = labels.kind(segment) {
                add(kind, &one_line(segment), Source::Words);
            }
        }
    }
    if let Some((kind, words)) = title.and_then(|title| labels.kind_in(title)) {
        add(kind, &words, Source::Words);
    }
    let category = given.properties.category.as_str();
    if let Some(kind) = labels.kind(category) {
        add(kind, category, Source::Core);
    }
    found
}
