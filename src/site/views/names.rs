//! The names of pages and clauses in links.

use std::borrow::Cow;

use crate::manual::{ClauseKey, Extent, KindIx, PageKey, StandardIx};
use crate::resolve::Claim;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::html::{attribute, escape_into};

/// A page: `QP-09 Release of product`.
pub(crate) fn page_name<'s>(site: &'s SiteIndex<'_>, page: PageKey) -> Cow<'s, str> {
    match site.destination(page) {
        Cow::Borrowed(destination) => destination.name.as_str().into(),
        Cow::Owned(destination) => destination.name.into(),
    }
}

/// A section of a page: `QP-09 § Inspection`.
pub(crate) fn section_name(site: &SiteIndex<'_>, page: PageKey, section: &str) -> String {
    match page_id(site, page) {
        Some(id) => format!("{id} § {section}"),
        None => format!("{} § {section}", text::headings::page_title(site, page)),
    }
}

fn page_id<'a>(site: &SiteIndex<'a>, page: PageKey) -> Option<&'a str> {
    let manual = &site.compiled.manual;
    match page {
        PageKey::Document(ix) => Some(manual.document(ix).id.value.as_str()),
        PageKey::Translation(ix) => Some(manual.translation(ix).page.id.value.as_str()),
        PageKey::Record(ix) => Some(manual.record(ix).id.value.as_str()),
        PageKey::Uncontrolled(_) | PageKey::Home => None,
    }
}

/// The singular name of a kind: from the manual if it defines one, else from the theme.
pub(crate) fn kind_title<'s>(site: &'s SiteIndex<'_>, ix: KindIx) -> &'s str {
    &site.kind_names[ix].title
}

/// The plural name of a kind: from the manual if it defines one, else from the theme.
pub(crate) fn kind_plural<'s>(site: &'s SiteIndex<'_>, ix: KindIx) -> &'s str {
    &site.kind_names[ix].plural
}

/// A clause's number, such as `8.4.1`, with the standard before it if it is not the manual's first.
pub(crate) fn clause_name(site: &SiteIndex<'_>, key: ClauseKey) -> String {
    let number = &site.compiled.manual.clause(key).number;
    if key.standard == StandardIx(0) {
        return number.to_string();
    }
    let designation = &site.compiled.manual.standard(key.standard).designation;
    format!("{designation} {number}")
}

/// A clause with its title, such as `8.5.1 Control of production`, with the standard after it if it
/// is not the manual's first.
pub(crate) fn clause_title(site: &SiteIndex<'_>, key: ClauseKey) -> String {
    let manual = &site.compiled.manual;
    let clause = manual.clause(key);
    let mut name = clause.number.to_string();
    if let Some(title) = &clause.title {
        name.push(' ');
        name.push_str(title);
    }
    if key.standard != StandardIx(0) {
        name.push_str(&format!(" ({})", manual.standard(key.standard).designation));
    }
    name
}

/// A clause in full, for places that show only its number: `ISO 9001:2015 8.4.1 General`.
pub(crate) fn clause_in_full(site: &SiteIndex<'_>, key: ClauseKey) -> String {
    let manual = &site.compiled.manual;
    let clause = manual.clause(key);
    let designation = &manual.standard(key.standard).designation;
    match &clause.title {
        Some(title) => format!("{designation} {} {title}", clause.number),
        None => format!("{designation} {}", clause.number),
    }
}

/// The small badge of a claim, as HTML, linked to the clause's page.
///
/// `name` is the text of the badge; `id` is its anchor, if it has one.
pub(crate) fn clause_badge(
    site: &SiteIndex<'_>,
    claim: &Claim,
    name: &str,
    from: &Address,
    id: Option<&str>,
) -> String {
    let mut out = String::from("<a class=\"clause-badge\"");
    if let Some(id) = id {
        attribute(&mut out, "id", id);
    }
    let address = site.clause_address(claim.clause);
    attribute(&mut out, "href", &from.href(address));
    let mut title = clause_in_full(site, claim.clause);
    if let Some(note) = &claim.note {
        title.push_str(": ");
        title.push_str(note);
    }
    attribute(&mut out, "title", &title);
    out.push('>');
    escape_into(&mut out, name);
    if let Some(item) = &claim.item {
        out.push(' ');
        escape_into(&mut out, item);
    } else if claim.extent == Extent::Partial {
        out.push_str(" <i>");
        escape_into(&mut out, site.messages.get("extent_partial"));
        out.push_str("</i>");
    }
    out.push_str("</a>");
    out
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{TestSite, finding};

    #[test]
    fn kinds_fields_and_values_are_named_in_the_site_s_language() {
        let files = [finding("NC-1", "major", "8.4.1")];
        let page = TestSite::iso("language = \"de\"\n", &files).page("registers/findings.html");
        assert_eq!(page.attribute("html", "lang"), "de");
        assert_data_eq!(
            page.text("main"),
            str![[r#"
Register
Auditfeststellungen
1 Aufzeichnung, 1 offen. Als Excel Als CSV
Aufzeichnung | Titel | Status | Datum | Einstufung | Abschnitte | Verantwortlich
NC-1 | Title of NC-1 | Offen seit 203 Tagen | 4. Mai 2026 | Hauptabweichung | 8.4.1 General | Buyer
Managementbewertung Korrekturmaßnahmen
"#]]
        );
        assert_data_eq!(
            page.attributes("td", "data-label").join("\n"),
            str![[r#"
Datum
Einstufung
Abschnitte
Verantwortlich
"#]]
        );
    }

    #[test]
    fn what_a_manual_calls_a_kind_comes_first() {
        let own = "language = \"de\"\n[kind.finding]\nplural = \"Befunde\"\n";
        let site = TestSite::iso(own, &[finding("NC-1", "major", "8.4.1")]);
        assert_eq!(site.page("registers/befunde.html").text("h1"), "Befunde");
        let record = site.page("records/NC-1.html");
        assert_eq!(record.text(".eyebrow"), "Auditfeststellung NC-1");
    }
}
