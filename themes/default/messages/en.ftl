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
