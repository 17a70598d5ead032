use std::{sync::Arc, time::Duration};

use ashyq_core::{
    door_code::{DoorCode, DoorSeed, SLOT},
    id::VisitId,
    moment::{DAY, HOUR, Moment},
    visit::Learnt,
    wire::*,
    words::door_code::{NOUNS, SIGNS},
};
use ashyq_server::{
    api::{facts::Known, venues::VenueShown},
    clock::Clock as _,
};

use super::{Screen, Seen, screen::Event};
use crate::common::*;

/// A town of visitors.
async fn visitors(world: &World, count: u64) -> Vec<Visitor> {
    let mut all = Vec::new();
    for number in 0..count {
        all.push(world.visitor(&format!("+7705{number:07}"), &iin(number)).await);
    }
    all
}

/// What happened at the door: entries of every kind, exits, a refusal that turned out otherwise.
async fn busy_day(world: &World, venue: &VenueShown) {
    let poster = venue.posters[0].number;
    for (number, mut visitor) in (0..).zip(visitors(world, 6).await) {
        let visit = VisitId(world.random());
        let entry = visitor.entry(world, venue, number != 3);
        visitor.put_entry(world, visit, &entry).await.ok();
        world.clock.pass(Duration::from_secs(20));
        match number {
            1 | 4 => drop(visitor.leave(world, visit, poster, Learnt::Scanned).await.ok()),
            2 => drop(visitor.put_entry(world, visit, &EntryRequest { ask: false, ..entry }).await.ok()),
            _ => {}
        }
    }
}

/// Where every colour is refused but green.
async fn sanatorium(world: &World) -> VenueShown {
    let mut source = world.source().await;
    for number in [0, 1, 4] {
        let fact = Known::PcrNegative { sampled_at: START };
        world.fact(&mut source, &format!("{number}"), 1, &iin(number), fact).await;
    }
    world.venue("86.90", "Шипажай").await
}

/// Every event until the counts of so many people.
async fn whole(screen: &mut Screen, people: i64) -> Vec<Event> {
    let mut events = Vec::new();
    loop {
        let event = screen.next().await.unwrap();
        let totals = event.data["totals"].as_array().cloned().unwrap_or_default();
        let counted: i64 = totals.iter().map(|total| total["people"].as_i64().unwrap()).sum();
        events.push(event);
        if counted == people {
            return events;
        }
    }
}

#[tokio::test]
async fn a_board_shows_who_came_before_and_whoever_comes() {
    let world = World::new();
    let venue = sanatorium(&world).await;
    let mut early = Screen::open(&world, venue.venue, None).await;
    busy_day(&world, &venue).await;
    let mut live = Seen::default();
    early.until(&mut live, |seen| seen.rows.len() == 6 && seen.inside() == 3).await;
    let mut late = Screen::open(&world, venue.venue, None).await;
    let mut first = Seen::default();
    late.until(&mut first, |seen| seen.state.contains_key("counts")).await;
    let mut shown = first.clone();
    for row in shown.rows.values_mut().filter(|row| !row["codes"].is_null()) {
        // Drawn at random; compared with the phone's elsewhere.
        let codes = row["codes"]["codes"].as_array().unwrap().len();
        row["codes"]["codes"] = format!("{codes} codes").into();
    }
    insta::assert_json_snapshot!((&shown.rows.values().collect::<Vec<_>>(), &shown.state, shown.ids));
    // Whoever has looked all along sees the same.
    early.until(&mut live, |seen| seen.state.get("counts") == first.state.get("counts")).await;
    assert_eq!((live.rows, live.state), (first.rows, first.state));
}

