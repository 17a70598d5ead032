//! What the operator makes, changes and publishes.

use ashyq_core::{
    id::Entrance,
    keys::{KeySet, Signed},
    not_live::{Mode, NotLive},
    poster::SignedPoster,
    rules::Rules,
    wire::*,
};
use ashyq_server::{
    api::{
        posters::{NewPoster, PosterShown},
        sources::NewSource,
        venues::{ModeShown, VenueShown},
    },
    application::{form::NewApplication, operator::Venues},
    key_holder::KeyHolder,
};

use crate::common::*;

fn keys(reply: &Reply) -> KeySet {
    let root = KeyHolder::ephemeral(&[7; 32]).root_public();
    reply.json::<Signed<KeySet>>().open_as_root(root).unwrap()
}

#[tokio::test]
async fn the_posters_of_a_live_venue_are_believed_and_printed() {
    let world = World::new();
    let request = NewApplication { entrances: Entrance::new(3).unwrap(), ..world.application("47.11", "Дүкен") };
    let made = world.service.venue_live_now(&request).await.unwrap();
    assert_eq!((made.mode, made.posters.len()), (ModeShown::Live, 3));
    let seen: VenueShown = world.operator("GET", &format!("/v1/operator/venues/{}", made.venue), &()).await.ok().json();
    assert_eq!(seen, made);
    let keys = keys(&world.get(path::KEYS).await.ok());
    for poster in &made.posters {
        let signed = SignedPoster::parse(&poster.poster).unwrap();
        signed.check(&keys, START).unwrap();
        assert_eq!((signed.poster.venue, signed.poster.number), (made.venue, poster.number));
        let typed = path::POSTER.replace("{typed}", &poster.number.to_string());
        let shown: PosterAnswer = world.device().get(&world, &typed).await.ok().json();
        assert_eq!((shown.poster, shown.address), (poster.poster.clone(), request.address.clone()));
    }
    for (format, content_type, begins) in [
        ("svg", "image/svg+xml", b"<svg".as_slice()),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
    ] {
        let drawn = format!("/v1/operator/posters/{}/{format}", made.posters[0].number);
        let sheet = world.operator("GET", &drawn, &()).await.ok();
        assert_eq!(sheet.headers["content-type"], content_type);
        assert!(sheet.body.starts_with(begins), "{format}");
    }
}

#[tokio::test]
async fn a_venue_is_no_longer_made_live_at_once() {
    let world = World::new();
    let body = serde_json::to_value(world.application("47.11", "Дүкен")).unwrap();
    let reply = world.operator("POST", "/v1/operator/venues", &body).await;
    assert_eq!(reply.problem(), ProblemCode::MethodNotAllowed);
    let made = world.test_venue("47.11", "Дүкен").await;
    for decision in [RESUME, SUSPEND] {
        assert_eq!(world.decide(made.venue, decision).await.problem(), ProblemCode::StepNotFromHere);
    }
}

#[tokio::test]
async fn the_venues_are_listed_by_page_name_and_mode() {
    let world = World::new();
    for number in 0..52 {
        world.venue("47.11", &format!("Дүкен {number:02}")).await;
    }
    let suspended = world.venue("47.73", "Дәріхана").await;
    world.decide(suspended.venue, SUSPEND).await.ok();
    let list = async |query: &str| -> Venues {
        world.operator("GET", &format!("/v1/operator/venues{query}"), &()).await.ok().json()
    };
    let first = list("").await;
    assert_eq!((first.venues.len(), first.venues[0].name.as_str()), (50, "Дүкен 00"));
    let rest = list(&format!("?after={}", first.after.unwrap())).await;
    assert_eq!((rest.venues.len(), rest.after, rest.venues[0].name.as_str()), (3, None, "Дүкен 50"));
    assert_eq!(list("?mode=suspended").await.venues.len(), 1);
    // "Дүкен 4" as a browser sends it.
    assert_eq!(list("?mode=live&name=%D0%94%D2%AF%D0%BA%D0%B5%D0%BD+4").await.venues.len(), 10);
    for wrong in ["?mode=open", "?after=1"] {
        let reply = world.operator("GET", &format!("/v1/operator/venues{wrong}"), &()).await;
        assert_eq!(reply.problem(), ProblemCode::FieldInvalid, "{wrong}");
    }
}

