# Every word that the theme prints by itself. In templates a message without arguments is
# `t.name`, with `_` in place of `-`.

# Dates
decimal-sign = .
date = { $day } { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

# How to verify the site
verify = Verify this site
verify-text = Whether every file here is what the build wrote can be found out without the program that made it. Open a terminal in the folder of this page.
verify-files = Every file has the SHA-256 that SHA256SUMS lists (the first command is for Linux, the second for macOS). Nothing is printed where all is well.
verify-sums = SHA256SUMS itself is the one that manifest.json lists: a line of the manifest is printed.
verify-signature = If manifest.json.sig is there, the build was signed. The file allowed_signers must come from the organisation by another way than this site; write the role of the signer in place of “Quality manager”. The answer begins with “Good”.
verify-program = The program does all of this at once, and says what was changed, added and removed.
verify-added = Files that were added are not in the lists: whoever looks for them compares the names in SHA256SUMS with those in the folder. Without a signature, whoever can write here can change the lists as well.

# Around every page
skip-to-content = Skip to content
nav-label = Main
nav-home = Home
nav-documents = Documents
nav-menu = Menu
nav-matrix = Matrix
nav-gaps = Gaps
nav-standards = Standards
theme-toggle = Switch between light and dark
edition-title = Edition for { $audience }
edition-note = This edition does not hold every page of the manual. Its statuses are those of the whole manual.
edition-note-records = It does not hold every record, and says nothing of what rests on the others.
register-incomplete = This edition does not hold every record of this register
withheld-document = a document that this edition does not hold
addressed-elsewhere = addressed in a document that this edition does not hold
footer-as-of = As of
footer-made-with = Made with
footer-print = Print the whole manual
uncontrolled-when-printed = Uncontrolled when printed

# A document's status, as written
status-draft = Draft
status-review = In review
status-approved = Approved
status-obsolete = Obsolete

# A document's state on the as-of date
state-in-force = In force
state-overdue = Review overdue
state-not-yet = Not yet effective
state-superseded = Superseded
state-unknown = No status
state-unclear = Unclear, not in force
state-changed-since-approval = Changed since approval
state-not-approved = Not approved

# The status of a requirement
coverage-covered = Covered
coverage-overdue = Overdue
coverage-partial = Partial
coverage-planned = Planned
coverage-gap = Gap
coverage-excluded = Excluded
coverage-sentence =
    { $covered } of { $total ->
        [one] { $total } requirement
       *[other] { $total } requirements
    } covered{ $excluded ->
        [0] { "" }
       *[other] , { $excluded } excluded
    }
coverage-none = Nothing to cover
coverage-of-all = All of { $clause }: { $sentence }
coverage-on-page = On this page: { $sentence }
requirements-count =
    { $count ->
        [one] { $count } requirement
       *[other] { $count } requirements
    }

# A clause: its status, with what stands against it
coverage-contested = Covered, major finding open
major-open = Major finding open
all-excluded =
    { $count ->
        [one] { $count } requirement, excluded
       *[other] { $count } requirements, all excluded
    }
heading-clause = Heading
requirement-clause = Requirement

# Documented information and evidence of a clause
documented-maintain = Document
documented-retain = Records
documented-both = Document and records
documented-unknown = Not known
documented-none-long = The clause names none.
documented-maintain-long = A document is to be maintained.
documented-retain-long = Records are to be retained.
documented-both-long = A document is to be maintained, and records are to be retained.
documented-unknown-long = The catalog does not say whether records are asked for.
evidence-missing = Missing
evidence-named = Named, none on file
evidence-on-file = On file
evidence-stale = Older than asked for
evidence-unknown = Not known
evidence-not-required = Not required
evidence-nobody = No document in force that claims this clause names any record.
records-on-file =
    { $count ->
        [0] none on file
        [one] { $count } record on file
       *[other] { $count } records on file
    }

# Findings and audits of a clause
findings-major = { $count } major
findings-minor = { $count } minor
findings-observation =
    { $count ->
        [one] { $count } observation
       *[other] { $count } observations
    }
findings-ungraded = { $count } without a grade
findings-none = None
grade-major = Major
grade-minor = Minor
grade-observation = Observation
grade-unknown = Ungraded
audit-never = Never
audit-due-since = due since
audit-due-unreadable = due: nobody can read the audit cycle
audit-planned = Planned:
finding-due = due

# What addresses a clause
revision-short = rev
claim-through = via { $clause }
claim-paragraph = a paragraph
claim-mark-empty = no text
claim-mark-proposed = proposed
claim-mark-struck = struck out, counts for nothing
addresses-full = in full
addresses-part = in part
addresses-item = item { $item }
addresses-items = items { $items }
nobody-claims = No document claims it.
more-documents =
    { $count ->
        [one] and { $count } more document
       *[other] and { $count } more documents
    }
more-claims =
    { $count ->
        [one] One more claim is not shown here. The matrix as a file has all of them:
       *[other] { $count } more claims are not shown here. The matrix as a file has all of them:
    }
excluded-with = Excluded with { $clause }.

# Why a claim counts or does not
claim-covers = In force since { $effective }; addresses this clause itself, in full.
claim-overdue = In force, and addresses this clause itself in full, but is overdue for review.
claim-part = In force, but addresses only a part of this clause.
claim-empty = In force, but says nothing where it claims this clause.
claim-proposed = Only proposed: nobody has said yet that this clause is met there.
claim-struck = Struck out, or in a task that nobody has ticked: counts for nothing.
claim-item = In force, but addresses only item { $item } of this clause.
claim-broad = In force, but claims only { $clause } as a whole, not this clause itself.
claim-on-heading = In force. Claims the heading: for each requirement below it this counts as partial.
claim-review-was-due = Its review was due { $due }.
claim-review-unreadable = What says when its review is due cannot be read.
claim-draft = A draft: not approved yet.
claim-in-review = In review: not approved yet.
claim-later = Approved, but effective only from { $effective }.
claim-undated = Approved without an effective date, so not in force.
claim-without-status = Has no valid status, so is not in force.
claim-in-merge = Its file holds the marks of a merge that nobody resolved, so it is not in force.
claim-with-shared-id = Another file bears its id as well, so it is not in force.
claim-obsolete = Obsolete: counts for nothing.
claim-superseded = Superseded by { $document }: counts for nothing.
claim-superseded-elsewhere = Superseded by a document that this edition does not hold: counts for nothing.

# Why a document that says that it is approved is not what was approved
approval-changed = Changed since the { $role } approved it on { $date }, so it is not in force.
approval-changed-parts = Changed since the { $role } approved it on { $date } ({ $parts }), so it is not in force.
approval-part-text = its text
approval-part-variable = the value of “{ $name }”
approval-part-field = the field “{ $name }” in manual.toml
approval-part-file = the file { $name }
approval-missing =
    { $why ->
        [unreadable] Its approvals cannot be read, so it is not in force.
        [misplaced] Its approvals stand in a file that is not named for it, so it is not in force.
        [future] Its approval is dated after the present day, so it is not in force.
        [signature] The signature of its approval is wrong, or by a key that is not listed for the role, so it is not in force.
        [unsigned] Its approval bears no signature, which this manual asks for, so it is not in force.
        [role] The { $role } approved it, not its approver, the { $approver }, so it is not in force.
        [revision] Approved in revision { $other }, but not in revision { $revision }, so it is not in force.
       *[nothing] Nobody has approved it yet, so it is not in force.
    }

# Why a clause has its status
reason-excluded = It is excluded as not applicable, with a justification.
reason-elsewhere = It is addressed in a document that this edition does not hold.
reason-covered = A document in force addresses this clause itself, in full, and its review is not overdue.
reason-covered-items = Documents in force address each of its items in full, and their review is not overdue.
reason-overdue = Every document in force that addresses this clause itself in full is overdue for review.
reason-overdue-items = Documents in force address each of its items in full, but for some item only such as are overdue for review.
reason-partial-part = Documents in force address only a part of it.
reason-partial-empty = Documents in force claim it, but say nothing there.
reason-partial-broad = Documents in force claim only a clause above it, not this clause itself.
reason-partial-both = Documents in force address only a part of it, or claim only a clause above it.
reason-planned = The documents that claim it are not in force yet.
reason-planned-proposed = It is only proposed: no document claims it yet.
reason-gap = No document claims it, nor a clause above it.
reason-gap-obsolete = Only obsolete documents claim it, and they count for nothing.
reason-gap-struck = Only struck-out text or obsolete documents claim it; neither counts.
reason-heading = The worst status of the requirements below it; those that are excluded are left out.
reason-heading-excluded = Every requirement below it is excluded as not applicable.
reason-contested = But a major finding is open against it.
reason-nothing-below = There is no requirement below it.
rules-heading = How this was decided
rules-lead = The first of these that is true on the as-of date gives the status.
rule-excluded = It is excluded, with a justification, itself or with a clause above it.
rule-covered = A document in force claims the clause itself, or each of its items, in full, and its review is not overdue.
rule-overdue = A document in force claims the clause itself, or each of its items, in full; the review of all of these is overdue.
rule-partial = A document in force claims it at all: in part, an item, without text, or only through a clause above it.
rule-planned = A document that is neither in force nor obsolete claims it, or one only proposes it.
rule-gap = None of these.
rule-no = no
rule-yes = yes: this decides
rule-skipped = not asked
void-exclusion-unjustified = An exclusion of it gives no reason, so it excludes nothing.
void-exclusion-not-yet = An exclusion of it begins only on { $date }; until then it excludes nothing.
void-exclusion-unreadable = An exclusion of it bears a date that cannot be read, so it excludes nothing.
void-exclusion-not-permitted = An exclusion of it is not permitted by the standard, so it excludes nothing.
items-excluded = Excluded by themselves: { $items }.
items-unclaimed = Claimed by nobody: { $items }.

# A clause's page
clause-in-our-words = In our own words; the standard's text is the publisher's.
clause-status = Status
clause-facts = Facts
clause-sort = Clause
clause-documented = Documented information
clause-evidence = Evidence
clause-audited = Last audited
clause-findings = Open findings
clause-exclusion = Excluded as not applicable
clause-excluded-by = by the exclusion of
clause-approved-by = Approved by
clause-claims = What addresses it
clause-claims-none = No document claims this clause or a clause above it.
clause-below = Below this clause
clause-crosswalk = Corresponding clauses
clause-crosswalk-lead = The status of a corresponding clause says nothing about this one: the wording differs.
clause-neighbours = Clauses before and after
clause-previous = Previous
clause-next = Next
doc-neighbours = Documents before and after
clause-in-matrix = In the matrix
clause-path = Where this clause stands
column-document = Document
column-section = Section
column-extent = Addresses
column-counts-as = Counts as
counts-as-nothing = Nothing

# A standard's page
standard-publisher = Publisher
standard-edition = Edition
standard-clauses = Clauses
standard-id = Id in this manual
standard-aliases = Also written
standard-source = Catalog
standard-built-in = Built into Clausebook
standard-own-catalog = This catalog is the manual’s own, in place of the built-in one: what it leaves out is asked of nobody.
standard-may-exclude = May be excluded
standard-may-exclude-any = The catalog does not say: any clause
standard-may-exclude-none = Nothing
standard-corresponds = Corresponds to
standard-tree = Clauses
standard-note = Numbers and titles are the standard's. The summaries on the pages of its clauses are our own words and no substitute for its text.
clauses-count =
    { $count ->
        [one] { $count } clause
       *[other] { $count } clauses
    }

# The matrix
matrix-title = Coverage matrix: { $standard }
matrix-exports = The matrix as a file:
matrix-clauses = The standard and its clauses
matrix-skip = Skip to the list of clauses
matrix-strip = At a glance
matrix-strip-lead = One shape for each requirement; each leads to its row.
matrix-list = Clause by clause
matrix-chapters = Chapter by chapter
matrix-chapters-lead = Each chapter has a page with its clauses. A filter counts the requirements of all chapters.
matrix-parts = Parts of the matrix
clauses-parts = Parts of the list
matrix-grid = Clauses by documents
matrix-grid-folders = Clauses by folders of documents
matrix-grid-lead = How each document addresses each clause. Documents that claim nothing of this standard are left out.
matrix-grid-folders-lead = How the documents of each folder address each clause: the best of them, and how many there are.
matrix-grid-parts = Parts of the grid
matrix-grid-none = No document claims anything of this standard.
column-clause = Clause
column-chapter = Chapter
column-status = Status
column-addressed-by = Addressed by
column-documented = Documented information
column-evidence = Evidence
column-audited = Last audited
column-findings = Open findings
remark-contested =
    { $count ->
        [one] { $count } covered requirement has an open major finding.
       *[other] { $count } covered requirements have an open major finding.
    }
remark-evidence-missing =
    { $count ->
        [one] { $count } requirement lacks evidence.
       *[other] { $count } requirements lack evidence.
    }
remark-evidence-stale =
    { $count ->
        [one] { $count } requirement has evidence older than asked for.
       *[other] { $count } requirements have evidence older than asked for.
    }
remark-audit-due =
    { $count ->
        [one] { $count } requirement is due for audit.
       *[other] { $count } requirements are due for audit.
    }
grid-letter-full = F
grid-letter-overdue = O
grid-letter-partial = P
grid-letter-broad = B
grid-letter-planned = N
grid-letter-obsolete = X
grid-full = in full
grid-overdue = in full, but overdue for review
grid-partial = in part
grid-broad = broadly, through a clause above
grid-planned = not in force yet, or only proposed
grid-not-in-force = not in force yet
grid-obsolete = obsolete
grid-other-folders = other folders

# Gaps
gaps-lead = What is missing, the worst first, and what would close it. As of
gaps-nothing = Nothing is missing: every requirement of every standard is covered or excluded, records are named where they are expected, no finding is open, and no audit is due.
gaps-clear = Looked for and not found:
gaps-whose-move = Whose move
gaps-what = What would close it
gaps-gap = Not addressed
gaps-gap-meaning = No document in force or in preparation claims these requirements.
gaps-planned = Planned
gaps-planned-meaning = Only documents that are not in force yet claim these, or documents only propose them.
gaps-partial = Partly addressed
gaps-partial-meaning = Documents in force claim these in part, or only through a clause above.
gaps-overdue = Overdue
gaps-overdue-meaning = Addressed in full, but only by documents whose review is overdue.
gaps-contested = Covered, but a major finding is open
gaps-contested-meaning = On paper these are covered; an audit found otherwise.
gaps-findings = Findings open
gaps-findings-meaning = An open finding names these clauses. A major one against a covered requirement is not told again here.
gaps-evidence = Evidence missing
gaps-evidence-meaning = Records are to be retained, and no document in force that claims the requirement names any.
gaps-stale = Evidence too old
gaps-stale-meaning = There are records, but none that is known to be as new as the manual asks for.
gaps-excluded-but-claimed = Excluded, yet claimed
gaps-excluded-but-claimed-meaning = These are set aside as not applicable, and a document claims them all the same. An auditor will ask which is true.
gaps-void = Exclusions that exclude nothing
gaps-void-meaning = manual.toml excludes these, and something keeps the exclusion from counting.
gaps-audit = Audits due
gaps-audit-meaning = No audit has reached these within the audit cycle.

# What would close a gap
close-gap = Write down how { $clause } is met, and claim it there.
close-gap-corresponding = { $other } corresponds to it and is covered by { $document }: see whether that meets { $clause } too, and claim it there.
close-gap-obsolete = Only { $document } claims it, which is obsolete: claim { $clause } in a document in force.
close-gap-superseded = { $document } claims it, which { $successor } superseded: claim { $clause } in { $successor } if it is met there.
close-gap-struck = { $document } claims it where the text is struck out or a task is not ticked: claim { $clause } in text that holds.
close-coming =
    { $state ->
        [draft] { $document } is a draft: approve it.
        [review] { $document } is in review: approve it.
        [later] { $document } is approved and takes effect on { $effective }.
        [undated] { $document } is approved without an effective date: give it one.
        [merge] { $document } holds the marks of an unresolved merge: resolve it.
        [shared] { $document } has an id that another file bears as well: give one of them its own.
        [changed] { $document } was changed since its approval: raise its revision and have it approved.
        [unapproved] { $document } says that it is approved, and no approval of it counts: have it approved.
        [proposed] { $document } only proposes it: look whether it is met there, and claim it.
       *[unknown] { $document } has no valid status: give it one.
    }
close-coming-broad = It claims only { $above } as a whole: claim { $clause } itself.
close-coming-part = It addresses only a part: address the rest as well.
close-partial-coming =
    { $state ->
        [draft] { $document } claims it in full and is a draft: approve it.
        [review] { $document } claims it in full and is in review: approve it.
        [later] { $document } claims it in full and takes effect on { $effective }.
        [undated] { $document } claims it in full and is approved without an effective date: give it one.
        [merge] { $document } claims it in full and holds the marks of an unresolved merge: resolve it.
        [shared] { $document } claims it in full and has an id that another file bears as well: give one of them its own.
        [changed] { $document } claims it in full and was changed since its approval: raise its revision and have it approved.
        [unapproved] { $document } claims it in full, and no approval of it counts: have it approved.
        [proposed] { $document } only proposes it in full: look whether it is met there, and claim it.
       *[unknown] { $document } claims it in full and has no valid status: give it one.
    }
close-items = Claim its items { $items } as well: together they are all that it asks for.
close-empty = { $document } claims it and says nothing there: write what is done.
close-partial-part =
    { $others ->
        [0] { $document } addresses only a part of it: address the rest, there or in another document.
        [one] { $document } and another document each address a part of it: where they make up the whole, let one of them claim { $clause } in full.
       *[other] { $document } and { $others } other documents each address a part of it: where they make up the whole, let one of them claim { $clause } in full.
    }
close-partial-broad = Only claimed broadly, through { $above } by { $document }: claim { $clause } itself.
close-review-unreadable = Nobody can read when the review of { $document } is due: write the day.
close-overdue =
    { $others ->
        [0] The review of { $document } was due { $due }: review it.
        [one] The review of { $document } was due { $due }, and that of another document that claims it is overdue too: review one of them.
       *[other] The review of { $document } was due { $due }, and those of { $others } other documents that claim it are overdue too: review one of them.
    }
close-overdue-item = The review of { $document }, which claims items of it, is overdue: review it.
close-contested = Close { $finding }.
close-finding = Close { $finding } ({ $grade }).
close-evidence = Name the form or the kind of record that shows it under “records” in { $document }.
close-evidence-nobody = No document in force claims it: the one that will should name its evidence.
close-stale = The newest record is of { $newest }: file a newer one.
close-stale-undated = No record of it has a date: file one that has.
close-stale-interval = Nobody can read “evidence_interval” in manual.toml, so nobody knows how new the evidence has to be: correct it.
close-excluded-but-claimed =
    { $others ->
        [0] { $document } claims it: take out the claim or the exclusion.
        [one] { $document } and another document claim it: take out the claims or the exclusion.
       *[other] { $document } and { $others } other documents claim it: take out the claims or the exclusion.
    }
close-excluded-item = { $document } claims item { $item }, which is excluded: take out the claim or the exclusion.
close-audit-never = Never audited.
close-audit-due = Last audited { $last } by { $audit }, due since { $due }.
close-audit-cycle = Last audited { $last } by { $audit }. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it.
close-audit = Put it into the scope of an audit.
close-audit-planned =
    { $when ->
        [past] { $audit } was planned for { $date } and is not done.
       *[coming] { $audit } is planned for { $date }.
    }

# Home
coverage-heading = Coverage
open-matrix = Matrix
open-clauses = Clauses
percent-covered = covered

# A document
doc-id = Document
doc-kind = Kind
doc-revision = Revision
doc-revision-short = Rev.
doc-state = Status
doc-title = Title
doc-owner = Owner
doc-approver = Approver
doc-approved-by = Approved by
doc-cover-approvers = Documents approved by
doc-to-be-approved-by = To be approved by
doc-effective = Effective
doc-review-due = Next review
doc-roles = Training for
clauses-of = Clauses of { $standard }
doc-supersedes = Supersedes
doc-superseded-by = Superseded by
doc-source = Source
doc-not-stated = not stated
from-settings = from manual.toml
from-text = from
control-block = Document control
contents = Contents
clauses-claimed = Clauses addressed
only-proposed = only proposed:
clause = Clause
clause-title = Title
section = Section
extent = Extent
note = Note
whole-document = Whole document
extent-partial = part
extent-full-word = Full
extent-partial-word = Partial
evidence = Records
evidence-none-yet = None in the manual yet.
records-on-this-form = Records on this form
records-count =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
referenced-by = Referenced by
history = History
history-date = Date
history-change = Change
approvals = Approvals
approval-role = Role
approval-meaning = Meaning
approval-signature = Signature
approval-text = Text
approval-unsigned = none
approval-wrong-signature = Wrong, or by a key that is not listed
approval-does-not-count = Does not count
and-more = and { $count } more
section-link = Link to this section
reference-broken = This reference leads nowhere
clause-unknown = There is no such clause
notice-label = Notice
notice-instead = In its place:
notice-draft = This document is being written. It is not in force: do not work to it.
notice-review = This document is being reviewed. It is not in force: do not work to it.
notice-not-yet = Approved, but not in force before { $date }.
notice-undated = Approved, but without the date from which it holds: it is not in force.
notice-unknown = This document does not say in which state it is: it is not in force.
notice-merge = The file holds the marks of a merge that nobody resolved. Do not work to it: nobody knows what it says.
notice-shared-id = Another file bears the same id. Do not work to either until one of them has an id of its own.
notice-do-not-work-to-it = Do not work to it until it is approved.
notice-overdue = The review was due on { $date }. The document is in force until it is replaced.
notice-review-unreadable = What says when the review is due cannot be read, so the review counts as overdue. The document is in force until it is replaced.
notice-obsolete = This document is withdrawn and kept for reference only. Do not work to it.
notice-in-force-now = In force until then:
notice-translation = This is a translation.
notice-translation-of = This is a translation of revision { $translated }, but the document is at revision { $revision }.
notice-translation-counts = What counts:
translation = Translation
languages = Languages
doc-translated = Revision translated

# Labels of fields
field-owner = Owner
field-form = Form
field-audience = Audience
field-language = Language
field-source = Source
field-edition = Edition
field-clauses = Clauses
field-documents = Documents
field-date = Date
field-type = Type
field-auditor = Auditor
field-sampled = Sampled
field-state = State
field-audit = Audit
field-grade = Grade
field-due = Due
field-root-cause = Root cause
field-completed = Completed
field-effective = Effective
field-unit = Unit
field-target = Target
field-direction = Direction
field-limits = Limits
field-period = Period
field-data = Values
field-inputs = Inputs
field-outputs = Outputs
field-attendees = Attendees
field-next = Next
field-person = Person
field-role = Role
field-document = Document
field-revision = Revision
field-result = Result
field-customer = Customer
field-product = Product
field-characteristic = Characteristic
field-method = Method
field-frequency = Frequency
field-acceptance = Acceptance
field-scope = Scope
field-rating = Rating
field-approved = Approved
field-evaluated = Evaluated
field-interval = Interval
field-instrument = Instrument
field-location = Location
field-calibrated = Calibrated
field-likelihood = Likelihood
field-severity = Severity
field-treatment = Treatment
field-review = Review
field-standard = Standard
field-body = Certification body
field-number = Number
field-issued = Issued
field-valid-until = Valid until
field-next-surveillance = Next surveillance
value-yes = Yes
value-no = No
interval-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
interval-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }

