//! What a link points to, as it is written.

use crate::manual::Target;

/// The destination of a Markdown link or of an attribute of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// A place in the manual.
    Inside(Target),
    /// Another site, or an address to write or call.
    Outside(String),
    /// Nothing that a reader should follow: no address, or one that runs something.
    Refused,
}

/// Reads the destination of a Markdown link.
pub(super) fn destination(written: &str) -> Destination {
    let written = written.trim();
    if written.is_empty() {
        return Destination::Refused;
    }
    if let Some(section) = written.strip_prefix('#') {
        let section = percent_decode(section);
        return match section.is_empty() {
            true => Destination::Refused,
            false => Destination::Inside(Target::Here { section }),
        };
    }
    if written.starts_with("//") {
        return Destination::Outside(written.to_owned());
    }
    if let Some(scheme) = scheme(written) {
        return match &*scheme {
            "http" | "https" | "mailto" | "tel" | "ftp" | "sftp" => {
                Destination::Outside(written.to_owned())
            }
            "clause" => Destination::Inside(Target::Clause(percent_decode(written[7..].trim()))),
            _ => Destination::Refused,
        };
    }
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decode(fragment))),
        None => (written, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    Destination::Inside(Target::Path {
        path: percent_decode(path),
        fragment,
    })
}

/// Reads the destination of `[[…]]`.
pub(super) fn wiki_destination(written: &str) -> Destination {
    let written = written.trim();
    if let Some(clause) = written.strip_prefix("clause:") {
        return Destination::Inside(Target::Clause(clause.trim().to_owned()));
    }
    if let Some(section) = written.strip_prefix('#') {
        return Destination::Inside(Target::Here {
            section: section.trim().to_owned(),
        });
    }
    if written.starts_with("http://") || written.starts_with("https://") {
        return Destination::Outside(written.to_owned());
    }
    let (id, section) = match written.split_once('#') {
        Some((id, section)) => (id.trim(), Some(section.trim().to_owned())),
        None => (written, None),
    };
    let section = section.filter(|section| !section.is_empty());
    Destination::Inside(Target::Id {
        id: id.to_owned(),
        section,
    })
}

/// Whether an address asks another host for something when a page is only shown.
pub(super) fn is_remote(written: &str) -> bool {
    written.starts_with("//") || scheme(written).is_some()
}

fn scheme(written: &str) -> Option<String> {
    let (scheme, _) = written.split_once(':')?;
    // White space and control characters in a scheme are ignored by browsers: so are they here.
    let scheme: String = scheme
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let shaped = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    shaped.then(|| scheme.to_ascii_lowercase())
}

/// `%20` and the like as the bytes that they stand for; what is no text that way stays as written.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let value = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match value {
            Some(value) => {
                bytes.push(value);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let path = |path: &str, fragment: Option<&str>| {
            Destination::Inside(Target::Path {
                path: path.to_owned(),
                fragment: fragment.map(str::to_owned),
            })
        };
        assert_eq!(
            destination("purchasing.md#a"),
            path("purchasing.md", Some("a"))
        );
        assert_eq!(destination("my%20file.md"), path("my file.md", None));
        assert_eq!(destination("x.md?plain=1"), path("x.md", None));
        assert!(matches!(
            destination("https://a.b"),
            Destination::Outside(_)
        ));
        for refused in [
            "javascript:alert(1)",
            "JaVa\tScript:x",
            "data:text/html,x",
            "vbscript:x",
            "C:\\x",
            "",
        ] {
            assert_eq!(destination(refused), Destination::Refused, "{refused}");
        }
    }
}
