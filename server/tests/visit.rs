//! A visit from log-in to exit, over HTTP.
#![allow(missing_docs)]

mod common;

use ashyq_core::{status::Colour, visit::Learnt, wire::path};
use common::*;

#[tokio::test]
async fn a_visitor_logs_in_enters_and_leaves() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor("+7 705 123 45 67", "900101300017").await;
    visitor.device.get(&world, path::STATUS).await.ok();
    let (visit, reply) = visitor.enter(&world, &grocery).await;
    let (decision, why) = decided(&reply.ok());
    assert!(decision.decision.admitted && why.is_none());
    assert_eq!(decision.decision.colour, Colour::Blue);
    visitor.leave(&world, visit, grocery.posters[0].number, Learnt::Scanned).await.ok();
    visitor.leave(&world, visit, grocery.posters[0].number, Learnt::Scanned).await.ok();
    world.service.sweep().await.unwrap();
}
