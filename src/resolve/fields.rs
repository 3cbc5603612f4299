//! Looks up the names in front-matter fields: evidence, supersession, references, forms, scopes.

use crate::diagnostics::{Diagnostic, Location, SourcePath, Spanned};
use crate::manual::{
    Class, Document, DocumentIx, Field, FieldType, FieldValue, Fields, Kind, KindRole, Manual,
    PageKey, Referent, Sample,
};
use crate::resolve::clauses::find_clause;
use crate::resolve::model::{Evidence, Scope};
use crate::resolve::paths::joined;
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Looks up the forms and record kinds that a document names as its evidence.
pub(super) fn evidence(
    manual: &Manual,
    document: &Document,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Evidence> {
    look_up_evidence(manual, &document.path, &document.records, unresolved)
}

/// Reports unknown evidence in the fields of a record. No built-in kind of record has such fields,
/// but the manual's own kinds can.
pub(super) fn check_evidence_of_record(
    manual: &Manual,
    path: &SourcePath,
    kind: &Kind,
    fields: &Fields,
    unresolved: &mut Vec<Unresolved>,
) {
    for (name, value) in &fields.values {
        let of = kind.field(name.as_str()).map(|field| &field.of);
        if let (Some(FieldType::Evidence), FieldValue::Texts(names)) = (of, &value.value) {
            look_up_evidence(manual, path, names, unresolved);
        }
    }
}

fn look_up_evidence(
    manual: &Manual,
    path: &SourcePath,
    names: &[Spanned<String>],
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for name in names {
        let kind = manual.kind_named(&name.value);
        let page = manual.names.find(&name.value);
        let help = "name a form by its id, or a kind of records";
        let wrong = match (kind, page) {
            (Some(kind), _) if manual.kind(kind).class == Class::Record => {
                evidence.push(Evidence::Kind(kind));
                continue;
            }
            (_, Some(PageKey::Document(form))) if is_form(manual, form) => {
                evidence.push(Evidence::Form(form));
                continue;
            }
            (_, Some(PageKey::Document(_))) => {
                format!("`{}` is no form: nothing is recorded on it", name.value)
            }
            (_, Some(_)) => format!("`{}` is a record itself", name.value),
            (Some(_), None) => format!("`{}` is a kind of documents", name.value),
            (None, None) if manual.may_be_unread(&name.value) => continue,
            (None, None) if manual.config.damaged.kinds.may_have(&name.value) => continue,
            (None, None) => {
                let message = format!("there is no form and no kind of records `{}`", name.value);
                unresolved.push(broken(path, name, message, help, Among::Evidence));
                continue;
            }
        };
        unresolved.push(broken(path, name, wrong, help, Among::Nothing));
    }
    evidence
}

/// Whether a document is a form: its kind has the role `form`.
fn is_form(manual: &Manual, ix: DocumentIx) -> bool {
    manual
        .kind(manual.document(ix).kind)
        .has_role(KindRole::Form)
}

/// Looks up the documents that a file of a document says it supersedes.
pub(super) fn supersedes(
    manual: &Manual,
    ix: DocumentIx,
    document: &Document,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<DocumentIx> {
    let mut superseded = Vec::new();
    let mut may_name = Vec::new();
    for name in &document.supersedes {
        match manual.names.find(&name.value) {
            Some(PageKey::Document(other)) => superseded.push(other),
            Some(_) => {
                let message = format!(
                    "`{}` is a record, and only documents are superseded",
                    name.value
                );
                let help = "name a document";
                unresolved.push(broken(&document.path, name, message, help, Among::Nothing));
            }
            None if manual.may_be_unread(&name.value) => {}
            None => {
                let message = format!("there is no document `{}`", name.value);
                let help =
                    "correct the id; a document that is gone for good belongs into the history";
                unresolved.push(broken(&document.path, name, message, help, Among::Ids));
                may_name.extend(documents_in(manual, &document.path, &name.value));
            }
        }
    }
    let doubtful = document.may_supersede.iter();
    may_name.extend(doubtful.flat_map(|text| documents_in(manual, &document.path, text)));
    superseded.extend(may_name.into_iter().filter(|other| *other != ix));
    superseded
}

/// The most words of a text that are searched for ids, and the most words of an id.
const SEARCHED: (usize, usize) = (64, 4);

/// The documents that a text in a page may name: by an id within it, or by the path of a file. If it is
/// in doubt which document is superseded, none of these may count as in force.
pub(crate) fn documents_in(manual: &Manual, page: &SourcePath, text: &str) -> Vec<DocumentIx> {
    let document = |text: &str| match manual.names.find_look_alike(text) {
        Some(PageKey::Document(ix)) => Some(ix),
        _ => None,
    };
    if let Some(ix) = document(text) {
        return vec![ix];
    }
    let by_path = documents_at(manual, page, text);
    if !by_path.is_empty() {
        return by_path;
    }
    let is_separator = |c: char| c.is_whitespace() || "[](){}<>/\\,;:|\"'`#".contains(c);
    let words = text.split(is_separator).filter(|word| !word.is_empty());
    let words: Vec<&str> = words
        .map(|word| word.strip_suffix(".md").unwrap_or(word))
        .take(SEARCHED.0)
        .collect();
    let mut found: Vec<DocumentIx> = (1..=SEARCHED.1)
        .flat_map(|count| words.windows(count))
        .filter_map(|words| document(&words.join(" ")))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The documents whose files a text in a page names by their paths: as a path, or in a link.
fn documents_at(manual: &Manual, page: &SourcePath, text: &str) -> Vec<DocumentIx> {
    let is_separator = |c: char| c.is_whitespace() || "[](){}<>,;|\"'`".contains(c);
    let words = text.split(is_separator).filter(|word| !word.is_empty());
    let words = std::iter::once(text.trim()).chain(words.take(SEARCHED.0));
    let mut found: Vec<DocumentIx> = words
        .flat_map(|word| {
            let path = word.split(['#', '?']).next().unwrap_or(word);
            let path = path.replace("%20", " ").replace('\\', "/");
            let with_ending = format!("{path}.md");
            let paths = [path, with_ending].into_iter();
            paths
                .flat_map(|path| {
                    let from_root = SourcePath::new(path.trim_start_matches("./"));
                    [joined(page, &path), Some(from_root)].into_iter().flatten()
                })
                .collect::<Vec<_>>()
        })
        .filter_map(|path| match manual.names.by_path.get(&path) {
            Some(PageKey::Document(ix)) => Some(*ix),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Looks up the pages that the reference fields of a record or document name.
pub(super) fn references(
    manual: &Manual,
    path: &SourcePath,
    kind: &Kind,
    fields: &Fields,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<PageKey> {
    let mut pages = Vec::new();
    let mut look_up = |field: &Field, name: &Spanned<String>| match manual.names.find(&name.value) {
        Some(page) if may_name(manual, field, page) => pages.push(page),
        Some(page) => unresolved.push(wrong_kind(manual, path, field, name, page)),
        None if manual.may_be_unread(&name.value) => {}
        None => {
            let message = format!("there is no document or record `{}`", name.value);
            unresolved.push(broken(
                path,
                name,
                message,
                "correct it, or add what it names",
                Among::Ids,
            ));
        }
    };
    for (name, value) in &fields.values {
        let Some(field) = kind.field(name.as_str()) else {
            continue;
        };
        match (&field.of, &value.value) {
            (FieldType::Reference, FieldValue::Text(id)) => {
                look_up(field, &Spanned::new(id.clone(), value.span));
            }
            (FieldType::References, FieldValue::Texts(ids)) => {
                ids.iter().for_each(|id| look_up(field, id));
            }
            (FieldType::Samples, FieldValue::Samples(samples)) => {
                let findings = samples.iter().filter_map(|sample| sample.finding.as_ref());
                findings.for_each(|finding| look_up(field, finding));
            }
            _ => {}
        }
    }
    pages
}

/// Whether the field may refer to this page, by its `to` in the table of kinds.
fn may_name(manual: &Manual, field: &Field, page: PageKey) -> bool {
    let kind = kind_of(manual, page);
    field.to.is_empty()
        || field.to.iter().any(|referent| match (referent, kind) {
            (Referent::Class(class), Some(kind)) => kind.class == *class,
            (Referent::Kind(name), Some(kind)) => kind.name == *name,
            (_, None) => false,
        })
}

fn kind_of(manual: &Manual, page: PageKey) -> Option<&Kind> {
    match page {
        PageKey::Document(ix) => Some(manual.kind(manual.document(ix).kind)),
        PageKey::Translation(ix) => Some(manual.kind(manual.translation(ix).page.kind)),
        PageKey::Record(ix) => Some(manual.kind(manual.record(ix).kind)),
        PageKey::Uncontrolled(_) | PageKey::Home => None,
    }
}

fn wrong_kind(
    manual: &Manual,
    path: &SourcePath,
    field: &Field,
    name: &Spanned<String>,
    page: PageKey,
) -> Unresolved {
    let is = kind_of(manual, page).map_or("page", |kind| kind.name.as_str());
    let meant: Vec<&str> = field
        .to
        .iter()
        .map(|referent| match referent {
            Referent::Class(class) => class.word(),
            Referent::Kind(kind) => kind.as_str(),
        })
        .collect();
    let meant = meant.join(" or ");
    let message = format!(
        "`{}` is of kind {is}, and `{}` names one of kind {meant}",
        name.value, field.name
    );
    let help = format!("name a page of kind {meant}");
    broken(path, name, message, &help, Among::Nothing)
}

/// Looks up the form that a record was written on.
pub(super) fn form(
    manual: &Manual,
    path: &SourcePath,
    form: Option<&Spanned<String>>,
    unresolved: &mut Vec<Unresolved>,
) -> Option<DocumentIx> {
    let name = form?;
    let (message, among) = match manual.names.find(&name.value) {
        Some(PageKey::Document(form)) if is_form(manual, form) => return Some(form),
        Some(PageKey::Document(_)) => (
            format!("`{}` is no form: nothing is recorded on it", name.value),
            Among::Nothing,
        ),
        Some(_) => (
            format!("`{}` is a record, not a form", name.value),
            Among::Nothing,
        ),
        None if manual.may_be_unread(&name.value) => return None,
        None => (format!("there is no form `{}`", name.value), Among::Ids),
    };
    let help = "name the form by its id";
    unresolved.push(broken(path, name, message, help, among));
    None
}

/// Looks up the clauses in the fields of type `clauses`.
pub(super) fn scope(
    manual: &Manual,
    path: &SourcePath,
    kind: &Kind,
    fields: &Fields,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Scope> {
    let mut scope = Vec::new();
    for (name, value) in &fields.values {
        let clauses = match (
            kind.field(name.as_str()).map(|field| &field.of),
            &value.value,
        ) {
            (Some(FieldType::Clauses), FieldValue::Texts(clauses)) => clauses,
            (Some(FieldType::Samples), FieldValue::Samples(samples)) => {
                check_sampled(manual, path, samples, unresolved);
                continue;
            }
            _ => continue,
        };
        for clause in clauses {
            match find_clause(manual, &clause.value) {
                Ok(found) => scope.push(Scope {
                    clause: found.clause,
                    item: found.item,
                }),
                Err(error) => {
                    let location = Location::new(path, clause.span);
                    unresolved.push(Unresolved::of_clause(manual, location, error));
                }
            }
        }
    }
    scope
}

/// Reports the clauses of samples that do not exist. What was sampled is no scope: an audit reaches
/// what its `clauses` name.
fn check_sampled(
    manual: &Manual,
    path: &SourcePath,
    samples: &[Sample],
    unresolved: &mut Vec<Unresolved>,
) {
    for sample in samples {
        if let Err(error) = find_clause(manual, &sample.clause.value) {
            let location = Location::new(path, sample.clause.span);
            unresolved.push(Unresolved::of_clause(manual, location, error));
        }
    }
}

fn broken(
    path: &SourcePath,
    name: &Spanned<String>,
    message: String,
    help: &str,
    among: Among,
) -> Unresolved {
    let location = Location::new(path, name.span);
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message).help(help);
    Unresolved {
        written: name.value.clone(),
        among,
        ..Unresolved::plain(diagnostic)
    }
}
