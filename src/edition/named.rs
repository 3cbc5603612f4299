//! Finds the ids and titles of pages that an edition does not hold where they stand as plain words in
//! what it does hold. References to these pages are replaced; plain words would stay.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::Held;
use super::links::links;
use super::pages::Mask;
use super::texts::{FlatText, Text, texts};
use crate::diagnostics::{Diagnostic, Judged, Location};
use crate::manual::{Manual, PageKey};
use crate::pipeline::Compiled;
use crate::rules;
use crate::sources::Sources;

/// Reports each id and title of a page that one of these editions does not hold, where it stands as
/// plain words in what the edition holds. Files that cannot be read are passed over: they are
/// reported otherwise.
pub(crate) fn left_out(whole: &Compiled, from: &dyn Sources, editions: &[Held]) -> Vec<Diagnostic> {
    let Some(names) = Names::new(&whole.manual, editions) else {
        return Vec::new();
    };
    let found = texts(whole, from, editions).into_par_iter();
    found
        .flat_map_iter(|text| in_text(whole, editions, &names, &text))
        .collect()
}

/// Whether a diagnostic is one of [`left_out`].
pub(crate) fn is_about_names(judged: &Judged) -> bool {
    [&rules::ID_LEFT_OUT, &rules::TITLE_LEFT_OUT].contains(&judged.diagnostic.rule)
}

/// The ids and titles of all documents and records, as patterns. The longest pattern at a place
/// counts, so that `QP-1` is not found in `QP-12`.
struct Names {
    ids: AhoCorasick,
    pages: Vec<PageKey>,
    titles: AhoCorasick,
    /// The title of each pattern, and the pages that have it.
    titled: Vec<(String, Vec<PageKey>)>,
}

/// What is named at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Id(PageKey),
    /// The title with this number.
    Title(usize),
    /// The page that a link leads to.
    Link(PageKey),
}

impl Names {
    /// `None` if the editions withhold nothing.
    fn new(manual: &Manual, editions: &[Held]) -> Option<Self> {
        let is_withheld = |page: PageKey| editions.iter().any(|held| !held.has(page));
        if !manual.page_keys().any(is_withheld) {
            return None;
        }
        let pages: Vec<PageKey> = manual
            .page_keys()
            .filter(|page| !matches!(page, PageKey::Uncontrolled(_) | PageKey::Home))
            .collect();
        let mut titled: BTreeMap<&str, Vec<PageKey>> = BTreeMap::new();
        for page in &pages {
            let (_, title) = name(manual, *page);
            titled.entry(title.trim()).or_default().push(*page);
        }
        titled.remove("");
        // A translation has the id of its document.
        let with_id: Vec<PageKey> = pages
            .iter()
            .filter(|page| !matches!(page, PageKey::Translation(_)))
            .copied()
            .collect();
        let ids = with_id.iter().map(|page| name(manual, *page).0);
        let mut longest = AhoCorasick::builder();
        longest.match_kind(MatchKind::LeftmostLongest);
        let titles = longest.build(titled.keys()).ok()?;
        Some(Self {
            ids: longest.ascii_case_insensitive(true).build(ids).ok()?,
            titles,
            titled: titled
                .into_iter()
                .map(|(title, pages)| (title.to_owned(), pages))
                .collect(),
            pages: with_id,
        })
    }

    /// Everything that is named in a text, with its byte range.
    fn find(&self, text: &FlatText) -> Vec<(Named, Range<usize>)> {
        let ids = self.ids.find_iter(text.flat());
        let ids = ids.filter(|found| text.is_whole(found.range()));
        let ids = ids.map(|found| (Named::Id(self.pages[found.pattern()]), found.range()));
        let titles = self.titles.find_iter(text.flat());
        let titles = titles.filter(|found| text.is_whole(found.range()));
        let titles = titles.map(|found| (Named::Title(found.pattern().as_usize()), found.range()));
        ids.chain(titles)
            .map(|(named, range)| (named, text.original(range)))
            .collect()
    }

    /// Whether an edition holds no page of this name.
    fn is_withheld(&self, held: &Held, named: Named) -> bool {
        match named {
            Named::Id(page) | Named::Link(page) => !held.has(page),
            Named::Title(at) => !self.titled[at].1.iter().any(|page| held.has(*page)),
        }
    }
}

