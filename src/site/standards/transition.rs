//! The page of a transition: each requirement of the new edition with what can be carried over from
//! the old one. And the progress of a transition, which the home page shows.
//!
//! The page decides no status: what is carried over covers nothing by itself, and it says so.

use serde::Serialize;

use crate::coverage::{ClauseStatus, WeighedClaim};
use crate::manual::{
    ClauseIx, ClauseKey, Confidence, EditionState, Relation, StandardIx, StateDay,
};
use crate::site::index::SiteIndex;
use crate::site::standards::side_by_side::{Paired, SideBySide, Sides, Words};
use crate::site::views::claim::{AddressingView, by_document};
use crate::site::views::clause::{ClauseLink, ClauseState};
use crate::site::views::filters::{FilterValue, counted};
use crate::site::views::labels::BadgeView;
use crate::site::{Address, views};
use crate::transition::{Carry, Progress, Source, Step, Transition};

/// The most documents that are named for a clause of the old edition; all are on the clause's page.
const MOST_DOCUMENTS: usize = 5;

/// A transition.
#[derive(Serialize)]
pub(crate) struct TransitionView<'a> {
    #[serde(flatten)]
    sides: SideBySide<'a, SourceView<'a>, StepCells<'a>>,
    progress: ProgressView<'a>,
    /// The address of the page that compares the coverage of the two.
    beside: String,
}

/// How far a transition is.
#[derive(Serialize)]
pub(crate) struct ProgressView<'a> {
    href: String,
    title: String,
    /// "12 of 65 requirements are done, 30 are begun, 23 are open."
    sentence: String,
    /// When certificates to the old edition end.
    end: Option<EditionFact>,
    /// How many requirements are to be treated in which way.
    carries: Vec<FilterValue<'a>>,
}

/// A fact about an edition, which may rest on one source.
#[derive(Serialize)]
pub(crate) struct EditionFact {
    text: String,
    href: Option<String>,
    doubtful: bool,
}

/// What only the row of a transition has.
#[derive(Serialize)]
struct StepCells<'a> {
    /// The claims on the requirement, if there are any.
    claimed: Vec<AddressingView<'a>>,
}

/// A clause of the old edition.
#[derive(Serialize)]
struct SourceView<'a> {
    link: ClauseLink<'a>,
    state: Option<ClauseState<'a>>,
    relation: RelationView<'a>,
    change: String,
    /// Why the clause is excluded, if it is.
    excluded: Option<String>,
    documents: Vec<AddressingView<'a>>,
    /// "and 3 more".
    more: Option<String>,
    /// Whether documents that an edition does not hold address the clause.
    elsewhere: bool,
}

/// How two clauses relate.
#[derive(Serialize)]
pub(crate) struct RelationView<'a> {
    /// `None` if it is only known that they correspond.
    word: Option<&'a str>,
    doubtful: bool,
}

impl<'a> RelationView<'a> {
    /// The words, for a place that takes plain text.
    pub(crate) fn words(&self, site: &'a SiteIndex<'_>) -> Vec<&'a str> {
        let doubt = self.doubtful.then(|| site.messages.get("low_confidence"));
        self.word.into_iter().chain(doubt).collect()
    }
}

/// The words for the relation of two clauses.
pub(crate) fn relation_view<'a>(
    site: &'a SiteIndex<'_>,
    relation: Relation,
    confidence: Confidence,
) -> RelationView<'a> {
    let word = match relation {
        Relation::Equal => Some("relation_equal"),
        Relation::Changed => Some("relation_changed"),
        Relation::Subset => Some("relation_subset"),
        Relation::Superset => Some("relation_superset"),
        Relation::Intersects => Some("relation_intersects"),
        Relation::Corresponds => None,
    };
    RelationView {
        word: word.map(|word| site.messages.get(word)),
        doubtful: confidence == Confidence::Low,
    }
}

/// The badge for what is to be done. The classes are those of the comparison of two standards.
pub(crate) fn carry_badge<'a>(site: &'a SiteIndex<'_>, carry: Carry) -> BadgeView<'a> {
    let (class, word) = match carry {
        Carry::CarriedOver => ("here", "carry_carried_over"),
        Carry::ReadAgain => ("both-open", "carry_read_again"),
        Carry::New => ("there", "carry_new"),
        Carry::NothingThere => ("nothing", "carry_nothing_there"),
        Carry::Excluded => ("one-excluded", "carry_excluded"),
    };
    views::clause::badge(site, class, word)
}

