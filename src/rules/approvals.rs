//! Rules about the files of approvals and about documents with approvals.

use super::rules;

rules! {
    WRONG_SIGNATURE: Syntax "wrong-signature" {
        meaning: "The signature of an approval does not match its statement, or `allowed_signers` does not list its key for the role. The approval was changed, or written by somebody who may not approve. It does not count.",
        remedy: "List the key for the role in allowed_signers, or take the entry out and approve the document again.",
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
            ("approvals/QP-01.toml", r##"[[approval]]
statement = '''
document: QP-01
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Quality manager
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
signature = '''
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgrThhc0qHC2ePyjqB1690AQ3GeI
YlgrWh2j4P6nbHlJAAAAAKY2xhdXNlYm9vawAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gt
ZWQyNTUxOQAAAECTO6rjkJtDKrQ3lzjXq7NRsWs/vxKS2WPls2gK2JH8wnTboCRSDZWZug
Cc+RHs2lLpr3c5F8WcvdQepswwizYC
-----END SSH SIGNATURE-----
'''
"##),
        ],
    }
    INVALID_APPROVAL: Mistake "invalid-approval" {
        meaning: "An approval names another document than its file does, or its parts do not match each other: it was copied or changed, and approves nothing.",
        remedy: "Take the entry out, and approve the document with `clausebook approve`.",
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
            ("approvals/QP-01.toml", r##"[[approval]]
statement = '''
document: QP-02
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Quality manager
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
"##),
        ],
    }
    APPROVAL_WITHOUT_DOCUMENT: Finding "approval-without-document" {
        meaning: "A file of approvals is named for an id that no document has.",
        remedy: "Name the file by the document's id, or take it away if the document is gone for good.",
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
            ("approvals/QP-02.toml", r##"[[approval]]
statement = '''
document: QP-02
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Quality manager
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
"##),
        ],
    }
    CHANGED_SINCE_APPROVAL: Finding "changed-since-approval" {
        meaning: "A document's text, or a variable or file that it uses, has changed since its present revision was approved. It is not in force: its claims count as planned.",
        remedy: "Raise the revision and have it approved, approve the text as it is now, or take the change back.",
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
Another text.
"##),
            ("approvals/QP-01.toml", r##"[[approval]]
statement = '''
document: QP-01
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Quality manager
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
"##),
        ],
    }
    NOT_APPROVED: Finding "not-approved" {
        meaning: "A document says that it is approved, and no approval of its present revision counts. It is not in force: its claims count as planned.",
        remedy: "Let the approver named in the document approve it with `clausebook approve`.",
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
            ("approvals/QP-01.toml", r##"[[approval]]
statement = '''
document: QP-01
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Quality manager
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
"##),
        ],
    }
    APPROVED_BY_OTHER: Finding "approved-by-other" {
        meaning: "An approval was given in another role than the document's approver. It is kept, and does not count.",
        remedy: "Let the approver approve the document, or name the other role as its approver.",
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
            ("approvals/QP-01.toml", r##"[[approval]]
statement = '''
document: QP-01
revision: 1
sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b
role: Managing director
meaning: approved for use
date: 2026-02-01
'''
content = '''
text 930efb4cd1e08b36c557603e8af111d47b847f6a5fd184d1bf800511152ddc2f
'''
"##),
        ],
    }
}
