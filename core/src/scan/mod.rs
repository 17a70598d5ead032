//! Frames of luma to what was seen. It knows pixels and text, not venues.
//!
//! A camera's frames go to a [`Scanner`]; a picture on a desk goes to [`read_image`]. One file per stage, in order:
//! `frame` (what may come in), `pyramid` (in several resolutions), `binarise` (dark and light), `finder` and `group` (three
//! squares that belong together; `complete` finds a third to two), `corners`, `grid`, `bend` and `timing` (where each module
//! lies: the plane of `homography`, and paper that is bent), `sample` (the luma of each module), `decode` (modules to codewords, with
//! `format`, `layout` and `correct`), `segments` (codewords to bytes). `read` puts the stages from three finders to a text in
//! order, `look` those of a whole picture, `session` those from frame to frame; `seen` is what comes out. `region` and
//! `light` say where to look and what the light is like, `budget` bounds the time, `picture` reads files, `steps` writes down
//! what each stage made of a picture, `stages` ends after one of them.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "pixel arithmetic: sides are at most 4096, so a cast is exact or meant to round"
)]

mod bend;
mod binarise;
mod budget;
mod complete;
mod corners;
mod correct;
mod decode;
#[cfg(test)]
mod drawn;
mod finder;
mod format;
mod frame;
mod grid;
mod group;
mod homography;
mod layout;
mod light;
mod look;
mod picture;
mod pyramid;
mod read;
mod region;
mod sample;
mod seen;
mod segments;
mod session;
mod stages;
mod steps;
mod timing;

pub use self::budget::{Budget, FRAME_TIME, HARD_STOP};
pub use self::decode::MOST_TEXT;
pub use self::frame::{Crop, Frame, FrameError, MAX_SIDE, Point, Rotation};
pub use self::picture::{MOST_FILE, MOST_PIXELS, Measure, Picture, PictureError, measure, measure_modules, read_image};
pub use self::seen::{ForeignKind, Hint, Prefixes, Quad, Seen, Text, What};
pub use self::session::Scanner;
#[doc(hidden)]
pub use self::stages::{Stage, Stages};
#[doc(hidden)]
pub use self::steps::{Step, explain};
