//! Publishing to real folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::*;

/// A folder that holds the target `site`, and how sites are put there.
struct Location {
    temp: tempfile::TempDir,
    file_by_file: bool,
}

impl Location {
    /// Both ways of putting a site in place: what holds for one must hold for the other.
    fn both() -> [Self; 2] {
        [false, true].map(|file_by_file| Self {
            temp: tempfile::tempdir().unwrap(),
            file_by_file,
        })
    }

    fn site(&self) -> PathBuf {
        self.temp.path().join("site")
    }

    fn path(&self, address: &str) -> PathBuf {
        self.site().join(address)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.temp.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, address: &str) -> String {
        fs::read_to_string(self.path(address)).unwrap()
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError<String>> {
        self.publish_with(files, |text| match text.strip_prefix("copy of ") {
            Some(path) => Ok(Content::CopyOf(Box::new(self.temp.path().join(path)))),
            None => Ok(Content::Bytes(text.as_bytes().to_vec())),
        })
    }

    fn publish_with(
        &self,
        files: &[(&str, &str)],
        content: impl Fn(&str) -> Result<Content, String> + Sync,
    ) -> Result<Published, PublishError<String>> {
        let addresses: Vec<&str> = files.iter().map(|(address, _)| *address).collect();
        let folders = address::check(&addresses)?;
        let mut target = TargetFolder::find(&self.site())?;
        if self.file_by_file && !target.exists {
            fs::create_dir(&target.path).unwrap();
            target.exists = true;
        }
        target.stands_apart = self.file_by_file;
        publish_to(
            target,
            &addresses,
            &folders,
            |at, _| content(files[at].1),
            &Beside::default(),
        )
    }

    /// Every file of the place but the manifest, with its text.
    fn files(&self) -> BTreeMap<String, String> {
        let files = walkdir::WalkDir::new(self.temp.path())
            .into_iter()
            .flatten();
        files
            .filter(|entry| entry.file_type().is_file() && entry.file_name() != MANIFEST_FILE)
            .map(|entry| {
                let address = old_site::address_below(self.temp.path(), entry.path());
                (address, fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }

    fn expect(&self, files: &[(&str, &str)]) {
        let expected: BTreeMap<String, String> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(
            self.files(),
            expected,
            "file by file: {}",
            self.file_by_file
        );
    }

    /// Gives files of the site a modification time of long ago.
    fn age(&self, addresses: &[&str]) {
        for address in addresses {
            let file = fs::File::options()
                .append(true)
                .open(self.path(address))
                .unwrap();
            file.set_modified(long_ago()).unwrap();
        }
    }

    fn is_aged(&self, address: &str) -> bool {
        fs::metadata(self.path(address))
            .unwrap()
            .modified()
            .unwrap()
            == long_ago()
    }
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn counts(published: Published) -> (usize, usize, usize, usize, u64) {
    let Published {
        files,
        written,
        unchanged,
        removed,
        bytes,
        ..
    } = published;
    (files, written, unchanged, removed, bytes)
}

#[test]
fn a_site_changes_only_where_its_content_does() {
    for place in Location::both() {
        let first = [("index.html", "one"), ("d/a.html", "a"), ("d/b.html", "b")];
        assert_eq!(counts(place.publish(&first).unwrap()), (3, 3, 0, 0, 5));
        place.expect(&[
            ("site/index.html", "one"),
            ("site/d/a.html", "a"),
            ("site/d/b.html", "b"),
        ]);
        assert!(is_site(&place.site()));
        place.age(&["index.html", "d/a.html", "d/b.html"]);

        let second = [("index.html", "two"), ("d/a.html", "a"), ("e/c.html", "c")];
        assert_eq!(counts(place.publish(&second).unwrap()), (3, 2, 1, 1, 5));
        place.expect(&[
            ("site/index.html", "two"),
            ("site/d/a.html", "a"),
            ("site/e/c.html", "c"),
        ]);
        assert!(
            place.is_aged("d/a.html"),
            "an unchanged file keeps its time"
        );
        assert!(!place.is_aged("index.html"));
        let manifest = manifest::Manifest::parse(&place.read(MANIFEST_FILE)).unwrap();
        let listed: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
        assert_eq!(listed, ["d/a.html", "e/c.html", "index.html"]);

        let third = [("d/a.html", "a")];
        assert_eq!(counts(place.publish(&third).unwrap()), (1, 0, 1, 2, 1));
        place.expect(&[("site/d/a.html", "a")]);
        assert!(!place.path("e").exists(), "no empty folder stays");
    }
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    for place in Location::both() {
        let files = [("index.html", "one"), ("d/a.html", "a")];
        place.publish(&files).unwrap();
        place.age(&["index.html", "d/a.html", MANIFEST_FILE]);
        let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
        let before = [time(&place.site()), time(place.temp.path())];
        assert_eq!(counts(place.publish(&files).unwrap()), (2, 0, 2, 0, 4));
        assert_eq!([time(&place.site()), time(place.temp.path())], before);
        assert!(place.is_aged(MANIFEST_FILE));
    }
}

#[test]
fn the_same_site_has_the_same_manifest_whatever_the_order() {
    let [one, other] = Location::both();
    one.publish(&[("a", "1"), ("b/c", "2")]).unwrap();
    other.publish(&[("b/c", "2"), ("a", "1")]).unwrap();
    assert_eq!(one.read(MANIFEST_FILE), other.read(MANIFEST_FILE));
}

#[test]
fn a_folder_with_other_people_s_files_is_refused_and_stays_as_it_is() {
    for place in Location::both() {
        for path in ["site/a.txt", "site/b.txt", "site/c/d.txt", "site/e.txt"] {
            place.write(path, "theirs");
        }
        let before = place.files();
        let error = place.publish(&[("index.html", "one")]).unwrap_err();
        let PublishError::Target(TargetError::Foreign { names, more, .. }) = &error else {
            panic!("{error}");
        };
        assert_eq!((names.len(), *more), (3, true));
        assert!(error.to_string().contains("-o"), "{error}");
        assert_eq!(place.files(), before);
    }
    for place in Location::both() {
        place.publish(&[("index.html", "one")]).unwrap();
        place.write("site/notes/mine.txt", "theirs");
        let error = place.publish(&[("index.html", "two")]).unwrap_err();
        assert!(error.to_string().contains("`notes/mine.txt`;"), "{error}");
        place.expect(&[
            ("site/index.html", "one"),
            ("site/notes/mine.txt", "theirs"),
        ]);
    }
}

#[test]
fn a_broken_or_later_manifest_is_nobody_s_licence_to_delete() {
    for place in Location::both() {
        place.publish(&[("index.html", "one")]).unwrap();
        let text = place
            .read(MANIFEST_FILE)
            .replace("manifest/1", "manifest/2");
        place.write("site/manifest.json", &text);
        let error = place.publish(&[("a.html", "two")]).unwrap_err();
        assert!(
            matches!(error, PublishError::Target(TargetError::Foreign { .. })),
            "{error}"
        );
        place.expect(&[("site/index.html", "one")]);
    }
}

#[test]
fn a_manifest_that_leads_out_of_the_site_is_not_followed() {
    for place in Location::both() {
        place.write("victim.txt", "precious");
        place
            .publish(&[("index.html", "one"), ("a.html", "a")])
            .unwrap();
        let outside = place.temp.path().join("victim.txt");
        let text = place.read(MANIFEST_FILE);
        let digest = text.split('"').find(|part| part.len() == 64).unwrap();
        let evil = format!(
            "\"files\": {{\n\"../victim.txt\": \"{digest}\",\n\"{}\": \"{digest}\",",
            outside.display()
        );
        place.write("site/manifest.json", &text.replace("\"files\": {", &evil));
        assert_eq!(place.publish(&[("index.html", "two")]).unwrap().removed, 1);
        place.expect(&[("site/index.html", "two"), ("victim.txt", "precious")]);
        assert!(!place.read(MANIFEST_FILE).contains("victim"));
    }
}

#[test]
fn a_file_of_ours_that_somebody_changed_or_deleted_is_ours_again() {
    for place in Location::both() {
        let files = [("a.html", "aaa"), ("b.html", "bbb"), ("c.html", "ccc")];
        place.publish(&files).unwrap();
        place.write("site/a.html", "AAA");
        fs::remove_file(place.path("b.html")).unwrap();
        assert_eq!(place.publish(&files).unwrap().written, 2);
        place.expect(&[
            ("site/a.html", "aaa"),
            ("site/b.html", "bbb"),
            ("site/c.html", "ccc"),
        ]);
    }
}

#[test]
fn a_build_that_fails_leaves_the_last_site_and_nothing_else() {
    for place in Location::both() {
        let names: Vec<String> = (0..200).map(|n| format!("{n:03}.html")).collect();
        let files = |text| names.iter().map(|n| (n.as_str(), text)).collect::<Vec<_>>();
        place.publish(&files("one")).unwrap();
        let before = place.files();
        let mut fails = files("two");
        fails[150].1 = "fails late";
        fails[70].1 = "fails first";
        let result = place.publish_with(&fails, |text| match text.strip_prefix("fails ") {
            Some(why) => Err(why.to_owned()),
            None => Ok(Content::Bytes(text.as_bytes().to_vec())),
        });
        let Err(PublishError::Content { address, error }) = result else {
            panic!("an error is expected");
        };
        assert_eq!((address.as_str(), error.as_str()), ("070.html", "first"));
        assert_eq!(place.files(), before);
    }
}

#[test]
fn a_file_is_copied_as_it_is_and_kept_while_it_is_the_same() {
    for place in Location::both() {
        let big = "0123456789".repeat(10_000);
        place.write("photo.png", &big);
        let files = [("assets/photo.png", "copy of photo.png")];
        assert_eq!(
            counts(place.publish(&files).unwrap()),
            (1, 1, 0, 0, 100_000)
        );
        assert_eq!(place.read("assets/photo.png"), big);
        let manifest = place.read(MANIFEST_FILE);
        place.age(&["assets/photo.png"]);
        assert_eq!(place.publish(&files).unwrap().unchanged, 1);
        assert_eq!(place.read(MANIFEST_FILE), manifest);

        place.write("photo.png", &big.replace("90", "09"));
        assert_eq!(place.publish(&files).unwrap().written, 1);
        assert_ne!(place.read(MANIFEST_FILE), manifest);

        let missing = place
            .publish(&[("a.png", "copy of nothing.png")])
            .unwrap_err();
        assert!(
            missing.to_string().contains("nothing.png` cannot be read"),
            "{missing}"
        );
    }
}

#[test]
fn files_become_folders_and_change_their_case() {
    for place in Location::both() {
        place
            .publish(&[("a", "file"), ("b/c", "in a folder"), ("QP.html", "x")])
            .unwrap();
        let published = place.publish(&[("a/x", "in a folder"), ("b", "file"), ("qp.html", "x")]);
        assert_eq!(counts(published.unwrap()), (3, 3, 0, 3, 16));
        place.expect(&[
            ("site/a/x", "in a folder"),
            ("site/b", "file"),
            ("site/qp.html", "x"),
        ]);
    }
}

#[test]
fn two_files_with_one_address_are_an_error_before_anything_is_written() {
    for place in Location::both() {
        let error = place
            .publish(&[("a.html", "a"), ("A.html", "b")])
            .unwrap_err();
        assert!(
            matches!(error, PublishError::Target(TargetError::Address(_))),
            "{error}"
        );
        place.expect(&[]);
    }
}

#[test]
fn what_cannot_be_a_site_is_refused() {
    for place in Location::both() {
        place.write("site/manual.toml", "");
        let error = place.publish(&[("index.html", "x")]).unwrap_err();
        assert!(
            matches!(error, PublishError::Target(TargetError::IsManual(_))),
            "{error}"
        );
    }
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("site"), "").unwrap();
    for target in [&temp.path().join("site"), Path::new("/")] {
        let error = publish(
            target,
            &[()],
            |()| "a",
            |(), _| -> Result<Content, ()> { Err(()) },
        );
        assert!(
            matches!(
                error,
                Err(PublishError::Target(TargetError::NoFolder { .. }))
            ),
            "{target:?}"
        );
    }
    // A folder above the manual holds the manual's files.
    fs::create_dir(temp.path().join("manual")).unwrap();
    fs::write(temp.path().join("manual/manual.toml"), "").unwrap();
    let error = publish(
        temp.path(),
        &[()],
        |()| "a",
        |(), _| -> Result<Content, ()> { Err(()) },
    );
    assert!(matches!(
        error,
        Err(PublishError::Target(TargetError::Foreign { .. }))
    ));
}

#[test]
fn folders_above_the_target_are_made() {
    let temp = tempfile::tempdir().unwrap();
    let target = temp.path().join("out/of/site");
    let content = |_: &&str, _| Ok::<_, ()>(Content::Bytes(Vec::new()));
    publish(&target, &["index.html"], |address| address, content).unwrap();
    assert!(target.join("index.html").exists());
}

#[test]
fn what_a_system_leaves_in_a_folder_is_nobody_s_file_and_stays() {
    for place in Location::both() {
        place
            .publish(&[("index.html", "one"), ("d/a.html", "a")])
            .unwrap();
        place.write("site/.DS_Store", "view");
        place.write("site/d/Thumbs.db", "thumbs");
        place.publish(&[("index.html", "two")]).unwrap();
        place.expect(&[
            ("site/.DS_Store", "view"),
            ("site/d/Thumbs.db", "thumbs"),
            ("site/index.html", "two"),
        ]);
    }
}

#[test]
fn what_a_crashed_build_left_is_cleared_and_what_runs_is_not() {
    for place in Location::both() {
        let stale = format!("{}stale0", crate::publish::file::PREFIX);
        place.write(&format!("{stale}/lock"), "site");
        place.write(&format!("{stale}/new/index.html"), "half");
        // Killed as it made its folder, and as it removed it.
        let [made, removed] =
            ["made00", "gone00"].map(|name| format!("{}{name}", crate::publish::file::PREFIX));
        fs::create_dir(place.temp.path().join(&made)).unwrap();
        place.write(&format!("{removed}/new/index.html"), "half");
        let running = format!("{}run000", crate::publish::file::PREFIX);
        place.write(&format!("{running}/lock"), "site");
        let lock = fs::File::open(place.temp.path().join(&running).join("lock")).unwrap();
        lock.lock().unwrap();
        place.publish(&[("index.html", "one")]).unwrap();
        for folder in [&stale, &made, &removed] {
            assert!(!place.temp.path().join(folder).exists(), "{folder}");
        }
        place.expect(&[
            (&format!("{running}/lock"), "site"),
            ("site/index.html", "one"),
        ]);
    }
}

#[test]
fn a_site_with_files_of_two_builds_is_mended_and_that_is_said() {
    for folder in Location::both() {
        let site = [("a.html", "A"), ("b.html", "B")];
        folder.publish(&site).unwrap();
        let text = folder.read(MANIFEST_FILE);
        let unfinished = text.replace("\"files\"", "\"unfinished\": true,\n  \"files\"");
        folder.write(&format!("site/{MANIFEST_FILE}"), &unfinished);
        folder.write("site/b.html", "of another build");
        let published = folder.publish(&site).unwrap();
        assert!(published.mended);
        folder.expect(&[("site/a.html", "A"), ("site/b.html", "B")]);
        assert_eq!(folder.read(MANIFEST_FILE), text);
        assert!(!folder.publish(&site).unwrap().mended);
    }
}

#[test]
fn a_site_that_a_crashed_build_took_away_is_put_back() {
    let [place, _] = Location::both();
    let files = [("index.html", "one"), ("a.html", "a")];
    place.publish(&files).unwrap();
    place.age(&["a.html"]);
    let stale = place
        .temp
        .path()
        .join(format!("{}stale0", crate::publish::file::PREFIX));
    fs::create_dir(&stale).unwrap();
    fs::write(stale.join("lock"), "site").unwrap();
    fs::rename(place.site(), stale.join("old")).unwrap();
    let failing = [("index.html", "fails")];
    let result = place.publish_with(&failing, |text| Err(text.to_owned()));
    assert!(matches!(result, Err(PublishError::Content { .. })));
    place.expect(&[("site/index.html", "one"), ("site/a.html", "a")]);
    assert_eq!(place.publish(&files).unwrap().unchanged, 2);
    assert!(place.is_aged("a.html"));
}

#[test]
fn a_file_that_changes_between_comparing_and_keeping_is_made_again() {
    for place in Location::both() {
        let files = [("a.html", "aaa"), ("z.html", "old")];
        place.publish(&files).unwrap();
        // The last file is made after the first one was compared, and another program writes then.
        let files = [("a.html", "aaa"), ("z.html", "new")];
        let one_thread = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .unwrap();
        let is_first = AtomicBool::new(true);
        one_thread
            .install(|| {
                place.publish_with(&files, |text| {
                    if text == "new" && is_first.swap(false, Ordering::Relaxed) {
                        place.write("site/a.html", "by another hand");
                    }
                    Ok(Content::Bytes(text.as_bytes().to_vec()))
                })
            })
            .unwrap();
        place.expect(&[("site/a.html", "aaa"), ("site/z.html", "new")]);
    }
}

#[test]
fn builds_at_once_end_with_one_of_their_sites_whole() {
    let [place, _] = Location::both();
    let site = |build: usize| -> Vec<(String, String)> {
        let own = (0..30).map(|n| (format!("{}/{n}.html", build % 3), format!("{build}")));
        let shared = (0..30).map(|n| (format!("shared/{n}.html"), "same".to_owned()));
        let index = [("index.html".to_owned(), format!("{build}"))];
        own.chain(shared).chain(index).collect()
    };
    let publish_site = |build| {
        let files = site(build);
        let content =
            |file: &(String, String), _| Ok::<_, ()>(Content::Bytes(file.1.clone().into_bytes()));
        publish(&place.site(), &files, |file| &file.0, content)
    };
    publish_site(0).unwrap();
    std::thread::scope(|scope| {
        for thread in 1..=4 {
            let publish_site = &publish_site;
            scope.spawn(move || {
                for round in 0..10 {
                    publish_site(thread + 10 * round).unwrap();
                }
            });
        }
        let is_index_there = || fs::read_to_string(place.path("index.html")).is_ok();
        if cfg!(target_os = "linux") {
            scope.spawn(move || assert!((0..2000).all(|_| is_index_there())));
        }
    });
    let build: usize = place.read("index.html").parse().unwrap();
    let expected = site(build)
        .into_iter()
        .map(|(path, text)| (format!("site/{path}"), text));
    assert_eq!(place.files(), expected.collect());
    let manifest = manifest::Manifest::parse(&place.read(MANIFEST_FILE)).unwrap();
    assert_eq!(manifest.files.len(), 61);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_to_the_target_is_followed_and_stays() {
        for place in Location::both() {
            fs::create_dir_all(place.temp.path().join("real")).unwrap();
            symlink("real", place.site()).unwrap();
            place.publish(&[("index.html", "one")]).unwrap();
            place.publish(&[("index.html", "two")]).unwrap();
            place.expect(&[("real/index.html", "two")]);
            assert!(place.site().is_symlink());
        }
    }

    #[test]
    fn a_link_in_the_site_is_foreign_and_one_in_place_of_a_file_is_replaced() {
        for place in Location::both() {
            place.write("outside/x.txt", "theirs");
            place
                .publish(&[("a.html", "theirs"), ("b.html", "b")])
                .unwrap();
            fs::remove_file(place.path("a.html")).unwrap();
            symlink("../outside/x.txt", place.path("a.html")).unwrap();
            place
                .publish(&[("a.html", "theirs"), ("b.html", "b")])
                .unwrap();
            assert!(!place.path("a.html").is_symlink());
            place.expect(&[
                ("outside/x.txt", "theirs"),
                ("site/a.html", "theirs"),
                ("site/b.html", "b"),
            ]);
            symlink("../outside", place.path("more")).unwrap();
            let error = place.publish(&[("b.html", "c")]).unwrap_err();
            assert!(
                matches!(error, PublishError::Target(TargetError::Foreign { .. })),
                "{error}"
            );
        }
    }

    #[test]
    fn everybody_may_read_what_is_published_and_the_folder_keeps_its_rights() {
        for place in Location::both() {
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
            place.write("plain.txt", "");
            let plain = mode(&place.temp.path().join("plain.txt"));
            place.publish(&[("index.html", "one")]).unwrap();
            fs::set_permissions(place.site(), fs::Permissions::from_mode(0o2775)).unwrap();
            place.publish(&[("index.html", "two")]).unwrap();
            assert_eq!(mode(&place.site()), 0o2775);
            assert_eq!(mode(&place.path("index.html")), plain);
            assert_eq!(mode(&place.path(MANIFEST_FILE)), plain);
        }
    }
}
