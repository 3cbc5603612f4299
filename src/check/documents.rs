//! Findings about documents and pages: reviews, approval, history, supersession.

use crate::coverage::{Coverage, Standing};
use crate::diagnostics::{Diagnostic, Location, Spanned};
use crate::manual::{
    Change, Date, Document, DocumentIx, Manual, PageKey, Revision, Status, UncontrolledPage,
    file_parts,
};
use crate::rules;

pub(super) fn check(manual: &Manual, coverage: &Coverage, diagnostics: &mut Vec<Diagnostic>) {
    for (ix, document) in manual.documents.enumerated() {
        diagnostics.extend(review(coverage, ix, document));
        diagnostics.extend(approval(document));
        diagnostics.extend(history(document));
        diagnostics.extend(contradictions(document));
        diagnostics.extend(unissued(manual, ix, document));
        diagnostics.extend(superseded(manual, coverage, ix));
    }
    for page in &manual.uncontrolled {
        // Unreadable front-matter was reported already. The home page in another language is one, too.
        if page.record.is_none()
            && !manual.names.misread.contains(&page.path)
            && !is_home_in_another_language(manual, page)
        {
            diagnostics.push(uncontrolled(page));
        }
    }
}

fn review(coverage: &Coverage, ix: DocumentIx, document: &Document) -> Option<Diagnostic> {
    let standing = &coverage.standings[ix];
    let due = standing
        .review_due
        .filter(|_| standing.standing == Standing::Overdue)?;
    let id = &document.id.value;
    let message = format!("the review of {id} was due on {due}");
    let span = document
        .review_due
        .as_ref()
        .map_or(document.id.span, |due| due.span);
    Some(
        Diagnostic::new(
            &rules::REVIEW_OVERDUE,
            Location::in_file(&document.path, span),
            message,
        )
        .help("review it, then set a new review_due, or a new revision and effective date"),
    )
}

fn approval(document: &Document) -> Option<Diagnostic> {
    let (owner, approver) = (document.owner.as_ref()?, document.approver.as_ref()?);
    if document.status != Some(Status::Approved) || owner != approver {
        return None;
    }
    let message = format!("the {owner} both owns and approves {}", document.id.value);
    Some(
        Diagnostic::new(&rules::SELF_APPROVED, at_id(document), message)
            .help("name another role as approver"),
    )
}

fn history(document: &Document) -> Option<Diagnostic> {
    let current = |change: &Change| change.revision == document.revision;
    let last = document.history.last()?;
    // An entry without a revision is reported separately.
    let is_unread = |change: &Change| change.revision.as_str().is_empty();
    if document.revision.as_str().is_empty()
        || document
            .history
            .iter()
            .any(|change| current(change) || is_unread(change))
    {
        return None;
    }
    let message = format!(
        "the history of {} says nothing of revision {}",
        document.id.value, document.revision
    );
    let location = Location::new(&document.path, last.span);
    let help = format!(
        "add {{ revision: {}, date: …, change: \"…\" }}",
        document.revision
    );
    Some(Diagnostic::new(&rules::HISTORY_BEHIND, location, message).help(help))
}

/// Reports contradictions in a history: a later revision with an earlier date, or a revision that
/// is later than the document's own.
fn contradictions(document: &Document) -> Vec<Diagnostic> {
    let mut by_revision: Vec<&Change> = document.history.iter().collect();
    by_revision.retain(|change| !change.revision.as_str().is_empty());
    by_revision.sort_by(|a, b| a.revision.cmp_by_parts(&b.revision));
    let mut diagnostics = Vec::new();
    let mut report = |change: &Change, message: String, help: &str| {
        let location = Location::new(&document.path, change.span);
        let diagnostic = Diagnostic::new(&rules::HISTORY_CONTRADICTS, location, message);
        diagnostics.push(diagnostic.help(help));
    };
    let mut latest: Option<(&Revision, Date)> = None;
    for change in by_revision {
        let revision = &change.revision;
        let is_later = revision.cmp_by_parts(&document.revision).is_gt();
        if is_later && !document.revision.as_str().is_empty() {
            let (id, own) = (&document.id.value, &document.revision);
            let message = format!("the history has revision {revision}, but {id} is at {own}");
            report(
                change,
                message,
                "set the document's `revision`, or correct the history",
            );
        }
        let Some(date) = change.date else {
            continue;
        };
        match latest {
            Some((earlier, before)) if date < before && revision != earlier => {
                let message = format!(
                    "revision {revision} is dated {date}, but revision {earlier} is dated {before}"
                );
                report(
                    change,
                    message,
                    "correct the date, or the revision, that is wrong",
                );
            }
            Some((_, before)) if date < before => {}
            _ => latest = Some((revision, date)),
        }
    }
    diagnostics
}

