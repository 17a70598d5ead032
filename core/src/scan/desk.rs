//! Where and in which resolution to look, and the memory that looks share.

use super::binarise::{Buffers, Reach};
use super::budget::Budget;
use super::frame::{Plane, Point};
use super::look::{self, Look};

/// The first look is at the largest resolution that has at most this many pixels.
pub(super) const FIRST_LOOK: usize = 640_000;
/// A rectangle of the cropped plane, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// The memory that looks share.
#[derive(Default)]
pub(super) struct Desk {
    buffers: Buffers,
    halves: [Vec<u8>; 4],
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) region: Region,
    /// How many times the resolution is halved.
    pub(super) level: usize,
    /// The share of the budget, in hundredths, after which this look is not begun.
    pub(super) not_after: u32,
}

pub(super) fn first_level(plane: Plane<'_>) -> usize {
    first_level_of(Region { left: 0, top: 0, width: plane.width, height: plane.height })
}

pub(super) fn first_level_of(region: Region) -> usize {
    (0..3).find(|level| (region.width * region.height) >> (2 * level) <= FIRST_LOOK).unwrap_or(3)
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

    /// Half the width and height: the middle on even turns, one of the corners on odd ones.
    pub(super) fn part(self, turn: u32) -> Region {
        let (width, height) = (self.width.div_ceil(2), self.height.div_ceil(2));
        let (left, top) = match turn % 8 {
            1 => (0, 0),
            3 => (self.width - width, self.height - height),
            5 => (self.width - width, 0),
            7 => (0, self.height - height),
            _ => ((self.width - width) / 2, (self.height - height) / 2),
        };
        Region { left, top, width, height }
    }
}

impl Desk {
    /// Looks at a region in one resolution; outlines come back in the plane's pixels.
    pub(super) fn look(
        &mut self,
        plane: Plane<'_>,
        Place { region, level, .. }: Place,
        reach: Reach,
        budget: &Budget<'_>,
        mut enough: impl FnMut(&[u8]) -> bool,
    ) -> Look {
        let mut small = plane.part(region.left, region.top, region.width, region.height);
        for half in self.halves.iter_mut().take(level) {
            small = small.halve(half);
        }
        let mut found = look::look(small, reach, &mut self.buffers, budget, |code| enough(&code.bytes));
        let scale = (1u32 << level.min(self.halves.len())) as f32;
        let back = |p: Point| Point { x: p.x * scale + region.left as f32, y: p.y * scale + region.top as f32 };
        for code in &mut found.codes {
            code.outline = code.outline.map(back);
        }
        if let Some(unread) = &mut found.unread {
            unread.outline = unread.outline.map(back);
            unread.module *= scale;
        }
        found
    }

    /// Reads every code of a plane, in every resolution, each code once.
    pub(super) fn read_all(&mut self, plane: Plane<'_>, budget: &Budget<'_>) -> Vec<look::Code> {
        let codes = self.read_with(plane, Reach::Near, budget);
        if codes.is_empty() { self.read_with(plane, Reach::Wide, budget) } else { codes }
    }

    fn read_with(&mut self, plane: Plane<'_>, reach: Reach, budget: &Budget<'_>) -> Vec<look::Code> {
        let whole = Region { left: 0, top: 0, width: plane.width, height: plane.height };
        let first = first_level(plane);
        let mut codes: Vec<look::Code> = Vec::new();
        for level in (0..=first + 1).rev() {
            let all = Place { region: whole, level, not_after: 100 };
            for code in self.look(plane, all, reach, budget, |_| false).codes {
                let middle = |c: &look::Code| Point {
                    x: c.outline.iter().map(|p| p.x).sum::<f32>() / 4.0,
                    y: c.outline.iter().map(|p| p.y).sum::<f32>() / 4.0,
                };
                let (here, side) = (middle(&code), (code.outline[0].x - code.outline[2].x).abs().max(8.0));
                let known = codes.iter().any(|c| {
                    let there = middle(c);
                    c.bytes == code.bytes && (here.x - there.x).hypot(here.y - there.y) < side / 2.0
                });
                if !known {
                    codes.push(code);
                }
            }
        }
        codes
    }
}
