//! Builds objectives: compares measurements with target and limits.
//!
//! - A measurement is a row of the record's table: the column `period` (or `date`, `month`,
//!   `quarter`, `week`, `year`) and the column `value`. A row without a value was not measured yet;
//!   periods that begin after the as-of date are left out.
//! - *Missed*: for `at-least`, the value is below the target; for `at-most`, above it; for
//!   `within`, outside the limits or, without limits, not equal to the target. It cannot be
//!   determined without a direction, without the target or limits that the direction needs, or if
//!   an unreadable row may be the last one.
//! - *Next due*: the last day of the period after the one in which the last measured period ends.
//!   Its length is that of the field `period`, else that of the last measured period.
//! - *Centre line*: `centre` of the limits; else halfway between them; else, with one limit, the
//!   target. A *run* is eight or more consecutive values on one side of it; a value on the line
//!   ends the run.

use super::objective::{Direction, Measurement, Objective, Run, Side, Trend};
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Date, Decimal, FieldValue, Fields, Manual, Period, RecordIx};
use crate::resolve::Resolved;
use crate::resolve::measurements::{self, Measurements};
use crate::rules;

/// The minimum length of a run.
const RUN: usize = 8;

/// Returns every objective of a manual, by record, and the mistakes in their tables.
pub(super) fn measure_all(
    manual: &Manual,
    resolved: &Resolved,
    as_of: Date,
) -> (Vec<Objective>, Vec<Diagnostic>) {
    let mut objectives = Vec::new();
    let mut diagnostics = Vec::new();
    for (ix, record) in manual.records.enumerated() {
        if !manual.kind(record.kind).is_measured() {
            continue;
        }
        let mut measured = Measurements::default();
        let table = measurements::table(manual, resolved, ix);
        let is_written = record.fields.get("data").is_some();
        let mut is_misread = record.misread.iter().any(|field| field.as_str() == "data")
            || (is_written && table.is_none());
        if let Some((path, table)) = table {
            measured = measurements::read(table, &manual.config.reading.forms);
            is_misread |= !measured.unread.is_empty() || !measured.mistakes.is_empty();
            diagnostics.extend(measured.mistakes.drain(..).map(|mistake| {
                let place = Location::new(path, mistake.span);
                Diagnostic::new(&rules::INVALID_VALUE, place, mistake.message).help(mistake.help)
            }));
        }
        let mut objective = measure(ix, &record.fields, measured, as_of);
        objective.is_misread = is_misread;
        objectives.push(objective);
    }
    (objectives, diagnostics)
}

fn measure(ix: RecordIx, fields: &Fields, measured: Measurements, as_of: Date) -> Objective {
    let target = match fields.get("target").map(|field| &field.value) {
        Some(FieldValue::Number(target, _)) => Some(*target),
        _ => None,
    };
    let limits = match fields.get("limits").map(|field| &field.value) {
        Some(FieldValue::Limits(limits)) => Some(*limits),
        _ => None,
    };
    let frequency = match fields.get("period").map(|field| &field.value) {
        Some(FieldValue::Frequency(frequency)) => Some(*frequency),
        _ => None,
    };
    let direction = match fields.text("direction") {
        Some("at-least") => Some(Direction::AtLeast),
        Some("at-most") => Some(Direction::AtMost),
        Some("within") => Some(Direction::Within),
        _ => None,
    };
    let mut objective = Objective {
        record: ix,
        target,
        direction,
        limits,
        centre: limits.and_then(|limits| limits.middle().or(target)),
        frequency,
        measurements: Vec::new(),
        missed: None,
        trend: None,
        outside: Vec::new(),
        runs: Vec::new(),
        next_due: None,
        is_misread: false,
    };
    let known = measured
        .values
        .into_iter()
        .filter(|(period, _)| period.first() <= as_of);
    let judged = known.map(|(period, value)| Measurement {
        period,
        value,
        missed: objective.misses(value),
    });
    objective.measurements = judged.collect();
    objective.sum_up();
    // An unreadable row may contain the last value, and that value may miss the target.
    let may_be_last = |period: &Option<Period>| match (period, objective.last()) {
        (Some(period), Some(last)) => *period >= last.period && period.first() <= as_of,
        _ => true,
    };
    if objective.missed == Some(false) && measured.unread.iter().any(may_be_last) {
        objective.missed = None;
    }
    objective
}

