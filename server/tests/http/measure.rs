//! What a visit costs: run by hand, `--ignored measure --nocapture`, with `ASHYQ_ROWS` visits stored before.

use std::{sync::Arc, time::Instant};

use ashyq_core::id::VisitId;

use crate::common::*;

/// The CPU time of this process in microseconds, to a hundredth of a second.
fn cpu_us() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()) * 10_000
}

fn store(world: &World, rows: i64) {
    let connection = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    let day = START.day() - 1;
    for (table, columns, values) in [
        ("visit_key", "venue_id, visit_id, received_day", format!("v, id, {day}")),
        (
            "visit",
            "venue_id, received_day, visit_id, poster, entrance, core, device_day, person_day, visit_key, claimed_at, \
             entered_at, received_at, clock, late, entry, colour, list, seed, exit_at, exit_learnt",
            format!("v, {day}, id, 1, 1, id, id, id, randomblob(32), 1, {0}, {0}, 0, 0, 1, 4, 0, id, {0}, 0", START.0),
        ),
    ] {
        let sql = format!(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows}), \
             p(v, k) as (select venue_id, row_number() over (order by venue_id) - 1 from venue), \
             r(v, id) as (select v, randomblob(16) from n join p on p.k = n.i % 100) insert into {table} ({columns}) select {values} from r"
        );
        connection.execute_batch(&sql).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "run by hand"]
async fn measure() {
    let rows: i64 = std::env::var("ASHYQ_ROWS").map_or(10_000, |rows| rows.parse().unwrap());
    let world = Arc::new(World::with(|options| options.codes.address_requests = u32::MAX));
    let mut venues = Vec::new();
    for number in 0..100 {
        venues.push(world.venue("47.11", &format!("Venue {number}")).await);
    }
    store(&world, rows);
    let mut requests = Vec::new();
    for number in 0..64 {
        let mut visitor = world.visitor(&format!("+7705{number:03}0000"), &iin(number)).await;
        visitor.enter(&world, &venues[0]).await.1.ok();
        for round in 0..200 {
            let entry = visitor.entry(&world, &venues[(round * 7 + number as usize) % 100], true);
            let path = visit_path(VisitId(world.random()));
            requests.push(visitor.device.request(&world, "PUT", &path, &serde_json::to_vec(&entry).unwrap()));
        }
    }
    let count = u64::try_from(requests.len()).unwrap();
    let lanes = 64;
    let mut queues: Vec<Vec<_>> = (0..lanes).map(|_| Vec::new()).collect();
    for (at, request) in requests.into_iter().enumerate() {
        queues[at % lanes].push(request);
    }
    let (began, cpu) = (Instant::now(), cpu_us());
    let tasks: Vec<_> = queues
        .into_iter()
        .map(|queue| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                for request in queue {
                    world.send(request).await.ok();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let (wall, cpu) = (began.elapsed(), cpu_us() - cpu);
    println!(
        "{count} visits over {rows} stored: {} µs CPU and {} µs wall each",
        cpu / count,
        wall.as_micros() / u128::from(count)
    );
}
