//! A camera frame: a borrowed plane of luma with its stride, rotation and crop, checked once.

/// The longest side of a frame, in pixels.
pub const MAX_SIDE: u32 = 4096;

/// The clockwise turn that makes a frame upright, as phones report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// The frame is upright as it lies in memory.
    #[default]
    None,
    /// 90 degrees clockwise.
    Quarter,
    /// 180 degrees.
    Half,
    /// 270 degrees clockwise.
    ThreeQuarters,
}

impl Rotation {
    /// Parses clockwise degrees; anything but 0, 90, 180 and 270 is `None`.
    pub fn parse(degrees: u32) -> Option<Rotation> {
        match degrees {
            0 => Some(Rotation::None),
            90 => Some(Rotation::Quarter),
            180 => Some(Rotation::Half),
            270 => Some(Rotation::ThreeQuarters),
            _ => None,
        }
    }
}

/// The part of a frame that is looked at, in pixels of the frame as it lies in memory (before rotation).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    /// The first column.
    pub left: u32,
    /// The first row.
    pub top: u32,
    /// The number of columns.
    pub width: u32,
    /// The number of rows.
    pub height: u32,
}

/// Says what is wrong with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, displaydoc::Display, thiserror::Error)]
pub enum FrameError {
    /// the frame is {width} x {height} pixels, each side must be 1 to 4096
    Side {
        /// The width given, in pixels.
        width: u32,
        /// The height given, in pixels.
        height: u32,
    },
    /// the row stride of {stride} bytes is less than the width of {width} pixels
    Stride {
        /// The stride given, in bytes.
        stride: u32,
        /// The width given, in pixels.
        width: u32,
    },
    /// the plane holds {len} bytes where {needed} are needed
    Short {
        /// The bytes given.
        len: u64,
        /// The bytes needed: every row but the last in full, the last as wide as the frame.
        needed: u64,
    },
    /// the crop is empty or reaches beyond the frame
    Crop,
}

/// A point in pixels; the middle of the first pixel is (0.5, 0.5).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Pixels from the left.
    pub x: f32,
    /// Pixels from the top.
    pub y: f32,
}

/// One frame of 8-bit luma, borrowed from the camera.
///
/// Rotation, stride and crop are read through, never copied. Positions are reported in the pixels of the whole frame
/// after its rotation.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    luma: &'a [u8],
    width: u32,
    height: u32,
    stride: u32,
    rotation: Rotation,
    crop: Crop,
}

impl<'a> Frame<'a> {
    /// Parses a plane of luma with its width and height in pixels and its row stride in bytes.
    ///
    /// The last row may be shorter than the stride, as camera planes are (Android `Image.Plane`).
    ///
    /// # Errors
    /// Says which of side, stride, length and crop does not fit.
    pub fn parse(
        luma: &'a [u8],
        width: u32,
        height: u32,
        stride: u32,
        rotation: Rotation,
        crop: Option<Crop>,
    ) -> Result<Frame<'a>, FrameError> {
        let sides = 1..=MAX_SIDE;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(FrameError::Side { width, height });
        }
        if stride < width {
            return Err(FrameError::Stride { stride, width });
        }
        // At most 2^32 * 2^12: no overflow in 64 bits, whatever the machine's word.
        let needed = u64::from(stride) * u64::from(height - 1) + u64::from(width);
        let len = luma.len() as u64;
        if len < needed {
            return Err(FrameError::Short { len, needed });
        }
        let crop = crop.unwrap_or(Crop { left: 0, top: 0, width, height });
        let fits =
            |start: u32, size: u32, whole: u32| size > 0 && start.checked_add(size).is_some_and(|end| end <= whole);
        if !fits(crop.left, crop.width, width) || !fits(crop.top, crop.height, height) {
            return Err(FrameError::Crop);
        }
        Ok(Frame { luma, width, height, stride, rotation, crop })
    }

    /// Gives the size of the whole frame after its rotation: width and height in pixels.
    pub fn upright_size(&self) -> (u32, u32) {
        match self.rotation {
            Rotation::None | Rotation::Half => (self.width, self.height),
            Rotation::Quarter | Rotation::ThreeQuarters => (self.height, self.width),
        }
    }

    /// The cropped plane as it lies in memory.
    pub(super) fn plane(&self) -> Plane<'a> {
        let whole = Plane {
            luma: self.luma,
            width: self.width as usize,
            height: self.height as usize,
            stride: self.stride as usize,
        };
        let Crop { left, top, width, height } = self.crop;
        whole.part(left as usize, top as usize, width as usize, height as usize)
    }

    /// Carries a point of the cropped plane over to the upright frame.
    pub(super) fn upright(&self, point: Point) -> Point {
        let (width, height) = (self.width as f32, self.height as f32);
        let (x, y) = (point.x + self.crop.left as f32, point.y + self.crop.top as f32);
        let (x, y) = match self.rotation {
            Rotation::None => (x, y),
            Rotation::Quarter => (height - y, x),
            Rotation::Half => (width - x, height - y),
            Rotation::ThreeQuarters => (y, width - x),
        };
        Point { x, y }
    }
}

