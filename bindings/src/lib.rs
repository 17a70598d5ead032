//! The core's API for Kotlin, Swift and Python.
//!
//! A type is a mirror of the core's (`#[uniffi::remote]`), so that one that drifts does not compile; a method is one
//! line. Every export that can fail or panic returns `Result`: a panic then becomes an exception instead of the end of the
//! app. The methods of log-in, visits and staff follow with the packages.

use std::time::Duration;

use ashyq_core::{native::Camera, scan::FrameError};

uniffi::setup_scaffolding!("ashyq");

/// Why a frame cannot be looked at.
#[uniffi::remote(Error)]
#[uniffi(flat_error)]
pub enum FrameError {
    Side,
    Stride,
    Short,
    Crop,
}

/// Looks for posters and passes in a camera's frames.
#[derive(uniffi::Object)]
pub struct Scanner(Camera);

#[uniffi::export]
impl Scanner {
    /// A scanner that has seen nothing yet.
    #[uniffi::constructor]
    pub fn new() -> Result<Self, FrameError> {
        Ok(Self(Camera::new()))
    }

    /// The text of a poster or pass in a frame of luma, looked for at most so many milliseconds.
    pub fn see(
        &self,
        luma: &[u8],
        width: u32,
        height: u32,
        stride: u32,
        degrees: u32,
        budget_ms: u32,
    ) -> Result<Option<String>, FrameError> {
        Ok(self
            .0
            .see(luma, width, height, stride, degrees, Duration::from_millis(budget_ms.into()))?
            .what
            .ours()
            .map(str::to_owned))
    }
}
