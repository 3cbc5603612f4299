//! `clausebook new`: creates a document or record, with the fields of its kind and the next free
//! id.

mod next_id;
mod page;

use std::io::Write;

use clap::Args;

use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::diagnostics::{SourcePath, nearest};
use crate::manual::{Class, DocumentId, KindIx, Manual, PageKey, file_stem};
use crate::publish::{NewFile, write_new};
use crate::resolve::{FoundClause, find_clause};

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The kind of document or record, such as `procedure` or `audit`
    kind: String,
    /// Its title
    title: String,
    /// The clauses that a document addresses, or that are the scope of a record
    #[arg(long, value_name = "CLAUSE", num_args = 1.., value_delimiter = ',')]
    clauses: Vec<String>,
    /// Its id [default: the next free one of its kind]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The role that owns it
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
}

pub(in crate::cli) fn run(common: &Common, arguments: &NewArguments) -> Result<Outcome, Failure> {
    let loaded = Loaded::new(common, &[])?;
    let manual = &loaded.compiled.manual;
    let today = as_of::date(common)?;
    let kind = find_kind(manual, &arguments.kind)?;
    let title = arguments.title.trim();
    if title.is_empty() || title.contains(char::is_control) {
        let message = "a title is one line of text, and not blank";
        return Err(Failure::Message(message.to_owned()));
    }
    let clauses: Vec<FoundClause> = arguments
        .clauses
        .iter()
        .map(|clause| {
            let found = find_clause(manual, clause);
            found.map_err(|error| Failure::Message(format!("{}; {}", error.message, error.help)))
        })
        .collect::<Result<_, _>>()?;
    let id = match &arguments.id {
        Some(id) => own_id(manual, id)?,
        None => next_id::next_id(manual, kind, today)?,
    };
    let page = page::Page {
        manual,
        kind: manual.kind(kind),
        id: &id,
        title,
        owner: arguments.owner.as_deref(),
        clauses: &clauses,
        today,
    };
    let path = path(manual, kind, &id, title);
    let file = NewFile::new(&path, page.text());
    let done = write_new(&loaded.root, &[file])?;
    if done.written == 0 {
        return Err(Failure::Message(format!(
            "`{path}` is there already, and stays as it is"
        )));
    }
    let shown = match loaded.folder().as_str() {
        "" => path,
        folder => format!("{folder}/{path}"),
    };
    writeln!(std::io::stdout().lock(), "{shown}")?;
    let class = manual.kind(kind).class;
    printing::say(common, &next_steps(common, &id, class));
    Ok(Outcome::Ok)
}

fn find_kind(manual: &Manual, name: &str) -> Result<KindIx, Failure> {
    let named = |known: &str| known.to_lowercase() == name.to_lowercase();
    let mut kinds = manual.kinds.enumerated();
    let found = kinds.find(|(_, kind)| named(kind.name.as_str()) || named(&kind.title));
    if let Some((ix, _)) = found {
        return Ok(ix);
    }
    let names: Vec<&str> = manual.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the manual has {}", names.join(", ")),
    };
    Err(Failure::Message(format!(
        "there is no kind `{name}`; {hint}"
    )))
}

/// The id from the command line.
///
/// # Errors
/// If the text is not a valid id, or another page has the id.
fn own_id(manual: &Manual, written: &str) -> Result<DocumentId, Failure> {
    let id = DocumentId::new(written)?;
    match next_id::taken(manual).contains(&id.folded()) {
        true => Err(Failure::Message(format!(
            "`{id}` is the id of another page"
        ))),
        false => Ok(id),
    }
}

/// The path of the new file. Its folder is the one with the most files of its kind, else the kind's
/// default folder. A record's file is named after its id, a document's after its title.
fn path(manual: &Manual, kind: KindIx, id: &DocumentId, title: &str) -> String {
    let folder = most_used_folder(manual, kind);
    let folder = folder.unwrap_or(&manual.kind(kind).folder);
    let of_id = file_stem(id.as_str());
    let words = file_stem(title);
    let words: Vec<&str> = words
        .split('-')
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    let of_title = words.join("-");
    let file = |stem: &str| match folder {
        "" => format!("{stem}.md"),
        folder => format!("{folder}/{stem}.md"),
    };
    let by_title = manual.kind(kind).class == Class::Document && !of_title.is_empty();
    let path = file(if by_title { &of_title } else { &of_id });
    let is_there = |path: &str| manual.names.by_path.contains_key(&SourcePath::new(path));
    match by_title && is_there(&path) {
        true => file(&format!("{of_id}-{of_title}")),
        false => path,
    }
}

fn most_used_folder(manual: &Manual, kind: KindIx) -> Option<&str> {
    let of_kind = manual.page_keys().filter(|page| match page {
        PageKey::Document(ix) => manual.document(*ix).kind == kind,
        PageKey::Record(ix) => manual.record(*ix).kind == kind,
        PageKey::Uncontrolled(_) | PageKey::Home => false,
    });
    let mut folders: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for page in of_kind {
        let folder = manual.path(page).map_or("", SourcePath::folder);
        *folders.entry(folder).or_default() += 1;
    }
    let most = folders.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(folder, _)| folder)
}

fn next_steps(common: &Common, id: &DocumentId, class: Class) -> String {
    let manual = match &common.manual {
        Some(dir) => format!(" --manual {}", dir.display()),
        None => String::new(),
    };
    let then = match class {
        Class::Document => "set its status to approved, with approver and effective date",
        Class::Record => "link to it from where it belongs",
    };
    format!(
        "\nNext:\n  fill in the fields of {id}, and write its text\n  \
         clausebook{manual} check    says what is still missing\n  {then}"
    )
}
