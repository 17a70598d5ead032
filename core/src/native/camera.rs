//! The scanner with the system's clock: what an app pushes its camera's frames into.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    pass, poster,
    scan::{Budget, Crop, Frame, FrameError, Prefixes, Rotation, Scanner, Seen},
};

/// A camera that looks for posters and passes; may be used from several threads, one frame at a time.
pub struct Camera(Mutex<Scanner>);

impl Camera {
    /// A camera that has seen nothing yet.
    pub fn new() -> Self {
        Self(Mutex::new(Scanner::new(Prefixes::new([poster::PREFIX, pass::PREFIX]))))
    }

    /// Looks at one frame for at most `budget`; see [`Frame::parse`] for what the numbers mean. Degrees other than quarter
    /// turns count as none.
    #[expect(clippy::too_many_arguments, reason = "a plane as cameras hand it out, without a copy")]
    pub fn see(
        &self,
        luma: &[u8],
        width: u32,
        height: u32,
        stride: u32,
        degrees: u32,
        crop: Option<Crop>,
        budget: Duration,
    ) -> Result<Seen, FrameError> {
        let came = Instant::now();
        let rotation = Rotation::parse(degrees).unwrap_or(Rotation::None);
        let frame = Frame::parse(luma, width, height, stride, rotation, crop)?;
        let elapsed = || came.elapsed();
        let mut scanner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(scanner.see(&frame, Budget::new(&elapsed).within(budget)))
    }
}

impl Default for Camera {
    fn default() -> Self {
        Self::new()
    }
}
