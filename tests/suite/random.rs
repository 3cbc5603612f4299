//! Pseudo-random numbers from a seed, so that a failure can be repeated.

/// A small pseudo-random number generator (xorshift) with the same sequence on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + (self.next() >> 16) as u32 % (high - low + 1)
    }

    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.between(0, 99) < percent
    }

    pub(crate) fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.between(0, choices.len() as u32 - 1) as usize].clone()
    }

    pub(crate) fn list<T>(&mut self, most: u32, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.numbered(most, |random, _| make(random))
    }

    pub(crate) fn numbered<T>(
        &mut self,
        most: u32,
        mut make: impl FnMut(&mut Self, u32) -> T,
    ) -> Vec<T> {
        let count = self.between(0, most);
        (0..count).map(|index| make(self, index)).collect()
    }
}

/// The value of an environment variable that sets the number of cases or the seed of a random test.
pub(crate) fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
