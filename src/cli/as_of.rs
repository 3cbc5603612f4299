//! The day on which a manual is judged (`docs/design.md`, "Words").

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Common, Failure};
use crate::manual::Date;
#[cfg(feature = "serve")]
use crate::manual::JudgedOn;
use crate::parse::parse_date;

/// Reads the value of `--as-of`, a date such as `2026-11-23`.
pub(super) fn parse(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "a day is written as year-month-day: 2026-11-23".to_owned())
}

/// The as-of date: `--as-of`, else `SOURCE_DATE_EPOCH`, else today (UTC).
pub(super) fn date(common: &Common) -> Result<Date, Failure> {
    if let Some(date) = common.as_of {
        return Ok(date);
    }
    today()
}

/// The as-of date with the date of the command's run.
#[cfg(feature = "serve")]
pub(super) fn judged_on(common: &Common) -> Result<JudgedOn, Failure> {
    let as_of = date(common)?;
    Ok(JudgedOn {
        as_of,
        today: today()?,
    })
}

/// The date of the command's run, whatever `--as-of` says: `SOURCE_DATE_EPOCH`, else today (UTC).
pub(super) fn today() -> Result<Date, Failure> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let read = seconds.trim().parse().ok();
            read.and_then(|seconds| Timestamp::from_second(seconds).ok())
                .ok_or_else(|| {
                    let message =
                        "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970-01-01";
                    Failure::Message(message.to_owned())
                })?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(Offset::UTC.to_datetime(now).date())
}
