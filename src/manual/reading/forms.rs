//! How the manual's files write days and figures (`docs/design.md`, "Reading settings").

use jiff::fmt::strtime;

use crate::manual::{Date, Decimals, SettingPartIx};

/// How the manual's files write days, beside ISO dates, and figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The formats of days, in order: the first that fits a text counts.
    pub dates: Vec<DateFormat>,
    /// Whether a format could not be read, so that any text may be a day in this format.
    pub is_damaged: bool,
    /// Whether the manual's language writes decimals behind a comma.
    pub has_decimal_comma: bool,
}

/// A format of days: `%d.%m.%Y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat {
    /// As written.
    pub written: String,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

/// The day by which formats are checked and shown.
const EXAMPLE: Date = jiff::civil::date(2026, 11, 23);

impl DateFormat {
    /// A format; `None` if a text in this format does not say a whole day.
    pub fn new(written: &str, part: SettingPartIx) -> Option<Self> {
        let format = Self {
            written: written.to_owned(),
            part,
        };
        let example = strtime::format(written, EXAMPLE).ok()?;
        (format.read(&example) == Some(EXAMPLE)).then_some(format)
    }

    /// The day that a text in this format says. Leading zeros may be left out.
    fn read(&self, text: &str) -> Option<Date> {
        // By `%Y`, a year of two digits would be one of the first century.
        let date = Date::strptime(&self.written, text).ok();
        date.filter(|date| date.year() >= 1000)
    }
}

/// Languages that write decimals behind a comma.
const WITH_COMMA: [&str; 29] = [
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "is", "it", "lt", "lv",
    "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
];

/// Countries that write decimals behind a point in one of these languages.
const WITH_POINT: [&str; 6] = ["CH", "LI", "MX", "GT", "PE", "US"];

/// Whether a language, such as `de` or `de-CH`, writes decimals behind a comma.
pub(crate) fn has_decimal_comma(language: &str) -> bool {
    let mut parts = language.split('-');
    let is = |words: &[&str], part: &str| words.iter().any(|word| word.eq_ignore_ascii_case(part));
    parts.next().is_some_and(|first| is(&WITH_COMMA, first))
        && !parts.any(|part| is(&WITH_POINT, part))
}

impl Forms {
    /// How figures are read that stand by themselves.
    pub(crate) fn decimals(&self) -> Decimals {
        match self.has_decimal_comma {
            true => Decimals::Comma,
            false => Decimals::Point,
        }
    }

    /// The day that a text says in one of the formats, and the format's part of the settings.
    pub(crate) fn date(&self, text: &str) -> Option<(Date, SettingPartIx)> {
        let mut formats = self.dates.iter();
        formats.find_map(|format| Some((format.read(text.trim())?, format.part)))
    }

    /// What to write where a day is wanted.
    pub(crate) fn help_for_day(forms: Option<&Self>) -> String {
        let iso = "write the day as year-month-day: 2026-11-23";
        let example = |format: &DateFormat| {
            let shown = strtime::format(&format.written, EXAMPLE).unwrap_or_default();
            format!("{shown} (`{}`)", format.written)
        };
        let formats = forms.map_or(&[][..], |forms| &forms.dates);
        let others: Vec<String> = formats.iter().map(example).collect();
        match others.is_empty() {
            true => iso.to_owned(),
            false => format!(
                "{iso}; `date_formats` in manual.toml also allows {}",
                others.join(" and ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn forms(formats: &[&str]) -> Forms {
        let formats = formats.iter().enumerate();
        let format = |(at, written): (usize, &&str)| {
            DateFormat::new(written, SettingPartIx(at as u32)).unwrap()
        };
        Forms {
            dates: formats.map(format).collect(),
            ..Forms::default()
        }
    }

    #[test]
    fn the_first_format_that_fits_counts() {
        let forms = forms(&[
            "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%b %d %Y", "%d %B %Y", "%d.%m.%y",
        ]);
        for (text, day, format) in [
            ("01.02.2026", date(2026, 2, 1), 0),
            (" 1.2.2026 ", date(2026, 2, 1), 0),
            ("3/4/2026", date(2026, 3, 4), 1),
            ("23/4/2026", date(2026, 4, 23), 2),
            ("Jun 1 2018", date(2018, 6, 1), 3),
            ("1 June 2018", date(2018, 6, 1), 4),
            ("1.6.18", date(2018, 6, 1), 5),
        ] {
            let read = forms.date(text);
            assert_eq!(read, Some((day, SettingPartIx(format))), "{text}");
        }
        for refused in ["31.2.2026", "1.2.2026 (v2)", "2.2026", "", "13/13/2026"] {
            assert_eq!(forms.date(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_format_says_a_whole_day() {
        for refused in [
            "%d.%m.",
            "%Y",
            "%Q",
            "%",
            "dd.mm.yyyy",
            "",
            "%H:%M",
            "%d.%B",
        ] {
            assert_eq!(
                DateFormat::new(refused, SettingPartIx(0)),
                None,
                "{refused}"
            );
        }
    }

    #[test]
    fn the_help_shows_each_format() {
        assert_eq!(
            Forms::help_for_day(Some(&forms(&["%d.%m.%Y"]))),
            "write the day as year-month-day: 2026-11-23; `date_formats` in manual.toml also allows \
             23.11.2026 (`%d.%m.%Y`)"
        );
    }
}
