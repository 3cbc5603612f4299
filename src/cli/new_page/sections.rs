//! The sections of a new document: one for each requirement, below the nearest clause with a title.

use std::collections::HashMap;
use std::fmt::Write;

use crate::manual::{ClauseIx, Standard, Stubs};

/// A section of a new document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Section {
    /// The level of its heading: 2, or 3 below another section.
    level: usize,
    heading: String,
    requirement: Option<Requirement>,
    /// What the author has to know. It is a comment in the page, and no text of it.
    note: Option<String>,
}

/// The requirement that a section is to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Requirement {
    /// The clause, as the page writes it.
    clause: String,
    summary: String,
    /// Whether the section says how it makes the claim. Otherwise front-matter makes it.
    is_claimed_here: bool,
}

impl Section {
    /// Adds a note for the author to the section of a clause, as the page writes it.
    pub(in crate::cli) fn note(&mut self, clause: &str, note: &str) {
        let is_of_clause = |requirement: &Requirement| requirement.clause == clause;
        if self.requirement.as_ref().is_some_and(is_of_clause) {
            self.note = Some(note.to_owned());
        }
    }

    pub(super) fn write(&self, text: &mut String, stubs: &Stubs) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "\n{} {}", "#".repeat(self.level), self.heading);
        let Some(requirement) = &self.requirement else {
            return;
        };
        if let Some(note) = &self.note {
            let _ = writeln!(text, "\n<!-- {} -->", in_comment(note));
        }
        let clause = &requirement.clause;
        let asked = stubs.asked(clause, &requirement.summary);
        let _ = write!(text, "\n{asked}\n\n{}", stubs.section);
        if requirement.is_claimed_here {
            let (before, behind) = stubs.claim;
            let _ = write!(text, " {before} `{{clause={clause}}}` {behind}");
        }
        text.push('\n');
    }
}

/// A text that neither ends a comment nor reads as a reference or a claim in it.
fn in_comment(text: &str) -> String {
    let signs = text.chars().map(|sign| match sign {
        '<' | '>' | '[' | ']' | '{' | '}' => ' ',
        sign if sign.is_control() => ' ',
        sign => sign,
    });
    let text: String = signs.collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace("--", "–")
}

/// The sections of a document with this title, for clauses of a standard. `prefix` stands before the
/// numbers of the standard's clauses.
///
/// A clause without a title has its section, with its number as the heading, below a section of the
/// nearest clause above it that has a title.
pub(in crate::cli) fn sections(
    standard: &Standard,
    prefix: &str,
    clauses: &[ClauseIx],
    title: &str,
    is_claimed_here: bool,
) -> Vec<Section> {
    let requirement = |ix: ClauseIx| {
        let clause = standard.clause(ix);
        Some(Requirement {
            clause: format!("{prefix}{}", clause.number),
            summary: clause.summary.clone(),
            is_claimed_here,
        })
    };
    let groups = by_titled_clause(standard, clauses);
    let headings = headings(standard, &groups);
    let mut sections = Vec::new();
    for (group, heading) in groups.iter().zip(headings) {
        let with_number = |level| {
            let section = move |ix: &ClauseIx| Section {
                level,
                heading: standard.clause(*ix).number.to_string(),
                requirement: requirement(*ix),
                note: None,
            };
            group.clauses.iter().map(section)
        };
        match (heading, group.clauses.as_slice()) {
            (Some(heading), [only]) => sections.push(Section {
                level: 2,
                heading,
                requirement: requirement(*only),
                note: None,
            }),
            // The document's title is the heading of the group already.
            (Some(heading), _) if heading.eq_ignore_ascii_case(title) => {
                sections.extend(with_number(2));
            }
            (Some(heading), _) => {
                sections.push(Section {
                    level: 2,
                    heading,
                    requirement: None,
                    note: None,
                });
                sections.extend(with_number(3));
            }
            (None, _) => sections.extend(with_number(2)),
        }
    }
    sections
}

/// Clauses with the same nearest clause that has a title.
struct Group {
    titled: Option<ClauseIx>,
    clauses: Vec<ClauseIx>,
}

