//! Which language a browser without one in its path gets.

use ashyq_core::words::Language;
use axum::http::{HeaderMap, header};

/// The most wishes that are looked at.
const MOST: usize = 16;

/// The language that a browser wishes for most (RFC 9110 section 12.5.4); Kazakh where it wishes for none of ours.
pub(super) fn wished(headers: &HeaderMap) -> Language {
    let line = headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let wishes = line.split(',').take(MOST).filter_map(|wish| {
        let mut parts = wish.split(';');
        let language = Language::parse(parts.next()?.trim())?;
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        (weight > 0.0).then_some((language, weight))
    });
    // The first of equals, as browsers list them in their order.
    let best = wishes.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(Language::Kk, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_browsers_wish_counts_and_kazakh_where_there_is_none() {
        for (line, expected) in [
            ("", Language::Kk),
            ("de-DE,de;q=0.9", Language::Kk),
            ("ru-RU,ru;q=0.9,en-US;q=0.8", Language::Ru),
            ("de,en;q=0.5,ru;q=0.4", Language::En),
            ("en;q=0.5, kk", Language::Kk),
            ("en;q=0, ru;q=0.1", Language::Ru),
            ("ru;q=x", Language::Ru),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(line))]);
            assert_eq!(wished(&headers), expected, "{line}");
        }
        assert_eq!(wished(&HeaderMap::new()), Language::Kk);
    }
}
