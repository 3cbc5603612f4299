//! `clausebook approve`: records a person's approval of the present text of a document.

mod changes;
mod entry;

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use crate::approvals;
use crate::approvals::ApprovalStanding;
use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::diagnostics::SourcePath;
use crate::manual::{ApprovedContent, Date, Document, DocumentIx, Manual, PageKey, Role, Status};
use crate::publish::write_atomically;
use crate::signatures::{self, SignWith, SignerKey};
use crate::sources;

#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArguments {
    /// The documents, by their ids
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// The role in which you approve [default: the approver that the document names]
    #[arg(long = "as", value_name = "ROLE")]
    role: Option<String>,
    /// What your approval means, in your words
    #[arg(long, default_value = "approved for use", value_name = "TEXT")]
    meaning: String,
    /// Sign it, with a key file of OpenSSH or with a key of the SSH agent
    #[arg(long, value_name = "KEYFILE|agent")]
    sign: Option<PathBuf>,
}

/// An approval that the user asked for.
struct Candidate<'m> {
    ix: DocumentIx,
    document: &'m Document,
    content: ApprovedContent,
    role: Role,
    /// The file of the document's approvals; it may not exist yet.
    path: SourcePath,
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &ApproveArguments,
) -> Result<Outcome, Failure> {
    let today = as_of::today()?;
    let meaning = one_line("--meaning", &arguments.meaning)?;
    let role = arguments.role.as_deref();
    let role = role.map(|role| one_line("--as", role)).transpose()?;
    let loaded = Loaded::new(common, &[])?;
    let manual = &loaded.compiled.manual;
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for id in &arguments.ids {
        let candidate = candidate(&loaded, id, role)?;
        if candidates.iter().all(|other| other.ix != candidate.ix) {
            candidates.push(candidate);
        }
    }
    for candidate in &candidates {
        printing::say(common, &shown(common, &loaded, candidate, today));
    }
    if !agreed(common, candidates.len())? {
        printing::say(common, "nothing was approved");
        return Ok(Outcome::Denied);
    }
    let mut entries = Vec::new();
    for candidate in &candidates {
        entries.push(signed(manual, candidate, arguments, meaning, today)?);
    }
    for (candidate, (_, key)) in candidates.iter().zip(&entries) {
        refuse_unlisted(manual, candidate, key.as_ref(), today)?;
    }
    for (candidate, (entry, _)) in candidates.iter().zip(&entries) {
        append(&loaded, candidate, entry)?;
    }
    let mut told: Vec<String> = Vec::new();
    for (candidate, (_, key)) in candidates.iter().zip(entries) {
        let line = key.and_then(|key| line_to_add(manual, candidate, &key, today));
        if let Some(line) = line.filter(|line| !told.contains(line)) {
            printing::say(
                common,
                &format!(
                    "the {}'s key is not listed yet: until then the approval is an error. Add this line \
                     to allowed_signers beside manual.toml:\n{line}",
                    candidate.role
                ),
            );
            told.push(line);
        }
    }
    Ok(Outcome::Ok)
}

/// An option's value, trimmed. It must be a single line, because it becomes one line of the signed
/// statement.
fn one_line<'t>(option: &str, text: &'t str) -> Result<&'t str, Failure> {
    let text = text.trim();
    match text.is_empty() || text.contains(char::is_control) {
        true => Err(Failure::Message(format!(
            "`{option}` takes one line of text, and not a blank one"
        ))),
        false => Ok(text),
    }
}

