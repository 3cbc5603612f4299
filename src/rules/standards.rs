//! Findings about the standards of a manual and their editions. Warnings by default.

use super::rules;

rules! {
    REPLACED_EDITION: Finding "replaced-edition" {
        meaning: "The manual follows an edition of a standard that another one has replaced, and does not list the current one; or the day has passed on which certificates to the old edition end.",
        remedy: "List the current edition beside the old one; `clausebook transition` says what can be carried over. Take the old edition out once nothing rests on it.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2008"]
"##),
        ],
    }
    NO_STANDARD: Finding "no-standard" {
        meaning: "The list of standards in manual.toml is empty, so that no clause is measured and there is no matrix.",
        remedy: "Name the standards that the manual is to meet, or allow the rule.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = []
"##),
        ],
    }
    NO_CATALOG: Finding "no-catalog" {
        meaning: "A file in the folder `standards/` is no catalog, and nothing refers to it: its requirements are in no matrix. Catalogs are TOML files; OSCAL, tables and the lists of other programs are imported.",
        remedy: "Import it with `clausebook standards import`, or move it out of the folder, or name it under `exclude`.",
        example: [
            ("standards/controls.csv", "number,title
4.1,Purchasing
"),
        ],
    }
    REPLACED_STANDARD: Finding "replaced-standard" {
        meaning: "A catalog of the manual's own has the id of a built-in one and replaces it: clauses that it leaves out are not required.",
        remedy: "Give the catalog an id of its own. If the replacement is intended, set the rule to allow.",
        example: [
            ("manual.toml", r##"title = "Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]
"##),
            ("standards/iso-9001-2015.toml", r##"id = "iso-9001-2015"
designation = "ISO 9001:2015"
title = "Our reading of it"

[[clause]]
number = "8.4.1"
summary = "Suppliers are chosen with care."
"##),
        ],
    }
}
