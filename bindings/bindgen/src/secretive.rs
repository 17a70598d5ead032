//! Lets what holds a secret print its name alone.
//!
//! A data class in Kotlin prints all that it holds, into whatever a log or a crash says. UniFFI has no setting for it: so a number
//! that is being typed, and a passphrase, are kept quiet here. The package does not build where UniFFI writes such a class otherwise.

/// The classes, how each begins, and how its body does.
const CLASSES: [(&str, &str, &str); 2] =
    [("Typed", "data class Typed (", "\n){"), ("SealedFile", "data class SealedFile(", ": KeptIn()\n        \n    {")];

/// The generated source with classes that say nothing.
///
/// # Errors
/// A sentence where UniFFI writes a class in another way than the one that is known here.
pub(crate) fn kept_quiet(mut source: String) -> Result<String, String> {
    for (name, class, body) in CLASSES {
        let after = source.find(class).map(|at| at + class.len());
        let body = after.and_then(|after| Some(after + source[after..].find(body)? + body.len()));
        let body = body.ok_or_else(|| {
            format!("UniFFI writes the class {name} in Kotlin in another way than bindgen/src/secretive.rs knows")
        })?;
        source.insert_str(body, &format!("\n    override fun toString() = \"{name}\"\n"));
    }
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_secret_prints_its_name_and_a_class_that_is_missing_is_named() {
        let typed = "data class Typed (\n    val `shown`: kotlin.String\n){\n}\n";
        let sealed =
            "    data class SealedFile(\n        val `passphrase`: String) : KeptIn()\n        \n    {\n    }\n";
        let quiet = kept_quiet(format!("{typed}{sealed}")).unwrap();
        assert!(quiet.contains("){\n    override fun toString() = \"Typed\"\n"), "{quiet}");
        assert!(quiet.contains("    {\n    override fun toString() = \"SealedFile\"\n"), "{quiet}");
        assert!(kept_quiet(typed.to_owned()).unwrap_err().contains("SealedFile"));
    }
}
