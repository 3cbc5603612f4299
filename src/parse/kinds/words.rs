//! What the words of a manual's own kinds say (`docs/design.md`, "The table of kinds"), unless the
//! kind's own settings say it. A word that the program does not know leaves a record open, and passes
//! no training. It is a mistake if no word of the kind closes a record or passes a training.

use crate::manual::{Class, Condition, DueWhen, FieldName, FieldType, Kind, KindRole, OpenWhen};
use crate::parse::decode::{Decoder, list_words};
use crate::parse::node::{Entry, Node, Table};

/// The fields in which a record says how far it is.
const SAYING: [&str; 2] = ["state", "result"];

/// The words of what was given up: it is closed, and has not happened.
const GIVEN_UP: [&str; 10] = [
    "cancelled",
    "canceled",
    "dropped",
    "withdrawn",
    "abandoned",
    "abgesagt",
    "verworfen",
    "annulé",
    "cancelado",
    "anulado",
];

/// The words of what is still to come.
const COMING: [&str; 12] = [
    "planned",
    "scheduled",
    "pending",
    "draft",
    "geplant",
    "ausstehend",
    "planifié",
    "prévu",
    "en attente",
    "planificado",
    "previsto",
    "pendiente",
];

/// The words of what is closed because it was done.
const DONE: [&str; 15] = [
    "closed",
    "done",
    "held",
    "completed",
    "implemented",
    "verified",
    "passed",
    "pass",
    "calibrated",
    "evaluated",
    "accepted",
    "rejected",
    "resolved",
    "treated",
    "approved",
];

/// The words of an audit that was held.
const HELD: [&str; 4] = ["done", "held", "completed", "closed"];

/// The words of a training that was passed, and the other words of a result that are known.
const PASSED: [&str; 2] = ["passed", "pass"];
const NOT_PASSED: [&str; 3] = ["failed", "fail", "pending"];

/// Makes the conditions of a kind fit the words of its fields, and reports the first field with words
/// of unknown meaning. `model` is the built-in kind of the same name or role. `is_told` says that a
/// mistake in the same settings was reported already.
pub(super) fn settle(
    decoder: &mut Decoder<'_>,
    kind: &mut Kind,
    model: Option<&Kind>,
    entry: &Entry,
    is_told: bool,
) {
    let Some(table) = entry.node.table().filter(|_| kind.class == Class::Record) else {
        return;
    };
    let mut doubts = Vec::new();
    doubts.extend(settle_open(kind, model, table));
    doubts.extend(match kind.role {
        Some(KindRole::Audit) => {
            settle_held(kind, table);
            None
        }
        Some(KindRole::Training) => settle_passed(kind, model, table),
        // What was found, is being done, or is kept in a list is there, whatever its state.
        Some(
            KindRole::Finding
            | KindRole::Action
            | KindRole::Feedback
            | KindRole::Risk
            | KindRole::Supplier
            | KindRole::Equipment,
        ) => None,
        _ => {
            settle_happened(kind, model, table);
            None
        }
    });
    let Some(doubt) = doubts.into_iter().next().filter(|_| !is_told) else {
        return;
    };
    let written = table.get("fields").and_then(Node::table);
    let field = written.and_then(|fields| fields.get(doubt.field.as_str()));
    let place = field.map_or(entry.key_spot, |node| node.span);
    decoder.invalid(place, doubt.message(kind), &doubt.help());
}

/// The dates of which one may be that of the recorded event of a new kind that does not name it: all but
/// those on which something is due or ends. None if it has a field `date`.
pub(super) fn dates_of_event(kind: &Kind) -> Vec<FieldName> {
    const ENDS: [&str; 12] = [
        "deadline", "due", "end", "ends", "expires", "expiry", "next", "review", "target", "to",
        "until", "valid",
    ];
    if kind.field("date").is_some() {
        return Vec::new();
    }
    let due = match &kind.due {
        DueWhen::On(field) => Some(field),
        _ => None,
    };
    let dates = kind.fields.iter().filter(|field| {
        let name = field.name.as_str().to_lowercase();
        field.of == FieldType::Date
            && due != Some(&field.name)
            && !name.split(['_', '-', ' ']).any(|part| ENDS.contains(&part))
    });
    dates.map(|field| field.name.clone()).collect()
}

