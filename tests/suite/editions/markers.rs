//! Markers are planted in every place of what an edition leaves out. None of them may be in a byte
//! of the edition.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::{CONFIG, document};
use crate::manual_test::{ManualTest, files_below};

/// What every marker begins with, in any case of letters.
const MARK: &str = "zqx";

const PUBLISH: &str = "publish = [\"downloads/**\"]\n[audiences]";

/// Settings that only internal pages use.
const SETTINGS: &str = r#"
[variables]
secret = "ZqxVariable"
company = "Harrow"

[kind.zqxtrial]
class = "record"
title = "ZqxKind"
plural = "ZqxKinds"
fields = { laboratory = "text", date = "date", state = { one_of = ["zqxopen", "done"] } }
"#;

const SECRET: &str = r#"---
id: ZQX-01
title: ZqxTitle
kind: procedure
revision: zqx3
status: approved
owner: ZqxOwner
approver: ZqxApprover
effective: 2026-02-01
review_due: 2027-02-01
audience: internal
clauses:
  - 4.1
  - { clause: 4.2, section: zqxsection, extent: partial, note: ZqxNote }
records: [ZQX-FM, audit]
roles: [ZqxRole]
supersedes: [PUB-02]
history:
  - { revision: zqx3, date: 2026-02-01, change: ZqxHistory }
---
# ZqxMainHeading

Said in confidence: ZqxBody, {{ secret }}. See [[PUB-01]] and [[clause:5.1.1]].

## ZqxHeading {#zqxsection clause=4.3}

![ZqxAlt](zqx-picture.png "ZqxPictureTitle") [ZqxLink](zqx-attachment.txt)
<a href="zqx-second.txt" title="ZqxRawTitle">raw</a> [[satisfies:4.4.1]] `ZqxCode` [^zqxnote]

| ZqxHead |
| --- |
| ZqxCell |

```mermaid
flowchart LR
  A[ZqxDiagram] --> B
```

[^zqxnote]: ZqxFootnote
"#;

const RECORDS: [(&str, &str); 9] = [
    (
        "records/zqx-audit.md",
        "---\nid: ZQX-AU\ntitle: ZqxAudit\nkind: audit\nowner: ZqxAuditOwner\nstate: done\n\
         date: 2026-03-17\nauditor: ZqxAuditor\nclauses: [4, 5, 6, 7, 8, 9, 10]\naudience: internal\n---\nZqxAuditText\n",
    ),
    (
        "records/zqx-finding.md",
        "---\nid: ZQX-NC\ntitle: ZqxFinding\nkind: finding\nowner: Buyer\naudit: ZQX-AU\nstate: open\n\
         grade: major\ndate: 2026-03-17\ndue: 2026-04-17\nclauses: [5.1.1]\ndocuments: [PUB-01]\naudience: internal\n---\nZqxFindingText\n",
    ),
    (
        "records/zqx-action.md",
        "---\nid: ZQX-CA\ntitle: ZqxAction\nkind: action\nowner: Buyer\nsource: PUB-NC\ntype: corrective\n\
         state: open\ndue: 2026-04-18\nroot_cause: ZqxCause\naudience: internal\n---\nZqxActionText\n",
    ),
    (
        "records/zqx-training.md",
        "---\nid: ZQX-TR\ntitle: ZqxTraining\nkind: training\nowner: Buyer\nperson: ZqxPerson\nrole: Buyer\n\
         document: PUB-01\nrevision: 1\ndate: 2026-03-19\nresult: passed\n---\nZqxTrainingText\n",
    ),
    (
        "records/zqx-objective.md",
        "---\nid: ZQX-OB\ntitle: ZqxObjective\nkind: objective\nowner: Buyer\nunit: zqxunit\ntarget: 90\n\
         direction: at-least\nperiod: month\ndata: zqx-values.csv\naudience: internal\n---\nZqxObjectiveText\n",
    ),
    (
        "records/zqx-trial.md",
        "---\nid: ZQX-TL\ntitle: ZqxTrial\nkind: zqxtrial\nowner: Buyer\nlaboratory: ZqxOwnField\n\
         date: 2026-03-20\nstate: zqxopen\nform: ZQX-FM\n---\nZqxTrialText\n",
    ),
    (
        "records/zqx-certificate.md",
        "---\nid: ZQX-CE\ntitle: ZqxCertificate\nkind: certificate\nowner: Buyer\nbody: ZqxBody2\nnumber: ZqxNumber\n\
         issued: 2025-01-01\nvalid_until: 2027-07-07\nnext_surveillance: 2027-06-06\n---\nZqxCertificateText\n",
    ),
    (
        "records/zqx-review.md",
        "---\nid: ZQX-MR\ntitle: ZqxReview\nkind: review\nowner: Buyer\ndate: 2026-01-20\nnext: 2027-01-21\n\
         attendees: [ZqxAttendee]\n---\nZqxReviewText\n",
    ),
    (
        "records/pub-finding.md",
        "---\nid: PUB-NC\ntitle: A public finding\nkind: finding\nowner: Buyer\naudit: ZQX-AU\nstate: open\n\
         grade: minor\ndate: 2026-03-17\nclauses: [5.1.1]\ndocuments: [ZQX-01, PUB-01, ZQX-FM]\nform: ZQX-FM\naudience: public\n---\nFound by [[ZQX-AU]].\n",
    ),
];