# Kinds of documents and records, where a manual has no title of its own for them
kind-policy = Policy
kind-policy-plural = Policies
kind-procedure = Procedure
kind-procedure-plural = Procedures
kind-instruction = Work instruction
kind-instruction-plural = Work instructions
kind-form = Form
kind-form-plural = Forms
kind-specification = Specification
kind-specification-plural = Specifications
kind-external = External document
kind-external-plural = External documents
kind-audit = Audit
kind-audit-plural = Audits
kind-finding = Finding
kind-finding-plural = Findings
kind-action = Action
kind-action-plural = Actions
kind-objective = Objective
kind-objective-plural = Objectives
kind-review = Management review
kind-review-plural = Management reviews
kind-training = Training
kind-training-plural = Training
kind-feedback = Customer feedback
kind-feedback-plural = Customer feedback
kind-inspection = Inspection
kind-inspection-plural = Control plan
kind-supplier = Supplier
kind-supplier-plural = Suppliers
kind-equipment = Equipment
kind-equipment-plural = Measuring equipment
kind-risk = Risk
kind-risk-plural = Risks
kind-certificate = Certificate
kind-certificate-plural = Certificates

# Words that a field may be given
value-internal = Internal
value-supplier = Supplier
value-certification = Certification
value-surveillance = Surveillance
value-planned = Planned
value-done = Done
value-cancelled = Cancelled
value-major = Major
value-minor = Minor
value-observation = Observation
value-open = Open
value-closed = Closed
value-correction = Correction
value-corrective = Corrective
value-preventive = Preventive
value-improvement = Improvement
value-contained = Contained
value-cause-found = Cause found
value-in-progress = In progress
value-implemented = Implemented
value-verified = Verified
value-reopened = Reopened
value-at-least = At least
value-at-most = At most
value-within = Within
value-complaint = Complaint
value-suggestion = Suggestion
value-praise = Praise
value-conditional = Conditional
value-pass = Pass
value-fail = Fail
value-passed = Passed
value-failed = Failed
value-pending = Pending
value-attended = Attended
value-treated = Treated
value-accepted = Accepted

