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
    ID_LEFT_OUT: Mistake "id-left-out" {
        meaning: "A page that an edition holds has the id of a document or record that the edition does not hold, as plain words, however they are written, or the address of a page in a text that is not read as Markdown. Readers of the edition would learn of the page: references are replaced, words are not.",
        remedy: "Refer to the page as `[[ID]]`, or remove the id.",
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
audience: public
---
Prices are set as QP-30 says.
"##),
            ("procedures/pricing.md", r##"---
id: QP-30
title: Pricing
kind: procedure
revision: 1
status: draft
owner: Sales manager
audience: internal
---
Text.
"##),
        ],
    }
    TITLE_LEFT_OUT: Finding "title-left-out" {
        meaning: "A page that an edition holds has the title of another page that the edition does not hold, as plain words. Readers of the edition may learn the title. The words may also mean something else.",
        remedy: "Refer to the page as `[[ID]]`, or use other words. Leave them if they do not mean the page.",
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
audience: public
---
See also: Pricing of special orders.
"##),
            ("procedures/pricing.md", r##"---
id: QP-30
title: Pricing of special orders
kind: procedure
revision: 1
status: draft
owner: Sales manager
audience: internal
---
Text.
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
