//! Catalogs and profiles of OSCAL.

use super::*;

/// A catalog of OSCAL with these groups.
fn oscal(version: &str, groups: &str) -> String {
    format!(
        r#"{{"catalog":{{"uuid":"x","metadata":{{"title":"Own *controls*","version":"3",
        "oscal-version":"{version}","parties":[{{"uuid":"p","type":"organization","name":"Harrow"}}]}},
        "groups":{groups}}}}}"#
    )
}

/// Controls in the way of SP 800-53, with what makes them hard to read.
const GROUPS: &str = r#"[
  {"id":"ac","title":"Access","controls":[
    {"id":"ac-1","title":"Policy","props":[{"name":"label","value":"AC-01"}],
     "parts":[{"name":"statement","prose":"Write {{ insert: param, p1 }}."}],
     "params":[{"id":"p1","label":"a policy"}]},
    {"id":"ac-2","title":"Accounts","props":[
       {"name":"label","class":"zero-padded","value":"AC-02"},{"name":"label","value":"AC-2"}],
     "controls":[
       {"id":"ac-2.1","title":"By machine","props":[{"name":"label","value":"AC-2 (1)"}]},
       {"id":"ac-2.10","title":"Shared","props":[
         {"name":"label","value":"AC-2(10)"},{"name":"status","value":"Withdrawn"}]}]},
    {"id":"ac-3","title":"Old","props":[
       {"name":"label","value":"AC-3"},{"name":"status","value":"withdrawn"}],
     "controls":[{"id":"ac-3.2","title":"Still there","props":[{"name":"label","value":"AC-3(2)"}]}]}]},
  {"id":"zz","title":"Nothing left","controls":[
    {"id":"zz-1","title":"Gone","props":[{"name":"status","value":"withdrawn"}]}]},
  {"id":"GV","title":"GOVERN","props":[{"name":"label","value":"GOVERN (GV)"}],"controls":[
    {"id":"GV.OC","class":"category","title":"Context","props":[{"name":"label","value":"Context (GV.OC)"}],
     "controls":[{"id":"GV.OC-01","class":"subcategory","title":"GV.OC-01",
       "props":[{"name":"label","value":"GV.OC-01"}]}]}]},
  {"id":"F_03.09","title":"Persons","props":[{"name":"label","value":"Persons (03.09)"}],"controls":[
    {"id":"F_03.09.01","title":"Screening","props":[{"name":"label","value":"Screening (03.09.01)"}],
     "parts":[{"name":"statement"}],
     "controls":[{"id":"F_SR-03.09.01","title":"SR-03.09.01","props":[{"name":"label","value":"SR-03.09.01"}],
       "parts":[{"name":"statement","prose":"Screen."}]}]}]}
]"#;

#[test]
fn a_catalog_of_oscal_keeps_numbers_and_titles_and_leaves_out_what_is_withdrawn() {
    let catalog = oscal("1.1.2", GROUPS);
    let files = Files::new(&[("own_catalog.json", &catalog)]);
    let imported = files.import("own_catalog.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "03.09: Persons",
            "03.09.01* < 03.09: Screening",
            "AC: Access",
            "AC-1* < AC: Policy",
            "AC-2* < AC: Accounts",
            "AC-2(1)* < AC-2: By machine",
            "AC-3(2)* < AC: Still there",
            "GV: GOVERN",
            "GV.OC < GV: Context",
            "GV.OC-01* < GV.OC",
        ]
    );
    let standard = standard(&imported);
    assert_eq!(standard.title, "Own controls");
    assert_eq!(
        (standard.publisher.as_str(), standard.edition.as_str()),
        ("Harrow", "3")
    );
    assert_eq!(standard.source.as_deref(), Some("own_catalog.json"));
    let control = |number: &str| {
        let clause = standard.clause(standard.find(number).unwrap());
        clause.control_id().to_string()
    };
    assert_eq!(
        ["AC-2(1)", "GV.OC-01", "03.09.01"].map(control),
        ["ac-2.1", "GV.OC-01", "F_03.09.01"]
    );
    let unknown = standard.clauses.iter().filter(|clause| clause.requirement);
    assert!(
        unknown
            .into_iter()
            .all(|clause| clause.records.word() == "unknown")
    );
    assert_eq!(
        imported.report,
        [
            "own_catalog.json: OSCAL 1.1.2 catalog; 6 requirements below 4 headings",
            "left out: 3 withdrawn clauses (AC-2(10), AC-3, zz-1)",
            "left out: the text of 2 clauses, which is the publisher's; --texts takes it as the summary, \
             where you may use it",
            "1 control is no clause of its own: it only holds the text of the control above",
            "to be filled in: designation, language",
        ]
    );
}