# How often, and limits
frequency-day = day
frequency-week = week
frequency-month = month
frequency-quarter = quarter
frequency-half-year = half-year
frequency-year = year
limit-lower = lower { $value }
limit-upper = upper { $value }
limit-centre = centre { $value }
limits-between = from { $lower } to { $upper }

# Notes, tasks, diagrams and code in texts
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
task-done = done
task-to-do = to do
diagram = Diagram; its source stands below it
diagram-source = The diagram as text
diagram-not-drawn = This diagram could not be drawn. Its source:
code-copy = Copy
code-copied = Copied

# Footnotes
footnotes = Footnotes
footnote-back = Back to the text
footnote-back-to = Back to the text, place { $place }

# Between a label and what it is about
colon = :
calendar-entry = { $what }: { $name }

# A record, and a page that is not controlled
record = Record
record-fields = Details
uncontrolled-page = Not a controlled document
uncontrolled-page-text = This page has no revision and no approval. It is for information only.

# The master list
master-list = Master list of documents
documents-count =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
documents-sentence =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }, { $in_force } in force{ $overdue ->
        [0] {""}
       *[other] , of these { $overdue } overdue for review
    }
obsolete-documents = Obsolete documents
obsolete-documents-text = Kept for reference only. Do not work to them.
uncontrolled-pages = Pages that are not controlled
list-parts = Parts of the list
no-documents = The manual has no documents yet.

