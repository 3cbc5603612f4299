//! The lines of the master list, in their order.

use std::collections::HashMap;

use crate::coverage::Standing;
use crate::manual::{DocumentIx, KindIx, UncontrolledIx};
use crate::pipeline::Compiled;

/// A line of the list, on any of its pages.
#[derive(Clone, Copy)]
pub(crate) enum Line {
    Document(DocumentIx),
    Obsolete(DocumentIx),
    Uncontrolled(UncontrolledIx),
}

/// Every line of the list, in order, and the totals that are shown on all of its pages.
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    pub(crate) in_force: usize,
    /// The number of documents in force that are overdue for review.
    pub(crate) overdue: usize,
    pub(crate) obsolete: usize,
    /// The position in `lines` of the first obsolete document.
    pub(crate) first_obsolete: Option<usize>,
    /// The number of documents of each kind, without the obsolete ones.
    pub(crate) of_kind: HashMap<KindIx, usize>,
}

impl Lines {
    /// The lines of a manual: documents by kind and id, then obsolete documents, then uncontrolled
    /// pages.
    pub(crate) fn of(compiled: &Compiled) -> Self {
        let manual = &compiled.manual;
        let standing = |ix: DocumentIx| compiled.coverage.standings[ix].standing;
        let documents = manual.documents.positions();
        let (obsolete, mut valid): (Vec<DocumentIx>, Vec<DocumentIx>) =
            documents.partition(|ix| standing(*ix).is_obsolete());
        valid.sort_by_cached_key(|ix| (manual.document(*ix).kind, *ix));
        let is_in_force = |ix: &&DocumentIx| standing(**ix).is_in_force();
        let is_overdue = |ix: &&DocumentIx| standing(**ix) == Standing::Overdue;
        let mut of_kind = HashMap::new();
        for ix in &valid {
            *of_kind.entry(manual.document(*ix).kind).or_default() += 1;
        }
        // The texts of a record in other languages are read from its page.
        let uncontrolled = manual.uncontrolled.enumerated();
        let uncontrolled = uncontrolled.filter(|(_, page)| page.record.is_none());
        let uncontrolled = uncontrolled.map(|(ix, _)| ix);
        Self {
            in_force: valid.iter().filter(is_in_force).count(),
            overdue: valid.iter().filter(is_overdue).count(),
            obsolete: obsolete.len(),
            first_obsolete: (!obsolete.is_empty()).then_some(valid.len()),
            of_kind,
            lines: (valid.into_iter().map(Line::Document))
                .chain(obsolete.into_iter().map(Line::Obsolete))
                .chain(uncontrolled.map(Line::Uncontrolled))
                .collect(),
        }
    }
}