/// Words of a field whose meaning the kind does not say.
struct Doubt {
    field: FieldName,
    /// The words; empty if the field may hold any text.
    words: Vec<String>,
    /// The words that are known to mean what the setting asks for.
    known: Vec<String>,
    about: About,
}

#[derive(Clone, Copy)]
enum About {
    Open,
    Passed,
}

impl Doubt {
    fn message(&self, kind: &Kind) -> String {
        let (asks, so) = match self.about {
            About::Open => ("is open", "it stays open"),
            About::Passed => ("was passed", "it does not count"),
        };
        let field = &self.field;
        let name = &kind.name;
        match self.words.is_empty() {
            true => format!(
                "`{field}` of `{name}` may be any text, so that nobody knows whether a record {asks}: with an unknown \
                 word {so}"
            ),
            false => format!(
                "the kind `{name}` does not say whether a record {asks} whose `{field}` is {}: {so}",
                quoted(&self.words)
            ),
        }
    }

    fn help(&self) -> String {
        let field = &self.field;
        let list = |words: &[String]| -> String {
            let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
            words.join(", ")
        };
        let all: Vec<String> = self.known.iter().chain(&self.words).cloned().collect();
        match self.about {
            About::Open => format!(
                "add open_when = {{ {field} = [{}] }} with the words that mean it is open, and only those",
                list(&all)
            ),
            About::Passed => format!(
                "add counts_when = {{ {field} = [\"…\"] }} with those of {} that mean it was passed",
                quoted(&all)
            ),
        }
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    list_words(&words)
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.contains(&&*word.to_lowercase())
}

/// The words of a field with a list, unless they are those of the built-in kind.
fn own_words(kind: &Kind, model: Option<&Kind>, field: &str) -> Option<Vec<String>> {
    let own = kind.field(field)?;
    if model
        .and_then(|model| model.field(field))
        .map(|one| &one.of)
        == Some(&own.of)
    {
        return None;
    }
    match &own.of {
        FieldType::OneOf(words) => Some(words.clone()),
        _ => None,
    }
}

/// Lets only known words close a record, where the kind does not write `open_when`.
fn settle_open(kind: &mut Kind, model: Option<&Kind>, table: &Table) -> Option<Doubt> {
    if table.get("open_when").is_some() {
        return None;
    }
    let decides = |open: &OpenWhen| match open {
        OpenWhen::Fields(condition @ (Condition::Is(..) | Condition::IsNot(..))) => {
            Some(condition.clone())
        }
        _ => None,
    };
    let condition = model
        .and_then(|model| decides(&model.open))
        .or_else(|| decides(&kind.open))?;
    let field = condition.field()?.clone();
    if kind.field(field.as_str()).is_none() {
        // A finding that nobody can close is open. The missing setting is reported.
        if kind.has_role(KindRole::Finding) && kind.open.is_never() {
            kind.open = OpenWhen::Fields(Condition::Always);
        }
        return None;
    }
    let of_model = model.and_then(|model| model.field(field.as_str()));
    let of_model = match of_model.map(|field| &field.of) {
        Some(FieldType::OneOf(words)) => words.as_slice(),
        _ => &[],
    };
    let is_of_model = |word: &str| {
        let mut words = of_model.iter();
        words.any(|known| known.to_lowercase() == word.to_lowercase())
    };
    let opens = |word: &str| match &condition {
        Condition::IsNot(..) => is_of_model(word) && !condition.names(word),
        _ => condition.names(word),
    };
    let closes = |word: &str| match is_of_model(word) {
        true => !opens(word),
        false => !opens(word) && (is_among(&DONE, word) || is_among(&GIVEN_UP, word)),
    };
    if kind.field(field.as_str())?.of == FieldType::Text {
        let all = of_model.iter().map(String::as_str);
        let all = all.chain(DONE).chain(GIVEN_UP).filter(|word| closes(word));
        let mut closing: Vec<String> = all.map(str::to_owned).collect();
        closing.dedup();
        kind.open = OpenWhen::Fields(Condition::IsNot(field.clone(), closing));
        return Some(Doubt {
            field,
            words: Vec::new(),
            known: vec!["open".to_owned()],
            about: About::Open,
        });
    }
    let words = own_words(kind, model, field.as_str())?;
    let take = |is: &dyn Fn(&str) -> bool| -> Vec<String> {
        words.iter().filter(|word| is(word)).cloned().collect()
    };
    let unknown = take(&|word| !closes(word) && !opens(word));
    if unknown.is_empty() {
        return None;
    }
    let closing = take(&closes);
    let can_be_closed = !closing.is_empty();
    kind.open = OpenWhen::Fields(Condition::IsNot(field.clone(), closing));
    (!can_be_closed).then_some(Doubt {
        known: take(&opens),
        field,
        words: unknown,
        about: About::Open,
    })
}

/// Lets an audit count only by a word that is known to mean that it was held. That the kind does not
/// say so is reported with its role.
fn settle_held(kind: &mut Kind, table: &Table) {
    if table.get("counts_when").is_some() || kind.counts != Condition::Always {
        return;
    }
    let held = SAYING.iter().find_map(|field| {
        let words = own_words(kind, None, field)?;
        let held = words.into_iter().filter(|word| is_among(&HELD, word));
        Some(Condition::Is(FieldName::new(field), held.collect()))
    });
    kind.counts = held.unwrap_or(Condition::Never);
}

/// Lets a training count only by a word that is known to mean that it was passed, or without a
/// result.
fn settle_passed(kind: &mut Kind, model: Option<&Kind>, table: &Table) -> Option<Doubt> {
    const RESULT: &str = "result";
    if table.get("counts_when").is_some() {
        return None;
    }
    let field = FieldName::new(RESULT);
    let Some(words) = own_words(kind, model, RESULT) else {
        let of = kind.field(RESULT).map(|field| &field.of);
        if of.is_some_and(|of| !matches!(of, FieldType::OneOf(_))) {
            // That it may be any text is reported with its type.
            kind.counts = Condition::Is(field, PASSED.map(str::to_owned).to_vec());
        }
        return None;
    };
    let (known, other): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| is_among(&PASSED, word));
    kind.counts = Condition::IsNot(field.clone(), other.clone());
    let unknown = other
        .into_iter()
        .filter(|word| !is_among(&NOT_PASSED, word));
    let words: Vec<String> = unknown.collect();
    (known.is_empty() && !words.is_empty()).then_some(Doubt {
        field,
        words,
        known,
        about: About::Passed,
    })
}

/// Lets a record neither have happened by a word that means it is still to come, nor count by one that
/// means it was given up.
fn settle_happened(kind: &mut Kind, model: Option<&Kind>, table: &Table) {
    if table.get("counts_when").is_some() || table.get("pending_when").is_some() {
        return;
    }
    for name in SAYING {
        let Some(words) = own_words(kind, model, name) else {
            continue;
        };
        let field = FieldName::new(name);
        let (ahead, words): (Vec<String>, Vec<String>) =
            words.into_iter().partition(|word| is_among(&COMING, word));
        let given_up = words.into_iter().filter(|word| is_among(&GIVEN_UP, word));
        let given_up: Vec<String> = given_up.collect();
        if !ahead.is_empty() && kind.pending == Condition::Never {
            kind.pending = Condition::Is(field.clone(), ahead);
        }
        if !given_up.is_empty() && kind.counts == Condition::Always {
            kind.counts = Condition::IsNot(field, given_up);
        }
    }
}
