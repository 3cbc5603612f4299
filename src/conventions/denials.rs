//! Words by which texts say that a clause is not addressed: denials, gaps, plans, exclusions. Of a text in
//! doubt nothing is concluded, so that a claim is rather missed than made up.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::folded;
use super::labels::lists;

/// The built-in lists of words.
const BUILT_IN: &str = include_str!("denials.toml");

/// What a text says about a clause that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// Nothing against it.
    Addressed,
    /// That it is not met, only planned, or open; or nothing that is sure.
    Denied,
    /// That it does not apply.
    Excluded,
}

/// What a section, a page or a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// What the documents do.
    Practice,
    /// Findings, gaps, plans and open points.
    Gaps,
    /// Clauses that do not apply, one by one.
    Exclusions,
    /// Exclusions in general.
    AboutExclusions,
}

/// Signs of what is open.
const OPEN_SIGNS: [char; 13] = [
    '❌', '☐', '✗', '✘', '✖', '⬜', '🔴', '🟡', '🟠', '⚠', '✕', '🚧', '⏳',
];

/// What a sentence says about the clause at a place in it.
pub(crate) fn says_of(sentence: &str, clause: &Range<usize>) -> Says {
    let words = padded(sentence);
    if has(&words, "excluded") {
        return match has(&words, "hedges") || !is_about(sentence, clause) {
            true => Says::Denied,
            false => Says::Excluded,
        };
    }
    match has(&words, "about_exclusions") || denies(sentence) || is_example(sentence, clause) {
        true => Says::Denied,
        false => Says::Addressed,
    }
}

/// Whether the words that a clause does not apply are about the clause at a place: it stands before them,
/// or directly behind.
fn is_about(sentence: &str, clause: &Range<usize>) -> bool {
    let before = sentence.get(..clause.start).unwrap_or_default();
    let behind = sentence.get(clause.end..).unwrap_or_default();
    let is_excluding = |text: &str| has(&padded(text), "excluded");
    if is_excluding(behind) {
        return true;
    }
    is_directly_behind(before, "excluded")
}

/// Whether a sentence names the clause at a place as an example only: `such as A.5.3`, `Example: A.5.3`.
fn is_example(sentence: &str, clause: &Range<usize>) -> bool {
    let before = sentence.get(..clause.start).unwrap_or_default();
    let label = sentence.split_once(':').map(|(label, _)| folded(label));
    label.is_some_and(|label| is_one(&label, "examples")) || is_directly_behind(before, "examples")
}

/// Whether nothing but words such as "clause" stands between the end of a text and a phrase of a list.
fn is_directly_behind(before: &str, name: &str) -> bool {
    let words = padded(before);
    let mut ends = list(name).iter().filter_map(|phrase| {
        let at = words.rfind(phrase)?;
        words.get(at + phrase.len()..)
    });
    let is_filler = |word: &str| {
        is_one(word, "fillers") || word.contains(|c: char| c.is_ascii_digit()) || word.len() == 1
    };
    ends.any(|rest| rest.split_whitespace().all(is_filler))
}

