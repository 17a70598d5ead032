//! Frames of luma to what was seen.

use std::time::Duration;

use ashyq_core::{
    native::Camera,
    scan::{Crop, FrameError, Seen},
};

/// Looks for posters and passes in a camera's frames; may be used from several threads, one frame at a time.
#[derive(uniffi::Object)]
pub struct Scanner(Camera);

#[uniffi::export]
impl Scanner {
    /// A scanner that has seen nothing yet.
    #[uniffi::constructor]
    pub fn new() -> Result<Self, FrameError> {
        Ok(Self(Camera::new()))
    }

    /// Looks at a frame of 8-bit luma for at most so many milliseconds: 33 is one frame's time.
    ///
    /// `stride` is the length of a row in bytes, and the last row may be shorter. `degrees` is the clockwise turn that makes
    /// the frame upright: 0, 90, 180 or 270. `crop` is in pixels as they lie in memory.
    #[expect(clippy::too_many_arguments, reason = "a plane as cameras hand it out, without a copy")]
    pub fn see(
        &self,
        luma: &[u8],
        width: u32,
        height: u32,
        stride: u32,
        degrees: u32,
        crop: Option<Crop>,
        budget_ms: u32,
    ) -> Result<Seen, FrameError> {
        self.0.see(luma, width, height, stride, degrees, crop, Duration::from_millis(budget_ms.into()))
    }
}
