//! The edge of every request: bodies, paths, floods.

use ashyq_core::wire::*;
use axum::{body::Body, http::Request};

use crate::common::*;

#[tokio::test]
async fn a_body_has_at_most_16_kib() {
    let world = World::new();
    let mut device = world.device();
    let body = |length: usize| format!("{:length$}", "{}", length = length).into_bytes();
    let at = device.send(&world, "POST", path::LOG_IN, &body(16 * 1024)).await;
    assert_eq!(at.problem(), ProblemCode::FieldInvalid);
    let past = device.send(&world, "POST", path::LOG_IN, &body(16 * 1024 + 1)).await;
    assert_eq!(past.problem(), ProblemCode::BodyTooLarge);
    let stream = axum::body::Body::from_stream(futures_util::stream::iter(
        (0..20).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1024])),
    ));
    let reply = world.send(Request::post(path::LOG_IN).body(stream).unwrap()).await;
    assert_eq!(reply.problem(), ProblemCode::BodyTooLarge);
}

#[tokio::test]
async fn a_path_has_at_most_256_bytes() {
    let world = World::new();
    let path = |length: usize| format!("{:x<length$}", "/v1/keys?", length = length);
    world.get(&path(256)).await.ok();
    assert_eq!(world.get(&path(257)).await.problem(), ProblemCode::FieldInvalid);
}

#[tokio::test]
async fn what_is_no_json_is_named() {
    let world = World::new();
    let mut device = world.device();
    for body in ["", "{", "[", "\u{feff}{}", "<html>"] {
        let reply = device.send(&world, "POST", path::LOG_IN, body.as_bytes()).await;
        assert_eq!(reply.problem(), ProblemCode::BodyNotJson, "{body:?}");
    }
    let deep = "[".repeat(10_000);
    assert!(device.send(&world, "POST", path::LOG_IN, deep.as_bytes()).await.status >= 400);
}

#[tokio::test]
async fn every_answer_carries_a_nonce_and_is_not_cached() {
    let world = World::new();
    for path in ["/health", "/ready", "/v1/nonce", "/v1/keys", "/v1/rules", "/v1/not-live", "/openapi.json", "/nothing"]
    {
        let reply = world.get(path).await;
        assert_eq!(reply.nonce().len(), 43, "{path}");
        assert_eq!(reply.headers["cache-control"], "no-store");
    }
    assert_eq!(world.get("/metrics").await.problem(), ProblemCode::NotFound);
    let head = world.send(Request::head("/health").body(Body::empty()).unwrap()).await;
    assert!(head.body.is_empty());
}
