//! The test week, the live venue and what ends it, as phones learn it from the signed list.

use ashyq_core::not_live::Mode;

use super::*;

#[tokio::test]
async fn a_venue_goes_live_after_seven_days_and_everything_on_the_list_and_not_before() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (id, venue) = world.in_test(&who, &grocery()).await;
    let began = world.now();
    assert_eq!(world.list().venue(venue), Some(Mode::Test));
    let live = async || business::go_live(world.inner(), &who, id, world.now()).await;
    let refusal = live().await.unwrap_err();
    assert_eq!((refusal.code(), refusal.problem().wait_s), (ProblemCode::TestWeekRuns, Some(7 * 86_400)));
    world.tries(venue, &[Item::StaffNamed, Item::BoardOpened, Item::Entry, Item::Exit]).await;
    world.pass(TEST_WEEK);
    assert_eq!(code(live().await), Some(ProblemCode::ChecklistOpen));
    let shown = business::show(world.inner(), &who, id, world.now()).await.unwrap().application;
    let test = shown.test.unwrap();
    assert_eq!((shown.phase, test.began, test.live_from), (Phase::Test, began, began.plus(DAY * 7)));
    assert_eq!(test.checklist.open().collect::<Vec<_>>(), [Item::RefusedRed]);
    world.tries(venue, &[Item::RefusedRed]).await;
    world.pass(MS);
    let record = live().await.unwrap();
    assert_eq!(record.application.phase, Phase::Live);
    assert_eq!(live().await.unwrap().steps, record.steps);
    assert_eq!(world.list().venue(venue), None);
    let steps = record.steps.iter().map(|step| (step.step, step.by, step.at)).collect::<Vec<_>>();
    assert_eq!(
        steps,
        [
            (Step::Submit, Actor::Business, START),
            (Step::Check, Actor::Operator, START),
            (Step::StartTest, Actor::Business, START),
            (Step::GoLive, Actor::Business, START.plus(TEST_WEEK).plus(MS)),
        ]
    );
    assert!(world.audit_is_whole().await);
}

#[tokio::test]
async fn the_last_millisecond_of_the_week_is_still_the_week() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (id, venue) = world.in_test(&who, &grocery()).await;
    world.tries(venue, &Item::ALL).await;
    world.pass(TEST_WEEK.checked_sub(MS).unwrap());
    let ready = business::show(world.inner(), &who, id, world.now()).await.unwrap().application;
    assert_eq!(ready.phase, Phase::Ready);
    let refusal = business::go_live(world.inner(), &who, id, world.now()).await.unwrap_err();
    assert_eq!((refusal.code(), refusal.problem().wait_s), (ProblemCode::TestWeekRuns, Some(1)));
    // Starting again does not start the week again.
    business::start_test(world.inner(), &who, id, world.now()).await.unwrap();
    world.pass(MS);
    let live = business::go_live(world.inner(), &who, id, world.now()).await.unwrap();
    assert_eq!(live.application.phase, Phase::Live);
}

#[tokio::test]
async fn a_test_that_never_ends_expires_and_is_not_begun_again() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (id, venue) = world.in_test(&who, &grocery()).await;
    world.pass(TEST_ENDS.checked_sub(MS).unwrap());
    world.service.sweep().await.unwrap();
    assert_eq!(world.list().venue(venue), Some(Mode::Test));
    world.pass(MS);
    // Even before the sweep comes by.
    assert_eq!(code(business::go_live(world.inner(), &who, id, world.now()).await), Some(ProblemCode::TestOver));
    world.service.sweep().await.unwrap();
    assert_eq!(world.list().venue(venue), Some(Mode::Revoked));
    let record = business::show(world.inner(), &who, id, world.now()).await.unwrap();
    assert_eq!(record.application.phase, Phase::Expired);
    assert_eq!(record.steps.last().map(|step| (step.step, step.by)), Some((Step::Expire, Actor::Service)));
    assert_eq!(code(world.apply(&who, &grocery()).await), Some(ProblemCode::VenueNotAgain));
    // Nor by somebody else under the same name at the same place.
    let other = world.business("+77010000002").await;
    let same =
        NewApplication {
            number: ClaimedNumber::Iin("900101300017".into()), address: "Абай 10".into(), ..grocery()
        };
    assert_eq!(code(world.apply(&other, &same).await), Some(ProblemCode::VenueNotAgain));
    world.service.sweep().await.unwrap();
    assert!(world.audit_is_whole().await);
}

