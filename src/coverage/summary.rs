//! The number of requirements by status, and the percentage that is covered.

use super::ClauseStatus;

/// The number of requirements by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The counts, in the order of [`ClauseStatus::ALL`].
    counts: [u32; ClauseStatus::ALL.len()],
}

impl Summary {
    /// Counts a requirement with this status.
    pub fn add(&mut self, status: ClauseStatus) {
        self.counts[status as usize] += 1;
    }

    /// The number of requirements with a status.
    pub fn count(&self, status: ClauseStatus) -> u32 {
        self.counts[status as usize]
    }

    /// The number of all requirements, excluded ones included.
    pub fn requirements(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The number of requirements that are not excluded.
    pub fn applicable(&self) -> u32 {
        self.requirements() - self.excluded()
    }

    /// The number of covered requirements.
    pub fn covered(&self) -> u32 {
        self.count(ClauseStatus::Covered)
    }

    /// The number of excluded requirements.
    pub fn excluded(&self) -> u32 {
        self.count(ClauseStatus::Excluded)
    }

    /// The percentage covered: 100 × covered ÷ (requirements − excluded); `None` if there is
    /// nothing to cover.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.covered(), self.applicable())
    }
}

/// A percentage with one decimal, rounded half up. It is 100.0 only if nothing is missing, and 0.0
/// only if nothing is there. Stored in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// Returns 100 × `part` ÷ `whole`; `None` if `whole` is 0.
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let twice = whole.checked_mul(2).filter(|twice| *twice > 0)?;
        let rounded = ((2000 * part + whole) / twice) as u32;
        Some(Self(match part {
            0 => 0,
            _ if part < whole => rounded.clamp(1, 999),
            _ => rounded,
        }))
    }

    /// The percentage as a number: `80.6`.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_all_and_only_nothing_is_nothing() {
        for (part, whole, expected) in [
            (50, 62, "80.6"),
            (1, 8, "12.5"),
            (2999, 3000, "99.9"),
            (3000, 3000, "100.0"),
            (1, 3000, "0.1"),
            (0, 3000, "0.0"),
        ] {
            assert_eq!(Percent::of(part, whole).unwrap().to_string(), expected);
        }
        assert_eq!(Percent::of(0, 0), None);
    }
}
