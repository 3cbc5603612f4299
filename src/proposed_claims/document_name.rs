//! How a row of the file names a document.

use super::Proposer;
use crate::export::harmless;
use crate::markdown::says_nothing;

/// The names of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentName {
    /// Its id; `None` if it is not known.
    pub(crate) id: Option<String>,
    /// Its path from the manual's folder.
    pub(crate) path: String,
}

/// What stands in place of a document in a row that claims nothing.
pub(super) const NO_DOCUMENT: &str = "n/a";

impl DocumentName {
    /// What a cell calls the document, so that reading it gives exactly this document and a spreadsheet
    /// takes it for a text (`docs/design.md`, "Claims in tables and other notations"): the id or the path,
    /// whichever the proposer prefers and a cell can hold. `None` if it can hold neither.
    pub(super) fn cell(&self, proposer: Proposer) -> Option<String> {
        let id = || self.id.as_deref();
        let by_id = || id().filter(|id| is_plain(id) && harmless((*id).to_owned()) == **id);
        let by_path = || is_plain(&self.path).then(|| harmless_path(self.path.clone()));
        let preferred = match proposer {
            Proposer::Adopt => by_path().or_else(|| by_id().map(str::to_owned)),
            Proposer::Transition => by_id().map(str::to_owned).or_else(by_path),
        };
        // The brackets of a reference are no beginning of a formula.
        preferred.or_else(|| {
            let in_brackets = id().filter(|id| is_plain(id) || is_plain(&id.replace(';', "")));
            in_brackets.map(|id| format!("[[{id}]]"))
        })
    }
}

/// Whether a cell can hold a name as it is: signs that separate names, or mean something in a reference
/// or an address, would make another name of it.
fn is_plain(name: &str) -> bool {
    let signs = [',', ';', '#', '[', ']', '|', '%', '?'];
    !name.contains(signs)
        && !name.contains(char::is_control)
        && name.trim() == name
        && !says_nothing(name)
}

/// A path that a spreadsheet does not read as a formula.
fn harmless_path(path: String) -> String {
    match harmless(path.clone()) == path {
        true => path,
        false => format!("./{path}"),
    }
}
