//! The master list: every controlled document with its revision, state and dates, by kind. Obsolete
//! documents are listed separately, so that nobody uses them by mistake.
//!
//! A long list has several pages. Each is named by its first and its last id.

use std::borrow::Cow;

use serde::Serialize;

use crate::manual::{DocumentIx, Manual, PageKey, UncontrolledIx};
use crate::site::index::SiteIndex;
use crate::site::index::document_lines::{Line, Lines};
use crate::site::text;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DateView, LanguageLink, LinkView};
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::{Address, MASTER_LIST_FILE, MASTER_LIST_WORKBOOK, Page};

/// The master list, or a part of one that is too long for one page.
#[derive(Serialize)]
pub(crate) struct MasterListView<'a> {
    title: &'a str,
    /// "42 documents, 38 in force".
    sentence: String,
    /// The address of the list as a workbook, if the program is built with workbooks.
    workbook: Option<String>,
    csv: String,
    parts: Vec<PartLink>,
    /// The next part.
    next: Option<PartLink>,
    /// The link to the part with the obsolete documents, if it is another page.
    obsolete_elsewhere: Option<ObsoleteLink<'a>>,
    kinds: Vec<KindView<'a>>,
    obsolete: Vec<ObsoleteRow<'a>>,
    /// The uncontrolled pages.
    uncontrolled: Vec<UncontrolledLink<'a>>,
}

/// The documents of one kind.
#[derive(Serialize)]
struct KindView<'a> {
    title: &'a str,
    id: String,
    /// The number of documents of the kind on all pages of the list.
    count: usize,
    rows: Vec<Row<'a>>,
}

/// The link to the obsolete documents.
#[derive(Serialize)]
struct ObsoleteLink<'a> {
    href: String,
    title: &'a str,
    count: usize,
}

/// A document.
#[derive(Serialize)]
struct Row<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    /// The other languages in which it can be read.
    languages: Vec<LanguageLink<'a>>,
    /// For an external document: its issuer and its edition.
    source: String,
    revision: &'a str,
    state: BadgeView<'a>,
    /// A second state: a document that is overdue for review is also in force.
    also: Option<&'a str>,
    /// Whether `manual.toml` gives the status.
    state_from_settings: bool,
    effective: Option<DateView>,
    /// Whether `manual.toml` gives the effective day.
    effective_from_settings: bool,
    review_due: Option<DateView>,
    owner: &'a str,
    approver: &'a str,
    audience: String,
}

/// An obsolete document, and the documents that supersede it.
#[derive(Serialize)]
struct ObsoleteRow<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    lang: Option<&'a str>,
    languages: Vec<LanguageLink<'a>>,
    revision: &'a str,
    state: BadgeView<'a>,
    superseded_by: Vec<LinkView<'a>>,
}

/// An uncontrolled page.
#[derive(Serialize)]
struct UncontrolledLink<'a> {
    href: String,
    title: Cow<'a, str>,
}

/// The pages of the master list after the first one.
pub(crate) fn further_parts(manual: &Manual) -> impl Iterator<Item = Page> + use<> {
    let lines = manual.documents.len() + manual.uncontrolled.len();
    (1..paging::parts(lines)).map(Page::MasterListPart)
}

/// "53 documents, 46 in force, of these 1 overdue for review".
pub(crate) fn sentence(site: &SiteIndex<'_>) -> String {
    let all = site.master_list();
    let counts = [
        ("count", site.compiled.manual.documents.len().into()),
        ("in_force", all.in_force.into()),
        ("overdue", all.overdue.into()),
    ];
    site.messages.with("documents-sentence", counts)
}

/// The view of a part of the master list, counted from 0.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, part: u32) -> MasterListView<'a> {
    let address = |part| site.addresses.master_list(part);
    let from = address(part);
    let all = site.master_list();
    let lines = &all.lines;
    let shown = paging::part(lines, part);
    let parts = || {
        paging::links(lines.len(), part, address, |at| {
            label(site, paging::part(lines, at))
        })
    };
    let obsolete_part = all.first_obsolete.map(|at| (at / paging::ROWS) as u32);
    MasterListView {
        title: site.messages.get("master_list"),
        sentence: sentence(site),
        workbook: cfg!(feature = "xlsx").then(|| from.href(&Address::fixed(MASTER_LIST_WORKBOOK))),
        csv: from.href(&Address::fixed(MASTER_LIST_FILE)),
        next: parts().into_iter().nth(part as usize + 1),
        parts: parts(),
        obsolete_elsewhere: obsolete_part
            .filter(|at| *at != part)
            .map(|at| ObsoleteLink {
                href: from.href_at(&address(at), Some("_obsolete")),
                title: site.messages.get("obsolete_documents"),
                count: all.obsolete,
            }),
        kinds: kinds(site, &from, all, shown),
        obsolete: shown
            .iter()
            .filter_map(|line| match line {
                Line::Obsolete(ix) => Some(obsolete_row(site, *ix, &from)),
                _ => None,
            })
            .collect(),
        uncontrolled: shown
            .iter()
            .filter_map(|line| match line {
                Line::Uncontrolled(ix) => Some(uncontrolled(site, *ix, &from)),
                _ => None,
            })
            .collect(),
    }
}

