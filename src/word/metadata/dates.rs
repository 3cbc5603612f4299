//! Dates as people write them. An ambiguous date is not read.

use super::values::Fit;

/// Reads a date and returns it as `YYYY-MM-DD`.
pub(super) fn date(value: &str) -> Fit {
    let value = value.trim().trim_end_matches(['.', ',']);
    let value = value.strip_suffix("T00:00:00Z").unwrap_or(value);
    let words = words_of_date(value);
    let parts: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "de" | "of" | "st" | "nd" | "rd" | "th"))
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return Fit::Unfit;
    };
    let number = |part: &str| {
        let all = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (all && part.len() <= 4).then(|| part.parse::<u32>().ok())?
    };
    let year = |part: &str| number(part).filter(|_| part.len() == 4);
    if let (Some(year), Some(month), Some(day)) = (year(first), number(second), number(third)) {
        return made(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (year(third), month(second), number(first)) {
        return made(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (year(third), month(first), number(second)) {
        return made(year, month, day);
    }
    let (Some(a), Some(b)) = (number(first), number(second)) else {
        return Fit::Unfit;
    };
    let Some(year) = year(third) else {
        // With a two-digit year, the order of day, month and year is unknown.
        return match number(third) {
            Some(_) if a <= 31 && b <= 31 && third.len() == 2 => Fit::Ambiguous,
            _ => Fit::Unfit,
        };
    };
    match (value.contains('.'), a, b) {
        (true, day, month) => made(year, month, day),
        (false, same, other) if same == other => made(year, same, other),
        (false, day, month) if day > 12 => made(year, month, day),
        (false, month, day) if day > 12 => made(year, month, day),
        (false, ..) if a >= 1 && b >= 1 => Fit::Ambiguous,
        (false, ..) => Fit::Unfit,
    }
}

/// Splits a date into its numbers and words in lower case: `17Mar2022` has three.
fn words_of_date(value: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in value.to_lowercase().chars() {
        let kind = (c.is_ascii_digit(), c.is_alphabetic());
        if kind == (false, false) {
            before = None;
            continue;
        }
        match words.last_mut() {
            Some(word) if before == Some(kind) => word.push(c),
            _ => words.push(c.to_string()),
        }
        before = Some(kind);
    }
    words
}

fn made(year: u32, month: u32, day: u32) -> Fit {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    let fits = (1900..=2200).contains(&year) && (1..=days).contains(&day);
    match fits {
        true => Fit::Value(format!("{year:04}-{month:02}-{day:02}")),
        false => Fit::Unfit,
    }
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &[
            "jan", "january", "januar", "jänner", "janvier", "enero", "ene",
        ],
        &["feb", "february", "februar", "février", "févr", "febrero"],
        &["mar", "march", "märz", "mär", "mars", "marzo"],
        &["apr", "april", "avril", "avr", "abril", "abr"],
        &["may", "mai", "mayo"],
        &["jun", "june", "juni", "juin", "junio"],
        &["jul", "july", "juli", "juillet", "julio"],
        &["aug", "august", "août", "agosto", "ago"],
        &["sep", "sept", "september", "septembre", "septiembre"],
        &["oct", "october", "okt", "oktober", "octobre", "octubre"],
        &["nov", "november", "novembre", "noviembre"],
        &[
            "dec",
            "december",
            "dez",
            "dezember",
            "décembre",
            "déc",
            "diciembre",
            "dic",
        ],
    ];
    let word = word.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Fit {
        Fit::Value(text.to_owned())
    }

    #[test]
    fn a_date_that_can_be_read_in_two_ways_is_not_read() {
        for text in [
            "2026-03-01",
            "01.03.2026",
            "1. März 2026",
            "March 1, 2026",
            "01Mar2026",
            "1st March 2026",
        ] {
            assert_eq!(date(text), day("2026-03-01"), "{text}");
        }
        assert_eq!(date("31/12/2025"), day("2025-12-31"));
        assert_eq!(date("12/31/2025"), day("2025-12-31"));
        assert_eq!(date("1 de marzo de 2026"), day("2026-03-01"));
        assert_eq!(date("03/04/2026"), Fit::Ambiguous);
        assert_eq!(date("01.03.26"), Fit::Ambiguous);
        assert_eq!(date("31.02.2026"), Fit::Unfit);
        assert_eq!(date("soon"), Fit::Unfit);
    }
}