# Home
documents-heading = Documents
reviews-overdue = Reviews overdue
reviews-due = Reviews due soon
reviews-none-overdue = No review is overdue.
reviews-none-overdue-edition = No review of a document in this edition is overdue.
reviews-unreadable = day not readable
count-of-these = of these
open-master-list = Master list
open-gaps = What is missing

# 404.html
not-found = There is no such page
not-found-text = The document may have been withdrawn, or the address may be mistyped. Everything that is valid is in the master list.

# print.html
print-contents = Contents
print-page = Print this page
print-uncontrolled = Uncontrolled when printed
print-too-many = { $count ->
    *[other] The manual has { $count } documents, too many for one page. Print them one by one, or all of them with “clausebook pdf”.
}
print-on = Printed
print-volume = Volume { $number } of { $of }
sheet-number = Page { $page } of { $pages }

# Registers
nav-registers = Registers
registers-lead = What the management system leaves behind: audits, findings, actions, measurements, training.
register = Register
register-id = Record
register-status = Status
register-records = Records
register-xlsx = As Excel
register-csv = As CSV
register-parts = Pages of this register
record-open = Open
record-not-valid-yet = Not valid yet
record-overdue = Overdue
records-open = { $count } open
records-late = { $count } overdue
days-late =
    { $count ->
        [one] one day late
       *[other] { $count } days late
    }