#[tokio::test]
async fn the_list_is_signed_and_its_number_only_rises_across_a_restart() {
    let world = World::new();
    let made = world.venue("47.11", "Дүкен").await;
    let list = async |world: &World| {
        let keys = keys(&world.get(path::KEYS).await.ok());
        world.get(path::NOT_LIVE).await.ok().json::<Signed<NotLive>>().open(&keys, START).unwrap()
    };
    // A test and a first live day came before.
    let number = list(&world).await.number;
    assert_eq!(list(&world).await, NotLive { number, ..NotLive::default() });
    world.decide(made.venue, SUSPEND).await.ok();
    world.decide(made.venue, SUSPEND).await.ok();
    let suspended = list(&world).await;
    assert_eq!((suspended.number, suspended.venue(made.venue)), (number + 1, Some(Mode::Suspended)));
    world.decide(made.venue, RESUME).await.ok();
    let another: PosterShown = world
        .operator(
            "POST",
            &format!("/v1/operator/venues/{}/posters", made.venue),
            &NewPoster { entrance: Entrance::FIRST },
        )
        .await
        .ok()
        .json();
    let revoke = format!("/v1/operator/posters/{}/revoke", made.posters[0].number);
    world.operator("POST", &revoke, &()).await.ok();
    world.operator("POST", &revoke, &()).await.ok();
    let world = world.restart();
    let present = list(&world).await;
    assert_eq!((present.number, present.venue(made.venue)), (number + 3, None));
    assert!(present.is_revoked(made.posters[0].number) && !present.is_revoked(another.number));
}

#[tokio::test]
async fn rules_are_published_by_a_higher_version_only() {
    let world = World::new();
    let mut rules = serde_json::to_value(Rules::version_1()).unwrap();
    assert_eq!(world.operator("PUT", "/v1/operator/rules", &rules).await.problem(), ProblemCode::AlreadyThere);
    rules["version"] = 2.into();
    world.operator("PUT", "/v1/operator/rules", &rules).await.ok();
    rules["version"] = 3.into();
    rules["entry"] = serde_json::json!([]);
    assert_eq!(world.operator("PUT", "/v1/operator/rules", &rules).await.problem(), ProblemCode::FieldInvalid);
    let world = world.restart();
    let keys = keys(&world.get(path::KEYS).await.ok());
    let signed: Signed<Rules> = world.get(path::RULES).await.ok().json();
    assert_eq!(signed.open(&keys, START).unwrap().version(), 2);
}

#[tokio::test]
async fn a_revoked_source_says_nothing_more() {
    let world = World::new();
    let device = world.device();
    let new = NewSource { name: "laboratory".into(), key: device.public.0 };
    let made: ashyq_server::api::sources::SourceShown =
        world.operator("POST", "/v1/operator/sources", &new).await.ok().json();
    assert_eq!(world.operator("POST", "/v1/operator/sources", &new).await.problem(), ProblemCode::AlreadyThere);
    let revoke = format!("/v1/operator/sources/{}/revoke", made.source);
    world.operator("POST", &revoke, &()).await.ok();
    let reply = device.clone().send(&world, "POST", "/v1/facts", b"{}").await;
    assert_eq!(reply.problem(), ProblemCode::NotAllowed);
    for name in [String::new(), "x".repeat(65)] {
        let wrong = NewSource { name, key: world.device().public.0 };
        assert_eq!(world.operator("POST", "/v1/operator/sources", &wrong).await.problem(), ProblemCode::FieldInvalid);
    }
}
