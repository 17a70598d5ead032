//! The system's clocks: the wall clock, and one that runs in sleep.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::{
    client::ports::{Clock, Reading},
    moment::Moment,
};

/// The system's clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    boot: [u8; 16],
}

impl SystemClock {
    /// Learns the name of this start of the machine.
    pub fn new() -> Self {
        let mut boot = [0; 16];
        boot.copy_from_slice(&Sha256::digest(boot_name())[..16]);
        Self { boot }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn read(&self) -> Reading {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let wall = Moment(i64::try_from(wall.as_millis()).unwrap_or(i64::MAX));
        Reading { wall, since_boot: since_boot(), boot: self.boot }
    }
}

/// Linux and Android name every start of the kernel.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn boot_name() -> Vec<u8> {
    std::fs::read("/proc/sys/kernel/random/boot_id").unwrap_or_default()
}

/// Elsewhere the start is known by its moment, to the minute: the wall clock less the time since.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn boot_name() -> Vec<u8> {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    (wall.saturating_sub(since_boot()).as_secs() / 60).to_be_bytes().to_vec()
}

#[cfg(any(target_os = "linux", target_os = "android"))]
const RUNS_IN_SLEEP: rustix::time::ClockId = rustix::time::ClockId::Boottime;
/// Apple's CLOCK_MONOTONIC runs in sleep, unlike Linux's (`man clock_gettime`).
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const RUNS_IN_SLEEP: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

fn since_boot() -> Duration {
    let time = rustix::time::clock_gettime(RUNS_IN_SLEEP);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_that_runs_in_sleep_runs() {
        let clock = SystemClock::new();
        let first = clock.read();
        std::thread::sleep(Duration::from_millis(5));
        let second = clock.read();
        assert!(second.since_boot >= first.since_boot + Duration::from_millis(5));
        assert_eq!(first.boot, SystemClock::new().read().boot);
    }
}
