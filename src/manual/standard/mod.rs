//! Standards: catalogs of clauses (`docs/design.md`, "Standards").

mod crosswalk;
mod edition_state;
mod review_agenda;

pub(crate) use crosswalk::{
    Confidence, Correspondence, Counterpart, Counterparts, Crosswalk, Relation,
};
pub(crate) use edition_state::{EditionState, StateDay};
pub(crate) use review_agenda::ReviewAgenda;

use std::collections::HashMap;

use super::{ClauseNumber, ControlId, Language, StandardId};
use crate::diagnostics::{
    Diagnostic, Level, Location, Rule, RuleLevels, SourcePath, Span, Spanned,
};
use crate::index::{IndexVec, position};

position! {
    /// A clause of a standard, by its position in [`Standard::clauses`].
    ClauseIx
}

position! {
    /// A standard of the manual, by its position in the manual's list.
    StandardIx
}

/// A clause of a standard of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseKey {
    /// The standard.
    pub standard: StandardIx,
    /// The clause in it.
    pub clause: ClauseIx,
}

/// The documented information that a clause expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Documented {
    /// None is named.
    #[default]
    None,
    /// A document is to be maintained.
    Maintain,
    /// Records are to be retained.
    Retain,
    /// Both.
    Both,
    /// Not determined yet.
    Unknown,
}

impl Documented {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Maintain,
        Self::Retain,
        Self::Both,
        Self::Unknown,
    ];

    /// The word in files: `none`, `maintain`, `retain`, `both`, `unknown`.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Maintain => "maintain",
            Self::Retain => "retain",
            Self::Both => "both",
            Self::Unknown => "unknown",
        }
    }

    /// Whether records must be kept as evidence.
    pub fn needs_evidence(self) -> bool {
        matches!(self, Self::Retain | Self::Both)
    }
}

/// A node of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The number.
    pub number: ClauseNumber,
    /// The span of the number in the standard's file.
    pub number_span: Span,
    /// The title; some clauses have none.
    pub title: Option<String>,
    /// One or two sentences in our own words; may be empty.
    pub summary: String,
    /// The documented information it expects.
    pub records: Documented,
    /// The letters of its items, if they are known.
    pub items: Vec<char>,
    /// Whether the items are all that the clause asks for.
    pub is_exhaustive: bool,
    /// Whether the clause is a requirement. Other clauses are headings, which only sum up the
    /// clauses below them.
    pub requirement: bool,
    /// The id of the control in the OSCAL catalog of the standard, if it does not follow from the
    /// number.
    pub control: Option<ControlId>,
    /// The clause above it.
    pub parent: Option<ClauseIx>,
    /// The clauses right below it, in order.
    pub children: Vec<ClauseIx>,
}

impl Clause {
    /// The id of the control in OSCAL.
    pub(crate) fn control_id(&self) -> ControlId {
        let written = self.control.clone();
        written.unwrap_or_else(|| ControlId::of_number(self.number.as_str()))
    }
}

/// Where a standard comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Built into the program.
    BuiltIn,
    /// A file of the manual's `standards/`.
    Manual(SourcePath),
}

/// A mistake in a catalog because of which a part of it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogDamage {
    /// The rule by which it is reported.
    pub rule: &'static Rule,
    /// Its place.
    pub location: Location,
    /// Whether it is reported whatever level the manual gives the rule.
    pub is_always_denied: bool,
}

impl CatalogDamage {
    /// The damage that a reported mistake does.
    pub(crate) fn of(mistake: &Diagnostic) -> Self {
        Self {
            rule: mistake.rule,
            location: mistake.location.clone(),
            is_always_denied: mistake.is_always_denied(),
        }
    }

    /// The place of the mistake, if the manual's rules let it be reported. What follows from it is
    /// then not reported separately.
    pub(crate) fn told_at(&self, levels: &RuleLevels) -> Option<&Location> {
        let is_told = self.is_always_denied || levels.level(self.rule) != Level::Allow;
        is_told.then_some(&self.location)
    }
}

