//! `clausebook new`: creates a document or record, with the fields of its kind and the next free
//! id.

mod next_id;

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args;

use crate::cli::loading::Loaded;
use crate::cli::new_page::{FileNames, Owner, Page, Section, sections};
use crate::cli::{Common, Failure, Outcome, as_of, next_command, printing};
use crate::diagnostics::{SourcePath, nearest};
use crate::manual::{Class, ClauseIx, Date, DocumentId, Kind, KindIx, Manual, PageKey, StandardIx};
use crate::publish::{NewFile, write_new};
use crate::resolve::{FoundClause, find_clause};

#[cfg(feature = "xlsx")]
pub(super) use next_id::nth_id;
pub(super) use next_id::{next_ids, taken as taken_ids};

#[derive(Debug, Args)]
#[command(override_usage = "clausebook new KIND \"Title\" [OPTIONS]")]
pub(in crate::cli) struct NewArguments {
    /// The kind of document or record, such as `procedure` or `audit` (`clausebook kinds` lists
    /// them), or a free id of that kind, such as `QP-07`; then its title in quotation marks
    #[arg(value_name = "KIND \"Title\"")]
    words: Vec<String>,
    /// The clauses that a document addresses, or that are the scope of a record: 8.4.1,8.4.2; may be
    /// given several times
    #[arg(long, value_name = "CLAUSES", value_delimiter = ',')]
    clauses: Vec<String>,
    /// Its id [default: the next free one of its kind]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The role that owns it [default: the one that owns most pages of its kind]
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
}

pub(in crate::cli) fn run(common: &Common, arguments: &NewArguments) -> Result<Outcome, Failure> {
    let loaded = Loaded::new(common, &[])?;
    let manual = &loaded.compiled.manual;
    let today = as_of::date(common)?;
    let asked = Asked::new(common, manual, arguments)?;
    let (kind, title) = (manual.kind(asked.kind), asked.title);
    let clauses = arguments.clauses.iter().map(|clause| clause.trim());
    let clauses: Vec<FoundClause> = clauses
        .filter(|clause| !clause.is_empty())
        .map(|clause| {
            let found = find_clause(manual, clause);
            found.map_err(|error| Failure::Message(format!("{}; {}", error.message, error.help)))
        })
        .collect::<Result<_, _>>()?;
    let id = match asked.id {
        Some(id) => own_id(manual, id)?,
        None => next_id::next_id(manual, asked.kind, today)?,
    };
    let owner = arguments.owner.as_deref().map(Owner::Named);
    let owner = owner.or_else(|| likely_owner(manual, asked.kind).map(Owner::Likely));
    let written: Vec<String> = clauses
        .iter()
        .map(|found| as_written(manual, found))
        .collect();
    let page = PageOfKind {
        kind: asked.kind,
        id: &id,
        title,
        owner: owner.unwrap_or(Owner::Unknown),
        clauses: &written,
        sections: &sections_of(manual, &clauses, title),
        today,
    };
    let blank = page.page(manual).blank_fields();
    let path = path(manual, asked.kind, &id, title);
    let file = page.file(manual);
    let done = write_new(&loaded.root, &[file])?;
    if done.written == 0 {
        return Err(Failure::Message(format!(
            "`{path}` is there already, and stays as it is: name another id with --id"
        )));
    }
    let shown = match loaded.folder().as_str() {
        "" => path,
        folder => format!("{folder}/{path}"),
    };
    writeln!(std::io::stdout().lock(), "{shown}")?;
    printing::say(common, &next_steps(common, &blank, kind.class));
    Ok(Outcome::Ok)
}

/// A new page of a kind of the manual.
pub(super) struct PageOfKind<'a> {
    pub(super) kind: KindIx,
    pub(super) id: &'a DocumentId,
    pub(super) title: &'a str,
    pub(super) owner: Owner<'a>,
    /// The clauses, as the page writes them.
    pub(super) clauses: &'a [String],
    pub(super) sections: &'a [Section],
    pub(super) today: Date,
}

