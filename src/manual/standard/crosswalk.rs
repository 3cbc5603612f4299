//! How the clauses of two standards correspond (`docs/design.md`, "Crosswalks").

use super::{ClauseIx, Standard};
use crate::diagnostics::Spanned;
use crate::index::IndexVec;
use crate::manual::{ClauseNumber, StandardId};
use crate::words::words;

words! {
    /// How the content of a clause relates to that of a clause of another standard.
    pub(crate) enum Relation {
        /// Both ask for the same.
        Equal = "equal",
        /// Both are about the same, and one of them asks for something that the other does not.
        Changed = "changed",
        /// The clause is a part of the other one.
        Subset = "subset",
        /// The other clause is a part of this one.
        Superset = "superset",
        /// They have a part in common, and each has something of its own.
        Intersects = "intersects",
        /// They correspond; how is not stated.
        Corresponds = "corresponds",
    }
}

impl Relation {
    /// The relation seen from the other clause.
    fn inverse(self) -> Self {
        match self {
            Self::Subset => Self::Superset,
            Self::Superset => Self::Subset,
            other => other,
        }
    }
}

words! {
    /// How well a fact of a catalog is established.
    pub(crate) enum Confidence {
        /// By the publisher, or by several sources that agree.
        High = "high",
        /// By sources that leave room for doubt.
        Medium = "medium",
        /// By one source, or by a chain of reasoning. Output marks it.
        Low = "low",
    }
}

/// The clauses of a standard that correspond to those of another, as the standard's file states them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// The other standard; it need not be one of the manual's.
    pub standard: Spanned<StandardId>,
    /// Clauses of this standard, each with the corresponding clauses of the other standard.
    pub(crate) pairs: Vec<(ClauseIx, Vec<Correspondence>)>,
    /// The clauses of this standard of which the other one has no counterpart.
    pub(crate) new: Vec<ClauseIx>,
}

/// A clause of the other standard of a crosswalk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correspondence {
    pub(crate) number: Spanned<ClauseNumber>,
    pub(crate) relation: Relation,
    pub(crate) confidence: Confidence,
    /// What differs, in our own words; may be empty.
    pub(crate) change: String,
}

/// A clause of another standard that corresponds to a given clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counterpart {
    pub(crate) clause: ClauseIx,
    /// How the given clause relates to this one.
    pub(crate) relation: Relation,
    pub(crate) confidence: Confidence,
    /// What differs, in our own words; may be empty.
    pub(crate) change: String,
}

/// The clauses of a standard with their counterparts in another one.
#[derive(Clone, Debug)]
pub(crate) struct Counterparts {
    /// Whether the file of one of the two standards has a crosswalk to the other.
    pub(crate) are_stated: bool,
    of: IndexVec<ClauseIx, Vec<Counterpart>>,
    new: Vec<ClauseIx>,
}

impl Counterparts {
    /// The counterparts in `to` of the clauses of `from`. Either file may state them; if both state
    /// the same pair, what the file of `from` says about it counts.
    pub(crate) fn between(from: &Standard, to: &Standard) -> Self {
        let mut found = Self {
            are_stated: false,
            of: IndexVec::beside(&from.clauses, Vec::new()),
            new: Vec::new(),
        };
        for crosswalk in crosswalks(from, to) {
            found.are_stated = true;
            found.new.extend(&crosswalk.new);
            for (own, others) in &crosswalk.pairs {
                for other in others {
                    if let Some(clause) = to.find(other.number.value.as_str()) {
                        found.add(*own, clause, other, other.relation);
                    }
                }
            }
        }
        for crosswalk in crosswalks(to, from) {
            found.are_stated = true;
            for (clause, others) in &crosswalk.pairs {
                for other in others {
                    if let Some(own) = from.find(other.number.value.as_str()) {
                        found.add(own, *clause, other, other.relation.inverse());
                    }
                }
            }
        }
        for counterparts in found.of.iter_mut() {
            counterparts.sort_by_key(|one| one.clause);
        }
        found
    }

