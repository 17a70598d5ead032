//! From application to live: what a business asks for, who decides it, and the week of test mode.
//!
//! [`state`] is the machine, pure and total; `moves` makes a move in the database with all that follows for venue, posters
//! and list; `business`, `association` and `operator` are what each of them may do, called by pages and JSON routes alike.

pub mod association;
pub mod business;
pub mod checklist;
mod duplicate;
pub(crate) mod filing;
pub mod form;
pub(crate) mod moves;
pub mod operator;
pub(crate) mod posters;
pub mod reason;
pub mod shown;
pub mod state;
pub(crate) mod sweep;
mod whole_way;

#[cfg(test)]
mod tests;
