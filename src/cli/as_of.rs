//! The day on which a manual is judged (`docs/design.md`, words).

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Common, Failure};
use crate::manual::Date;
use crate::parse::parse_date;

/// Reads the value of `--as-of`.
pub(super) fn parse(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "a day is written as year-month-day: 2026-11-23".to_owned())
}

/// `--as-of`, else `SOURCE_DATE_EPOCH`, else today (UTC).
pub(super) fn date(common: &Common) -> Result<Date, Failure> {
    if let Some(date) = common.as_of {
        return Ok(date);
    }
    today()
}

/// `SOURCE_DATE_EPOCH`, else today (UTC): when something is done, whichever day is asked about.
pub(super) fn today() -> Result<Date, Failure> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let read = seconds.trim().parse().ok();
            read.and_then(|seconds| Timestamp::from_second(seconds).ok())
                .ok_or_else(|| {
                    let message =
                        "SOURCE_DATE_EPOCH holds seconds since 1970-01-01 and nothing else";
                    Failure::Message(message.to_owned())
                })?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(Offset::UTC.to_datetime(now).date())
}
