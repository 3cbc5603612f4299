//! Rules about documents in several languages.

use super::rules;

rules! {
    NO_ORIGINAL: Finding "no-original" {
        meaning: "No file of a document is in the manual's language. If it has one file, that file is the document, in another language than the others. If it has several, it is unknown which of them counts, so the document is not in force. The same holds where nothing can be read in the file that may be its text in the manual's language.",
        remedy: "Add the text in the manual's language, correct `language` in manual.toml or in the file, or give files that are documents of their own different ids.",
        example: [
            ("procedures/purchasing.de.md", r##"---
id: QP-01
title: Einkauf
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
            ("procedures/purchasing.fr.md", r##"---
id: QP-01
title: Achats
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
    OUTDATED_TRANSLATION: Finding "outdated-translation" {
        meaning: "A translation is of an older revision than the document. Its page says so; what counts is the document.",
        remedy: "Translate what has changed, and write the document's revision into the translation.",
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
---
Text.
"##),
            ("procedures/purchasing.de.md", r##"---
id: QP-01
title: Einkauf
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
    TRANSLATION_CONTRADICTS: Finding "translation-contradicts" {
        meaning: "A translation says something else than the document: another kind, status, effective day or audience, a later revision, a claim or a superseded document that the document does not name, or a row of claims for another document that does not make them. The document counts; what only a translation claims counts nowhere.",
        remedy: "Write the same into both files: correct the one that is wrong.",
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
---
Text.
"##),
            ("procedures/purchasing.de.md", r##"---
id: QP-01
title: Einkauf
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
