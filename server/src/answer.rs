//! What a handler answers with.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

use crate::problem::Refusal;

/// An answer.
pub(crate) struct Answer {
    status: StatusCode,
    content_type: &'static str,
    body: Vec<u8>,
    cookies: Vec<HeaderValue>,
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
        Self { status: StatusCode::NO_CONTENT, content_type: "", body: Vec::new(), cookies: Vec::new() }
    }

    /// 200 with something else than JSON.
    pub(crate) fn of(content_type: &'static str, body: Vec<u8>) -> Self {
        Self { status: StatusCode::OK, content_type, body, cookies: Vec::new() }
    }

    fn of_status<T: Serialize>(status: StatusCode, value: &T) -> Result<Self, Refusal> {
        let body = serde_json::to_vec(value).map_err(|_| ashyq_core::wire::ProblemCode::Fault)?;
        Ok(Self { status, content_type: "application/json", body, cookies: Vec::new() })
    }

    /// Gives the browser a cookie with it.
    pub(crate) fn cookie(&mut self, cookie: HeaderValue) {
        self.cookies.push(cookie);
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        if !self.content_type.is_empty() {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        for cookie in self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}
