//! Tests that apply to every page of a site.

use std::collections::{HashMap, HashSet};

use snapbox::{assert_data_eq, str};

use crate::diagnostics::SourcePath;
use crate::export::MatrixForm;
use crate::site::tests::fixture::{CONFIG, TestSite, document};
use crate::site::tests::rendered_page::RenderedPage;
use crate::site::views::record::register_kinds;
use crate::site::{
    Addresses, CALENDAR, MASTER_LIST_FILE, MASTER_LIST_WORKBOOK, Page, Renderer, Theme,
    copy_address, pages,
};

/// A manual with every sort of page and reference, and with unusual names.
fn site() -> TestSite {
    site_with(&[])
}

/// The same with more pages.
fn site_with(more: &[(&str, String)]) -> TestSite {
    let body = "# Purchasing\n\n## Scoring {#scoring clause=8.4.1}\n\n\
        [[QP-09#release]], [[clause:8.5.1]], [[AUD 1]], [notes](<notes/größe 1.md>), ![plan](<plan 1.svg>), \
        [[#scoring]] [here](#scoring) and {{ company }}.[^1] [[satisfies:8.4.2]]\n\n\
        | a | b |\n|---|---|\n| [[QP-09\\|x]] | y |\n\n> [!NOTE]\n> Hm.\n\n[^1]: A note.\n";
    let purchasing = document("QP-07", "Purchasing", "approved", body)
        .replace("owner:", "records: [audit]\nowner:");
    let release = document(
        "QP-09",
        "Release",
        "draft",
        "## Release {#release}\n\n<details><summary>S</summary>raw</details>\n",
    );
    let audit = "---\nid: AUD 1\ntitle: Audit\nkind: audit\ndate: 2026-05-04\nstate: done\nclauses: [8.4]\ndocuments: [QP-07]\n---\n# Audit\n\nDone.\n";
    let pages = [
        (
            "index.md",
            "# {{ company }}\n\nRead [[QP-07]].\n".to_owned(),
        ),
        ("p/a.md", purchasing),
        ("p/b.md", release),
        (
            "p/old.md",
            document("QP-03", "Old & gone", "obsolete", "See [[QP-07]].\n"),
        ),
        ("r/a.md", audit.to_owned()),
        (
            "p/notes/größe 1.md",
            "# Notes\n\n[[QP-07#scoring]] <span title=\"x\">y</span>\n".to_owned(),
        ),
    ];
    let pages = [&pages[..], more].concat();
    let mut site = TestSite::of_pages(CONFIG, &pages);
    site.add_asset("p/plan 1.svg");
    site
}

/// The HTML of every page, by address.
fn render(site: &TestSite) -> HashMap<String, String> {
    let compiled = &site;
    let renderer = Renderer::new(compiled, &Theme::built_in()).unwrap();
    let html = |page: Page| String::from_utf8(renderer.render(page).unwrap()).unwrap();
    pages(compiled)
        .into_iter()
        .map(|page| (page.address(compiled).to_string(), html(page)))
        .collect()
}

#[test]
fn every_link_leads_to_a_file_of_the_site_and_to_an_id_in_it() {
    let site = site();
    let pages = render(&site);
    let compiled = &site;
    let standards = site.manual.standards.positions();
    let matrix_files = standards
        .flat_map(|ix| MatrixForm::beside_pages().map(move |(form, _)| (ix, form)))
        .map(|(ix, form)| Addresses::new(compiled).matrix_file(ix, form).to_string());
    let copied: HashSet<String> = site
        .resolved
        .published
        .iter()
        .map(|path| copy_address(path).to_string())
        .chain(
            Theme::built_in()
                .assets()
                .iter()
                .map(|(a, _)| a.to_string()),
        )
        .chain(matrix_files)
        .chain(
            register_kinds(compiled)
                .into_iter()
                .flat_map(|kind| {
                    let addresses = Addresses::new(compiled);
                    [
                        addresses.register_file(kind),
                        addresses.register_workbook(kind),
                    ]
                })
                .map(|address| address.to_string()),
        )
        .chain([CALENDAR, MASTER_LIST_FILE, MASTER_LIST_WORKBOOK].map(str::to_owned))
        .collect();
    let ids: HashMap<&str, HashSet<&str>> = pages
        .iter()
        .map(|(address, html)| (&**address, attributes(html, "id").into_iter().collect()))
        .collect();
    let mut seen = 0;
    for (from, html) in &pages {
        for name in ["href", "src"] {
            for link in attributes(html, name) {
                let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
                let to = resolve(from, &percent_decode(path));
                if copied.contains(&to) {
                    continue;
                }
                let ids = ids.get(&*to);
                let ids = ids.unwrap_or_else(|| panic!("{from} links to {link}: no such file"));
                let fragment = percent_decode(fragment);
                let found = match fragment.strip_prefix('?') {
                    Some(filter) => has_filter(&pages, &to, filter),
                    None => fragment.is_empty() || ids.contains(&*fragment),
                };
                assert!(found, "{from} links to {link}: no such section");
                seen += 1;
            }
        }
    }
    assert!(seen > 1000, "{seen} links were seen");
}

