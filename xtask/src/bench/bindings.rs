//! Bench `bindings`: how big the core is on a phone.

use super::table::{Figure, Goal, Table};
use crate::phones;

pub(crate) fn run() -> Result<Table, String> {
    let size = Figure {
        key: "arm64_library_mb",
        what: "Android's library for arm64, stripped, in units of 10⁶ bytes",
        goal: Goal::Most(5.0),
        measured: phones::arm64_library_mb()?,
    };
    Ok(Table { rows: vec![size] })
}
