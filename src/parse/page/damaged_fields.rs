//! The fields of front-matter that cannot be read as a whole.

/// The names and values that the lines of damaged front-matter seem to have. They only serve to find
/// out what the page would be called: references to it are then not reported as broken, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DamagedFields(Vec<(Box<str>, Box<str>)>);

/// The most lines that are looked at.
const MOST_LINES: usize = 200;

impl DamagedFields {
    /// Finds the fields of these lines.
    pub(super) fn find(text: &str) -> Self {
        let fields = text.lines().take(MOST_LINES).filter_map(field);
        Self(fields.collect())
    }

    /// The value of the first field that has this name, or one that stands for it.
    pub(crate) fn value(&self, mut is_named: impl FnMut(&str) -> bool) -> Option<&str> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(name, _)| is_named(name))?;
        Some(value)
    }
}

/// The name and the value of a line. The sign between them may be missing, which may be the mistake.
fn field(line: &str) -> Option<(Box<str>, Box<str>)> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '-' | ','));
    let sign = line.find([':', '=']).or_else(|| line.find(' '))?;
    let (name, value) = line.split_at(sign);
    let name = name.trim().trim_matches(['"', '\'']);
    let value = value[1..].trim();
    let value = match value.strip_prefix(['"', '\'']) {
        Some(inner) => inner.split(['"', '\'']).next().unwrap_or(inner),
        None => {
            let comment = value.find(" #").unwrap_or(value.len());
            value[..comment].trim_end().trim_end_matches(',')
        }
    };
    (!value.is_empty()).then(|| (name.into(), value.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_field_is_found_in_whatever_form_its_line_has() {
        for line in [
            "id: QP-7",
            "  id : QP-7 # the third",
            "ID:QP-7",
            "id = \"QP-7\"",
            "{ \"id\": \"QP-7\", \"title\": \"x\" }",
            "\"id\": QP-7,",
            "id QP-7",
            "- id: 'QP-7'",
            "id: \"QP-7",
        ] {
            let text = format!("title: x\n{line}\nkind: procedure\n");
            let fields = DamagedFields::find(&text);
            let id = fields.value(|name| name.eq_ignore_ascii_case("id"));
            assert_eq!(id, Some("QP-7"), "{line}");
        }
        let fields = DamagedFields::find("id:\ntitle: x\n");
        assert_eq!(fields.value(|name| name == "id"), None);
    }
}
