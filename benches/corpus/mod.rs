//! Generates manuals of any size that resemble real ones. A document has about 4 KB, five
//! references, one to four clauses, a table and a code block. Records are optional. The output is
//! the same on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

/// The size of a generated manual.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// The number of procedures, of about 4 KB each.
    pub(crate) documents: usize,
    /// The number of records; their kinds are finding, action, feedback and risk, in turn.
    pub(crate) records: usize,
}

const SETTINGS: &str = "title = \"Works manual\"\norganisation = \"Works\"\n\
    standards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n\n[variables]\ncompany = \"Works\"\n";

/// Requirements that the documents claim.
const CLAUSES_9001: [&str; 16] = [
    "4.1", "5.2.1", "6.2.1", "7.1.5.1", "7.2", "7.5.3.1", "8.1", "8.2.3.1", "8.4.1", "8.4.2",
    "8.5.1", "8.5.4", "8.6", "8.7.1", "9.2.1", "10.2.1",
];
const CLAUSES_9002: [&str; 12] = [
    "4.1.1", "4.2.1", "4.3.2", "4.5.1", "4.6.2", "4.8", "4.9", "4.10.2", "4.11.1", "4.13.1",
    "4.14.1", "4.18",
];

const WORDS: [&str; 48] = [
    "the",
    "operator",
    "checks",
    "each",
    "bearing",
    "against",
    "drawing",
    "records",
    "result",
    "supplier",
    "lot",
    "heat",
    "treatment",
    "gauge",
    "calibration",
    "inspection",
    "release",
    "quality",
    "manager",
    "form",
    "procedure",
    "review",
    "measurement",
    "sample",
    "limit",
    "customer",
    "order",
    "traveller",
    "machine",
    "shift",
    "and",
    "of",
    "before",
    "after",
    "is",
    "kept",
    "for",
    "signed",
    "by",
    "where",
    "tolerance",
    "surface",
    "hardness",
    "batch",
    "scrap",
    "rework",
    "delivery",
    "training",
];

const OWNERS: [&str; 5] = [
    "Quality manager",
    "Purchasing manager",
    "Production manager",
    "Inspector",
    "Works director",
];

/// Writes a manual into a folder that is empty or does not exist yet.
///
/// # Errors
/// If a file cannot be written.
pub(crate) fn write(folder: &Path, size: Size) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("manual.toml"), SETTINGS)?;
    (0..size.documents.div_ceil(PER_FOLDER)).try_for_each(|group| {
        fs::create_dir_all(folder.join("procedures").join(group_name(group)))
    })?;
    (0..size.records.div_ceil(PER_FOLDER))
        .try_for_each(|group| fs::create_dir_all(folder.join("records").join(group_name(group))))?;
    (0..size.documents).into_par_iter().try_for_each(|at| {
        fs::write(folder.join(document_path(at)), document(at, size.documents))
    })?;
    (0..size.records).into_par_iter().try_for_each(|at| {
        let path = format!("records/{}/r-{at:05}.md", group_name(at / PER_FOLDER));
        fs::write(folder.join(path), record(at, size))
    })
}

/// The path of a document, relative to the manual's folder.
pub(crate) fn document_path(at: usize) -> String {
    format!("procedures/{}/qp-{at:05}.md", group_name(at / PER_FOLDER))
}

const PER_FOLDER: usize = 200;

fn group_name(group: usize) -> String {
    format!("g{group:03}")
}

/// The content of a document's file.
pub(crate) fn document(at: usize, documents: usize) -> String {
    let mut random = Random::new(at as u64);
    let mut text = String::with_capacity(4400);
    let title = random.words(4);
    let status = if at % 10 == 9 { "draft" } else { "approved" };
    let owner = random.one_of(&OWNERS);
    let month = 1 + random.below(9);
    let _ = write!(
        text,
        "---\nid: QP-{at:05}\ntitle: {title}\nkind: procedure\nrevision: {}\nstatus: {status}\n\
         owner: {owner}\napprover: Quality manager\neffective: 2026-0{month}-01\n\
         review_due: 2027-0{month}-01\nclauses:\n",
        1 + at % 9,
    );
    for _ in 0..1 + random.below(2) {
        let _ = writeln!(text, "  - {}", random.one_of(&CLAUSES_9001));
    }
    for _ in 0..random.below(3) {
        let clause = random.one_of(&CLAUSES_9002);
        let _ = writeln!(text, "  - iso-9002-1994:{clause}");
    }
    text.push_str("---\n");
    for section in 0..5 {
        let other = random.below(documents);
        let _ = write!(
            text,
            "## {} {{#s{section}}}\n\n{}.\n\nSee [[QP-{other:05}#s{section}]] at {{{{ company }}}} \
             with *emphasis* and `code`. {}.\n\n",
            random.words(3),
            random.words(45),
            random.words(36),
        );
    }
    text.push_str("| Step | Who | Record |\n| --- | --- | --- |\n");
    for step in 1..=5 {
        let _ = writeln!(
            text,
            "| {step} {} | {} | {} |",
            random.words(3),
            random.words(2),
            random.words(2)
        );
    }
    let _ = write!(
        text,
        "\n```text\n{}\n{}\n```\n\n",
        random.words(9),
        random.words(9)
    );
    for step in 1..=4 {
        let _ = writeln!(text, "{step}. {}", random.words(12));
    }
    while text.len() < 4000 {
        let _ = write!(text, "\n{}.\n", random.words(30));
    }
    text
}

/// The content of a record's file.
fn record(at: usize, size: Size) -> String {
    let mut random = Random::new(0x5eed_0000 + at as u64);
    let (day, month) = (1 + random.below(28), 1 + random.below(9));
    let date = format!("2026-0{month}-{day:02}");
    let (clause, document) = (
        random.one_of(&CLAUSES_9001),
        random.below(size.documents.max(1)),
    );
    let title = random.words(5);
    let owner = random.one_of(&OWNERS);
    let begin = format!("---\nid: R-{at:05}\ntitle: {title}\nowner: {owner}\n");
    let fields = match at % 4 {
        0 => format!(
            "kind: finding\ngrade: minor\nstate: open\ndate: {date}\nclauses: [{clause}]\ndue: 2026-12-01\n"
        ),
        1 => format!("kind: action\nstate: open\ndate: {date}\ndue: 2026-12-01\n"),
        2 => format!(
            "kind: feedback\ntype: complaint\ncustomer: Rail depot\nstate: closed\ndate: {date}\n"
        ),
        _ => "kind: risk\nlikelihood: 2\nseverity: 3\nstate: treated\nreview: 2027-01-01\n"
            .to_owned(),
    };
    let text = random.words(60);
    format!("{begin}{fields}---\n{text}. See [[QP-{document:05}]].\n")
}

/// A small pseudo-random number generator (xorshift).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn words(&mut self, count: usize) -> String {
        let mut text = String::with_capacity(count * 8);
        for at in 0..count {
            let word = self.one_of(&WORDS);
            if at == 0 {
                text.push_str(&word[..1].to_uppercase());
                text.push_str(&word[1..]);
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        text
    }
}
