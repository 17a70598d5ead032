//! From application to live: what a business asks for, who decides it, and the week of test mode.

pub mod checklist;
