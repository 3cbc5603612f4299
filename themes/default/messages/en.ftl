# Every word that the theme prints by itself. In templates a message without arguments is
# `t.name`, with `_` in place of `-`.

# Dates
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

# Around every page
skip-to-content = Skip to content
nav-label = Main
nav-home = Home
nav-documents = Documents
nav-matrix = Matrix
nav-gaps = Gaps
nav-standards = Standards
theme-toggle = Switch between light and dark
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
requirements-count =
    { $count ->
        [one] { $count } requirement
       *[other] { $count } requirements
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
doc-approver = Approved by
doc-effective = Effective
doc-review-due = Next review
doc-roles = Training for
clauses-of = Clauses of { $standard }
doc-supersedes = Supersedes
doc-superseded-by = Superseded by
doc-source = Source
doc-not-stated = not stated
control-block = Document control
contents = Contents
clauses-claimed = Clauses addressed
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
notice-overdue = The review was due on { $date }. The document is in force until it is replaced.
notice-obsolete = This document is withdrawn and kept for reference only. Do not work to it.
notice-in-force-now = In force until then:

# Labels of fields
field-owner = Owner
field-form = Form
field-audience = Audience
field-source = Source
field-edition = Edition
field-clauses = Clauses
field-documents = Documents
field-date = Date
field-type = Type
field-auditor = Auditor
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
    }, { $in_force } in force
obsolete-documents = Obsolete documents
obsolete-documents-text = Kept for reference only. Do not work to them.
uncontrolled-pages = Pages that are not controlled
no-documents = The manual has no documents yet.

# Home
documents-heading = Documents
reviews-overdue = Reviews overdue
reviews-due = Reviews due soon
reviews-none-overdue = No review is overdue.
open-master-list = Master list
open-gaps = What is missing

# 404.html
not-found = There is no such page
not-found-text = The document may have been withdrawn, or the address may be mistyped. Everything that is valid is in the master list.

# print.html
print-contents = Contents
print-uncontrolled = Uncontrolled when printed
print-as-of = Printed state: { $date }
