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

mod browser;
mod cabinet;
mod common;
mod doors;
mod facts;
mod keeping;
mod log_in;
mod measure;
mod members;
mod operator;
mod pages;
mod roles;
mod visits;
mod whose;
