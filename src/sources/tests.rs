//! Reading real folders.

use std::fs;
use std::path::Path;

use crate::diagnostics::Source;
use crate::sources::*;

struct Folder(tempfile::TempDir, Selection);

impl Folder {
    /// A folder with a `manual.toml` and these files.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap(), Selection::default());
        folder.write("manual.toml", b"title = \"M\"\n");
        for (path, bytes) in files {
            folder.write(path, bytes);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn sources(&self) -> DiskSources {
        DiskSources::new(self.path()).without(&[self.path().join("out")])
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads the whole manual, including the pages.
    fn read(&self) -> Read {
        let sources = self.sources();
        let mut files = read(&sources, &self.1).unwrap();
        let mut pages = Vec::new();
        for path in &files.pages {
            match read_one(&sources, path) {
                Ok(page) => pages.push(page),
                Err(error) => files.diagnostics.push(error),
            }
        }
        Read { files, pages }
    }
}

struct Read {
    files: ManualFiles,
    pages: Vec<Source>,
}

impl std::ops::Deref for Read {
    type Target = ManualFiles;

    fn deref(&self) -> &ManualFiles {
        &self.files
    }
}

fn paths(sources: &[Source]) -> Vec<&str> {
    sources
        .iter()
        .map(|source| source.path().as_str())
        .collect()
}

fn assets(files: &ManualFiles) -> Vec<&str> {
    files.assets.iter().map(SourcePath::as_str).collect()
}

/// The only diagnostic: its file, line, column, message and help.
fn only(files: &ManualFiles) -> (String, u32, u32, String, String) {
    let [diagnostic] = files.diagnostics.as_slice() else {
        panic!("one diagnostic is expected: {:?}", files.diagnostics);
    };
    assert_eq!(diagnostic.rule.name, "unreadable-file");
    (
        diagnostic.location.path.to_string(),
        diagnostic.location.span.line,
        diagnostic.location.span.column,
        diagnostic.message.clone(),
        diagnostic.help.clone().unwrap_or_default(),
    )
}

#[test]
fn every_file_goes_where_it_belongs_sorted_by_path() {
    let folder = Folder::with(&[
        ("procedures/purchasing.md", b"# P\n"),
        ("index.md", b"\xef\xbb\xbf# Home\n"),
        ("procedures/flow.png", b"\x89PNG\x00"),
        ("records/scrap.csv", b"a,b\n"),
        ("standards/own.toml", b"id = \"own\"\n"),
        ("standards/README.md", b"about\n"),
        ("themes/ours/page.html", b"<html>"),
        (".git/README.md", b"no\n"),
        ("out/index.html", b"<html>"),
        (
            "old/manifest.json",
            br#"{ "schema": "clausebook.manifest/1" }"#,
        ),
        ("old/index.html", b"<html>"),
        ("other/manifest.json", br#"{ "schema": "something else" }"#),
        ("build/CACHEDIR.TAG", b""),
        ("build/README.md", b"no\n"),
    ]);
    let files = folder.read();
    assert_eq!(files.diagnostics, []);
    assert_eq!(
        files.config.as_ref().map(Source::text),
        Some("title = \"M\"\n")
    );
    assert_eq!(
        paths(&files.pages),
        [
            "index.md",
            "procedures/purchasing.md",
            "standards/README.md"
        ]
    );
    assert_eq!(
        files.pages[0].text(),
        "# Home\n",
        "without the byte order mark"
    );
    assert_eq!(paths(&files.standards), ["standards/own.toml"]);
    assert_eq!(paths(&files.tables), ["records/scrap.csv"]);
    assert_eq!(
        assets(&files),
        [
            "other/manifest.json",
            "procedures/flow.png",
            "records/scrap.csv"
        ]
    );
}

#[test]
fn a_folder_that_is_no_manual_is_an_error_that_says_what_to_do() {
    let temp = tempfile::tempdir().unwrap();
    let error = read(&DiskSources::new(temp.path()), &Selection::default()).unwrap_err();
    assert!(matches!(error, SourcesError::NoConfig { .. }));
    assert!(error.to_string().contains("clausebook init"));
    let nowhere = read(
        &DiskSources::new(&temp.path().join("nowhere")),
        &Selection::default(),
    );
    assert!(matches!(nowhere, Err(SourcesError::NoFolder(_))));
}

#[test]
fn what_is_not_utf_8_is_reported_at_its_first_bad_byte() {
    let files = Folder::with(&[("a.md", b"\xef\xbb\xbfOne\r\n\xc3\xa9t\xe9\r\n")]).read();
    let (file, line, column, message, help) = only(&files);
    assert_eq!((file.as_str(), line, column), ("a.md", 2, 3));
    assert!(message.contains("0xE9"), "{message}");
    assert!(
        help.contains("Windows-1252") && help.contains("`é`"),
        "{help}"
    );
    assert!(files.pages.is_empty());

    let files = Folder::with(&[("a.md", b"\xff\xfe#\0 \0A\0")]).read();
    let (_, line, column, message, help) = only(&files);
    assert_eq!((line, column), (1, 1));
    assert!(message.contains("UTF-16"), "{message}");
    assert!(help.contains("save the file as UTF-8"), "{help}");

    let files = Folder::with(&[("a.md", b"text\nmore \0 text")]).read();
    let (_, line, column, message, _) = only(&files);
    assert_eq!((line, column), (2, 6));
    assert!(message.contains("NUL"), "{message}");
}

#[test]
fn a_file_over_the_limit_is_reported_with_its_size_and_never_read() {
    let folder = Folder::with(&[("b.md", b"fine\n")]);
    let huge = fs::File::create(folder.path().join("a.md")).unwrap();
    huge.set_len(50 * 1024 * 1024 * 1024).unwrap();
    let fits = vec![b'x'; crate::sources::text::MOST_BYTES as usize];
    folder.write("c.md", &fits);
    let files = folder.read();
    let (file, _, _, message, help) = only(&files);
    assert_eq!(file, "a.md");
    assert!(
        message.contains("53687091200 bytes (51200.0 MiB)") && message.contains("8 MiB"),
        "{message}"
    );
    assert!(help.contains("split"), "{help}");
    assert_eq!(paths(&files.pages), ["b.md", "c.md"]);
}

#[test]
fn an_unreadable_config_is_a_diagnostic_like_any_other() {
    let folder = Folder::with(&[("index.md", b"# Home\n")]);
    folder.write("manual.toml", b"title = \"Qualit\xe4t\"\n");
    let files = folder.read();
    assert!(files.config.is_none());
    let (file, line, column, ..) = only(&files);
    assert_eq!((file.as_str(), line, column), ("manual.toml", 1, 16));
    assert_eq!(paths(&files.pages), ["index.md"]);
}

#[test]
fn a_csv_file_that_is_no_text_is_still_an_asset() {
    let files = Folder::with(&[("a.csv", b"M\xfcller;1\n")]).read();
    assert_eq!(files.diagnostics, []);
    assert_eq!(assets(&files), ["a.csv"]);
    assert!(files.tables.is_empty());
    assert_eq!(files.unread_tables.len(), 1);
}

#[test]
fn one_file_is_read_again_as_it_was_read_before() {
    let folder = Folder::with(&[("a/b.md", b"one\n")]);
    let path = SourcePath::new("a/b.md");
    assert_eq!(folder.read().pages[0].text(), "one\n");
    folder.write("a/b.md", b"two\n");
    assert_eq!(read_one(&folder.sources(), &path).unwrap().text(), "two\n");
    fs::remove_file(folder.path().join("a/b.md")).unwrap();
    let gone = read_one(&folder.sources(), &path).unwrap_err();
    assert!(gone.message.contains("cannot be read"), "{}", gone.message);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    fn follows(mut folder: Folder) -> Folder {
        folder.1.follow_links = true;
        folder
    }

    #[test]
    fn a_link_out_of_the_manual_is_an_error_unless_the_settings_let_it() {
        let elsewhere = Folder::with(&[("shared/b.md", b"b\n")]);
        let folder = Folder::with(&[("procedures/a.md", b"a\n")]);
        let shared = elsewhere.path().join("shared");
        symlink(shared, folder.path().join("shared")).unwrap();
        let files = folder.read();
        let (file, _, _, message, help) = only(&files);
        assert_eq!(file, "shared");
        assert!(message.contains("leads out of the manual"), "{message}");
        assert!(help.contains("follow_links = true"), "{help}");
        assert_eq!(paths(&files.pages), ["procedures/a.md"]);

        let files = follows(folder).read();
        assert_eq!(files.diagnostics, []);
        assert_eq!(paths(&files.pages), ["procedures/a.md", "shared/b.md"]);
        assert_eq!(files.links.len(), 1);
    }

    #[test]
    fn no_link_leads_out_of_the_repository_or_to_the_system() {
        let elsewhere = Folder::with(&[("b.md", b"b\n")]);
        let folder = follows(Folder::with(&[]));
        fs::create_dir(folder.path().join(".git")).unwrap();
        symlink(elsewhere.path(), folder.path().join("shared")).unwrap();
        let (_, _, _, message, _) = only(&folder.read());
        assert!(message.contains("out of the repository"), "{message}");

        let folder = follows(Folder::with(&[]));
        symlink("/proc", folder.path().join("system")).unwrap();
        let (_, _, _, message, _) = only(&folder.read());
        assert!(message.contains("the system's own"), "{message}");
    }

    #[test]
    fn links_in_the_manual_show_pictures_twice_and_pages_once() {
        let folder = Folder::with(&[("img/flow.png", b""), ("img/notes.md", b"n\n")]);
        symlink("img", folder.path().join("pictures")).unwrap();
        symlink("img/notes.md", folder.path().join("index.md")).unwrap();
        symlink("img/notes.md", folder.path().join("again.md")).unwrap();
        let files = folder.read();
        assert_eq!(files.diagnostics, []);
        assert_eq!(paths(&files.pages), ["img/notes.md", "index.md"]);
        assert_eq!(assets(&files), ["img/flow.png", "pictures/flow.png"]);
    }

    #[test]
    fn a_loop_is_reported_once_and_links_that_multiply_come_to_an_end() {
        let folder = Folder::with(&[("procedures/a.md", b"a\n")]);
        symlink(folder.path(), folder.path().join("procedures/back")).unwrap();
        let files = folder.read();
        assert_eq!(paths(&files.pages), ["procedures/a.md"]);
        let (file, _, _, message, _) = only(&files);
        assert_eq!(file, "procedures/back");
        assert!(message.contains("the manual's folder"), "{message}");

        let folder = Folder::with(&[]);
        for level in 0..12 {
            let here = folder.path().join(format!("level-{level}"));
            fs::create_dir(&here).unwrap();
            fs::write(here.join("picture.png"), "").unwrap();
            for way in ["a", "b", "c"] {
                symlink(format!("../level-{}", level + 1), here.join(way)).unwrap();
            }
        }
        fs::create_dir(folder.path().join("level-12")).unwrap();
        let files = folder.read();
        let (_, _, _, message, _) = only(&files);
        assert!(
            message.contains("no further links are followed"),
            "{message}"
        );
    }

    #[test]
    fn a_name_is_the_same_in_every_form_of_unicode() {
        let folder = Folder::with(&[("procedures/Pru\u{308}fung.md", b"one\n")]);
        let files = folder.read();
        assert_eq!(paths(&files.pages), ["procedures/Pr\u{fc}fung.md"]);
        folder.write("procedures/Pr\u{fc}fung.md", b"two\n");
        let files = folder.read();
        assert_eq!(files.pages.len(), 1);
        let [twice] = files.diagnostics.as_slice() else {
            panic!("{:?}", files.diagnostics);
        };
        assert_eq!(twice.rule.name, "clashing-names");
        for form in ["\\u{fc}", "u\\u{308}"] {
            assert!(twice.message.contains(form), "{}", twice.message);
        }
    }

    #[test]
    fn a_pipe_is_an_error_at_once_wherever_it_lies() {
        use nix::sys::stat::Mode;
        let pipe = |folder: &Folder, path: &str| {
            nix::unistd::mkfifo(&folder.path().join(path), Mode::S_IRWXU).unwrap();
        };
        let folder = Folder::with(&[("old/x.md", b"x\n"), ("standards/a.toml", b"")]);
        for path in [
            "page.md",
            "picture.png",
            "data.csv",
            "standards/own.toml",
            "old/manifest.json",
        ] {
            pipe(&folder, path);
        }
        let files = folder.read();
        let found: Vec<&str> = files
            .diagnostics
            .iter()
            .map(|one| one.location.path.as_str())
            .collect();
        let expected = [
            "data.csv",
            "old/manifest.json",
            "page.md",
            "picture.png",
            "standards/own.toml",
        ];
        assert_eq!(found, expected);
        assert_eq!(paths(&files.pages), ["old/x.md"]);

        fs::remove_file(folder.path().join("manual.toml")).unwrap();
        pipe(&folder, "manual.toml");
        assert!(folder.read().config.is_none());
    }

    #[test]
    fn a_link_that_leads_nowhere_is_reported_unless_it_is_hidden() {
        let folder = Folder::with(&[("a.md", b"a\n")]);
        symlink("user@host.1", folder.path().join(".#a.md")).unwrap();
        assert_eq!(folder.read().diagnostics, []);
        symlink("nowhere.md", folder.path().join("b.md")).unwrap();
        let (file, _, _, message, _) = only(&folder.read());
        assert_eq!(file, "b.md");
        assert!(message.contains("leads nowhere"), "{message}");
    }

    #[test]
    fn what_is_no_file_and_a_name_that_cannot_be_written_are_reported() {
        let folder = Folder::with(&[]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        fs::write(folder.path().join(name), "x").unwrap();
        let (file, _, _, message, _) = only(&folder.read());
        assert_eq!(file, "caf\u{fffd}.md");
        assert!(message.contains("not UTF-8"), "{message}");

        let folder = Folder::with(&[]);
        std::os::unix::net::UnixListener::bind(folder.path().join("s.md")).unwrap();
        let (_, _, _, message, _) = only(&folder.read());
        assert!(message.contains("neither a file nor a folder"), "{message}");
    }

    #[test]
    fn what_is_excluded_is_no_part_of_the_manual_and_neither_are_own_pdfs() {
        let mut pdf = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n1 0 obj".to_vec();
        crate::publish::mark_pdf(&mut pdf);
        let mut folder = Folder::with(&[
            ("drafts/a.md", b"a\n"),
            ("README.md", b"r\n"),
            ("procedures/README.md", b"r\n"),
            ("procedures/b.md.orig", b"b\n"),
            ("QP-01.pdf", &pdf),
            ("form.pdf", b"%PDF-1.4\n"),
        ]);
        let settings = "exclude = [\"drafts/**\", \"README.md\", \"manual.toml\"]\n";
        let source = Source::new(SourcePath::new("manual.toml"), settings);
        folder.1 = Selection::new(&crate::parse::parse_config(&source).0);
        let files = folder.read();
        assert_eq!(paths(&files.pages), ["procedures/README.md"]);
        assert_eq!(assets(&files), ["form.pdf"]);
        assert!(files.config.is_some());
    }

    #[test]
    fn a_skipped_folder_is_left_out_by_whatever_name_it_is_reached() {
        let folder = Folder::with(&[("out/a.md", b"a\n")]);
        symlink("out", folder.path().join("same")).unwrap();
        let files = folder.read();
        assert!(files.pages.is_empty(), "{:?}", paths(&files.pages));
    }
}
