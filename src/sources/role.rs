//! Determines the role of a file of a manual's folder.

use crate::diagnostics::SourcePath;
use crate::manual::Endings;
use crate::sources::left_out::{is_hidden, is_left_out};
use crate::sources::{CONFIG_FILE, SIGNERS_FILE};

/// The role of a file of a manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileRole {
    /// `manual.toml`.
    Config,
    /// A Markdown file.
    Page,
    /// A TOML file of the folder `standards/`.
    Standard,
    /// A CSV file: the values of a page, or a file to be copied.
    Table,
    /// A TOML file of the folder `approvals/`: the approvals of a document. A file that looks like
    /// one by its folder or its ending as well: approvals that somebody put there are not forgotten.
    Approvals,
    /// `allowed_signers`: which keys sign for which role.
    Signers,
    /// An HTML, SVG, XML or CSS file. It is copied unchanged if something refers to it, and read to
    /// find the files that it needs and the scripts that it runs.
    Markup,
    /// Any other file: copied unchanged.
    Asset,
}

/// The extensions of files that a browser opens as pages, pictures or styles and that may refer to
/// other files.
const MARKUP: [&str; 8] = ["css", "htm", "html", "shtml", "svg", "xht", "xhtml", "xml"];

/// The role of the file at a path (relative to the manual's folder); `None` if it is not part of
/// the manual: hidden files, files that editors leave behind, themes.
pub(crate) fn role(path: &SourcePath, endings: &Endings) -> Option<FileRole> {
    if may_hold_approvals(path) {
        return Some(FileRole::Approvals);
    }
    if is_left_out(path) {
        return None;
    }
    let text = path.as_str();
    let is = |extension: &str| path.extension().eq_ignore_ascii_case(extension);
    match text.split_once('/') {
        Some(("standards", _)) if is("toml") => Some(FileRole::Standard),
        _ if text == CONFIG_FILE => Some(FileRole::Config),
        _ if text == SIGNERS_FILE => Some(FileRole::Signers),
        _ if endings.take_in(path) => Some(FileRole::Page),
        _ if is("csv") => Some(FileRole::Table),
        _ if MARKUP.iter().any(|extension| is(extension)) => Some(FileRole::Markup),
        _ => Some(FileRole::Asset),
    }
}

/// The endings of files that were renamed, or copied before a change. A file without an ending may
/// be one as well.
const ENDINGS_OF_COPIES: [&str; 6] = [".bak", ".old", ".orig", ".tml", ".txt", "~"];

/// Whether a file may hold approvals, by its path: a TOML file of `approvals/`, or a file whose
/// folder or ending only differs from that.
fn may_hold_approvals(path: &SourcePath) -> bool {
    let Some((folders, name)) = path.as_str().rsplit_once('/') else {
        return false;
    };
    if is_hidden(path) || !folders.split('/').any(is_like_approvals) {
        return false;
    }
    let name = name.to_lowercase();
    name.contains(".toml")
        || !name.contains('.')
        || ENDINGS_OF_COPIES
            .iter()
            .any(|ending| name.ends_with(ending))
}

/// Whether a file that has another role may be a moved or renamed file of approvals, by its path: a TOML
/// file elsewhere in the manual, or a page in a folder like that of approvals.
pub(crate) fn may_hold_misplaced_approvals(path: &SourcePath) -> bool {
    let text = path.as_str();
    if may_hold_approvals(path) || text == CONFIG_FILE || text.starts_with("standards/") {
        return false;
    }
    let is_toml = path.extension().eq_ignore_ascii_case("toml");
    is_toml || path.folder().split('/').any(is_like_approvals)
}

/// Whether the approvals of a document are read from a file of this path.
pub(super) fn is_place_of_approvals(path: &SourcePath) -> bool {
    is_in_approvals(path) && path.extension().eq_ignore_ascii_case("toml")
}

/// Whether a folder has the name of the folder of approvals, or one like it.
pub(super) fn is_like_approvals(folder: &str) -> bool {
    let folder = folder.to_lowercase();
    folder.contains("approval") || folder.contains("aproval")
}

/// Whether a path is below the folder `approvals`, in any case of its letters.
pub(crate) fn is_in_approvals(path: &SourcePath) -> bool {
    let folder = path.as_str().split_once('/');
    folder.is_some_and(|(folder, _)| folder.eq_ignore_ascii_case("approvals"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_alone_says_what_a_file_is_for() {
        use FileRole as R;
        for (path, expected) in [
            ("manual.toml", Some(R::Config)),
            ("index.md", Some(R::Page)),
            ("procedures/Purchasing.MD", Some(R::Page)),
            ("a/b.markdown", Some(R::Page)),
            ("standards/own.toml", Some(R::Standard)),
            ("standards/README.md", Some(R::Page)),
            ("procedures/standards/README.md", Some(R::Page)),
            ("approvals/QP-07.toml", Some(R::Approvals)),
            ("approvals/old/QP-07.TOML", Some(R::Approvals)),
            ("approvals/README.md", Some(R::Page)),
            ("approvals/QP-07.txt", Some(R::Approvals)),
            ("approvals/QP-07.toml.bak", Some(R::Approvals)),
            ("approvals/QP-07.toml~", Some(R::Approvals)),
            ("approvals/QP-07", Some(R::Approvals)),
            ("approvals/signed.png", Some(R::Asset)),
            ("approvals/.QP-07.toml.swp", None),
            ("Approvals/QP-07.toml", Some(R::Approvals)),
            ("approvals (1)/QP-07.toml", Some(R::Approvals)),
            ("themes/approvals/QP-07.toml", None),
            ("procedures/approvals/QP-07.toml", Some(R::Approvals)),
            ("procedures/QP-07.toml", Some(R::Asset)),
            ("allowed_signers", Some(R::Signers)),
            ("keys/allowed_signers", Some(R::Asset)),
            ("themes/ours/page.html", None),
            ("records/scrap.CSV", Some(R::Table)),
            ("procedures/flow.png", Some(R::Asset)),
            ("procedures/flow.svg", Some(R::Markup)),
            ("sub/manual.toml", Some(R::Asset)),
            ("LICENSE", Some(R::Asset)),
            (".gitignore", None),
            (".git/config", None),
            ("a/.obsidian/notes.md", None),
            ("web/node_modules/x/README.md", None),
            ("~$form.docx", None),
            ("procedures/purchasing.md~", None),
            ("Thumbs.db", None),
        ] {
            let endings = Endings::default();
            assert_eq!(role(&SourcePath::new(path), &endings), expected, "{path}");
        }
    }
}