impl PageOfKind<'_> {
    fn page<'s>(&'s self, manual: &'s Manual) -> Page<'s> {
        Page {
            config: &manual.config,
            kind: manual.kind(self.kind),
            id: self.id.as_str(),
            title: self.title,
            owner: self.owner,
            clauses: self.clauses,
            sections: self.sections,
            today: self.today,
            given: &[],
            body: None,
        }
    }

    /// The file of the page, where the manual has files of its kind.
    pub(super) fn file(&self, manual: &Manual) -> NewFile {
        let path = path(manual, self.kind, self.id, self.title);
        NewFile::new(&path, self.page(manual).text())
    }
}

/// What the arguments ask for.
struct Asked<'a> {
    kind: KindIx,
    id: Option<&'a str>,
    title: &'a str,
}

impl<'a> Asked<'a> {
    fn new(common: &Common, manual: &Manual, arguments: &'a NewArguments) -> Result<Self, Failure> {
        let command = |kind: &str, title: &str| next_command::again(common, &["new", kind, title]);
        let fail = |message: String| Err(Failure::Message(message));
        let words: Vec<&str> = arguments.words.iter().map(|word| word.trim()).collect();
        let Some((first, rest)) = words.split_first() else {
            return fail(format!(
                "name a kind and a title, such as {}; {}",
                command("procedure", "Purchasing"),
                known_kinds(manual)
            ));
        };
        let (kind, id) = find_kind(manual, first, arguments.id.as_deref())?;
        let title = match rest {
            [] => {
                let name = manual.kind(kind).name.as_str();
                return fail(format!("name its title too: {}", command(name, "Title")));
            }
            [title] => *title,
            [_, more @ ..] if !arguments.clauses.is_empty() && are_clauses(manual, more) => {
                let clauses = arguments.clauses.iter().map(String::as_str);
                let clauses: Vec<&str> = clauses.chain(more.iter().copied()).collect();
                return fail(format!(
                    "a list of clauses is written with commas: --clauses {}",
                    clauses.join(",")
                ));
            }
            words => {
                return fail(format!(
                    "a title of several words stands in quotation marks: {}",
                    command(first, &words.join(" "))
                ));
            }
        };
        if title.is_empty() || title.contains(char::is_control) {
            return fail("a title is one line of text, and not blank".to_owned());
        }
        Ok(Self { kind, id, title })
    }
}

fn are_clauses(manual: &Manual, words: &[&str]) -> bool {
    words.iter().all(|word| find_clause(manual, word).is_ok())
}

/// The kind with this name or title. A word may also be a free id, if its form is that of one kind.
fn find_kind<'a>(
    manual: &Manual,
    word: &'a str,
    id: Option<&'a str>,
) -> Result<(KindIx, Option<&'a str>), Failure> {
    let mut kinds = manual.kinds.enumerated();
    let found = kinds.find(|(_, kind)| kind.is_named(word));
    if let Some((ix, _)) = found {
        return Ok((ix, id));
    }
    if let (Some(kind), None) = (next_id::kind_of(manual, word), id) {
        return Ok((kind, Some(word)));
    }
    let names = manual.kinds.iter().map(|kind| kind.name.as_str());
    let hint = match nearest(word, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => known_kinds(manual),
    };
    Err(Failure::Message(format!(
        "there is no kind `{word}`; {hint}"
    )))
}

fn known_kinds(manual: &Manual) -> String {
    let names: Vec<&str> = manual.kinds.iter().map(|kind| kind.name.as_str()).collect();
    format!(
        "the manual has {} (`clausebook kinds` says more of each)",
        names.join(", ")
    )
}

/// The id from the command line.
///
/// # Errors
/// If the text is not a valid id, or another page has the id.
fn own_id(manual: &Manual, written: &str) -> Result<DocumentId, Failure> {
    let id = DocumentId::new(written).map_err(|error| Failure::Message(error.to_string()))?;
    match next_id::taken(manual).contains(&id.folded()) {
        true => Err(Failure::Message(format!(
            "`{id}` is the id of another page"
        ))),
        false => Ok(id),
    }
}

