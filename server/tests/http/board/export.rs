use std::time::Duration;

use ashyq_core::{id::VisitId, moment::DAY, wire::*};
use ashyq_server::api::venues::VenueShown;

use crate::common::*;

async fn file(world: &World, venue: &VenueShown, query: &str) -> String {
    let reply = world.owner("GET", venue.venue, &format!("arrivals.csv{query}"), &()).await.ok();
    assert_eq!(reply.headers["content-type"], "text/csv; charset=utf-8; header=present");
    String::from_utf8(reply.body).unwrap()
}

#[tokio::test]
async fn a_file_holds_the_days_that_were_asked_for_and_begins_no_formula() {
    let world = World::new();
    let venue = world.venue("86.90", "- Шипажай \"Ақ\", 1").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    visitor.enter(&world, &venue).await.1.ok();
    let late = EntryRequest { entered_at: START.plus(Duration::from_mins(3)), ..visitor.entry(&world, &venue, false) };
    world.clock.pass(DAY);
    visitor.device.log_in(&world, "+77050000001").await;
    visitor.enter(&world, &venue).await.1.ok();
    visitor.put_entry(&world, VisitId([1; 16]), &late).await.ok();
    let both = file(&world, &venue, "?from=2026-11-22&to=2026-11-23").await;
    insta::assert_snapshot!(both.replace('\r', "␍").replace('\u{feff}', "␟"));
    let today = file(&world, &venue, "").await;
    assert_eq!(today.lines().count(), 2);
    assert_eq!(file(&world, &venue, "?from=2026-11-22&to=2026-11-22").await.lines().count(), 3);
    assert_eq!(file(&world, &venue, "?from=2026-11-10&to=2026-11-23").await, both);
    for query in ["?from=2026-11-09&to=2026-11-23", "?from=2026-11-23&to=2026-11-22", "?to=22.11.2026", "?from=x"] {
        let reply = world.owner("GET", venue.venue, &format!("arrivals.csv{query}"), &()).await;
        assert_eq!(reply.problem(), ProblemCode::FieldInvalid, "{query}");
    }
}

/// `luca_csv_one_bad_row`: an export of a whole country once failed at a single one.
#[tokio::test]
async fn one_row_that_cannot_be_read_is_counted_and_costs_no_other() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let fill = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 100000) \
                insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person) \
                select ?1, ?2, n % 1440, n, n, 1, 1, 1, case n when 54321 then 9 else 3 end, randomblob(16) from n";
    world.database().execute(fill, (venue.venue.0, START.day())).unwrap();
    let text = file(&world, &venue, "?from=2026-11-22&to=2026-11-22").await;
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(rows.len(), 100_000);
    assert!(rows[..99_999].iter().all(|row| row.ends_with(",1,phone,admitted,green,1")));
    assert!(rows[..99_999].is_sorted());
    assert_eq!(rows[99_999], "\"Дүкен\",,,,,unreadable,,1");
}
