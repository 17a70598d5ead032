//! A venue's board: arrivals in their order, cut and resumed, people inside, counts, the end of the day, files.

mod counts;
mod events;
mod export;
mod limits;
mod screen;
mod worlds;

pub use screen::{Screen, Seen};
