//! Frames of luma to what was seen. It knows pixels and text, not venues.
//!
//! A camera's frames go to a [`Scanner`]; a picture on a desk goes to [`read_image`]. One file per stage, in order:
//! `frame` (what may come in), `binarise` (dark and light), `finder`, `group` and `grid` (where a code's modules lie, with
//! the plane of `homography`), `decode` (modules to bytes), `look` (all of these at one resolution), `desk` and `light`
//! (where to look, and what to say of the light), `session` (from frame to frame), `seen` (what comes out). `budget` bounds
//! the time; `picture` reads files.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "pixel arithmetic: sides are at most 4096, so a cast is exact or meant to round"
)]

mod binarise;
mod budget;
mod decode;
mod desk;
#[cfg(test)]
mod drawn;
mod finder;
mod frame;
mod grid;
mod group;
mod homography;
mod light;
mod look;
mod picture;
mod seen;
mod session;

pub use self::budget::{Budget, FRAME_TIME, HARD_STOP};
pub use self::decode::MOST_TEXT;
pub use self::frame::{Crop, Frame, FrameError, MAX_SIDE, Point, Rotation};
pub use self::picture::{MOST_FILE, MOST_PIXELS, Picture, PictureError, measure, read_image};
pub use self::seen::{ForeignKind, Hint, Prefixes, Quad, Seen, Text, What};
pub use self::session::Scanner;
