//! Writes what a transition proposes: claims with the status `proposed`, and drafts.

use std::path::Path;

use super::stubs;
use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, Outcome, next_command, printing};
use crate::diagnostics::{Judged, Source, SourcePath};
use crate::manual::{ClaimsFile, Manual};
use crate::proposed_claims::{CLAIMS_FILE, Proposal, Proposer, continued};
use crate::publish::{DiskError, NewFile, write_all_new, write_atomically};
use crate::rules;
use crate::sources::{FileState, Sources, read_elsewhere, read_one};
use crate::transition::{ProposedClaim, Transition, proposed_claims};

/// The most bytes of a file of claims.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// The byte order mark that spreadsheets write.
const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn run(
    common: &Common,
    loaded: &Loaded,
    transition: &Transition<'_>,
) -> Result<Outcome, Failure> {
    let compiled = &loaded.compiled;
    let manual = &compiled.manual;
    if let Some(missing) = missing_settings(manual, transition) {
        return Err(Failure::Message(format!("nothing was written: {missing}")));
    }
    refuse_mistakes(common, loaded)?;
    let present = present(&*loaded.sources)?;
    let proposed = proposed_claims(compiled, transition);
    let proposals: Vec<Proposal> = proposed
        .iter()
        .map(|one| proposal(manual, transition, one))
        .collect();
    let file = continued(present.as_ref(), &proposals, Proposer::Transition)
        .map_err(|error| Failure::Message(format!("nothing was written: {error}")))?;
    let drafts = stubs::files(common, compiled, transition)?;
    let path = loaded.root.join(CLAIMS_FILE);
    let mut new: Vec<NewFile> = drafts.clone();
    if present.is_none() {
        let text = file.text(None);
        new.extend(text.map(|text| NewFile::new(CLAIMS_FILE, text)));
    }
    write_all_new(&loaded.root, &new)?;
    if let (Some(source), Some(appended)) = (&present, &file.appended) {
        let mut bytes = read_elsewhere(&path, MOST_BYTES).map_err(DiskError::new("read", &path))?;
        let has_mark = bytes.starts_with(MARK) && !source.text().starts_with('\u{feff}');
        let mark = if has_mark { MARK.len() } else { 0 };
        for (at, cell) in file.new_cells.iter().rev() {
            bytes.splice(at + mark..at + mark, cell.bytes());
        }
        bytes.extend_from_slice(appended.as_bytes());
        write_atomically(&path, &bytes)?;
    }
    printing::say(common, &told(common, loaded, file.added, &drafts));
    Ok(Outcome::Ok)
}

/// What manual.toml lacks before proposals can be written, and how to add it.
pub(super) fn missing_settings(manual: &Manual, transition: &Transition<'_>) -> Option<String> {
    let id = &transition.to.id;
    let entry = manual.config.claims_files.iter();
    let mut entry = entry.filter(|entry| entry.path.value.as_str() == CLAIMS_FILE);
    let entry: Option<&ClaimsFile> = entry.next();
    if entry.is_some_and(|entry| entry.heads.is_some()) {
        return Some(format!(
            "the entry of [[claims]] for {CLAIMS_FILE} names heads of its own, and proposals are written \
             only to a file whose heads are the names of the columns: take `columns` out of it"
        ));
    }
    if transition.listed.is_some() && entry.is_some() {
        return None;
    }
    let mut lines = String::new();
    if transition.listed.is_none() {
        let listed = manual.standards.iter().map(|one| one.id.as_str());
        let listed: Vec<String> = listed
            .chain([id.as_str()])
            .map(|id| format!("\"{id}\""))
            .collect();
        lines.push_str(&format!("\n    standards = [{}]", listed.join(", ")));
    }
    if entry.is_none() {
        lines.push_str(&format!("\n\n    [[claims]]\n    file = \"{CLAIMS_FILE}\""));
    }
    Some(format!("add to manual.toml\n{lines}\n"))
}

/// Fails while the manual has mistakes: a claim that cannot be read would be missing from the
/// proposals, and its requirement would get a draft.
fn refuse_mistakes(common: &Common, loaded: &Loaded) -> Result<(), Failure> {
    let manual = &loaded.compiled.manual;
    let mut entries = loaded.compiled.report.entries.iter();
    match entries.find(|entry| entry.stops_build() && !is_missing_file(manual, entry)) {
        None => Ok(()),
        Some(entry) => Err(Failure::Message(format!(
            "nothing was written, since the manual has mistakes, the first of them in {}:{}: {}; `{}` \
             lists them",
            entry.diagnostic.location.path,
            entry.diagnostic.location.span.line,
            entry.diagnostic.message,
            next_command::again(common, &["check"])
        ))),
    }
}

/// Whether the mistake is that the file of claims is not there yet.
fn is_missing_file(manual: &Manual, entry: &Judged) -> bool {
    let location = &entry.diagnostic.location;
    let mut files = manual.config.claims_files.iter();
    let names_it = files
        .any(|file| file.path.value.as_str() == CLAIMS_FILE && file.path.span == location.span);
    *entry.diagnostic.rule == rules::BROKEN_REFERENCE
        && location.path == manual.config.path
        && names_it
}

/// The file of claims that the manual has already.
fn present(sources: &dyn Sources) -> Result<Option<Source>, Failure> {
    let path = SourcePath::new(CLAIMS_FILE);
    match sources.state(&path) {
        FileState::Gone => Ok(None),
        FileState::File => match read_one(sources, &path) {
            Ok(source) => Ok(Some(source)),
            Err(error) => Err(Failure::Message(format!(
                "{CLAIMS_FILE}: {}",
                error.message
            ))),
        },
        FileState::Folder | FileState::Other => Err(Failure::Message(format!(
            "`{CLAIMS_FILE}` is no file of the manual's own, and proposals are written to such a file \
             only: move it away"
        ))),
    }
}

fn proposal(manual: &Manual, transition: &Transition<'_>, of: &ProposedClaim) -> Proposal {
    Proposal {
        document: manual.document(of.document).id.value.to_string(),
        clause: transition.to.clause(of.clause).number.to_string(),
        standard: transition.to.id.to_string(),
        section: of
            .section
            .as_ref()
            .map(|section| section.as_str().to_owned()),
        extent: of.extent,
        note: of.note.clone(),
    }
}

fn told(common: &Common, loaded: &Loaded, added: usize, drafts: &[NewFile]) -> String {
    if added == 0 && drafts.is_empty() {
        return "Nothing new to write: every requirement is claimed, proposed or drafted, or was proposed \
                before"
            .to_owned();
    }
    let folder = loaded.folder();
    let shown = |path: &Path| match folder.as_str() {
        "" => path.display().to_string(),
        folder => format!("{folder}/{}", path.display()),
    };
    let mut text = String::new();
    if added > 0 {
        let claims = match added {
            1 => "1 proposed claim".to_owned(),
            count => format!("{count} proposed claims"),
        };
        text.push_str(&format!("{}: {claims}\n", shown(Path::new(CLAIMS_FILE))));
    }
    for draft in drafts {
        text.push_str(&format!("{}: a draft\n", shown(draft.path())));
    }
    let check = next_command::again(common, &["check"]);
    text.push_str(&format!(
        "\nNext:\n  read each section against the new clause, amend it, and delete \"proposed\" in its row; \
         extent `partial` stands where the clause differs\n  {check}   # says what is still missing"
    ));
    text
}
