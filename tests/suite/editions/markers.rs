//! Markers are planted in every place of what an edition leaves out (`tests/markers`). None of them
//! may be in a byte of the edition. `tests/browser/pdf.test.mjs` looks for them in PDFs of a browser.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::manual_test::{ManualTest, files_below};
#[cfg(feature = "serve")]
use crate::serve::{Server, state, status};

/// What every marker begins with, in any case of letters.
const MARK: &str = "zqx";

/// The manual of `tests/markers/manual`.
fn manual() -> ManualTest {
    let test = ManualTest::new::<&str>(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markers/manual");
    for (name, path) in files_below(&folder) {
        test.write(&name, fs::read(path).unwrap());
    }
    let day = [("SOURCE_DATE_EPOCH", "1770000000")];
    let approved = test.run_with(&["approve", "ZQX-01", "--meaning", "ZqxMeaning"], &day);
    assert_eq!(approved.status, 0, "{}", approved.stderr);
    test
}

/// Every file below a folder, by its path, with its content. The files within a workbook have a
/// path that begins with the workbook's.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut contents = Vec::new();
    for (path, file) in files_below(folder) {
        let content = fs::read(&file).unwrap();
        if !path.ends_with(".xlsx") {
            contents.push((path, content));
            continue;
        }
        let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(content)).unwrap();
        for at in 0..workbook.len() {
            let mut part = workbook.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            contents.push((format!("{path}/{}", part.name().unwrap()), content));
        }
    }
    contents
}

/// The words of a text that begin like a marker.
fn marks(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let marks = lower.match_indices(MARK).map(|(at, _)| &lower[at..]);
    let words = marks.filter_map(|text| text.split(|c: char| !c.is_alphanumeric()).next());
    words.map(str::to_owned).collect()
}

/// The words that begin like a marker, in names and contents of files, each with its file.
fn marked(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, content) in contents(folder) {
        let text = String::from_utf8_lossy(&content);
        let words = marks(&path).into_iter().chain(marks(&text));
        found.extend(words.map(|word| (word, path.clone())));
    }
    found.sort();
    found.dedup();
    found
}

/// The markers in the manual's files.
fn planted(test: &ManualTest) -> Vec<String> {
    let mut planted: Vec<String> = marked(&test.manual())
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    planted.dedup();
    planted
}

#[test]
fn nothing_of_what_is_left_out_remains_in_an_edition() {
    let test = manual();
    let whole = test.build();
    assert_eq!(whole.status, 0, "{}", whole.stderr);
    let in_whole: Vec<String> = marked(&test.site())
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    // Words that a site never shows: the names of sources, comments, and texts of links that the
    // program makes itself.
    let unseen = ["zqxdefinition", "zqxinlinetitle"];
    let missing: Vec<String> = planted(&test)
        .into_iter()
        .filter(|word| !in_whole.contains(word) && !unseen.contains(&word.as_str()))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "each marker is somewhere in the whole site"
    );

    let edition = super::edition(&test, "public");
    assert_eq!(marked(&edition.folder), []);
    for kept in [
        "documents/PUB-01.html",
        "records/PUB-NC.html",
        "pages/notes/pub-note.html",
        "files/procedures/picture.svg",
        "files/downloads/part.png",
    ] {
        assert!(edition.has(kept), "{kept}");
    }
    let days = [
        "2026-03-17",
        "2026-03-19",
        "2027-06-06",
        "2027-01-21",
        "97.123",
    ];
    let told: Vec<(&str, String)> = contents(&edition.folder)
        .into_iter()
        .flat_map(|(path, content)| {
            let text = String::from_utf8_lossy(&content).into_owned();
            let days = days.iter().filter(move |day| text.contains(**day));
            days.map(move |day| (*day, path.clone()))
        })
        .filter(|(day, path)| !(*day == "2026-03-17" && path.contains("PUB-NC")))
        .filter(|(day, path)| !(*day == "2026-03-17" && path.contains("findings")))
        .collect();
    assert_eq!(told, [], "days and figures of records that are left out");
}

/// The same where the edition is served: at every address of the whole site, and in what the pages
/// are told of mistakes.
#[cfg(feature = "serve")]
#[test]
fn nothing_of_what_is_left_out_remains_where_an_edition_is_served() {
    use std::io::BufRead;

    let test = manual();
    assert_eq!(test.build().status, 0);
    let edition = super::edition(&test, "public");
    let server = Server::start_with(&test, &["--audience", "public"]);
    let mut shown = 0;
    for (address, _) in files_below(&test.site()) {
        let answer = server.get(&format!("/{address}"));
        assert_eq!(marks(&answer), [""; 0], "{address}");
        let is_of_lists = ["manifest.json", "SHA256SUMS"].contains(&&*address);
        let expected = match edition.has(&address) && !is_of_lists {
            true => 200,
            false => 404,
        };
        assert_eq!(status(&answer), expected, "{address}");
        shown += usize::from(expected == 200);
    }
    assert!(shown > 100, "{shown}");

    let page = server.get("/documents/PUB-01.html");
    let mut events = server.events("/documents/PUB-01.html", state(&page));
    let mut told = move |wanted: &str| {
        let mut seen = String::new();
        while !seen.contains(wanted) {
            let read = events.read_line(&mut seen).unwrap();
            assert!(read > 0, "the stream ended: {seen}");
        }
        assert_eq!(marks(&seen), [""; 0], "{seen}");
    };
    let secret = test.manual().join("internal/zqx-secret.md");
    let text = fs::read_to_string(&secret).unwrap();
    fs::write(&secret, text.replace("[[PUB-01]]", "[[ZQX-99]]")).unwrap();
    told("The manual has mistakes. They are printed where it is served.");
    fs::write(&secret, &text).unwrap();
    told("data: \"\"");
    let public = test.manual().join("procedures/pub.md");
    let text = fs::read_to_string(&public).unwrap();
    fs::write(&public, format!("{text}\nAs ZQX-01 says.\n")).unwrap();
    told("The manual has mistakes.");
    fs::write(&public, format!("{text}\nAs [[ZQX-01]] says, again.\n")).unwrap();
    server.shows("/documents/PUB-01.html", "says, again.");
    let answer = server.get("/documents/PUB-01.html");
    assert_eq!(marks(&answer), [""; 0], "{answer}");
}

/// The same for the pages that are printed. The stand-in for the printing program puts the page into
/// its "PDF".
#[cfg(all(feature = "pdf", unix))]
#[test]
fn nothing_of_what_is_left_out_remains_in_the_pages_that_are_printed() {
    use std::os::unix::fs::PermissionsExt;

    let test = manual();
    let program = test.beside("weasyprint");
    let script = "#!/bin/sh\n{ printf '%%PDF-1.7\\n'; cat \"$2\"; printf '%%%%EOF'; } > \"$3\"\n";
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let print = |audience: &[&str]| {
        let folder = test.beside(&format!("pdf{}", audience.len()));
        let arguments = [&["pdf", "-o", folder.to_str().unwrap()], audience].concat();
        let run = test.run_with(
            &arguments,
            &[("CLAUSEBOOK_PDF_PROGRAM", program.to_str().unwrap())],
        );
        assert_eq!(run.status, 0, "{}", run.stderr);
        folder
    };
    assert!(marked(&print(&[])).len() > 100);
    let edition = print(&["--audience", "public"]);
    assert!(edition.join("documents/PUB-01.pdf").exists());
    assert_eq!(marked(&edition), []);
}
