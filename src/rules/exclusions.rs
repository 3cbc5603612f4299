//! Findings about exclusions and about the reasons why clauses apply. Warnings by default.

use super::rules;

rules! {
    EXCLUSION_NOT_YET: Finding "exclusion-not-yet" {
        meaning: "An exclusion bears a date that is still to come, or that cannot be read. Until then it excludes nothing.",
        remedy: "Correct the date, or wait until it has come.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]

[[exclusion]]
clause = "8.3"
justification = "Customers supply every drawing."
approved_by = "Managing director"
date = 2099-01-01
"##),
        ],
    }
    EXCLUSION_NOT_APPROVED: Finding "exclusion-not-approved" {
        meaning: "An exclusion does not say who approved it. It excludes all the same; an auditor will ask.",
        remedy: "Add approved_by with the role that decided it.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]

[[exclusion]]
clause = "8.3"
justification = "Customers supply every drawing."
"##),
        ],
    }
    UNUSUAL_EXCLUSION: Finding "unusual-exclusion" {
        meaning: "An exclusion takes out a clause that few organisations can leave out, or several requirements at once for each of which the standard asks for a reason. It still excludes the clause. Check it before an auditor does.",
        remedy: "Look again whether the clause really does not apply. If it does not, set the rule to allow.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]

[[exclusion]]
clause = "9.2"
justification = "We have no auditors."
approved_by = "Managing director"
"##),
        ],
    }
    NO_REASON: Finding "no-reason" {
        meaning: "A standard asks why each of these requirements applies, and neither `[[applicability]]` nor an exclusion says so: the statement of applicability has a row without a reason.",
        remedy: "Add an entry to manual.toml that names the clause, or one above it, with reason and text; or exclude the clause with a justification.",
        example: [
            ("manual.toml", r##"title = "Security manual"
standards = ["iso-iec-27001-2022"]

[[applicability]]
clause = "A.5.1"
reason = "law"
text = "The law on critical infrastructure asks for policies."
"##),
        ],
    }
    EXCLUDED_BUT_APPLICABLE: Finding "excluded-but-applicable" {
        meaning: "An entry of `[[applicability]]` says why a clause applies, and the clause is excluded as not applicable. The exclusion counts. An auditor will ask which is true.",
        remedy: "Take the entry or the exclusion away.",
        example: [
            ("manual.toml", r##"title = "Security manual"
standards = ["iso-iec-27001-2022"]

[[exclusion]]
clause = "A.8.30"
justification = "Nobody develops software for us."
approved_by = "Managing director"

[[applicability]]
clause = "A.8.30"
reason = "risk"
text = "Risk 12: suppliers' code."
"##),
        ],
    }
    EXCLUDED_BUT_CLAIMED: Finding "excluded-but-claimed" {
        meaning: "A clause is excluded as not applicable, and yet a document claims it. An auditor will ask which is true.",
        remedy: "Take the claim or the exclusion away.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]

[[exclusion]]
clause = "8.3"
justification = "Customers supply every drawing."
"##),
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
clauses: [8.3.2]
---
Text.
"##),
        ],
    }
}
