//! Files as no person would write them: those of the rules' examples and of the sample manual, cut,
//! doubled, spliced and sprinkled with what means something to one of the languages that are read.
//! Nothing panics, everything ends soon, and each diagnostic stands in its file.
//!
//! `CLAUSEBOOK_FUZZ_SECONDS` sets how long each target runs, `CLAUSEBOOK_FUZZ_SEED` where it begins.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use clausebook::stages::{Content, Renderer, Source, content, list, read_one, rules, theme};
use clausebook::{
    Date, Diagnostic, Format, MemorySources, SourcePath, Sources, compile, read, render,
};

use crate::manual_test::{AS_OF, PLAIN_MANUAL, files_below};
use crate::random::{Random, setting};

const SECONDS: u64 = 2;

/// What one manual may take: a thousand times what it needs.
const LONGEST: Duration = Duration::from_secs(10);

/// What means something somewhere.
const WORDS: [&str; 64] = [
    "---\n",
    "+++\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "ß",
    "İ",
    "😀",
    "|",
    "||",
    "| a | b |\n|---|---|\n",
    "[[",
    "]]",
    "[[clause:",
    "[[satisfies:8.4.1]]",
    "[[QP-07#",
    "{#",
    "{#a clause=8.4.1 extent=partial}",
    "}",
    "{{",
    "}}",
    "{{ company }}",
    "```",
    "~~~",
    "```mermaid\ngraph TD\nA-->B\n",
    "~~",
    "<del>",
    "</del>",
    "<!--",
    "-->",
    "<script>",
    "<a id=\"",
    "![",
    "](",
    "[^1]: ",
    "- [ ] ",
    "> ",
    "# ",
    "* * *",
    "<<<<<<< ",
    ">>>>>>> ",
    ": ",
    "&a ",
    "*a",
    "!!",
    "%",
    "[[clause]]\n",
    "parent = \"",
    "number = \"8.4.1\"\n",
    "\"",
    "'''",
    "\"\"\"",
    "clauses: [8.4.1 b)]\n",
    "supersedes: [QP-07]\n",
    "9999-12-31",
    "99999999999999999999",
    "-1 months",
];

type Files = BTreeMap<String, Vec<u8>>;

/// The manuals that are changed: the rules' examples, and parts of the sample.
fn corpus() -> &'static [Files] {
    static CORPUS: OnceLock<Vec<Files>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let examples = rules().map(|rule| {
            let files = rule.example.iter();
            files
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect()
        });
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual");
        let settings = fs::read(sample.join("manual.toml")).unwrap();
        let pages: Vec<(String, Vec<u8>)> = files_below(&sample)
            .into_iter()
            .filter(|(name, _)| name != "manual.toml")
            .map(|(name, path)| (name, fs::read(path).unwrap()))
            .collect();
        let parts = pages.chunks(6).map(|pages| {
            let mut part: Files = pages.iter().cloned().collect();
            part.insert("manual.toml".to_owned(), settings.clone());
            part
        });
        let mut all: Vec<Files> = examples.chain(parts).collect();
        for manual in &mut all {
            let plain = PLAIN_MANUAL.as_bytes().to_vec();
            manual.entry("manual.toml".to_owned()).or_insert(plain);
        }
        all
    })
}

