use std::time::Duration;

use ashyq_core::wire::{LogOutRequest, ProblemCode};
use ashyq_server::limits;

use super::{Screen, Seen};
use crate::common::*;

#[tokio::test]
async fn a_venue_has_thirty_two_boards_and_one_that_closes_makes_room() {
    let world = World::new();
    let (venue, other) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut boards = Vec::new();
    for _ in 0..limits::MOST_BOARDS_OF_VENUE {
        boards.push(world.open_board(venue.venue, None).await.unwrap());
    }
    let refused = world.open_board(venue.venue, None).await.unwrap_err();
    assert_eq!((refused.status, refused.problem()), (429, ProblemCode::BoardsUsedUp));
    drop(world.open_board(other.venue, None).await.unwrap());
    drop(boards.pop());
    drop(world.open_board(venue.venue, None).await.unwrap());
}

#[tokio::test]
async fn a_service_has_two_thousand_boards() {
    let world = World::with(|options| {
        options.sms_per_range_per_day = 1000;
        options.codes.address_requests = 1000;
    });
    let mut venues = Vec::new();
    for number in 0..=limits::MOST_BOARDS / limits::MOST_BOARDS_OF_VENUE {
        venues.push(world.venue("47.11", &format!("Дүкен {number}")).await.venue);
    }
    let mut boards = Vec::new();
    for number in 0..limits::MOST_BOARDS {
        boards.push(world.open_board(venues[number % venues.len()], None).await.unwrap());
    }
    let refused = world.open_board(venues[0], None).await.unwrap_err();
    assert_eq!(refused.problem(), ProblemCode::Overloaded);
    assert!(refused.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn whoever_reads_too_slowly_is_cut_and_goes_on_where_it_was() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    let mut slow = Screen::open(&world, venue.venue, None).await;
    let mut quick = Screen::open(&world, venue.venue, None).await;
    let (mut late, mut prompt) = (Seen::default(), Seen::default());
    let comers = limits::BOARD_QUEUE + 20;
    for number in 1..=comers {
        visitor.enter(&world, &venue).await.1.ok();
        quick.until(&mut prompt, |seen| seen.rows.len() == number).await;
        if number == 1 {
            slow.until(&mut late, |seen| seen.rows.len() == 1).await;
        }
    }
    slow.rest().await.into_iter().for_each(|event| late.take(event));
    assert!(late.rows.len() < comers);
    let mut again = Screen::open(&world, venue.venue, late.last).await;
    again.until(&mut late, |seen| seen.rows.len() == comers).await;
    assert!(late.ids.is_sorted_by(|one, two| one < two));
    assert_eq!(late.rows.keys().collect::<Vec<_>>(), prompt.rows.keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_board_that_missed_very_much_or_knows_what_never_was_begins_anew() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let fill = "with recursive n (n) as (select 1 union all select n + 1 from n where n < ?2) \
                insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person) \
                select ?1, ?3, 5, n, n, 1, 1, 1, 3, randomblob(16) from n";
    let most = limits::MOST_RESUMED;
    world.database().execute(fill, (venue.venue.0, most + 1, START.day())).unwrap();
    let head = "insert or replace into board (venue_id, sequence) values (?1, ?2)";
    world.database().execute(head, (venue.venue.0, most + 1)).unwrap();
    for (last, resumed, rows) in [
        (Some(1), true, most),
        (Some(0), false, limits::BOARD_ROWS),
        (Some(most + 2), false, limits::BOARD_ROWS),
        (Some(-1), false, limits::BOARD_ROWS),
        (Some(most + 1), true, 0),
        (None, false, limits::BOARD_ROWS),
    ] {
        let mut screen = Screen::open(&world, venue.venue, last).await;
        assert_eq!(screen.next_named("begin").await.data["resumed"], resumed, "{last:?}");
        let mut seen = Seen::default();
        screen.until(&mut seen, |seen| seen.state.contains_key("counts")).await;
        assert_eq!(i64::try_from(seen.rows.len()), Ok(rows), "{last:?}");
    }
}

#[tokio::test]
async fn a_stop_ends_every_board_and_opens_no_other() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    screen.next_named("counts").await;
    let (told, stop) = tokio::sync::oneshot::channel::<()>();
    let stopped = tokio::spawn(world.service.until(async {
        let _ = stop.await;
    }));
    assert!(tokio::time::timeout(Duration::from_millis(50), screen.next()).await.is_err());
    told.send(()).unwrap();
    stopped.await.unwrap();
    assert!(screen.next().await.is_none());
    assert_eq!(world.open_board(venue.venue, None).await.unwrap_err().problem(), ProblemCode::Overloaded);
}

#[tokio::test]
async fn an_open_board_does_not_keep_the_service_from_ending() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    screen.next_named("counts").await;
    let world = world.restart();
    assert!(screen.next().await.is_none());
    Screen::open(&world, venue.venue, None).await.next_named("counts").await;
}