days-open =
    { $count ->
        [0] since today
        [one] for one day
       *[other] for { $count } days
    }
calendar = Calendar of what falls due
calendar-review = Review due
calendar-reviews = Reviews
objective-last = Last value
objective-trend = Trend
objective-value = Value
objective-values = Values
objective-quarters = By quarter
objective-missed = Target missed
objective-met = Target met
objective-no-values = Not measured yet
objective-last-value = Last value { $value } in { $period }
objective-target = Target { $target }
at-least = at least
at-most = at most
trend-better = Better than before
trend-steady = As before
trend-worse = Worse than before
chart-target = Target
chart-upper = Upper limit
chart-lower = Lower limit
chart-middle = Centre
chart-outside = Outside the limits
chart-run = Eight or more in a row on one side of the centre
chart-missed = Misses the target
chart-plain = Value
training-matrix = Training matrix
training-lead = For each role that a document in force asks for: whether everybody who holds it is trained on the present revision.
training-current = Current
training-outdated = Outdated
training-missing = Missing
training-unheld = No one holds this role
training-of = { $current } of { $holders }
role-holders = Held by
role-nobody = Nobody holds this role according to the training records.
audit-programme = Audit programme
programme-sentence = Audits within the cycle of { $cycle } up to { $date }, and those that are planned.
programme-sentence-unreadable = All audits up to { $date }, and those that are planned: nobody can read the audit cycle, so every clause is due.
programme-not-reached =
    { $count ->
        [0] Every requirement was reached by an audit in this cycle.
        [one] One of { $all } requirements was not reached by an audit in this cycle.
       *[other] { $count } of { $all } requirements were not reached by an audit in this cycle.
    }
