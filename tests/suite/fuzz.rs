//! Fuzz tests. They change files of the rules' examples and of the sample manual at random: parts
//! are deleted, repeated or replaced, and special characters and words of the input formats are
//! inserted. The program must not panic, must end soon, and each diagnostic must have a valid
//! location.
//!
//! `CLAUSEBOOK_FUZZ_SECONDS` sets the seconds that each target runs, `CLAUSEBOOK_FUZZ_SEED` the
//! first seed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use clausebook::stages::{Content, Renderer, Source, content, list, read_one, rules, theme};
use clausebook::{
    Date, Diagnostic, Format, ManualFolder, MemorySources, SourcePath, Sources, compile, read,
    render,
};

use crate::manual_test::{AS_OF, PLAIN_MANUAL, files_below};
use crate::random::{Random, setting};

const SECONDS: u64 = 2;

/// The time limit for one manual, a thousand times the usual time.
const LONGEST: Duration = Duration::from_secs(10);

/// Texts that have a meaning in one of the input formats.
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

/// The manuals to change: the examples of the rules, and the sample manual in parts of six files.
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

/// Changes a file at random in one to four places.
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
                // Replaces the value of a line, since most mistakes are in values.
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

/// Runs the program on a manual and returns a description of the fault, if there is one.
type Judge = fn(&Files) -> Option<String>;

/// Runs `judge` on the files. A panic or a run longer than [`LONGEST`] is a fault too.
fn fault(files: &Files, judge: Judge) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    let of_thread = files.clone();
    // A separate thread, so that an endless loop is reported too.
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

/// Compiles the manual, renders the report in each format, and returns a diagnostic with an invalid
/// location.
fn first_misplaced(files: &Files) -> Option<String> {
    let sources = MemorySources::new(files);
    let compiled = compile(read(&sources).ok()?, AS_OF.parse().unwrap());
    let texts: BTreeMap<SourcePath, Source> = files
        .keys()
        .map(|path| SourcePath::new(path))
        .filter_map(|path| Some((path.clone(), read_one(&sources, &path).ok()?)))
        .collect();
    for format in [Format::Human, Format::Json, Format::Sarif] {
        let folder = ManualFolder {
            path: "m",
            base: None,
        };
        render(
            &compiled.report,
            format,
            folder,
            |path| texts.get(path),
            true,
        );
    }
    let mut entries = compiled.report.entries.iter();
    entries.find_map(|entry| misplaced(files, &entry.diagnostic))
}

/// Renders every file of the site, and returns a file that cannot be rendered or a page that ends
/// early. Like the live server, it renders manuals with errors too.
fn first_unrendered(files: &Files) -> Option<String> {
    let sources: Arc<dyn Sources> = Arc::new(MemorySources::new(files));
    let compiled = compile(read(&*sources).ok()?, AS_OF.parse().unwrap());
    // An error in the theme is reported by a build, so it is no fault.
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
        // Two files with the same address are fine if an error stops the build.
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

/// Describes why the location of a diagnostic is invalid, or returns `None` if it is valid.
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
    // In a file that is not UTF-8 locations cannot be checked.
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

/// Changes files of the corpus whose path is wanted and judges the manuals, for some seconds.
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

/// An array without its closing bracket contains the rest of the file, so each line is the name of
/// an unknown standard. Earlier versions read all built-in standards for each of them.
#[test]
fn many_unknown_standards_are_told_soon() {
    let settings =
        "title = \"M\"\nstandards = [\"iso-".to_owned() + &"number = \"8.4.1\"\n".repeat(400);
    let files = Files::from([("manual.toml".to_owned(), settings.into_bytes())]);
    assert_eq!(fault(&files, first_misplaced), None);
}