/// Changes a file in one to four places.
fn mutate(random: &mut Random, text: &mut Vec<u8>) {
    for _ in 0..random.between(1, 4) {
        let at = random.between(0, text.len() as u32) as usize;
        let end = (at + random.between(0, 40) as usize).min(text.len());
        match random.between(0, 9) {
            0 => drop(text.drain(at..end)),
            1 => text.truncate(at),
            2 => {
                let piece = text[at..end].to_vec();
                let times = random.one_of(&[1, 2, 100]);
                drop(text.splice(at..at, piece.repeat(times)));
            }
            3 if at < text.len() => text[at] = random.next() as u8,
            4 => {
                let files =
                    corpus()[random.between(0, corpus().len() as u32 - 1) as usize].values();
                let other = random.one_of(&files.collect::<Vec<_>>());
                let from = random.between(0, other.len() as u32) as usize;
                let to = (from + random.between(0, 200) as usize).min(other.len());
                drop(text.splice(at..end, other[from..to].iter().copied()));
            }
            5 => {
                let word = random.one_of(&WORDS).repeat(random.one_of(&[3, 50, 300]));
                drop(text.splice(at..at, word.bytes()));
            }
            6 => {
                // The value of a line, as most slips are in one.
                let begin = text[..at]
                    .iter()
                    .rposition(|byte| *byte == b':' || *byte == b'=');
                let begin = begin.map_or(at, |begin| begin + 1).min(at);
                let word = random.one_of(&WORDS);
                drop(text.splice(begin..at, word.bytes()));
            }
            _ => drop(text.splice(at..at, random.one_of(&WORDS).bytes())),
        }
    }
}

/// What is done with a manual to see whether something is wrong with it.
type Judge = fn(&Files) -> Option<String>;

/// What is wrong with how the program takes these files.
fn fault(files: &Files, judge: Judge) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    let of_thread = files.clone();
    // A thread of its own, so that what never ends is told as well.
    let judging = thread::spawn(move || {
        let fault = judge(&of_thread);
        let _ = sender.send(());
        fault
    });
    if receiver.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
        return Some(format!("takes longer than {LONGEST:?}"));
    }
    judging.join().unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Some(format!("panics: {}", text.unwrap_or_default()))
    })
}

/// Judges the manual, shows what is reported in each form, and looks for a place that is none.
fn first_misplaced(files: &Files) -> Option<String> {
    let sources = MemorySources::new(files);
    let compiled = compile(read(&sources).ok()?, AS_OF.parse().unwrap());
    let texts: BTreeMap<SourcePath, Source> = files
        .keys()
        .map(|path| SourcePath::new(path))
        .filter_map(|path| Some((path.clone(), read_one(&sources, &path).ok()?)))
        .collect();
    for format in [Format::Human, Format::Json, Format::Sarif] {
        render(&compiled.report, format, "m", |path| texts.get(path), true);
    }
    let mut entries = compiled.report.entries.iter();
    entries.find_map(|entry| misplaced(files, &entry.diagnostic))
}

/// Renders every file of the site, also where a mistake would keep it from being written, as the live
/// server does, and looks for one that cannot be made or that links to a page that is not there.
fn first_unrendered(files: &Files) -> Option<String> {
    let sources: Arc<dyn Sources> = Arc::new(MemorySources::new(files));
    let compiled = compile(read(&*sources).ok()?, AS_OF.parse().unwrap());
    // What is wrong with the theme is told when a site is built.
    let theme = theme(&*sources, &compiled.manual.config).ok()?;
    let renderer = match Renderer::new(&compiled, &theme) {
        Ok(renderer) => renderer,
        Err(error) => return Some(format!("no pages: {error}")),
    };
    let site = list(&compiled, &theme);
    let mut addresses: Vec<String> = site
        .iter()
        .map(|file| file.address().to_lowercase())
        .collect();
    addresses.sort();
    if let Some(twice) = addresses.windows(2).find(|two| two[0] == two[1]) {
        // Two pages of one address are a mistake, and such a site is never written.
        return (!compiled.report.stops_build()).then(|| format!("two files at {}", twice[0]));
    }
    site.iter().find_map(|file| {
        let content = match content(&sources, &compiled, &renderer, file) {
            Ok(Content::Bytes(bytes)) => bytes,
            Ok(_) => return None,
            Err(error) => return Some(format!("{}: {error}", file.address())),
        };
        let is_page = file.address().ends_with(".html");
        let page = is_page.then(|| String::from_utf8_lossy(&content));
        let page = page.filter(|page| !page.trim_end().ends_with("</html>"));
        page.map(|page| format!("{} ends early: {page}", file.address()))
    })
}