fn superseded(manual: &Manual, coverage: &Coverage, ix: DocumentIx) -> Option<Diagnostic> {
    let document = manual.document(ix);
    let by = coverage.standings[ix].superseded_by.first()?;
    if document.status == Some(Status::Obsolete) || *by == ix {
        return None;
    }
    // If the document is named only by a look-alike of its id, that mistake is reported.
    let newer = coverage.standings[ix].superseded_by.iter();
    let mut names = newer.flat_map(|by| &manual.document(*by).supersedes);
    let twins = manual.names.twins.iter().flat_map(|twin| &twin.supersedes);
    let is_named =
        |name: &Spanned<String>| manual.names.find(&name.value) == Some(PageKey::Document(ix));
    if !names.any(is_named) && !twins.into_iter().any(is_named) {
        return None;
    }
    let newer = &manual.document(*by).id.value;
    let message = format!(
        "{} is superseded by {newer}, but its status is not obsolete",
        document.id.value
    );
    Some(
        Diagnostic::new(&rules::SUPERSEDED_BUT_APPROVED, at_id(document), message)
            .help("set `status: obsolete`"),
    )
}

/// Reports the documents that an obsolete document without an effective date supersedes. They count
/// as superseded, although it cannot be determined whether the obsolete document ever took effect.
fn unissued(manual: &Manual, ix: DocumentIx, document: &Document) -> Vec<Diagnostic> {
    if document.status != Some(Status::Obsolete) || document.effective.is_some() {
        return Vec::new();
    }
    let id = &document.id.value;
    let is_other = |name: &&Spanned<String>| {
        let page = manual.names.find(&name.value);
        matches!(page, Some(PageKey::Document(old)) if old != ix)
    };
    let superseded = document.supersedes.iter().filter(is_other);
    superseded
        .map(|old| {
            let message = format!(
                "{} counts as superseded by {id}, which is obsolete and does not say whether it ever took effect",
                old.value
            );
            let location = Location::new(&document.path, old.span);
            let help = format!("add the `effective` that {id} had, or take {} out of `supersedes`", old.value);
            Diagnostic::new(&rules::SUPERSEDED_BY_UNISSUED, location, message).help(help)
        })
        .collect()
}

/// Whether a page lies beside the home page and has its name, with the sign of a language.
fn is_home_in_another_language(manual: &Manual, page: &UncontrolledPage) -> bool {
    let Some(home) = &manual.home else {
        return false;
    };
    let parts = |path| file_parts(path, &manual.config.reading.endings);
    home.path.folder() == page.path.folder()
        && parts(&home.path).stem == parts(&page.path).stem
        && home.language.language != page.language.language
}

fn uncontrolled(page: &UncontrolledPage) -> Diagnostic {
    let message = match (page.body.is_empty, page.has_other_fields) {
        (true, _) => "the file is empty",
        (false, false) => {
            "the page has no front-matter: it is no controlled document and claims nothing"
        }
        (false, true) => {
            "the page has no id and no kind: it is no controlled document and claims nothing"
        }
    };
    let location = Location::file(&page.path);
    Diagnostic::new(&rules::UNCONTROLLED_PAGE, location, message)
        .help("give it front-matter with id, title, kind, revision, status and owner, give its fields under [[defaults]] in manual.toml, or leave it out under `exclude`")
}

fn at_id(document: &Document) -> Location {
    Location::in_file(&document.path, document.id.span)
}
