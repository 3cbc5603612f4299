//! Converts relative links in Markdown to paths of the manual.

use crate::diagnostics::SourcePath;

/// Returns the manual path for the link `written` in a file of `folder`. `..` goes up one folder; a
/// leading `/` starts at the manual's folder. `None` if the path leaves the manual.
pub(super) fn join(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = if written.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns the relative link from a file of `folder` to a path of the manual.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = path.split('/').collect();
    let same = folder.iter().zip(&path[..path.len() - 1]);
    let same = same.take_while(|(folder, path)| folder == path).count();
    let up = std::iter::repeat_n("..", folder.len() - same);
    let parts: Vec<&str> = up.chain(path[same..].iter().copied()).collect();
    parts.join("/")
}

/// Returns the manual path for the link `written` in a page; `None` if it leaves the manual.
pub(crate) fn joined(page: &SourcePath, written: &str) -> Option<SourcePath> {
    Some(SourcePath::new(&join(page.folder(), written)?))
}

#[cfg(test)]
mod tests {
    use super::{join, relative};

    #[test]
    fn a_path_is_named_from_any_folder() {
        for (folder, path, named) in [
            ("", "a.md", "a.md"),
            ("procedures", "procedures/a.md", "a.md"),
            ("procedures", "forms/f.md", "../forms/f.md"),
            ("a/b", "a/c/d.md", "../c/d.md"),
            ("a/b", "a/b", "../b"),
        ] {
            assert_eq!(relative(folder, path), named);
            assert_eq!(join(folder, named).as_deref(), Some(path));
        }
    }

    #[test]
    fn relative_paths_are_joined_and_never_leave_the_manual() {
        assert_eq!(
            join("procedures", "purchasing.md").as_deref(),
            Some("procedures/purchasing.md")
        );
        assert_eq!(join("procedures/a", "../../x.md").as_deref(), Some("x.md"));
        assert_eq!(
            join("procedures", "./img//flow.svg").as_deref(),
            Some("procedures/img/flow.svg")
        );
        assert_eq!(
            join("procedures", "/forms/f.md").as_deref(),
            Some("forms/f.md")
        );
        assert_eq!(join("procedures", "../../etc/passwd"), None);
    }
}
