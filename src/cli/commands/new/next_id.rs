//! The next free id of a kind, in the form of its existing ids.

use std::collections::{BTreeMap, HashSet};

use crate::cli::Failure;
use crate::manual::{Date, DocumentId, KindIx, Manual};

/// The next free ids, as many as are asked for (see [`next_id`]).
pub(in crate::cli::commands) fn next_ids(
    manual: &Manual,
    kind: KindIx,
    today: Date,
    count: usize,
) -> Result<Vec<DocumentId>, Failure> {
    let taken = taken(manual);
    let before = 0..count as u64;
    before
        .map(|before| nth_free(manual, kind, today, &taken, before))
        .collect()
}

/// The next free id: `QP-08` after `QP-07`. If the kind's ids contain a year, as in `CA-2026-09`,
/// the new id has the year of `today`. The first id of a kind is `PREFIX-01`.
pub(super) fn next_id(manual: &Manual, kind: KindIx, today: Date) -> Result<DocumentId, Failure> {
    nth_free(manual, kind, today, &taken(manual), 0)
}

/// The id after the next free one and `before` further ones.
#[cfg(feature = "xlsx")]
pub(in crate::cli::commands) fn nth_id(
    manual: &Manual,
    kind: KindIx,
    today: Date,
    before: u64,
) -> Result<DocumentId, Failure> {
    nth_free(manual, kind, today, &taken(manual), before)
}

fn nth_free(
    manual: &Manual,
    kind: KindIx,
    today: Date,
    taken: &HashSet<String>,
    before: u64,
) -> Result<DocumentId, Failure> {
    let form = form_of(manual, kind);
    let stem = match form.yearly {
        true => format!("{}{:04}-", form.stem, today.year()),
        false => form.stem,
    };
    let folded = stem.to_lowercase();
    let last = taken.iter().filter_map(|id| {
        let number = id.strip_prefix(&folded)?;
        let plain = number.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| number.parse::<u64>().ok()).flatten()
    });
    let number = last.max().unwrap_or(0).saturating_add(1);
    let number = number.saturating_add(before);
    let id = format!("{stem}{number:0width$}", width = form.width);
    DocumentId::new(&id).map_err(|error| {
        let message = format!("`{id}` cannot be an id: {error}; name one with --id");
        Failure::Message(message)
    })
}

/// The kind whose ids have the form of this id. `None` if there is no such kind, or several.
pub(super) fn kind_of(manual: &Manual, id: &str) -> Option<KindIx> {
    let stem = form(id)?.stem.to_lowercase();
    let has_form = |kind: &KindIx| form_of(manual, *kind).stem.to_lowercase() == stem;
    let mut kinds = manual.kinds.positions().filter(has_form);
    let first = kinds.next()?;
    kinds.next().is_none().then_some(first)
}

/// Every id of the manual in lower case, including the ids of pages that cannot be read.
pub(in crate::cli::commands) fn taken(manual: &Manual) -> HashSet<String> {
    let read = manual.names.by_id.keys().map(DocumentId::folded);
    let unreadable = manual.names.unreadable.iter().map(|id| id.to_lowercase());
    read.chain(unreadable).collect()
}

/// The form of a kind's ids: a stem, a year if `yearly`, and a number of at least `width` digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    stem: String,
    yearly: bool,
    width: usize,
}

/// The form of the next id of a kind.
fn form_of(manual: &Manual, kind: KindIx) -> Form {
    usual_form(manual, kind).unwrap_or_else(|| Form {
        stem: format!("{}-", manual.kind(kind).prefix),
        yearly: false,
        width: 2,
    })
}

