//! One clock for the service and the phones of the demo: the machine's, moved ahead between the acts, and set back at the
//! start by as much, so that the demo ends now.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use ashyq_core::{
    client::ports::{Clock, Reading},
    moment::Moment,
    native::SystemClock,
};

/// The demo's clock.
#[derive(Debug)]
pub(super) struct DemoClock {
    system: SystemClock,
    behind: Duration,
    moved_ms: AtomicU64,
}

impl DemoClock {
    /// A clock that starts behind the machine's.
    pub(super) fn behind(behind: Duration) -> Self {
        Self { system: SystemClock::new(), behind, moved_ms: AtomicU64::new(0) }
    }

    /// Lets time pass for everybody.
    pub(super) fn pass(&self, time: Duration) {
        self.moved_ms.fetch_add(u64::try_from(time.as_millis()).unwrap_or(0), Ordering::SeqCst);
    }

    fn moved(&self) -> Duration {
        Duration::from_millis(self.moved_ms.load(Ordering::SeqCst))
    }

    /// Lets everything pass that is left until now; how much that was.
    pub(super) fn catch_up(&self) -> Duration {
        let left = self.behind.saturating_sub(self.moved());
        self.pass(left);
        left
    }
}

impl Clock for DemoClock {
    fn read(&self) -> Reading {
        let reading = self.system.read();
        Reading {
            wall: reading.wall.minus(self.behind).plus(self.moved()),
            since_boot: reading.since_boot + self.moved(),
            ..reading
        }
    }
}

impl ashyq_server::clock::Clock for DemoClock {
    fn now(&self) -> Moment {
        self.read().wall
    }
}
