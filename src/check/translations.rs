//! Findings about documents in several languages (`docs/design.md`, "Languages").

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::{
    ClauseKey, Document, DocumentIx, Language, Manual, Status, Translation, TranslationIx,
};
use crate::resolve::{Claim, ClaimIx, FoundClause, Resolved};
use crate::rules;

pub(super) fn check(manual: &Manual, resolved: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let own = Language::of_manual(&manual.config.language);
    for (ix, document) in manual.documents.enumerated() {
        let is_alone = manual.translations_of(ix).next().is_none();
        // Why it is unknown which file counts was reported.
        let is_known = !manual.names.is_shared(&document.id.value);
        if is_alone && is_known && document.language.language.base() != own.base() {
            diagnostics.push(in_another_language(document, &own));
        }
    }
    for (ix, translation) in manual.translations.enumerated() {
        let document = manual.document(translation.of);
        diagnostics.extend(revision(document, &translation.page));
        diagnostics.extend(contradiction(manual, resolved, ix, translation));
    }
}

fn in_another_language(document: &Document, own: &Language) -> Diagnostic {
    let language = document.language.language.english_name();
    let message = format!(
        "{} is in {language}, and the manual in {}",
        document.id.value,
        own.english_name()
    );
    let help = format!(
        "add its text in {0} as a file of the same id, or write the manual's language as `language` in \
         manual.toml if that is not {0}",
        own.english_name()
    );
    Diagnostic::new(&rules::NO_ORIGINAL, at_id(document), message).help(help)
}

/// Reports a translation of an older revision.
fn revision(document: &Document, translation: &Document) -> Option<Diagnostic> {
    if order(document, translation)? != Ordering::Less {
        return None;
    }
    let (id, language) = named(translation);
    let message = format!(
        "the text of {id} in {language} is of revision {}, and {id} is at revision {}",
        translation.revision, document.revision
    );
    let help = format!(
        "translate what has changed in {}, then write `revision: {}`",
        document.path, document.revision
    );
    let diagnostic = Diagnostic::new(&rules::OUTDATED_TRANSLATION, at_id(translation), message);
    Some(diagnostic.help(help))
}

/// How the revision of a translation is before or behind that of its document; `None` if one of them
/// is not given.
fn order(document: &Document, translation: &Document) -> Option<Ordering> {
    let (own, other) = (&translation.revision, &document.revision);
    let are_given = !own.as_str().is_empty() && !other.as_str().is_empty();
    are_given.then(|| own.cmp_by_parts(other))
}