/// A public document with every sort of reference to internal pages.
fn referring() -> String {
    let fields = "audience: [public, internal]\nclauses: [5.1.1, { clause: 4.2, extent: partial }]\n\
        records: [ZQX-FM, ZQX-SECOND, finding]\nsupersedes: [ZQX-02, PUB-03]\nroles: [Buyer]";
    let text = "See [[ZQX-01]], [[ZQX-01#zqxsection|ZqxGiven]] and [[ZQX-AU]] at {{ company }}.\n\n\
        ## As [[ZQX-01]] says\n\n\
        Or [ZqxInline](../internal/zqx-secret.md \"ZqxInlineTitle\"), [ZqxByLabel][zqx], \
        <a href=\"../internal/zqx-secret.md\" title=\"x\">ZqxRaw</a>, ![[ZQX-01]], \
        [![ZqxNested](zqx-nested.png)](../notes/zqx-note.md).\n\n\
        <p>In a block: <a href=\"/internal/zqx-secret.md#zqxsection\">Zqx<b>Raw</b></a>.</p>\n\n\
        <!-- [[ZQX-01]] is not for everybody -->\n\n\
        | [[ZQX-01\\|ZqxInCell]] | ![](picture.svg) |\n| --- | --- |\n| a | b |\n\n\
        [zqx]: ../internal/zqx-secret.md \"ZqxDefinition\"";
    document("PUB-01", "Purchasing", fields, text)
}

fn manual() -> ManualTest {
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"../downloads/part.png\"/></svg>";
    let secret_svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"../downloads/zqx-part.png\"/></svg>";
    let superseded = document(
        "PUB-02",
        "Replaced",
        "audience: public\nclauses: [6.1.1]",
        "Text.",
    );
    let config = format!("{}{SETTINGS}", CONFIG.replace("[audiences]", PUBLISH));
    let secret_form = SECRET
        .replace("ZQX-01", "ZQX-FM")
        .replace("kind: procedure", "kind: form")
        .replace("supersedes: [PUB-02]\n", "");
    let test = ManualTest::new(&[
        ("manual.toml", config.as_str()),
        ("index.md", "# ZqxHome\n\nZqxHomeText\n"),
        ("procedures/pub.md", &referring()),
        ("procedures/pub-2.md", &superseded),
        (
            "procedures/pub-3.md",
            &document("PUB-03", "Older", "audience: public", "Text."),
        ),
        ("internal/zqx-secret.md", SECRET),
        ("internal/zqx-form.md", &secret_form),
        (
            "internal/zqx-old.md",
            &document("ZQX-02", "ZqxOldTitle", "audience: internal", "ZqxOldText"),
        ),
        (
            "internal/zqx-second.md",
            &secret_form
                .replace("ZQX-FM", "ZQX-SECOND")
                .replace("audience: internal\n", ""),
        ),
        (
            "notes/zqx-note.md",
            "# ZqxUncontrolled\n\nZqxUncontrolledText\n",
        ),
        (
            "notes/pub-note.md",
            "---\naudience: public\n---\n# As [[ZQX-01]] says\n\nPublic words.\n",
        ),
    ]);
    for (path, text) in RECORDS {
        test.write(path, text);
    }
    for (path, content) in [
        ("internal/zqx-picture.png", "ZqxPictureContent"),
        ("internal/zqx-attachment.txt", "ZqxAttachment"),
        ("internal/zqx-second.txt", "ZqxSecondAttachment"),
        ("internal/zqx-drawing.svg", secret_svg),
        ("procedures/zqx-nested.png", "ZqxNestedPicture"),
        ("procedures/picture.svg", svg),
        ("downloads/part.png", "Part"),
        ("downloads/zqx-part.png", "ZqxPart"),
        ("downloads/zqx-unnamed.txt", "ZqxUnnamed"),
        (
            "records/zqx-values.csv",
            "month,value,note\n2026-01,97.123,ZqxValue\n",
        ),
    ] {
        test.write(path, content);
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

/// The words that begin like a marker, in names and contents of files, each with its file.
fn marked(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, content) in contents(folder) {
        let text = String::from_utf8_lossy(&content);
        for text in [&*path, &*text] {
            let lower = text.to_lowercase();
            for (at, _) in lower.match_indices(MARK) {
                let word = lower[at..].split(|c: char| !c.is_alphanumeric()).next();
                found.push((word.unwrap_or_default().to_owned(), path.clone()));
            }
        }
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