/// The name of a part: the first and the last id on it.
fn label(site: &SiteIndex<'_>, lines: &[Line]) -> String {
    let id = |line: Option<&Line>| match line {
        Some(Line::Document(ix) | Line::Obsolete(ix)) => {
            site.compiled.manual.document(*ix).id.value.as_str()
        }
        Some(Line::Uncontrolled(_)) => site.messages.get("uncontrolled_pages"),
        None => "",
    };
    match (id(lines.first()), id(lines.last())) {
        (first, last) if first == last => first.to_owned(),
        (first, last) => format!("{first} – {last}"),
    }
}

/// The documents of a part, by kind.
fn kinds<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    all: &Lines,
    shown: &[Line],
) -> Vec<KindView<'a>> {
    let manual = &site.compiled.manual;
    let kind_of = |line: &Line| match line {
        Line::Document(ix) => Some(manual.document(*ix).kind),
        Line::Obsolete(_) | Line::Uncontrolled(_) => None,
    };
    let view = |group: &[Line]| {
        let kind = kind_of(group.first()?)?;
        let rows = group.iter().filter_map(|line| match line {
            Line::Document(ix) => Some(row(site, *ix, from)),
            Line::Obsolete(_) | Line::Uncontrolled(_) => None,
        });
        Some(KindView {
            title: views::names::kind_plural(site, kind),
            id: format!("kind-{}", manual.kind(kind).name),
            count: all.of_kind.get(&kind).copied().unwrap_or_default(),
            rows: rows.collect(),
        })
    };
    let groups = shown.chunk_by(|a, b| kind_of(a) == kind_of(b));
    groups.filter_map(view).collect()
}

fn row<'a>(site: &'a SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Row<'a> {
    let document = site.compiled.manual.document(ix);
    let source = ["source", "edition"].into_iter();
    let source: Vec<&str> = source
        .filter_map(|name| document.fields.text(name))
        .collect();
    Row {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign(&document.language.language),
        languages: other_languages(site, ix, from),
        source: source.join(", "),
        revision: document.revision.as_str(),
        state: views::labels::document_state(site, ix),
        also: views::labels::is_overdue(site, ix).then(|| site.messages.get("state_in_force")),
        state_from_settings: document.filled("status").is_some(),
        effective: document
            .effective
            .map(|date| views::labels::date(site, date)),
        effective_from_settings: document.filled("effective").is_some(),
        review_due: views::labels::standing(site, ix)
            .review_due
            .map(|date| views::labels::date(site, date)),
        owner: document.owner.as_ref().map_or("", |role| role.as_str()),
        approver: document.approver.as_ref().map_or("", |role| role.as_str()),
        audience: document.fields.listed("audience", ", "),
    }
}

/// The links to the translations of a document.
fn other_languages<'a>(
    site: &'a SiteIndex<'_>,
    ix: DocumentIx,
    from: &Address,
) -> Vec<LanguageLink<'a>> {
    let translations = site.compiled.manual.translations_of(ix);
    let link = |ix| views::labels::language_link(site, from, PageKey::Translation(ix), false);
    translations.filter_map(link).collect()
}

fn obsolete_row<'a>(site: &'a SiteIndex<'_>, ix: DocumentIx, from: &Address) -> ObsoleteRow<'a> {
    let manual = &site.compiled.manual;
    let document = manual.document(ix);
    let link = |other: &DocumentIx| LinkView {
        href: from.href(&site.destination(PageKey::Document(*other)).address),
        title: manual.document(*other).id.value.as_str(),
    };
    ObsoleteRow {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign(&document.language.language),
        languages: other_languages(site, ix, from),
        revision: document.revision.as_str(),
        state: views::labels::document_state(site, ix),
        superseded_by: views::labels::standing(site, ix)
            .superseded_by
            .iter()
            .map(link)
            .collect(),
    }
}

