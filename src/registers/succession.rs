//! Later records that replace earlier ones: the next review, a new certificate, a training on the
//! present revision.

use std::collections::HashMap;

use crate::index::IndexVec;
use crate::manual::{Date, Kind, Manual, Record, RecordIx, Succession, folded};

/// For each record, the next later record that replaces it.
pub(super) fn replacements(manual: &Manual, as_of: Date) -> IndexVec<RecordIx, Option<RecordIx>> {
    let mut replaced = IndexVec::beside(&manual.records, None);
    // The records of each series, by the values they share: date, record, and whether it can
    // replace earlier ones.
    let mut series: HashMap<Vec<String>, Vec<(Date, RecordIx, bool)>> = HashMap::new();
    for (ix, record) in manual.records.enumerated() {
        let kind = manual.kind(record.kind);
        let Some(succession) = &kind.succession else {
            continue;
        };
        let date = record.fields.date(succession.by.as_str());
        let (Some(date), Some(key)) = (date, series_key(kind, record, succession)) else {
            continue;
        };
        let fields = &record.fields;
        let takes_over = date <= as_of
            && kind.has_happened(fields, as_of)
            && kind.is_counted(fields)
            && !manual.is_in_doubt(record);
        let of_series = series.entry(key).or_default();
        of_series.push((date, ix, takes_over));
    }
    for mut records in series.into_values() {
        records.sort_unstable();
        let mut later: Option<(Date, RecordIx)> = None;
        let mut same_day: Option<(Date, RecordIx)> = None;
        for (date, ix, takes_over) in records.into_iter().rev() {
            if same_day.is_none_or(|(day, _)| day != date) {
                later = same_day.or(later);
                same_day = None;
            }
            replaced[ix] = later.map(|(_, ix)| ix);
            if takes_over {
                same_day = Some((date, ix));
            }
        }
    }
    replaced
}

/// The values that a record shares with the other records of its series, folded for comparison;
/// `None` if a field is not given.
fn series_key(kind: &Kind, record: &Record, succession: &Succession) -> Option<Vec<String>> {
    let mut key = vec![kind.name.to_string()];
    for field in &succession.same {
        key.push(folded(record.fields.text(field.as_str())?));
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TestManual, procedure};

    #[test]
    fn a_later_record_takes_the_place_of_an_earlier_one() {
        let manual = TestManual::of_records(&[
            ("review", "MR-1", "date: 2024-01-20; next: 2025-01-20"),
            ("review", "MR-2", "date: 2025-01-22; next: 2026-01-20"),
            ("review", "MR-3", "date: 2026-01-20; next: 2026-10-20"),
            ("review", "MR-4", "date: 2026-12-20; next: 2027-10-20"),
            (
                "certificate",
                "C-1",
                "standard: X; issued: 2020-01-01; valid_until: 2023-01-01",
            ),
            (
                "certificate",
                "C-2",
                "standard: X; issued: 2023-01-01; valid_until: 2026-01-01",
            ),
            (
                "certificate",
                "C-3",
                "standard: Y; issued: 2026-01-01; valid_until: 2029-01-01",
            ),
        ]);
        let replaced = |id: &str| {
            let later = manual.entry(id).successor()?;
            Some(manual.manual.record(later).id.value.to_string())
        };
        assert_eq!(replaced("MR-1").as_deref(), Some("MR-2"));
        assert_eq!(replaced("MR-2").as_deref(), Some("MR-3"));
        assert_eq!(
            replaced("MR-3"),
            None,
            "a review that is still to come replaces nothing"
        );
        assert_eq!(replaced("C-1").as_deref(), Some("C-2"));
        assert_eq!(replaced("C-2"), None);
        assert!(manual.entry("MR-1").overdue && !manual.entry("MR-1").is_late());
        assert!(manual.entry("MR-3").is_late() && manual.entry("C-2").is_late());
    }

    #[test]
    fn a_failed_training_takes_no_place() {
        let (path, text) = procedure("QP-1", "4", "");
        let training = |revision: &str, date: &str, result: &str| {
            format!(
                "person: A; document: QP-1; revision: {revision}; date: {date}; result: {result}"
            )
        };
        let (one, two) = (
            training("3", "2025-01-05", "passed"),
            training("4", "2026-02-05", "Failed the test"),
        );
        let records = [("training", "TR-1", &*one), ("training", "TR-2", &*two)];
        let manual = TestManual::new("", &records, &[(&path, &text)]);
        assert_eq!(manual.entry("TR-1").successor(), None);
        let two = training("4", "2026-02-05", "passed");
        let records = [("training", "TR-1", &*one), ("training", "TR-2", &*two)];
        let manual = TestManual::new("", &records, &[(&path, &text)]);
        assert_eq!(
            manual.entry("TR-1").successor(),
            Some(manual.record("TR-2"))
        );
    }
}