/// Reports what a translation says otherwise than its document, all of it once.
fn contradiction(
    manual: &Manual,
    resolved: &Resolved,
    ix: TranslationIx,
    translation: &Translation,
) -> Option<Diagnostic> {
    let document = manual.document(translation.of);
    let page = &*translation.page;
    let mut differing = Vec::new();
    let mut compare = |what: &str, here: Option<String>, there: Option<String>| {
        if let (Some(here), Some(there)) = (here, there)
            && here != there
        {
            differing.push(format!("{what} {here} (there {there})"));
        }
    };
    let kind = |one: &Document| Some(manual.kind(one.kind).name.to_string());
    compare("kind", kind(page), kind(document));
    let status = |one: &Document| one.status.map(|status| Status::word(status).to_owned());
    compare("status", status(page), status(document));
    if order(document, page) == Some(Ordering::Greater) {
        let revision = |one: &Document| Some(one.revision.to_string());
        compare("revision", revision(page), revision(document));
    }
    // Another revision has another day.
    if page.revision == document.revision {
        let effective = |one: &Document| one.effective.map(|day| day.to_string());
        compare("effective", effective(page), effective(document));
    }
    // The names of roles may be translated, too.
    let audience = |one: &Document| {
        let named = one.fields.texts("audience").iter();
        let named: BTreeSet<&str> = named.map(|one| one.value.as_str()).collect();
        match named.is_empty() {
            true => "none".to_owned(),
            false => named.into_iter().collect::<Vec<_>>().join(", "),
        }
    };
    if manual.config.audiences.is_some() {
        compare("audience", Some(audience(page)), Some(audience(document)));
    }
    let names = resolved.translations.get(ix);
    let more = names.map_or_else(Vec::new, |names| {
        let known = claimed(&resolved.claims, translation.of);
        let further = names
            .claims
            .iter()
            .filter(|claim| !known.contains(&what(claim)));
        let further: BTreeSet<_> = further.map(|claim| what(claim)).collect();
        further
            .into_iter()
            .map(|what| in_words(manual, what))
            .collect()
    });
    if !more.is_empty() {
        differing.push(format!(
            "a claim on {}, which counts nowhere",
            more.join(", ")
        ));
    }
    let for_others = names.map_or(&[][..], |names| &names.claims_for_others);
    let more = further_for_others(manual, resolved, for_others);
    if !more.is_empty() {
        differing.push(format!("claims that count nowhere: {}", more.join(", ")));
    }
    let superseded = names.map_or(&[][..], |names| &names.supersedes);
    let known = resolved.supersedes.get(translation.of);
    let is_known = |old: &_| known.is_some_and(|known| known.contains(old));
    let more = superseded.iter().filter(|old| !is_known(old));
    let more: BTreeSet<&str> = more
        .map(|old| manual.document(*old).id.value.as_str())
        .collect();
    if !more.is_empty() {
        let more: Vec<&str> = more.into_iter().collect();
        differing.push(format!("supersedes {} (not there)", more.join(", ")));
    }
    if differing.is_empty() {
        return None;
    }
    let (id, language) = named(page);
    let message = format!(
        "the text of {id} in {language} says something else than {}: {}",
        document.path,
        differing.join("; ")
    );
    let diagnostic = Diagnostic::new(&rules::TRANSLATION_CONTRADICTS, at_id(page), message);
    Some(diagnostic.help("write the same into both files: the one in the manual's language counts"))
}

/// What a claim is on.
type Claimed<'c> = (ClauseKey, Option<&'c str>);

fn what(claim: &Claim) -> Claimed<'_> {
    (claim.clause, claim.item.as_deref())
}

/// The claims for other documents that these do not make, each in words: `QP-1 on ISO 9001:2015 8.4`.
fn further_for_others(
    manual: &Manual,
    resolved: &Resolved,
    stated: &[(DocumentIx, FoundClause)],
) -> Vec<String> {
    let mut known = BTreeMap::new();
    let further = stated.iter().filter_map(|(document, found)| {
        let known = known
            .entry(*document)
            .or_insert_with(|| claimed(&resolved.claims, *document));
        let what = (found.clause, found.item.as_deref());
        (!known.contains(&what)).then(|| {
            let id = &manual.document(*document).id.value;
            format!("{id} on {}", in_words(manual, what))
        })
    });
    let further: BTreeSet<String> = further.collect();
    further.into_iter().collect()
}

/// What a document claims.
fn claimed(claims: &IndexVec<ClaimIx, Claim>, document: DocumentIx) -> BTreeSet<Claimed<'_>> {
    let claims = claims.as_slice();
    let begin = claims.partition_point(|claim| claim.document < document);
    let own = claims[begin..].iter();
    own.take_while(|claim| claim.document == document)
        .map(what)
        .collect()
}

fn in_words(manual: &Manual, (clause, item): Claimed<'_>) -> String {
    let standard = &manual.standard(clause.standard).designation;
    let number = &manual.clause(clause).number;
    match item {
        Some(item) => format!("{standard} {number} {item}"),
        None => format!("{standard} {number}"),
    }
}

fn named(translation: &Document) -> (&str, String) {
    let language = translation.language.language.english_name();
    (translation.id.value.as_str(), language)
}

fn at_id(document: &Document) -> Location {
    Location::in_file(&document.path, document.id.span)
}
