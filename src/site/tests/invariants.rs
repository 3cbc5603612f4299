//! What must hold of every page of a site, whatever it shows.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::SourcePath;
use crate::site::tests::fixture::{CONFIG, TestSite, document};
use crate::site::views::record::register_kinds;
use crate::site::{
    Addresses, CALENDAR, MASTER_LIST_FILE, MatrixFile, Page, Renderer, Theme, copy_address, pages,
};

/// A manual with a page of every sort, odd names, and every sort of reference.
fn site() -> TestSite {
    site_with(&[])
}

/// The same with more pages.
fn site_with(more: &[(&str, String)]) -> TestSite {
    let body = "# Purchasing\n\n## Scoring {#scoring clause=8.4.1}\n\n\
        [[QP-09#release]], [[clause:8.5.1]], [[AUD 1]], [notes](notes/größe 1.md), ![plan](plan 1.svg), \
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

/// Every page by its address.
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
        .flat_map(|ix| MatrixFile::ALL.iter().map(move |file| (ix, *file)))
        .map(|(ix, file)| Addresses::new(compiled).matrix_file(ix, file).to_string());
    let copied: HashSet<String> = site
        .manual
        .assets
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
                .map(|kind| Addresses::new(compiled).register_file(kind).to_string()),
        )
        .chain([CALENDAR, MASTER_LIST_FILE].map(str::to_owned))
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
                let found = fragment.is_empty() || ids.contains(&*fragment);
                assert!(found, "{from} links to {link}: no such section");
                seen += 1;
            }
        }
    }
    assert!(seen > 1000, "{seen} links were seen");
}

#[test]
fn a_references_card_is_in_the_file_of_the_index_that_it_names() {
    // More pages than a file of the index holds.
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
        assert_eq!(html.matches("<h1").count(), 1, "{address}");
        assert!(html.contains("<html lang=\"en\">"), "{address}");
        assert!(!html.contains("<title> "), "{address}");
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
        for inline in ["<style", " style=\"", "<script>", " onclick="] {
            assert!(!html.contains(inline), "{address} has {inline}");
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
        let html = &pages[address];
        let at = html
            .find("aria-current=\"")
            .map(|at| at + "aria-current=\"".len());
        at.map(|at| html[at..].split('<').next().unwrap_or_default().to_owned())
    };
    assert_eq!(current("index.html").unwrap(), "page\">Home");
    assert_eq!(current("documents/index.html").unwrap(), "page\">Documents");
    assert_eq!(current("documents/QP-07.html").unwrap(), "true\">Documents");
    assert_eq!(current("gaps.html").unwrap(), "page\">Gaps");
    assert_eq!(current("404.html"), None);
}

#[test]
fn the_page_for_paper_has_every_document_but_obsolete_ones() {
    let pages = render(&site());
    let print = &pages["print.html"];
    assert!(print.contains("<b>QP-07</b> Purchasing"), "{print}");
    assert!(print.contains("Revision 3 · <b>Draft</b>"), "{print}");
    assert!(print.contains("Uncontrolled when printed"), "{print}");
    assert!(!print.contains("Old &amp; gone</h2>"), "{print}");
    let link = "href=\"#d2-release\"";
    assert!(
        print.contains(link) && print.contains("id=\"d2-release\""),
        "{print}"
    );
}

#[test]
fn documents_records_and_uncontrolled_pages_are_told_apart() {
    let pages = render(&site());
    assert!(pages["pages/p/notes/größe 1.html"].contains("Not a controlled document"));
    let record = &pages["records/AUD 1.html"];
    assert!(record.contains("<dt>State</dt><dd>Done</dd>"), "{record}");
    assert!(record.contains("8.4.html\">8.4 "), "{record}");
    assert!(
        record.contains("<a href=\"../documents/QP-07.html\">QP-07 Purchasing</a>"),
        "{record}"
    );
    let list = &pages["documents/index.html"];
    let obsolete = list.find("Obsolete documents").unwrap();
    assert!(list.find("QP-03.html").unwrap() > obsolete, "{list}");
    assert!(list.find("QP-09.html").unwrap() < obsolete, "{list}");
}

/// The values of an attribute in a page, unescaped.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    html.match_indices(&begin)
        .map(|(at, _)| {
            let value = &html[at + begin.len()..];
            value.split('"').next().unwrap_or_default()
        })
        .collect()
}

/// The address that a relative link leads to.
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