/// A view of luma inside the scanner; its rows are known to be there.
#[derive(Clone, Copy)]
pub(super) struct Plane<'a> {
    luma: &'a [u8],
    pub(super) width: usize,
    pub(super) height: usize,
    stride: usize,
}

impl<'a> Plane<'a> {
    /// A plane without padding; `luma` holds at least `width * height` bytes.
    pub(super) fn packed(luma: &'a [u8], width: usize, height: usize) -> Plane<'a> {
        debug_assert!(luma.len() >= width * height);
        Plane { luma, width, height, stride: width }
    }

    /// The part that starts at (`left`, `top`), which must lie within.
    pub(super) fn part(&self, left: usize, top: usize, width: usize, height: usize) -> Plane<'a> {
        Plane { luma: &self.luma[top * self.stride + left..], width, height, stride: self.stride }
    }

    pub(super) fn row(&self, y: usize) -> &'a [u8] {
        let start = y * self.stride;
        &self.luma[start..start + self.width]
    }

    /// The luma of a pixel.
    #[inline]
    pub(super) fn pixel(&self, x: usize, y: usize) -> u8 {
        self.luma[y * self.stride + x]
    }

    /// The luma at a point, between the four pixels around it; outside of the plane that of the nearest pixel.
    #[inline]
    pub(super) fn luma_at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        // By way of 32 bits, which processors convert at once.
        let (left, top) = ((x as i32 as usize).min(self.width - 1), (y as i32 as usize).min(self.height - 1));
        let (dx, dy) = ((x - left as i32 as f32).min(1.0), (y - top as i32 as f32).min(1.0));
        let at = top * self.stride + left;
        let next = usize::from(left + 1 < self.width);
        let mix = |at: usize| {
            let pair = &self.luma[at..=at + next];
            let a = f32::from(pair[0]);
            a + (f32::from(pair[next]) - a) * dx
        };
        let above = mix(at);
        if top + 1 == self.height { above } else { above + (mix(at + self.stride) - above) * dy }
    }

    /// The mean of nine pixels: those at a point and at so far a step aside, down, and both, either way.
    pub(super) fn mean_around(&self, middle: Point, right: Point, down: Point) -> f32 {
        // In 65,536ths of a pixel: what is converted once need not be nine times.
        let fixed = |value: f32| (value.clamp(-4096.0, 4096.0) * 65_536.0) as i32;
        let (x, y) = (fixed(middle.x), fixed(middle.y));
        let (right, down) = ((fixed(right.x), fixed(right.y)), (fixed(down.x), fixed(down.y)));
        let (last_x, last_y) = (self.width as i32 - 1, self.height as i32 - 1);
        let mut sum = 0;
        for v in -1..=1 {
            for u in -1..=1 {
                let px = (x + u * right.0 + v * down.0) >> 16;
                let py = (y + u * right.1 + v * down.1) >> 16;
                let (px, py) = (px.clamp(0, last_x) as usize, py.clamp(0, last_y) as usize);
                sum += u32::from(self.luma[py * self.stride + px]);
            }
        }
        sum as f32 / 9.0
    }

    /// Whether a point lies on the plane.
    pub(super) fn holds(&self, p: Point) -> bool {
        p.x >= 0.0 && p.y >= 0.0 && p.x < self.width as f32 && p.y < self.height as f32
    }

    /// Halves both sides by the mean of two by two pixels, into `into`; sides of one pixel stay.
    pub(super) fn halve<'b>(&self, into: &'b mut Vec<u8>) -> Plane<'b> {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        into.clear();
        into.reserve(width * height);
        for y in 0..height {
            let upper = self.row((2 * y).min(self.height - 1));
            let lower = self.row((2 * y + 1).min(self.height - 1));
            if self.width < 2 {
                into.push(upper[0].midpoint(lower[0]));
                continue;
            }
            let (upper, _) = upper.as_chunks::<2>();
            let (lower, _) = lower.as_chunks::<2>();
            // A pair is one word of two bytes, so that four sums fit into one wide instruction.
            into.extend(upper.iter().zip(lower).map(|(&a, &b)| {
                let (a, b) = (u16::from_le_bytes(a), u16::from_le_bytes(b));
                (((a & 0xFF) + (a >> 8) + (b & 0xFF) + (b >> 8) + 2) / 4) as u8
            }));
        }
        Plane::packed(into, width, height)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Budget, Prefixes, Scanner};
    use super::*;

    fn parse(len: usize, width: u32, height: u32, stride: u32, crop: Option<Crop>) -> Result<(), FrameError> {
        Frame::parse(&vec![0; len], width, height, stride, Rotation::None, crop).map(|_| ())
    }

    #[test]
    fn every_refusal_says_what_is_wrong() {
        let crop = |left, top, width, height| Some(Crop { left, top, width, height });
        let table = [
            (parse(100, 0, 10, 10, None), "the frame is 0 x 10 pixels, each side must be 1 to 4096"),
            (parse(100, 10, 0, 10, None), "the frame is 10 x 0 pixels, each side must be 1 to 4096"),
            (parse(5000, 4097, 1, 4097, None), "the frame is 4097 x 1 pixels, each side must be 1 to 4096"),
            (
                parse(100, u32::MAX, u32::MAX, 1, None),
                "the frame is 4294967295 x 4294967295 pixels, each side must be 1 to 4096",
            ),
            (parse(100, 10, 10, 9, None), "the row stride of 9 bytes is less than the width of 10 pixels"),
            (parse(99, 10, 10, 10, None), "the plane holds 99 bytes where 100 are needed"),
            (parse(0, 4096, 4096, u32::MAX, None), "the plane holds 0 bytes where 17587891077121 are needed"),
            (parse(100, 10, 10, 10, crop(0, 0, 0, 5)), "the crop is empty or reaches beyond the frame"),
            (parse(100, 10, 10, 10, crop(6, 0, 5, 5)), "the crop is empty or reaches beyond the frame"),
            (parse(100, 10, 10, 10, crop(u32::MAX, 0, 2, 5)), "the crop is empty or reaches beyond the frame"),
        ];
        for (parsed, says) in table {
            assert_eq!(parsed.map_err(|error| error.to_string()), Err(says.to_owned()));
        }
    }

    #[test]
    fn the_last_row_may_be_short() {
        assert_eq!(parse(12 * 9 + 10, 10, 10, 12, None), Ok(()));
        assert_eq!(parse(12 * 9 + 9, 10, 10, 12, None), Err(FrameError::Short { len: 117, needed: 118 }));
    }

    #[test]
    fn positions_turn_with_the_frame() {
        let luma = [0; 200];
        let crop = Some(Crop { left: 5, top: 2, width: 10, height: 5 });
        let at = |rotation| {
            let frame = Frame::parse(&luma, 20, 10, 20, rotation, crop).expect("a frame");
            let Point { x, y } = frame.upright(Point { x: 1.0, y: 2.0 });
            (x, y, frame.upright_size())
        };
        assert_eq!(at(Rotation::None), (6.0, 4.0, (20, 10)));
        assert_eq!(at(Rotation::Quarter), (6.0, 6.0, (10, 20)));
        assert_eq!(at(Rotation::Half), (14.0, 6.0, (20, 10)));
        assert_eq!(at(Rotation::ThreeQuarters), (4.0, 14.0, (10, 20)));
    }

    #[test]
    fn only_quarter_turns_are_rotations() {
        assert_eq!(Rotation::parse(270), Some(Rotation::ThreeQuarters));
        assert_eq!(Rotation::parse(45), None);
        assert_eq!(Rotation::parse(360), None);
    }

    proptest! {
        #[test]
        fn no_frame_makes_the_scanner_panic(
            (width, height) in prop_oneof![(0u32..90, 0u32..90), (any::<u32>(), any::<u32>())],
            padding in prop_oneof![Just(0u32), 0u32..40, any::<u32>()],
            missing in -2i64..3,
            (left, top, wide, high) in (0u32..50, 0u32..50, 0u32..90, 0u32..90),
            cropped in any::<bool>(),
            turn in 0u32..5,
            seed in any::<u64>(),
            run in 1usize..9,
        ) {
            let stride = width.wrapping_add(padding);
            let needed = i64::from(stride).saturating_mul(i64::from(height) - 1).saturating_add(i64::from(width) + missing);
            let len = usize::try_from(needed).unwrap_or(0).min(20_000);
            // Runs of one colour look more like codes than noise does.
            let mut state = seed | 1;
            let mut luma = Vec::with_capacity(len);
            while luma.len() < len {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                luma.extend(std::iter::repeat_n(state as u8, run * (1 + (state >> 60) as usize % 3)));
            }
            luma.truncate(len);
            let rotation = Rotation::parse(turn * 90).unwrap_or_default();
            let crop = cropped.then_some(Crop { left, top, width: wide, height: high });
            if let Ok(frame) = Frame::parse(&luma, width, height, stride, rotation, crop) {
                let mut scanner = Scanner::new(Prefixes::new(["A"]));
                for _ in 0..2 {
                    scanner.see(&frame, Budget::unlimited());
                }
            }
        }
    }
}
