//! The race: every decoder on the same picture, one after the other, again and again, on one thread.
//!
//! What counts is the thread's CPU time, the best of several runs. The decoders take turns within each run and the first turn
//! goes round, so that the machine's moods and a cold cache meet all of them.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};

use crate::{
    decoder::{Decoder, Read},
    material::{self, Code, Verdict},
    picture::Picture,
};

/// How often each decoder reads a picture.
const RUNS: usize = 5;
/// After so many runs a decoder that has taken long is asked no more.
const LEAST_RUNS: usize = 3;
/// What is long.
const PATIENCE: Duration = Duration::from_millis(300);
/// A run as long as this is not repeated at all: the machine's moods are small beside it.
const ENDLESS: Duration = Duration::from_secs(1);

/// The decoder panicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panicked;

/// What a decoder made of a picture.
#[derive(Debug, Clone)]
pub(crate) struct Lap {
    pub(crate) read: Result<Option<Read>, Panicked>,
    /// The best run's CPU time.
    pub(crate) time: Duration,
}

impl Lap {
    /// What it is worth, by what is known to be on the picture.
    pub(crate) fn judge(&self, codes: &[Code]) -> Verdict {
        self.read.as_ref().map_or(Verdict::Panicked, |read| material::judge(codes, read.as_ref()))
    }
}

/// Lets every decoder read a picture as if it were its first.
pub(crate) fn race(decoders: &mut [Box<dyn Decoder>], picture: &Picture) -> Vec<Lap> {
    let mut laps: Vec<Option<Lap>> = vec![None; decoders.len()];
    let mut spent = vec![Duration::ZERO; decoders.len()];
    for run in 0..RUNS {
        for turn in 0..decoders.len() {
            let at = (run + turn) % decoders.len();
            if run >= LEAST_RUNS && spent[at] > PATIENCE || spent[at] > ENDLESS {
                continue;
            }
            decoders[at].forget();
            let lap = time(|| decoders[at].read_alone(picture));
            spent[at] += lap.time;
            let best = laps[at].get_or_insert(lap.clone());
            best.time = best.time.min(lap.time);
        }
    }
    laps.into_iter().flatten().collect()
}

/// One look at a picture.
pub(crate) fn time(look: impl FnOnce() -> Option<Read>) -> Lap {
    let before = cpu();
    let read = catch_unwind(AssertUnwindSafe(look)).map_err(|_| Panicked);
    Lap { read, time: cpu().saturating_sub(before) }
}

/// The CPU time that this thread has taken.
pub(crate) fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
