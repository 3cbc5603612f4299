//! What of a filled-in workbook is new to the audit's record, and which findings are to be written.

use std::collections::HashMap;

use super::{FilledRow, Told, title};
use crate::manual::{
    AuditVerdict, ClauseKey, FieldType, Grade, KindIx, KindRole, PageKey, RecordIx, Sample,
};
use crate::pipeline::Compiled;
use crate::resolve::find_clause;

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The rows that are new to the audit's record.
    pub(crate) new: Vec<Planned>,
    /// How many rows the audit's record has already.
    pub(crate) taken_before: usize,
    /// Rows that say something else than the audit's record.
    pub(crate) mistakes: Vec<Told>,
    /// Clauses that the audit's scope does not name.
    pub(crate) remarks: Vec<Told>,
}

/// A row that is new to the audit's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Planned {
    pub(crate) row: FilledRow,
    pub(crate) finding: Finding,
}

/// The finding of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The requirement is met: there is none.
    None,
    /// The manual has it already, from an earlier try.
    There(RecordIx),
    /// It is to be written, in this grade.
    New(Grade),
}

/// Compares what is filled in with the audit's record.
pub(crate) fn plan(compiled: &Compiled, audit: RecordIx, mut rows: Vec<FilledRow>) -> Plan {
    let manual = &compiled.manual;
    let record = manual.record(audit);
    let mut before: HashMap<ClauseKey, Vec<&Sample>> = HashMap::new();
    for sample in record.fields.samples() {
        if let Ok(found) = find_clause(manual, &sample.clause.value)
            && found.item.is_none()
        {
            before.entry(found.clause).or_default().push(sample);
        }
    }
    let mut plan = Plan::default();
    // Ids follow the order of the clauses, in whatever order the sheet is.
    rows.sort_by_key(|row| row.clause);
    for row in rows {
        let before = before.get(&row.clause).map_or(&[][..], Vec::as_slice);
        if before.iter().any(|sample| is_same(sample, &row)) {
            plan.taken_before += 1;
            continue;
        }
        if let Some(sample) = before.first() {
            plan.mistakes
                .push(taken_otherwise(compiled, audit, &row, sample));
            continue;
        }
        plan.remarks.extend(out_of_scope(compiled, audit, &row));
        let finding = match row.verdict.grade() {
            None => Finding::None,
            Some(grade) => match existing(compiled, audit, &row, grade) {
                Some(ix) => Finding::There(ix),
                None => Finding::New(grade),
            },
        };
        plan.new.push(Planned { row, finding });
    }
    plan
}

/// Whether a sample of the audit's record is that of a row.
fn is_same(sample: &Sample, row: &FilledRow) -> bool {
    sample.verdict == Some(row.verdict)
        && same_text(&sample.sample, &row.sample)
        && same_text(&sample.note, &row.note)
}

/// Whether two texts have the same words: a spreadsheet may break lines in another way.
fn same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn taken_otherwise(compiled: &Compiled, audit: RecordIx, row: &FilledRow, sample: &Sample) -> Told {
    let record = compiled.manual.record(audit);
    let number = &compiled.manual.clause(row.clause).number;
    let verdict = sample.verdict.map_or("no verdict", AuditVerdict::word);
    Told {
        place: row.place.clone(),
        message: format!(
            "{} has {number} already, otherwise: {verdict} ({}:{})",
            record.id.value, record.path, sample.span.line
        ),
        help:
            "to change it, edit the audit's record and the finding; to take the row instead, take \
               the entry out of the record first"
                .to_owned(),
    }
}

fn out_of_scope(compiled: &Compiled, audit: RecordIx, row: &FilledRow) -> Option<Told> {
    let scope = &compiled.registers.entry(audit).clauses;
    let standard = compiled.manual.standard(row.clause.standard);
    let mut reached = standard.with_ancestors(row.clause.clause);
    let is_within = reached.any(|clause| {
        scope.contains(&ClauseKey {
            clause,
            ..row.clause
        })
    });
    if scope.is_empty() || is_within {
        return None;
    }
    let number = &standard.clause(row.clause.clause).number;
    Some(Told {
        place: row.place.clone(),
        message: format!(
            "{number} is not in the scope of {}",
            compiled.manual.record(audit).id.value
        ),
        help: "add it to `clauses` of the audit's record, if the audit reached it".to_owned(),
    })
}

/// The finding that was written for a row before, if there is one.
fn existing(
    compiled: &Compiled,
    audit: RecordIx,
    row: &FilledRow,
    grade: Grade,
) -> Option<RecordIx> {
    let manual = &compiled.manual;
    let title = title(&row.note);
    manual.records.positions().find(|ix| {
        let record = manual.record(*ix);
        let entry = compiled.registers.entry(*ix);
        manual.role(*ix) == Some(KindRole::Finding)
            && entry.mention("audit") == Some(PageKey::Record(audit))
            && entry.clauses == [row.clause]
            && Grade::of(&record.fields) == Some(grade)
            && record.title == title
    })
}

/// The kind of the new findings: the one with most records among those that are findings and have
/// these grades.
///
/// # Errors
/// If the manual has no such kind. The error says what is missing.
pub(crate) fn finding_kind(compiled: &Compiled, grades: &[Grade]) -> Result<KindIx, String> {
    let manual = &compiled.manual;
    let findings = manual.kinds.enumerated();
    let findings = findings.filter(|(_, kind)| kind.has_role(KindRole::Finding));
    let has_grades = |ix: KindIx| {
        let grade = manual.kind(ix).field("grade").map(|field| &field.of);
        matches!(grade, Some(FieldType::OneOf(words))
            if grades.iter().all(|grade| words.iter().any(|word| word == grade.word())))
    };
    let mut most: Option<(usize, KindIx)> = None;
    let mut names = Vec::new();
    for (ix, kind) in findings {
        names.push(format!("`{}`", kind.name));
        if !has_grades(ix) {
            continue;
        }
        let count = manual
            .records
            .iter()
            .filter(|record| record.kind == ix)
            .count();
        if most.is_none_or(|(most, _)| count > most) {
            most = Some((count, ix));
        }
    }
    most.map(|(_, ix)| ix).ok_or_else(|| {
        let grades: Vec<&str> = grades.iter().map(|grade| grade.word()).collect();
        let kinds = match names.is_empty() {
            true => "no kind has the role `finding`".to_owned(),
            false => format!("{} has not all of them", names.join(", ")),
        };
        format!(
            "no kind of findings has a field `grade` with {}: {kinds}",
            grades.join(", ")
        )
    })
}
