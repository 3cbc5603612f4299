//! A random record: its files, and the facts that follow from its fields.

use super::*;

pub(super) fn number(id: &str) -> u32 {
    id.trim_start_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .unwrap()
}

pub(super) fn record(random: &mut Random, at: u32, as_of: Day, documents: u32) -> Record {
    let (kind, words, dates) = random.one_of(&KINDS);
    let mut fields: BTreeMap<&'static str, String> = BTreeMap::new();
    for (field, choices) in words {
        if random.chance(90) {
            fields.insert(field, random.one_of(choices).to_owned());
        }
    }
    let mut days = BTreeMap::new();
    let mut unreadable = BTreeSet::new();
    if fields.contains_key("interval") && random.chance(8) {
        fields.insert("interval", "yearly".to_owned());
        unreadable.insert("interval");
    }
    for field in dates {
        if random.chance(6) {
            unreadable.insert(*field);
        } else if random.chance(85) {
            days.insert(*field, near(random, as_of));
        }
    }
    let mut values = Vec::new();
    if kind == "training" {
        fields.insert(
            "document",
            format!("QP-{}", random.between(0, documents - 1)),
        );
        fields.insert("revision", random.between(1, 3).to_string());
    }
    if kind == "objective" {
        fields.insert("period", "month".to_owned());
        let direction = random.one_of(&["at-least", "at-most", "within"]);
        fields.insert("direction", direction.to_owned());
        if random.chance(85) {
            fields.insert("target", random.between(0, 3).to_string());
        }
        if direction == "within" {
            fields.insert("limits", "{ lower: 1, upper: 2 }".to_owned());
        }
        for _ in 0..random.between(0, 6) {
            let day = near(random, as_of);
            if values
                .iter()
                .all(|(year, month, _)| (*year, *month) != (day.year, day.month))
            {
                values.push((day.year, day.month, random.between(0, 4) as i32 - 1));
            }
        }
    }
    Record {
        id: format!("R-{at}"),
        kind,
        fields,
        dates: days,
        unreadable,
        clauses: random.list(3, |random| random.one_of(&CLAUSES)),
        values,
        in_csv: random.chance(50),
    }
}

