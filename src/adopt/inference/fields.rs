//! What the fields of front-matter and of blocks in the texts are called here.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{Forms, forms, is_date};
use super::kinds::kind_of_word;
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{
    FieldFact, FieldValue, PageFacts, is_clauses, is_kind_name, is_status, spaced,
};
use crate::conventions::{Field, Labels, folded, is_placeholder};
use crate::diagnostics::SourcePath;
use crate::manual::{DocumentId, Interval, Language};

/// The fields that every document has.
const DOCUMENT_FIELDS: [&str; 17] = [
    "id",
    "title",
    "kind",
    "revision",
    "status",
    "owner",
    "approver",
    "effective",
    "review_due",
    "review_interval",
    "clauses",
    "records",
    "roles",
    "supersedes",
    "audience",
    "language",
    "history",
];

/// A name of a field, and what it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldName {
    /// The name, as the files write it.
    pub(crate) written: String,
    /// How many files have it.
    pub(crate) files: usize,
    /// What it is.
    pub(crate) meaning: Meaning,
    /// What a person should know about it.
    pub(crate) remark: Option<String>,
}

/// What a field of other people's files is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The field of this name. It needs no setting.
    Same,
    /// The field of another name.
    Is(&'static str),
    /// A list of entries with these names, which is the history of the document.
    History(Vec<(String, &'static str)>),
    /// Claims on clauses of this standard.
    Claims(StandardAt),
    /// Nothing that Clausebook knows.
    Ignored,
}

impl FieldName {
    /// Whether its values are claims.
    pub(crate) fn is_claims(&self) -> bool {
        match &self.meaning {
            Meaning::Same => self.written == "clauses",
            Meaning::Is(field) => *field == "clauses",
            Meaning::Claims(_) => true,
            Meaning::History(_) | Meaning::Ignored => false,
        }
    }
}

/// What the fields of one place are called: front-matter, or blocks in the texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldNames {
    /// The names, sorted.
    pub(crate) names: Vec<FieldName>,
    /// The forms of their dates, beside ISO.
    pub(crate) date_forms: BTreeSet<&'static str>,
}

impl FieldNames {
    /// The values that a page writes for a field, by its meaning.
    pub(crate) fn value<'p>(&self, fields: &'p [FieldFact], field: &str) -> Option<&'p FieldValue> {
        let named = fields.iter().find(|fact| {
            self.names.iter().any(|name| {
                let is_it = match &name.meaning {
                    Meaning::Same => name.written == field,
                    Meaning::Is(other) => *other == field,
                    Meaning::History(_) => field == "history",
                    Meaning::Claims(_) | Meaning::Ignored => false,
                };
                is_it && name.written == fact.name
            })
        });
        named.map(|fact| &fact.value)
    }
}

