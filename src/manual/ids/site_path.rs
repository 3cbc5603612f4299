//! The paths of a manual's files in its site, and the check that every file system can hold them.

use thiserror::Error;

use super::look_alike::{code_point, is_invisible};
use crate::diagnostics::SourcePath;
use crate::manual::{Endings, folder_index, folder_of_readme};

/// The greatest length of a name in bytes, and of a path in the site in UTF-16 code units. Windows
/// allows 260 code units, the folder of the site included.
const MOST_OF_NAME: usize = 240;
const MOST_OF_PATH: usize = 200;

/// Why a file of the site cannot have its path.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(crate) enum SitePathError {
    /// A character that Windows does not allow in a name.
    #[error("no name on Windows can have `{0}` in it")]
    Letter(char),
    /// An invisible character.
    #[error("`{name}` has a letter in it that cannot be seen, {}", code_point(*letter))]
    Invisible {
        /// The name.
        name: String,
        /// The character.
        letter: char,
    },
    /// A name that ends with a dot or a blank, which Windows removes.
    #[error("`{0}` ends with a dot or a blank, which Windows takes away")]
    End(String),
    /// The name of a device.
    #[error("`{0}` is the name of a device on Windows")]
    Device(String),
    /// A name that is too long.
    #[error("the name `{}…` has {} bytes; one may have at most {MOST_OF_NAME}", begin(.0), .0.len())]
    LongName(String),
    /// A path that is too long.
    #[error(
        "`{}…` has {} letters as an address of the site; one may have at most {MOST_OF_PATH}, so that \
         Windows can hold it", begin(.0), .0.encode_utf16().count()
    )]
    LongPath(String),
}

/// The first 60 characters of a text that is too long for a message.
fn begin(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The site path of a copied file, such as an image or a spreadsheet.
pub(crate) fn of_copy(path: &SourcePath) -> String {
    format!("files/{path}")
}

/// The site path of a page without an id, made from its file's path. The `README.md` of a folder is
/// the folder's `index.html`, if no other page `is_there` that would be. A page keeps its ending there
/// if another page differs from it in the ending alone.
pub(crate) fn of_uncontrolled(
    path: &SourcePath,
    endings: &Endings,
    is_there: impl Fn(&SourcePath) -> bool,
) -> String {
    let stands_for = folder_of_readme(path, endings)
        .filter(|folder| folder_index(folder, endings, &is_there).as_ref() == Some(path));
    match stands_for {
        Some("") => return "pages/index.html".to_owned(),
        Some(folder) => return format!("pages/{folder}/index.html"),
        None => {}
    }
    let text = path.as_str();
    if !endings.are_named() {
        let stem = text.strip_suffix(".md").unwrap_or(text);
        return format!("pages/{stem}.html");
    }
    let first = endings.beside(path).find(|one| is_there(one));
    let stem = match first.is_none_or(|first| first == *path) {
        true => &text[..text.len() - path.file_name().len() + endings.stem(path).len()],
        false => text,
    };
    format!("pages/{stem}.html")
}

/// Checks that every system can hold a path of the site.
///
/// # Errors
/// If it is too long, or a name in it cannot be written on Windows.
pub(crate) fn check(path: &str) -> Result<(), SitePathError> {
    path.split('/').try_for_each(check_name)?;
    match path.encode_utf16().count() > MOST_OF_PATH {
        true => Err(SitePathError::LongPath(path.to_owned())),
        false => Ok(()),
    }
}

fn check_name(name: &str) -> Result<(), SitePathError> {
    if let Some(letter) = name.chars().find(|letter| is_refused(*letter)) {
        return Err(SitePathError::Letter(letter));
    }
    if let Some(letter) = name.chars().find(|letter| is_invisible(*letter)) {
        let name = name.to_owned();
        return Err(SitePathError::Invisible { name, letter });
    }
    if name.ends_with(['.', ' ']) {
        return Err(SitePathError::End(name.to_owned()));
    }
    if is_device(name) {
        return Err(SitePathError::Device(name.to_owned()));
    }
    match name.len() > MOST_OF_NAME {
        true => Err(SitePathError::LongName(name.to_owned())),
        false => Ok(()),
    }
}

fn is_refused(letter: char) -> bool {
    letter.is_control() || r#"\:*?"<>|"#.contains(letter)
}

/// Whether Windows reserves a name for a device. The extension does not matter.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        let mut letters = number.chars();
        let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        letters.next().is_some_and(is_digit) && letters.next().is_none()
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&&*stem)
        || is_numbered("com")
        || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_windows_can_hold_is_told() {
        let long = format!("files/{}.png", "x".repeat(240));
        let deep = format!("files/{}x.png", "folder/".repeat(30));
        for (path, why) in [
            ("files/Form 12: v2?.xlsx", "`:`"),
            ("files/a/con.png", "`con.png` is the name of a device"),
            ("files/LPT1", "device"),
            ("files/COM².txt", "device"),
            ("files/a./b.png", "`a.` ends with a dot"),
            ("files/b ", "ends with"),
            ("files/a\u{202e}b.png", "U+202E"),
            (&long, "244 bytes"),
            (&deep, "221 letters"),
        ] {
            let error = check(path).unwrap_err().to_string();
            assert!(error.contains(why), "{path}: {error}");
        }
        for fine in [
            "files/Prüfung 1.png",
            "pages/console.html",
            "files/com10.txt",
            "files/.x",
        ] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
    }
}
