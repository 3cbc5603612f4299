//! Reports audiences that manual.toml does not name, and pages that name an audience although there
//! are none (`docs/design.md`, "Audiences and editions").

use crate::diagnostics::{Diagnostic, Location, SourcePath, Spanned};
use crate::manual::{Audiences, Manual};
use crate::rules;

pub(super) fn check(manual: &Manual, diagnostics: &mut Vec<Diagnostic>) {
    if manual.config.damaged.audiences {
        return;
    }
    let named = manual.page_keys().flat_map(|page| {
        let path = manual.path(page).into_iter();
        path.flat_map(move |path| manual.audience(page).iter().map(move |one| (path, one)))
    });
    match &manual.config.audiences {
        Some(audiences) => {
            let unknown = named.filter(|(_, one)| !audiences.has(&one.value));
            diagnostics.extend(unknown.map(|(path, one)| report_unknown(audiences, path, one)));
        }
        // `[audiences]` is what is missing, so this is reported once.
        None => diagnostics.extend(hides_nothing(named)),
    }
}

fn report_unknown(audiences: &Audiences, path: &SourcePath, name: &Spanned<String>) -> Diagnostic {
    let message = format!("there is no audience `{}`", name.value);
    let location = Location::new(path, name.span);
    Diagnostic::new(&rules::UNKNOWN_AUDIENCE, location, message).nearest_of(
        &name.value,
        audiences.names(),
        || {
            let names: Vec<String> = audiences.names().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            format!("manual.toml has {names}; add this one to [audiences], or name one of those")
        },
    )
}

fn hides_nothing<'a>(
    mut named: impl Iterator<Item = (&'a SourcePath, &'a Spanned<String>)>,
) -> Option<Diagnostic> {
    let (path, first) = named.next()?;
    let mut others: Vec<&SourcePath> = named.map(|(path, _)| path).collect();
    others.dedup();
    others.retain(|other| *other != path);
    let pages = match others.len() {
        0 => "this page names an audience".to_owned(),
        1 => "this page and another name audiences".to_owned(),
        more => format!("this page and {more} others name audiences"),
    };
    let message = format!("{pages}, which hides nothing: manual.toml has no [audiences]");
    let location = Location::new(path, first.span);
    let diagnostic = Diagnostic::new(&rules::AUDIENCE_HIDES_NOTHING, location, message);
    Some(diagnostic.help("add [audiences] with a line for each, such as public = []"))
}

#[cfg(test)]
mod tests {
    use super::Location;
    use crate::pipeline::{compile, read};
    use crate::sources::MemorySources;

    /// The rule, file and message of each diagnostic about audiences.
    fn reported(config: &str, files: &[(&str, &str)]) -> Vec<String> {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let files = [&[("manual.toml", &*config)], files].concat();
        let parts = read(&MemorySources::new(files)).unwrap();
        let compiled = compile(parts, "2026-11-23".parse().unwrap());
        let reported = compiled
            .report
            .entries
            .iter()
            .map(|judged| &judged.diagnostic);
        let of_audiences = reported.filter(|one| one.rule.name.contains("audience"));
        of_audiences
            .map(|one| {
                let Location { path, span } = &one.location;
                let (rule, line, column) = (one.rule.name, span.line, span.column);
                format!("{rule}: {path}:{line}:{column}: {}", one.message)
            })
            .collect()
    }

    const PAGES: [(&str, &str); 4] = [
        (
            "index.md",
            "---\naudience: public\ntitle: Home\n---\nText.\n",
        ),
        ("note.md", "---\naudience: [public, staff]\n---\n# Note\n"),
        (
            "qp.md",
            "---\nid: QP-1\ntitle: T\nkind: procedure\nrevision: 1\nstatus: draft\nowner: A\naudience: public\n---\nText.\n",
        ),
        (
            "rv.md",
            "---\nid: RV-1\ntitle: T\nkind: review\nowner: A\ndate: 2026-01-01\naudience: publick\n---\nText.\n",
        ),
    ];

    #[test]
    fn each_audience_is_looked_up_in_the_settings() {
        assert_eq!(
            reported("[audiences]\npublic = []\ninternal = \"public\"\n", &PAGES),
            [
                "unknown-audience: note.md:2:20: there is no audience `staff`",
                "unknown-audience: rv.md:7:11: there is no audience `publick`",
            ]
        );
        assert_eq!(
            reported(
                "[audiences]\npublic = []\nstaff = [\"publik\"]\n",
                &PAGES[..3]
            ),
            ["unknown-audience: manual.toml:5:10: there is no audience `publik`"]
        );
    }

    #[test]
    fn audiences_that_hide_nothing_are_reported_once() {
        assert_eq!(
            reported("", &PAGES),
            [
                "audience-hides-nothing: qp.md:8:11: this page and 3 others name audiences, which \
              hides nothing: manual.toml has no [audiences]"
            ]
        );
        assert_eq!(reported("", &[]), Vec::<String>::new());
        assert_eq!(reported("[audiences]\npublic = 1", &PAGES[..1]).len(), 1);
    }
}