/// Whether a page can be filtered as an address says: `status=gap`.
fn has_filter(pages: &HashMap<String, String>, address: &str, filter: &str) -> bool {
    let (Some(html), Some((by, value))) = (pages.get(address), filter.split_once('=')) else {
        return false;
    };
    attributes(html, "data-by").contains(&by) && attributes(html, "value").contains(&value)
}

#[test]
fn a_references_card_is_in_the_file_of_the_index_that_it_names() {
    // There are more pages than one file of the index has.
    let paths: Vec<String> = (100..140).map(|number| format!("w/{number}.md")).collect();
    let more = paths.iter().zip(100..).map(|(path, number)| {
        let id = format!("WI-{number}");
        (
            &**path,
            document(&id, "Work", "approved", "See [[QP-07]].\n"),
        )
    });
    let site = site_with(&more.collect::<Vec<_>>());
    let files: HashMap<String, Vec<u8>> = {
        let renderer = Renderer::new(&site, &Theme::built_in()).unwrap();
        renderer.search_index().into_iter().collect()
    };
    let mut numbers = HashSet::new();
    for (from, html) in &render(&site) {
        for link in html
            .split("<a ")
            .skip(1)
            .map(|link| link.split('>').next().unwrap_or_default())
        {
            let link = format!(" {link}");
            let [number] = attributes(&link, "data-card")[..] else {
                continue;
            };
            let path = attributes(&link, "href")[0]
                .split('#')
                .next()
                .unwrap_or_default();
            let file = &files[&format!("search/m-{number}.js")];
            let row = format!("[\"{}\",", resolve(from, path));
            assert!(
                String::from_utf8_lossy(file).contains(&row),
                "{from}: {link}"
            );
            numbers.insert(number.to_owned());
        }
    }
    assert!(numbers.len() > 2, "{numbers:?}");
}

#[test]
fn ids_are_unique_and_each_page_has_one_heading_of_the_first_level() {
    for (address, html) in render(&site()) {
        let mut ids = HashSet::new();
        for id in attributes(&html, "id") {
            assert!(ids.insert(id), "{address} has {id} twice");
        }
        let page = RenderedPage::new(&html);
        assert_eq!(page.count("h1"), 1, "{address}");
        assert_eq!(page.attribute("html", "lang"), "en", "{address}");
        // A title without the page's name would begin with the separator.
        let title = page.text("title");
        assert!(
            title.starts_with(char::is_alphanumeric),
            "{address}: {title}"
        );
    }
}

#[test]
fn pages_ask_no_other_host_and_hold_no_style_or_script_of_their_own() {
    for (address, html) in render(&site()) {
        for name in ["href", "src"] {
            for link in attributes(&html, name) {
                assert!(
                    !link.contains(':') && !link.starts_with('/'),
                    "{address}: {link}"
                );
            }
        }
        let page = RenderedPage::new(&html);
        let scripts = page.count("script");
        assert_eq!(scripts, page.count("script[src]"), "{address}");
        for inline in ["style", "[style]", "[onclick]"] {
            assert_eq!(page.count(inline), 0, "{address} has {inline}");
        }
    }
}

#[test]
fn the_same_manual_gives_the_same_bytes() {
    assert_eq!(render(&site()), render(&site()));
}

#[test]
fn the_navigation_marks_where_a_page_stands() {
    let pages = render(&site());
    let current = |address: &str| {
        let page = RenderedPage::new(&pages[address]);
        let values = page.attributes("[aria-current]", "aria-current");
        let marked = values.iter().zip(page.texts("[aria-current]"));
        let marked: Vec<String> = marked
            .map(|(value, text)| format!("{value} {text}"))
            .collect();
        marked.join(", ")
    };
    assert_eq!(current("index.html"), "page Home");
    assert_eq!(current("documents/index.html"), "page Documents");
    assert_eq!(current("documents/QP-07.html"), "true Documents");
    assert_eq!(current("gaps.html"), "page Gaps");
    assert_eq!(current("404.html"), "");
}

