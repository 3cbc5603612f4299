//! Generates random manuals from a seed. Dates are often on or next to a boundary.

use std::sync::OnceLock;

use super::model::{
    Approval, Audit, Clause, Day, Document, Doubt, Exclusion, Finding, FrontClaim, Kinds, Manual,
    OtherRecord, Row, Section, Standard, Translation,
};
use crate::random::Random;

/// Generates the manual of this seed.
pub(crate) fn manual(seed: u64) -> Manual {
    let mut random = Random::new(seed);
    let as_of = random.one_of(&AS_OF_DAYS);
    let count = random.between(1, 2) as usize;
    let standards: Vec<Standard> = ["alpha", "beta"][..count]
        .iter()
        .map(|id| standard(&mut random, id))
        .collect();
    let months = [1, 6, 12, 24, 36];
    let document_count = random.between(0, 9);
    Manual {
        as_of,
        review_interval: random.chance(50).then(|| random.one_of(&months)),
        review_interval_unreadable: random.chance(6),
        evidence_interval: random.chance(40).then(|| random.one_of(&months)),
        evidence_interval_unreadable: random.chance(6),
        audit_cycle: random.chance(50).then(|| random.one_of(&months)),
        audit_cycle_unreadable: random.chance(6),
        approval_required: random.chance(8),
        exclusions: {
            let mut exclusions = random.list(3, |random| exclusion(random, as_of, &standards));
            if random.chance(15) {
                let items = item_by_item(&mut random, &standards).into_iter();
                exclusions.extend(items.map(|claim| Exclusion {
                    clause: claim.clause,
                    ..exclusion(&mut random, as_of, &standards)
                }));
            }
            exclusions
        },
        kinds: Kinds {
            audit_words: random.chance(30),
            finding_words: random.chance(30),
        },
        documents: (0..document_count)
            .map(|index| document(&mut random, index, document_count, as_of, &standards))
            .collect(),
        audits: random.numbered(3, |random, index| Audit {
            id: format!("AUD-{index}"),
            kind: random.one_of(&["audit", "audit", "visit"]),
            date: near(random, as_of),
            state: random.one_of(&["done", "done", "done", "planned", "cancelled"]),
            of_supplier: random.chance(15),
            type_unreadable: random.chance(6),
            date_unreadable: random.chance(6),
            clauses: random.list(3, |random| written_clause(random, &standards)),
            doubt: doubt(random),
        }),
        findings: random.numbered(5, |random, index| {
            let date_unreadable = random.chance(8);
            let dated = !date_unreadable && random.chance(60);
            Finding {
                id: format!("NC-{index}"),
                kind: random.one_of(&["finding", "finding", "nonconformity"]),
                grade: random.one_of(&["major", "minor", "minor", "observation", "serious", ""]),
                state: random.one_of(&["open", "open", "closed", "closed", ""]),
                date: dated.then(|| near(random, as_of)),
                clauses: random.list(3, |random| written_clause(random, &standards)),
                date_unreadable,
                doubt: doubt(random),
            }
        }),
        other_records: random.numbered(3, |random, index| {
            let date_unreadable = random.chance(8);
            let dated = !date_unreadable && random.chance(70);
            OtherRecord {
                id: format!("REC-{index}"),
                kind: random.one_of(&[
                    "inspection",
                    "risk",
                    "certificate",
                    "equipment",
                    "review",
                    "training",
                ]),
                date: dated.then(|| near(random, as_of)),
                form: random
                    .chance(60)
                    .then(|| format!("D-{}", random.between(0, document_count))),
                clauses: random.list(1, |random| written_clause(random, &standards)),
                heading_claim: random.chance(30).then(|| format!("{}:1", standards[0].id)),
                date_unreadable,
                result: random.one_of(&["passed", "pass", "", "failed", "pending", "attended"]),
                doubt: doubt(random),
            }
        }),
        rows: match random.chance(40) {
            true => random.list(6, |random| row(random, document_count, &standards)),
            false => Vec::new(),
        },
        standards,
    }
}

pub(super) const AS_OF_DAYS: [Day; 8] = [
    day(2026, 11, 23),
    day(2024, 2, 29),
    day(2026, 2, 28),
    day(2026, 3, 1),
    day(2026, 3, 31),
    day(2025, 12, 31),
    day(2026, 1, 1),
    day(2026, 6, 30),
];

