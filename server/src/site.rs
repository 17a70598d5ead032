//! The pages: server-rendered, in kk, ru and en, each language under a path of its own.
//!
//! A page calls the functions that the API calls. It needs no script; the board has one, to show arrivals without reload.

mod answer;
mod applications;
mod apply;
mod assets;
mod audit;
mod delete;
mod form;
mod frame;
mod language;
mod log_in;
mod offices;
mod passwords;
mod poster;
mod region;
pub mod routes;
mod saying;
mod sources;
mod start;
mod venue;
mod venue_board;
mod venue_counts;
mod venue_practice;
mod venue_staff;
mod venues;

pub(crate) use answer::Page;
pub(crate) use frame::{Chair, Frame};
pub(crate) use routes::{PageHandler, PageRoute, View};
pub(crate) use start::failure;
