//! The service's time on the phone: kept over a clock that runs in sleep, with how sure it is.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{bytes::Bytes, client::ports::Reading, moment::Moment};

/// Past this there is no countdown, pass, door code or offline check.
pub const MOST_UNCERTAINTY: Duration = Duration::from_secs(7);

/// How much a phone's oscillator may drift: 100 parts in a million, twice what they are sold with.
const DRIFT_PER_MILLION: u32 = 100;

/// The last signed time of the service and where the phone's own clock stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    service: Moment,
    since_boot: Duration,
    boot: Bytes<16>,
    uncertainty: Duration,
}

/// A moment, and whether it can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// The moment by the service's time; by the wall clock where there is no anchor.
    pub at: Moment,
    /// Whether it is sure to within seven seconds.
    pub certain: bool,
}

impl Anchor {
    /// The anchor of a signed answer: the service's time lay between the sending and the receiving.
    pub fn of(service: Moment, sent: Reading, received: Reading) -> Option<Self> {
        let round_trip = received.since_boot.checked_sub(sent.since_boot)?;
        let half = round_trip / 2;
        (sent.boot == received.boot).then(|| Self {
            service: service.plus(half),
            since_boot: received.since_boot,
            boot: Bytes(received.boot),
            uncertainty: half,
        })
    }

    /// Of two anchors, the one that is surer now; the newer where they contradict each other.
    #[must_use]
    pub fn surer(self, newer: Self, now: Reading) -> Self {
        match (self.at(now), newer.at(now)) {
            (Some((old, old_doubt)), Some((new, new_doubt))) => {
                let agree = old.since(new).max(new.since(old)) <= old_doubt + new_doubt;
                if agree && old_doubt < new_doubt { self } else { newer }
            }
            _ => newer,
        }
    }

    /// The service's time and its doubt now; `None` after a restart of the phone.
    fn at(&self, now: Reading) -> Option<(Moment, Duration)> {
        let elapsed = now.since_boot.checked_sub(self.since_boot)?;
        let drift = elapsed / (1_000_000 / DRIFT_PER_MILLION);
        (self.boot.0 == now.boot).then(|| (self.service.plus(elapsed), self.uncertainty + drift))
    }
}

/// The time now by an anchor.
pub fn track(anchor: Option<&Anchor>, now: Reading) -> Tracked {
    match anchor.and_then(|anchor| anchor.at(now)) {
        Some((at, doubt)) => Tracked { at, certain: doubt <= MOST_UNCERTAINTY },
        None => Tracked { at: now.wall, certain: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: Moment = Moment(1_795_348_800_000);

    fn reading(wall: i64, seconds: u64) -> Reading {
        Reading { wall: Moment(wall), since_boot: Duration::from_secs(seconds), boot: [1; 16] }
    }

    #[test]
    fn a_jump_of_the_wall_clock_changes_nothing() {
        let anchor = Anchor::of(SERVICE, reading(0, 100), reading(0, 102)).unwrap();
        let hour = 3600;
        let tracked = track(Some(&anchor), reading(i64::MAX, 102 + hour));
        assert_eq!(tracked, Tracked { at: SERVICE.plus(Duration::from_secs(1 + hour)), certain: true });
    }

    #[test]
    fn certainty_ends_after_most_of_a_day_and_with_a_restart() {
        let anchor = Anchor::of(SERVICE, reading(0, 100), reading(0, 100)).unwrap();
        assert!(track(Some(&anchor), reading(0, 100 + 70_000)).certain);
        assert!(!track(Some(&anchor), reading(0, 100 + 70_100)).certain);
        let restarted = Reading { boot: [2; 16], ..reading(5, 200) };
        assert_eq!(track(Some(&anchor), restarted), Tracked { at: Moment(5), certain: false });
        assert!(!track(None, reading(0, 0)).certain);
    }

    #[test]
    fn a_slow_answer_never_replaces_a_quick_one_unless_they_contradict() {
        let quick = Anchor::of(SERVICE, reading(0, 100), reading(0, 100)).unwrap();
        let slow = Anchor::of(SERVICE, reading(0, 100), reading(0, 110)).unwrap();
        assert_eq!(quick.surer(slow, reading(0, 111)), quick);
        let moved = Anchor::of(SERVICE.plus(Duration::from_secs(900)), reading(0, 100), reading(0, 110)).unwrap();
        assert_eq!(quick.surer(moved, reading(0, 111)), moved);
    }

    #[test]
    fn an_answer_that_took_longer_than_fourteen_seconds_is_no_time() {
        let slow = Anchor::of(SERVICE, reading(0, 100), reading(0, 115)).unwrap();
        assert!(!track(Some(&slow), reading(0, 115)).certain);
    }
}
