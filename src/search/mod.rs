//! Builds the index of a full-text search that needs no server. The index is divided into small
//! scripts that pass their data to the page which loads them, so that the search also works from a
//! folder (`docs/design.md`, "Output").
//!
//! The input is plain data ([`SearchPage`]), the output are files ([`index`], [`results`]):
//!
//! - `search/index.js`: the number of pages, and the names of the parts of the vocabulary
//! - `search/v-XX.js`: the words that begin with the same two letters, each with its term
//! - `search/p-N.js`: for some terms, the pages that contain them, with section and weight
//! - `search/m-N.js`: the data that results show of some pages
//! - `search/t-N.js`: the texts of some pages, from which results show the sentence with the words
//!
//! `themes/default/assets/search.js` reads them. `words` defines what a word is, and the script
//! applies the same rules to the typed query. Forms of a word with the same stem in the manual's
//! language are one term. The script needs no stemmer, since every form that occurs is listed.

mod encode;
mod pages;
mod passages;
mod postings;
mod words;

pub(crate) use pages::SearchPage;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use pages::Row;
use postings::Term;

/// The folder of the index in the site.
pub(crate) const FOLDER: &str = "search/";

/// The number of pages in one file of result data.
const PAGES_IN_FILE: usize = 32;
/// The number of pages in one file of texts. A result loads the file of its page.
const PAGES_IN_TEXTS: usize = 8;
/// The size from which a file of postings is closed, in bytes.
const POSTINGS_IN_FILE: usize = 48 * 1024;

/// The number of the file with the result data of the page at a position in the index.
pub(crate) fn file_of(position: usize) -> usize {
    position / PAGES_IN_FILE
}

