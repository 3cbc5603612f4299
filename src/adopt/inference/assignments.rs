//! Sentences that assign clauses to another document: `Access Control Policy → Clauses 6.1.3, 8.1`.

use super::document_names::DocumentNames;
use crate::adopt::survey::{HowNamed, Place};
use crate::conventions::Labels;

/// To whom a sentence assigns its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Assignment {
    /// It says nothing of the kind.
    None,
    /// To this document, by its position.
    To(usize),
    /// To a document of this name, which is not there, or which several have.
    Absent(String),
}

/// The most words of a name.
const LONGEST: usize = 8;

/// Reads the sentence of a place outside of tables.
pub(super) fn assignment(
    place: &Place,
    documents: &DocumentNames<'_>,
    labels: &Labels,
) -> Assignment {
    let is_sentence = matches!(
        place.how,
        HowNamed::Marked | HowNamed::Control | HowNamed::Lettered
    );
    if place.is_in_table() || !is_sentence {
        return Assignment::None;
    }
    let arrows = ["→", "⇒", "->", "=>"].iter();
    let Some(name) = arrows
        .filter_map(|arrow| Some(place.sentence.split_once(arrow)?.0))
        .min_by_key(|name| name.len())
    else {
        return Assignment::None;
    };
    let name = name.trim().trim_end_matches(['-', '=']).trim();
    if name.contains(&place.clause) || name.split_whitespace().count() > LONGEST {
        return Assignment::None;
    }
    match documents.of_title(Some(name)) {
        Some(document) => Assignment::To(document),
        None if labels.kind_in(name).is_some() => Assignment::Absent(name.to_owned()),
        None => Assignment::None,
    }
}