const fn day(year: u32, month: u32, day: u32) -> Day {
    Day { year, month, day }
}

fn standard(random: &mut Random, id: &str) -> Standard {
    let mut numbers = Vec::new();
    for root in 1..=random.between(1, 4) {
        let prefix = random.one_of(&["", "", "", "A.", "PR-"]);
        grow(random, &mut numbers, format!("{prefix}{root}"), 0);
    }
    numbers.sort();
    numbers.dedup();
    let clauses: Vec<Clause> = numbers
        .iter()
        .map(|number| clause(random, number, &numbers))
        .collect();
    let mut aliases = vec![format!("{id} 1"), format!("{id}:2015")];
    if random.chance(20) {
        aliases.push("shared".to_owned());
    }
    Standard {
        id: id.to_owned(),
        aliases,
        may_exclude: random.chance(20).then(|| vec![random.one_of(&numbers)]),
        clauses,
        parents: OnceLock::new(),
    }
}

/// Adds a number and some numbers below it. A number in the middle is left out now and then.
fn grow(random: &mut Random, numbers: &mut Vec<String>, number: String, depth: u32) {
    let children = if depth < 3 {
        random.between(0, 4 - depth)
    } else {
        0
    };
    let separator = random.one_of(&["dot", "dot", "dot", "dash", "bracket"]);
    for child in 1..=children {
        let step = if child == 4 { 10 } else { child };
        let below = match separator {
            "dot" => format!("{number}.{step}"),
            "dash" => format!("{number}-{step}"),
            _ => format!("{number}({step})"),
        };
        grow(random, numbers, below, depth + 1);
    }
    if children == 0 || random.chance(93) {
        numbers.push(number);
    }
}

fn clause(random: &mut Random, number: &str, numbers: &[String]) -> Clause {
    // Only an earlier number can be the parent, so that there are no cycles.
    let earlier: Vec<&String> = numbers
        .iter()
        .filter(|other| other.as_str() < number)
        .collect();
    let moved = !earlier.is_empty() && random.chance(5);
    let items = match random.between(0, 5) {
        0 => vec!['a', 'b'],
        1 => vec!['a', 'b', 'c'],
        _ => Vec::new(),
    };
    Clause {
        items,
        exhaustive: random.chance(60),
        number: number.to_owned(),
        title: random.chance(80).then(|| format!("Title of {number}")),
        records: random.one_of(&[
            None,
            Some("none"),
            Some("maintain"),
            Some("retain"),
            Some("retain"),
            Some("both"),
            Some("unknown"),
        ]),
        requirement: random.chance(15).then(|| random.chance(50)),
        parent: moved.then(|| random.one_of(&earlier).clone()),
    }
}

fn exclusion(random: &mut Random, as_of: Day, standards: &[Standard]) -> Exclusion {
    let justifications = [
        Some("Nothing of this is done here."),
        Some("x"),
        Some("  "),
        Some(""),
        None,
    ];
    let likely = random.chance(60);
    Exclusion {
        clause: written_clause(random, standards),
        justification: if likely {
            justifications[0]
        } else {
            random.one_of(&justifications)
        },
        date: random.chance(60).then(|| near(random, as_of)),
        date_unreadable: random.chance(6),
    }
}