#[tokio::test]
async fn a_suspended_venue_goes_on_and_a_revoked_one_does_not() {
    let world = World::new();
    let venue = world.service.venue_live_now(&grocery()).await.unwrap().venue;
    let why = SuspensionReason::ColoursIgnored;
    let number = world.list().number;
    assert_eq!(world.decide(venue, VenueDecision::Suspend { reason: why }).await, Ok(ModeShown::Suspended));
    assert_eq!(world.decide(venue, VenueDecision::Suspend { reason: why }).await, Ok(ModeShown::Suspended));
    assert_eq!((world.list().number, world.list().venue(venue)), (number + 1, Some(Mode::Suspended)));
    assert_eq!(world.decide(venue, VenueDecision::Resume {}).await, Ok(ModeShown::Live));
    assert_eq!((world.list().number, world.list().venue(venue)), (number + 2, None));
    let closed = SuspensionReason::Closed;
    assert_eq!(world.decide(venue, VenueDecision::Revoke { reason: closed }).await, Ok(ModeShown::Revoked));
    assert_eq!(world.list().venue(venue), Some(Mode::Revoked));
    assert_eq!(code(world.decide(venue, VenueDecision::Resume {}).await), Some(ProblemCode::StepNotFromHere));
    let record = operator::show_of_venue(world.inner(), venue, world.now()).await.unwrap();
    assert_eq!((record.application.phase, record.application.suspended), (Phase::Revoked, Some(closed)));
    let reasons: Vec<_> = record.steps.iter().filter_map(|step| step.suspended).collect();
    assert_eq!(reasons, [why, closed]);
    let who = world.business("+77010000002").await;
    assert_eq!(code(world.apply(&who, &grocery()).await), Some(ProblemCode::VenueNotAgain));
    assert_eq!(code(world.decide(VenueId([9; 16]), VenueDecision::Resume {}).await), Some(ProblemCode::NotFound));
}

#[tokio::test]
async fn only_the_operator_moves_a_venue_on_the_map_and_never_onto_another() {
    let world = World::new();
    let venue = world.service.venue_live_now(&grocery()).await.unwrap();
    let other = world.service.venue_live_now(&another(2)).await.unwrap();
    let to = |address: &str, latitude: f64| NewPlace {
        address: address.into(),
        place: Place::parse(latitude, 76.9).unwrap(),
        region: Region::ALMATY,
    };
    let relocate = async |venue: VenueId, place: NewPlace| {
        operator::relocate(world.inner(), &OPERATOR, venue, &place, world.now()).await
    };
    let moved = relocate(venue.venue, to("Алматы, Достық, 5", 43.25)).await.unwrap();
    assert_eq!((moved.address.as_str(), moved.posters), ("Алматы, Достық, 5", venue.posters));
    let record = operator::show_of_venue(world.inner(), venue.venue, world.now()).await.unwrap();
    assert_eq!(record.application.place, Place::parse(43.25, 76.9).unwrap());
    assert_eq!(record.steps.last().unwrap().step, Step::Relocate);
    // Again, and with no more than a comma more: it is not its own duplicate.
    relocate(venue.venue, to("Алматы, Достық 5", 43.25)).await.unwrap();
    assert_eq!(code(relocate(other.venue, to("Алматы, Достық, 5", 43.3)).await), Some(ProblemCode::VenueDuplicate));
    assert_eq!(code(relocate(venue.venue, to("\n", 43.3)).await), Some(ProblemCode::FieldInvalid));
    assert_eq!(code(relocate(VenueId([9; 16]), to("Алматы", 43.3)).await), Some(ProblemCode::NotFound));
}

#[tokio::test]
async fn ten_thousand_venues_are_listed_by_page_mode_and_name() {
    let world = World::new();
    let now = world.now();
    let fill = move |sql: &mut dyn crate::database::Sql| {
        for number in 0..10_000_u32 {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
            let mode = if number % 100 == 0 { "suspended" } else { "live" };
            sql.execute(
                "insert into venue (venue_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, \
                 created_at, name_key) values ($1, $2, 'Алматы', 43000000, 76000000, 75, '47.11', 'grocery', 1, $3, $4, $5)",
                // Four hundred venues share each name.
                &[
                    id.into(),
                    format!("Дүкен {:02}", number % 25).into(),
                    mode.into(),
                    now.into(),
                    format!("дүкен {:02}", number % 25).into(),
                ],
            )?;
        }
        Ok::<_, DatabaseError>(())
    };
    world.inner().database.write(fill).await.unwrap();
    let all = async |mut query: VenueQuery| {
        let mut seen = std::collections::HashSet::new();
        let mut names = Vec::new();
        loop {
            let page = operator::venues(world.inner(), &query).await.unwrap();
            assert!(page.venues.len() <= 50);
            for venue in &page.venues {
                assert!(seen.insert(venue.venue), "twice");
                names.push(venue.name.clone());
            }
            let Some(after) = page.after else { break };
            query.after = Some(after);
        }
        assert!(names.is_sorted());
        names.len()
    };
    assert_eq!(all(VenueQuery::default()).await, 10_000);
    assert_eq!(all(VenueQuery { mode: Some(ModeShown::Suspended), ..VenueQuery::default() }).await, 100);
    assert_eq!(all(VenueQuery { name: "Дүкен 1".into(), ..VenueQuery::default() }).await, 4000);
    assert_eq!(all(VenueQuery { name: "Дүкен 24".into(), mode: Some(ModeShown::Live), after: None }).await, 400);
    assert_eq!(all(VenueQuery { name: "Ж".into(), ..VenueQuery::default() }).await, 0);
}