/// Returns the files of the index, without the result data ([`results`]), by their addresses.
/// `groups` are the groups of the results, `language` is the manual's language tag (`en`), and
/// `later` are the positions of the pages that come after others of the same worth.
pub(crate) fn index(
    pages: &[SearchPage<'_>],
    groups: &[&str],
    language: &str,
    later: &[usize],
) -> Vec<(String, Vec<u8>)> {
    let terms = postings::gather(pages, language);
    let mut files = Vec::new();
    let places = write_postings(&terms, &mut files);
    let shards = write_vocabulary(&terms, &places, &mut files);
    let about = serde_json::json!({
        "pages": pages.len(),
        "block": PAGES_IN_FILE,
        "texts": PAGES_IN_TEXTS,
        "later": later,
        "groups": groups,
        "shards": shards,
    });
    files.push(script("index", "i", "", &about.to_string()));
    files
}

/// A file that passes its data to the page: `clausebookSearch("v", "in", …)`.
fn script(name: &str, part: &str, key: &str, data: &str) -> (String, Vec<u8>) {
    (address(name), text(part, key, data))
}

fn address(name: &str) -> String {
    format!("{FOLDER}{name}.js")
}

fn text(part: &str, key: &str, data: &str) -> Vec<u8> {
    let key = serde_json::Value::from(key);
    format!("clausebookSearch(\"{part}\",{key},{data});\n").into_bytes()
}

/// Writes the postings. Returns the number of each term's file.
fn write_postings(terms: &[Term], files: &mut Vec<(String, Vec<u8>)>) -> Vec<u32> {
    let mut places = Vec::with_capacity(terms.len());
    let mut data = String::new();
    let mut number = 0;
    for (at, term) in terms.iter().enumerate() {
        let separator = if data.is_empty() { '{' } else { ',' };
        // Writing into a `String` cannot fail.
        let _ = write!(data, "{separator}\"{at}\":\"");
        data.push_str(&term.postings);
        data.push('"');
        places.push(number);
        if data.len() >= POSTINGS_IN_FILE || at + 1 == terms.len() {
            data.push('}');
            let key = number.to_string();
            files.push(script(&format!("p-{key}"), "p", &key, &data));
            data.clear();
            number += 1;
        }
    }
    places
}

/// Writes the vocabulary, divided by the first two letters of the words. Returns the names of its
/// parts.
fn write_vocabulary(
    terms: &[Term],
    places: &[u32],
    files: &mut Vec<(String, Vec<u8>)>,
) -> Vec<String> {
    let mut shards: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for (at, term) in terms.iter().enumerate() {
        for form in &term.forms {
            let shard = shards.entry(words::shard(form)).or_default();
            shard.push((form, at));
        }
    }
    for (name, forms) in &mut shards {
        forms.sort_unstable();
        let rows: Vec<String> = forms
            .iter()
            .map(|(form, at)| {
                let count = terms[*at].pages;
                format!("{form} {at} {} {count}", places[*at])
            })
            .collect();
        let data = serde_json::Value::from(rows.join("\n")).to_string();
        files.push(script(&format!("v-{name}"), "v", name, &data));
    }
    shards.into_keys().collect()
}

/// The numbers of the files with the result data of `pages` pages.
pub(crate) fn results_files(pages: usize) -> Range<usize> {
    0..pages.div_ceil(PAGES_IN_FILE)
}

/// The positions of the pages in one of these files.
pub(crate) fn pages_in_file(number: usize) -> Range<usize> {
    number * PAGES_IN_FILE..(number + 1) * PAGES_IN_FILE
}

/// The address of one of these files.
pub(crate) fn results_address(number: usize) -> String {
    address(&format!("m-{number}"))
}

/// Returns the content of one of these files. The result data are most of the index, and each file
/// depends on its own pages alone, so it is only made when it is written.
pub(crate) fn results(number: usize, pages: &[SearchPage<'_>]) -> Vec<u8> {
    let rows: Vec<Row<'_>> = pages.iter().map(SearchPage::row).collect();
    // Serialising texts and numbers cannot fail.
    let data = serde_json::to_string(&rows).unwrap_or_default();
    text("m", &number.to_string(), &data)
}

/// The numbers of the files with the texts of `pages` pages.
pub(crate) fn texts_files(pages: usize) -> Range<usize> {
    0..pages.div_ceil(PAGES_IN_TEXTS)
}

/// The positions of the pages in one of these files.
pub(crate) fn pages_in_texts(number: usize) -> Range<usize> {
    number * PAGES_IN_TEXTS..(number + 1) * PAGES_IN_TEXTS
}

/// The address of one of these files.
pub(crate) fn texts_address(number: usize) -> String {
    address(&format!("t-{number}"))
}

/// Returns the content of one of these files: of each page the texts of its sections.
pub(crate) fn texts(number: usize, pages: &[Vec<String>]) -> Vec<u8> {
    // Serialising texts cannot fail.
    let data = serde_json::to_string(pages).unwrap_or_default();
    text("t", &number.to_string(), &data)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn page<'a>(id: &'a str, title: &'a str, words: &'a str) -> SearchPage<'a> {
        SearchPage {
            address: format!("documents/{id}.html"),
            id: Some(id),
            title: title.into(),
            language: "en",
            group: 0,
            state: None,
            summary: "".into(),
            body: None,
            fragment: None,
            variables: None,
            more: words.to_owned(),
        }
    }

    fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
        let file = files.iter().find(|(address, _)| address == name);
        let (_, bytes) = file.unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        let pages = [
            page("QP-1", "Inspections", "We inspect."),
            page("QP-2", "Release", "After inspection."),
        ];
        let files = index(&pages, &["Documents"], "en", &[]);
        let shard = text(&files, "search/v-in.js");
        let number = |form: &str| {
            let (_, rest) = shard.split_once(&format!("{form} ")).unwrap();
            rest.split(' ').next().unwrap().to_owned()
        };
        assert_eq!(number("inspect"), number("inspections"), "{shard}");
        assert_eq!(number("inspection"), number("inspections"), "{shard}");
    }

    #[test]
    fn ids_and_numbers_are_words_as_a_whole() {
        let pages = [page("QP-07", "Purchasing", "Clause 8.4.1 and A.5.1")];
        let files = index(&pages, &["Documents"], "en", &[]);
        assert!(text(&files, "search/v-qp.js").contains("qp-07 "));
        assert!(text(&files, "search/v-8u2e.js").contains("8.4.1 "));
        assert!(text(&files, "search/v-au2e.js").contains("a.5.1 "));
        let about = text(&files, "search/index.js");
        assert!(
            about.contains("\"pages\":1") && about.contains("\"8u2e\""),
            "{about}"
        );
    }

    #[test]
    fn the_same_pages_give_the_same_files_on_any_number_of_threads() {
        let texts: Vec<String> = (0..1000)
            .map(|at| {
                let forms = ["inspect", "inspects", "inspected", "release"];
                format!("{} and word{} more", forms[at % 4], at % 7)
            })
            .collect();
        let pages: Vec<_> = texts
            .iter()
            .map(|text| page("QP-1", "Title", text))
            .collect();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            pool.build()
                .unwrap()
                .install(|| index(&pages, &["D"], "en", &[]))
        };
        let one = on(1);
        let postings = text(&one, "search/p-0.js");
        assert!(postings.len() > 5000, "{postings}");
        assert_eq!(one, on(2));
        assert_eq!(one, on(7));
    }
}