/// The transition between two standards of the manual. Pages are listed only where there is one.
pub(crate) fn transition<'a>(
    site: &SiteIndex<'a>,
    from: StandardIx,
    to: StandardIx,
) -> Option<Transition<'a>> {
    Transition::new(site.compiled, from, site.compiled.manual.standard(to))
}

/// The view of a transition.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    old: StandardIx,
    new: StandardIx,
    first: Option<ClauseIx>,
) -> TransitionView<'a> {
    let address = |first| site.addresses.transition(old, new, first);
    let from = address(first);
    let designation = &*site.compiled.manual.standard(old).designation;
    let arguments = [("standard", designation.into())];
    let words = Words {
        title: transition_title(site, old, new),
        others_heading: site.messages.with("column-old-edition", arguments),
        compared_heading: site.messages.get("column_carry"),
    };
    let transition = transition(site, old, new);
    let steps = transition.as_ref().map_or(&[][..], |all| &all.steps);
    // The steps are in reading order.
    let step_of = |clause| {
        let at = steps.binary_search_by_key(&clause, |step| step.clause);
        at.ok().and_then(|at| steps.get(at))
    };
    let sides = SideBySide::new(
        site,
        Sides {
            here: new,
            there: old,
            first,
        },
        words,
        address,
        &Carry::ALL.map(|carry| carry_badge(site, carry)),
        |key| step_of(key.clause).map(|step| carry_badge(site, step.carry)),
        |key| paired(site, &from, key, step_of(key.clause)),
    );
    TransitionView {
        sides,
        progress: progress(site, &from, old, new),
        beside: from.href(&site.addresses.crosswalk(new, old, None)),
    }
}

/// The title of the page of a transition.
pub(crate) fn transition_title(site: &SiteIndex<'_>, old: StandardIx, new: StandardIx) -> String {
    let [old, new] = [old, new].map(|ix| &*site.compiled.manual.standard(ix).designation);
    let arguments = [("from", old.into()), ("to", new.into())];
    site.messages.with("transition-title", arguments)
}

/// How far a transition is, with a link to its page.
pub(crate) fn progress<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    old: StandardIx,
    new: StandardIx,
) -> ProgressView<'a> {
    let transition = transition(site, old, new);
    let steps = transition.as_ref().map_or(&[][..], |all| &all.steps);
    let count = |progress| {
        let count = transition.as_ref();
        count.map_or(0, |all| all.progress_count(progress))
    };
    let arguments = [
        ("count", steps.len().into()),
        ("done", count(Progress::Done).into()),
        ("begun", count(Progress::Begun).into()),
        ("open", count(Progress::Open).into()),
    ];
    let carries = steps.iter().map(|step| carry_badge(site, step.carry).class);
    ProgressView {
        href: from.href(&site.addresses.transition(old, new, None)),
        title: transition_title(site, old, new),
        sentence: site.messages.with("transition-progress", arguments),
        end: end(site, old),
        carries: counted(Carry::ALL.map(|carry| carry_badge(site, carry)), &carries),
    }
}

/// When certificates to a replaced edition end.
fn end(site: &SiteIndex<'_>, old: StandardIx) -> Option<EditionFact> {
    let standard = site.compiled.manual.standard(old);
    let state = standard.edition_state.as_ref()?;
    let ends = state.transition_ends?;
    let message = match ends < site.compiled.coverage.as_of {
        true => "transition-ended",
        false => "transition-end",
    };
    let day = site.messages.date(ends);
    let designation = &*standard.designation;
    let arguments = [("standard", designation.into()), ("date", day.into())];
    Some(EditionFact {
        text: site.messages.with(message, arguments),
        href: None,
        doubtful: state.is_doubtful(StateDay::TransitionEnds),
    })
}

