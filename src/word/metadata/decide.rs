//! Decides the value of a field. If two places have different values, none is set.

use super::values::Fit;
use super::{Candidate, Source};
use crate::conventions::Field;
use crate::conventions::folded;

/// The decision on a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Set(Set),
    /// Different values, with one candidate each.
    Conflict(Vec<Candidate>),
    /// A person's name where a role is required.
    Person(Candidate),
    /// An ambiguous date.
    Ambiguous(Candidate),
    /// A placeholder without a value.
    Blank(Candidate),
    Missing,
}

/// A value and its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) value: String,
    pub(super) raw: String,
    pub(super) first: Candidate,
    pub(super) also: Vec<Candidate>,
}

/// Decides the value of a field from its candidates.
pub(super) fn decide(field: Field, found: &[Candidate]) -> Decision {
    let mut of_field: Vec<&Candidate> = found
        .iter()
        .filter(|candidate| candidate.field == field)
        .collect();
    of_field.sort_by_key(|candidate| rank(&candidate.source));
    let value = |candidate: &&Candidate| match &candidate.fit {
        Fit::Value(value) => Some(value.clone()),
        _ => None,
    };
    let mut values: Vec<(&Candidate, String)> = of_field
        .iter()
        .filter_map(|candidate| Some((*candidate, value(candidate)?)))
        .collect();
    // The category from the file's properties counts only if the document itself has no value.
    if values
        .iter()
        .any(|(candidate, _)| candidate.source != Source::Core)
    {
        values.retain(|(candidate, _)| candidate.source != Source::Core);
    }
    // A bold line at the start is a guess: it confirms a title, and does not contradict one.
    let others: Vec<String> = values
        .iter()
        .filter(|(candidate, _)| candidate.source != Source::BoldLine)
        .map(|(_, value)| value.clone())
        .collect();
    if !others.is_empty() {
        values.retain(|(candidate, value)| {
            let agrees = others.iter().any(|other| agree(field, other, value));
            candidate.source != Source::BoldLine || agrees
        });
    }
    let Some((first, chosen)) = values.first().cloned() else {
        let find = |fit: Fit| of_field.iter().find(|candidate| candidate.fit == fit);
        let none = |candidate: &&Candidate| (*candidate).clone();
        return find(Fit::Person)
            .map(|candidate| Decision::Person(none(candidate)))
            .or_else(|| find(Fit::Ambiguous).map(|c| Decision::Ambiguous(none(c))))
            .or_else(|| find(Fit::Blank).map(|c| Decision::Blank(none(c))))
            .unwrap_or(Decision::Missing);
    };
    let mut different: Vec<Candidate> = vec![first.clone()];
    for (candidate, value) in &values {
        let known = different.iter().any(|other| match &other.fit {
            Fit::Value(other) => agree(field, other, value),
            _ => false,
        });
        if !known {
            different.push((*candidate).clone());
        }
    }
    if different.len() > 1 {
        return Decision::Conflict(different);
    }
    let also = values
        .iter()
        .skip(1)
        .map(|(candidate, _)| (*candidate).clone());
    Decision::Set(Set {
        value: chosen,
        raw: first.raw.clone(),
        first: first.clone(),
        also: also.collect(),
    })
}

fn rank(source: &Source) -> usize {
    match source {
        Source::Block => 0,
        Source::Lines => 1,
        Source::TitleStyle => 2,
        Source::Header => 3,
        Source::Footer => 4,
        Source::BoldLine => 5,
        Source::Custom(_) => 6,
        Source::OnlyHeading => 7,
        Source::FileName => 8,
        Source::Words => 9,
        Source::Core | Source::CoreTitle => 10,
    }
}

/// Whether two values mean the same: leading zeros of a revision are ignored, and one title may
/// contain the other, such as a title with its id.
fn agree(field: Field, one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    match field {
        Field::Revision => {
            let bare = |text: &str| text.trim_start_matches('0').to_owned();
            bare(&one) == bare(&other)
        }
        Field::Title => one == other || one.contains(&other) || other.contains(&one),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conventions::Labels;

    fn candidate(field: Field, value: &str, source: Source) -> Candidate {
        Candidate::new(field, "x", value, source, &Labels::default())
    }

    #[test]
    fn two_ids_are_a_conflict_and_the_same_one_twice_is_none() {
        let block = candidate(Field::Id, "SOP-101", Source::Block);
        let name = candidate(Field::Id, "SOP-IT-002", Source::FileName);
        let same = candidate(Field::Id, "sop-101", Source::Header);
        let found = [name.clone(), block.clone()];
        let expected = Decision::Conflict(vec![block.clone(), name]);
        assert_eq!(decide(Field::Id, &found), expected);
        let decided = decide(Field::Id, &[same, block]);
        assert!(matches!(decided, Decision::Set(set) if set.value == "SOP-101"));
    }

    #[test]
    fn a_revision_with_a_leading_zero_is_the_same() {
        let found = [
            candidate(Field::Revision, "05", Source::Header),
            candidate(Field::Revision, "5", Source::Custom("Revision".to_owned())),
        ];
        let decided = decide(Field::Revision, &found);
        assert!(matches!(decided, Decision::Set(set) if set.value == "05"));
    }

    #[test]
    fn a_bold_line_does_not_contradict_a_title() {
        let named = candidate(Field::Title, "Complaint form", Source::Header);
        let bold = candidate(Field::Title, "Decision tree", Source::BoldLine);
        let decided = decide(Field::Title, &[bold, named]);
        assert!(matches!(decided, Decision::Set(set) if set.value == "Complaint form"));
    }

    #[test]
    fn a_person_and_a_date_of_two_readings_set_nothing() {
        let person = candidate(Field::Approver, "Dr. Öz", Source::Footer);
        let decided = decide(Field::Approver, std::slice::from_ref(&person));
        assert_eq!(decided, Decision::Person(person));
        let date = candidate(Field::Effective, "03/04/2026", Source::Block);
        let decided = decide(Field::Effective, std::slice::from_ref(&date));
        assert_eq!(decided, Decision::Ambiguous(date));
    }
}
