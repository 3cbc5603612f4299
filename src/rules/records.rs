//! Findings about records that are late, incomplete or contradictory. Warnings by default.

use super::rules;

rules! {
    RECORD_OVERDUE: Finding "record-overdue" {
        meaning: "A record is past the day on which it was due: a finding or action that is still open, a review that was not held, a supplier that was not evaluated again. Kinds with a rule of their own for this are reported by that one.",
        remedy: "Do what is due and write it into the record, or agree on a new date and say why.",
        example: [
            ("records/ca-1.md", r##"---
id: CA-1
title: Score suppliers again
kind: action
owner: Purchasing manager
type: correction
due: 2026-09-30
state: open
---
Text.
"##),
        ],
    }
    AUDIT_OVERDUE: Finding "audit-overdue" {
        meaning: "An audit is still planned although its day has passed.",
        remedy: "Hold the audit and set it to done, or move its date, or cancel it with a reason.",
        example: [
            ("records/aud-1.md", r##"---
id: AUD-1
title: Audit of purchasing
kind: audit
owner: Quality manager
date: 2026-09-30
state: planned
clauses: [8.4]
---
Text.
"##),
        ],
    }
    CALIBRATION_OVERDUE: Finding "calibration-overdue" {
        meaning: "Measuring equipment is past the day of its next calibration, whatever the last one found. What it measures since then proves nothing.",
        remedy: "Calibrate it and write the new date and result into the record, or take it out of use.",
        example: [
            ("records/eq-1.md", r##"---
id: EQ-1
title: Micrometer no. 14
kind: equipment
owner: Metrology technician
calibrated: 2025-09-30
interval: 12 months
result: pass
---
Text.
"##),
        ],
    }
    CERTIFICATE_EXPIRED: Finding "certificate-expired" {
        meaning: "A certificate is no longer valid, and no later one for the same standard is on file.",
        remedy: "Add the new certificate as a record of its own.",
        example: [
            ("records/cert-1.md", r##"---
id: CERT-1
title: Certificate to ISO 9001
kind: certificate
owner: Quality manager
standard: ISO 9001:2015
issued: 2023-06-01
valid_until: 2026-05-31
---
Text.
"##),
        ],
    }
    TRAINING_OUTDATED: Finding "training-outdated" {
        meaning: "Somebody was trained on an earlier revision of a document that has moved on since, and was not trained again.",
        remedy: "Train the person on the present revision and add a training record.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-07
title: Purchasing
kind: procedure
revision: 4
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
roles: [Buyer]
---
Text.
"##),
            ("records/tr-1.md", r##"---
id: TR-1
title: Training of BU-01
kind: training
owner: Office manager
person: BU-01
role: Buyer
document: QP-07
revision: 3
date: 2025-02-03
result: passed
---
Text.
"##),
        ],
    }
    TRAINING_MISSING: Finding "training-missing" {
        meaning: "A document in force asks for trained people in a role, and somebody who holds the role, or everybody, is not trained on it. Of several trainings on one revision the latest counts; a failed or pending one does not.",
        remedy: "Train them and add training records, or take the role out of the document's `roles`.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-07
title: Purchasing
kind: procedure
revision: 4
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
roles: [Buyer]
---
Text.
"##),
        ],
    }
    AUDIT_NOT_INDEPENDENT: Finding "audit-not-independent" {
        meaning: "The role that audits owns one of the audited documents. Nobody is to audit their own work.",
        remedy: "Let another role audit it, or split the audit.",
        example: [
            ("procedures/purchasing.md", r##"---
id: QP-07
title: Purchasing
kind: procedure
revision: 4
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
---
Text.
"##),
            ("records/aud-1.md", r##"---
id: AUD-1
title: Audit of purchasing
kind: audit
owner: Quality manager
date: 2026-09-30
type: internal
auditor: Purchasing manager
state: done
documents: [QP-07]
---
Text.
"##),
        ],
    }
    FINDING_WITHOUT_ACTION: Finding "finding-without-action" {
        meaning: "A finding is open past its due date, and no action names it as its source.",
        remedy: "Add an action with `source:` set to the finding.",
        example: [
            ("records/nc-1.md", r##"---
id: NC-1
title: Suppliers not scored
kind: finding
owner: Purchasing manager
grade: minor
date: 2026-05-04
due: 2026-08-02
state: open
---
Text.
"##),
        ],
    }
    ACTION_CLOSED_WITHOUT_ROOT_CAUSE: Finding "action-closed-without-root-cause" {
        meaning: "A corrective action is closed, but its record does not say what the root cause was. Without it nobody knows whether the problem can come back.",
        remedy: "Add `root_cause`, or open the action again.",
        example: [
            ("records/ca-1.md", r##"---
id: CA-1
title: Score suppliers again
kind: action
owner: Purchasing manager
type: corrective
due: 2026-09-30
completed: 2026-09-14
effective: { verified: yes, date: 2026-11-02 }
state: closed
---
Text.
"##),
        ],
    }
    ACTION_CLOSED_WITHOUT_VERIFICATION: Finding "action-closed-without-verification" {
        meaning: "A corrective or preventive action is closed, but nobody has verified that it was effective, or it was not.",
        remedy: "Verify it and add `effective: { verified: yes, date: … }`, or open the action again.",
        example: [
            ("records/ca-1.md", r##"---
id: CA-1
title: Score suppliers again
kind: action
owner: Purchasing manager
type: corrective
root_cause: Nobody was named who scores
due: 2026-09-30
completed: 2026-09-14
state: closed
---
Text.
"##),
        ],
    }
    OBJECTIVE_MISSED: Finding "objective-missed" {
        meaning: "The last value of an objective misses its target.",
        remedy: "Decide what is to be done, and add it as an action whose source is the objective.",
        example: [
            ("records/obj-1.md", r##"---
id: OBJ-1
title: Delivery on time
kind: objective
owner: Production manager
unit: "%"
target: 96
direction: at-least
period: month
data:
  - { period: 2026-09, value: 96.4 }
  - { period: 2026-10, value: 94.6 }
---
Text.
"##),
        ],
    }
    NO_DUE_DATE: Finding "no-due-date" {
        meaning: "Something is open, or is to be done again and again, and the record does not say by when. It would never be shown as overdue.",
        remedy: "Add the date, or the interval that it follows from.",
        example: [
            ("records/ca-1.md", r##"---
id: CA-1
title: Score suppliers again
kind: action
owner: Purchasing manager
type: correction
state: open
---
Text.
"##),
        ],
    }
    FUTURE_DATED: Finding "future-dated" {
        meaning: "A record says that something was done, closed, held, implemented, verified, passed, calibrated or evaluated on a day after the as-of date. It has not happened: the record is open, and proves nothing. Or an approval is dated after the present day: it does not count.",
        remedy: "Correct the date; or say what is true today (planned, pending, open) and write the rest when it has happened.",
        example: [
            ("records/aud-1.md", r##"---
id: AUD-1
title: Audit of purchasing
kind: audit
owner: Quality manager
date: 2027-03-04
type: internal
state: done
---
Text.
"##),
        ],
    }
    FINDING_CLOSED_EARLY: Finding "finding-closed-early" {
        meaning: "A major or minor finding is closed although no action deals with it, or while an action that deals with it is still open.",
        remedy: "Add the action that was taken with `source:` set to the finding, or close the action, or open the finding again.",
        example: [
            ("records/nc-1.md", r##"---
id: NC-1
title: Suppliers not scored
kind: finding
owner: Purchasing manager
grade: minor
date: 2026-05-04
due: 2026-08-02
state: closed
---
Text.
"##),
        ],
    }
    DATES_OUT_OF_ORDER: Finding "dates-out-of-order" {
        meaning: "Two dates of a record contradict each other: something was completed before it began, or verified before it was completed.",
        remedy: "Correct the date that is wrong.",
        example: [
            ("records/ca-1.md", r##"---
id: CA-1
title: Score suppliers again
kind: action
owner: Purchasing manager
type: correction
due: 2026-09-30
completed: 2026-09-14
effective: { verified: yes, date: 2026-09-02 }
state: closed
---
Text.
"##),
        ],
    }
}
