//! Reads `[management_review]`: what the standard asks a management review to look at.

use super::{clause, text, unknown};
use crate::manual::{ReviewAgenda, ReviewInput, Standard};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table};
use crate::rules;

pub(in crate::parse) const SETTINGS: [&str; 3] = ["clause", "inputs", "further"];

/// Reads the table. `None` if there is none, or if it does not name the clause.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    table: &Table,
    standard: &Standard,
) -> Option<ReviewAgenda> {
    let node = table.get("management_review")?;
    let table = decoder.table("management_review", node)?;
    unknown(decoder, table, &SETTINGS);
    decoder.no_blank_settings(table, &[]);
    let Some(number) = text(decoder, table, "clause") else {
        if table.get("clause").is_none() {
            let message = "`management_review` does not say which clause lists the inputs";
            let help = "add clause = \"9.3.2\"";
            decoder.report(&rules::MISSING_FIELD, node.span, message, help);
        }
        return None;
    };
    let inputs = table.get("inputs").map(|node| inputs(decoder, node));
    let further = table.get("further");
    let further = further.map(|node| decoder.texts("further", node));
    Some(ReviewAgenda {
        clause: clause(decoder, standard, &number)?,
        inputs: inputs.unwrap_or_default(),
        further: further
            .into_iter()
            .flatten()
            .map(|item| item.value)
            .collect(),
    })
}

fn inputs(decoder: &mut Decoder<'_>, node: &Node) -> Vec<(ReviewInput, Vec<String>)> {
    let Some(table) = decoder.table("inputs", node) else {
        return Vec::new();
    };
    let words = ReviewInput::ALL.map(ReviewInput::word);
    unknown(decoder, table, &words);
    let known = ReviewInput::ALL.into_iter();
    known
        .filter_map(|input| {
            let items = decoder.texts(input.word(), table.get(input.word())?);
            Some((input, items.into_iter().map(|item| item.value).collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::{Origin, ReviewInput};

    #[test]
    fn the_list_of_a_standard_is_read_and_mistakes_in_it_are_told() {
        let read = |lines: &str| {
            let text =
                format!("id = \"x\"\n[[clause]]\nnumber = \"9.3\"\n[management_review]\n{lines}\n");
            let source = Source::new(SourcePath::new("standards/x.toml"), &text);
            let (standard, diagnostics) = super::super::parse_standard(&source, Origin::BuiltIn);
            let told: Vec<_> = diagnostics.iter().map(|one| one.rule.name).collect();
            (standard.unwrap().management_review, told)
        };
        let lines =
            "clause = \"9.3\"\ninputs = { c4 = \"d) 1)\", c1 = [\"a\", \"b\"] }\nfurther = [\"c\"]";
        let (agenda, told) = read(lines);
        let agenda = agenda.unwrap();
        assert_eq!(told, Vec::<&str>::new());
        assert_eq!(agenda.items(ReviewInput::C4), ["d) 1)"]);
        assert_eq!(agenda.items(ReviewInput::C1), ["a", "b"]);
        assert_eq!(agenda.items(ReviewInput::A), [""; 0]);
        assert_eq!(agenda.further, ["c"]);
        for (lines, rule) in [
            ("clause = \"9.4\"", "unknown-clause"),
            ("further = [\"c\"]", "missing-field"),
            (
                "clause = \"9.3\"\ninputs = { c9 = \"a\" }",
                "unknown-setting",
            ),
            ("clause = \"9.3\"\nfurthr = [\"c\"]", "unknown-setting"),
        ] {
            assert_eq!(read(lines).1, [rule], "{lines}");
        }
    }
}
