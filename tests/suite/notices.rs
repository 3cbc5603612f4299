//! The licence notices of the libraries that are part of the program. The test generates
//! `THIRD-PARTY.md` from the lock file and the sources of the libraries, and fails if it is out of
//! date.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite notices` updates the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Data, IntoData, assert_data_eq};

/// The targets of released programs.
const TARGETS: [&str; 3] = [
    "x86_64-unknown-linux-gnu",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
];

/// The known licences in order of preference. The first ones require no notice for each library.
const LICENCES: [&str; 9] = [
    "Apache-2.0",
    "CC0-1.0",
    "Unlicense",
    "MIT",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Zlib",
    "MPL-2.0",
];

/// A library that is part of the program.
struct Library {
    name: String,
    /// The licences under which we use it: the preferred one of "A OR B".
    licences: BTreeSet<&'static str>,
    authors: Vec<String>,
    repository: String,
    folder: PathBuf,
}

#[test]
fn the_notices_of_the_libraries_are_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("THIRD-PARTY.md");
    let expected = Data::read_from(&file, Some(DataFormat::Text)).raw();
    assert_data_eq!(notices(&libraries()).into_data().raw(), expected);
}

#[test]
fn of_two_licences_that_are_offered_one_is_chosen() {
    let chosen = |expression| {
        chosen(expression)
            .into_iter()
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(chosen("MIT OR Apache-2.0"), "Apache-2.0");
    assert_eq!(chosen("Unlicense/MIT"), "Unlicense");
    assert_eq!(chosen("MIT AND BSD-3-Clause"), "BSD-3-Clause, MIT");
    assert_eq!(
        chosen("(MIT OR Apache-2.0) AND Unicode-3.0"),
        "Apache-2.0, Unicode-3.0"
    );
}

/// The libraries that are linked into the program on any target. Build dependencies, test
/// dependencies and procedural macros are left out.
fn libraries() -> Vec<Library> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    for target in TARGETS {
        command.args(["--filter-platform", target]);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let by_id = |list: &'static str, value: &Value| -> BTreeMap<String, Value> {
        let items = value[list].as_array().unwrap().iter();
        items
            .map(|item| (text(&item["id"]), item.clone()))
            .collect()
    };
    let packages = by_id("packages", &metadata);
    let nodes = by_id("nodes", &metadata["resolve"]);
    let root = text(&metadata["resolve"]["root"]);

    let mut found = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        for dependency in nodes[&id]["deps"].as_array().unwrap() {
            let id = text(&dependency["pkg"]);
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            let is_linked = kinds.iter().any(|kind| kind["kind"].is_null());
            if is_linked && !is_macro(&packages[&id]) && found.insert(id.clone()) {
                open.push(id);
            }
        }
    }
    let mut libraries: Vec<_> = found.iter().map(|id| library(&packages[id])).collect();
    libraries.sort_by(|a, b| a.name.cmp(&b.name));
    libraries.dedup_by(|a, b| a.name == b.name);
    libraries
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().unwrap().iter();
    targets
        .flat_map(|target| target["kind"].as_array().unwrap())
        .any(|kind| kind == "proc-macro")
}

