//! Reads the settings of the site's theme: `theme = "NAME"` or the table `[theme]`
//! (`docs/design.md`, "manual.toml").

use crate::diagnostics::{SourcePath, Span, Spanned};
use crate::manual::ThemeSettings;
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Value};
use crate::rules;

/// Every key of `[theme]`.
pub(in crate::parse) const SETTINGS: [&str; 4] = ["name", "accent", "logo", "footer"];

/// Reads the setting `theme`. `start` is the span of the default name.
pub(super) fn read(decoder: &mut Decoder<'_>, node: Option<&Node>, start: Span) -> ThemeSettings {
    let mut settings = ThemeSettings {
        name: Spanned::new("default".to_owned(), start),
        accent: None,
        logo: None,
        footer: None,
    };
    let Some(node) = node else {
        return settings;
    };
    if !matches!(node.value, Value::Table(_)) {
        if let Some(name) = decoder.text("theme", node) {
            settings.name = name;
        }
        return settings;
    }
    let Some(table) = decoder.table("theme", node) else {
        return settings;
    };
    decoder.no_blank_settings(table, &[]);
    for entry in &table.0 {
        match &*entry.key {
            "name" => {
                if let Some(name) = decoder.text("name", &entry.node) {
                    settings.name = name;
                }
            }
            "accent" => {
                let Some(accent) = decoder.text("accent", &entry.node) else {
                    continue;
                };
                settings.accent = accent.value.parse().ok();
                if settings.accent.is_none() {
                    let message = format!("`{}` is no opaque colour", accent.value);
                    let help = "write it as CSS does: accent = \"#17507f\"";
                    decoder.invalid(accent.span, message, help);
                }
            }
            "logo" => {
                settings.logo = decoder.text("logo", &entry.node).map(|logo| {
                    let path = logo.value.trim_start_matches("./").trim_start_matches('/');
                    Spanned::new(SourcePath::new(path), logo.span)
                });
            }
            "footer" => {
                settings.footer = decoder.text("footer", &entry.node).map(|text| text.value);
            }
            _ => decoder.unknown(
                &rules::UNKNOWN_SETTING,
                entry,
                "setting of the theme",
                SETTINGS.into_iter(),
            ),
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::Colour;
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    fn parsed(text: &str) -> (crate::manual::ThemeSettings, Vec<(u32, String)>) {
        let text = format!("{PLAIN}{text}");
        let (config, diagnostics) =
            parse_config(&Source::new(SourcePath::new("manual.toml"), text.as_str()));
        let found = diagnostics.into_iter();
        let found = found.map(|found| (found.location.span.line, found.message));
        (config.theme, found.collect())
    }

    #[test]
    fn a_theme_is_a_name_or_a_table() {
        let (plain, none) = parsed("theme = \"house\"\n");
        assert_eq!((&*plain.name.value, none.len()), ("house", 0));
        let (table, none) =
            parsed("[theme]\naccent = \"teal\"\nlogo = \"./img/logo.svg\"\nfooter = \"Site 2\"\n");
        assert_eq!(none, []);
        assert_eq!(table.name.value, "default");
        assert_eq!(table.accent, Some(Colour([0, 128, 128])));
        assert_eq!(table.logo.unwrap().value.as_str(), "img/logo.svg");
        assert_eq!(table.footer.as_deref(), Some("Site 2"));
    }

    #[test]
    fn what_is_wrong_in_it_is_said_where_it_stands() {
        let (theme, found) = parsed("[theme]\naccent = \"tael\"\nfoter = \"x\"\n");
        assert_eq!(theme.accent, None);
        let lines: Vec<u32> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5], "{found:?}");
    }
}
