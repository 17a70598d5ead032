use std::time::Duration;

use super::*;

fn open() -> (tempfile::TempDir, Arc<Database>) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("ashyq.db")).unwrap();
    (folder, database)
}

fn put(sql: &mut dyn Sql, name: &str, value: i64) -> Result<usize, DatabaseError> {
    sql.execute("insert into counter (name, value) values ($1, $2)", &[name.into(), value.into()])
}

async fn names(database: &Database) -> Vec<String> {
    let rows = database.read(|sql| sql.rows("select name from counter order by name", &[])).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}

/// Keeps the writer busy until it is told to go on: what is written meanwhile is one group.
fn held(database: &Database) -> (std::sync::mpsc::Sender<()>, Written<bool, DatabaseError>) {
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    let hold = database.write(move |_| Ok(wait.lock().unwrap().recv().is_ok()));
    while database.writer.waiting_now() > 0 {
        std::thread::yield_now();
    }
    (go, hold)
}

#[tokio::test]
async fn a_job_that_fails_or_panics_rolls_back_alone() {
    let (_folder, database) = open();
    let hold = database.write::<_, DatabaseError>(|_| {
        std::thread::sleep(Duration::from_millis(50));
        Ok(())
    });
    let good = database.write(|sql| put(sql, "good", 1));
    let failing = database.write::<(), _>(|sql| put(sql, "failing", 1).and(Err(DatabaseError::Shape)));
    let panicking = database.write::<(), DatabaseError>(|sql| {
        put(sql, "panicking", 1)?;
        panic!("planted")
    });
    let broken =
        database.write(|sql| put(sql, "broken", 1).and_then(|_| sql.execute("insert into nothing values (1)", &[])));
    let last = database.write(|sql| put(sql, "last", 1));
    hold.await.unwrap();
    assert_eq!(good.await, Ok(1));
    assert_eq!(failing.await, Err(DatabaseError::Shape));
    assert_eq!(panicking.await, Err(DatabaseError::Panicked));
    assert!(matches!(broken.await, Err(DatabaseError::Failed(_))));
    assert_eq!(last.await, Ok(1));
    assert_eq!(names(&database).await, ["good", "last"]);
}

#[tokio::test]
async fn arrivals_during_a_commit_form_one_group_and_a_full_queue_refuses() {
    let (_folder, database) = open();
    let (go, hold) = held(&database);
    let queued: Vec<_> =
        (0..writer::LONGEST_QUEUE).map(|n| database.write(move |sql| put(sql, &format!("{n}"), 1))).collect();
    assert!(database.is_full());
    assert_eq!(database.write(|sql| put(sql, "over", 1)).await, Err(DatabaseError::Full));
    go.send(()).unwrap();
    assert_eq!(hold.await, Ok(true));
    for written in queued {
        assert_eq!(written.await, Ok(1));
    }
    assert!(!database.is_full());
    assert_eq!(names(&database).await.len(), writer::LONGEST_QUEUE);
}

#[tokio::test]
async fn a_full_disk_refuses_the_whole_group_keeps_nothing_of_it_and_is_over_when_there_is_room() {
    let (_folder, database) = open();
    database.write(|sql| put(sql, "before", 1)).await.unwrap();
    // As many pages as there are: the next one finds no room.
    database.write(|sql| sql.rows("pragma max_page_count = 1", &[])).await.unwrap();
    let (go, hold) = held(&database);
    let beside = database.write(|sql| put(sql, "beside", 1));
    let large = database.write(|sql| put(sql, &"large".repeat(20_000), 1));
    let behind = database.write(|sql| put(sql, "behind", 1));
    go.send(()).unwrap();
    assert_eq!(hold.await, Ok(true));
    let came = [beside.await, large.await, behind.await];
    assert!(came.iter().all(|came| matches!(came, Err(DatabaseError::Failed(_)))), "{came:?}");
    assert_eq!(names(&database).await, ["before"]);
    database.write(|sql| sql.rows("pragma max_page_count = 1000000", &[])).await.unwrap();
    assert_eq!(database.write(|sql| put(sql, "again", 1)).await, Ok(1));
    assert_eq!(names(&database).await, ["again", "before"]);
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ashyq.db");
    let database = Database::open(&path).unwrap();
    database.write(|sql| put(sql, "kept", 1)).await.unwrap();
    let second = Database::open(&path);
    assert!(matches!(second, Err(DatabaseError::Busy(_))));
    drop(database);
    assert_eq!(names(&Database::open(&path).unwrap()).await, ["kept"]);
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ashyq.db");
    let database = Database::open(&path).unwrap();
    let newer = |sql: &mut dyn Sql| sql.execute("insert into schema_version (version) values (99)", &[]);
    database.write(newer).await.unwrap();
    drop(database);
    let error = Database::open(&path).unwrap_err();
    assert_eq!(error, DatabaseError::Newer { found: 99, known: migrations::known() });
}

#[tokio::test]
async fn the_audit_is_a_chain_that_shows_a_changed_row() {
    use crate::store::audit::{self, Deed};
    let (_folder, database) = open();
    let now = ashyq_core::moment::Moment(1);
    for chain in [[1; 16], [2; 16], [1; 16]] {
        let deed = Deed::of_visitor(now, "log_out", [7; 16]);
        database.write(move |sql| audit::add(sql, &chain, &deed)).await.unwrap();
    }
    let whole = async || {
        let check = |sql: &mut dyn Sql| {
            let chains = audit::chains(sql)?;
            chains.iter().map(|chain| audit::is_whole(sql, chain)).collect::<Result<Vec<_>, _>>()
        };
        database.read::<_, DatabaseError>(check).await.unwrap()
    };
    assert_eq!(whole().await, [true, true]);
    let change = |sql: &mut dyn Sql| sql.execute("update audit set action = 'nothing' where number = 2", &[]);
    database.write(change).await.unwrap();
    assert_eq!(whole().await, [false, true]);
}

#[tokio::test]
async fn only_a_venue_in_test_mode_notes_what_it_tries_and_only_the_first_time() {
    use crate::application::checklist::{self, Item};
    use ashyq_core::{id::VenueId, moment::Moment};
    let (_folder, database) = open();
    let (test, live) = (VenueId([1; 16]), VenueId([2; 16]));
    let found = database
        .write(move |sql| {
            for (venue, mode) in [(test, "test"), (live, "live")] {
                sql.execute(
                    "insert into venue (venue_id, name, address, latitude, longitude, region, oked, kind, entrances, \
                     mode, created_at) values ($1, '', '', 0, 0, 75, '47.11', 'grocery', 1, $2, 0)",
                    &[venue.0.into(), mode.into()],
                )?;
                for (item, at) in Item::ALL.into_iter().zip(1..) {
                    checklist::note(sql, venue, item, Moment(at))?;
                    checklist::note(sql, venue, item, Moment(at + 100))?;
                }
            }
            Ok::<_, DatabaseError>([checklist::of(sql, test)?, checklist::of(sql, live)?])
        })
        .await
        .unwrap();
    assert!(found[0].is_complete() && found[0].at(Item::RefusedRed) == Some(Moment(5)));
    assert_eq!(found[1], checklist::Checklist::default());
}
