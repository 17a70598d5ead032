//! How light a picture is, and what to say about it.

use super::frame::Plane;
use super::seen::Hint;

/// How light a picture is, from one pixel in 64.
pub(super) struct Light {
    mean: u32,
    /// Pixels at the very top, in hundredths.
    white: u32,
}

impl Light {
    pub(super) fn of(part: Plane<'_>) -> Light {
        let (mut count, mut sum, mut white) = (0u32, 0u32, 0u32);
        for y in (0..part.height).step_by(8) {
            for &luma in part.row(y).iter().step_by(8) {
                count += 1;
                sum += u32::from(luma);
                white += u32::from(luma >= 250);
            }
        }
        Light { mean: sum / count.max(1), white: white * 100 / count.max(1) }
    }

    /// What to say, if light is the trouble; where there are signs of a code, less is needed.
    pub(super) fn hint(&self, evidence: bool) -> Option<Hint> {
        if self.mean < if evidence { 45 } else { 18 } {
            Some(Hint::TooDark)
        } else if evidence && self.white > 25 || self.mean > 245 {
            Some(Hint::TooBright)
        } else {
            None
        }
    }
}