impl Objective {
    /// Computes the verdict, the trend, the runs and the next due date from the measurements.
    fn sum_up(&mut self) {
        let Some(last) = self.last().copied() else {
            return;
        };
        self.missed = last.missed;
        self.trend = self.trend_of_last();
        let frequency = self.frequency.or_else(|| last.period.frequency());
        self.next_due = frequency.map(|frequency| frequency.next(last.period.last()));
        self.frequency = frequency;
        if let Some(limits) = self.limits {
            let points = self.measurements.iter().enumerate();
            let outside = points.filter(|(_, point)| !limits.hold(point.value));
            self.outside = outside.map(|(at, _)| at).collect();
        }
        if let Some(centre) = self.centre {
            self.runs = runs(&self.measurements, centre);
        }
    }

    /// The trend of the last value. Higher is better for `at-least`, lower for `at-most`, and
    /// nearer to the centre line for `within`.
    fn trend_of_last(&self) -> Option<Trend> {
        let [.., before, last] = self.measurements.as_slice() else {
            return None;
        };
        let better = |value: Decimal| match self.direction? {
            Direction::AtLeast => Some(value),
            Direction::AtMost => Some(-value),
            Direction::Within => {
                let centre = self.centre.or(self.target)?;
                Some(-value.saturating_sub(centre).abs())
            }
        };
        let (before, last) = (better(before.value)?, better(last.value)?);
        Some(match last.cmp(&before) {
            std::cmp::Ordering::Greater => Trend::Better,
            std::cmp::Ordering::Equal => Trend::Steady,
            std::cmp::Ordering::Less => Trend::Worse,
        })
    }
}

