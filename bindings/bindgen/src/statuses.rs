//! Lets a call from Kotlin use the status of the one before.
//!
//! What UniFFI generates makes a JNA structure for the status of each call: twice for a read of the state, and dearer than
//! everything else about it (`docs/decisions/bindings.md` has the figures). UniFFI has no setting for it, so its one way to make a
//! call is written over. The package does not build where UniFFI generates another.

/// How UniFFI makes a call.
const ONE_EACH: &str = "\
    var status = UniffiRustCallStatus()
    val return_value = callback(status)
    uniffiCheckCallStatus(errorHandler, status)
    return return_value
";

/// The same, with a status that the thread has left over. A call that is made during another has its own, and what a call
/// that failed wrote into its status is never seen by the next.
const KEPT: &str = "\
    val left = uniffiStatusesLeft.get()
    val status = left.removeLastOrNull() ?: UniffiRustCallStatus()
    val return_value = callback(status)
    uniffiCheckCallStatus(errorHandler, status)
    left.addLast(status)
    return return_value
";

/// The statuses that a thread has left over.
const LEFT: &str =
    "\nprivate val uniffiStatusesLeft = ThreadLocal.withInitial { ArrayDeque<UniffiRustCallStatus>() }\n";

/// The generated source with statuses that are used again.
///
/// # Errors
/// A sentence where UniFFI makes calls in another way than the one that is known here.
pub(crate) fn used_again(source: &str) -> Result<String, String> {
    if source.matches(ONE_EACH).count() != 1 {
        return Err(String::from("UniFFI makes calls from Kotlin in another way than bindgen/src/statuses.rs knows"));
    }
    Ok(source.replace(ONE_EACH, KEPT) + LEFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_way_of_calling_is_not_written_over() {
        let written = used_again(&format!("fun call() {{\n{ONE_EACH}}}\n")).unwrap();
        assert!(written.contains(KEPT) && written.ends_with(LEFT));
        for source in ["", "fun call() = callback(UniffiRustCallStatus())\n", &ONE_EACH.repeat(2)] {
            used_again(source).unwrap_err();
        }
    }
}
