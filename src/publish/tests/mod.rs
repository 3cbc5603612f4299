//! Tests that publish to real folders.

mod interrupted;
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::*;

/// A temp folder with the target `site`, and the way in which sites are put there.
struct Location {
    temp: tempfile::TempDir,
    file_by_file: bool,
}

impl Location {
    /// Both ways of putting a site in place; they must behave alike.
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
        publish_in(
            target,
            &addresses,
            &folders,
            |at, _| content(files[at].1),
            &Beside::default(),
        )
    }

    /// Every file of the place except the manifest, with its text.
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

    /// Gives files of the site an old modification time.
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