/// Groups clauses by the nearest of themselves and the clauses above them that has a title, in the
/// order in which the groups first occur. A clause that is given twice counts once.
fn by_titled_clause(standard: &Standard, clauses: &[ClauseIx]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<Option<ClauseIx>, usize> = HashMap::new();
    for ix in clauses {
        let mut chain = standard.with_ancestors(*ix);
        let titled = chain.find(|above| standard.clause(*above).title.is_some());
        let place = *places.entry(titled).or_insert_with(|| {
            groups.push(Group {
                titled,
                clauses: Vec::new(),
            });
            groups.len() - 1
        });
        let group = &mut groups[place].clauses;
        if !group.contains(ix) {
            group.push(*ix);
        }
    }
    groups
}

/// A heading for each group: its title. If several groups have the same title, such as `General`,
/// the title of the clause above stands before it, or, if that does not tell them apart, the number
/// behind it.
fn headings(standard: &Standard, groups: &[Group]) -> Vec<Option<String>> {
    let title = |ix: ClauseIx| standard.clause(ix).title.clone();
    let with_above = |ix: ClauseIx| {
        let above = standard.ancestors(ix).find_map(title);
        above
            .zip(title(ix))
            .map(|(above, own)| format!("{above}: {own}"))
    };
    let with_number = |ix| Some(format!("{} ({})", title(ix)?, standard.clause(ix).number));
    let candidates: Vec<[Option<String>; 2]> = groups
        .iter()
        .map(|group| {
            [
                group.titled.and_then(title),
                group.titled.and_then(with_above),
            ]
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for heading in candidates.iter().flatten().flatten() {
        *counts.entry(heading).or_default() += 1;
    }
    let is_alone = |heading: &&String| counts.get(heading.as_str()) == Some(&1);
    let headings = groups.iter().zip(&candidates).map(|(group, candidates)| {
        let mut candidates = candidates.iter().flatten();
        let alone = candidates.find(is_alone).cloned();
        alone.or_else(|| group.titled.and_then(with_number))
    });
    headings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards;

    /// The headings for clauses of a built-in standard, with their levels.
    fn shown(standard: &str, title: &str, numbers: &[&str]) -> Vec<String> {
        let standard = standards::find(standard).unwrap();
        let clauses: Vec<ClauseIx> = numbers
            .iter()
            .map(|number| standard.find(number).unwrap())
            .collect();
        let sections = sections(&standard, "", &clauses, title, true);
        let shown = sections.iter().map(|section| {
            let what = section.requirement.as_ref();
            let what = what.map(|requirement| requirement.clause.as_str());
            let what = what.unwrap_or("-");
            format!("{} {} {what}", "#".repeat(section.level), section.heading)
        });
        shown.collect()
    }

    #[test]
    fn clauses_without_a_title_stand_below_the_nearest_that_has_one() {
        assert_eq!(
            shown(
                "nist-csf-2.0",
                "GOVERN",
                &["GV.OC-01", "GV.OC-02", "GV.RM-01"]
            ),
            [
                "## Organizational Context -",
                "### GV.OC-01 GV.OC-01",
                "### GV.OC-02 GV.OC-02",
                "## Risk Management Strategy GV.RM-01"
            ]
        );
        assert_eq!(
            shown(
                "nist-csf-2.0",
                "Organizational Context",
                &["GV.OC-01", "GV.OC-02"]
            ),
            ["## GV.OC-01 GV.OC-01", "## GV.OC-02 GV.OC-02"]
        );
    }

    #[test]
    fn two_sections_never_have_the_same_heading() {
        assert_eq!(
            shown(
                "iso-9001-2015",
                "Support",
                &["7.1.1", "7.1.2", "7.5.1", "7.1.1"]
            ),
            [
                "## Resources: General 7.1.1",
                "## People 7.1.2",
                "## Documented information: General 7.5.1"
            ]
        );
        for id in standards::ids() {
            let standard = standards::find(&id).unwrap();
            let all: Vec<ClauseIx> = standard.clauses.positions().collect();
            let sections = sections(&standard, "", &all, "", true);
            let mut headings: Vec<&str> = sections.iter().map(|one| &*one.heading).collect();
            headings.sort_unstable();
            let count = headings.len();
            headings.dedup();
            assert_eq!(headings.len(), count, "{id}");
        }
    }
}
