//! Finds the ids and titles of pages that an edition does not hold where they stand as plain words in
//! what it does hold. References to these pages are replaced; plain words would stay.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::Held;
use super::links::links;
use super::pages::Mask;
use super::shown_text::{Reading, ShownText};
use super::texts::{Text, texts};
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

/// The ids and titles of pages, as patterns. The longest pattern at a place counts, so that `QP-1` is
/// not found in `QP-12`.
struct Names {
    ids: AhoCorasick,
    pages: Vec<PageKey>,
    titles: AhoCorasick,
    /// The titles of each pattern, which differ in case, by their numbers.
    same_titles: Vec<Vec<usize>>,
    /// Each title, and the pages that have it.
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
            .filter(|page| !matches!(page, PageKey::Home))
            .collect();
        let mut titled: BTreeMap<&str, Vec<PageKey>> = BTreeMap::new();
        for page in &pages {
            let (_, title) = name(manual, *page);
            titled.entry(title.trim()).or_default().push(*page);
        }
        let titled: Vec<(String, Vec<PageKey>)> = titled
            .into_iter()
            .map(|(title, pages)| (title.to_owned(), pages))
            .collect();
        let mut same_titles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (title, _)) in titled.iter().enumerate() {
            let pattern = ShownText::of_name(title);
            same_titles.entry(pattern).or_default().push(at);
        }
        same_titles.retain(|pattern, _| !pattern.trim().is_empty());
        // A translation has the id of its document, and a page that is not controlled has none.
        let with_id: Vec<PageKey> = pages
            .iter()
            .filter(|page| matches!(page, PageKey::Document(_) | PageKey::Record(_)))
            .copied()
            .collect();
        let ids = with_id
            .iter()
            .map(|page| ShownText::of_name(name(manual, *page).0));
        let mut longest = AhoCorasick::builder();
        longest.match_kind(MatchKind::LeftmostLongest);
        Some(Self {
            ids: longest.build(ids).ok()?,
            titles: longest.build(same_titles.keys()).ok()?,
            same_titles: same_titles.into_values().collect(),
            titled,
            pages: with_id,
        })
    }

    /// Everything that is named in a text, each with its byte range. The text is searched as it is
    /// written, since addresses and the texts of pictures stand in its signs, and as readers see it.
    fn find(&self, manual: &Manual, text: &str) -> BTreeSet<(usize, usize, Named)> {
        let variables = &manual.config.variables;
        let value = |name: &str| variables.get(name).map(String::as_str);
        let mut found = BTreeSet::new();
        let mut readings = vec![Reading::AsWritten];
        if text.contains(['&', '%', '\\']) || text.contains("{{") {
            readings.push(Reading::Decoded);
        }
        if text.contains(|c| "&#\\%{<*`~['_".contains(c)) {
            readings.push(Reading::Shown);
        }
        if text.contains('_') {
            readings.push(Reading::ShownEmphasis);
        }
        for reading in readings {
            let shown = ShownText::read(text, reading, &value);
            let whole = |range: Range<usize>| {
                let original = shown.original(range.clone(), text)?;
                shown.is_whole(range).then_some(original)
            };
            for hit in self.ids.find_iter(shown.text()) {
                if let Some(range) = whole(hit.range()) {
                    found.insert((range.start, range.end, Named::Id(self.pages[hit.pattern()])));
                }
            }
            for hit in self.titles.find_iter(shown.text()) {
                let Some(range) = whole(hit.range()) else {
                    continue;
                };
                for at in &self.same_titles[hit.pattern()] {
                    let part = &text[range.clone()];
                    // A title of common words in another case is none.
                    if ShownText::says_in_case(part, &self.titled[*at].0, reading, &value) {
                        found.insert((range.start, range.end, Named::Title(*at)));
                    }
                }
            }
        }
        found
    }

    /// Whether an edition holds no page of this name.
    fn is_withheld(&self, held: &Held, named: Named) -> bool {
        match named {
            Named::Id(page) | Named::Link(page) => !held.has(page),
            Named::Title(at) => !self.titled[at].1.iter().any(|page| held.has(*page)),
        }
    }
}

/// The id and the title of a page; the id of a page that is not controlled is blank.
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
        PageKey::Uncontrolled(ix) => ("", &manual.uncontrolled_page(ix).title),
        PageKey::Home => ("", ""),
    }
}

fn in_text(whole: &Compiled, editions: &[Held], names: &Names, text: &Text) -> Vec<Diagnostic> {
    let named = names.find(&whole.manual, text.shown()).into_iter();
    let mut found: Vec<(Named, Range<usize>)> = named
        .map(|(start, end, named)| (named, start..end))
        .collect();
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
            // Between the ends of a name, there may be a comment.
            let hides_end = |part: &Range<usize>| {
                part.contains(&range.start) || part.contains(&(range.end - 1))
            };
            if !is_named && !unshown.iter().any(hides_end) {
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
            let page = pages.first();
            let id = page.map_or("", |page| name(manual, *page).0);
            let path = page.and_then(|page| manual.path(*page));
            let named = match (id, path) {
                ("", Some(path)) => format!("`{path}`"),
                _ => id.to_owned(),
            };
            let message = format!(
                "“{title}” is the title of {named}, which the {editions} {listed} must not name"
            );
            (&rules::TITLE_LEFT_OUT, message, id)
        }
    };
    let help = match is_page {
        true if id.is_empty() => {
            "link to the page, which an edition replaces by other words, or take the name out"
                .to_owned()
        }
        true => format!(
            "refer to it as [[{id}]], which an edition replaces by other words, or take the name out"
        ),
        false => "take the name out: only pages can refer to what an edition leaves out".to_owned(),
    };
    Diagnostic::new(rule, location, message).help(help)
}
