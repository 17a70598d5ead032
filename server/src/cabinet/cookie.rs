//! The cabinet's two cookies, and the token against forged forms.

use std::time::Duration;

use ashyq_core::bytes::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};

/// The session's cookie. `__Host-` lets no other host or path set it.
pub(crate) const SESSION: &str = "__Host-ashyq";
/// The browser's cookie: it is there before anybody logs in.
pub(crate) const BROWSER: &str = "__Host-ashyq-browser";
/// The header of the token against forged requests.
pub(crate) const CSRF_HEADER: &str = "x-ashyq-csrf";
/// The field of the token on a form.
pub(crate) const CSRF_FIELD: &str = "csrf";
/// The longest cookie that is looked at, in bytes.
const LONGEST: usize = 128;

/// The cookie of a name; none where it is there twice, as nobody can say then which one was meant.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(found, _)| *found == name).map(|(_, value)| value);
    match (found.next(), found.next()) {
        (Some(value), None) if !value.is_empty() && value.len() <= LONGEST => Some(value),
        _ => None,
    }
}

/// Sets a cookie for so long.
pub(crate) fn set(name: &str, value: &str, life: Duration) -> HeaderValue {
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={}", life.as_secs());
    let mut cookie = HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""));
    cookie.set_sensitive(true);
    cookie
}

/// Takes the session's cookie away.
pub(crate) fn end_session() -> HeaderValue {
    set(SESSION, "", Duration::ZERO)
}

/// What a page of that cookie puts into its forms: whoever cannot read the page cannot know it.
pub(crate) fn csrf(cookie: &str) -> String {
    Bytes::<32>(Sha256::new_with_prefix(b"ashyq csrf 1\0").chain_update(cookie).finalize().into()).to_string()
}

/// The value of a field of a form (`application/x-www-form-urlencoded`), where it needs no decoding.
pub(crate) fn plain_field<'a>(body: &'a [u8], name: &str) -> Option<&'a str> {
    let body = std::str::from_utf8(body).ok()?;
    body.split('&').filter_map(|pair| pair.split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (header::COOKIE, HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn a_cookie_is_read_by_its_whole_name_and_only_where_it_is_there_once() {
        assert_eq!(read(&headers(&["a=1; __Host-ashyq=x; b=2"]), SESSION), Some("x"));
        assert_eq!(read(&headers(&["a=1", "__Host-ashyq=x"]), SESSION), Some("x"));
        for lines in [
            &["__Host-ashyq-browser=x"][..],
            &["__host-ashyq=x"],
            &["__Host-ashyq="],
            &["__Host-ashyq=x; __Host-ashyq=y"],
            &["__Host-ashyq=x", "__Host-ashyq=x"],
            &["x__Host-ashyq=x"],
        ] {
            assert_eq!(read(&headers(lines), SESSION), None, "{lines:?}");
        }
    }

    #[test]
    fn a_cookie_stays_with_this_host_and_out_of_scripts() {
        let line = set(SESSION, "x", Duration::from_secs(60));
        assert_eq!(line.to_str().unwrap(), "__Host-ashyq=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60");
        assert!(line.is_sensitive());
    }

    #[test]
    fn the_forms_token_follows_from_the_cookie_and_does_not_show_it() {
        assert_ne!(csrf("a"), csrf("b"));
        assert_eq!(csrf("a").len(), 43);
        assert_eq!(plain_field(b"phone=%2B7&csrf=abc", CSRF_FIELD), Some("abc"));
        assert_eq!(plain_field(b"xcsrf=abc", CSRF_FIELD), None);
    }
}
