//! Rules about audiences and editions.

use super::rules;

rules! {
    UNKNOWN_AUDIENCE: Mistake "unknown-audience" {
        meaning: "A page or an audience names an audience that `[audiences]` of manual.toml does not have. No edition would hold the page for it.",
        remedy: "Correct the name, or add the audience to `[audiences]`.",
        example: [
            ("manual.toml", r##"title = "Quality manual"
standards = ["iso-9001-2015"]

[audiences]
public = []
internal = ["public"]
"##),
            ("policies/quality.md", r##"---
id: POL-01
title: Quality policy
kind: policy
revision: 1
status: draft
owner: Managing director
audience: publik
---
We make what customers ask for.
"##),
        ],
    }
    AUDIENCE_HIDES_NOTHING: Finding "audience-hides-nothing" {
        meaning: "A page names an audience, but manual.toml has no `[audiences]`. Every build holds the page, so that the field hides nothing.",
        remedy: "Add `[audiences]` to manual.toml, and build an edition for each audience with `clausebook build --audience NAME`, or take the field out.",
        example: [
            ("policies/quality.md", r##"---
id: POL-01
title: Quality policy
kind: policy
revision: 1
status: draft
owner: Managing director
audience: internal
---
We make what customers ask for.
"##),
        ],
    }
}