/// Finds the document with an id, and checks that it can be approved as it is.
fn candidate<'m>(
    loaded: &'m Loaded,
    id: &str,
    role: Option<&str>,
) -> Result<Candidate<'m>, Failure> {
    let manual = &loaded.compiled.manual;
    let ix = find(manual, id)?;
    let document = manual.document(ix);
    let (id, path) = (&document.id.value, &document.path);
    let refuse = |why: String| Failure::Message(format!("{id} ({path}) {why}"));
    let approver = document.approver.as_ref();
    let mut lacking = Vec::new();
    if document.status != Some(Status::Approved) {
        lacking.push("`status: approved`".to_owned());
    }
    if document.effective.is_none() {
        lacking.push("`effective: …`, the day from which it holds".to_owned());
    }
    if document.revision.as_str().is_empty() {
        lacking.push("`revision: …`".to_owned());
    }
    if approver.is_none() {
        lacking.push("`approver: …`, the role that approves it".to_owned());
    }
    let Some(approver) = approver.filter(|_| lacking.is_empty()) else {
        return Err(refuse(format!(
            "cannot be approved as it is: write {} first, for that is part of what is approved",
            lacking.join(" and ")
        )));
    };
    if document.body.has_merge_markers {
        return Err(refuse(
            "contains unresolved merge markers: resolve the merge in the file first".to_owned(),
        ));
    }
    if manual.names.is_shared(id) {
        return Err(refuse(
            "has an id that another file has as well: give one of them another id first".to_owned(),
        ));
    }
    let file = approvals::file_of(manual, id);
    if let Some(file) = file.filter(|file| file.is_damaged) {
        let mistake = file.diagnostics.first().map_or_else(String::new, |one| {
            format!(", line {}: {}", one.location.span.line, one.message)
        });
        return Err(Failure::Message(format!(
            "{} cannot be read, so that nothing is added to it; mend it first{mistake}",
            file.path
        )));
    }
    let files = approvals::files_of(document, &manual.assets);
    let files = sources::digests(&*loaded.sources, files);
    let own = SourcePath::new(&format!("approvals/{id}.toml"));
    let follow_links = manual.config.reading.follow_links;
    if let Some(refused) = sources::refused_link(&*loaded.sources, &own, follow_links) {
        return Err(Failure::Message(format!(
            "nothing is added to {own}: `{}`: {}",
            refused.location.path, refused.message
        )));
    }
    Ok(Candidate {
        ix,
        document,
        content: approvals::content(manual, document, &files),
        role: role.map_or_else(|| approver.clone(), Role::new),
        path: file.map_or(own, |file| file.path.clone()),
    })
}

fn find(manual: &Manual, id: &str) -> Result<DocumentIx, Failure> {
    let id = id.trim();
    let why = match manual.names.find(id) {
        Some(PageKey::Document(ix)) => return Ok(ix),
        Some(_) => format!("`{id}` is a record, and only documents are approved"),
        None if manual.may_be_unread(id) => {
            format!("the front-matter of `{id}` cannot be read; `clausebook check` says why")
        }
        None => {
            let ids = manual.documents.iter().map(|one| one.id.value.as_str());
            let near = crate::diagnostics::nearest(id, ids);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("there is no document `{id}`{near}")
        }
    };
    Err(Failure::Message(why))
}

/// What a person must know before the approval: the document, the role, the date, the digest, and
/// the changes since the last approval.
fn shown(common: &Common, loaded: &Loaded, candidate: &Candidate<'_>, today: Date) -> String {
    let document = candidate.document;
    let id = &document.id.value;
    let mut lines = vec![format!(
        "{id} {}, revision {} ({})",
        document.title, document.revision, document.path
    )];
    lines.push(format!(
        "  approved by the {}, {today}; SHA-256 of what is approved: {}",
        candidate.role,
        candidate.content.digest()
    ));
    let approver = document.approver.as_ref();
    if let Some(approver) = approver.filter(|approver| **approver != candidate.role) {
        lines.push(format!(
            "  its approver is the {approver}: an approval by another role is kept, and does not count"
        ));
        let coverage = &loaded.compiled.coverage;
        let is_free = coverage.approvals[candidate.ix].standing == ApprovalStanding::NotCompared;
        if is_free && coverage.standing(candidate.ix).not_in_force.is_none() {
            lines.push(format!(
                "  {id} is in force without any approval now; with this one it is not in force until the {approver} \
                 approves it"
            ));
        }
    }
    lines.extend(
        changes::since_last(common, loaded, candidate)
            .lines()
            .map(|line| match line.is_empty() {
                true => String::new(),
                false => format!("  {line}"),
            }),
    );
    lines.join("\n")
}