/// Another process on the same database tells nobody of its commits.
#[tokio::test]
async fn what_another_process_commits_is_shown_too() {
    let world = World::with(|options| options.shared = true);
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.state.contains_key("counts")).await;
    let mut database = world.database();
    let others = database.transaction().unwrap();
    let rise = "insert into board (venue_id, sequence) values (?1, 1) \
                on conflict (venue_id) do update set sequence = sequence + 1 returning sequence";
    let sequence: i64 = others.query_row(rise, [venue.venue.0], |row| row.get(0)).unwrap();
    let add = "insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person) \
               values (?1, ?2, 5, ?3, ?3, 1, 1, 1, 3, zeroblob(16))";
    others.execute(add, (venue.venue.0, START.day(), sequence)).unwrap();
    others.commit().unwrap();
    screen.until(&mut seen, |seen| seen.rows.len() == 1).await;
}

#[tokio::test]
async fn a_board_ends_with_its_session_and_with_no_other() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut ending = world.owner_of(venue.venue).await;
    // The same owner at another browser.
    world.forget_browsers();
    let mut other = Screen::open(&world, venue.venue, None).await;
    screen.next_named("counts").await;
    other.next_named("counts").await;
    ending.post(&world, "/v1/cabinet/log-out", &LogOutRequest { everywhere: false }).await.ok();
    assert!(screen.next().await.is_none());
    assert_eq!(ending.get(&world, &format!("/v1/business/venues/{}/board", venue.venue)).await.status, 401);
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    visitor.enter(&world, &venue).await.1.ok();
    other.next_named("arrival").await;
    let mut leaving = world.owner_of(venue.venue).await;
    leaving.post(&world, "/v1/cabinet/log-out", &LogOutRequest { everywhere: true }).await.ok();
    while other.next().await.is_some() {}
}

#[tokio::test]
async fn somebody_elses_venue_cannot_be_told_from_none() {
    let world = World::new();
    let (own, other) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut browser = world.owner_of(own.venue).await;
    let nowhere = ashyq_core::id::VenueId([9; 16]);
    for what in ["board", "counts", "arrivals.csv"] {
        let mut ask = async |venue| browser.get(&world, &format!("/v1/business/venues/{venue}/{what}")).await;
        let (other, none) = (ask(other.venue).await, ask(nowhere).await);
        assert_eq!((other.problem(), &other.body), (ProblemCode::NotFound, &none.body), "{what}");
    }
    let press = serde_json::json!({ "press": "AAAAAAAAAAAAAAAAAAAAAA" });
    let path = format!("/v1/business/venues/{}/close-day", other.venue);
    assert_eq!(browser.post(&world, &path, &press).await.problem(), ProblemCode::NotFound);
    let closings: i64 = world.database().query_row("select count(*) from closing", [], |row| row.get(0)).unwrap();
    assert_eq!(closings, 0);
}