fn document(
    random: &mut Random,
    index: u32,
    count: u32,
    as_of: Day,
    standards: &[Standard],
) -> Document {
    let status = match random.chance(4) {
        true => "aproved",
        false => random.one_of(&[
            "approved", "approved", "approved", "review", "draft", "obsolete",
        ]),
    };
    let effective_unreadable = random.chance(4);
    let given = match status {
        _ if effective_unreadable => 0,
        "approved" => 93,
        _ => 50,
    };
    let sections = sections(random, standards);
    let has_twin = random.chance(4);
    let revision = random.between(1, 12);
    let most = if random.chance(30) { 3 } else { 0 };
    Document {
        id: format!("D-{index}"),
        kind: random.one_of(&[
            "procedure",
            "procedure",
            "policy",
            "instruction",
            "form",
            "form",
            "sheet",
            "leaflet",
            "external",
        ]),
        source: random.chance(50),
        revision,
        approvals: random.list(most, |random| approval(random, revision, as_of)),
        approvals_damaged: random.chance(3),
        status,
        effective: random.chance(given).then(|| near(random, as_of)),
        effective_unreadable,
        review_due: random.chance(25).then(|| near(random, as_of)),
        review_due_unreadable: random.chance(5),
        review_interval: random
            .chance(30)
            .then(|| random.one_of(&[1, 6, 12, 24, 36])),
        review_interval_unreadable: random.chance(5),
        in_merge: random.chance(5),
        has_twin,
        supersedes: if random.chance(20) {
            // The last number has no document.
            let other = random.between(0, count);
            if other == index {
                Vec::new()
            } else {
                vec![format!("D-{other}")]
            }
        } else {
            Vec::new()
        },
        records: random.list(2, |random| evidence_name(random, count)),
        claims: {
            let mut claims = random.list(4, |random| front_claim(random, standards, &sections));
            if random.chance(30) {
                claims.extend(item_by_item(random, standards));
            }
            claims
        },
        sections,
        toml: random.chance(20),
        translation: (random.chance(12) && !has_twin)
            .then(|| translation(random, index, count, standards)),
    }
}

fn doubt(random: &mut Random) -> Doubt {
    match random.between(0, 24) {
        0 => Doubt::InMerge,
        1 => Doubt::HasTwin,
        _ => Doubt::None,
    }
}

/// A row of the table of claims. The last number has no document.
fn row(random: &mut Random, count: u32, standards: &[Standard]) -> Row {
    let documents = random.between(1, 2);
    let mut documents: Vec<String> = (0..documents)
        .map(|_| format!("D-{}", random.between(0, count)))
        .collect();
    documents.dedup();
    Row {
        clause: written_clause(random, standards),
        documents,
        section: random.chance(30).then(|| {
            random
                .one_of(&["part-1", "part-2", "no-such-section"])
                .to_owned()
        }),
        extent: random.one_of(&["", "", "", "full", "partial", "partly"]),
        status: random.one_of(&["", "", "", "", "proposed", "Proposed", "confirmed"]),
    }
}

fn translation(random: &mut Random, index: u32, count: u32, standards: &[Standard]) -> Translation {
    let superseded = random.between(0, count);
    Translation {
        status: random.one_of(&["approved", "draft", "obsolete"]),
        claims: random.list(2, |random| front_claim(random, standards, &[])),
        records: random.list(1, |random| evidence_name(random, count)),
        supersedes: match random.chance(30) && superseded != index {
            true => vec![format!("D-{superseded}")],
            false => Vec::new(),
        },
    }
}

fn approval(random: &mut Random, revision: u32, as_of: Day) -> Approval {
    Approval {
        revision: if random.chance(75) {
            revision
        } else {
            revision + 1
        },
        role: random.one_of(&["Quality manager", "quality  manager", "Managing director"]),
        date: if random.chance(15) {
            as_of
        } else {
            near(random, as_of)
        },
        same_text: random.chance(75),
    }
}

fn evidence_name(random: &mut Random, count: u32) -> String {
    match random.between(0, 9) {
        0 => "audit".to_owned(),
        1 => "inspection".to_owned(),
        2 => "risk".to_owned(),
        3 => "certificate".to_owned(),
        4 => "nothing-known".to_owned(),
        5 => random
            .one_of(&[
                "visit",
                "finding",
                "nonconformity",
                "equipment",
                "review",
                "training",
            ])
            .to_owned(),
        _ => format!("D-{}", random.between(0, count)),
    }
}

fn front_claim(random: &mut Random, standards: &[Standard], sections: &[Section]) -> FrontClaim {
    let ids: Vec<&String> = sections
        .iter()
        .filter_map(|section| section.id.as_ref())
        .collect();
    let section = match random.between(0, 9) {
        0 => Some("no-such-section".to_owned()),
        1..=3 if !ids.is_empty() => Some(random.one_of(&ids).clone()),
        _ => None,
    };
    FrontClaim {
        clause: written_clause(random, standards),
        section,
        extent: random.one_of(&[None, None, None, Some("full"), Some("partial")]),
        note: random.chance(10),
        proposed: random.chance(8),
    }
}

