//! Questions that an auditor asks: the page with the answer is at most three clicks from the home page
//! of the sample manual's site.

use std::collections::{BTreeMap, VecDeque};
use std::fs;

use crate::rendered_page::RenderedPage;
use crate::sample;

/// The most clicks to an answer.
const MOST_CLICKS: usize = 3;

/// Each question, the page with its answer, and words of the answer.
const QUESTIONS: [(&str, &str, &str); 22] = [
    (
        "Which clauses are gaps?",
        "gaps.html",
        "6.3 Planning of changes",
    ),
    (
        "Who owns clause 8.4.1?",
        "standards/iso-9001-2015/8.4.1.html",
        "Owner: Purchasing manager",
    ),
    (
        "When was it last audited, and by whom?",
        "standards/iso-9001-2015/8.4.1.html",
        "AUD-2026-05 Purchasing and goods-in",
    ),
    (
        "Which findings are open and overdue?",
        "registers/findings.html",
        "NC-2026-05",
    ),
    ("What has changed lately?", "index.html", "Changed lately"),
    (
        "Who must be trained on QP-07 and is not?",
        "documents/QP-07.html",
        "Goods-in inspector (Missing, 1 of 2)",
    ),
    (
        "Which documents are overdue for review?",
        "index.html",
        "QP-18 Statistical techniques",
    ),
    (
        "Which clauses have no evidence?",
        "gaps.html",
        "Evidence missing",
    ),
    (
        "What is excluded, why, and who approved it?",
        "standards/iso-9001-2015/8.3.html",
        "Approved by Managing director",
    ),
    (
        "What is the newest evidence for 7.2?",
        "standards/iso-9001-2015/7.2.html",
        "FM-011",
    ),
    (
        "Where is the paper to print?",
        "print.html",
        "Uncontrolled when printed",
    ),
    (
        "Who approved QP-07, and was its text changed since?",
        "documents/QP-07.html",
        "Approved by Quality manager",
    ),
    (
        "Which documents address 7.5.3?",
        "standards/iso-9001-2015/7.5.3.html",
        "QP-01 Control of documents",
    ),
    (
        "What is due within 90 days?",
        "index.html",
        "6 within 90 days",
    ),
    (
        "Which calibrations are overdue?",
        "registers/measuring-equipment.html",
        "EQ-006",
    ),
    (
        "Which suppliers are approved on conditions?",
        "registers/suppliers.html",
        "Conditional",
    ),
    (
        "Which objectives are missed?",
        "index.html",
        "Last value 94.6 % in 2026-10",
    ),
    (
        "What does a status mean?",
        "standards/iso-9001-2015/8.4.1.html",
        "How this was decided",
    ),
    (
        "How far is the transition to ISO 9001:2026?",
        "transitions/iso-9001-2015/iso-9001-2026.html",
        "Of 65 requirements 25 are done",
    ),
    (
        "What went into the last management review?",
        "registers/management-review.html",
        "Status of actions from earlier reviews",
    ),
    (
        "Where is the master list as a file?",
        "documents/index.xlsx",
        "",
    ),
    ("How is the site verified?", "verify.html", "SHA256SUMS"),
];

/// The pages and files that the links of the site lead to, with the least number of clicks from the
/// home page.
fn clicks() -> BTreeMap<String, usize> {
    let site = sample::site();
    let mut clicks = BTreeMap::from([("index.html".to_owned(), 0)]);
    let mut waiting = VecDeque::from(["index.html".to_owned()]);
    while let Some(address) = waiting.pop_front() {
        let Ok(html) = fs::read_to_string(site.join(&address)) else {
            continue;
        };
        if !address.ends_with(".html") {
            continue;
        }
        let page = RenderedPage::new(&html);
        for href in page.attributes("a[href]", "href") {
            let path = href.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains(':') {
                continue;
            }
            let mut parts: Vec<&str> = address.split('/').collect();
            parts.pop();
            for part in path.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            let to = parts.join("/");
            let here = clicks[&address];
            if !clicks.contains_key(&to) {
                clicks.insert(to.clone(), here + 1);
                waiting.push_back(to);
            }
        }
    }
    clicks
}

#[test]
fn every_answer_is_at_most_three_clicks_from_the_home_page() {
    let clicks = clicks();
    let mut wrong = Vec::new();
    for (question, address, words) in QUESTIONS {
        match clicks.get(address) {
            Some(0..=MOST_CLICKS) => {}
            Some(count) => wrong.push(format!("{question} {count} clicks to {address}")),
            None => wrong.push(format!("{question} No link leads to {address}")),
        }
        let file = sample::site().join(address);
        if words.is_empty() {
            assert!(file.is_file(), "{address}");
            continue;
        }
        let page = RenderedPage::new(&fs::read_to_string(file).unwrap());
        let text = page.text("main");
        let text: Vec<&str> = text.split([' ', '\n', '|', '/']).collect();
        let text = text.into_iter().filter(|word| !word.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        if !text.contains(words) {
            wrong.push(format!("{question} {address} does not say `{words}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