/// The role that owns most pages of a kind, else most pages of the manual.
pub(super) fn likely_owner(manual: &Manual, kind: KindIx) -> Option<&str> {
    let documents = manual.documents.iter().map(|page| (page.kind, &page.owner));
    let records = manual.records.iter().map(|page| (page.kind, &page.owner));
    let mut owners: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (of, owner) in documents.chain(records) {
        if let Some(owner) = owner {
            let (same_kind, all) = owners.entry(owner.as_str()).or_default();
            *same_kind += usize::from(of == kind);
            *all += 1;
        }
    }
    let most = owners.into_iter().rev().max_by_key(|(_, counts)| *counts);
    most.map(|(owner, _)| owner)
}

/// A clause as this manual writes it: with its standard, unless that is the manual's first.
pub(super) fn as_written(manual: &Manual, found: &FoundClause) -> String {
    let number = &manual.clause(found.clause).number;
    let item = found.item.as_deref();
    let item = item.map(|item| format!(" {item}")).unwrap_or_default();
    format!("{}{number}{item}", prefix(manual, found.clause.standard))
}

fn prefix(manual: &Manual, standard: StandardIx) -> String {
    match standard.0 {
        0 => String::new(),
        _ => format!("{}:", manual.standard(standard).id),
    }
}

/// The sections of a document that addresses these clauses, by standard.
fn sections_of(manual: &Manual, clauses: &[FoundClause], title: &str) -> Vec<Section> {
    let of_standard = |ix: StandardIx| {
        let own = clauses.iter().filter(|found| found.clause.standard == ix);
        let own: Vec<ClauseIx> = own.map(|found| found.clause.clause).collect();
        sections(manual.standard(ix), &prefix(manual, ix), &own, title, false)
    };
    manual.standards.positions().flat_map(of_standard).collect()
}

/// The path of the new file. Its folder is the one with the most files of its kind, else the kind's
/// default folder. Its name has the form of most of them.
fn path(manual: &Manual, kind: KindIx, id: &DocumentId, title: &str) -> String {
    path_beside(manual, kind, id, title, |_| false)
}

/// The same beside further new files.
pub(super) fn path_beside(
    manual: &Manual,
    kind: KindIx,
    id: &DocumentId,
    title: &str,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let files = files_of(manual, kind);
    let of: &Kind = manual.kind(kind);
    let names = files.iter().filter_map(|(path, id)| {
        let (stem, _) = path.file_name().rsplit_once('.')?;
        Some((stem, *id))
    });
    let form = FileNames::usual(of, names);
    let folder = most_used_folder(&files);
    let folder = folder.unwrap_or(&of.folder);
    let file = |form: FileNames| match (folder, form.stem(id.as_str(), title)) {
        ("", stem) => format!("{stem}.md"),
        (folder, stem) => format!("{folder}/{stem}.md"),
    };
    let path = file(form);
    match is_taken(&path) || manual.names.by_path.contains_key(&SourcePath::new(&path)) {
        true => file(FileNames::IdAndTitle),
        false => path,
    }
}

/// The files of a kind, each with its page's id.
fn files_of(manual: &Manual, kind: KindIx) -> Vec<(&SourcePath, &str)> {
    let of_kind = manual.page_keys().filter_map(|page| {
        let (of, id) = match page {
            PageKey::Document(ix) => (manual.document(ix).kind, &manual.document(ix).id),
            PageKey::Record(ix) => (manual.record(ix).kind, &manual.record(ix).id),
            PageKey::Translation(_) | PageKey::Uncontrolled(_) | PageKey::Home => return None,
        };
        (of == kind).then_some((manual.path(page)?, id.value.as_str()))
    });
    of_kind.collect()
}

fn most_used_folder<'a>(files: &[(&'a SourcePath, &str)]) -> Option<&'a str> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, _) in files {
        *folders.entry(path.folder()).or_default() += 1;
    }
    let most = folders.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(folder, _)| folder)
}

fn next_steps(common: &Common, blank: &[String], class: Class) -> String {
    let fill_in = match blank {
        [] => "write its text".to_owned(),
        fields => format!("fill in {}, and write its text", fields.join(", ")),
    };
    let then = match class {
        Class::Document => "set its status to approved, with approver and effective date",
        Class::Record => "link to it from where it belongs",
    };
    let check = next_command::again(common, &["check"]);
    format!("\nNext:\n  {fill_in}\n  {check}   # says what is still missing\n  {then}")
}
