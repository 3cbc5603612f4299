//! Findings about claims and about the requirements that they address. Warnings by default.

use super::rules;

rules! {
    UNADDRESSED_REQUIREMENT: Finding "unaddressed-requirement" {
        meaning: "No document addresses the requirement: its status is gap.",
        remedy: "Write or extend a document that addresses it and let it claim the clause, or exclude the clause with a justification.",
        example: [
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
---
Text.
"##),
        ],
    }
    PLANNED_REQUIREMENT: Finding "planned-requirement" {
        meaning: "The requirement is addressed only by documents that are not in force yet.",
        remedy: "Approve the document, or wait for its effective date.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: draft
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
clauses: [8.4.1]
---
Text.
"##),
        ],
    }
    PARTLY_ADDRESSED_REQUIREMENT: Finding "partly-addressed-requirement" {
        meaning: "Documents in force address the requirement only in part, or only through a clause above it. That is not taken as covered.",
        remedy: "Let a document claim the clause itself, with extent full once it says all of it.",
        example: [
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
clauses: [8.4]
---
Text.
"##),
        ],
    }
    EMPTY_CLAIM: Finding "empty-claim" {
        meaning: "A document claims a clause in text that says nothing: an empty section, a placeholder, the sentence that a new file begins with. That counts as partial, never as covered.",
        remedy: "Write there what is done, or take the claim away.",
        example: [
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
clauses: [8.4.1]
---
TBD
"##),
        ],
    }
    UNMET_CLAIM: Finding "unmet-claim" {
        meaning: "A row of a table of claims has a column `status` that `[[claims]]` does not name, and the word in it says that the claim is not met: proposed, planned, open, missing. The row counts as planned at most; one that is partly met counts in part.",
        remedy: "Write the state that is reached. If the column says nothing about the claims, write `status = false` under `columns` of the entry.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2015"]

[[claims]]
columns = { clause = "Clause", document = "Document" }
"##),
            ("procedures/map.md", r##"---
id: QP-01
title: Where each clause is addressed
kind: procedure
revision: 1
status: approved
owner: Quality manager
approver: Managing director
effective: 2026-02-01
review_due: 2027-02-01
---
The table names the document for each clause.

| Clause | Document | Status |
| --- | --- | --- |
| 8.4.1 | QP-01 | In progress |
"##),
        ],
    }
    STRUCK_CLAIM: Finding "struck-claim" {
        meaning: "A claim is in text that is struck out, on a heading that is struck out or below one, or in a task that is not ticked. It does not count.",
        remedy: "Remove the claim, or remove the strike-through; tick the task once it is done.",
        example: [
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
---
~~Suppliers are scored, see [[satisfies:8.4.1]].~~
"##),
        ],
    }
    ADDRESSED_BY_FORM: Finding "addressed-by-form" {
        meaning: "Only forms or external documents claim the requirement in full. A form records that something was done; it does not say who does it and how.",
        remedy: "Let a procedure or another document that says how it is done claim the requirement.",
        example: [
            ("forms/supplier-score.md", r##"---
id: FM-01
title: Supplier score
kind: form
revision: 1
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
clauses: [8.4.1]
---
Supplier:
"##),
        ],
    }
    EVIDENCE_MISSING: Finding "evidence-missing" {
        meaning: "The clause asks for records to be kept, and no document in force that claims it names any.",
        remedy: "Name the forms or record kinds under records in the document that claims the clause.",
        example: [
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
clauses: [8.4.1]
---
Text.
"##),
        ],
    }
    OBSOLETE_CLAIM: Finding "obsolete-claim" {
        meaning: "Only obsolete documents claim the clause, so it is no longer covered.",
        remedy: "Claim the clause in the document that took the old one's place.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: obsolete
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
clauses: [8.4.1]
---
Text.
"##),
        ],
    }
}
