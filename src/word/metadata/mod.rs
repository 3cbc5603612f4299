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

pub(super) use file_name::ending;
pub(super) use page::Page;
pub(super) use properties::Properties;

use crate::conventions::{Field, Labels, code, folded};

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
    /// The title in the file's properties, which the text has as a heading.
    CoreTitle,
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
    let mut taken = block::take(blocks, labels, &mut entries);
    if taken.found.is_empty() {
        taken = lines::take(blocks, labels);
    }
    let mut found = taken.found;
    if !taken.status.is_empty() {
        let words: Vec<String> = taken.status.iter().map(|words| quoted(words)).collect();
        let text = format!("{} (a person sets the status)", words.join(", "));
        entries.push(Entry::new(Sort::Replaced, text));
    }
    let titled = title(given, blocks);
    if let Some((_, candidate)) = &titled {
        found.push(candidate.clone());
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
    found.extend(ids_in_titles(&found, labels));

    let mut decisions: Vec<(Field, Decision)> = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::Kind)
        .map(|field| (field, decide::decide(field, &found)))
        .collect();
    drop_id_from_title(&mut decisions);
    // The chosen title is removed from the text; a doubtful one remains.
    if let Some((at, candidate)) = &titled
        && let Some((_, Decision::Set(set))) =
            decisions.iter().find(|(field, _)| *field == Field::Title)
        && values_agree(&set.raw, &candidate.raw)
        && let Some(block) = blocks.get_mut(*at)
    {
        *block = Block::Taken;
    }
    headings::from_lists(blocks);
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
    let title = set(Field::Title, &decisions);
    found.extend(kind_words(given, title.as_deref()));
    if !found.iter().any(|candidate| candidate.field == Field::Kind) {
        found.extend(kind_code(set(Field::Id, &decisions).as_deref()));
    }
    decisions.insert(2, (Field::Kind, decide::decide(Field::Kind, &found)));

    let writer = front_matter::Writer {
        given,
        phrases,
        found: &found,
        decisions: &decisions,
        history: history.as_ref(),
        says_status: !taken.status.is_empty() || !given.properties.status.is_empty(),
    };
    entries.extend(writer.entries());
    FrontMatter {
        text: writer.text(),
        id: set(Field::Id, &decisions),
        kind: set(Field::Kind, &decisions).unwrap_or_else(|| "procedure".to_owned()),
        entries,
    }
}

/// Returns the ids that titles have at an end: `QP-07 Control of suppliers`, `Manual (QM-01)`.
fn ids_in_titles(found: &[Candidate], labels: &Labels) -> Vec<Candidate> {
    let titles = found
        .iter()
        .filter(|candidate| candidate.field == Field::Title);
    let ids = titles.filter_map(|candidate| {
        let title = candidate.raw.trim();
        let first = id_of_file(title).filter(|(_, rest)| !rest.trim().is_empty());
        let bracket = || title.strip_suffix(')')?.rsplit_once('(');
        let last = || {
            let (id, rest) = id_of_file(bracket()?.1)?;
            // Other words of capitals and digits stand in brackets, too: `(COVID-19)`.
            (rest.is_empty() && code(id).is_some()).then_some((id, rest))
        };
        let (id, _) = first.or_else(last)?;
        let source = candidate.source.clone();
        let mut found = Candidate::new(Field::Id, "", id, source, labels);
        found.words.clone_from(&candidate.words);
        Some(found)
    });
    ids.collect()
}

/// Takes the document's id out of the title that has it at an end: `Quality manual (QM-01)`.
fn drop_id_from_title(decisions: &mut [(Field, Decision)]) {
    let Some(id) = set(Field::Id, decisions) else {
        return;
    };
    for (field, decision) in decisions {
        if let (Field::Title, Decision::Set(set)) = (field, decision)
            && let Some(title) = without_id(&set.value, &id)
        {
            set.value = title.to_owned();
        }
    }
}

fn without_id<'t>(title: &'t str, id: &str) -> Option<&'t str> {
    const SIGNS: [char; 10] = ['(', ')', '[', ']', '-', '–', '—', ':', ',', ' '];
    let before = || {
        title
            .strip_prefix(id)
            .filter(|rest| rest.starts_with(SIGNS))
    };
    let behind = title.trim_end_matches([')', ']']).strip_suffix(id);
    let behind = behind.filter(|rest| rest.ends_with(SIGNS));
    let rest = behind.or_else(before)?.trim_matches(SIGNS);
    // A bracket that the trimming took belongs to the words.
    let is_whole = rest.matches('(').count() == rest.matches(')').count();
    (is_whole && rest.chars().any(char::is_alphabetic)).then_some(rest)
}

/// The value that was decided for a field.
fn set(wanted: Field, decisions: &[(Field, Decision)]) -> Option<String> {
    decisions
        .iter()
        .find_map(|(field, decision)| match decision {
            Decision::Set(set) if *field == wanted => Some(set.value.clone()),
            _ => None,
        })
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

/// Headings of sections that all documents have: none of them is a title.
const SECTIONS: [&str; 22] = [
    "purpose",
    "scope",
    "purpose and scope",
    "introduction",
    "general",
    "definitions",
    "responsibilities",
    "procedure",
    "zweck",
    "geltungsbereich",
    "zweck und geltungsbereich",
    "allgemeines",
    "einleitung",
    "ablauf",
    "objet",
    "domaine d application",
    "généralités",
    "objeto",
    "objetivo",
    "alcance",
    "introducción",
    "generalidades",
];

/// Returns the title if nothing else is one: the only heading of level 1, the first heading if the
/// file's properties have it as the title, or the file's name.
fn fallback_title(given: &Given<'_>, blocks: &[Block]) -> Option<Candidate> {
    let mut highest = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level == 1 => Some(heading),
        _ => None,
    });
    if let (Some(only), None) = (highest.next(), highest.next()) {
        let text = one_line(&plain_text(&only.pieces));
        let start = headings::typed_number(&text).map_or(0, |(_, end)| end);
        let text = text[start..].trim();
        if SECTIONS.contains(&folded(text).as_str()) {
            return file_name::title(given, "");
        }
        let source = Source::OnlyHeading;
        return Some(Candidate::new(Field::Title, "", text, source, given.labels));
    }
    // The property counts if the text begins with the same words as a heading.
    let first = blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(one_line(&plain_text(&heading.pieces))),
        _ => None,
    });
    let first = first.unwrap_or_default();
    let property = &given.properties.title;
    if !folded(&first).is_empty() && values_agree(&first, property) {
        let source = Source::CoreTitle;
        return Some(Candidate::new(
            Field::Title,
            "",
            &first,
            source,
            given.labels,
        ));
    }
    file_name::title(given, &first)
}

/// Returns the kind that the code in an id means: `SOP-001`, `ACME-POL-02`.
fn kind_code(id: Option<&str>) -> Option<Candidate> {
    let id = id?;
    let (_, kind) = code(id)?;
    Some(Candidate {
        field: Field::Kind,
        fit: Fit::Value(kind.to_owned()),
        raw: id.to_owned(),
        words: id.to_owned(),
        source: Source::Words,
    })
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
