//! More than the service can take: refused at once and by name, and what was taken is done.

use std::time::Duration;

use ashyq_core::{
    id::VisitId,
    wire::{ProblemCode, path},
};
use ashyq_server::{api::venues::VenueShown, limits};
use axum::{body::Body, http::Request, http::Response};
use tokio::task::JoinHandle;
use tower::ServiceExt as _;

use crate::common::*;

/// A service whose database somebody else keeps: what it writes waits.
struct Kept {
    world: World,
    visitors: Vec<Visitor>,
    venue: VenueShown,
    keeper: rusqlite::Connection,
}

/// How many people come: none of them so often that it is too often.
const PEOPLE: usize = 10;

impl Kept {
    async fn open() -> Self {
        let world = World::new();
        let venue = world.venue("47.11", "Дүкен").await;
        let mut visitors = Vec::new();
        for number in 1..=PEOPLE {
            visitors.push(world.visitor(&format!("+770500000{number:02}"), &iin(number as u64)).await);
        }
        // The day's first entry makes the day's key: it is over before the many come.
        visitors[0].enter(&world, &venue).await.1.ok();
        let keeper = world.database();
        keeper.execute_batch("begin immediate").unwrap();
        Self { world, visitors, venue, keeper }
    }

    fn request(&self) -> Request<Body> {
        let visit = self.world.random::<16>();
        let visitor = &self.visitors[usize::from(visit[0]) % PEOPLE];
        let entry = visitor.entry(&self.world, &self.venue, false);
        let body = serde_json::to_vec(&entry).unwrap();
        visitor.device.request(&self.world, "PUT", &visit_path(VisitId(visit)), &body)
    }

    /// Sends an entry that waits for the database.
    fn send(&self) -> JoinHandle<Response<Body>> {
        let answer = self.world.router.clone().oneshot(self.request());
        tokio::spawn(async { answer.await.unwrap() })
    }

    /// Sends as many entries as there are places.
    async fn fill(&self) -> Vec<JoinHandle<Response<Body>>> {
        let sent = (0..limits::MOST_REQUESTS).map(|_| self.send()).collect();
        let_others_go_on().await;
        sent
    }

    fn visits(&self) -> i64 {
        self.keeper.query_row("select count(*) from visit", [], |row| row.get(0)).unwrap()
    }
}

#[track_caller]
fn is_overloaded(reply: &Reply) {
    assert_eq!((reply.status, reply.problem()), (503, ProblemCode::Overloaded));
    assert!(reply.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn whoever_comes_when_every_place_is_taken_is_refused_and_whoever_has_one_is_answered() {
    let kept = Kept::open().await;
    let sent = kept.fill().await;
    is_overloaded(&kept.world.send(kept.request()).await);
    let page = kept.world.get("/kk/").await;
    assert_eq!(page.status, 503);
    assert!(
        page.headers.contains_key("retry-after") && page.headers["content-type"].to_str().unwrap().contains("html")
    );
    // Whoever watches the service must not take it for dead.
    kept.world.get("/health").await.ok();
    kept.keeper.execute_batch("rollback").unwrap();
    for answer in sent {
        assert_eq!(answer.await.unwrap().status(), 200);
    }
    assert_eq!(kept.visits(), 1 + i64::try_from(limits::MOST_REQUESTS).unwrap());
    kept.world.send(kept.request()).await.ok();
}

#[tokio::test]
async fn what_was_handed_to_a_full_queue_before_its_phone_gave_up_is_written() {
    let kept = Kept::open().await;
    while kept.world.get("/ready").await.status == 200 {
        let sent = kept.fill().await;
        // Their work goes on, until it is the writer's turn.
        tokio::time::sleep(Duration::from_millis(100)).await;
        sent.iter().for_each(JoinHandle::abort);
        tokio::task::yield_now().await;
    }
    is_overloaded(&kept.world.send(kept.request()).await);
    kept.keeper.execute_batch("rollback").unwrap();
    while kept.world.get("/ready").await.status != 200 {
        tokio::task::yield_now().await;
    }
    // Behind everything that was handed over before.
    kept.world.send(kept.request()).await.ok();
    assert!(kept.visits() > 512, "{}", kept.visits());
}

/// Sends a request whose body never comes.
fn send_endless(world: &World) -> JoinHandle<Response<Body>> {
    let answer = world.router.clone().oneshot(endless());
    tokio::spawn(async { answer.await.unwrap() })
}

/// Lets everything else go as far as it can.
async fn let_others_go_on() {
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up_and_takes_nobodys_place() {
    let world = World::new();
    let slow: Vec<_> = (0..=limits::MOST_REQUESTS).map(|_| send_endless(&world)).collect();
    let_others_go_on().await;
    world.get(path::KEYS).await.ok();
    for answer in slow {
        let answer = answer.await.unwrap();
        assert_eq!(answer.status(), 503);
        assert!(answer.headers().contains_key("retry-after"));
    }
}

#[tokio::test]
async fn bodies_that_are_waited_for_are_bounded() {
    let world = World::new();
    let slow: Vec<_> = (0..limits::MOST_BODIES).map(|_| send_endless(&world)).collect();
    let_others_go_on().await;
    let send = || Request::post(path::LOG_IN).body("{}".into()).unwrap();
    is_overloaded(&world.send(send()).await);
    // What has no body needs no room.
    world.get(path::KEYS).await.ok();
    slow[0].abort();
    let_others_go_on().await;
    assert_ne!(world.send(send()).await.status, 503);
}