/// Finds out what the fields of these pages are. `of` gives the fields of a page. A name that fewer
/// than `fewest` pages have is not read.
pub(super) fn decide<'p>(
    pages: &[&'p PageFacts],
    of: impl Fn(&'p PageFacts) -> &'p [FieldFact],
    names: &StandardNames,
    labels: &Labels,
    fewest: usize,
) -> FieldNames {
    let mut values: BTreeMap<&str, Vec<&FieldValue>> = BTreeMap::new();
    // The languages that the names of the files with these values say.
    let mut languages: BTreeMap<&str, Vec<Option<Language>>> = BTreeMap::new();
    let mut paths: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    for page in pages {
        let language = page.named_language();
        for fact in of(page) {
            paths.entry(&fact.name).or_default().push(&page.path);
            values.entry(&fact.name).or_default().push(&fact.value);
            languages
                .entry(&fact.name)
                .or_default()
                .push(language.clone());
        }
    }
    let mut decided = FieldNames::default();
    // Names that are ours come first: another name of the same field counts where they are missing.
    let mut order: Vec<&str> = values.keys().copied().collect();
    let files = |name: &str| values.get(name).map_or(0, Vec::len);
    order.sort_by_key(|name| {
        (
            !DOCUMENT_FIELDS.contains(name),
            std::cmp::Reverse(files(name)),
            *name,
        )
    });
    let mut taken: Vec<(&str, &str)> = Vec::new();
    for name in order {
        let of_name = values.get(name).map_or(&[][..], Vec::as_slice);
        let their_languages = languages.get(name).map_or(&[][..], Vec::as_slice);
        let their_files = paths.get(name).map_or(&[][..], Vec::as_slice);
        let of_files = (of_name, their_languages, their_files);
        let mut date_forms = BTreeSet::new();
        let (mut meaning, mut remark) = meaning(name, of_files, names, labels, &mut date_forms);
        if of_name.len() < fewest {
            remark = Some("stands in one file only".to_owned());
            meaning = Meaning::Ignored;
        }
        let field = match &meaning {
            Meaning::Same => Some(name),
            Meaning::Is(field) => Some(*field),
            Meaning::History(_) => Some("history"),
            Meaning::Claims(_) | Meaning::Ignored => None,
        };
        if let Some(field) = field {
            let both = taken.iter().filter(|(_, known)| *known == field);
            let clash = both.map(|(other, _)| *other).find(|other| {
                let has =
                    |page: &'p PageFacts, name: &str| of(page).iter().any(|fact| fact.name == name);
                pages.iter().any(|page| has(page, name) && has(page, other))
            });
            match clash.filter(|_| meaning != Meaning::Same) {
                Some(other) => {
                    remark = Some(format!("`{other}` stands beside it and is {field}"));
                    meaning = Meaning::Ignored;
                }
                None => taken.push((name, field)),
            }
        }
        // Days in a field that is not read need no form.
        if meaning != Meaning::Ignored {
            decided.date_forms.append(&mut date_forms);
        }
        decided.names.push(FieldName {
            written: name.to_owned(),
            files: of_name.len(),
            meaning,
            remark,
        });
    }
    decided.names.sort_by(|a, b| a.written.cmp(&b.written));
    decided
}

fn meaning(
    name: &str,
    (values, languages, files): (&[&FieldValue], &[Option<Language>], &[&SourcePath]),
    names: &StandardNames,
    labels: &Labels,
    date_forms: &mut BTreeSet<&'static str>,
) -> (Meaning, Option<String>) {
    if let Some(history) = history(values) {
        let dates = values.iter().filter_map(|value| match value {
            FieldValue::Entries(_, dates) => Some(dates.iter().map(String::as_str)),
            _ => None,
        });
        let dates = dates.flatten().filter(|date| !date.is_empty());
        let remark = match forms(dates) {
            Forms::Known(forms) => {
                date_forms.extend(forms);
                None
            }
            Forms::Ambiguous(date) => Some(format!("to be mended: `{date}` may be two days")),
            Forms::Unknown(date) => Some(format!("to be mended: `{date}` is no date")),
        };
        return (history, remark);
    }
    if let Some(standard) = claims_of(name, values, names) {
        return (Meaning::Claims(standard), None);
    }
    let known = DOCUMENT_FIELDS.into_iter().find(|field| *field == name);
    let Some(field) = known.or_else(|| field_of(name, values, labels)) else {
        return (Meaning::Ignored, None);
    };
    let is_own = known.is_some();
    let texts = texts(values);
    let blank = values.iter().filter(|value| is_blank(value)).count();
    if known.is_none() && blank == values.len() {
        let remark = format!(
            "looks like {field}, but none of {} is filled in",
            values.len()
        );
        return (Meaning::Ignored, Some(remark));
    }
    let unfit = |why: String| match is_own {
        true => (Meaning::Same, Some(why)),
        false => (Meaning::Ignored, Some(why)),
    };
    // The values that do not fit, though most do.
    let mut bad: Vec<&str> = Vec::new();
    match field {
        "effective" | "review_due" => {
            let (dates, odd): (Vec<&str>, Vec<&str>) =
                texts.iter().copied().partition(|text| is_date(text));
            if let Some(first) = odd.first().filter(|_| odd.len() >= dates.len()) {
                return unfit(format!("looks like {field}, but `{first}` is no date"));
            }
            match forms(dates.iter().copied()) {
                Forms::Known(forms) => date_forms.extend(forms),
                Forms::Ambiguous(date) => {
                    return unfit(format!("looks like {field}, but `{date}` may be two days"));
                }
                Forms::Unknown(date) => {
                    return unfit(format!("looks like {field}, but `{date}` is no date"));
                }
            }
            bad = odd;
        }
        "id" => {
            let odd = texts.iter().filter(|text| DocumentId::new(text).is_err());
            bad = odd.copied().collect();
            if let Some(first) = bad.first().filter(|_| bad.len() * 2 >= texts.len()) {
                return unfit(format!("looks like the id, but `{first}` is none"));
            }
            let ids = values
                .iter()
                .zip(languages)
                .filter_map(|(value, language)| {
                    let FieldValue::Text(text) = value else {
                        return None;
                    };
                    let is_filled = !is_placeholder(text);
                    is_filled.then(|| (text.to_lowercase(), language.as_ref()))
                });
            // Files of one document in different languages share its id.
            let distinct: BTreeSet<_> = ids.collect();
            if distinct.len() < texts.len() {
                let same = texts.len() - distinct.len();
                return unfit(format!("looks like the id, but {same} files share one"));
            }
        }
        "language" => {
            if let Some(odd) = texts.iter().find(|text| Language::new(text).is_none()) {
                let why = format!("looks like language, but `{odd}` is no tag of a language");
                return (Meaning::Ignored, Some(why));
            }
        }
        "review_interval" => {
            let is_interval = |text: &&&str| text.parse::<Interval>().is_ok();
            let odd = texts.iter().filter(|text| !is_interval(text));
            bad = odd.copied().collect();
            if let Some(first) = bad.first().filter(|_| bad.len() * 2 >= texts.len()) {
                return unfit(format!(
                    "looks like review_interval, but `{first}` is no interval"
                ));
            }
        }
        _ => {}
    }
    let holds_lists = [
        "clauses",
        "records",
        "roles",
        "supersedes",
        "audience",
        "history",
    ];
    let has_list = values
        .iter()
        .any(|value| !matches!(value, FieldValue::Text(_) | FieldValue::Blank));
    if has_list && !holds_lists.contains(&field) {
        return unfit(format!("looks like {field}, but holds more than a text"));
    }
    let remark = unfitting(values, &bad, files, blank);
    match is_own {
        true => (Meaning::Same, remark),
        false => (Meaning::Is(field), remark),
    }
}

/// What a person has to mend in the values of a field that is read.
fn unfitting(
    values: &[&FieldValue],
    bad: &[&str],
    files: &[&SourcePath],
    blank: usize,
) -> Option<String> {
    const SHOWN: usize = 3;
    let is_bad = |value: &FieldValue| match value {
        FieldValue::Text(text) => bad.contains(&text.as_str()),
        _ => false,
    };
    let pairs = values.iter().zip(files);
    let pairs: Vec<_> = pairs.filter(|(value, _)| is_bad(value)).collect();
    let shown = pairs.iter().take(SHOWN).map(|(value, file)| match value {
        FieldValue::Text(text) => format!("`{text}` in {file}"),
        _ => file.to_string(),
    });
    let shown: Vec<String> = shown.collect();
    let more = match pairs.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let placeholders = match blank {
        0 => None,
        1 => Some("1 is not filled in".to_owned()),
        many => Some(format!("{many} are not filled in")),
    };
    match (shown.is_empty(), placeholders) {
        (true, None) => None,
        (true, Some(placeholders)) => Some(placeholders),
        (false, placeholders) => {
            let placeholders = placeholders.map_or_else(String::new, |text| format!("; {text}"));
            Some(format!(
                "to be mended: {}{more}{placeholders}",
                shown.join(", ")
            ))
        }
    }
}

/// The field that a name means.
fn field_of(name: &str, values: &[&FieldValue], labels: &Labels) -> Option<&'static str> {
    const MORE: [(&str, &str); 13] = [
        ("lang", "language"),
        ("name", "title"),
        ("subject", "title"),
        ("acronym", "id"),
        ("identifier", "id"),
        ("doc owner", "owner"),
        ("review cycle", "review_interval"),
        ("review frequency", "review_interval"),
        ("review interval", "review_interval"),
        ("expires", "review_due"),
        ("expiry", "review_due"),
        ("replaces", "supersedes"),
        ("change history", "history"),
    ];
    let spaced = spaced(name);
    let folded = folded(&spaced);
    if is_status(&spaced) {
        return Some("status");
    }
    if is_kind_name(name, labels) {
        let texts = texts(values);
        let known = texts
            .iter()
            .filter(|text| kind_of_word(text, labels).is_some());
        return (known.count() * 2 > texts.len()).then_some("kind");
    }
    if is_clauses(&spaced) {
        return Some("clauses");
    }
    let more = MORE.iter().find(|(written, _)| *written == folded);
    more.map(|(_, field)| *field)
        .or_else(|| labels.field(&spaced).map(Field::name))
}

