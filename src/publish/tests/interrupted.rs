//! Builds that are stopped, and concurrent builds.

use super::*;

#[test]
fn what_a_crashed_build_left_is_cleared_and_what_runs_is_not() {
    for place in Location::both() {
        let stale = format!("{}stale0", crate::publish::file::PREFIX);
        place.write(&format!("{stale}/lock"), "site");
        place.write(&format!("{stale}/new/index.html"), "half");
        // Killed while it created its folder, and while it removed it.
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
        // Another program writes after the first file was compared and before the last one is made.
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
