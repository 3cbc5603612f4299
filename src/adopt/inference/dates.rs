//! The forms of the dates that fields hold.

use jiff::civil::Date;

use crate::parse::parse_date;

/// The forms that are looked for, with a name for people.
const FORMS: [&str; 9] = [
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d",
    "%d-%m-%Y",
    "%b %d %Y",
    "%b %d, %Y",
    "%d %b %Y",
    "%d %B %Y",
];

/// The forms beside ISO in which dates are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Forms {
    /// These forms read every date.
    Known(Vec<&'static str>),
    /// This date can be read as two days.
    Ambiguous(String),
    /// This date is in no known form.
    Unknown(String),
}

/// Whether a text is a date in a known form.
pub(super) fn is_date(text: &str) -> bool {
    let is_in = |form: &&str| Date::strptime(form, text).is_ok();
    parse_date(text).is_some() || FORMS.iter().any(is_in)
}

/// Finds the forms of dates.
pub(super) fn forms<'t>(dates: impl Iterator<Item = &'t str>) -> Forms {
    let dates: Vec<&str> = dates.filter(|date| parse_date(date).is_none()).collect();
    let reads = |form: &str, date: &str| Date::strptime(form, date).is_ok();
    if let Some(odd) = dates
        .iter()
        .find(|date| !FORMS.iter().any(|form| reads(form, date)))
    {
        return Forms::Unknown((*odd).to_owned());
    }
    let mut known: Vec<&'static str> = Vec::new();
    for date in &dates {
        let candidates: Vec<&'static str> =
            FORMS.into_iter().filter(|form| reads(form, date)).collect();
        // A form that reads all dates which look like this one.
        let shape = |date: &str| date.replace(|c: char| c.is_ascii_digit(), "").len();
        let alike = || dates.iter().filter(|other| shape(other) == shape(date));
        let all: Vec<&'static str> = candidates
            .iter()
            .copied()
            .filter(|form| alike().all(|other| reads(form, other) || !is_numeric(other)))
            .collect();
        let fitting = if all.is_empty() { candidates } else { all };
        match &*fitting {
            [one] => known.push(one),
            [first, second, ..] if differ(first, second, date) => {
                return Forms::Ambiguous((*date).to_owned());
            }
            [first, ..] => known.push(first),
            [] => {}
        }
    }
    known.sort_unstable();
    known.dedup();
    Forms::Known(known)
}

fn is_numeric(date: &str) -> bool {
    !date.contains(|c: char| c.is_alphabetic())
}

fn differ(first: &str, second: &str, date: &str) -> bool {
    let day = |form: &str| Date::strptime(form, date).ok();
    day(first) != day(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_if_it_reads_all_dates_in_one_way() {
        let forms = |dates: &[&str]| forms(dates.iter().copied());
        assert_eq!(forms(&["2024-01-02"]), Forms::Known(vec![]));
        assert_eq!(
            forms(&["01.02.2024", "2024-01-02"]),
            Forms::Known(vec!["%d.%m.%Y"])
        );
        assert_eq!(
            forms(&["01/02/2024", "13/02/2024"]),
            Forms::Known(vec!["%d/%m/%Y"])
        );
        assert_eq!(
            forms(&["01/02/2024", "02/13/2024"]),
            Forms::Known(vec!["%m/%d/%Y"])
        );
        assert_eq!(
            forms(&["01/02/2024"]),
            Forms::Ambiguous("01/02/2024".to_owned())
        );
        assert_eq!(forms(&["Jun 1 2018"]), Forms::Known(vec!["%b %d %Y"]));
        assert_eq!(forms(&["soon"]), Forms::Unknown("soon".to_owned()));
    }
}
