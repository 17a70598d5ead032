//! A form's fields, as a browser sends them.

use std::borrow::Cow;

/// The fields of a form.
pub(super) struct Form<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Form<'a> {
    /// Reads a body (`application/x-www-form-urlencoded`).
    pub(super) fn read(body: &'a [u8]) -> Self {
        Self(form_urlencoded::parse(body).collect())
    }

    /// What was typed into a field, without the white space around it; nothing where there is no such field.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_decoded_and_trimmed() {
        let form = Form::read(b"phone=%2B7+705&name=%D2%9B+&x");
        assert_eq!((form.text("phone"), form.text("name"), form.text("nothing")), ("+7 705", "қ", ""));
    }
}
