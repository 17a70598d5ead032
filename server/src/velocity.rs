//! How often something was asked for within a window, in memory.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use ashyq_core::moment::Moment;

/// The most names that are counted; past that, the oldest window is forgotten.
const MOST: usize = 100_000;

/// Counts by name within windows of a fixed length, so that at the most twice the limit passes in any such time.
pub(crate) struct Velocity {
    window: Duration,
    counts: Mutex<(u32, HashMap<[u8; 8], u32>)>,
}

impl Velocity {
    /// Counts within windows of that length.
    pub(crate) fn new(window: Duration) -> Self {
        Self { window, counts: Mutex::default() }
    }

    /// Counts one; how long to wait where it is over the limit.
    pub(crate) fn count(&self, name: [u8; 8], limit: u32, now: Moment) -> Result<(), Duration> {
        let slot = now.slot(self.window);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 != slot || counts.1.len() >= MOST {
            *counts = (slot, HashMap::new());
        }
        let count = counts.1.entry(name).or_default();
        *count = count.saturating_add(1);
        let end = Duration::from_secs(u64::from(slot).saturating_add(1).saturating_mul(self.window.as_secs()));
        if *count <= limit { Ok(()) } else { Err(Moment(0).plus(end).since(now)) }
    }
}