#[test]
fn texts_are_taken_when_asked_for() {
    let catalog = oscal("1.1.2", GROUPS);
    let files = Files::new(&[("c.json", &catalog)]);
    let with = Choices {
        texts: true,
        id: Some("own".to_owned()),
        ..choices()
    };
    let imported = files.import("c.json", &with).unwrap();
    let standard = standard(&imported);
    let summary = |number: &str| {
        let clause = standard.clause(standard.find(number).unwrap());
        clause.summary.clone()
    };
    assert_eq!(
        ["AC-1", "03.09.01"].map(summary),
        ["Write [a policy].", "Screen."]
    );
    assert_eq!(standard.id.as_str(), "own");
}

#[test]
fn versions_and_models_that_are_not_read_are_refused_with_the_reason() {
    for (version, part) in [
        ("1.0.0-milestone3", "a draft from before version 1.0.0"),
        ("1.0.0-rc2", "a draft from before version 1.0.0"),
        ("", "does not say its version"),
        ("2.0.0", "reads OSCAL 1"),
    ] {
        let message = refusal(&[("c.json", &oscal(version, GROUPS))], "c.json");
        assert!(message.contains(part), "{version}: {message}");
    }
    for version in ["1.0.0", "v1.2.2", "1.1.3"] {
        let catalog = oscal(version, GROUPS);
        assert!(
            Files::new(&[("c.json", &catalog)])
                .import("c.json", &choices())
                .is_ok(),
            "{version}"
        );
    }
    for (name, text, part) in [
        (
            "c.json",
            r#"{"component-definition":{}}"#,
            "an OSCAL component definition",
        ),
        ("c.json", r#"{"a":1}"#, "neither `catalog` nor `profile`"),
        ("c.json", "[1]", "no OSCAL catalog or profile"),
        (
            "c.json",
            r#"{"catalog":{"metadata":{"oscal-version":"1.1.2"}}}"#,
            "missing field `title`",
        ),
        ("c.json", "", "empty"),
        ("c.xml", "<catalog/>", "the JSON form"),
        ("c.doc", "x", "the name does not say"),
        ("c.toml", "id = \"x\"", "as it is"),
        ("c.zip", "PK\u{3}\u{4}", "an archive"),
        ("c.yaml", "catalog:\n  uuid: x\n", "OSCAL in YAML"),
    ] {
        let message = refusal(&[(name, text)], name);
        assert!(message.contains(part), "{text}: {message}");
    }
}

/// A profile that chooses from `address`.
fn profile(address: &str, choice: &str) -> String {
    format!(
        r#"{{"profile":{{"uuid":"x","metadata":{{"title":"Low","version":"1","oscal-version":"1.1.2"}},
        "imports":[{{"href":"{address}"{choice}}}],
        "back-matter":{{"resources":[{{"uuid":"r","rlinks":[
          {{"href":"../xml/c.xml","media-type":"application/oscal.catalog+xml"}},
          {{"href":"../json/c.json","media-type":"application/oscal.catalog+json"}}]}}]}}}}}}"#
    )
}

const SOME: &str = r#","include-controls":[{"with-ids":["ac-1","ac-2.1"]}]"#;