/// Asks the user for confirmation. Without a terminal, or with `--quiet`, the command itself is the
/// confirmation.
fn agreed(common: &Common, documents: usize) -> Result<bool, Failure> {
    let is_asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if !is_asked || common.quiet {
        return Ok(true);
    }
    let what = match documents {
        1 => "this".to_owned(),
        count => format!("these {count} documents"),
    };
    printing::print(&format!("Do you approve {what}? [y/N] "));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(&*answer.trim().to_lowercase(), "y" | "yes"))
}

/// Returns the entry for the file of approvals, and the key that signed it, if it is signed.
fn signed(
    manual: &Manual,
    candidate: &Candidate<'_>,
    arguments: &ApproveArguments,
    meaning: &str,
    today: Date,
) -> Result<(String, Option<SignerKey>), Failure> {
    let content = candidate.content.to_text();
    let statement = entry::statement(
        candidate.document,
        candidate.content.digest(),
        candidate.role.as_str(),
        meaning,
        today,
    );
    let Some(with) = &arguments.sign else {
        return Ok((entry::entry(&statement, &content, None), None));
    };
    let signers = &manual.approvals.signers;
    let is_listed = |key: &SignerKey| signers.allow(key, &candidate.role, today);
    let (armor, key) = signatures::sign(&statement, &SignWith::new(with), is_listed)?;
    let entry = entry::entry(&statement, &content, Some(&armor));
    Ok((entry, Some(key)))
}

/// Appends an entry to a file of approvals, atomically, and prints the file's path.
fn append(loaded: &Loaded, candidate: &Candidate<'_>, entry: &str) -> Result<(), Failure> {
    let before = match sources::read_one(&*loaded.sources, &candidate.path) {
        Ok(source) => source.text().to_owned(),
        Err(_) => String::new(),
    };
    let separator = match before.is_empty() {
        true => "",
        false if before.ends_with("\n\n") => "",
        false if before.ends_with('\n') => "\n",
        false => "\n\n",
    };
    let text = format!("{before}{separator}{entry}");
    let target = loaded.root.join(candidate.path.as_str());
    write_atomically(&target, text.as_bytes())?;
    let shown = match loaded.folder().as_str() {
        "" => candidate.path.to_string(),
        folder => format!("{folder}/{}", candidate.path),
    };
    writeln!(std::io::stdout().lock(), "{shown}")?;
    Ok(())
}

/// Refuses a signature that would count for nothing: the manual lists keys, or asks for signatures, and
/// this key is not listed for the role.
fn refuse_unlisted(
    manual: &Manual,
    candidate: &Candidate<'_>,
    key: Option<&SignerKey>,
    today: Date,
) -> Result<(), Failure> {
    let asks = manual.config.approval.signed || manual.approvals.signers.is_there;
    let line = key.and_then(|key| line_to_add(manual, candidate, key, today));
    match line.filter(|_| asks) {
        None => Ok(()),
        Some(line) => Err(Failure::Message(format!(
            "allowed_signers does not list this key for the {}: nothing was approved. If the key is the {}'s, add \
             this line to allowed_signers beside manual.toml, and approve again:\n{line}",
            candidate.role, candidate.role
        ))),
    }
}

/// The line for `allowed_signers` that lists the key for the role. `None` if it is listed already.
fn line_to_add(
    manual: &Manual,
    candidate: &Candidate<'_>,
    key: &SignerKey,
    today: Date,
) -> Option<String> {
    let role = &candidate.role;
    let is_listed = manual.approvals.signers.allow(key, role, today);
    let principal = signatures::quoted_principal(role.as_str());
    (!is_listed).then(|| format!("{principal} {}", key.line()))
}