programme-columns = { $all } audits are listed; the latest { $count } of them have a column below. Beside each requirement that was reached stands the audit that reached it last.
programme-audits = Audits
programme-supplier-audits = Audits of suppliers
programme-supplier-audits-meaning = They look at how suppliers work, and reach no clause of this manual.
programme-independence = Independence
programme-own-work = Audits own work
programme-cycle = In this cycle
audit-done = Done
audit-is-planned = Planned
audit-late = Planned, overdue
audit-in-part = In part
audit-reached = Reached
audit-not-reached = Not reached
corrective-action = Corrective action
corrective-lead = From each finding to its actions and to the verification that they were effective; what is open comes first.
corrective-source = Finding or other source
corrective-actions = Actions
corrective-none = No action yet
verified-not-yet = Not verified yet
verified-effective = Verified as effective
verified-ineffective = Not effective
management-review = Management review
review-period = What the records say from { $from } to { $to }, by the inputs that { $clauses } lists.
review-period-several = What the records say from { $from } to { $to }, by the inputs that these clauses list: { $clauses }.
review-period-plain = What the records say from { $from } to { $to }, by subject.
review-further = { $clause } also lists { $items }: no register has records of that.
review-previous = The last review was
review-said = What it says
review-nothing = Nothing in this period.
review-changed = Documents changed
review-untrained = Training outdated or missing
review-a = Status of actions from earlier reviews
review-b = Changes in external and internal issues
review-c1 = Feedback from customers and other interested parties
review-c2 = Objectives
review-c3 = Performance of processes, products and services
review-c4 = Nonconformities and corrective actions
review-c5 = Monitoring and measurement results
review-c6 = Audit results
review-c7 = Performance of suppliers
review-d = Adequacy of resources
review-e = Risks and opportunities
review-f = Opportunities for improvement
dashboard-audits = Next audits
dashboard-certificates = Certificates
dashboard-changed = Changed lately
dashboard-missed = Objectives missed
within-days = within { $count } days
reviews-ahead = Reviews due

