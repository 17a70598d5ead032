//! How long the scanner may look at one frame, told by a clock that the caller brings.

use std::time::Duration;

/// The time that one frame may take before the next stage is not begun: the time between frames at 30 a second.
pub const FRAME_TIME: Duration = Duration::from_millis(33);
/// The longest time that a caller can allow for one frame of a camera.
pub const HARD_STOP: Duration = Duration::from_millis(150);

/// A limit of time, and the caller's way to tell how much of it has passed.
///
/// The core reads no clock outside `native`: `elapsed` gives the time since the frame came.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    elapsed: Option<&'a dyn Fn() -> Duration>,
    limit: Duration,
}

impl<'a> Budget<'a> {
    /// Allows one frame's time of 33 ms.
    pub fn new(elapsed: &'a dyn Fn() -> Duration) -> Budget<'a> {
        Budget { elapsed: Some(elapsed), limit: FRAME_TIME }
    }

    /// Allows another time, at most the hard stop of 150 ms.
    #[must_use]
    pub fn within(self, limit: Duration) -> Budget<'a> {
        Budget { limit: limit.min(HARD_STOP), ..self }
    }

    /// Allows as long as it takes: for a still picture, and for tests. The work itself is still bounded.
    pub fn unlimited() -> Budget<'static> {
        Budget { elapsed: None, limit: Duration::MAX }
    }

    /// Tells whether the time is over.
    pub(super) fn is_spent(&self) -> bool {
        self.limit.is_zero() || self.elapsed.is_some_and(|elapsed| elapsed() >= self.limit)
    }
}
