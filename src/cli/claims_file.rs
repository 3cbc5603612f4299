//! The file of proposed claims on the disk: `adopt` and `transition` read and continue it.

use std::path::Path;

use super::Failure;
use crate::diagnostics::{Source, SourcePath};
use crate::proposed_claims::{CLAIMS_FILE, ClaimsFile};
use crate::publish::{NewFile, write_all_new, write_atomically};
use crate::sources::{FileState, Sources, read_one};

/// The file of claims that is there already. `whose` says of what it has to be a file: "the manual".
///
/// # Errors
/// If it cannot be read, or is a link, which may lead out of the folder.
pub(super) fn present(sources: &dyn Sources, whose: &str) -> Result<Option<Source>, Failure> {
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
            "`{CLAIMS_FILE}` is no file of {whose}'s own, and proposals are written to such a file only: \
             move it away"
        ))),
    }
}

/// Writes other new files, all or none, and then the file of claims as `file` continues it. `before` is
/// the file as [`present`] read it.
///
/// # Errors
/// If the file of claims is no longer as it was read, which leaves it as it is, or if a file cannot be
/// written.
pub(super) fn append(
    root: &Path,
    sources: &dyn Sources,
    before: Option<&Source>,
    file: &ClaimsFile,
    mut others: Vec<NewFile>,
) -> Result<(), Failure> {
    let text = file.text(before);
    if let Some(text) = &text {
        refuse_changed(sources, before)?;
        if before.is_none() {
            // It is there now, if somebody has just made it, and is not overwritten.
            others.push(NewFile::new(CLAIMS_FILE, text.clone()));
        }
    }
    write_all_new(root, &others)?;
    if let (Some(_), Some(text)) = (before, &text) {
        refuse_changed(sources, before)?;
        write_atomically(&root.join(CLAIMS_FILE), text.as_bytes())?;
    }
    Ok(())
}

/// Fails if somebody has changed the file of claims since it was read: what they wrote would be lost.
fn refuse_changed(sources: &dyn Sources, before: Option<&Source>) -> Result<(), Failure> {
    let path = SourcePath::new(CLAIMS_FILE);
    let is_same = match (before, sources.state(&path)) {
        (None, FileState::Gone) => true,
        (Some(before), FileState::File) => {
            read_one(sources, &path).is_ok_and(|now| now.text() == before.text())
        }
        _ => false,
    };
    match is_same {
        true => Ok(()),
        false => Err(Failure::Message(format!(
            "`{CLAIMS_FILE}` was changed meanwhile, and no proposal was written to it: save it, close it in \
             other programs, and run the command again"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::manual::Extent;
    use crate::proposed_claims::{DocumentName, Proposal, Proposer, continued};
    use crate::sources::DiskSources;

    /// Proposes a claim, lets somebody change the folder, and appends the proposal with another new file.
    fn appended(text: Option<&str>, change: impl Fn(&Path)) -> (Result<(), String>, String, bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(CLAIMS_FILE);
        if let Some(text) = text {
            fs::write(&path, text).unwrap();
        }
        let sources = DiskSources::new(folder.path());
        let before = present(&sources, "the folder").unwrap();
        let proposal = Proposal {
            document: Some(DocumentName {
                id: None,
                path: "a.md".to_owned(),
            }),
            clause: "8.4.1".to_owned(),
            standard: "iso-9001-2015".to_owned(),
            section: None,
            extent: Extent::Partial,
            note: "One.".to_owned(),
        };
        let file = continued(before.as_ref(), &[proposal], Proposer::Adopt).unwrap();
        change(&path);
        let other = vec![NewFile::new("b.md", "Text.\n".to_owned())];
        let written = append(folder.path(), &sources, before.as_ref(), &file, other);
        let written = written.map_err(|error| error.to_string());
        let now = fs::read_to_string(&path).unwrap_or_default();
        (written, now, folder.path().join("b.md").exists())
    }

    const HEADS: &str = "\u{feff}document,clause,status,note\r\n";

    #[test]
    fn the_file_is_continued_and_keeps_its_mark() {
        let (written, now, has_other) = appended(Some(HEADS), |_| {});
        assert_eq!((written, has_other), (Ok(()), true));
        let begin = "\u{feff}document,clause,status,note,extent\r\n\
                     a.md,iso-9001-2015:8.4.1,proposed,One.,partial\n,,,What";
        assert!(now.starts_with(begin), "{now}");
        let (written, now, has_other) = appended(None, |_| {});
        assert_eq!((written, has_other), (Ok(()), true));
        assert!(now.starts_with("\u{feff}document,clause,section,"), "{now}");
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_as_it_is() {
        let message = "`claims.csv` was changed meanwhile, and no proposal was written to it: save it, close it \
                       in other programs, and run the command again";
        let mine = format!("{HEADS}QP-1,8.6,,mine\r\n");
        let save = |path: &Path| fs::write(path, &mine).unwrap();
        let refused = |now: &str| (Err(message.to_owned()), now.to_owned(), false);
        assert_eq!(appended(Some(HEADS), save), refused(&mine));
        assert_eq!(appended(None, save), refused(&mine));
        let delete = |path: &Path| fs::remove_file(path).unwrap();
        assert_eq!(appended(Some(HEADS), delete), refused(""));
    }
}