impl Record {
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let Self { id, kind, .. } = self;
        let mut text = format!("---\nid: {id}\ntitle: T\nkind: {kind}\nowner: A\n");
        for (field, value) in &self.fields {
            text += &format!("{field}: {value}\n");
        }
        for (field, day) in &self.dates {
            text += &match *field {
                "effective" => format!("effective: {{ verified: yes, date: {day} }}\n"),
                _ => format!("{field}: {day}\n"),
            };
        }
        for field in self.unreadable.iter().filter(|field| **field != "interval") {
            text += &match *field {
                "effective" => "effective: { verified: yes, date: soon }\n".to_owned(),
                _ => format!("{field}: soon\n"),
            };
        }
        text += &format!("clauses: {:?}\n", self.clauses);
        let mut files = Vec::new();
        let rows = self.values.iter();
        if self.in_csv && !self.values.is_empty() {
            let rows = rows.map(|(year, month, value)| format!("{year}-{month:02},{value}\n"));
            let csv: String = std::iter::once("period,value\n".to_owned())
                .chain(rows)
                .collect();
            files.push((format!("records/{id}.csv"), csv));
            text += &format!("data: {id}.csv\n");
        } else if !self.values.is_empty() {
            text += "data:\n";
            for (year, month, value) in rows {
                text += &format!("  - {{ value: {value}, period: {year}-{month:02} }}\n");
            }
        }
        files.push((format!("records/{id}.md"), text + "---\nText.\n"));
        files
    }

    /// The measurement of the latest month that has begun: year, month and value.
    pub(super) fn last_value(&self, as_of: Day) -> Option<(u32, u32, i32)> {
        let known = self.values.iter().copied();
        let begun = known.filter(|(year, month, _)| (*year, *month) <= (as_of.year, as_of.month));
        begun.max_by_key(|(year, month, _)| (*year, *month))
    }

    pub(super) fn misses(&self, last: Option<(u32, u32, i32)>) -> bool {
        let Some((_, _, value)) = last else {
            return true;
        };
        let target = self
            .fields
            .get("target")
            .map(|target| target.parse().unwrap());
        let Some(target): Option<i32> =
            target.or((self.fields["direction"] == "within").then_some(0))
        else {
            return true;
        };
        match self.fields["direction"].as_str() {
            "at-least" => value < target,
            "at-most" => value > target,
            _ => !(1..=2).contains(&value),
        }
    }

    /// The day on which the record happened.
    pub(super) fn happened_on(&self) -> Option<Day> {
        let date = |field: &str| self.dates.get(field).copied();
        match self.kind {
            "action" if self.unreadable.contains("completed") => None,
            "action" => date("completed").or(date("effective")),
            "supplier" => date("evaluated"),
            "equipment" => date("calibrated"),
            "certificate" => date("issued"),
            _ => date("date"),
        }
    }

    /// Whether the record says that it is done, on a day after the as-of date.
    pub(super) fn is_told_too_early(&self, as_of: Day) -> bool {
        self.says_done() && self.happened_on().is_some_and(|day| day > as_of)
    }

    /// Whether the day on which the record happened is unknown because it is unreadable.
    pub(super) fn is_undatable(&self) -> bool {
        let fields: &[&str] = match self.kind {
            "action" => &["completed", "effective"],
            "supplier" => &["evaluated"],
            "equipment" => &["calibrated"],
            "certificate" => &["issued"],
            _ => &["date"],
        };
        let is_unreadable = |field: &&str| self.unreadable.contains(*field);
        self.happened_on().is_none() && fields.iter().any(is_unreadable)
    }

    /// Whether the day on which the record is due is unreadable.
    pub(super) fn is_due_unreadable(&self) -> bool {
        let fields: &[&str] = match self.kind {
            "audit" => &["date"],
            "finding" | "action" | "feedback" => &["due"],
            "review" => &["next"],
            "supplier" => &["evaluated", "interval"],
            "equipment" => &["calibrated", "interval"],
            "risk" => &["review"],
            "certificate" => &["valid_until"],
            _ => &[],
        };
        fields.iter().any(|field| self.unreadable.contains(field))
    }

    /// Whether the record says that it is done, closed, implemented, verified, passed, calibrated
    /// or evaluated.
    pub(super) fn says_done(&self) -> bool {
        let state = self.fields.get("state").map_or("", String::as_str);
        match self.kind {
            "audit" => state == "done",
            "finding" | "feedback" => state == "closed",
            "action" => ["implemented", "done", "verified", "closed"].contains(&state),
            "training" => self.fields.contains_key("result") && self.result() != "pending",
            "supplier" | "equipment" => true,
            _ => false,
        }
    }

    /// The result of a training: `passed` if none is written, `pending` if the word is unknown.
    pub(super) fn result(&self) -> &'static str {
        match self.fields.get("result").map(String::as_str) {
            None | Some("passed" | "pass") => "passed",
            Some("failed" | "fail") => "failed",
            _ => "pending",
        }
    }

    pub(super) fn person(&self) -> Option<String> {
        self.fields.get("person").map(|person| same(person))
    }

    pub(super) fn scope(&self) -> Vec<String> {
        let mut scope: Vec<String> = Vec::new();
        for clause in &self.clauses {
            let number = clause.trim_start_matches("iso-9001-2015:");
            let number = number.trim_end_matches(" b)");
            let name = format!("iso-9001-2015:{number}");
            if !scope.contains(&name) {
                scope.push(name);
            }
        }
        scope
    }
}

/// Normalises the name of a role or person: case, spaces and Unicode form do not matter.
pub(super) fn same(text: &str) -> String {
    let text = text.to_lowercase().replace("u\u{308}", "\u{fc}");
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The day after an interval such as `2 weeks`.
pub(super) fn plus(day: Day, interval: &str) -> Option<Day> {
    let (count, unit) = interval.split_once(' ')?;
    let count: u32 = count.parse().unwrap();
    let days = |count: u32| (0..count).fold(day, |day, _| day.next());
    Some(match unit {
        "day" | "days" => days(count),
        "week" | "weeks" => days(7 * count),
        "month" | "months" => day.plus_months(count),
        _ => day.plus_months(12 * count),
    })
}

/// The last day of the month after the month of this measurement.
pub(super) fn end_of_next_month((year, month, _): (u32, u32, i32)) -> Day {
    let first = Day {
        year,
        month,
        day: 1,
    };
    first.plus_months(2).previous()
}