/// Why the place of a diagnostic is none.
fn misplaced(files: &Files, diagnostic: &Diagnostic) -> Option<String> {
    let span = diagnostic.location.span;
    let told = || format!("{:?} in {:?}", diagnostic, diagnostic.location);
    let Some(bytes) = files
        .iter()
        .find(|(path, _)| SourcePath::new(path) == diagnostic.location.path)
    else {
        return Some(format!("no such file: {}", told()));
    };
    let bytes = bytes.1.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes.1);
    let (start, end) = (span.start as usize, span.end as usize);
    // What is no text has no places but its beginning.
    let Ok(text) = str::from_utf8(bytes) else {
        return None;
    };
    if start > end || text.get(start..end).is_none() {
        return Some(format!("not within its {} bytes: {}", text.len(), told()));
    }
    let line = text[..start].matches('\n').count() + 1;
    let column = text[..start]
        .rsplit('\n')
        .next()
        .map_or(0, |line| line.chars().count())
        + 1;
    let is_there = (line, column) == (span.line as usize, span.column as usize);
    (!is_there).then(|| format!("line {line}, column {column}: {}", told()))
}

/// Changes those files of the corpus that are wanted, for some seconds.
#[track_caller]
fn run_target(is_wanted: impl Fn(&str) -> bool, judge: Judge) {
    let seconds = setting("CLAUSEBOOK_FUZZ_SECONDS").unwrap_or(SECONDS);
    let first = setting("CLAUSEBOOK_FUZZ_SEED").unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let fitting: Vec<&Files> = corpus()
        .iter()
        .filter(|files| files.keys().any(|path| is_wanted(path)))
        .collect();
    for seed in first.. {
        if Instant::now() > end && seed > first {
            return;
        }
        let mut random = Random::new(seed);
        let mut files: Files = random.one_of(&fitting).clone();
        let wanted: Vec<String> = files
            .keys()
            .filter(|path| is_wanted(path))
            .cloned()
            .collect();
        let path = random.one_of(&wanted);
        if let Some(text) = files.get_mut(&path) {
            mutate(&mut random, text);
        }
        if let Some(fault) = fault(&files, judge) {
            let text = String::from_utf8_lossy(&files[&path]).into_owned();
            panic!(
                "seed {seed}, {path}: {fault}\n{text:?}\nbeside {:?}",
                files.keys()
            );
        }
    }
}

#[test]
fn pages_and_their_front_matter() {
    run_target(|path| path.ends_with(".md"), first_misplaced);
}

#[test]
fn settings() {
    run_target(|path| path == "manual.toml", first_misplaced);
}

#[test]
fn catalogs() {
    let is_catalog = |path: &str| path.starts_with("standards/") && path.ends_with(".toml");
    run_target(is_catalog, first_misplaced);
}

#[test]
fn tables() {
    run_target(|path| path.ends_with(".csv"), first_misplaced);
}

#[test]
fn whole_manuals() {
    run_target(|_| true, first_misplaced);
}

#[test]
fn whole_sites() {
    run_target(|_| true, first_unrendered);
}

#[test]
fn dates_are_read_or_refused() {
    let mut random = Random::new(setting("CLAUSEBOOK_FUZZ_SEED").unwrap_or(1));
    let forms = [
        "2026-02-29",
        "2026-11-23",
        "0000-00-00",
        "9999-12-31",
        "2024-02-29",
    ];
    for _ in 0..20_000 {
        let mut text = random.one_of(&forms).as_bytes().to_vec();
        mutate(&mut random, &mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        if let Ok(date) = text.parse::<Date>() {
            assert_eq!(
                date.to_string().parse::<Date>().ok(),
                Some(date),
                "{text:?}"
            );
        }
    }
}

/// An array that nothing closes takes in the rest of the file: each line is the name of a standard that
/// nobody knows, and all built-in ones were read for each.
#[test]
fn many_unknown_standards_are_told_soon() {
    let settings =
        "title = \"M\"\nstandards = [\"iso-".to_owned() + &"number = \"8.4.1\"\n".repeat(400);
    let files = Files::from([("manual.toml".to_owned(), settings.into_bytes())]);
    assert_eq!(fault(&files, first_misplaced), None);
}