# Search
search-clauses = Clauses
search-records = Records
search-pages = Other pages
search-site = Pages of this site
search-open = Search
search-placeholder = Words, an id, a clause number
search-found = {"{}"} found
search-none = Nothing found. Try fewer or other words.
table-filter = Filter
table-sort = Sort by
sort-listed = as listed
sort-descending = {"{column}"}, descending

# Beside a document's text
link-copied = Link copied
suggest-a-change = Suggest a change
suggestion-title = { $id } revision { $revision }: suggested change

# Filters and folding
filter-any = any
filter-clear = Show everything
filter-facts = Only with
filter-failed = Not filtered by “{"{title}"}”: a file of the site could not be loaded.
filter-filtered = Filtered, not everything:
filter-more = More filters
filter-missing = What is missing
filter-owner = Owner of a document
filter-requirements = {"{shown}"} of {"{all}"} requirements
filter-shown = {"{shown}"} of {"{all}"}
filter-standard = Standard
filter-text = Text in the rows
fold-all = Fold all
unfold-all = Unfold all

# The claims behind a cell of the matrix
claims-all = Show the claims of the others
claims-close = Close
claims-page = All about this clause
matrix-list-lead = A status leads to the claims it rests on, and why each counts or does not.
matrix-beside = Beside another standard:

# A standard's coverage beside another's
crosswalk-title = { $here } beside { $there }
crosswalk-lead = Corresponding is not covering: a clause that is covered there covers nothing by itself here, because the wording differs. It shows where to look first.
crosswalk-in-steps = No catalog says how these two correspond: each pair here is taken through a third standard, which is named.
crosswalk-through = through { $standard } { $clause }
crosswalk-swap = The other way round
column-compared = Compared
column-corresponding = Corresponding in { $standard }
compare-covered-there = Covered there, open here
compare-covered-here = Covered here, open there
compare-both-open = Open on both sides
compare-one-excluded = Excluded on one side only
compare-both-covered = Covered on both sides
compare-both-excluded = Excluded on both sides
compare-nothing = Nothing corresponds