#[test]
fn the_page_for_paper_has_every_document_but_obsolete_ones() {
    let page = site().page("print.html");
    assert_data_eq!(
        page.texts(".running-head").join("\n"),
        str![[r#"
QP-07 PurchasingRevision 3 · In force
Harrow & Sons · Quality ManualUncontrolled when printed · As of 23 Nov 2026
QP-09 ReleaseRevision 3 · Draft
Harrow & Sons · Quality ManualUncontrolled when printed · As of 23 Nov 2026
Draft
"#]]
    );
    assert_data_eq!(
        page.texts("h2").join("\n"),
        str![[r#"
Contents
Procedures
Coverage matrix: ISO 9001:2015
Coverage matrix: ISO 9002:1994
"#]]
    );
    assert_eq!(page.text("#d2-release"), "QP-09 Release");
    assert_eq!(
        page.texts_linked("p:has([href=#d2-release])").join("\n"),
        "[QP-09 § Release](#d2-release), [8.5.1 Control of production and service provision](standards/iso-9001-2015/8.5.1.html), [AUD 1 Audit](records/AUD%201.html), [notes](pages/p/notes/gr%C3%B6%C3%9Fe%201.html), , [Scoring](#d1-scoring) [here](#d1-scoring) and Harrow <& Sons>.[1](#d1-footnote-1) [8.4.2](standards/iso-9001-2015/8.4.2.html)"
    );
}

#[test]
fn documents_records_and_uncontrolled_pages_are_told_apart() {
    let site = site();
    let notes = site.page("pages/p/notes/größe 1.html");
    assert_data_eq!(
        notes.linked("main"),
        str![[r#"
Not a controlled document. This page has no revision and no approval. It is for information only.
Notes
[QP-07 § Scoring](../../../documents/QP-07.html#scoring) y
Referenced by
[QP-07 Purchasing](../../../documents/QP-07.html)[Scoring](../../../documents/QP-07.html#scoring)
"#]]
    );
    let record = site.page("records/AUD 1.html");
    assert_data_eq!(
        record.linked("main"),
        str![[r#"
Audit AUD 1
Audit
Record | AUD 1
Kind | [Audit](../registers/audits.html)
Status | Done 4 May 2026
Documents | [QP-07 Purchasing](../documents/QP-07.html)
Date | 4 May 2026
State | Done
Clauses | [8.4 Control of externally provided processes, products and services](../standards/iso-9001-2015/8.4.html)
Done.
Referenced by
[QP-07 Purchasing](../documents/QP-07.html)[Scoring](../documents/QP-07.html#scoring)
"#]]
    );
    let list = site.page("documents/index.html");
    assert_data_eq!(
        list.linked("main"),
        str![[r#"
Master list of documents
3 documents, 1 in force. [As Excel](index.xlsx) [As CSV](index.csv)
Document | Title | Rev. | Status | Effective | Next review | Owner | Approver
Procedures 2
[QP-07](QP-07.html) | Purchasing | 3 | In force | 1 Feb 2026 | 1 Feb 2027 | Purchasing manager | Quality manager
[QP-09](QP-09.html) | Release | 3 | Draft | 1 Feb 2026 | 1 Feb 2027 | Purchasing manager | Quality manager
Obsolete documents
Kept for reference only. Do not work to them.
Document | Title | Rev. | Status | Superseded by
[QP-03](QP-03.html) | Old & gone | 3 | Obsolete |
Pages that are not controlled
[Notes](../pages/p/notes/gr%C3%B6%C3%9Fe%201.html)
"#]]
    );
}

/// The values of an attribute in a page, as they are written.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    html.match_indices(&begin)
        .map(|(at, _)| {
            let value = &html[at + begin.len()..];
            value.split('"').next().unwrap_or_default()
        })
        .collect()
}

/// The address of the target of a relative link.
fn resolve(from: &str, link: &str) -> String {
    if link.is_empty() {
        return from.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(
                folders.pop().is_some(),
                "{from} links above the site: {link}"
            ),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let code = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(code, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_path_of_the_manual_may_hold_anything() {
    let address = copy_address(&SourcePath::new("a b/ü#1.svg"));
    assert_eq!(address.as_str(), "files/a b/ü#1.svg");
}
