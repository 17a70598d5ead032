//! A business reaches its own and nothing else; its posters are replaced and printed.

use ashyq_core::{moment::HOUR, poster::PosterNumber};

use super::*;
use crate::application::posters::Format;

#[tokio::test]
async fn what_is_somebody_elses_cannot_be_told_from_what_is_not_there() {
    let world = World::new();
    let (who, other) = (world.business("+77010000001").await, world.business("+77010000002").await);
    // The other one claims the same number, at another address.
    world.apply(&other, &another(5)).await.unwrap();
    let (id, venue) = world.in_test(&who, &grocery()).await;
    let shown = posters::of_venue(world.inner(), &who, venue).await.unwrap();
    let typed = shown.posters[0].number.to_string();
    let (inner, now) = (world.inner(), world.now());
    assert_eq!(code(business::show(inner, &other, id, now).await), Some(ProblemCode::NotFound));
    assert_eq!(code(business::start_test(inner, &other, id, now).await), Some(ProblemCode::NotFound));
    assert_eq!(code(business::go_live(inner, &other, id, now).await), Some(ProblemCode::NotFound));
    assert_eq!(code(posters::of_venue(inner, &other, venue).await), Some(ProblemCode::NotFound));
    assert_eq!(code(posters::replace(inner, &other, &typed, now).await), Some(ProblemCode::NotFound));
    assert_eq!(code(posters::print(inner, &other, &typed, Format::Svg).await), Some(ProblemCode::NotFound));
    let nowhere = PosterNumber::make(12_345).unwrap().to_string();
    assert_eq!(code(posters::print(inner, &other, &nowhere, Format::Svg).await), Some(ProblemCode::NotFound));
    assert_eq!(business::list(inner, &other, now).await.unwrap().applications.len(), 1);
    let seen = business::show(inner, &who, id, now).await.unwrap();
    assert!(seen.steps.iter().all(|step| step.alias.is_none()), "who of the operators did it is not told");
}

#[tokio::test]
async fn a_new_poster_ends_the_old_one_on_phones_and_asking_twice_makes_one() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (_, venue) = world.in_test(&who, &grocery()).await;
    let before = posters::of_venue(world.inner(), &who, venue).await.unwrap();
    assert_eq!((before.mode, before.posters.len()), (ModeShown::Test, 2));
    let old = before.posters[1].clone();
    let replace = async |typed: &str| posters::replace(world.inner(), &who, typed, world.now()).await;
    world.pass(HOUR);
    let new = replace(&old.number.to_string()).await.unwrap();
    assert_eq!(new.entrance, old.entrance);
    assert_ne!(new.number, old.number);
    assert!(world.list().is_revoked(old.number) && !world.list().is_revoked(new.number));
    assert_eq!(replace(&old.number.to_string()).await.unwrap(), new);
    assert_eq!(posters::of_venue(world.inner(), &who, venue).await.unwrap().posters.len(), 3);
    let print = async |typed: String| code(posters::print(world.inner(), &who, &typed, Format::Svg).await);
    assert_eq!(print(old.number.to_string()).await, Some(ProblemCode::PosterRevoked));
    assert_eq!(print(new.number.to_string()).await, None);
    assert!(world.audit_is_whole().await);
}

#[tokio::test]
async fn twelve_posters_a_day_are_enough_for_two_entrances() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (_, venue) = world.in_test(&who, &grocery()).await;
    let mut typed = posters::of_venue(world.inner(), &who, venue).await.unwrap().posters[0].number.to_string();
    for _ in 0..10 {
        typed = posters::replace(world.inner(), &who, &typed, world.now()).await.unwrap().number.to_string();
    }
    let replace = async || posters::replace(world.inner(), &who, &typed, world.now()).await;
    assert_eq!(code(replace().await), Some(ProblemCode::PostersUsedUp));
    world.pass(DAY.checked_sub(MS).unwrap());
    assert_eq!(code(replace().await), Some(ProblemCode::PostersUsedUp));
    world.pass(MS);
    assert_eq!(code(replace().await), None);
}

#[tokio::test]
async fn a_suspended_venue_prints_nothing() {
    let world = World::new();
    let venue = world.service.venue_live_now(&grocery()).await.unwrap();
    let phone = Phone::parse(&grocery().contact_phone).unwrap();
    let hash = world.inner().keys.phone_hash(&phone);
    let account: Id = world.inner().database.read(|sql| accounts::of_phone(sql, &hash)).await.unwrap().unwrap();
    let who = Business { account, alias: [0; 16], language: Language::Ru, session: [0; 32] };
    let typed = venue.posters[0].number.to_string();
    for format in [Format::Svg, Format::Png, Format::Pdf] {
        assert_eq!(code(posters::print(world.inner(), &who, &typed, format).await), None, "{format:?}");
    }
    let reason = SuspensionReason::Closed;
    world.decide(venue.venue, VenueDecision::Suspend { reason }).await.unwrap();
    assert_eq!(code(posters::print(world.inner(), &who, &typed, Format::Pdf).await), Some(ProblemCode::VenueSuspended));
    assert_eq!(
        code(posters::replace(world.inner(), &who, &typed, world.now()).await),
        Some(ProblemCode::VenueSuspended)
    );
    world.decide(venue.venue, VenueDecision::Revoke { reason }).await.unwrap();
    assert_eq!(code(posters::print(world.inner(), &who, &typed, Format::Pdf).await), Some(ProblemCode::VenueRevoked));
}