#[tokio::test]
async fn a_board_that_was_cut_at_any_event_misses_nothing_and_sees_nothing_twice() {
    let world = World::new();
    let venue = sanatorium(&world).await;
    let mut uncut = Screen::open(&world, venue.venue, None).await;
    let begun = vec![uncut.next_named("begin").await];
    busy_day(&world, &venue).await;
    let events = [begun, whole(&mut uncut, 6).await].concat();
    let all = events.iter().cloned().fold(Seen::default(), |mut seen, event| {
        seen.take(event);
        seen
    });
    assert_eq!((all.rows.len(), all.ids.len()), (6, 7));
    for cut in 0..=events.len() {
        let mut seen = Seen::default();
        events[..cut].iter().cloned().for_each(|event| seen.take(event));
        let before = seen.ids.clone();
        let mut resumed = Screen::open(&world, venue.venue, seen.last).await;
        resumed.until(&mut seen, |seen| seen.state.get("counts") == all.state.get("counts")).await;
        assert_eq!((&seen.rows, &seen.state), (&all.rows, &all.state), "cut after {cut}");
        // Each number once and in order; a row that changed before the board came back is told of once, as it stands.
        assert!(seen.ids.is_sorted_by(|one, two| one < two), "cut after {cut}: {:?}", seen.ids);
        let again = all.ids.iter().filter(|id| !seen.ids.contains(id)).count();
        assert!(again <= 1 && seen.ids.starts_with(&before), "cut after {cut}: {:?}", seen.ids);
    }
}

