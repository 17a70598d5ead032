//! Checking passes at the door, without network too.

use std::time::Duration;

use ashyq_core::{
    check::Checked,
    client::{self, CheckError, Sight},
    native::Camera,
    scan::{Crop, FrameError},
};

/// Checks passes; one serves one camera view.
#[derive(uniffi::Object)]
pub struct Checker {
    checker: client::Checker,
    camera: Camera,
}

impl Checker {
    pub(crate) fn new(checker: client::Checker) -> Self {
        Self { checker, camera: Camera::new() }
    }
}

#[uniffi::export]
impl Checker {
    /// Checks the text of a pass.
    pub fn read(&self, text: String) -> Result<Checked, CheckError> {
        self.checker.read(&text)
    }

    /// Looks at a frame, as `Scanner` does, and checks the pass that it shows.
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
    ) -> Result<Sight, FrameError> {
        let seen =
            self.camera.see(luma, width, height, stride, degrees, crop, Duration::from_millis(budget_ms.into()))?;
        Ok(self.checker.judge(&seen.what))
    }
}