/// A catalog of clauses. Parents come before their children, siblings by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The id: `iso-9001-2015`.
    pub id: StandardId,
    /// What people call it: `ISO 9001:2015`.
    pub designation: String,
    /// The span of the designation in the standard's file, if it is written there.
    pub designation_span: Option<Span>,
    /// Other names that a manual may write before a clause number.
    pub aliases: Vec<Spanned<String>>,
    /// The title.
    pub title: String,
    /// Who publishes it; may be empty.
    pub publisher: String,
    /// The edition; may be empty.
    pub edition: String,
    /// The language of its titles and summaries. `None` if its file does not say it: a built-in catalog
    /// is then in English, the manual's own in the manual's language.
    pub language: Option<Language>,
    /// The file or address of the list that the catalog was made from, if its file says so.
    pub source: Option<String>,
    /// The clauses, in reading order.
    pub clauses: IndexVec<ClauseIx, Clause>,
    /// The clauses that may be excluded, each with the clauses below it. `None` if the standard's
    /// file gives no list: any clause may then be excluded.
    pub may_exclude: Option<Vec<ClauseIx>>,
    /// The clauses whose exclusion is usual, each with the clauses below it. `None` if the file
    /// gives no list: any exclusion then counts as usual.
    pub usual_exclusions: Option<Vec<ClauseIx>>,
    /// The clauses for which the standard asks why they apply or not, each with the clauses below
    /// it.
    pub needs_reason: Vec<ClauseIx>,
    /// The clause that asks for a statement of applicability.
    pub statement: Option<ClauseIx>,
    /// Correspondence with other standards.
    pub crosswalks: Vec<Crosswalk>,
    /// Whether the edition is current. `None` if the file does not say so.
    pub edition_state: Option<EditionState>,
    /// What it asks a management review to look at. `None` if the file does not say so.
    pub management_review: Option<ReviewAgenda>,
    /// Where it comes from.
    pub origin: Origin,
    /// The span of the id in the standard's file.
    pub id_span: Span,
    /// Whether it is the manual's own and replaces a built-in standard with the same id.
    pub replaces_built_in: bool,
    /// The mistake in its file because of which clauses may be missing.
    pub damage: Option<CatalogDamage>,
    /// The mistake in its file because of which it is not known which clauses may be excluded.
    pub exclusions_damage: Option<CatalogDamage>,
    pub(crate) by_number: HashMap<ClauseNumber, ClauseIx>,
}

impl Standard {
    /// The clause with exactly this number.
    pub fn find(&self, number: &str) -> Option<ClauseIx> {
        self.by_number.get(number).copied()
    }

    /// The clause at an index that came from this standard.
    pub fn clause(&self, ix: ClauseIx) -> &Clause {
        &self.clauses[ix]
    }

    /// Every clause with its index, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ClauseIx, &Clause)> {
        self.clauses.enumerated()
    }

    /// The clauses above this one, the nearest first.
    pub fn ancestors(&self, ix: ClauseIx) -> impl Iterator<Item = ClauseIx> + '_ {
        std::iter::successors(self.clause(ix).parent, |above| self.clause(*above).parent)
    }

    /// This clause, then the clauses above it, the nearest first.
    pub fn with_ancestors(&self, ix: ClauseIx) -> impl Iterator<Item = ClauseIx> + '_ {
        std::iter::once(ix).chain(self.ancestors(ix))
    }

    /// Whether the exclusion of this clause is usual according to the standard's file.
    pub fn is_exclusion_usual(&self, ix: ClauseIx) -> bool {
        self.usual_exclusions
            .as_ref()
            .is_none_or(|usual| self.with_ancestors(ix).any(|above| usual.contains(&above)))
    }

    /// A clause and everything below it, in reading order.
    pub fn with_descendants(&self, ix: ClauseIx) -> impl Iterator<Item = ClauseIx> + '_ {
        let mut waiting = vec![ix];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.clause(next).children.iter().rev());
            Some(next)
        })
    }

    /// Whether the standard permits the exclusion of this clause.
    pub fn permits_exclusion(&self, ix: ClauseIx) -> bool {
        self.may_exclude.as_ref().is_none_or(|permitted| {
            self.with_ancestors(ix)
                .any(|above| permitted.contains(&above))
        })
    }

    /// Whether the standard asks why this clause applies or not.
    pub fn needs_reason(&self, ix: ClauseIx) -> bool {
        let asked = &self.needs_reason;
        !asked.is_empty() && self.with_ancestors(ix).any(|above| asked.contains(&above))
    }

    /// The aliases, without their places.
    pub fn alias_names(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(|alias| &*alias.value)
    }

    /// Whether a text names this standard: its id, designation or an alias, in any case.
    pub fn is_named(&self, name: &str) -> bool {
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        same(self.id.as_str()) || same(&self.designation) || self.alias_names().any(same)
    }
}