    fn add(&mut self, own: ClauseIx, clause: ClauseIx, stated: &Correspondence, of: Relation) {
        let known = &mut self.of[own];
        if known.iter().all(|one| one.clause != clause) {
            known.push(Counterpart {
                clause,
                relation: of,
                confidence: stated.confidence,
                change: stated.change.clone(),
            });
        }
    }

    /// The counterparts of a clause, in reading order.
    pub(crate) fn of(&self, clause: ClauseIx) -> &[Counterpart] {
        &self.of[clause]
    }

    /// Whether a file says that the clause has no counterpart.
    pub(crate) fn is_new(&self, clause: ClauseIx) -> bool {
        self.new.contains(&clause)
    }
}

fn crosswalks<'a>(of: &'a Standard, to: &Standard) -> impl Iterator<Item = &'a Crosswalk> {
    let crosswalks = of.crosswalks.iter();
    crosswalks.filter(|crosswalk| crosswalk.standard.value == to.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::Origin;
    use crate::parse::parse_standard;

    fn catalog(id: &str, numbers: &[&str], crosswalk: &str) -> Standard {
        let clauses = numbers
            .iter()
            .map(|number| format!("[[clause]]\nnumber = \"{number}\"\n"));
        let text = format!("id = \"{id}\"\n{}{crosswalk}", clauses.collect::<String>());
        let (standard, diagnostics) = parse_standard(
            &Source::new(SourcePath::new("x.toml"), &text),
            Origin::BuiltIn,
        );
        assert_eq!(diagnostics, []);
        standard.unwrap()
    }

    fn found(from: &Standard, to: &Standard, number: &str) -> Vec<(String, Relation, Confidence)> {
        let counterparts = Counterparts::between(from, to);
        let of = counterparts.of(from.find(number).unwrap()).iter();
        of.map(|one| {
            (
                to.clause(one.clause).number.to_string(),
                one.relation,
                one.confidence,
            )
        })
        .collect()
    }

    #[test]
    fn a_correspondence_holds_in_both_directions() {
        let old = catalog("old", &["1", "2", "3"], "");
        let new = catalog(
            "new",
            &["1", "2", "3"],
            "[[crosswalk]]\nstandard = \"old\"\nrelation = \"equal\"\nnew = [\"3\"]\n\
             pairs = { 1 = [\"1\"], 2 = [{ clause = \"1\", relation = \"subset\", confidence = \"low\" }] }\n",
        );
        let one = "1".to_owned();
        assert_eq!(
            found(&new, &old, "1"),
            [(one.clone(), Relation::Equal, Confidence::High)]
        );
        assert_eq!(
            found(&new, &old, "2"),
            [(one.clone(), Relation::Subset, Confidence::Low)]
        );
        assert_eq!(
            found(&old, &new, "1"),
            [
                (one, Relation::Equal, Confidence::High),
                ("2".to_owned(), Relation::Superset, Confidence::Low)
            ]
        );
        let third = new.find("3").unwrap();
        assert!(Counterparts::between(&new, &old).is_new(third));
        assert!(!Counterparts::between(&old, &old).are_stated);
    }

    #[test]
    fn of_two_statements_that_of_the_first_standard_counts() {
        let old = catalog(
            "old",
            &["1"],
            "[[crosswalk]]\nstandard = \"new\"\npairs = { 1 = [\"1\"] }\n",
        );
        let new = catalog(
            "new",
            &["1"],
            "[[crosswalk]]\nstandard = \"old\"\nrelation = \"changed\"\npairs = { 1 = [\"1\"] }\n",
        );
        let one = "1".to_owned();
        assert_eq!(
            found(&new, &old, "1"),
            [(one.clone(), Relation::Changed, Confidence::High)]
        );
        assert_eq!(
            found(&old, &new, "1"),
            [(one, Relation::Corresponds, Confidence::High)]
        );
    }
}
