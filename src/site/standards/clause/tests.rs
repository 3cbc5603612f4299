//! What the page of a clause says.

use snapbox::{assert_data_eq, str};

use crate::site::tests::fixture::*;

const PAGE: &str = "standards/iso-9001-2015/8.4.1.html";

#[test]
fn shows_each_claim_with_its_place_and_what_it_counts_as() {
    let files = [procedure(
        "QP-07",
        IN_FORCE,
        "clauses: [{ clause: 8.4.1, section: scoring, note: Steel only }]",
    )];
    let page = TestSite::iso("", &files).page(PAGE);
    assert_data_eq!(
        page.linked(".claim-table"),
        str![[r#"
Document | Section | Addresses | Counts as
[QP-07 Title of QP-07](../../documents/QP-07.html) / rev 3 In force / Owner: Buyer | [Scoring suppliers](../../documents/QP-07.html#scoring) | in full / Steel only | Covered In force since 1 Feb 2026; addresses this clause itself, in full.
"#]]
    );
    assert_eq!(
        page.attributes(".claim-table .badge", "class"),
        ["badge is-in-force", "badge is-covered"]
    );
    let decided = page.text(".rules");
    assert!(
        decided.contains("QP-07 procedures/QP-07.md:11"),
        "{decided}"
    );
    assert_eq!(page.text("title"), "8.4.1 General · ISO 9001:2015 · M");
}

#[test]
fn claims_that_count_come_first_and_hundreds_are_cut_short() {
    let mut files = vec![procedure("QP-1", DRAFT, "clauses: [8.4.1]")];
    files.extend((2..=102).map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4]")));
    files.push(procedure("QP-900", IN_FORCE, "clauses: [8.4.1]"));
    let manual = TestSite::iso("", &files);
    let site = manual.site();
    let view = super::view(&site, manual.clause("8.4.1"));
    assert_eq!(view.claims.len(), super::MOST_CLAIMS);
    assert_eq!(view.claims[0].id, "QP-900");
    assert_eq!(view.claims[1].id, "QP-2");
    assert_eq!(
        manual
            .page(PAGE)
            .linked("[aria-labelledby=claims] p:has([href])"),
        "3 more claims are not shown here. The matrix as a file has all of them: [CSV](../../matrix/iso-9001-2015.csv) [JSON](../../matrix/iso-9001-2015.json) [Excel](../../matrix/iso-9001-2015.xlsx)"
    );
}

#[test]
fn an_exclusion_gives_its_reason_on_every_clause_that_it_takes_along() {
    let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers <design>.\"\n\
                  approved_by = \"Managing director\"\ndate = 2026-01-12\n";
    let manual = TestSite::iso(config, &[]);
    let page = manual.page("standards/iso-9001-2015/8.3.2.html");
    assert_data_eq!(
        page.linked(".exclusion"),
        str![[r#"
Excluded as not applicable
by the exclusion of [8.3 Design and development of products and services](8.3.html)
Customers <design>.
Approved by Managing director, 12 Jan 2026
"#]]
    );
    assert_data_eq!(
        page.text(".verdict"),
        str![[r#"
Excluded
It is excluded as not applicable, with a justification.
How this was decided
The first of these that is true on the as-of date gives the status.
Excluded It is excluded, with a justification, itself or with a clause above it. yes: this decides
Covered A document in force claims the clause itself, or each of its items, in full, and its review is not overdue. not asked
Overdue A document in force claims the clause itself, or each of its items, in full; the review of all of these is overdue. not asked
Partial A document in force claims it at all: in part, an item, without text, or only through a clause above it. not asked
Planned A document that is neither in force nor obsolete claims it, or one only proposes it. not asked
Gap None of these. not asked
"#]]
    );
    let heading = manual.page("standards/iso-9001-2015/8.3.html");
    assert_data_eq!(
        heading.text(".verdict"),
        str![[r#"
Excluded 6 requirements, all excluded
Every requirement below it is excluded as not applicable.
"#]]
    );
}

#[test]
fn a_heading_sums_up_the_clauses_below_it() {
    let files = [
        procedure(
            "QP-07",
            IN_FORCE,
            "clauses: [8.4.1, 8.4.2]\nrecords: [audit]",
        ),
        procedure("QP-08", DRAFT, "clauses: [8.4.2]"),
        audit("AUD-1", "done", "2026-05-04", "8.4.1"),
        finding("NC-1", "minor", "8.4.2"),
    ];
    let manual = TestSite::iso("", &files);
    let heading = manual.page("standards/iso-9001-2015/8.4.html");
    assert_data_eq!(
        heading.linked("section[aria-labelledby=below]"),
        str![[r#"
Below this clause
Clause | Status | Addressed by | Evidence | Last audited | Open findings
[8.4.1 General](8.4.1.html) | Covered | [QP-07](../../documents/QP-07.html) | On file | [4 May 2026](../../records/AUD-1.html) | –
[8.4.2 Type and extent of control](8.4.2.html) | Covered | [QP-07](../../documents/QP-07.html), [QP-08](../../documents/QP-08.html) Draft | – | Never | [1 minor](8.4.2.html#findings)
[8.4.3 Information for external providers](8.4.3.html) | Gap | No document claims it. | – | Never | –
"#]]
    );
    assert_data_eq!(
        heading.linked(".clause-facts"),
        str![[r#"
Clause | Heading
Documents | [QP-07 Title of QP-07](../../documents/QP-07.html)
Evidence | On file 1
Last audited | Never
Open findings | [1 minor](#findings)
[In the matrix](../../matrix/iso-9001-2015.html#clause-8.4)
"#]]
    );
    let chapter = manual.page("standards/iso-9001-2015/8.html");
    assert_data_eq!(
        chapter.linked("section[aria-labelledby=below] tr:has([href=8.4.html])"),
        str![
            "[8.4 Control of externally provided processes, products and services](8.4.html) | Gap | 2 of 3 requirements covered | [1 minor](8.4.html#findings)"
        ]
    );
}

#[test]
fn a_record_is_listed_once_and_the_newest_first() {
    let mut files: Vec<_> = (1..=9)
        .map(|at| {
            let (path, text) = audit(
                &format!("AUD-{at}"),
                "done",
                &format!("2026-0{at}-01"),
                "8.4",
            );
            (
                path,
                text.replace("kind: audit\n", "kind: audit\nform: FM-1\n"),
            )
        })
        .collect();
    let form = procedure("FM-1", IN_FORCE, "").1;
    files.push((
        "FM-1.md".to_owned(),
        form.replace("kind: procedure", "kind: form"),
    ));
    files.push(procedure(
        "QP-07",
        IN_FORCE,
        "clauses: [8.4.1]\nrecords: [audit, FM-1]",
    ));
    let page = TestSite::iso("", &files).page(PAGE);
    assert_eq!(
        page.texts(".evidence-records li").join(", "),
        (1..=9)
            .rev()
            .map(|at| format!("AUD-{at} Title of AUD-{at} 1 {} 2026", MONTHS[at - 1]))
            .collect::<Vec<_>>()
            .join(", ")
    );
    assert_eq!(page.texts(".clause-facts summary"), ["and 4 more"]);
}

const MONTHS: [&str; 9] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
];

#[test]
fn titles_of_a_catalog_have_its_language_where_the_site_has_another() {
    let page = TestSite::iso("language = \"de\"\n", &[]).page(PAGE);
    assert_eq!(page.texts("h1 [lang=en]"), ["General"]);
    assert_eq!(page.count(".clause-summary[lang=en]"), 1);
    let page = TestSite::iso("language = \"en-GB\"\n", &[]).page(PAGE);
    assert_eq!(page.count("[lang=en]"), 0);
}

#[test]
fn a_heading_shows_the_findings_of_all_below_it() {
    let files = [
        finding("NC-1", "minor", "8.4.1"),
        finding("NC-2", "major", "8.4.3"),
    ];
    let manual = TestSite::iso("", &files);
    let heading = manual.page("standards/iso-9001-2015/8.4.html");
    // Findings are listed from the worst grade to the mildest.
    assert_data_eq!(
        heading.linked("[aria-labelledby=findings]"),
        str![[r#"
Open findings
Major [NC-2 Title of NC-2](../../records/NC-2.html) 4 May 2026
Minor [NC-1 Title of NC-1](../../records/NC-1.html) 4 May 2026
"#]]
    );
    assert_data_eq!(
        heading.text(".clause-facts"),
        str![[r#"
Clause | Heading
Evidence | Missing 1
Last audited | Never
Open findings | 1 major, 1 minor
In the matrix
"#]]
    );
    let below = manual.page(PAGE);
    assert_data_eq!(
        below.linked("[aria-labelledby=findings]"),
        str![[r#"
Open findings
Minor [NC-1 Title of NC-1](../../records/NC-1.html) 4 May 2026
"#]]
    );
}

#[test]
fn leads_to_its_neighbours_and_to_corresponding_clauses() {
    let config = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
    let page = TestSite::new(config, &[]).page(PAGE);
    assert_data_eq!(
        page.linked("main"),
        str![[r#"
[ISO 9001:2015](index.html)
[8 Operation](8.html)
[8.4 Control of externally provided processes, products and services](8.4.html)
8.4.1 General
Gap
No document claims it, nor a clause above it.
How this was decided
The first of these that is true on the as-of date gives the status.
Excluded It is excluded, with a justification, itself or with a clause above it. no
Covered A document in force claims the clause itself, or each of its items, in full, and its review is not overdue. no
Overdue A document in force claims the clause itself, or each of its items, in full; the review of all of these is overdue. no
Partial A document in force claims it at all: in part, an item, without text, or only through a clause above it. no
Planned A document that is neither in force nor obsolete claims it, or one only proposes it. no
Gap None of these. yes: this decides
It is settled which outside supplies need control. A provider gets on the approved list by stated criteria and stays there by its results; ratings, decisions and what followed from them are on record.
In our own words; the standard's text is the publisher's.
What addresses it
No document claims this clause or a clause above it.
Corresponding clauses
The status of a corresponding clause says nothing about this one: the wording differs.
ISO 9002:1994 [4.6.1 General](../iso-9002-1994/4.6.1.html) Gap
ISO 9002:1994 [4.6.2 Evaluation of subcontractors](../iso-9002-1994/4.6.2.html) Gap
Clause | Requirement
Documented information | Records are to be retained.
Evidence | Missing / No document in force that claims this clause names any record.
Last audited | Never
Open findings | None
[In the matrix](../../matrix/iso-9001-2015.html#clause-8.4.1)
Previous [8.4 Control of externally provided processes, products and services](8.4.html)
Next [8.4.2 Type and extent of control](8.4.2.html)
"#]]
    );
}

#[test]
fn says_which_exclusions_exclude_nothing_and_which_items_nobody_claims() {
    let config = "[[exclusion]]\nclause = \"7.2\"\njustification = \"No people.\"\n\
                  date = 2027-01-12\n[[exclusion]]\nclause = \"7.2 d)\"\njustification = \"x\"\n";
    let files = [procedure("QP-07", IN_FORCE, "clauses: [7.2 a)]")];
    let page = TestSite::iso(config, &files).page("standards/iso-9001-2015/7.2.html");
    assert_data_eq!(
        page.linked(".remarks"),
        str![[r#"
An exclusion of it begins only on 12 Jan 2027; until then it excludes nothing.
Excluded by themselves: d).
Claimed by nobody: b), c).
"#]]
    );
}

#[test]
fn names_the_evidence_and_the_audits() {
    let files = [
        procedure("QP-07", IN_FORCE, "clauses: [8.4.1]\nrecords: [audit]"),
        audit("AUD-1", "done", "2026-05-04", "8.4"),
        audit("AUD-2", "planned", "2027-05-04", "8"),
    ];
    let page = TestSite::iso("", &files).page(PAGE);
    assert_data_eq!(
        page.linked(".clause-facts"),
        str![[r#"
Clause | Requirement
Documented information | Records are to be retained.
Evidence | On file / [Audits](../../registers/audits.html) / 1 record on file / [AUD-1 Title of AUD-1](../../records/AUD-1.html) 4 May 2026
Last audited | [4 May 2026](../../records/AUD-1.html) / [AUD-1 Title of AUD-1](../../records/AUD-1.html) / Planned: [AUD-2 Title of AUD-2](../../records/AUD-2.html) 4 May 2027
Open findings | None
[In the matrix](../../matrix/iso-9001-2015.html#clause-8.4.1)
"#]]
    );
    assert_eq!(page.count(".clause-facts .badge.is-on-file"), 1);
}
