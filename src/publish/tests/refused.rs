//! Targets and files that are refused.

use super::*;

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
    // A folder above the manual contains the manual's files.
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