#[tokio::test]
async fn two_boards_show_the_same_though_one_is_cut_again_and_again() {
    let world = Arc::new(World::new());
    let venue = world.venue("47.11", "Дүкен").await;
    let mut steady = Screen::open(&world, venue.venue, None).await;
    let people = visitors(&world, 30).await;
    let coming = tokio::spawn({
        let (world, venue) = (Arc::clone(&world), venue.clone());
        async move {
            for mut visitor in people {
                visitor.enter(&world, &venue).await.1.ok();
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        }
    });
    let mut seen = Seen::default();
    let mut cuts = 0;
    while seen.rows.len() < 30 {
        let mut cut = Screen::open(&world, venue.venue, seen.last).await;
        for _ in 0..3 + cuts % 4 {
            seen.take(cut.next().await.unwrap());
        }
        cuts += 1;
    }
    coming.await.unwrap();
    let mut all = Seen::default();
    steady.until(&mut all, |seen| seen.rows.len() == 30).await;
    assert!(cuts > 3);
    assert_eq!((&seen.ids, &seen.rows), (&all.ids, &all.rows));
    // The first number was the venue going live.
    assert_eq!(seen.ids, (2..=31).collect::<Vec<i64>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_order_is_that_of_the_commits_whoever_writes_at_once() {
    let world = Arc::new(World::new());
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let lanes: Vec<_> = visitors(&world, 8)
        .await
        .into_iter()
        .map(|mut visitor| {
            let (world, venue) = (Arc::clone(&world), venue.clone());
            tokio::spawn(async move {
                let mut visits = Vec::new();
                for _ in 0..5 {
                    visits.push(visitor.enter(&world, &venue).await.0);
                }
                visits
            })
        })
        .collect();
    let mut lanes_visits = Vec::new();
    for lane in lanes {
        lanes_visits.push(lane.await.unwrap());
    }
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.rows.len() == 40).await;
    assert!(seen.ids.is_sorted_by(|one, two| one < two));
    // What was acknowledged before something else was asked stands before it.
    let database = world.database();
    for visits in lanes_visits {
        let at = |visit: &VisitId| -> i64 {
            let find = "select arrival from visit where visit_id = ?1";
            database.query_row(find, [visit.0], |row| row.get(0)).unwrap()
        };
        assert!(visits.iter().map(at).is_sorted_by(|one, two| one < two));
    }
    screen.until(&mut seen, |seen| seen.inside() == 8).await;
}

#[tokio::test]
async fn door_codes_on_board_and_phone_are_the_same_in_every_slot() {
    let world = World::new();
    let venue = sanatorium(&world).await;
    for (number, mut visitor) in (0_u64..).zip(visitors(&world, 3).await) {
        world.clock.pass(Duration::from_millis(17_123 * (number + 1)));
        let mut screen = Screen::open(&world, venue.venue, None).await;
        let answer: EntryAnswer = visitor.enter(&world, &venue).await.1.ok().json();
        let EntryAnswer::Decided { decision, seed, .. } = answer else { panic!("no decision") };
        let mut seen = Seen::default();
        screen.until(&mut seen, |seen| seen.rows.len() == usize::try_from(number).unwrap() + 1).await;
        let shown = &seen.rows.values().last().unwrap()["codes"];
        let (from, ends) = (shown["from"].as_i64().unwrap(), shown["ends"].as_i64().unwrap());
        assert_eq!((from % 30_000, ends % 30_000), (0, 0));
        let signed = decision.decision.signed_at;
        for second in 0..300 {
            let at = signed.plus(Duration::from_secs(second));
            let code = DoorCode::derive(&DoorSeed(seed.0), at);
            let said = format!("{} {} {:02}", SIGNS[code.sign as usize].glyph, NOUNS[code.word as usize], code.digits);
            let slot = usize::try_from((at.0 - from) / SLOT.as_millis() as i64).unwrap();
            assert_eq!(shown["codes"][slot], said, "{second}");
        }
        assert!(signed.plus(Duration::from_secs(300)) < Moment(ends));
    }
    // Half an hour later nobody compares them any more.
    world.clock.pass(HOUR / 2);
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.rows.len() == 3).await;
    assert!(seen.rows.values().all(|row| row["codes"].is_null()));
}

#[tokio::test]
async fn who_delivers_late_is_shown_without_a_colour_and_a_marked_visit_is_not_shown() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    world.clock.pass(HOUR * 30);
    let mut visitor = world.visitor("+77051234567", &iin(1)).await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let yesterday = START.plus(HOUR * 2 + Duration::from_millis(61_234));
    let late = EntryRequest { entered_at: yesterday, ..visitor.entry(&world, &venue, false) };
    visitor.put_entry(&world, VisitId([1; 16]), &late).await.ok();
    // Before the poster hung there.
    let early = EntryRequest { entered_at: START.minus(DAY * 10), ..visitor.entry(&world, &venue, false) };
    visitor.put_entry(&world, VisitId([2; 16]), &early).await.ok();
    visitor.enter(&world, &venue).await.1.ok();
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.rows.len() == 2).await;
    let row = seen.rows.values().next().unwrap();
    assert_eq!(
        (&row["outcome"], &row["colour"], &row["word"]),
        (&"unchecked".into(), &().into(), &"not_checked".into())
    );
    assert_eq!(row["at"], START.plus(HOUR * 2 + Duration::from_mins(1)).0);
    assert_eq!(seen.rows.values().nth(1).unwrap()["outcome"], "admitted");
    // Counted on the day of the entry.
    let counts = |day: &'static str| world.owner("GET", venue.venue, day, &());
    let yesterday: serde_json::Value = counts("counts?day=2026-11-22").await.ok().json();
    assert_eq!(yesterday["totals"][0]["outcome"], "unchecked");
    assert_eq!(yesterday["totals"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_mode_is_told_and_a_venue_that_is_not_there_has_no_board() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.state.contains_key("counts")).await;
    assert_eq!(seen.state["mode"]["mode"], "live");
    world.decide(venue.venue, SUSPEND).await.ok();
    screen.until(&mut seen, |seen| seen.state["mode"]["mode"] == "suspended").await;
    let nowhere = ashyq_core::id::VenueId([9; 16]);
    assert_eq!(world.open_board(nowhere, None).await.unwrap_err().problem(), ProblemCode::NotFound);
    for what in ["counts", "arrivals.csv"] {
        let reply = world.owner("GET", nowhere, what, &()).await;
        assert_eq!(reply.problem(), ProblemCode::NotFound, "{what}");
    }
    assert!(world.clock.now() >= START);
}