fn uncontrolled<'a>(
    site: &'a SiteIndex<'_>,
    ix: UncontrolledIx,
    from: &Address,
) -> UncontrolledLink<'a> {
    let page = PageKey::Uncontrolled(ix);
    UncontrolledLink {
        href: from.href(&site.addresses.page(page)),
        title: text::headings::page_title(site, page),
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::*;
    use crate::site::tests::rendered_page::RenderedPage;
    use crate::site::{Renderer, Theme, pages};

    /// 500 procedures in force and 400 obsolete ones.
    fn long_list() -> TestSite {
        let file = |at: usize| {
            let state = if at < 500 { IN_FORCE } else { OBSOLETE };
            procedure(&format!("QP-{at:03}"), state, "")
        };
        TestSite::iso("", &(0..900).map(file).collect::<Vec<_>>())
    }

    #[test]
    fn a_long_list_has_pages_named_by_their_ids() {
        let site = long_list();
        let first = site.page("documents/index.html");
        assert_eq!(
            first.linked(".lead"),
            "900 documents, 500 in force. [As Excel](index.xlsx) [As CSV](index.csv)"
        );
        assert_data_eq!(
            first.linked(".list-parts"),
            str![[r#"
[QP-000 – QP-399](index.html)
[QP-400 – QP-799](list/2.html)
[QP-800 – QP-899](list/3.html)
"#]]
        );
        assert_eq!(
            first.text(".list-parts [aria-current=page]"),
            "QP-000 – QP-399"
        );
        assert_eq!(
            first.linked("p:has([href=list/2.html#_obsolete])"),
            "[Obsolete documents](list/2.html#_obsolete) 400"
        );
        assert_eq!(first.text("tr.group"), "Procedures 500");
        let ids = |page: &RenderedPage, table: &str| {
            let ids = page.texts(&format!("{table} tr:has(a) th"));
            (ids.len(), ids.first().cloned(), ids.last().cloned())
        };
        let from_to = |count: usize, first: &str, last: &str| {
            (count, Some(first.to_owned()), Some(last.to_owned()))
        };
        assert_eq!(ids(&first, "main"), from_to(400, "QP-000", "QP-399"));
        assert_eq!(first.count("#_obsolete"), 0);
        let second = site.page("documents/list/2.html");
        let in_force = "table[data-table]";
        assert_eq!(ids(&second, in_force), from_to(100, "QP-400", "QP-499"));
        let obsolete = "[aria-labelledby=_obsolete]";
        assert_eq!(ids(&second, obsolete), from_to(300, "QP-500", "QP-799"));
        assert_eq!(
            second.linked(".lead"),
            "900 documents, 500 in force. [As Excel](../index.xlsx) [As CSV](../index.csv)"
        );
    }

    #[test]
    fn no_page_grows_with_the_list() {
        let site = long_list();
        let compiled = &site;
        let renderer = Renderer::new(compiled, &Theme::built_in()).unwrap();
        for page in pages(compiled) {
            let address = page.address(compiled);
            let bytes = renderer.render(page).unwrap().len();
            // The print page has all documents that are not obsolete on one page, so it may be
            // larger.
            let most = if address.as_str() == "print.html" {
                2_000_000
            } else {
                200_000
            };
            assert!(bytes < most, "{address}: {bytes}");
        }
    }

    #[test]
    fn a_short_list_has_one_page() {
        let site = TestSite::iso("", &[procedure("QP-01", IN_FORCE, "")]);
        let page = site.page("documents/index.html");
        assert_data_eq!(
            page.linked("main"),
            str![[r#"
Master list of documents
1 document, 1 in force. [As Excel](index.xlsx) [As CSV](index.csv)
Document | Title | Rev. | Status | Effective | Next review | Owner | Approver
Procedures 1
[QP-01](QP-01.html) | Title of QP-01 | 3 | In force | 1 Feb 2026 | 1 Feb 2027 | Buyer | Manager
"#]]
        );
    }

    #[test]
    fn what_is_in_force_is_one_number_on_every_page() {
        let files = [
            procedure("QP-01", IN_FORCE, ""),
            procedure("QP-02", OVERDUE, ""),
            procedure("QP-03", DRAFT, ""),
        ];
        let site = TestSite::iso("", &files);
        let list = site.page("documents/index.html");
        assert_eq!(
            list.text(".lead"),
            "3 documents, 2 in force, of these 1 overdue for review. As Excel As CSV"
        );
        assert_eq!(list.attributes("td[data-also]", "data-also"), ["In force"]);
        assert_eq!(
            site.page("index.html").texts(".state-counts li"),
            ["In force 2", "of these Review overdue 1", "Draft 1"]
        );
        let overdue = TestSite::iso("", &[procedure("QP-02", OVERDUE, "")]);
        assert_eq!(
            overdue.page("index.html").texts(".state-counts li"),
            ["In force 1", "of these Review overdue 1"]
        );
    }
}
