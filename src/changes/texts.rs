//! The documents whose texts are compared with an earlier one, and with which.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::past::{Past, text_among, text_with};
use super::{Against, PartChange, TextChange, pictures};
use crate::approvals;
use crate::approvals::{ApprovalStanding, DocumentApproval, NotApproved};
use crate::assemble::Settings;
use crate::diagnostics::SourcePath;
use crate::git::FileChange;
use crate::index::IndexVec;
use crate::issued;
use crate::manual::{Approval, ApprovedContent, ApprovedPart, Document, DocumentIx, PartValue};
use crate::pipeline;
use crate::pipeline::Compiled;
use crate::sources;
use crate::sources::Sources;

/// The most approved texts that are looked for in all commits, which needs a run of git for each.
/// Most are on the first-parent line, which is read at once.
const MOST_SEARCHES: usize = 50;

/// The changes of texts that were found for the last state of the manual.
#[derive(Default)]
pub(super) struct Texts {
    settings: Option<Arc<Settings>>,
    known: HashMap<SourcePath, Known>,
}

/// The change of a document's text, with everything that it depends on besides the settings and
/// the history.
struct Known {
    document: Arc<Document>,
    approval: DocumentApproval,
    change: Option<Arc<TextChange>>,
}

/// Whether a document differs from its approved text. Its page then shows the difference.
pub(super) fn are_needed(compiled: &Compiled) -> bool {
    let approvals = compiled.coverage.approvals.iter();
    approvals.map(differing_approval).any(|one| one.is_some())
}

/// The approval whose content a document must be compared with, with that content: the document has
/// changed since, or is of another revision.
fn differing_approval(approval: &DocumentApproval) -> Option<(&Approval, &ApprovedContent)> {
    let latest = approval.latest.as_deref()?;
    let differs = matches!(
        approval.standing,
        ApprovalStanding::Changed | ApprovalStanding::NotApproved(NotApproved::OtherRevision)
    );
    Some((latest, latest.content.as_ref()?)).filter(|_| differs)
}

impl Texts {
    /// The change of each document's text: of all documents if the settings ask for changes, else
    /// of those that differ from their approved text.
    pub(super) fn find(
        &mut self,
        past: &Past,
        from: &dyn Sources,
        compiled: &Compiled,
    ) -> IndexVec<DocumentIx, Option<Arc<TextChange>>> {
        let manual = &compiled.manual;
        let asks = manual.config.changes_since.is_some();
        let settings = self.settings.replace(Arc::clone(&compiled.settings));
        let is_same = settings.is_some_and(|one| Arc::ptr_eq(&one, &compiled.settings));
        let mut known = match is_same {
            true => std::mem::take(&mut self.known),
            false => HashMap::new(),
        };
        let mut texts = IndexVec::beside(&manual.documents, None);
        let mut wanted: Vec<DocumentIx> = Vec::new();
        for (ix, document) in manual.documents.enumerated() {
            let approval = &compiled.coverage.approvals[ix];
            if !asks && differing_approval(approval).is_none() {
                continue;
            }
            let before = known.remove(&document.path);
            let before = before.filter(|known| {
                Arc::ptr_eq(&known.document, document) && known.approval == *approval
            });
            match before {
                Some(before) => {
                    texts[ix].clone_from(&before.change);
                    self.known.insert(document.path.clone(), before);
                }
                None => wanted.push(ix),
            }
        }
        for (ix, change) in changes(past, from, compiled, wanted) {
            let document = manual.document(ix);
            let change = change.map(Arc::new);
            texts[ix].clone_from(&change);
            let known = Known {
                document: Arc::clone(&manual.documents[ix]),
                approval: compiled.coverage.approvals[ix].clone(),
                change,
            };
            self.known.insert(document.path.clone(), known);
        }
        texts
    }
}