/// The form of most ids of a kind; `None` if no two ids have the same form.
fn usual_form(manual: &Manual, kind: KindIx) -> Option<Form> {
    let documents = manual.documents.iter();
    let documents = documents
        .filter(|page| page.kind == kind)
        .map(|page| &page.id);
    let records = manual.records.iter();
    let records = records
        .filter(|page| page.kind == kind)
        .map(|page| &page.id);
    let ids: Vec<&str> = documents
        .chain(records)
        .map(|id| id.value.as_str())
        .collect();
    // Ids that differ only in width have one form: later numbers have more digits.
    let mut forms: BTreeMap<(String, bool), (usize, usize)> = BTreeMap::new();
    for form in ids.iter().filter_map(|id| form(id)) {
        let (count, width) = forms.entry((form.stem, form.yearly)).or_default();
        *count += 1;
        *width = form.width.max(*width);
    }
    let most = forms.into_iter().max_by_key(|(_, (count, _))| *count);
    let ((stem, yearly), (count, width)) = most?;
    (count > 1 || ids.len() == 1).then_some(Form {
        stem,
        yearly,
        width,
    })
}

fn form(id: &str) -> Option<Form> {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let width = id.len() - stem.len();
    if width == 0 || width > 9 {
        return None;
    }
    let before_year = stem.strip_suffix('-').and_then(|stem| {
        let at = stem.len().checked_sub(4)?;
        let (before, year) = stem.split_at_checked(at)?;
        let is_year = year.bytes().all(|byte| byte.is_ascii_digit())
            && (year.starts_with("19") || year.starts_with("20"));
        (is_year && before.ends_with('-')).then_some(before)
    });
    Some(Form {
        stem: before_year.unwrap_or(stem).to_owned(),
        yearly: before_year.is_some(),
        width,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::testing::manual_of;
    use jiff::civil::date;

    fn next(kind: &str, ids: &[&str]) -> String {
        let pages: Vec<(String, String)> = ids
            .iter()
            .map(|id| {
                let text = format!("---\nid: {id}\ntitle: T\nkind: {kind}\nowner: QM\n---\n");
                (format!("{id}.md"), text)
            })
            .collect();
        let pages: Vec<(&str, &str)> = pages.iter().map(|(p, t)| (&**p, &**t)).collect();
        let manual = manual_of(&["iso-9001-2015"], &pages);
        let kind = manual.kind_named(kind).unwrap();
        next_id(&manual, kind, date(2026, 11, 23))
            .unwrap()
            .to_string()
    }

    #[test]
    fn the_next_id_has_the_form_of_those_before() {
        assert_eq!(next("procedure", &[]), "QP-01");
        assert_eq!(next("procedure", &["QP-07", "QP-09"]), "QP-10");
        assert_eq!(next("procedure", &["P-007", "P-009", "QP-01"]), "P-010");
        assert_eq!(next("training", &["TR-099"]), "TR-100");
        assert_eq!(
            next("action", &["CA-2026-01", "CA-2026-09", "CA-2025-12"]),
            "CA-2026-10"
        );
        assert_eq!(next("action", &["CA-2025-01", "CA-2025-02"]), "CA-2026-01");
        assert_eq!(next("review", &["MR-2025", "MR-2026"]), "MR-2027");
        // No two of these ids have the same form.
        assert_eq!(next("finding", &["A-1-3", "B-2-9"]), "NC-01");
    }

    #[test]
    fn an_id_tells_its_kind_where_only_one_has_that_form() {
        let page = "---\nid: P-007\ntitle: T\nkind: procedure\nowner: QM\n---\n";
        let manual = manual_of(&["iso-9001-2015"], &[("a.md", page)]);
        let kind = |id| {
            let kind = kind_of(&manual, id)?;
            Some(manual.kind(kind).name.as_str())
        };
        assert_eq!(kind("P-12"), Some("procedure"));
        assert_eq!(kind("nc-2026-01"), Some("finding"));
        assert_eq!(kind("QP-01"), None);
        assert_eq!(kind("proceedure"), None);
    }

    #[test]
    fn an_id_that_any_page_has_is_not_free() {
        let text = "---\nid: qp-01\ntitle: T\nkind: form\n---\n";
        let manual = manual_of(&["iso-9001-2015"], &[("a.md", text)]);
        let kind = manual.kind_named("procedure").unwrap();
        let id = next_id(&manual, kind, date(2026, 11, 23)).unwrap();
        assert_eq!(id.as_str(), "QP-02");
    }
}