#[test]
fn a_profile_chooses_from_the_catalog_beside_it() {
    let catalog = oscal("1.1.2", GROUPS);
    let old = oscal("1.0.0-milestone3", GROUPS);
    let numbers = |profile: &str, files: &[(&str, &str)]| {
        let files = [&[("low_profile.json", profile)], files].concat();
        let imported = Files::new(&files).import("low_profile.json", &choices());
        imported
            .map(|imported| lines(&imported))
            .map_err(|refusal| refusal.to_string())
    };
    let expected = [
        "AC: Access",
        "AC-1* < AC: Policy",
        "AC-2(1)* < AC: By machine",
    ];
    for (address, path) in [
        ("#r", "c.json"),
        ("#r", "../json/c.json"),
        ("sub/c.json#x", "sub/c.json"),
        ("https://example.org/c.json", "c.json"),
        ("#r", "another.json"),
    ] {
        let found = numbers(
            &profile(address, SOME),
            &[(path, &catalog), ("z.json", &old)],
        );
        assert_eq!(found.unwrap(), expected, "{address} {path}");
    }
    for (choice, count) in [
        ("", 10),
        (r#","include-all":{}"#, 10),
        (
            r#","include-all":{},"exclude-controls":[{"matching":[{"pattern":"ac-*"}]}]"#,
            5,
        ),
        (
            r#","include-controls":[{"with-child-controls":"yes","with-ids":["ac-2"]}]"#,
            3,
        ),
        (
            r#","include-controls":[{"matching":[{"pattern":"ac-?"}]}]"#,
            3,
        ),
    ] {
        let found = numbers(&profile("#r", choice), &[("c.json", &catalog)]).unwrap();
        assert_eq!(found.len(), count, "{choice}: {found:?}");
    }
    for (choice, files, part) in [
        (SOME, &[][..], "`../json/c.json`, which is not beside it"),
        (
            SOME,
            &[("a.json", &*catalog), ("b.json", &*catalog)],
            "2 catalogs there",
        ),
        (SOME, &[("c.json", &*old)], "a draft from before"),
        (
            r#","include-controls":[{"with-ids":["ac-1","ac-99"]}]"#,
            &[("c.json", &*catalog)],
            "does not have 1 control of the profile: ac-99",
        ),
    ] {
        let message = numbers(&profile("#r", choice), files).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_profile_may_choose_from_a_profile_and_never_from_itself_without_end() {
    let catalog = oscal("1.1.2", GROUPS);
    let inner = profile(
        "c.json",
        r#","include-controls":[{"with-ids":["ac-1","ac-2","ac-2.1"]}]"#,
    );
    let outer = profile(
        "inner.json",
        r#","include-controls":[{"matching":[{"pattern":"ac-2*"}]}]"#,
    );
    let files = Files::new(&[
        ("outer.json", &*outer),
        ("inner.json", &*inner),
        ("c.json", &*catalog),
    ]);
    let imported = files.import("outer.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "AC: Access",
            "AC-2* < AC: Accounts",
            "AC-2(1)* < AC-2: By machine"
        ]
    );
    let circle = profile("outer.json", "");
    let message = refusal(&[("outer.json", &circle)], "outer.json");
    assert!(message.contains("more than 8 profiles"), "{message}");
    let given = Choices {
        catalog: Some(NamedFile {
            name: "elsewhere.json".to_owned(),
            bytes: catalog.into_bytes(),
        }),
        ..choices()
    };
    let alone = profile("#r", SOME);
    let imported = Files::new(&[("p.json", &*alone)])
        .import("p.json", &given)
        .unwrap();
    assert_eq!(lines(&imported).len(), 3);
}

#[test]
fn what_oscal_has_under_no_such_name_is_told() {
    let groups = r#"[{"id":"ac","title":"Access","Controls":[{"id":"ac-9"},{"id":"ac-8"}],"remarks":"x","tags":["a"],
      "links":[{"href":"x"}],
      "controls":[{"id":"ac-1","title":"Policy","control":{"id":"ac-7"},
        "groups":[{"id":"x","controls":[{"id":"ac-6"}]}],
        "parts":[{"name":"statement","x-data":[{"a":1}]}]},
        {"id":"ac-2","title":"Accounts","control":[{"id":"ac-5"}]}]}]"#;
    let catalog = oscal("1.1.2", groups);
    let files = Files::new(&[("c.json", &catalog)]);
    let imported = files.import("c.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        ["ac: Access", "ac-1* < ac: Policy", "ac-2* < ac: Accounts"]
    );
    assert_eq!(
        imported.report,
        [
            "c.json: OSCAL 1.1.2 catalog; 2 requirements below 1 heading",
            "in doubt: `Controls` with 2 tables in it was passed over, since OSCAL has no such name there (group \
             ac); rename it to `controls` if it holds what is read there",
            "in doubt: `control` with 2 tables in it was passed over, since OSCAL has no such name there (control \
             ac-1, control ac-2); rename it to `controls` if it holds what is read there",
            "in doubt: `groups` with 1 table in it was passed over, since OSCAL has no such name there (control \
             ac-1); move what is a control to `controls` of a group or a control",
            "in doubt: `x-data` with 1 table in it was passed over, since OSCAL has no such name there (a part of \
             control ac-1); see whether they are requirements",
            "to be filled in: designation, language",
        ]
    );
    let lost = oscal(
        "1.1.2",
        r#"[{"id":"ac","title":"A","control":[{"id":"ac-1"}]}]"#,
    );
    assert_eq!(
        refusal(&[("c.json", &lost)], "c.json"),
        "the file has no requirement: nothing in it has a number; in doubt: `control` with 1 table in it was \
         passed over, since OSCAL has no such name there (group ac); rename it to `controls` if it holds what \
         is read there"
    );
}

