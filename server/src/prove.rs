//! A run that proves a promise: how far it goes, and from which seed. `cargo xtask prove ID --seconds N` makes it long; as
//! one test among others it is as short as its writer says.

use std::time::{Duration, Instant};

/// A run under way.
pub(crate) struct Run {
    promise: &'static str,
    goal: u64,
    least: u64,
    until: Option<Instant>,
    done: u64,
    /// From which everything drawn by chance follows.
    pub(crate) seed: u64,
}

impl Run {
    /// A run for a promise that needs so many to be kept, of which every change tries a few.
    pub(crate) fn of(promise: &'static str, few: u64, goal: u64) -> Self {
        let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let until = number("ASHYQ_PROVE_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let seed = number("ASHYQ_PROVE_SEED").unwrap_or(1);
        Self { promise, goal, least: few.min(goal), until, done: 0, seed }
    }

    /// Counts one more; whether to go on with it.
    pub(crate) fn goes_on(&mut self) -> bool {
        let enough = match self.until {
            Some(until) => self.done >= self.goal || Instant::now() >= until,
            None => self.done >= self.least,
        };
        self.done += u64::from(!enough);
        !enough
    }

    /// How many there were.
    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    /// Prints how far it went.
    pub(crate) fn report(&self, what: &str) {
        println!("{}: {} of {} {what}, seed {}", self.promise, self.done, self.goal, self.seed);
    }
}

/// Numbers that follow from a seed (xorshift64*), so that a run can be repeated.
pub(crate) struct Chance(u64);

impl Chance {
    /// The numbers of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        // Seeds that lie side by side must not give runs that do.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x6A09_E667_F3BC_C909 | 1)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % bound.max(1)
    }

    /// So many bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_be_bytes()[..chunk.len()]);
        }
        bytes
    }
}
