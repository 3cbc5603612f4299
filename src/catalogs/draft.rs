//! A list of requirements as it was read, before it is written as a catalog.

use std::collections::{HashMap, HashSet};

use crate::catalogs::Refusal;
use crate::catalogs::words::{counted, first_few};
use crate::digest::Digest;
use crate::manual::{ClauseNumber, ControlId};

/// A list of requirements. What the file does not say is `None`.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What the file is: "OSCAL 1.1.2 catalog".
    pub(super) form: String,
    /// The digest of the file.
    pub(super) digest: Option<Digest>,
    /// Further files that it was made of, with their digests.
    pub(super) further: Vec<(String, Digest)>,
    /// What other programs name as the source of the controls, if it is not the file.
    pub(super) source: Option<String>,
    /// What people call the standard.
    pub(super) designation: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) edition: Option<String>,
    pub(super) clauses: Vec<DraftClause>,
    /// The numbers of withdrawn clauses, which are left out.
    pub(super) withdrawn: Vec<String>,
    /// The numbers of clauses with an empty text, which may have been withdrawn. They stay.
    pub(super) in_doubt: Vec<String>,
    /// Sentences about how the file was read.
    pub(super) notes: Vec<String>,
}

/// A clause of a [`Draft`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DraftClause {
    pub(super) number: String,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    /// Whether the file has a text of the clause that was left out.
    pub(super) has_more: bool,
    /// The documented information that it expects; `None` if the file does not say.
    pub(super) records: Option<&'static str>,
    /// Whether it is a requirement; `None` if that follows from the clauses below it.
    pub(super) requirement: Option<bool>,
    /// The number of the clause above it, if the file says so.
    pub(super) parent: Option<String>,
    /// The id of the control in OSCAL.
    pub(super) control: Option<ControlId>,
    /// Where it stands in the file: "row 7".
    pub(super) place: Option<String>,
}

impl Draft {
    /// The draft, if each number stands for one clause and there is one at all.
    ///
    /// # Errors
    /// If a number stands for several clauses, or there is no requirement.
    pub(super) fn checked(&self) -> Result<(), Refusal> {
        let mut seen: HashMap<&str, &DraftClause> = HashMap::new();
        let mut twice: Vec<String> = Vec::new();
        for clause in &self.clauses {
            let Some(first) = seen.insert(&clause.number, clause) else {
                continue;
            };
            twice.push(match (&first.place, &clause.place) {
                (Some(first), Some(second)) => format!("{} ({first} and {second})", clause.number),
                _ => clause.number.clone(),
            });
        }
        if !twice.is_empty() {
            return Err(Refusal::Twice(format!(
                "{} more than once: {}; keep one of each, or name another column with --number",
                counted(twice.len(), "number stands", "numbers stand"),
                first_few(&twice)
            )));
        }
        let has_requirement = self.requirements().next().is_some();
        if !has_requirement {
            let why = match self.withdrawn.is_empty() {
                true => "nothing in it has a number",
                false => "all that it lists is withdrawn",
            };
            return Err(Refusal::NoRequirement(why.to_owned()));
        }
        Ok(())
    }

    /// The clauses that have others below them, by number.
    pub(super) fn parents(&self) -> HashSet<&str> {
        let numbers: HashSet<&str> = self.numbers().collect();
        let parents = self.clauses.iter().filter_map(|clause| {
            let written = clause.parent.as_deref();
            written.or_else(|| natural_parent(&clause.number, &numbers))
        });
        // Numbers are compared as texts, so that a parent is the text of a clause.
        parents
            .filter_map(|parent| numbers.get(parent).copied())
            .collect()
    }

    /// The numbers of headings whose titles the file does not say.
    pub(super) fn untitled_headings(&self) -> impl Iterator<Item = &str> {
        let headings = self
            .clauses
            .iter()
            .filter(|clause| clause.requirement == Some(false));
        headings
            .filter(|clause| clause.title.is_none())
            .map(|clause| &*clause.number)
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().map(|clause| &*clause.number)
    }

    /// The clauses that are requirements.
    pub(super) fn requirements(&self) -> impl Iterator<Item = &DraftClause> {
        let parents = self.parents();
        self.clauses.iter().filter(move |clause| {
            let is_leaf = !parents.contains(&*clause.number);
            clause.requirement.unwrap_or(is_leaf)
        })
    }
}

/// The clause above a number that the rule of catalogs finds: the longest other number that begins
/// it.
pub(super) fn natural_parent<'n>(number: &'n str, numbers: &HashSet<&str>) -> Option<&'n str> {
    // The iterator borrows from the number, which has to outlive it.
    let ends = ClauseNumber::new(number);
    let above = ends.ancestors().find(|above| numbers.contains(above))?;
    number.get(..above.len())
}
