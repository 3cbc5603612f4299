//! A list of requirements as it was read, before it is written as a catalog.

use std::collections::{HashMap, HashSet};
use std::ops::RangeFrom;

use crate::catalogs::Refusal;
use crate::catalogs::words::{counted, first_few};
use crate::digest::Digest;
use crate::manual::{ClauseNumber, ControlId};
use crate::words::words;

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
    /// The heads of the columns of a table.
    pub(super) heads: Vec<String>,
    pub(super) clauses: Vec<DraftClause>,
    /// The numbers of withdrawn clauses, which are left out.
    pub(super) withdrawn: Vec<String>,
    /// Sentences about what was passed over and may hold requirements.
    pub(super) passed_over: Vec<String>,
    /// Sentences about how the file was read.
    pub(super) notes: Vec<String>,
}

words! {
    /// Why it is in doubt whether a clause is a requirement. It stays in any case. The word says what is
    /// odd about the clause.
    pub(super) enum Doubt {
        /// As withdrawn clauses have it.
        EmptyText = "its text is empty",
        /// The text goes on behind the word, as that of a requirement may do, too.
        BeginsWithdrawn = "its text begins with \"withdrawn\" and goes on",
        /// An entry of a standard of OpenControl.
        NoField = "its entry has none of the fields family, name and description",
    }
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
    pub(super) doubt: Option<Doubt>,
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
                "{} more than once: {}; keep one of each, or, of a table, name another column with --number",
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
            let why = std::iter::once(why).chain(self.passed_over.iter().map(String::as_str));
            let why: Vec<&str> = why.collect();
            return Err(Refusal::NoRequirement(why.join("; ")));
        }
        Ok(())
    }

    /// Gives requirements whose numbers would make the same id of a control in OSCAL (`4.1 a`, `4.1-a`)
    /// ids of their own. Ids that the file says stay as they are.
    pub(super) fn tell_controls_apart(&mut self) {
        let requirements = self.requirements();
        let requirements: HashSet<String> =
            requirements.map(|clause| clause.number.clone()).collect();
        let is_asked = |clause: &DraftClause| requirements.contains(&clause.number);
        let said = self.clauses.iter().filter(|clause| is_asked(clause));
        let mut taken: HashSet<ControlId> = said.filter_map(|one| one.control.clone()).collect();
        let mut renamed = Vec::new();
        // Where to go on for each id, since a list may have many of one.
        let mut counts: HashMap<ControlId, RangeFrom<usize>> = HashMap::new();
        for clause in &mut self.clauses {
            if clause.control.is_some() || !is_asked(clause) {
                continue;
            }
            let id = ControlId::of_number(&clause.number);
            if taken.insert(id.clone()) {
                continue;
            }
            let counts = counts.entry(id.clone()).or_insert(2_usize..);
            let free = counts.find_map(|count| {
                let numbered = ControlId::new(&format!("{id}-{count}"));
                numbered.filter(|one| !taken.contains(one))
            });
            taken.extend(free.clone());
            clause.control = free;
            renamed.push(clause.number.clone());
        }
        if !renamed.is_empty() {
            self.notes.push(format!(
                "{} to tell it from that of another number in OSCAL ({})",
                counted(
                    renamed.len(),
                    "clause has a `control` of its own",
                    "clauses have a `control` of their own"
                ),
                first_few(&renamed)
            ));
        }
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

    /// The numbers of the clauses that are in doubt for this reason.
    pub(super) fn in_doubt(&self, doubt: Doubt) -> Vec<&str> {
        let clauses = self.clauses.iter();
        let in_doubt = clauses.filter(|clause| clause.doubt == Some(doubt));
        in_doubt.map(|clause| &*clause.number).collect()
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
