//! Due dates as an iCalendar file (RFC 5545).
//!
//! Every event is a whole day. Its DTSTAMP is the as-of date, and its UID is made from its key, so
//! that the same manual gives the same bytes, and a calendar program that reads the file again
//! updates its events instead of duplicating them.

use jiff::ToSpan;

use crate::manual::Date;

/// An event of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CalendarEvent {
    /// The key of the event, the same in every build: `QP-07/review`.
    pub key: String,
    /// The day.
    pub date: Date,
    /// The task: `Review due: QP-07 Control of externally provided processes`.
    pub summary: String,
    /// More information, such as the responsible role; may be empty.
    pub description: String,
    /// The category, by which calendar programs filter: `Audits`; may be empty.
    pub category: String,
}

/// Returns the calendar as the text of an `.ics` file.
///
/// `place` identifies the manual: it is the part of each UID after the `@`.
pub(crate) fn icalendar(name: &str, place: &str, as_of: Date, events: &[CalendarEvent]) -> String {
    let mut out = Calendar(String::with_capacity(512 + 256 * events.len()));
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line(concat!(
        "PRODID:-//Clausebook//",
        env!("CARGO_PKG_VERSION"),
        "//EN"
    ));
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    out.text("NAME", name);
    // Programs older than RFC 7986 read this property instead of `NAME`.
    out.text("X-WR-CALNAME", name);
    let stamp = format!("DTSTAMP:{}T000000Z", day(as_of));
    let place = token(place);
    for event in events {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}@{place}", token(&event.key)));
        out.line(&stamp);
        out.line(&format!("DTSTART;VALUE=DATE:{}", day(event.date)));
        let next = event.date.saturating_add(1.day());
        if next > event.date {
            out.line(&format!("DTEND;VALUE=DATE:{}", day(next)));
        }
        out.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            out.text("DESCRIPTION", &event.description);
        }
        if !event.category.is_empty() {
            out.text("CATEGORIES", &event.category);
        }
        out.line("TRANSP:TRANSPARENT");
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    out.0
}

/// The longest line in bytes, without the line break (RFC 5545, 3.1).
const MOST_BYTES: usize = 75;

struct Calendar(String);

impl Calendar {
    /// Writes a property with a text value. Special characters are escaped (RFC 5545, 3.3.11).
    fn text(&mut self, property: &str, text: &str) {
        let mut line = String::with_capacity(property.len() + text.len() + 8);
        line.push_str(property);
        line.push(':');
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\r' if letters.peek() == Some(&'\n') => {}
                '\n' | '\r' => line.push_str("\\n"),
                letter if letter.is_control() => line.push(' '),
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }

    /// Writes a line. A long line is folded, never within a character.
    fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut room = MOST_BYTES;
        while rest.len() > room {
            let cut = rest.floor_char_boundary(room);
            self.0.push_str(&rest[..cut]);
            self.0.push_str("\r\n ");
            rest = &rest[cut..];
            // The space at the beginning of a continuation line counts as well.
            room = MOST_BYTES - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// A date as `20261123`.
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A part of a UID. Letters, digits and `-./` are kept, other characters are replaced by their code
/// point, so that different keys have different UIDs.
fn token(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() || "-./".contains(letter) {
            out.push(letter);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(letter)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn event(key: &str, summary: &str) -> CalendarEvent {
        CalendarEvent {
            key: key.to_owned(),
            date: date(2026, 12, 31),
            summary: summary.to_owned(),
            description: String::new(),
            category: "Reviews".to_owned(),
        }
    }

    /// The lines as a calendar program reads them, unfolded.
    fn unfolded(text: &str) -> Vec<String> {
        let joined = text.replace("\r\n ", "");
        joined.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_is_a_whole_day_with_a_lasting_id() {
        let text = icalendar(
            "Quality Manual",
            "Harrow Bearings",
            date(2026, 11, 23),
            &[event("QP-07/review", "Review due: QP-07")],
        );
        let lines = unfolded(&text);
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "X-WR-CALNAME:Quality Manual",
            "UID:QP-07/review@Harrow_20_Bearings",
            "DTSTAMP:20261123T000000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Review due: QP-07",
            "CATEGORIES:Reviews",
            "END:VCALENDAR",
        ] {
            assert!(lines.iter().any(|known| known == line), "{line} in {text}");
        }
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_read_back_whole() {
        let summary = "Prüfung der Meßgeräte – ".repeat(12);
        let text = icalendar("M", "m", date(2026, 1, 1), &[event("k", &summary)]);
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        }
        assert!(unfolded(&text).contains(&format!("SUMMARY:{summary}")));
    }

    #[test]
    fn what_has_a_meaning_in_a_text_is_escaped() {
        let text = icalendar(
            "M",
            "m",
            date(2026, 1, 1),
            &[event("k", "a, b; c\\d\r\ne\tf")],
        );
        let summary = text.lines().find(|line| line.starts_with("SUMMARY"));
        assert_eq!(summary, Some("SUMMARY:a\\, b\\; c\\\\d\\ne f"));
    }

    #[test]
    fn different_keys_have_different_ids() {
        assert_ne!(token("a b"), token("a_b"));
        assert_ne!(token("a b"), token("a-b"));
        assert!(!token("a:b\n@c").contains([':', '\n', '@']));
    }

    #[test]
    fn the_last_day_of_the_calendar_is_no_trouble() {
        let mut last = event("k", "s");
        last.date = Date::MAX;
        let text = icalendar("M", "m", Date::MAX, &[last]);
        let days: Vec<&str> = text.lines().filter(|line| line.starts_with("DT")).collect();
        assert_eq!(
            days,
            ["DTSTAMP:99991231T000000Z", "DTSTART;VALUE=DATE:99991231"]
        );
    }
}
