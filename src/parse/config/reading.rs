//! The settings that select the files to read and to publish: `exclude`, `publish` and `[reading]`
//! (`docs/design.md`, "manual.toml").

use crate::manual::{PathGlob, PathGlobs};
use crate::parse::decode::Decoder;
use crate::parse::node::Table;
use crate::rules;

/// Every key of `[reading]`.
pub(in crate::parse) const SETTINGS: [&str; 1] = ["follow_links"];

/// Reads a setting that holds path patterns. An invalid pattern is reported and left out.
pub(super) fn globs(decoder: &mut Decoder<'_>, table: &Table, name: &str) -> PathGlobs {
    let Some(node) = table.get(name) else {
        return PathGlobs::default();
    };
    let mut globs = Vec::new();
    for written in decoder.texts(name, node) {
        let (span, text) = (written.span, written.value.clone());
        match PathGlob::new(written) {
            Ok(glob) => globs.push(glob),
            Err(error) => {
                let message = format!("`{text}` is no pattern of paths: {}", error.kind());
                let help = "write a path from the manual's folder, such as \"drafts/**\": `*` stands \
                            for any letters of a name, `**` for any folders";
                decoder.invalid(span, message, help);
            }
        }
    }
    globs.into_iter().collect()
}

/// Whether symbolic links may lead out of the manual's folder.
pub(super) fn follow_links(decoder: &mut Decoder<'_>, table: &Table) -> bool {
    let table = table
        .get("reading")
        .and_then(|node| decoder.table("reading", node));
    let Some(table) = table else {
        return false;
    };
    decoder.no_blank_settings(table, &[]);
    for entry in table
        .0
        .iter()
        .filter(|entry| !SETTINGS.contains(&&*entry.key))
    {
        let known = SETTINGS.into_iter();
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting of [reading]",
            known,
        );
    }
    let follow = table.get("follow_links");
    follow
        .and_then(|node| decoder.flag("follow_links", node))
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    #[test]
    fn what_is_left_out_and_what_is_published_are_patterns() {
        let text = format!(
            "{PLAIN}exclude = [\"drafts/**\", \"[z-a]\"]\npublish = \"downloads/*\"\n\
             [reading]\nfollow_links = true\nfolow = 1\n"
        );
        let source = Source::new(SourcePath::new("manual.toml"), text.as_str());
        let (config, diagnostics) = parse_config(&source);
        assert!(config.exclude.take_in(&SourcePath::new("drafts/a.md")));
        assert!(config.publish.take_in(&SourcePath::new("downloads/f.zip")));
        assert!(config.follow_links);
        let found: Vec<(&str, u32, u32)> = diagnostics
            .iter()
            .map(|one| {
                (
                    one.rule.name,
                    one.location.span.line,
                    one.location.span.column,
                )
            })
            .collect();
        assert_eq!(
            found,
            [("invalid-value", 3, 25), ("unknown-setting", 7, 1)],
            "{diagnostics:?}"
        );
    }
}
