//! Syntax errors and mistakes in files. Denied by default.

use super::rules;

rules! {
    SYNTAX_ERROR: Syntax "syntax-error" {
        meaning: "A file cannot be parsed: front-matter that is not valid YAML or TOML, a missing closing line, a field written twice, nesting that is too deep, an unresolved merge. Nothing in the file counts.",
        remedy: "Correct the place that the message names. Text with a colon, a hash or a bracket in it needs quotation marks.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: [never closed
---
Text.
"##),
        ],
    }
    UNREADABLE_FILE: Syntax "unreadable-file" {
        meaning: "A file or folder cannot be read: it is not UTF-8, too large, not permitted, or a link that leads back to a folder above it.",
        remedy: "Save the file as UTF-8, split it, or take the link away.",
        example: [
            ("procedures/purchasing.md", "\u{0}not text"),
        ],
    }
    UNREAD_CLAIM: Mistake "unread-claim" {
        meaning: "Something looks like a claim and is not read: `[[satisfies:…]]` in a block of HTML, in a tag or without its brackets, `{clause=…}` elsewhere than at the end of a heading or without its last brace, `clause=` in a tag, either of the first two in a field of front-matter. Without this error, a claim would be lost unnoticed.",
        remedy: "Write [[satisfies:8.4.1]] in a paragraph, an item or a cell, or {clause=8.4.1} at the end of the line of a heading. In code and in comments nothing is read.",
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
<div>
Buyers score each supplier. [[satisfies:8.4.1]]
</div>
"##),
        ],
    }
    UNREAD_STRIKE: Mistake "unread-strike" {
        meaning: "Text that its author means to strike out is not struck out as a whole: a tag `<s>` or `<del>` that is still open where its paragraph, item or cell ends, or a pair of `~~` that is not read, as with a blank inside, or with a blank line or a heading between. All up to the closing counts as struck out, claims too.",
        remedy: "Strike out each paragraph, item or cell by itself, as in ~~words~~, or write <del> and </del> on lines of their own, with blank lines around them.",
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
Buyers order from listed suppliers.

<s>Suppliers are scored once a year.

The scores are kept, see [[satisfies:8.4.1]].</s>
"##),
        ],
    }
    UNREAD_LINK: Mistake "unread-link" {
        meaning: "Something looks like a link and is not read as one: its address has a space in it, or `[[ID]]` is in a setting or a catalog, where readers see the brackets.",
        remedy: "Write the address between < and >, or %20 for each space. In a setting, write the words without brackets.",
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
See the [list of suppliers](approved suppliers.md).
"##),
        ],
    }
    UNREAD_VARIABLE: Mistake "unread-variable" {
        meaning: "`{{ name }}` stands in a field of a page or in a setting, where no variable is read: readers would see the braces. A justification, a reason or a source that holds nothing else says nothing, so that it counts as missing.",
        remedy: "Write the words that the variable stands for. Variables are read in the texts of pages alone.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing at {{ company }}
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
    SURPLUS_CELL: Mistake "surplus-cell" {
        meaning: "A row of a table has more cells than the head of its table. Those beyond are not shown, and no claim or reference in them is read.",
        remedy: "Give the head a column for them. A bar that belongs to a cell is written \\|.",
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
| Step | Who |
| --- | --- |
| Weigh | Setter | Refuse when over 20 kg |
"##),
        ],
    }
    PRIVATE_KEY: Mistake "private-key" {
        meaning: "A page, manual.toml, a standard or a file of the theme holds a private key. All of these are shown to the readers of the site, and anyone who has the key can act as its owner.",
        remedy: "Take the key out and have it replaced. A page about keys may show the first line of a key, followed by dots.",
        example: [
            ("index.md", "The key of the server:\n\n```\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\n```\n"),
        ],
    }
    ACTIVE_CONTENT: Mistake "active-content" {
        meaning: "A file that is published as it is, an SVG, HTML or XML file, holds a script, a handler or an address that runs. In a page they are removed, but a file that a reader opens by itself runs them.",
        remedy: "Save the file without scripts; drawing programs call that plain or optimised SVG. Or publish a picture or a PDF of it.",
        example: [
            ("index.md", "![The process](process.svg)\n"),
            ("process.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>\n"),
        ],
    }
    MISSING_PART: Mistake "missing-part" {
        meaning: "A file that is published, an HTML, SVG or CSS file, shows or links to another file that is not published: readers would find a missing picture or a broken link.",
        remedy: "Name the other file under `publish` in manual.toml, or take out what asks for it.",
        example: [
            ("index.md", "See the [tool](tool.html).\n"),
            ("tool.html", "<img src=\"scale.png\" alt=\"\">\n"),
            ("scale.png", "x"),
        ],
    }
    INVALID_NAME: Mistake "invalid-name" {
        meaning: "A file that is published has a name that Windows cannot hold, or one that is too long: the site could not be copied to a file share or a stick.",
        remedy: "Rename the file: no `\\ : * ? \" < > |`, no dot or blank at the end, no name of a device such as `con` or `aux`.",
        example: [
            ("index.md", "See the [form](forms/aux.png).\n"),
            ("forms/aux.png", "x"),
        ],
    }
    CLASHING_NAMES: Mistake "clashing-names" {
        meaning: "Two files have names that people, or some systems, do not tell apart: they differ in case only, or in the form of Unicode in which a letter with a mark is written. On another machine one of them would take the place of the other.",
        remedy: "Rename one of the files, and correct the links to it.",
        example: [
            ("procedures/Plan.md", "# Plan\n"),
            ("procedures/plan.md", "# The other plan\n"),
        ],
    }
    MISSING_FIELD: Mistake "missing-field" {
        meaning: "A field that a kind must have is not there. Every document needs id, title, kind, revision, status and owner; once approved also approver and effective.",
        remedy: "Add the field. If the manual calls it by another name, say so under [fields] in manual.toml.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: draft
---
Nobody owns this.
"##),
        ],
    }
    UNKNOWN_FIELD: Mistake "unknown-field" {
        meaning: "The front-matter has a field that its kind does not have, so what it says would count nowhere.",
        remedy: "Correct the name, map it under [fields] in manual.toml, or set unknown-field to warn for a manual written for another tool.",
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
aprover: Quality manager
---
Text.
"##),
        ],
    }
    INVALID_VALUE: Mistake "invalid-value" {
        meaning: "A value is not what its field holds: a date that is no day of the calendar, a word that is not one of the list, a table where a text is meant.",
        remedy: "Write the value as the message says. Words that the manual uses for ours are mapped under [values.FIELD].",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: procedure
revision: 1
status: released
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
---
Text.
"##),
        ],
    }
    INVALID_ID: Mistake "invalid-id" {
        meaning: "An id makes the page's address, so it cannot hold what a file name cannot.",
        remedy: "Use letters, digits, spaces, dots and hyphens.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP/01
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
    DUPLICATE_ID: Mistake "duplicate-id" {
        meaning: "Two files have the same id, or ids that differ only in case. A page has one address, and a reference must mean one page: only the first file, by its path, is taken. Two clauses of a catalog with one number, and two requirements of it that would be one control in OSCAL, are reported, too; so is an alias or a designation that is the id of another catalog, which does not count.",
        remedy: "Give one of them the next free id.",
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
    DUPLICATE_SECTION: Mistake "duplicate-section" {
        meaning: "Two headings of a page have the same written id, so that a link to it cannot mean both.",
        remedy: "Give one of them another id.",
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
## One {#part}

## Two {#part}
"##),
        ],
    }
    UNKNOWN_KIND: Mistake "unknown-kind" {
        meaning: "The kind is none of the built-in ones and none that manual.toml adds.",
        remedy: "Correct it, map it under [values.kind], or add it as [kind.NAME].",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-01
title: Purchasing
kind: proceedure
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
    UNKNOWN_SETTING: Mistake "unknown-setting" {
        meaning: "manual.toml or a standard's file has a key that means nothing there.",
        remedy: "Correct the key or take it out.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]
review_intervall = "12 months"
"##),
        ],
    }
    UNKNOWN_STANDARD: Mistake "unknown-standard" {
        meaning: "A standard is named that is neither built in nor in the manual's standards folder, or one that manual.toml does not list, or a name that several of them bear.",
        remedy: "Write the id of a standard that manual.toml lists; `clausebook standards list` shows those there are.",
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
clauses: ["iso-9001-2051:8.4.1"]
---
Text.
"##),
        ],
    }
    UNKNOWN_CLAUSE: Mistake "unknown-clause" {
        meaning: "A clause number does not exist in its standard. A claim on it counts nowhere: nothing is guessed.",
        remedy: "Write a number of the standard. A number of another standard needs that standard's id before it.",
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
clauses: [8.4.9]
---
Text.
"##),
        ],
    }
    INVALID_CLAUSE: Mistake "invalid-clause" {
        meaning: "Several clauses are written as one: a range, a list with commas or slashes. Each claim is one clause, so that nothing between two numbers is claimed unseen.",
        remedy: "Write each clause as an entry of its own; the help writes the list out.",
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
clauses: [8.4.1-8.4.3]
---
Text.
"##),
        ],
    }
    UNKNOWN_SECTION: Mistake "unknown-section" {
        meaning: "A claim names a section that its document does not have. It counts for the document without a section.",
        remedy: "Write the id of a heading of the document.",
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
clauses: [{ clause: 8.4.1, section: incomming }]
---
## Goods in {#incoming}
"##),
        ],
    }
    BROKEN_REFERENCE: Mistake "broken-reference" {
        meaning: "Something is referred to that is not there: an id, a section, a file, a form named as evidence.",
        remedy: "Correct it; the help names what is nearest.",
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
See [[QP-02]].
"##),
        ],
    }
    UNKNOWN_VARIABLE: Mistake "unknown-variable" {
        meaning: "The text uses a variable that manual.toml does not define.",
        remedy: "Add it under [variables], or write the text in code if it is meant as it stands.",
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
{{ compny }} buys steel.
"##),
        ],
    }
    CLAIM_IN_RECORD: Mistake "claim-in-record" {
        meaning: "A record, or a page without front-matter, claims a clause. Only documents make claims: a record is evidence, and the rows of its tables claim nothing for documents either.",
        remedy: "Move the claim to the document that the record belongs to.",
        example: [
            ("records/review.md", r##"---
id: MR-2026
title: Management review
kind: review
owner: Quality manager
date: 2026-03-01
---
## Outputs {#outputs clause=9.3.3}
"##),
        ],
    }
    UNKNOWN_ITEM: Mistake "unknown-item" {
        meaning: "A clause is named with a letter that is not among its items, so that it means nothing. A claim on it counts nowhere.",
        remedy: "Write one of the letters that the clause has, or the clause without a letter.",
        example: [
            ("procedures/training.md", r##"---
id: QP-01
title: Training
kind: procedure
revision: 1
status: approved
owner: Quality manager
approver: Managing director
effective: 2026-02-01
review_due: 2027-02-01
clauses: ["7.2 x)"]
---
Text.
"##),
        ],
    }
    UNJUSTIFIED_EXCLUSION: Mistake "unjustified-exclusion" {
        meaning: "An exclusion has no justification, or one that says nothing: a placeholder, a comment, struck-out words. It excludes nothing.",
        remedy: "Say why the clause does not apply to this organisation.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]

[[exclusion]]
clause = "8.3"
justification = " "
"##),
        ],
    }
    EXCLUSION_NOT_PERMITTED: Mistake "exclusion-not-permitted" {
        meaning: "An exclusion names a clause that its standard does not permit to exclude. It excludes nothing, or only those clauses below it that may be excluded.",
        remedy: "Remove the exclusion and address the clause, or exclude only clauses that the standard permits to exclude.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-13485-2016"]

[[exclusion]]
clause = "5.6"
justification = "We trust each other."
"##),
        ],
    }
    CIRCULAR_SUPERSESSION: Mistake "circular-supersession" {
        meaning: "Documents supersede each other in a circle, or one supersedes itself, so that all of them are obsolete.",
        remedy: "Remove an entry of `supersedes` so that only newer documents supersede older ones.",
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
supersedes: [QP-01]
---
Text.
"##),
        ],
    }
    THEME_ERROR: Mistake "theme-error" {
        meaning: "The theme cannot be found, or one of its templates cannot be read.",
        remedy: "Correct the theme's name or the template; a theme needs only the templates that it changes.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]
theme = "nowhere"
"##),
        ],
    }
}
