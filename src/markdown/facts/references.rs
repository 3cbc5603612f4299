//! The destinations of links, read from their written form.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::manual::Target;

/// The schemes that the address of a link may have. A link with any other scheme loses its address,
/// because some schemes run code.
pub(crate) const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "sftp"];

/// The destination of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A place in the manual.
    Inside(Target),
    /// Another site, a mail address or a telephone number.
    Outside(String),
    /// `#`: the page itself.
    Nowhere,
    /// An address that is not published.
    Refused(Refusal),
}

/// The reason that an address is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is no address.
    Empty,
    /// An address with this scheme is not published.
    Scheme(String),
}

/// Reads the destination of a Markdown link or of an address in HTML.
pub(crate) fn destination(written: &str) -> Destination {
    let written = written.trim();
    if written.is_empty() {
        return Destination::Refused(Refusal::Empty);
    }
    if written == "#" {
        return Destination::Nowhere;
    }
    if let Some(section) = written.strip_prefix('#') {
        return Destination::Inside(Target::Here {
            section: percent_decoded(section),
        });
    }
    if written.starts_with("//") {
        // In a page that is opened from disk, this would be the address of a file.
        return Destination::Outside(format!("https:{written}"));
    }
    if let Some(scheme) = scheme(written) {
        if scheme == "clause" {
            let clause = written.split_once(':').map_or("", |(_, clause)| clause);
            let clause = percent_decoded(clause.trim());
            return Destination::Inside(Target::Clause(clause));
        }
        return match SCHEMES.contains(&&*scheme) {
            true => Destination::Outside(written.to_owned()),
            false => Destination::Refused(Refusal::Scheme(scheme)),
        };
    }
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (written, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    Destination::Inside(Target::Path {
        path: percent_decoded(path),
        fragment: fragment.filter(|fragment| !fragment.is_empty()),
    })
}

/// The text between `[[` and `]]`, up to a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wiki<'a> {
    /// `satisfies:8.4.1`: a claim, with the text after the colon.
    Claim(&'a str),
    /// `https://…`.
    Outside(&'a str),
    /// No text, or a prefix such as `clause:` or `#` without a name.
    Blank,
    /// A place in the manual, and the text to show if the author gives none.
    Inside(Target, String),
}

/// Reads the text between `[[` and `]]`, up to a bar. A line break in it counts as a space.
pub(crate) fn wiki(written: &str) -> Wiki<'_> {
    let written = written.trim();
    if let Some(clause) = behind_word(written, "satisfies:") {
        return Wiki::Claim(clause.trim());
    }
    if behind_word(written, "http://").is_some() || behind_word(written, "https://").is_some() {
        return Wiki::Outside(written);
    }
    if let Some(clause) = behind_word(written, "clause:") {
        let clause = on_one_line(clause);
        return match clause.is_empty() {
            true => Wiki::Blank,
            false => Wiki::Inside(Target::Clause(clause.clone()), clause),
        };
    }
    if let Some(section) = written.strip_prefix('#') {
        let section = on_one_line(section);
        if section.is_empty() {
            return Wiki::Blank;
        }
        let target = Target::Here {
            section: section.clone(),
        };
        return Wiki::Inside(target, section);
    }
    let (id, section) = written.split_once('#').unwrap_or((written, ""));
    let (id, section) = (on_one_line(id), on_one_line(section));
    if id.is_empty() {
        return Wiki::Blank;
    }
    let target = Target::Id {
        id: id.clone(),
        section: Some(section).filter(|section| !section.is_empty()),
    };
    Wiki::Inside(target, id)
}

fn behind_word<'a>(written: &'a str, word: &str) -> Option<&'a str> {
    let begin = written.get(..word.len())?;
    begin
        .eq_ignore_ascii_case(word)
        .then(|| &written[word.len()..])
}

/// Replaces each run of white space with one space.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn scheme(written: &str) -> Option<String> {
    let (scheme, _) = written.split_once(':')?;
    if scheme.contains(['/', '#', '?']) {
        return None;
    }
    // Browsers ignore white space and control characters in a scheme, so they are ignored here too.
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

/// Percent-decodes a text. Returns it unchanged if the result is not UTF-8.
fn percent_decoded(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, fragment: Option<&str>) -> Destination {
        Destination::Inside(Target::Path {
            path: path.to_owned(),
            fragment: fragment.map(str::to_owned),
        })
    }

    #[test]
    fn addresses_inside_the_manual_are_decoded() {
        assert_eq!(destination("a/b.md#c%20d"), path("a/b.md", Some("c d")));
        assert_eq!(destination("my%20file.md"), path("my file.md", None));
        assert_eq!(destination("100%.md#%zz"), path("100%.md", Some("%zz")));
        assert_eq!(destination("%FF.md"), path("%FF.md", None));
        assert_eq!(destination("x.md?plain=1#"), path("x.md", None));
        assert_eq!(destination("a/b:c.md"), path("a/b:c.md", None));
        assert_eq!(
            destination("#a"),
            Destination::Inside(Target::Here {
                section: "a".into()
            })
        );
        assert_eq!(
            destination("clause:8.4.1"),
            Destination::Inside(Target::Clause("8.4.1".into()))
        );
        assert_eq!(destination("#"), Destination::Nowhere);
    }

    #[test]
    fn other_sites_are_told_from_what_nobody_may_follow() {
        for outside in [
            "https://a.b",
            "//a.b",
            "mailto:a@b.c",
            "TEL:1",
            "ht\ntp://a",
        ] {
            assert!(
                matches!(destination(outside), Destination::Outside(_)),
                "{outside}"
            );
        }
        for (refused, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JaVa\tScript:x", "javascript"),
            ("\u{1}javascript:x", "javascript"),
            ("data:text/html,x", "data"),
            ("vbscript:x", "vbscript"),
            ("C:\\x", "c"),
        ] {
            let refusal = Refusal::Scheme(scheme.to_owned());
            assert_eq!(
                destination(refused),
                Destination::Refused(refusal),
                "{refused}"
            );
        }
        assert_eq!(destination(" "), Destination::Refused(Refusal::Empty));
    }

    #[test]
    fn double_brackets_name_an_id_a_clause_a_section_or_a_claim() {
        let target = |written| match wiki(written) {
            Wiki::Inside(target, shown) => (target, shown),
            other => panic!("{other:?}"),
        };
        let id = |id: &str, section: Option<&str>| Target::Id {
            id: id.into(),
            section: section.map(Into::into),
        };
        assert_eq!(target("QP-09"), (id("QP-09", None), "QP-09".into()));
        assert_eq!(
            target(" QP-09 # a "),
            (id("QP-09", Some("a")), "QP-09".into())
        );
        assert_eq!(target("QP-09#"), (id("QP-09", None), "QP-09".into()));
        assert_eq!(
            target("Clause: iso-9001-2015:\n8.4.1"),
            (
                Target::Clause("iso-9001-2015: 8.4.1".into()),
                "iso-9001-2015: 8.4.1".into()
            )
        );
        assert_eq!(
            target("#a b"),
            (
                Target::Here {
                    section: "a b".into()
                },
                "a b".into()
            )
        );
        for blank in ["", " \n", "#", "clause: "] {
            assert_eq!(wiki(blank), Wiki::Blank);
        }
        assert_eq!(wiki("satisfies: 8.4.1 "), Wiki::Claim("8.4.1"));
        assert_eq!(wiki("https://a.b#c"), Wiki::Outside("https://a.b#c"));
    }
}