/// What the catalog of a standard says about its edition.
pub(crate) fn edition_facts(
    site: &SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
) -> Vec<EditionFact> {
    let Some(state) = &site.compiled.manual.standard(ix).edition_state else {
        return Vec::new();
    };
    let mut facts = vec![replacement(site, from, state)];
    facts.extend(StateDay::ALL.into_iter().filter_map(|which| {
        let day = state.day(which)?;
        let is_past = day < site.compiled.coverage.as_of;
        let message = match which {
            StateDay::ReplacedOn => "edition-replaced-on",
            StateDay::NoNewAfter => "edition-no-new-after",
            StateDay::TransitionEnds if is_past => "edition-transition-ended",
            StateDay::TransitionEnds => "edition-transition-ends",
        };
        let day = site.messages.date(day);
        Some(EditionFact {
            text: site.messages.with(message, [("date", day.into())]),
            href: None,
            doubtful: state.is_doubtful(which),
        })
    }));
    facts.extend(state.checked.map(|checked| {
        let day = site.messages.date(checked);
        EditionFact {
            text: site
                .messages
                .with("edition-checked", [("date", day.into())]),
            href: None,
            doubtful: false,
        }
    }));
    facts
}

/// "Current", or "Replaced by ISO 9001:2026" with a link if the manual lists that edition.
fn replacement(site: &SiteIndex<'_>, from: &Address, state: &EditionState) -> EditionFact {
    let Some(successor) = &state.replaced_by else {
        return EditionFact {
            text: site.messages.get("edition_current").to_owned(),
            href: None,
            doubtful: false,
        };
    };
    let id = successor.value.as_str();
    let mut listed = site.compiled.manual.standards.enumerated();
    let listed = listed.find(|(_, standard)| standard.id.as_str() == id);
    let name = match listed {
        Some((_, standard)) => standard.designation.clone(),
        None => crate::standards::find(id).map_or(id.to_owned(), |standard| standard.designation),
    };
    let arguments = [("standard", name.into())];
    EditionFact {
        text: site.messages.with("edition-replaced-by", arguments),
        href: listed.map(|(ix, _)| from.href(&site.addresses.standard(ix))),
        doubtful: false,
    }
}

/// What can be carried over to a clause.
fn paired<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    step: Option<&Step>,
) -> Paired<SourceView<'a>, StepCells<'a>> {
    let clause = site.compiled.manual.clause(key);
    let of = views::clause::clause_coverage(site, key);
    let sources = step.into_iter().flat_map(|step| {
        let sources = step.sources.iter();
        sources.map(move |one| source(site, from, step, one))
    });
    let claimed = match clause.requirement {
        true => documents(site, from, key, &of.weighed_claims),
        false => Vec::new(),
    };
    Paired {
        others: sources.collect(),
        cells: StepCells { claimed },
    }
}

fn source<'a>(site: &'a SiteIndex<'_>, from: &Address, step: &Step, of: &Source) -> SourceView<'a> {
    let coverage = views::clause::clause_coverage(site, of.clause);
    let documents = documents(site, from, of.clause, &of.claims);
    let all = by_document(&site.compiled.resolved.claims, &of.claims).len();
    SourceView {
        link: views::clause::clause_link(site, from, of.clause),
        state: views::clause::clause_state(site, coverage),
        relation: relation_view(site, of.relation, of.confidence),
        change: of.change.clone(),
        excluded: excluded(site, step, of),
        more: (all > documents.len())
            .then(|| site.messages.count("and-more", all - documents.len())),
        documents,
        elsewhere: coverage.rests_elsewhere && coverage.status != Some(ClauseStatus::Excluded),
    }
}

/// Why the clause of the old edition is excluded, and that it has to be decided anew as long as nothing
/// addresses or excludes the requirement.
pub(crate) fn excluded(site: &SiteIndex<'_>, step: &Step, of: &Source) -> Option<String> {
    let why = of.justification(site.compiled)?;
    let message = match step.progress() {
        Progress::Open => "transition-excluded-open",
        Progress::Begun | Progress::Done => "transition-excluded",
    };
    Some(site.messages.with(message, [("why", why.into())]))
}

/// The documents behind claims on a clause, each with its sections.
fn documents<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    claims: &[WeighedClaim],
) -> Vec<AddressingView<'a>> {
    by_document(&site.compiled.resolved.claims, claims)
        .iter()
        .take(MOST_DOCUMENTS)
        .map(|one| views::claim::addressing(site, from, key, one))
        .collect()
}
