//! The service over HTTP, without a socket: what a phone, a source and an operator get for what they send.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_imports,
    clippy::unchecked_time_subtraction,
    clippy::cast_possible_truncation,
    clippy::similar_names
)]

mod board;
mod browser;
mod cabinet;
mod common;
mod crawl;
mod deletion;
mod doors;
mod facts;
mod half_logged_in;
mod keeping;
mod log_in;
mod measure;
mod members;
mod mutations;
mod office;
mod operator;
mod overload;
mod page_refusals;
mod pages;
mod plans;
mod practice;
mod practice_staff;
#[path = "../../src/prove.rs"]
#[allow(dead_code, reason = "shared with the library's own runs")]
mod prove;
mod provoked;
mod provoked_applications;
mod refusals;
mod review;
mod roles;
mod staff;
mod timing;
mod venue_pages;
mod visits;
mod whose;
mod wrong_inputs;
