//! Findings about the editions of standards. Warnings by default.

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
}