/// The changes of the texts of these documents.
fn changes(
    past: &Past,
    from: &dyn Sources,
    compiled: &Compiled,
    wanted: Vec<DocumentIx>,
) -> Vec<(DocumentIx, Option<TextChange>)> {
    let manual = &compiled.manual;
    let pages: Vec<SourcePath> = wanted
        .iter()
        .map(|ix| manual.document(*ix).path.clone())
        .collect();
    let versions = issued::versions(&pages, &past.changes);
    let searches = wanted.iter().copied();
    let searches: Vec<DocumentIx> = searches
        .filter(|ix| differing_approval(&compiled.coverage.approvals[*ix]).is_some())
        .take(MOST_SEARCHES)
        .collect();
    let asks = manual.config.changes_since.is_some();
    let changes = wanted.into_par_iter().map(|ix| {
        let document = manual.document(ix);
        let versions = versions.get(&document.path).map_or(&[][..], Vec::as_slice);
        let is_searched = searches.contains(&ix);
        let approved = || since_approval(past, from, compiled, ix, versions, is_searched);
        let issued = || asks.then(|| since_issue(past, from, compiled, document, versions))?;
        (ix, approved().or_else(issued))
    });
    changes.collect()
}

/// The change of a document since its approval; `None` if it has not changed, or the approved text
/// is not in the history.
fn since_approval(
    past: &Past,
    from: &dyn Sources,
    compiled: &Compiled,
    ix: DocumentIx,
    versions: &[&FileChange],
    is_searched: bool,
) -> Option<TextChange> {
    let manual = &compiled.manual;
    let document = manual.document(ix);
    let (latest, then) = differing_approval(&compiled.coverage.approvals[ix])?;
    let after = present_text(from, document)?;
    let Some(PartValue::Digest(digest)) = then.get(&ApprovedPart::Text) else {
        return None;
    };
    let before = match *digest == document.text_digest {
        true => after.clone(),
        false => {
            let contents = versions.iter().filter_map(|one| one.content.as_ref());
            let text = text_among(&past.history, contents, *digest);
            let search = || is_searched.then(|| text_with(&past.history, &document.path, *digest));
            text.or_else(|| search()?)?
        }
    };
    let now = approvals::content(manual, document, &manual.approvals.digests);
    Some(TextChange {
        revision: latest.revision.as_str().to_owned(),
        against: Against::Approval {
            role: latest.role.value.as_str().to_owned(),
            day: latest.date,
        },
        parts: parts(then, &now),
        pictures: pictures::of_approval(past, document, then, &now),
        before,
        after,
    })
}

/// The parts that differ, without the text.
fn parts(then: &ApprovedContent, now: &ApprovedContent) -> Vec<PartChange> {
    let differing = then.differing(now).into_iter();
    differing
        .filter(|part| *part != ApprovedPart::Text)
        .map(|part| PartChange {
            before: then.get(&part).cloned(),
            after: now.get(&part).cloned(),
            part,
        })
        .collect()
}

/// The change of a document since the text in which it was issued, or since its last revision.
fn since_issue(
    past: &Past,
    from: &dyn Sources,
    compiled: &Compiled,
    document: &Document,
    versions: &[&FileChange],
) -> Option<TextChange> {
    let reading = compiled.settings.reading();
    let page = |source: &_| pipeline::page(reading, source);
    let base = issued::base(&past.history, document, versions, page)?;
    let after = present_text(from, document)?;
    let pictures = pictures::of_version(past, base.version, &document.path, [&base.text, &after]);
    let (day, commit) = (base.version.day, base.version.commit.short().to_owned());
    (base.text != after || !pictures.is_empty()).then(|| TextChange {
        against: match base.revision == document.revision {
            true => Against::Issue { day, commit },
            false => Against::Revision { day, commit },
        },
        revision: base.revision.as_str().to_owned(),
        before: base.text,
        after,
        parts: Vec::new(),
        pictures,
    })
}

fn present_text(from: &dyn Sources, document: &Document) -> Option<String> {
    let source = sources::read_one(from, &document.path).ok()?;
    Some(source.text().to_owned())
}