/// Whether a text denies something, or says that it is open or planned.
pub(crate) fn denies(text: &str) -> bool {
    let trimmed = text.trim();
    let is_placeholder = trimmed.starts_with('[') && trimmed.trim_end_matches('.').ends_with(']');
    let lower = trimmed.to_lowercase();
    if trimmed.ends_with('?')
        || is_placeholder
        || trimmed.contains(OPEN_SIGNS)
        || ["to do:", "to-do", "by the cloud provider"]
            .iter()
            .any(|one| lower.contains(one))
    {
        return true;
    }
    let mut words = padded(text);
    for phrase in list("harmless") {
        words = words.replace(phrase, " ");
    }
    let denied = list("denials").iter().any(|phrase| {
        let mut at = words.match_indices(phrase);
        // `No. 5` is a number.
        at.any(|(at, _)| {
            let rest = words.get(at + phrase.len()..).unwrap_or_default();
            phrase != " no " || !rest.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    denied || is_left_to_others(&words)
}

/// Whether a text leaves the clause to somebody else: `is covered by the cloud provider`, `suppliers must be
/// certified`.
fn is_left_to_others(words: &str) -> bool {
    let is_left = list("left_to").iter().any(|by| {
        let found = words.split_once(by);
        let next = found.map(|(_, rest)| rest.split_whitespace().take(4));
        next.is_some_and(|mut next| next.any(|word| is_one(word, "others")))
    });
    let is_asked = list("asked_of_others").iter().any(|asked| {
        let found = words.split_once(asked);
        let before = found.map(|(before, _)| before.split_whitespace());
        before.is_some_and(|mut before| before.any(|word| is_one(word, "others")))
    });
    is_left || is_asked
}

/// Whether a cell says alone that its row is not met, only planned, or open.
pub(crate) fn is_open_cell(cell: &str) -> bool {
    is_open_share(cell) || is_one(&folded(cell), "cells") || denies(cell)
}

/// How far a claim is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    /// Nothing is said against it.
    Fully,
    /// It is met in part.
    Partly,
    /// It is proposed, planned, open or denied.
    NotYet,
}

/// How far the claim of a row is met, by the cell of its column of states.
pub(crate) fn met_by_state(cell: &str) -> Met {
    let mut words = padded(cell);
    for phrase in list("met") {
        words = words.replace(phrase, " ");
    }
    let is_partly = has(&words, "partly");
    for phrase in list("partly") {
        words = words.replace(phrase, " ");
    }
    // The signs of the cell are not among its words.
    let has_open_sign = cell.trim().ends_with('?') || cell.contains(OPEN_SIGNS);
    match is_open_cell(words.trim()) || has_open_sign || is_open_share(cell) {
        _ if has(&words, "unmet") => Met::NotYet,
        true => Met::NotYet,
        false if is_partly => Met::Partly,
        false => Met::Fully,
    }
}

/// Whether a cell is a share of less than a hundred percent.
fn is_open_share(cell: &str) -> bool {
    let percent = cell.trim().strip_suffix('%').map(str::trim);
    percent.is_some_and(|part| part.parse::<u32>().is_ok_and(|part| part < 100))
}

/// Whether a cell in a column of states says that its row is not met, only planned, or open: `NI`, `P`.
pub(crate) fn is_open_state(head: &str, cell: &str) -> bool {
    is_open_cell(cell)
        || is_one(&folded(head), "state_heads") && is_one(&folded(cell), "state_letters")
}

/// Whether a text leads to a list of what is open: `Controls requiring immediate attention:`.
pub(crate) fn leads_to_gaps(text: &str) -> bool {
    let last = text.trim().lines().next_back().unwrap_or_default();
    let last = last.rsplit(". ").next().unwrap_or_default();
    let is_open = || {
        topic_of_heading(last) == Topic::Gaps || has(&padded(last), "leads_to_gaps") || denies(last)
    };
    last.ends_with(':') && is_open()
}

/// Whether the columns of a table are those of findings, gaps, risks or plans.
pub(crate) fn are_of_gaps(mut heads: impl Iterator<Item = impl AsRef<str>>) -> bool {
    heads.any(|head| is_one(&folded(head.as_ref()), "heads"))
}

/// What a heading says that its section is about.
pub(crate) fn topic_of_heading(heading: &str) -> Topic {
    let title = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    let words = padded(title);
    if is_one(words.trim(), "headings") || has(&words, "parts_of_headings") {
        return Topic::Gaps;
    }
    let is_about = has(&words, "about_exclusions");
    let is_list = has(&words, "clauses") || is_one(words.trim(), "about_exclusions");
    match has(&words, "excluded") {
        true if !has(&words, "hedges") => Topic::Exclusions,
        false if is_about && is_list && !words.contains(" scope ") => Topic::Exclusions,
        is_excluding if is_excluding || is_about => Topic::AboutExclusions,
        _ => Topic::Practice,
    }
}

/// Whether a text leads to a list of clauses that do not apply: `The following clauses are excluded:`.
pub(crate) fn leads_to_exclusions(text: &str) -> bool {
    let words = padded(text);
    let is_general = [
        " may ",
        " can ",
        " could ",
        " if ",
        " policy ",
        " procedure ",
    ]
    .iter()
    .any(|word| words.contains(word));
    let is_lead = text.trim_end().ends_with(':') && has(&words, "about_exclusions");
    (is_lead || has(&words, "excluded")) && has(&words, "clauses") && !is_general
}

/// Whether the title of a page is that of a report, a plan, a list of open points or a template, which
/// tell what is to be done rather than what is done.
pub(crate) fn is_report(title: &str) -> bool {
    let words = padded(title);
    has(&words, "reports") || words.ends_with(" report ")
}

/// A folded text between blanks, so that whole words can be found.
fn padded(text: &str) -> String {
    format!(" {} ", folded(text))
}

/// Whether a padded text has a phrase of a list.
fn has(words: &str, name: &str) -> bool {
    list(name).iter().any(|phrase| words.contains(phrase))
}

/// Whether folded words as a whole are in a list.
fn is_one(words: &str, name: &str) -> bool {
    let mut phrases = list(name).iter();
    phrases.any(|phrase| phrase.trim() == words)
}

/// A built-in list of phrases, each padded; empty if there is none of this name.
fn list(name: &str) -> &'static [String] {
    static LISTS: LazyLock<HashMap<&str, Vec<String>>> = LazyLock::new(|| {
        let lists = lists(BUILT_IN).into_iter();
        let padded = lists.map(|(_, name, words)| {
            let words = words.iter().map(|word| format!(" {word} "));
            (name, words.collect())
        });
        padded.collect()
    });
    LISTS.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(sentence: &str, clause: &str) -> Says {
        let at = sentence.find(clause).unwrap();
        says_of(sentence, &(at..at + clause.len()))
    }

    #[test]
    fn a_sentence_that_denies_addresses_nothing() {
        for sentence in [
            "We do not comply with A.5.3.",
            "A.5.3 has not been implemented.",
            "A.5.3 is a gap.",
            "A.5.3 is missing.",
            "A.5.3 is planned for 2027.",
            "A.5.3 will be implemented next year.",
            "TODO: A.5.3.",
            "A.5.3 — tbd.",
            "A.5.3 is not covered by this policy.",
            "For A.5.3 see the other policy.",
            "A.5.3 is covered by the cloud provider.",
            "A.5.3 ist nicht umgesetzt",
            "A.5.3 n'est pas mis en œuvre",
            "A.5.3 no está implementado",
            "No audit logging is enabled (A.5.3).",
            "There is no formal risk assessment (A.5.3).",
            "[e.g., a Statement of Applicability (A.5.3).]",
            "Is A.5.3 met?",
            "A.5.3 ❌",
            "Auditors scrutinise exclusions carefully, especially A.5.3.",
            "Clauses such as A.5.3 may be recorded as \"not applicable\".",
            "This policy does not apply to visitors (A.5.3).",
            "The rule does not apply to visitors (A.5.3).",
            "Mappings such as “A.5.2, A.5.3” are stored.",
            "Cite clause and edition, for example ISO/IEC 27001:2022, A.5.3.",
            "Kontrollen wie z. B. A.5.3 werden genannt.",
            "Example: A.5.2 → roles, A.5.3 → duties",
            "If we need it, A.5.3 is added.",
            "A.5.3 could be added.",
            "See ISO/IEC 27001:2022, A.5.3 for more context.",
            "Suppliers must be certified to ISO/IEC 27001:2022, A.5.3.",
        ] {
            assert_eq!(says(sentence, "A.5.3"), Says::Denied, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_without_a_denial_addresses_its_clause() {
        for sentence in [
            "Buyers meet A.5.3.",
            "Passwords must not be shared (A.5.3).",
            "Control No. 5 is A.5.3.",
            "Reviews take place no later than May (A.5.3).",
            "Nonconformities are handled as A.5.3 asks.",
            "No conformidades según A.5.3.",
            "Duties such as buying and paying are segregated (A.5.3).",
            "We are certified, and suppliers know it (A.5.3).",
            "Das Passwort darf nicht geteilt werden (A.5.3).",
        ] {
            assert_eq!(says(sentence, "A.5.3"), Says::Addressed, "{sentence}");
        }
    }

    #[test]
    fn only_a_sentence_about_the_clause_itself_excludes_it() {
        for sentence in [
            "A.5.3 is out of scope.",
            "A.5.3 does not apply to us.",
            "A.5.3 is excluded.",
            "ISO 13485:2016, A.5.3 is not applicable.",
            "We excluded clauses 7.1 and A.5.3 of the standard.",
            "Implantable devices (A.5.3): not applicable.",
            "A.5.3 no aplica",
            "A.5.3 ist nicht anwendbar",
            "A.5.3 ne s'applique pas",
        ] {
            assert_eq!(says(sentence, "A.5.3"), Says::Excluded, "{sentence}");
        }
    }

    #[test]
    fn a_cell_alone_says_that_its_row_is_open() {
        for cell in [
            "No",
            "Not started",
            "0 %",
            "40%",
            "❌",
            "Gap",
            "Missing",
            "Planned",
            "☐",
            "n/a",
            "Nein",
            "Draft",
            "Under review",
            "Non appliqué",
            "Non conforme",
            "In Prüfung",
            "Borrador",
        ] {
            assert!(is_open_cell(cell), "{cell}");
        }
        for cell in ["Yes", "100 %", "Implemented", "", "QP-1", "✓"] {
            assert!(!is_open_cell(cell), "{cell}");
        }
    }

    #[test]
    fn a_state_says_how_far_a_claim_is_met() {
        for cell in [
            "Proposed (JD)",
            "open",
            "Planned Q3",
            "pending approval",
            "In progress",
            "to do",
            "Missing",
            "gap: see CAPA-7",
            "Not implemented",
            "not started",
            "Draft v2",
            "rejected",
            "n/a",
            "No",
            "\u{2717}",
            "\u{2610}",
            "40 %",
            "?",
            "Partially; rest is planned",
            "Vorgeschlagen",
            "in Bearbeitung",
            "nicht umgesetzt",
            "Entwurf",
            "proposé",
            "en cours",
            "à faire",
            "propuesto",
            "en curso",
            "Pendiente",
        ] {
            assert_eq!(met_by_state(cell), Met::NotYet, "{cell}");
        }
        for cell in [
            "Partial",
            "partly implemented",
            "Partially met",
            "Teilweise",
            "partiellement",
            "parcial",
        ] {
            assert_eq!(met_by_state(cell), Met::Partly, "{cell}");
        }
        for cell in [
            "",
            "Implemented",
            "Active",
            "v2",
            "Yes",
            "100 %",
            "\u{2713}",
            "-",
            "umgesetzt",
            "Implemented as planned",
        ] {
            assert_eq!(met_by_state(cell), Met::Fully, "{cell}");
        }
    }

    #[test]
    fn letters_say_in_a_column_of_states_alone_that_a_row_is_open() {
        for (head, cell, is_open) in [
            ("Status", "NI", true),
            ("Umsetzungsstand", "P", true),
            ("Status", "Draft", true),
            ("Status", "I", false),
            ("PDCA", "P", false),
        ] {
            assert_eq!(is_open_state(head, cell), is_open, "{head}: {cell}");
        }
    }

    #[test]
    fn a_sentence_leads_to_a_list_of_what_is_open() {
        for (text, leads) in [
            ("Controls requiring immediate attention:", true),
            ("We follow the standard. Outstanding controls:", true),
            ("Die folgenden Controls sind noch nicht umgesetzt:", true),
            ("Contrôles prioritaires :", true),
            ("There are no gaps. We meet:", false),
            ("Users must not share:", false),
            ("Outstanding controls.", false),
        ] {
            assert_eq!(leads_to_gaps(text), leads, "{text}");
        }
    }

    #[test]
    fn a_heading_says_what_its_section_is_about() {
        for (heading, topic) in [
            ("3. Findings", Topic::Gaps),
            ("High priority gaps", Topic::Gaps),
            ("4. High-Priority Items", Topic::Gaps),
            ("Risk treatment", Topic::Gaps),
            ("8.3 Information security risk treatment", Topic::Practice),
            ("10.2 Nonconformity and corrective action", Topic::Practice),
            ("Nonconformities", Topic::Gaps),
            ("Non-applicable requirements", Topic::Exclusions),
            ("Exclusions", Topic::Exclusions),
            (
                "Scope and exclusions (mandatory, clause 4.3)",
                Topic::AboutExclusions,
            ),
            ("Purchasing", Topic::Practice),
            ("Bibliografía", Topic::Gaps),
            ("References and further reading", Topic::Gaps),
            ("References", Topic::Practice),
        ] {
            assert_eq!(topic_of_heading(heading), topic, "{heading}");
        }
    }

    #[test]
    fn a_text_leads_to_a_list_of_excluded_clauses() {
        for (text, leads) in [
            (
                "The following clauses of ISO 13485:2016 are excluded:",
                true,
            ),
            ("The following applicability exclusions apply:", true),
            ("Exclusions are rare.", false),
            ("This policy does not apply to the following:", false),
        ] {
            assert_eq!(leads_to_exclusions(text), leads, "{text}");
        }
    }

    #[test]
    fn words_are_written_as_they_are_looked_up_and_every_list_is_there() {
        for (_, _, words) in lists(BUILT_IN) {
            assert!(!words.is_empty());
            for word in words {
                assert_eq!(folded(word), word);
            }
        }
        for name in [
            "harmless",
            "denials",
            "excluded",
            "about_exclusions",
            "hedges",
            "fillers",
            "clauses",
            "cells",
            "unmet",
            "met",
            "partly",
            "heads",
            "headings",
            "parts_of_headings",
            "reports",
            "others",
            "left_to",
            "examples",
            "asked_of_others",
            "state_heads",
            "state_letters",
            "leads_to_gaps",
        ] {
            assert!(!list(name).is_empty(), "{name}");
        }
    }
}
