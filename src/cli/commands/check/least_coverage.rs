//! `check --min-coverage`: the least percentage of requirements that must be covered.

use std::str::FromStr;

use crate::cli::{Common, Failure, Outcome, next_command, printing, standard_name};
use crate::coverage::Summary;
use crate::manual::Standard;
use crate::pipeline::Compiled;

/// A percentage for one standard, or for every standard of the manual: `iso-9001-2015=80`, `80.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LeastCoverage {
    standard: Option<String>,
    percent: Tenths,
}

/// A percentage in tenths, at most 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tenths(u32);

impl FromStr for LeastCoverage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (standard, percent) = match text.rsplit_once('=') {
            Some((standard, percent)) => (Some(standard.trim().to_owned()), percent),
            None => (None, text),
        };
        let percent = tenths(percent.trim()).ok_or_else(|| {
            "write a percentage from 0 to 100 with at most one decimal, such as 80, 80.5 or \
             iso-9001-2015=80"
                .to_owned()
        })?;
        Ok(Self { standard, percent })
    }
}

fn tenths(text: &str) -> Option<Tenths> {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(tenth) || tenth.len() != 1 {
        return None;
    }
    let (whole, tenth): (u32, u32) = (whole.parse().ok()?, tenth.parse().ok()?);
    let tenths = whole.checked_mul(10)?.checked_add(tenth)?;
    (tenths <= 1000).then_some(Tenths(tenths))
}

impl Tenths {
    /// Whether so much is covered. The exact shares are compared, not rounded percentages. Where
    /// there is nothing to cover, nothing is missing.
    fn is_met(self, summary: &Summary) -> bool {
        let (covered, of) = (
            u64::from(summary.covered()),
            u64::from(summary.applicable()),
        );
        covered * 1000 >= u64::from(self.0) * of
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            tenth => write!(f, "{}.{tenth}", self.0 / 10),
        }
    }
}

/// Compares the coverage of the standards with the percentages, and prints which fall short.
///
/// # Errors
/// If a percentage names no standard of the manual, or several.
pub(super) fn check(
    common: &Common,
    compiled: &Compiled,
    least: &[LeastCoverage],
) -> Result<Outcome, Failure> {
    let standards: Vec<&Standard> = compiled.standards().map(|(standard, _)| standard).collect();
    let mut named: Vec<(&Standard, Tenths)> = Vec::new();
    for one in least {
        if let Some(name) = &one.standard {
            named.push((standard_name::find(name, &standards)?, one.percent));
        }
    }
    let for_all = least.iter().rev().find(|one| one.standard.is_none());
    let mut outcome = Outcome::Ok;
    for (standard, coverage) in compiled.standards() {
        let own = named
            .iter()
            .rev()
            .find(|(named, _)| named.id == standard.id);
        let own = own.map(|(_, percent)| *percent);
        let Some(percent) = own.or(for_all.map(|one| one.percent)) else {
            continue;
        };
        let summary = &coverage.summary;
        if percent.is_met(summary) {
            continue;
        }
        outcome = Outcome::Denied;
        let shown = summary
            .percent()
            .map_or("-".to_owned(), |percent| percent.to_string());
        printing::error(
            common,
            &format!(
                "{} is covered to {shown} % ({} of {} requirements), and {percent} % are asked for: {}",
                standard.designation,
                summary.covered(),
                summary.applicable(),
                next_command::again(common, &["coverage", standard.id.as_str()])
            ),
        );
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::ClauseStatus;

    #[test]
    fn a_percentage_is_read_or_refused() {
        let read = |text: &str| text.parse::<LeastCoverage>().ok();
        let least = |standard: Option<&str>, tenths| {
            let standard = standard.map(str::to_owned);
            let percent = Tenths(tenths);
            Some(LeastCoverage { standard, percent })
        };
        assert_eq!(read("80"), least(None, 800));
        assert_eq!(read("80.5%"), least(None, 805));
        assert_eq!(
            read("iso-9001-2015 = 100"),
            least(Some("iso-9001-2015"), 1000)
        );
        for text in [
            "",
            "80,5",
            "80.55",
            "-1",
            "100.1",
            "iso-9001-2015",
            "x=",
            "1e2",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn shares_are_compared_exactly() {
        let mut summary = Summary::default();
        assert!(Tenths(1000).is_met(&summary), "there is nothing to cover");
        (0..1999).for_each(|_| summary.add(ClauseStatus::Covered));
        summary.add(ClauseStatus::Gap);
        // 99.95 %, shown as 99.9 %.
        assert!(Tenths(999).is_met(&summary));
        assert!(!Tenths(1000).is_met(&summary));
    }
}
