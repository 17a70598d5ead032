//! A page on its way to the browser, and what every page forbids.

use ashyq_core::wire::ProblemCode;
use askama::Template;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};

use super::assets::Asset;
use crate::problem::Refusal;

/// What a page may do: load from here, send forms to here, be in nobody's frame. No script and no style stands in it.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page.
pub(crate) struct Page {
    status: StatusCode,
    body: Vec<u8>,
    content_type: &'static str,
    location: Option<String>,
    cookies: Vec<HeaderValue>,
    kept: bool,
    wait_s: Option<u32>,
}

impl Page {
    /// 200 with a page.
    pub(crate) fn of(template: &impl Template) -> Result<Self, Refusal> {
        Self::of_status(StatusCode::OK, template)
    }

    /// A page of a refusal.
    pub(crate) fn refused(refusal: &Refusal, template: &impl Template) -> Result<Self, Refusal> {
        let status = StatusCode::from_u16(refusal.problem().status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        Ok(Self { wait_s: refusal.problem().wait_s, ..Self::of_status(status, template)? })
    }

    fn of_status(status: StatusCode, template: &impl Template) -> Result<Self, Refusal> {
        let body = template.render().map_err(|_| ProblemCode::Fault)?.into_bytes();
        Ok(Self { status, body, ..Self::empty("text/html; charset=utf-8") })
    }

    /// Sends the browser to another page, which it gets anew.
    pub(crate) fn see(path: impl Into<String>) -> Self {
        Self { status: StatusCode::SEE_OTHER, location: Some(path.into()), ..Self::empty("") }
    }

    /// A file that never changes.
    pub(super) fn asset(asset: &Asset) -> Self {
        Self { body: asset.bytes.clone(), kept: true, ..Self::empty(asset.content_type) }
    }

    fn empty(content_type: &'static str) -> Self {
        let (location, cookies) = (None, Vec::new());
        Self { status: StatusCode::OK, body: Vec::new(), content_type, location, cookies, kept: false, wait_s: None }
    }

    /// Gives the browser a cookie with it.
    #[must_use]
    pub(crate) fn with(mut self, cookie: HeaderValue) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// The answer to a request with those headers.
    pub(crate) fn into_response(self, request: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        if !self.content_type.is_empty() {
            set(header::CONTENT_TYPE, self.content_type);
        }
        set(header::CACHE_CONTROL, if self.kept { "public, max-age=31536000, immutable" } else { "no-store" });
        set(header::CONTENT_SECURITY_POLICY, POLICY);
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::REFERRER_POLICY, "no-referrer");
        set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        // Only over TLS, which a proxy in front has ended; a browser that got here without would ignore it anyway.
        if request.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https") {
            set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
        }
        if let Some(location) = self.location.and_then(|location| HeaderValue::try_from(location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        if let Some(seconds) = self.wait_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        for cookie in self.cookies {
            headers.append(header::SET_COOKIE, cookie);
        }
        response
    }
}
