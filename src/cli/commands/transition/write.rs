//! Writes what a transition proposes: claims with the status `proposed`, and drafts.

use std::path::Path;

use super::stubs;
use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, Outcome, claims_file, next_command, printing};
use crate::diagnostics::Judged;
use crate::manual::{ClaimsFile, ClauseIx, Extent, Manual};
use crate::proposed_claims::{
    CLAIMS_FILE, ClaimsFile as Continued, DocumentName, Proposal, Proposer, continued,
};
use crate::publish::NewFile;
use crate::rules;
use crate::transition::{ProposedClaim, Transition, proposed_claims, to_decide_anew};

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
    let present = claims_file::present(&*loaded.sources, "the manual")?;
    let proposed = proposed_claims(compiled, transition);
    let proposals = proposed.iter().map(|one| proposal(manual, transition, one));
    let undecided = to_decide_anew(compiled, transition).into_iter();
    let undecided = undecided.map(|(clause, note)| remark(transition, clause, note));
    let proposals: Vec<Proposal> = proposals.chain(undecided).collect();
    let file = continued(present.as_ref(), &proposals, Proposer::Transition)
        .map_err(|error| Failure::Message(format!("nothing was written: {error}")))?;
    let drafts = stubs::files(common, compiled, transition)?;
    let sources = &*loaded.sources;
    claims_file::append(
        &loaded.root,
        sources,
        present.as_ref(),
        &file,
        drafts.clone(),
    )?;
    printing::say(common, &told(common, loaded, &file, &drafts));
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

/// The row of a requirement that no document addresses.
fn remark(transition: &Transition<'_>, clause: ClauseIx, note: String) -> Proposal {
    Proposal {
        document: None,
        clause: transition.to.clause(clause).number.to_string(),
        standard: transition.to.id.to_string(),
        section: None,
        extent: Extent::Full,
        note,
    }
}

fn proposal(manual: &Manual, transition: &Transition<'_>, of: &ProposedClaim) -> Proposal {
    let document = manual.document(of.document);
    Proposal {
        document: Some(DocumentName {
            id: Some(document.id.value.to_string()),
            path: document.path.to_string(),
        }),
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

fn told(common: &Common, loaded: &Loaded, file: &Continued, drafts: &[NewFile]) -> String {
    let unwritten = file.told_unwritable();
    let unwritten = unwritten.map_or_else(String::new, |told| format!("\n\n{told}"));
    let Continued { added, remarks, .. } = *file;
    if added + remarks == 0 && drafts.is_empty() {
        return format!(
            "Nothing new to write: every requirement is claimed, proposed or drafted, or was proposed \
             before{unwritten}"
        );
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
    if remarks > 0 {
        let rows = match remarks {
            1 => "1 requirement was".to_owned(),
            count => format!("{count} requirements were"),
        };
        text.push_str(&format!(
            "{}: {rows} excluded in the old edition, and the new one excludes nothing by that: decide anew\n",
            shown(Path::new(CLAIMS_FILE))
        ));
    }
    for draft in drafts {
        text.push_str(&format!("{}: a draft\n", shown(draft.path())));
    }
    text.push_str(&unwritten);
    let check = next_command::again(common, &["check"]);
    text.push_str(&format!(
        "\nNext:\n  read each section against the new clause, amend it, and delete \"proposed\" in its row; \
         extent `partial` stands where the clause differs\n  {check}   # says what is still missing"
    ));
    text
}
