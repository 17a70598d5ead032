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
        venues::{ModeShown, NewMode, NewVenue},
    },
    key_holder::KeyHolder,
};

use crate::common::*;

fn keys(reply: &Reply) -> KeySet {
    let root = KeyHolder::ephemeral(&[7; 32]).root_public();
    reply.json::<Signed<KeySet>>().open_as_root(root).unwrap()
}

fn venue() -> NewVenue {
    NewVenue {
        bin: "123456789013".into(),
        name: "Дүкен".into(),
        address: "Абай даңғылы, 10".into(),
        place: ashyq_core::place::Place::parse(43.2, 76.9).unwrap(),
        region: ashyq_core::decision::Region::ALMATY,
        oked: "47.11".into(),
        entrances: Entrance::new(3).unwrap(),
    }
}

#[tokio::test]
async fn a_venue_is_live_at_once_and_its_posters_are_believed() {
    let world = World::new();
    let made: ashyq_server::api::venues::VenueShown =
        world.operator("POST", "/v1/operator/venues", &venue()).await.ok().json();
    assert_eq!((made.mode, made.posters.len()), (ModeShown::Live, 3));
    let keys = keys(&world.get(path::KEYS).await.ok());
    for poster in &made.posters {
        let signed = SignedPoster::parse(&poster.poster).unwrap();
        signed.check(&keys, START).unwrap();
        assert_eq!((signed.poster.venue, signed.poster.number), (made.venue, poster.number));
        let typed = path::POSTER.replace("{typed}", &poster.number.to_string());
        let shown: PosterAnswer = world.device().get(&world, &typed).await.ok().json();
        assert_eq!((shown.poster, shown.address), (poster.poster.clone(), "Абай даңғылы, 10".to_owned()));
    }
    let again = world.operator("POST", "/v1/operator/venues", &venue()).await;
    assert_eq!(again.problem(), ProblemCode::AlreadyThere);
    let drawn = format!("/v1/operator/posters/{}/svg", made.posters[0].number);
    let svg = world.operator("GET", &drawn, &()).await.ok();
    assert_eq!(svg.headers["content-type"], "image/svg+xml");
    assert!(svg.body.starts_with(b"<svg"));
}

#[tokio::test]
async fn wrong_fields_of_a_venue_are_named() {
    let world = World::new();
    let cases: Vec<(&str, NewVenue)> = vec![
        ("bin", NewVenue { bin: "123456789014".into(), ..venue() }),
        ("name", NewVenue { name: String::new(), ..venue() }),
        ("name", NewVenue { name: "x".repeat(65), ..venue() }),
        ("name", NewVenue { name: "a\u{202e}b".into(), ..venue() }),
        ("address", NewVenue { address: " ".into(), ..venue() }),
        ("address", NewVenue { address: "x".repeat(201), ..venue() }),
        ("address", NewVenue { address: "a\nb".into(), ..venue() }),
        ("oked", NewVenue { oked: "99.99".into(), ..venue() }),
        ("oked", NewVenue { oked: "x".into(), ..venue() }),
    ];
    for (field, wrong) in cases {
        let reply = world.operator("POST", "/v1/operator/venues", &wrong).await;
        assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
        assert_eq!(reply.json::<Problem>().field.as_deref(), Some(field));
    }
    let mut json = serde_json::to_value(venue()).unwrap();
    for entrances in [0, 100] {
        json["entrances"] = entrances.into();
        let reply = world.operator("POST", "/v1/operator/venues", &json).await;
        assert_eq!(reply.json::<Problem>().field.as_deref(), Some("entrances"));
    }
    for fine in [NewVenue { name: "x".repeat(64), address: "x".repeat(200), ..venue() }] {
        world.operator("POST", "/v1/operator/venues", &fine).await.ok();
    }
}

#[tokio::test]
async fn the_list_is_signed_and_its_number_only_rises_across_a_restart() {
    let world = World::new();
    let made = world.venue("47.11", "Дүкен").await;
    let mode = format!("/v1/operator/venues/{}/mode", made.venue);
    let list = async |world: &World| {
        let keys = keys(&world.get(path::KEYS).await.ok());
        world.get(path::NOT_LIVE).await.ok().json::<Signed<NotLive>>().open(&keys, START).unwrap()
    };
    assert_eq!(list(&world).await, NotLive::default());
    world.operator("PUT", &mode, &NewMode { mode: ModeShown::Suspended }).await.ok();
    world.operator("PUT", &mode, &NewMode { mode: ModeShown::Suspended }).await.ok();
    let suspended = list(&world).await;
    assert_eq!((suspended.number, suspended.venue(made.venue)), (1, Some(Mode::Suspended)));
    world.operator("PUT", &mode, &NewMode { mode: ModeShown::Live }).await.ok();
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
    assert_eq!((present.number, present.venue(made.venue)), (3, None));
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
