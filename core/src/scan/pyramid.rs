//! One picture in several resolutions, each half of the one before: finders of every size cost the same to find, and a
//! module is sampled where it is a few pixels wide.

use super::frame::Plane;

/// So many times a picture is halved: a module of 64 pixels becomes one of four.
pub(super) const HALVINGS: usize = 4;

/// The memory of the halved planes, a third of the picture's.
#[derive(Default)]
pub(super) struct Halves([Vec<u8>; HALVINGS]);

/// A picture and its halves.
pub(super) struct Pyramid<'a> {
    planes: [Plane<'a>; HALVINGS + 1],
}

impl<'a> Pyramid<'a> {
    /// Halves a plane so many times.
    pub(super) fn build(plane: Plane<'a>, halves: &'a mut Halves) -> Pyramid<'a> {
        let mut planes = [plane; HALVINGS + 1];
        let mut last = plane;
        for (level, half) in planes[1..].iter_mut().zip(&mut halves.0) {
            last = last.halve(half);
            *level = last;
        }
        Pyramid { planes }
    }

    /// The picture halved `level` times.
    pub(super) fn plane(&self, level: usize) -> Plane<'a> {
        self.planes[level.min(HALVINGS)]
    }

    /// The level at which a module of so many pixels of the picture is three to six pixels wide.
    pub(super) fn level_for(module: f32) -> usize {
        (0..HALVINGS).find(|&level| module < 6.0 * (1u32 << level) as f32).unwrap_or(HALVINGS)
    }
}