/// The standard of a field whose name names it and whose values are its clauses.
fn claims_of(name: &str, values: &[&FieldValue], names: &StandardNames) -> Option<StandardAt> {
    let spaced = spaced(name).replace('_', " ");
    let words = [
        "clauses",
        "clause",
        "controls",
        "control",
        "criteria",
        "requirements",
    ];
    let bare = words
        .iter()
        .find_map(|word| spaced.to_lowercase().strip_suffix(word).map(str::to_owned));
    let name = bare.unwrap_or(spaced);
    let standards = names.meant(name.trim());
    let mut numbers = values.iter().flat_map(|value| match value {
        FieldValue::Text(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
        FieldValue::Texts(texts) => texts.clone(),
        _ => Vec::new(),
    });
    let first = numbers.next()?;
    let rest: Vec<String> = numbers.collect();
    let mut fitting = standards
        .iter()
        .copied()
        .filter(|at| names.has(*at, &first) && rest.iter().all(|number| names.has(*at, number)));
    fitting.next()
}

/// A list of entries with a date and a change is the history of a document.
fn history(values: &[&FieldValue]) -> Option<Meaning> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for value in values {
        match value {
            FieldValue::Entries(names, _) => all.extend(names.iter().map(String::as_str)),
            FieldValue::Blank => {}
            _ => return None,
        }
    }
    let field = |name: &str| match name {
        "date" => Some("date"),
        "revision" | "version" => Some("revision"),
        "change" | "comment" | "changes" | "description" | "summary" => Some("change"),
        _ => None,
    };
    let named: Vec<(String, &'static str)> = all
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), field(name)?)))
        .collect();
    let has = |wanted: &str| named.iter().any(|(_, field)| *field == wanted);
    let is_history = named.len() == all.len() && has("date") && has("change");
    is_history.then_some(Meaning::History(named))
}

fn is_blank(value: &FieldValue) -> bool {
    match value {
        FieldValue::Blank => true,
        FieldValue::Text(text) => is_placeholder(text),
        _ => false,
    }
}

/// The texts among values. Placeholders count as blank.
fn texts<'v>(values: &[&'v FieldValue]) -> Vec<&'v str> {
    let texts = values.iter().filter_map(|value| match value {
        FieldValue::Text(text) if !is_placeholder(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}
