//! The names by which texts speak of standards, and the clause numbers that speak for themselves.

use std::collections::HashMap;
use std::ops::Range;

use regex::Regex;

use crate::conventions::range as clauses_of_range;
use crate::manual::Standard;
use crate::standards;

/// The position of a built-in standard.
pub(crate) type StandardAt = usize;

/// The built-in standards, with what their names look like in a text.
pub(crate) struct StandardNames {
    standards: &'static [Standard],
    /// Each name with the standards that have it, in lower case without signs.
    by_name: HashMap<String, Vec<StandardAt>>,
    known: Option<Regex>,
    /// Names of standards and laws that are not built in.
    others: Option<Regex>,
    /// Clause numbers with a letter in front, such as `CC6.1`, with the standards that have them.
    lettered: HashMap<String, Vec<StandardAt>>,
}

/// A place where a text speaks of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its place, in bytes.
    pub(crate) range: Range<usize>,
    /// The standards that have the name; empty if the standard is not built in.
    pub(crate) standards: Vec<StandardAt>,
    /// Whether it names an edition that is not built in, of a standard that is.
    pub(crate) is_other_edition: bool,
}

impl StandardNames {
    /// The names of the built-in standards.
    pub(crate) fn built_in() -> Self {
        let standards = standards::all();
        let mut by_name: HashMap<String, Vec<StandardAt>> = HashMap::new();
        let mut lettered: HashMap<String, Vec<StandardAt>> = HashMap::new();
        let mut patterns: Vec<String> = Vec::new();
        for (at, standard) in standards.iter().enumerate() {
            let names = std::iter::once(&*standard.designation).chain(standard.alias_names());
            for name in names {
                let list = by_name.entry(without_signs(name)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
                // Short names and bare numbers are words of many texts.
                if name.chars().count() > 3 && name.starts_with(char::is_alphabetic) {
                    patterns.push(pattern(name));
                }
            }
            for (_, clause) in standard.iter() {
                let number = clause.number.as_str();
                // `C1` alone is a word of many texts.
                if number.starts_with(char::is_alphabetic)
                    && number.contains(|c: char| c.is_ascii_digit())
                    && number.contains(['.', '-'])
                {
                    lettered.entry(number.to_owned()).or_default().push(at);
                }
            }
        }
        // Of several names that begin at one place, the longest is meant.
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.len()));
        patterns.dedup();
        let known = format!(
            r"(?i)\b(?:21[ ]?CFR[ ]?(?:Part[ ]?)?820|{})\b",
            patterns.join("|")
        );
        let others = r"\b(?:(?:EN |BS |DIN )*(?:ISO|IEC)(?:/IEC|/TR|/TS)?[ -]?[0-9]{4,5}(?:-[0-9]+)?|HIPAA|GDPR|PCI[ -]DSS|FedRAMP|HITRUST)\b";
        Self {
            standards,
            by_name,
            known: Regex::new(&known).ok(),
            others: Regex::new(others).ok(),
            lettered,
        }
    }

    /// The standards, by their positions.
    pub(crate) fn standards(&self) -> &'static [Standard] {
        self.standards
    }

    /// The standard at a position.
    pub(crate) fn standard(&self, at: StandardAt) -> Option<&Standard> {
        self.standards.get(at)
    }

    /// The standards that a name means: `TSC`, `ISO 9001`, `13485`.
    pub(crate) fn meant(&self, name: &str) -> &[StandardAt] {
        let found = self.by_name.get(&without_signs(name));
        found.map_or(&[], Vec::as_slice)
    }

    /// The places where a text speaks of standards, built in or not, in their order.
    pub(crate) fn all_in(&self, text: &str) -> Vec<Named> {
        let mut all: Vec<Named> = self.known_in(text).collect();
        let others = self.others.iter().flat_map(|others| others.find_iter(text));
        for other in others {
            let is_known = |named: &Named| named.range.contains(&other.start());
            if !all.iter().any(is_known) {
                all.push(Named {
                    range: other.range(),
                    standards: Vec::new(),
                    is_other_edition: false,
                });
            }
        }
        all.sort_by_key(|named| named.range.start);
        all
    }

    /// The places where a text speaks of built-in standards.
    pub(crate) fn in_text(&self, text: &str) -> Vec<Named> {
        let known = self.known_in(text);
        known.filter(|named| !named.standards.is_empty()).collect()
    }

    /// The names of built-in standards in a text, with their editions.
    fn known_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Named> + 't {
        let found = self.known.iter().flat_map(|known| known.find_iter(text));
        let named = found.map(move |found| {
            let meant = self.meant(found.as_str());
            let behind = text.get(found.end()..).unwrap_or_default();
            let edition = edition(behind).filter(|(edition, _)| !self.has_edition(meant, edition));
            Named {
                range: found.start()..found.end() + edition.map_or(0, |(_, length)| length),
                standards: match edition {
                    Some(_) => Vec::new(),
                    None => meant.to_vec(),
                },
                is_other_edition: edition.is_some(),
            }
        });
        named.filter(|named| named.is_other_edition || !named.standards.is_empty())
    }

    /// The standards of which a name is another edition: `NIST CSF v1.1`.
    pub(crate) fn other_editions_of(&self, name: &str) -> &[StandardAt] {
        let found = self.known_in(name).find(|named| named.is_other_edition);
        let known = self.known.as_ref().and_then(|known| known.find(name));
        match found.and(known) {
            Some(known) => self.meant(known.as_str()),
            None => &[],
        }
    }

    /// Whether one of some standards has an edition.
    fn has_edition(&self, standards: &[StandardAt], edition: &str) -> bool {
        let standards = standards.iter().filter_map(|at| self.standards.get(*at));
        let mut names = standards.flat_map(|one| [one.edition.clone(), one.designation.clone()]);
        names.any(|name| {
            let mut parts = name.split(|c: char| !(c.is_ascii_digit() || c == '.'));
            parts.any(|part| part.trim_matches('.') == edition)
        })
    }

    /// The places of names of standards, or of their editions, that are not built in.
    pub(crate) fn others_in<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        let all = self.all_in(text).into_iter();
        let others = all.filter(|named| named.standards.is_empty());
        others.map(|named| named.range)
    }

    /// Whether a number with letters is one of a built-in standard.
    pub(crate) fn is_lettered(&self, number: &str) -> bool {
        self.lettered.contains_key(number)
    }

    /// The clauses with a letter in front that a text names: `CC6.1`, `AC-2(1)`, `PR.AA-01`.
    pub(crate) fn lettered_in(&self, text: &str) -> Vec<(String, Range<usize>)> {
        let is_edge = |c: char| c.is_whitespace() || ",;|/&".contains(c);
        let mut from = 0;
        let mut found = Vec::new();
        for word in text.split(is_edge) {
            let start = from;
            from += word.len();
            // `A 5.15` is the annex with a blank for its full stop.
            let is_behind_letter = text.get(..start).is_some_and(|before| {
                let before = before.strip_suffix("A ");
                before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
            });
            let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            let number_in_annex = format!("A.{number}");
            if is_behind_letter && self.lettered.contains_key(&number_in_annex) {
                found.push((number_in_annex, start..start + number.len()));
            }
            from += text
                .get(from..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            if !word.starts_with(|c: char| c.is_ascii_alphabetic() || !c.is_alphanumeric())
                || !word.contains(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            let start = start + word.len() - inner.len();
            let ends = [')', '.', ':', '"', '\'', '*', '`', ']', '!', '?'];
            let mut number = inner;
            while !self.lettered.contains_key(number) {
                match number.strip_suffix(ends) {
                    Some(shorter) => number = shorter,
                    None => break,
                }
            }
            if self.lettered.contains_key(number) {
                found.push((number.to_owned(), start..start + number.len()));
                continue;
            }
            let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
            let range = clauses_of_range(inner).unwrap_or_default();
            let known = range
                .into_iter()
                .filter(|number| self.lettered.contains_key(number));
            found.extend(known.map(|number| (number, start..start + inner.len())));
        }
        found
    }

    /// Whether a clause is a whole chapter of this standard, such as `A.5`, which a text rather mentions
    /// than addresses.
    pub(crate) fn is_chapter(&self, at: StandardAt, number: &str) -> bool {
        let numbers = number.split(|c: char| !c.is_ascii_digit());
        let is_short = numbers.filter(|part| !part.is_empty()).count() <= 1;
        let standard = self.standards.get(at);
        let is_heading = || {
            let clause =
                standard.and_then(|standard| Some(standard.clause(standard.find(number)?)));
            clause.is_some_and(|clause| !clause.requirement)
        };
        is_short && is_heading()
    }

    /// How many requirements a standard has.
    pub(crate) fn requirements(&self, at: StandardAt) -> usize {
        let clauses = self.standards.get(at).into_iter().flat_map(Standard::iter);
        clauses.filter(|(_, clause)| clause.requirement).count()
    }

    /// Whether a clause number is one of this standard, with or without the letter of an item
    /// behind it.
    pub(crate) fn has(&self, at: StandardAt, number: &str) -> bool {
        let Some(standard) = self.standards.get(at) else {
            return false;
        };
        if standard.find(number).is_some() {
            return true;
        }
        let number = number.strip_suffix(')').unwrap_or(number);
        let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let letter = number.get(digits.len()..).unwrap_or_default();
        let Some(found) = standard.find(digits.trim_end_matches(['(', '.', ' '])) else {
            return false;
        };
        let items = &standard.clause(found).items;
        items.is_empty() || items.iter().any(|item| letter.chars().eq([*item]))
    }
}

/// A name in lower case, with its letters and digits only.
fn without_signs(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The edition that stands behind the name of a standard, and how many bytes it takes: `:2013`, ` v1.1`,
/// ` Rev. 4`.
fn edition(behind: &str) -> Option<(&str, usize)> {
    use std::sync::LazyLock;
    static EDITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let pattern = r"(?i)^(?:\s?[:(–-]\s?(?<year>(?:19|20)[0-9]{2})|[\s:(,]{0,2}(?:v\.?|version|rev\.?|revision)\s?(?<version>[0-9]+(?:\.[0-9]+)*))(?:[^0-9.]|\.?\s|\.?$)";
        Regex::new(pattern).ok()
    });
    let found = EDITION.as_ref()?.captures(behind)?;
    let edition = ["year", "version"]
        .iter()
        .find_map(|name| found.name(name))?;
    Some((edition.as_str(), edition.end()))
}