fn runs(measurements: &[Measurement], centre: Decimal) -> Vec<Run> {
    let side = |value: Decimal| match value.cmp(&centre) {
        std::cmp::Ordering::Greater => Some(Side::Above),
        std::cmp::Ordering::Less => Some(Side::Below),
        std::cmp::Ordering::Equal => None,
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for part in measurements.chunk_by(|a, b| side(a.value) == side(b.value)) {
        let end = start + part.len();
        let of_part = part.first().and_then(|first| side(first.value));
        if let Some(side) = of_part.filter(|_| part.len() >= RUN) {
            runs.push(Run {
                measurements: start..end,
                side,
            });
        }
        start = end;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::testing::TestManual;
    use super::*;

    fn objective(fields: &str, csv: &str) -> (Objective, TestManual) {
        let fields = format!("{fields}; data: m.csv");
        let records = [("objective", "OBJ-1", &*fields)];
        let manual = TestManual::new("", &records, &[("records/m.csv", csv)]);
        let one = manual.registers.objectives[0].clone();
        (one, manual)
    }

    fn missed(fields: &str, last: &str) -> Option<bool> {
        objective(
            fields,
            &format!("period,value\n2026-09,0\n2026-10,{last}\n"),
        )
        .0
        .missed
    }

    #[test]
    fn the_last_value_misses_or_meets_its_target() {
        for (fields, last, expected) in [
            ("target: 96; direction: at-least", "96", Some(false)),
            ("target: 96; direction: at-least", "95.9", Some(true)),
            ("target: 2; direction: at-most", "2", Some(false)),
            ("target: 2; direction: at-most", "2.1", Some(true)),
            (
                "target: 0; direction: within; limits: { lower: -1, upper: 1 }",
                "-1",
                Some(false),
            ),
            (
                "target: 0; direction: within; limits: { lower: -1, upper: 1 }",
                "1.1",
                Some(true),
            ),
            ("direction: within; limits: { upper: 1 }", "-9", Some(false)),
            ("target: 96", "95", None),
            ("direction: at-least", "95", None),
        ] {
            assert_eq!(missed(fields, last), expected, "{fields}: {last}");
        }
    }

    #[test]
    fn the_last_period_is_the_latest_and_not_one_still_to_come() {
        let (one, manual) = objective(
            "target: 1; direction: at-least; period: month",
            "period,value\n2026-10,5\n2026-12,0\n2026-09,0\n2026-11,\n",
        );
        assert_eq!(one.last().unwrap().period.to_string(), "2026-10");
        assert_eq!(one.next_due.unwrap().to_string(), "2026-11-30");
        assert_eq!((one.missed, one.trend), (Some(false), Some(Trend::Better)));
        assert_eq!(
            manual.facts("OBJ-1"),
            (false, "2026-11-30".to_owned(), false)
        );
    }

    #[test]
    fn the_period_follows_from_the_values_where_none_is_written() {
        let due = |fields: &str, rows: &str| {
            let (one, _) = objective(fields, &format!("date,value\n{rows}\n"));
            one.next_due.map(|due| due.to_string())
        };
        let target = "target: 1; direction: at-least";
        assert_eq!(due(target, "2026-Q2,1").as_deref(), Some("2026-09-30"));
        assert_eq!(due(target, "2026-06-15,1"), None);
        let monthly = format!("{target}; period: month");
        assert_eq!(due(&monthly, "2026-06-15,1").as_deref(), Some("2026-07-31"));
        let every = format!("{target}; period: 2 weeks");
        assert_eq!(due(&every, "2026-06-15,1").as_deref(), Some("2026-06-29"));
    }

    #[test]
    fn control_charts_mark_points_outside_and_runs_of_eight() {
        let values = [
            0.3, 1.3, -0.1, -0.2, -0.3, -0.1, -0.2, -0.3, -0.1, -0.2, 0.0, 0.1,
        ];
        let rows: Vec<String> = (1..)
            .zip(values)
            .map(|(month, value)| format!("2025-{month:02},{value}"))
            .collect();
        let csv = format!("period,value\n{}\n", rows.join("\n"));
        let fields = "direction: within; limits: { lower: -1.2, upper: 1.2 }";
        let (one, _) = objective(fields, &csv);
        assert_eq!(one.outside, [1]);
        assert_eq!(
            one.runs,
            [Run {
                measurements: 2..10,
                side: Side::Below
            }]
        );
        let seven = csv.replace("2025-10,-0.2", "2025-10,0");
        assert_eq!(objective(fields, &seven).0.runs, []);
    }

    #[test]
    fn quarters_have_their_means() {
        let csv =
            "period,value\n2026-06,9\n2026-07,96.4\n2026-08,93.8\n2026-09,95.1\n2026-10,94.6\n";
        let (one, _) = objective("target: 96; direction: at-least", csv);
        let third = one.quarters()[1];
        assert_eq!(third.quarter.to_string(), "2026-Q3");
        assert_eq!(third.mean.to_string(), "95.1");
        assert_eq!((third.values, third.missed), (3, Some(true)));
        let between = one.between(third.quarter.first(), third.quarter.last());
        assert_eq!(between.len(), 3);
    }

    #[test]
    fn figures_are_decimal() {
        let csv = "period,value\n2026-07,0.1\n2026-08,0.2\n2026-09,0.3\n";
        let (one, _) = objective("target: 0.2; direction: at-most", csv);
        let quarter = one.quarters()[0];
        assert_eq!(
            (quarter.mean.to_string(), quarter.missed),
            ("0.2".to_owned(), Some(false))
        );
    }

    #[test]
    fn a_figure_is_shown_with_as_many_digits_as_its_verdict_needs() {
        let shown = |fields: &str, value: &str| {
            let csv = format!("period,value\n2026-10,{value}\n");
            let (one, _) = objective(fields, &csv);
            one.shown(one.last().unwrap().value).to_string()
        };
        let at_least = "target: 96; direction: at-least";
        assert_eq!(shown(at_least, "95.123456"), "95.12");
        assert_eq!(shown(at_least, "95.99"), "95.99");
        assert_eq!(shown(at_least, "95.9996"), "95.9996");
        assert_eq!(shown(at_least, "95.99951"), "95.9995");
        assert_eq!(shown(at_least, "96.0004"), "96");
        let at_most = "target: 0.001; direction: at-most";
        assert_eq!(shown(at_most, "0.00041"), "0");
        assert_eq!(
            shown("target: 0.0015; direction: at-most", "0.00041"),
            "0.0004"
        );
        let within = "direction: within; limits: { lower: -1.2, upper: 1.2 }";
        assert_eq!(shown(within, "1.2004"), "1.2004");
    }

    #[test]
    fn what_is_wrong_in_a_table_is_reported_where_it_stands() {
        let (one, manual) = objective(
            "target: 1; direction: at-least",
            "period,value\n2026-08,1\nAugust,2\n2026-09,two\n2026-08,3\n,4\n2026-10,9,4\n",
        );
        assert_eq!(one.measurements.len(), 1);
        let mut reported = manual.reported();
        reported.sort();
        assert_eq!(
            reported,
            [
                "invalid-value records/m.csv:3:1",
                "invalid-value records/m.csv:4:9",
                "invalid-value records/m.csv:5:9",
                "invalid-value records/m.csv:6:2",
                "invalid-value records/m.csv:7:11",
            ]
        );
        let (_, manual) = objective("target: 1; direction: at-least", "month,score\n2026-08,1\n");
        assert_eq!(manual.reported(), ["invalid-value records/m.csv:1:1"]);
    }

    #[test]
    fn what_may_be_the_last_row_and_cannot_be_read_leaves_the_objective_open() {
        for (rows, met, mistakes) in [
            ("2026-09,1\n2026-10,2", true, 0),
            ("2026-09,1\n2026-10,", true, 0),
            ("2026-09,1\n\n,\n", true, 0),
            ("2026-08,one\n2026-09,1", true, 1),
            ("2026-09,1\n2026-12,one", true, 1),
            ("2026-09,1\n2026-10,none", false, 1),
            ("2026-09,1\n2026-10", false, 1),
            ("2026-09,1\n2026-10;1", false, 1),
            ("2026-09,1\n2026-10,94,6", false, 1),
            ("2026-09,1\n2026-09,0", false, 1),
            ("2026-09,1\nno figures yet", false, 1),
            ("2026-09,1\nlater,", false, 1),
            (
                "2026-08,1\n<<<<<<< ours\n2026-09,1\n=======\n2026-10,0\n>>>>>>> theirs",
                false,
                1,
            ),
        ] {
            let csv = format!("period,value\n{rows}\n");
            let (_, manual) = objective("target: 1; direction: at-least", &csv);
            let reported = manual.reported();
            let found = (!manual.facts("OBJ-1").0, reported.len());
            assert_eq!(found, (met, mistakes), "{rows}: {reported:?}");
        }
        let (_, manual) = objective(
            "target: 1; direction: at-least",
            "period,value\n2026-09,1\n2026-10;1\n",
        );
        assert_eq!(manual.reported(), ["invalid-value records/m.csv:3:1"]);
        let inline = "data: [{ period: 2026-09, value: 1 }, { period: 2026-10, value: [9, 1] }]";
        let fields = format!("target: 1; direction: at-least; {inline}");
        let manual = TestManual::of_records(&[("objective", "OBJ-1", &fields)]);
        assert!(manual.facts("OBJ-1").0, "{:?}", manual.reported());
    }

    #[test]
    fn values_may_stand_in_the_record_itself() {
        for data in [
            "data: [{ period: 2026-09, value: 3 }, { value: 5, period: 2026-10 }]",
            "data: [[period, value], [2026-09, 3], [2026-10, 5]]",
            "data: [[2026-09, 3], [2026-10, 5]]",
            "data: { 2026-09: 3, 2026-10: 5 }",
        ] {
            let fields = format!("target: 4; direction: at-least; {data}");
            let manual = TestManual::of_records(&[("objective", "OBJ-1", &fields)]);
            let values: Vec<String> = manual.registers.objectives[0]
                .measurements
                .iter()
                .map(|one| one.value.to_string())
                .collect();
            assert_eq!(values, ["3", "5"], "{data}: {:?}", manual.reported());
        }
    }

    #[test]
    fn a_csv_file_that_nobody_uses_is_nobody_s_mistake() {
        let files = [("other.csv", "a,b\n1,2,3\n")];
        let manual = TestManual::new("", &[], &files);
        assert!(manual.reported().is_empty());
        let records = [("objective", "OBJ-1", "data: missing.csv")];
        let manual = TestManual::new("", &records, &files);
        assert_eq!(manual.reported(), ["broken-reference records/OBJ-1.md:6:7"]);
    }
}