/// The id and the title of a document or record.
fn name(manual: &Manual, page: PageKey) -> (&str, &str) {
    match page {
        PageKey::Document(ix) => {
            let document = manual.document(ix);
            (document.id.value.as_str(), &document.title)
        }
        PageKey::Translation(ix) => {
            let page = &manual.translation(ix).page;
            (page.id.value.as_str(), &page.title)
        }
        PageKey::Record(ix) => {
            let record = manual.record(ix);
            (record.id.value.as_str(), &record.title)
        }
        PageKey::Uncontrolled(_) | PageKey::Home => ("", ""),
    }
}

fn in_text(whole: &Compiled, editions: &[Held], names: &Names, text: &Text) -> Vec<Diagnostic> {
    let mut found = names.find(&FlatText::new(text.shown()));
    let links = links(&whole.manual, text).into_iter();
    found.extend(links.map(|(page, range)| (Named::Link(page), range)));
    if found.is_empty() {
        return Vec::new();
    }
    // The audiences of the editions that say a name, by name and place.
    let mut said: BTreeMap<(usize, usize, Named), BTreeSet<&str>> = BTreeMap::new();
    for edition in text.editions.iter().filter_map(|at| editions.get(*at)) {
        let withheld = found
            .iter()
            .filter(|(named, _)| names.is_withheld(edition, *named));
        let withheld: Vec<&(Named, Range<usize>)> = withheld.collect();
        if withheld.is_empty() {
            continue;
        }
        let unshown = text.page().map_or_else(Vec::new, |(page, source)| {
            Mask::new(whole, edition, "").unshown(source, page)
        });
        for (named, range) in &withheld {
            let is_within = |part: &Range<usize>| part.start < range.end && range.start < part.end;
            // A name in an address is reported itself.
            let is_named = matches!(named, Named::Link(_))
                && withheld
                    .iter()
                    .any(|(other, part)| !matches!(other, Named::Link(_)) && is_within(part));
            if !is_named && !unshown.iter().any(is_within) {
                let place = (range.start, range.end, *named);
                said.entry(place).or_default().insert(edition.audience());
            }
        }
    }
    let said = said.into_iter();
    said.map(|((start, end, named), audiences)| {
        let location = text.location(start..end);
        let is_page = text.page().is_some();
        report(&whole.manual, names, named, location, &audiences, is_page)
    })
    .collect()
}

fn report(
    manual: &Manual,
    names: &Names,
    named: Named,
    location: Location,
    audiences: &BTreeSet<&str>,
    is_page: bool,
) -> Diagnostic {
    let listed: Vec<String> = audiences.iter().map(|one| format!("`{one}`")).collect();
    let editions = match listed.len() {
        1 => "edition for",
        _ => "editions for",
    };
    let listed = listed.join(", ");
    let (rule, message, id) = match named {
        Named::Id(page) => {
            let (id, _) = name(manual, page);
            let message =
                format!("`{id}` is named here, and the {editions} {listed} must not name it");
            (&rules::ID_LEFT_OUT, message, id)
        }
        Named::Link(page) => {
            let (id, _) = name(manual, page);
            let named = match (id, manual.path(page)) {
                ("", Some(path)) => format!("`{path}`"),
                _ => id.to_owned(),
            };
            let message = format!(
                "readers see the address of {named} here, and the {editions} {listed} must not name it"
            );
            (&rules::ID_LEFT_OUT, message, id)
        }
        Named::Title(at) => {
            let (title, pages) = &names.titled[at];
            let id = pages.first().map_or("", |page| name(manual, *page).0);
            let message = format!(
                "“{title}” is the title of {id}, which the {editions} {listed} must not name"
            );
            (&rules::TITLE_LEFT_OUT, message, id)
        }
    };
    let help = match is_page {
        true => format!(
            "refer to it as [[{id}]], which an edition replaces by other words, or take the name out"
        ),
        false => "take the name out: only pages can refer to what an edition leaves out".to_owned(),
    };
    Diagnostic::new(rule, location, message).help(help)
}