# The transition from one edition of a standard to another
transition-title = Transition from { $from } to { $to }
transition-heading = Transition
transition-lead = What is carried over covers nothing by itself: a requirement of the new edition is covered by what is claimed for it, once somebody has read the text against it.
transition-progress = Of { $count } requirements { $done } are done, { $begun } begun and { $open } open.
transition-end = Certificates to { $standard } end on { $date }.
transition-ended = Certificates to { $standard } ended on { $date }.
transition-excluded = Excluded there because: { $why }
transition-excluded-open = Excluded there because: { $why } To be decided anew.
transition-beside = The coverage of the two beside each other
column-carry = To do
column-old-edition = In { $standard }
column-so-far = So far
carry-carried-over = Carry over
carry-read-again = Changed: read again
carry-new = New
carry-nothing-there = Nothing to carry over
carry-excluded = Was excluded
relation-equal = the same
relation-changed = changed
relation-subset = a part of it
relation-superset = contains it
relation-intersects = overlaps
low-confidence = low confidence
standard-state = This edition
edition-current = Current
edition-replaced-by = Replaced by { $standard }
edition-replaced-on = Replaced on { $date }
edition-no-new-after = No new certificates after { $date }
edition-transition-ends = Certificates end on { $date }
edition-transition-ended = Certificates ended on { $date }
edition-checked = Looked up on { $date }
workbook-transition = Transition to { $standard }
workbook-carried = What can be carried over
workbook-change = What has changed

## How coverage has moved

trend-heading = Coverage over the last year
trend-sentence = { $percent } % covered on { $date }: { $covered } of { $of } requirements.

## What has changed

open-changes = What has changed
changes-title = Changes
changes-since = What has changed since { $date } (version { $commit } in the history of the manual).
changes-nothing = Nothing has changed.
changes-added = New documents
changes-withdrawn = Documents withdrawn
changes-revised = Documents revised
changes-changed = Documents changed without a new revision
changes-before = Before
changes-now = Now
changes-why = Why
changes-opened = Findings opened
changes-closed = Findings closed
redline-show = Show what has changed
redline-title = What has changed in
redline-since-approval = Compared with revision { $revision } as the { $role } approved it on { $date }.
redline-since-issue = Compared with revision { $revision } as it was issued on { $date } (version { $commit } in the history of the manual).
redline-since-revision = Compared with the last text of revision { $revision }, of { $date } (version { $commit } in the history of the manual).
redline-legend = How to read it:
redline-put-in = inserted
redline-taken-out = deleted
redline-nothing = Nothing has changed that a reader would see.
redline-fields = Data of the document
redline-parts = What else was approved with the text
redline-file-other = has other contents than the approved file
redline-file-new = was not part of what was approved
redline-file-gone = is no longer there
redline-moved = Moved here; it stood behind “{ $section }”.
redline-moved-first = Moved here; it stood at the beginning.
redline-moved-along = Moved here with the section above.
redline-added = New section.
redline-removed = Section deleted.
redline-before = before
redline-after = now

# The matrix as a workbook
workbook-summary = Summary
workbook-lead = The columns Sample, Verdict and Note of the matrix are to be filled in.
workbook-requirements = Requirements
workbook-percent = Covered, in %
workbook-key = Key
workbook-requirement = Requirement
workbook-open = Open
workbook-named = Records named
workbook-newest = Date of the newest record
workbook-newest-record = Newest record
workbook-audited-by = Audited by
workbook-audit = Audit
workbook-audit-due = Audit due
workbook-last-findings = Findings of the last audit
workbook-remarks = Remarks
workbook-sample = Sample
workbook-verdict = Verdict
workbook-note = Note
verdict-conforms = Conforms
workbook-claims = Claims
workbook-source = Written in
workbook-exclusions = Exclusions
workbook-justification = Justification
workbook-valid = Valid
workbook-approved-on = Approved on

# The statement of applicability
nav-statement = Applicability
statement = Statement of applicability
statement-title = Statement of applicability: { $standard }
statement-lead = Whether each requirement applies, why or why not, and how far it is implemented. The reasons are those of manual.toml, the implementation is the status in the matrix.
statement-figures =
    { $count ->
        [one] { $count } requirement
       *[other] { $count } requirements
    }: { $applicable ->
        [one] { $applicable } applies
       *[other] { $applicable } apply
    }, { $excluded ->
        [one] { $excluded } does not
       *[other] { $excluded } do not
    }.
statement-export = The statement as a file:
statement-parts = Parts of the statement
statement-open = To be settled
statement-no-reason = Without a reason
statement-no-document = Applicable, and addressed by no document
statement-control-heading = Revision and approval
statement-control = { $clause } asks for this statement. These documents address it:
statement-control-none = { $clause } asks for this statement, and no document claims it: the statement has no revision and no approval.
statement-asked = Requirements that need a reason
statement-asked-lead = The standard asks why each of these applies or does not.
statement-all = Requirements
statement-others = Other requirements
statement-others-lead = The standard asks for no reason why these apply.
statement-needed = Reason needed
statement-why = Why it applies
statement-why-not = Why it does not apply
statement-claimed = Excluded, and a document claims it all the same. An auditor will ask which is true.
statement-said-to-apply = Excluded, and manual.toml also says why it applies. An auditor will ask which is true.
statement-stated-above = Stated for { $clause }.
column-applies = Applies
column-reason = Reason
column-implementation = Implementation
applies-yes = Applies
applies-no = Does not apply
applies-no-reason = No reason given
applies-required = The standard does not permit it to be excluded.
applies-risk = Risk
applies-law = Law
applies-contract = Contract
applies-practice = Practice