fn library(package: &Value) -> Library {
    let name = text(&package["name"]);
    let manifest = text(&package["manifest_path"]);
    let authors = package["authors"].as_array().unwrap().iter();
    Library {
        licences: chosen(&text(&package["license"])),
        authors: authors.map(text).collect(),
        repository: text(&package["repository"]),
        folder: Path::new(&manifest).parent().unwrap().to_owned(),
        name,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Chooses the licences from an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`.
fn chosen(expression: &str) -> BTreeSet<&'static str> {
    let offered = |part: &str| {
        let part = part.trim_matches(['(', ')', ' ']).replace('/', " OR ");
        let names: Vec<_> = part.split(" OR ").map(str::trim).collect();
        let best = LICENCES.iter().find(|licence| names.contains(licence));
        *best.unwrap_or_else(|| panic!("no licence of {part:?} is known"))
    };
    expression.split(" AND ").map(offered).collect()
}

fn notices(libraries: &[Library]) -> String {
    let mut page = String::from(
        "# Third-party notices\n\n\
         The program is linked with the libraries below and with Rust's standard library (Apache-2.0 or MIT). \
         Where a library may be had under one of several licences, the one that is named here was chosen.\n",
    );
    let under = |licence| {
        let list = libraries.iter();
        list.filter(move |library| library.licences.contains(licence))
    };
    let names = |licence| {
        let names: Vec<_> = under(licence).map(|library| &*library.name).collect();
        names.join(", ")
    };
    write!(
        page,
        "\n## Apache-2.0\n\n[LICENSE-APACHE](LICENSE-APACHE) is the text.\n\n{}.\n\
         \n## CC0-1.0 and Unlicense\n\nNothing is asked for.\n\n{}, {}.\n\
         \n## MPL-2.0\n\n<https://www.mozilla.org/MPL/2.0/> is the text. Their sources, as they are used here:\n\n",
        names("Apache-2.0"),
        names("CC0-1.0"),
        names("Unlicense"),
    )
    .unwrap();
    for library in under("MPL-2.0") {
        writeln!(page, "- {}: <{}>", library.name, library.repository).unwrap();
    }
    page.push_str("\n## Licences with a copyright notice\n");
    for (licence, holders) in texts(libraries) {
        page.push('\n');
        for (holder, names) in holders {
            let names: Vec<_> = names.into_iter().collect();
            writeln!(page, "- {}: {holder}", names.join(", ")).unwrap();
        }
        let quoted: Vec<_> = licence
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect();
        writeln!(page, "\n{}", quoted.join("\n")).unwrap();
    }
    page
}

/// The texts of licences that require a notice, each with the copyright holders and their
/// libraries.
fn texts(libraries: &[Library]) -> BTreeMap<String, BTreeMap<String, BTreeSet<&str>>> {
    let mut texts: BTreeMap<String, (String, BTreeMap<_, BTreeSet<_>>)> = BTreeMap::new();
    for library in libraries {
        for text in texts_to_keep(library) {
            let (mut holders, body) = without_holders(&text);
            if holders.is_empty() {
                let authors = match library.authors.is_empty() {
                    true => format!("its authors, <{}>", library.repository),
                    false => library.authors.join(", "),
                };
                holders = format!("Copyright (c) {authors}");
            }
            // Copies of one licence differ in line breaks, quotation marks and case.
            let key: String = body
                .chars()
                .filter(|c| c.is_alphanumeric())
                .map(|c| c.to_ascii_lowercase())
                .collect();
            let (_, by_holders) = texts.entry(key).or_insert_with(|| (body, BTreeMap::new()));
            by_holders
                .entry(holders)
                .or_default()
                .insert(&*library.name);
        }
    }
    texts.into_values().collect()
}

/// The licence texts of a library that each copy of the program must include.
fn texts_to_keep(library: &Library) -> Vec<String> {
    let asks = ["MIT", "BSD-3-Clause", "ISC", "Unicode-3.0", "Zlib"];
    if !asks
        .iter()
        .any(|licence| library.licences.contains(licence))
    {
        return Vec::new();
    }
    let mut files: Vec<_> = fs::read_dir(&library.folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
            let is_licence = name.starts_with("LICEN") || name.starts_with("COPYING");
            let is_chosen = library.licences.contains("MIT") || !name.contains("MIT");
            is_licence && is_chosen && !name.contains("APACHE")
        })
        .collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    // In a package, a symbolic link to a file outside may be a file with only the path.
    let texts: Vec<_> = texts.filter(|text| text.lines().count() > 1).collect();
    if texts.is_empty() {
        // Some packages name their licence, but do not include its text.
        assert!(library.licences.contains("MIT"), "{}", library.name);
        let ours = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("LICENSE-MIT"));
        return vec![without_holders(&ours.unwrap()).1];
    }
    texts
}

/// Splits the text of a licence into the copyright lines of its head and the rest.
fn without_holders(text: &str) -> (String, String) {
    let is_title = |line: &str| {
        let line = line.trim_matches(['#', '=', ' ', '(', ')']).to_lowercase();
        let is_short = line.len() < 24 && line.contains("license");
        line.is_empty() || is_short || line == "copyright and permission notice"
    };
    let is_notice = |line: &str| {
        let line = line.to_lowercase();
        line.starts_with("copyright") || line.starts_with("(c)") || line == "all rights reserved."
    };
    let mut holders = Vec::new();
    let mut rest = text.lines().map(str::trim).peekable();
    while let Some(line) = rest.next_if(|line| is_title(line) || is_notice(line)) {
        if is_notice(line) && !is_title(line) {
            holders.push(line);
        }
    }
    let body: Vec<_> = rest.collect();
    (holders.join("; "), body.join("\n").trim_end().to_owned())
}