/// Claims on the items of a clause, most often on all of them.
fn item_by_item(random: &mut Random, standards: &[Standard]) -> Vec<FrontClaim> {
    let standard = random.one_of(&[0, standards.len() - 1]);
    let standard = &standards[standard];
    let listed: Vec<&Clause> = standard
        .clauses
        .iter()
        .filter(|one| !one.items.is_empty())
        .collect();
    let Some(most) = listed.len().min(2).checked_sub(1) else {
        return Vec::new();
    };
    let clause = listed[random.between(0, most as u32) as usize];
    let letters = clause.items.iter().filter(|_| random.chance(85));
    letters
        .map(|letter| FrontClaim {
            clause: format!("{}:{} {letter})", standard.id, clause.number),
            section: None,
            extent: None,
            note: false,
            proposed: false,
        })
        .collect()
}

fn sections(random: &mut Random, standards: &[Standard]) -> Vec<Section> {
    let count = random.between(0, 3);
    (0..=count)
        .map(|index| {
            let heads = index > 0;
            let empty = random.chance(20).then(|| {
                random.one_of(&[
                    "",
                    "TBD",
                    "~~Nobody does that.~~",
                    "<!-- to be written -->",
                    "---",
                ])
            });
            Section {
                empty,
                struck_heading: heads && random.chance(8),
                struck_text: random.chance(15),
                task: match empty {
                    None if random.chance(15) => Some(random.chance(40)),
                    _ => None,
                },
                partial_heading: random.chance(10),
                partial_text: random.chance(10),
                id: heads.then(|| format!("part-{index}")),
                heading_claims: if heads && random.chance(40) {
                    let mut claims = random.list(2, |random| written_clause(random, standards));
                    // The value of a heading attribute ends at a space.
                    claims.retain(|clause| !clause.contains(' '));
                    claims
                } else {
                    Vec::new()
                },
                text_claims: if random.chance(25) {
                    random.list(2, |random| written_clause(random, standards))
                } else {
                    Vec::new()
                },
                decoys: if empty.is_none() && random.chance(15) {
                    vec![listed_clause(random, standards)]
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

/// A clause in one of the forms that people write, valid or invalid.
fn written_clause(random: &mut Random, standards: &[Standard]) -> String {
    let listed = listed_clause(random, standards);
    let letter = random.one_of(&['a', 'a', 'b', 'b', 'c', 'd']);
    match random.between(0, 24) {
        0 | 20 => format!("{listed} {letter})"),
        1 | 21 => format!("{listed}({letter})"),
        2 | 22 => format!("{listed}{letter}"),
        23 => format!("{listed}.{letter}"),
        24 => format!("{listed}({letter})(1)"),
        3 => format!("{listed}.99"),
        4 => format!("gamma:{listed}"),
        // Without its standard, the number means a clause of the first standard.
        5 => listed.rsplit(':').next().unwrap_or_default().to_owned(),
        6 => format!("shared:{}", listed.rsplit(':').next().unwrap_or_default()),
        _ => listed,
    }
}

/// An existing clause, with one of the possible names of its standard.
fn listed_clause(random: &mut Random, standards: &[Standard]) -> String {
    let index = random.between(0, standards.len() as u32 - 1) as usize;
    let standard = &standards[index];
    // Only the first clauses, so that several claims are on the same clause.
    let most = standard.clauses.len().min(9) as u32;
    let number = &standard.clauses[random.between(0, most - 1) as usize].number;
    match random.between(0, 3) {
        0 => format!("{}:{number}", standard.id),
        1 => format!("{}:{number}", standard.aliases[0]),
        2 => format!("{}:{number}", standard.aliases[1]),
        _ if index == 0 => number.clone(),
        _ => format!("{}:{number}", standard.id),
    }
}

/// A day on a boundary of an interval, a day next to one, or another day of the same month.
pub(super) fn near(random: &mut Random, as_of: Day) -> Day {
    let months = random.one_of(&[0, 0, 1, 6, 12, 12, 24, 36, 36, 5, 40]);
    let day = if random.chance(85) {
        as_of.minus_months(months)
    } else {
        as_of.plus_months(months)
    };
    match random.between(0, 5) {
        0 | 1 => day,
        2 => day.previous(),
        3 => day.next(),
        4 => day.next().next(),
        _ => Day {
            day: random.between(1, 28),
            ..day
        },
    }
}
