//! A part of a plane: where a code was seen, and will be looked for again.

use super::frame::{Plane, Point};

/// A rectangle of the cropped plane, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Region {
    /// The outline's bounds and a quarter more on every side; `None` outside of the plane.
    pub(super) fn around(outline: [Point; 4], plane: Plane<'_>) -> Option<Region> {
        let least = |of: fn(&Point) -> f32| outline.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&Point) -> f32| outline.iter().map(of).fold(f32::MIN, f32::max);
        let (left, right) = (least(|p| p.x), most(|p| p.x));
        let (top, bottom) = (least(|p| p.y), most(|p| p.y));
        let margin = (right - left).max(bottom - top) / 4.0 + 16.0;
        let fit = |value: f32, limit: usize| value.clamp(0.0, limit as f32) as usize;
        let (left, right) = (fit(left - margin, plane.width), fit(right + margin, plane.width));
        let (top, bottom) = (fit(top - margin, plane.height), fit(bottom + margin, plane.height));
        let region = Region { left, top, width: right.saturating_sub(left), height: bottom.saturating_sub(top) };
        (region.width >= 32 && region.height >= 32).then_some(region)
    }

    /// The same region if the plane still has it: frames may change their size.
    pub(super) fn within(self, plane: Plane<'_>) -> Option<Region> {
        (self.left + self.width <= plane.width && self.top + self.height <= plane.height).then_some(self)
    }
}
