//! The front of the service: while every place is taken, whoever is too many is refused before anything else is done.
//!
//! The gate refuses as well, since the last place may be taken in between; a refusal here is the cheaper one.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::Arc,
    task::{Context, Poll},
};

use ashyq_core::wire::ProblemCode;
use axum::{
    BoxError, Router,
    body::{Body, Bytes, HttpBody},
    http::{Request, Response},
    routing::future::RouteFuture,
};
use futures_util::future::Either;
use tower::Service;

use crate::{gate, metric, service::Inner};

/// How the paths of programs begin. A person gets a page with a sentence instead, at the gate.
const PROGRAMS: &str = "/v1/";

/// The router behind its front: what a service answers with.
#[derive(Clone)]
pub struct Front {
    inner: Arc<Inner>,
    router: Router,
}

impl Front {
    pub(crate) fn new(inner: &Arc<Inner>, router: Router) -> Self {
        Self { inner: Arc::clone(inner), router }
    }

    fn is_full_for<B>(&self, request: &Request<B>) -> bool {
        self.inner.places.available_permits() == 0 && request.uri().path().starts_with(PROGRAMS)
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response<Body>, Infallible>>, RouteFuture<Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        if self.is_full_for(&request) {
            metrics::counter!(metric::LIMITED, "limit" => "places").increment(1);
            return Either::Left(ready(Ok(gate::refuse(&self.inner, ProblemCode::Overloaded))));
        }
        Either::Right(self.router.call(request))
    }
}
