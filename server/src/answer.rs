//! What a handler answers with.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

use crate::problem::Refusal;

/// An answer.
pub(crate) struct Answer {
    status: StatusCode,
    content_type: &'static str,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Body,
}

impl Answer {
    /// 200 with JSON.
    pub(crate) fn json<T: Serialize>(value: &T) -> Result<Self, Refusal> {
        Self::of_status(StatusCode::OK, value)
    }

    /// 202 with JSON: taken, and worked on after the reply.
    pub(crate) fn accepted<T: Serialize>(value: &T) -> Result<Self, Refusal> {
        Self::of_status(StatusCode::ACCEPTED, value)
    }

    /// 201 with JSON.
    pub(crate) fn created<T: Serialize>(value: &T) -> Result<Self, Refusal> {
        Self::of_status(StatusCode::CREATED, value)
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, content_type: "", headers: Vec::new(), body: Body::empty() }
    }

    /// 200 with something else than JSON.
    pub(crate) fn of(content_type: &'static str, body: Vec<u8>) -> Self {
        Self::stream(content_type, body.into())
    }

    /// 200 with something that goes on after the handler has ended: neither its time nor its place count any more, so that
    /// whoever makes one sets limits of its own.
    pub(crate) fn stream(content_type: &'static str, body: Body) -> Self {
        Self { status: StatusCode::OK, content_type, headers: Vec::new(), body }
    }

    /// Adds a header.
    #[must_use]
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    fn of_status<T: Serialize>(status: StatusCode, value: &T) -> Result<Self, Refusal> {
        let body = serde_json::to_vec(value).map_err(|_| ashyq_core::wire::ProblemCode::Fault)?;
        Ok(Self { status, ..Self::stream("application/json", body.into()) })
    }

    /// Gives the browser a cookie with it.
    pub(crate) fn cookie(&mut self, cookie: HeaderValue) {
        self.headers.push((header::SET_COOKIE, cookie));
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(self.body);
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        *response.status_mut() = self.status;
        if !self.content_type.is_empty() {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        response
    }
}
