//! Findings about the management system. Warnings by default.

use super::rules;

rules! {
    SETTING_WITHOUT_EFFECT: Finding "setting-without-effect" {
        meaning: "A part of manual.toml has no effect: a pattern matches nothing, or a file of keys, passwords or claims, which is never published; no file has a field of the name; no file takes anything from an entry; no text has what an entry looks for.",
        remedy: "Correct it, or take it out.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2015"]
publish = ["donwloads/**"]
"##),
            ("downloads/drawing.dxf", "0"),
        ],
    }
    METADATA_DIFFERS: Finding "metadata-differs" {
        meaning: "The text of a page says something else of a field than its front-matter, or than a block of fields further above. The front-matter counts, then the first block.",
        remedy: "Write the same in both places, or take one of them out.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2015"]

[[metadata]]
names = { "Owner" = "owner" }
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
---
**Owner:** Managing director

Buyers score each supplier.
"##),
        ],
    }
    METADATA_NOT_READ: Finding "metadata-not-read" {
        meaning: "A text has a block of fields that the page needs, in a place where a document does not speak of itself: below text or a heading of another subject, in a quotation with other text, in an example. The block is not read. If it says that the document is not approved, a status `approved` of `[[defaults]]` is not taken either. Or a field stands only in struck-out text or in a task that is not ticked, so that the page has none, and takes none from `[[defaults]]`.",
        remedy: "Move the block below the page's title or below a heading such as `Document control`; name its heading in `headings` of the entry; or narrow its `files`.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2015"]

[[metadata]]
names = { "Owner" = "owner", "Status" = "status" }

[[defaults]]
id = "{stem}"
kind = "procedure"
owner = "Quality manager"
revision = "1"
"##),
            ("procedures/QP-01.md", r##"# Purchasing

Buyers score each supplier.

## Open points

| Point | Owner | Status |
| --- | --- | --- |
| New form | Buyer | approved |
"##),
        ],
    }
    CHANGED_WITHOUT_REVISION: Finding "changed-without-revision" {
        meaning: "The text of an approved document was changed after the commit that set its revision, or its status approved if that was later: readers of this revision may have different texts. A change of white space does not count; a document with approvals is compared with these instead. The rule needs a git repository with its whole history.",
        remedy: "Give the document a new revision, with a line in its history that says what has changed, or take the change back.",
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
Committed with one text, and now with another.
"##),
        ],
    }
    REVIEW_OVERDUE: Finding "review-overdue" {
        meaning: "A document in force has not been reviewed by the day on which its review was due. What it claims is shown as overdue.",
        remedy: "Review the document, then move review_due or raise the revision with a new effective date.",
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
review_due: 2026-08-01
---
Text.
"##),
        ],
    }
    SUPERSEDED_BY_UNISSUED: Finding "superseded-by-unissued" {
        meaning: "A document supersedes another, is obsolete, and has no effective date, so it is unknown whether it ever took effect. The other document counts as superseded.",
        remedy: "Give the obsolete document the effective date that it had. If it never took effect, remove the other document from its `supersedes`.",
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
            ("procedures/buying.md", r##"---
id: QP-02
title: Buying
kind: procedure
revision: 1
status: obsolete
owner: Purchasing manager
supersedes: [QP-01]
---
Text.
"##),
        ],
    }
    UNUSED_DEFINITION: Finding "unused-definition" {
        meaning: "A line such as `[Warning]: hot-surface` defines the address of a link that the page does not have: readers do not see the line.",
        remedy: "Write \\[ where it is meant as text. Take it out, or link to it, where it is meant as an address. `[//]:` and `[comment]:` are left alone: they are how comments are written.",
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
[Warning]: hot-surface
"##),
        ],
    }
    HTML_LEFT_OUT: Finding "html-left-out" {
        meaning: "HTML that a page cannot hold is left out of it: scripts, styles, forms, frames, drawings, tags that are not allowed where they are. Each is reported once for a page.",
        remedy: "Write it in Markdown, show a drawing as an image file, or take it out.",
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
<font color="red">Never bypass the guard.</font>
"##),
        ],
    }
    REMOTE_PICTURE: Finding "remote-picture" {
        meaning: "A picture lies on another host. No page of the site asks another host for anything, so that readers see a link in its place.",
        remedy: "Save the picture in the manual, and write its path.",
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
![Map](https://pictures.example/map.png)
"##),
        ],
    }
    UNREAD_NOTICE: Finding "unread-notice" {
        meaning: "A notice is written as other tools have it (`!!! note`, `:::note`, `=== \"Tab\"`, text behind `[!NOTE]`): readers see the signs, not a notice.",
        remedy: "Write `> [!NOTE]` on a line of its own, and `> ` before each line of the notice.",
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
!!! warning "Hot surface"
    Let it cool.
"##),
        ],
    }
    COMMENT_CUTS_VALUE: Finding "comment-cuts-value" {
        meaning: "A `#` behind a space ends a value in YAML: what follows is a comment. Here it is likely to belong to the value.",
        remedy: "Put the value between quotation marks; write two spaces before a comment and one behind its `#`.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Form #12 register
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
    DIAGRAM_NOT_DRAWN: Finding "diagram-not-drawn" {
        meaning: "A Mermaid diagram cannot be drawn: it has a mistake, is of a type that is not drawn (flowcharts, sequence, state, class and entity diagrams and pies are), is larger than a page can show, or has subgraphs whose frames and boxes would be drawn over each other. Readers see its source.",
        remedy: "Correct the line that the message names, put the boxes of a subgraph next to each other, or draw the diagram elsewhere and show it as an image.",
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
```mermaid
flowchart LR
  A[Need --> B{Order?}
```
"##),
        ],
    }
    UNCONTROLLED_PAGE: Finding "uncontrolled-page" {
        meaning: "A Markdown file has no front-matter: it becomes a page, but it is no controlled document and claims nothing.",
        remedy: "Add front-matter if people work by it; else leave it, or allow the rule.",
        example: [
            ("notes.md", r##"# Notes
"##),
        ],
    }
    SELF_APPROVED: Finding "self-approved" {
        meaning: "The same role owns and approves a document. Documents are to be approved by somebody else than their author.",
        remedy: "Name another approver, or allow the rule where one role holds both.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: approved
owner: Purchasing manager
approver: Purchasing manager
effective: 2026-02-01
review_due: 2027-02-01
---
Text.
"##),
        ],
    }
    HISTORY_BEHIND: Finding "history-behind" {
        meaning: "A document's history has no entry for its current revision, so that nobody can see what changed.",
        remedy: "Add the revision with its date and the nature of the change.",
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
history:
  - { revision: 0, date: 2025-01-01, change: First issue }
---
Text.
"##),
        ],
    }
    HISTORY_CONTRADICTS: Finding "history-contradicts" {
        meaning: "A document's history cannot be true: a later revision has an earlier date, or there is a revision later than the document's own.",
        remedy: "Correct the date or the revision that is wrong, in the history or in the document.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 2
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
history:
  - { revision: 1, date: 2025-06-01, change: First issue }
  - { revision: 2, date: 2025-02-01, change: Scoring added }
---
Text.
"##),
        ],
    }
    SUPERSEDED_BUT_APPROVED: Finding "superseded-but-approved" {
        meaning: "A document still has status approved although another has taken its place. It is treated as obsolete.",
        remedy: "Set its status to obsolete.",
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
supersedes: [QP-02]
---
Text.
"##),
            ("procedures/old.md", r##"---
id: QP-02
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
}