#[test]
fn a_choice_of_a_profile_that_cannot_be_followed_is_refused() {
    let catalog = oscal("1.1.2", GROUPS);
    for (choice, part) in [
        (
            r#","include-controls":[{"matching":[{"pattern":"ac-["}]}]"#,
            "the pattern `ac-[` of the profile cannot be read: ",
        ),
        (
            r#","exclude-controls":[{"matching":[{"pattern":"ac-["}]}]"#,
            "the pattern `ac-[` of the profile cannot be read: ",
        ),
        (
            r#","include-controls":[{"matching":[{"pattern":"ac-*"},{"pattern":"zq-*"}]}]"#,
            "no control of c.json fits 1 pattern of the profile: zq-*; name the catalog of its edition with \
             --catalog",
        ),
        (
            r#","include-controls":[{"with-child-controls":"no"}]"#,
            "a choice of the profile names no control: write `with-ids` or `matching`",
        ),
        (
            r#","include-controls":[{"with_ids":["ac-1"]}]"#,
            "unknown field `with_ids`",
        ),
        (
            r#","include-controls":[{"with-ids":["ac-2"],"with-child-controls":"true"}]"#,
            "unknown variant `true`",
        ),
        (
            r#","include":[{"with-ids":["ac-2"]}]"#,
            "unknown field `include`",
        ),
    ] {
        let profile = profile("c.json", choice);
        let message = refusal(&[("p.json", &profile), ("c.json", &catalog)], "p.json");
        assert!(message.contains(part), "{choice}: {message}");
    }
    let without = profile(
        "c.json",
        r#","exclude-controls":[{"with-ids":["ac-1","ac-99"],"matching":[{"pattern":"zq-*"}]}]"#,
    );
    let files = Files::new(&[("p.json", &*without), ("c.json", &*catalog)]);
    let imported = files.import("p.json", &choices()).unwrap();
    assert!(!lines(&imported).contains(&"AC-1* < AC: Policy".to_owned()));
    assert_eq!(
        imported.report[5],
        "the profile leaves out 2 controls or patterns that c.json does not have: ac-99, zq-*"
    );
}

#[test]
fn a_title_that_only_begins_with_withdrawn_is_a_requirement() {
    let control = |id: &str, title: &str| format!(r#"{{"id":"{id}","title":"{title}"}}"#);
    let controls = [
        control("a-1", "Withdrawn PIV cards are destroyed"),
        control("a-2", "[Withdrawn: Incorporated into AC-2]"),
        control("a-3", "Withdrawn"),
    ];
    let groups = format!(
        r#"[{{"id":"a","title":"A","controls":[{}]}}]"#,
        controls.join(",")
    );
    let catalog = oscal("1.1.2", &groups);
    let files = Files::new(&[("c.json", &catalog)]);
    let imported = files.import("c.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        ["a", "a-1* < a: Withdrawn PIV cards are destroyed"]
    );
    assert_eq!(
        imported.report[1..3],
        [
            "left out: 2 withdrawn clauses (a-2, a-3)",
            "in doubt: 1 clause whose text begins with \"withdrawn\" and goes on (a-1); compare with the \
             publisher's list, and take out what was withdrawn",
        ]
    );
}

#[test]
fn a_parameter_that_names_itself_fills_no_memory() {
    let itself = "{{ insert: param, p }} ".repeat(40);
    let groups = format!(
        r#"[{{"id":"a","title":"A","controls":[{{"id":"a-1","title":"B","params":[{{"id":"p","label":"{itself}"}}],
        "parts":[{{"name":"statement","prose":"Do {{{{ insert: param, p }}}}."}}]}}]}}]"#
    );
    let catalog = oscal("1.1.2", &groups);
    let files = Files::new(&[("c.json", &catalog)]);
    let with = Choices {
        texts: true,
        ..choices()
    };
    let imported = files.import("c.json", &with).unwrap();
    let standard = standard(&imported);
    let clause = standard.clause(standard.find("a-1").unwrap());
    assert!(clause.summary.starts_with("Do [[["), "{}", clause.summary);
    assert!(clause.summary.len() <= 64 * 1024);
    assert_eq!(
        imported.report[1],
        "cut off: the text of 1 clause, which is longer than 64 KiB with what its parameters stand for (a-1)"
    );
}

#[test]
fn two_controls_of_one_number_are_named_both() {
    let groups = r#"[{"id":"a","title":"A","controls":[
      {"id":"a-1","title":"B","props":[{"name":"label","value":"A/1"}]},
      {"id":"a-2","title":"C","props":[{"name":"label","value":"A-1"}]}]}]"#;
    let message = refusal(&[("c.json", &oscal("1.1.2", groups))], "c.json");
    assert_eq!(
        message,
        "1 number stands more than once: A-1 (control a-1 and control a-2); keep one of each, or, of a table, \
         name another column with --number"
    );
}
