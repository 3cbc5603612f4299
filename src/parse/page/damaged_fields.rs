//! The fields of front-matter that cannot be read as a whole.

/// The names and values that the lines of damaged front-matter seem to have. They only serve to find
/// out what the page would be called, so that references to it are not reported as broken, too, and
/// which documents it may supersede.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DamagedFields(Vec<DamagedField>);

/// A field, as far as its lines tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct DamagedField {
    name: Box<str>,
    /// The value in the line of the name; it may be empty.
    value: Box<str>,
    /// The lines behind it that may belong to it.
    further: String,
}

/// The most lines that are looked at.
const MOST_LINES: usize = 200;

impl DamagedFields {
    /// Finds the fields of these lines.
    pub(super) fn find(text: &str) -> Self {
        Self::default().with(text)
    }

    /// The same fields, and behind them those of further lines.
    pub(super) fn with(mut self, text: &str) -> Self {
        for line in text.lines().take(MOST_LINES) {
            let has_sign = line.contains([':', '=']);
            if let Some(before) = self.0.last_mut()
                && (line.starts_with([' ', '\t', '-']) || !has_sign)
            {
                before.further.push_str(line);
                before.further.push('\n');
            }
            let field = field(line).map(|(name, value)| DamagedField {
                name,
                value,
                further: String::new(),
            });
            self.0.extend(field);
        }
        self
    }

    /// The value of the first field that has this name, or one that stands for it.
    pub(crate) fn value(&self, is_named: impl FnMut(&str) -> bool) -> Option<&str> {
        self.values(is_named).find(|value| !value.is_empty())
    }

    /// The values of all fields that have this name, each as it stands in the line of the name.
    pub(crate) fn values(
        &self,
        mut is_named: impl FnMut(&str) -> bool,
    ) -> impl Iterator<Item = &str> {
        let fields = self.0.iter().filter(move |field| is_named(&field.name));
        fields.map(|field| &*field.value)
    }

    /// The texts of all fields that have this name, each with the lines behind it that may belong to
    /// it.
    pub(crate) fn texts(&self, mut is_named: impl FnMut(&str) -> bool) -> Vec<String> {
        let fields = self.0.iter().filter(|field| is_named(&field.name));
        let texts = fields.map(|field| format!("{}\n{}", field.value, field.further));
        texts.collect()
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
    (!name.is_empty()).then(|| (name.into(), value.into()))
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

    #[test]
    fn a_field_has_the_lines_that_may_belong_to_it() {
        for lines in [
            "supersedes: [QP-7, QP 8]\n",
            "supersedes:\n  - QP-7\n  - QP 8\n",
            "supersedes:\n- QP-7\n- id: QP 8\n",
            "supersedes = [\n\"QP-7\",\n\"QP 8\"]\n",
        ] {
            let text = format!("id: QP-1\n{lines}title: QP-9\n");
            let texts = DamagedFields::find(&text).texts(|name| name == "supersedes");
            let [one] = &*texts else {
                panic!("{lines}: {texts:?}")
            };
            let has = ["QP-7", "QP 8", "QP-9"].map(|id| one.contains(id));
            assert_eq!(has, [true, true, false], "{lines}");
        }
    }
}