/// The pattern of a name: between its words may stand a blank, a hyphen or nothing.
fn pattern(name: &str) -> String {
    let words = name.split([' ', '-']).map(regex::escape);
    words.collect::<Vec<_>>().join(r"[\s_-]?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_speaks_of_standards_by_their_names() {
        let names = StandardNames::built_in();
        let ids = |text: &str| -> Vec<String> {
            let found = names.in_text(text).into_iter();
            let ids = found.map(|named| {
                let ids = named.standards.iter().filter_map(|at| names.standard(*at));
                let ids: Vec<&str> = ids.map(|standard| standard.id.as_str()).collect();
                ids.join("+")
            });
            ids.collect()
        };
        assert_eq!(ids("the ISO 13485:2016 standard"), ["iso-13485-2016"]);
        assert_eq!(ids("ISO/IEC 27001 and ISO27001"), ["iso-iec-27001-2022"; 2]);
        assert_eq!(
            ids("ISO 9001"),
            ["iso-9001-1994+iso-9001-2008+iso-9001-2015+iso-9001-2026"]
        );
        assert_eq!(ids("SOC 2, SOC2 and SOC-2"), ["soc2-tsc-2017"; 3]);
        assert_eq!(ids("CSF, TSC, 9001 and isolated"), [""; 0]);
        assert_eq!(
            ids("NIST CSF v1.1, ISO 27001:2013, NIST SP 800-53 Rev. 4, ISO/IEC 27001 (2005)"),
            [""; 0]
        );
        assert_eq!(
            ids("NIST CSF 2.0, NIST CSF v2.0, NIST SP 800-53 Rev. 5, ISO 27001 (2022)"),
            [
                "nist-csf-2.0",
                "nist-csf-2.0",
                "nist-800-53r5",
                "iso-iec-27001-2022"
            ]
        );
        let text = "IEC 62304, ISO 14971 and ISO 13485";
        let others: Vec<&str> = names.others_in(text).map(|range| &text[range]).collect();
        assert_eq!(others, ["IEC 62304", "ISO 14971"]);
    }

    #[test]
    fn a_number_with_a_letter_in_front_speaks_for_itself() {
        let names = StandardNames::built_in();
        let text = "(CC6.1), A.5.1. AC-2(1) [PR.AA-01] XX-9 8.4.1 QP-07";
        let found = names.lettered_in(text);
        let numbers: Vec<&str> = found.iter().map(|(number, _)| number.as_str()).collect();
        assert_eq!(numbers, ["CC6.1", "A.5.1", "AC-2(1)", "PR.AA-01"]);
        for (number, range) in found {
            assert_eq!(text[range], number);
        }
        let annex = names.lettered_in("A 5.15 — Access control, DNA 5.16");
        assert_eq!(annex, [("A.5.15".to_owned(), 2..6)]);
    }
}
