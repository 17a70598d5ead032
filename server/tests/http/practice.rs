//! The test week: practice persons at the door, and nothing of anybody real.

use ashyq_core::{
    bytes::Bytes,
    decision::Why,
    id::{VenueId, VisitId},
    moment::{DAY, HOUR, Moment},
    pass::PassDecision,
    place::Place,
    practice::PracticePerson,
    status::Colour,
    visit::Learnt,
    wire::*,
};
use ashyq_server::{
    api::{
        facts::{FactOutcome, Known},
        venues::VenueShown,
    },
    clock::Clock as _,
    practice::{NewPractice, Practice},
};

use crate::{browser::Browser, common::*};

const NUMBER: &str = "+77051234567";
const IIN: &str = "900101300017";

async fn in_test(world: &World, oked: &str, name: &str) -> VenueShown {
    world.test_venue(oked, name).await
}

fn path_of(venue: VenueId) -> String {
    format!("/v1/operator/venues/{venue}/practice")
}

async fn choose(world: &World, venue: &VenueShown, chosen: PracticePerson) -> Practice {
    world.operator("PUT", &path_of(venue.venue), &NewPractice { chosen }).await.ok().json()
}

fn database(world: &World) -> rusqlite::Connection {
    rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap()
}

fn count(world: &World, sql: &str) -> i64 {
    database(world).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What the checklist of the one test venue has, in order.
fn checklist(world: &World) -> Vec<String> {
    let database = database(world);
    let mut rows = database.prepare("select item from checklist order by item").unwrap();
    let rows = rows.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn mark_of(reply: Reply) -> serde_json::Value {
    let answer: serde_json::Value = reply.ok().json();
    let signed = if answer["answer"] == "recorded" { answer["receipt"].clone() } else { answer };
    let document = data_encoding::BASE64URL_NOPAD.decode(signed["document"].as_str().unwrap().as_bytes()).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
    document["mark"].clone()
}

/// Makes a person what the colour says; nobody is needed for blue.
async fn make(world: &World, iin: &str, colour: Colour) {
    let mut source = world.source().await;
    let fact = match colour {
        Colour::Red => Known::PcrPositive { sampled_at: START },
        Colour::Yellow => {
            Known::Contact { ordered_at: START, isolation_place: Place::parse(43.238_949, 76.889_709).unwrap() }
        }
        Colour::Green => Known::PcrNegative { sampled_at: START },
        Colour::Blue => return,
    };
    world.fact(&mut source, "canary", 1, iin, fact).await;
}

#[tokio::test]
async fn whoever_scans_meets_the_chosen_person_and_the_answer_is_the_same_in_every_world() {
    let mut worlds = Vec::new();
    for colour in Colour::ALL {
        let world = World::new();
        let grocery = in_test(&world, "47.11", "Дүкен").await;
        make(&world, IIN, colour).await;
        let mut visitor = world.visitor(NUMBER, IIN).await;
        if colour != Colour::Blue {
            // What is known about people is away: an answer that needed it would be a fault.
            database(&world).execute_batch("alter table fact rename to fact_that_is_away").unwrap();
        }
        let mut answers = Vec::new();
        for person in PracticePerson::ALL {
            choose(&world, &grocery, person).await;
            let visit = VisitId([person.number(); 16]);
            let entry = EntryRequest { visit_key: Bytes([7; 32]), ..visitor.entry(&world, &grocery, true) };
            let reply = visitor.put_entry(&world, visit, &entry).await.ok();
            let (decision, why) = decided(&reply);
            // All that is random is left out.
            let said = PassDecision { venue: ANY_VENUE, commitment: Bytes([0; 16]), list: 0, ..decision.decision };
            answers.push((reply.body.len(), said, why));
        }
        let outcomes: Vec<_> =
            answers.iter().map(|(_, said, why)| (said.test, said.colour, said.admitted, *why)).collect();
        assert_eq!(
            outcomes,
            [
                (true, Colour::Green, true, None),
                (true, Colour::Blue, true, None),
                (true, Colour::Yellow, true, None),
                (true, Colour::Yellow, false, Some(Why::TooFar)),
                (true, Colour::Red, false, Some(Why::Isolation)),
            ]
        );
        if colour != Colour::Blue {
            world.goes_live(grocery.venue).await;
            assert_eq!(visitor.enter(&world, &grocery).await.1.problem(), ProblemCode::Fault, "a live venue needs it");
        }
        let rows = "select count(*) from visit where mark = 4 and seed is not null";
        assert_eq!(count(&world, rows), 5);
        worlds.push(answers);
    }
    assert!(worlds.iter().all(|answers| *answers == worlds[0]));
}

#[tokio::test]
async fn where_a_pcr_test_is_mandatory_the_blue_person_is_refused_and_the_cabinet_says_so() {
    let world = World::new();
    let sanatorium = in_test(&world, "86.90", "Шипажай").await;
    let shown = choose(&world, &sanatorium, PracticePerson::Blue).await;
    let admitted: Vec<_> = shown.persons.iter().filter(|shown| shown.admitted).map(|shown| shown.person).collect();
    assert_eq!((shown.chosen, admitted), (PracticePerson::Blue, vec![PracticePerson::Green]));
    assert!(shown.persons.iter().all(|shown| shown.iin == shown.person.iin() && shown.colour == shown.person.colour()));
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (_, reply) = visitor.enter(&world, &sanatorium).await;
    assert_eq!(decided(&reply.ok()).1, Some(Why::TestNeeded));
    // The choice outlives a restart.
    let world = world.restart();
    visitor.device.log_in(&world, NUMBER).await;
    assert_eq!(decided(&visitor.enter(&world, &sanatorium).await.1.ok()).0.decision.colour, Colour::Blue);
}

#[tokio::test]
async fn practice_ends_no_visit_counts_no_contact_and_leaves_nobody_inside() {
    let world = World::new();
    make(&world, IIN, Colour::Yellow).await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let home = world.venue("47.11", "Үй дүкені").await;
    let (real, reply) = visitor.enter(&world, &home).await;
    assert!(decided(&reply.ok()).0.decision.admitted);
    for number in 0..6 {
        let venue = in_test(&world, "47.11", &format!("Дүкен {number}")).await;
        choose(&world, &venue, PracticePerson::YellowNear).await;
        world.clock.pass(std::time::Duration::from_secs(1));
        let said = decided(&visitor.enter(&world, &venue).await.1.ok()).0.decision;
        assert!(said.test && said.admitted && said.colour == Colour::Yellow);
    }
    assert_eq!(count(&world, "select count(*) from contact_venue"), 1);
    assert_eq!(count(&world, "select count(*) from inside"), 1);
    assert_eq!(count(&world, "select count(*) from visit where mark is null and exit_at is null"), 1);
    // The rows of practice are linked by nothing.
    assert_eq!(count(&world, "select count(distinct person_day) from visit"), 7);
    for number in 0..4 {
        let venue = world.venue("47.11", &format!("Нақты дүкен {number}")).await;
        assert!(!decided(&visitor.enter(&world, &venue).await.1.ok()).0.decision.test);
    }
    assert_eq!(count(&world, "select count(*) from visit where mark is null and exit_learnt = 3"), 4);
    // Said and counted as it was: the exit of the first one.
    assert!(mark_of(visitor.leave(&world, real, home.posters[0].number, Learnt::Scanned).await).is_null());
}

#[tokio::test]
async fn the_checklist_notes_an_entry_an_exit_and_a_refused_red() {
    let world = World::new();
    let grocery = in_test(&world, "47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    choose(&world, &grocery, PracticePerson::YellowFar).await;
    assert!(!decided(&visitor.enter(&world, &grocery).await.1.ok()).0.decision.admitted);
    assert_eq!(checklist(&world), Vec::<String>::new());
    choose(&world, &grocery, PracticePerson::Green).await;
    let (visit, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    assert_eq!(checklist(&world), ["entry"]);
    let number = grocery.posters[0].number;
    for _ in 0..2 {
        assert_eq!(mark_of(visitor.leave(&world, visit, number, Learnt::Scanned).await), "practice");
    }
    assert_eq!(checklist(&world), ["entry", "exit"]);
    choose(&world, &grocery, PracticePerson::Red).await;
    visitor.enter(&world, &grocery).await.1.ok();
    assert_eq!(checklist(&world), ["entry", "exit", "refused_red"]);
    // A real visit notes nothing.
    let live = world.venue("47.11", "Нақты дүкен").await;
    let noted = count(&world, "select count(*) from checklist");
    visitor.enter(&world, &live).await.1.ok();
    assert_eq!(count(&world, "select count(*) from checklist"), noted);
}

#[tokio::test]
async fn what_was_entered_unchecked_is_practice_by_the_mode_at_the_entry() {
    let world = World::new();
    let grocery = in_test(&world, "47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let mut moments = Vec::new();
    for turn in 0..4 {
        match turn {
            1 => world.goes_live(grocery.venue).await,
            2 => drop(world.decide(grocery.venue, SUSPEND).await.ok()),
            3 => drop(world.decide(grocery.venue, RESUME).await.ok()),
            _ => {}
        }
        world.clock.pass(HOUR);
        moments.push(world.clock.now());
        world.clock.pass(HOUR);
    }
    visitor.device.log_in(&world, NUMBER).await;
    let marks = ["practice", "", "venue_not_live", ""];
    for (number, (entered_at, mark)) in (1..).zip(moments.into_iter().zip(marks)) {
        let entry = EntryRequest { entered_at, ..visitor.entry(&world, &grocery, false) };
        let visit = VisitId([number; 16]);
        let expected = if mark.is_empty() { serde_json::Value::Null } else { mark.into() };
        assert_eq!(mark_of(visitor.put_entry(&world, visit, &entry).await), expected);
        assert_eq!(mark_of(visitor.put_entry(&world, visit, &entry).await), expected);
        let left = visitor.leave(&world, visit, entry.poster, Learnt::Button).await;
        assert_eq!(mark_of(left), expected);
    }
    assert_eq!(count(&world, "select count(*) from inside"), 0);
    assert_eq!(count(&world, "select count(*) from visit where entry = 2"), 4);
}

#[tokio::test]
async fn a_refused_practice_person_who_went_in_unchecked_stays_practice() {
    let world = World::new();
    let grocery = in_test(&world, "47.11", "Дүкен").await;
    choose(&world, &grocery, PracticePerson::Red).await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let visit = VisitId(world.random());
    let ask = visitor.entry(&world, &grocery, true);
    assert!(decided(&visitor.put_entry(&world, visit, &ask).await.ok()).1.is_some());
    let deliver = EntryRequest { ask: false, ..ask };
    assert_eq!(mark_of(visitor.put_entry(&world, visit, &deliver).await), "practice");
    assert_eq!(count(&world, "select count(*) from inside"), 0);
    let number = grocery.posters[0].number;
    assert_eq!(mark_of(visitor.leave(&world, visit, number, Learnt::Scanned).await), "practice");
}

#[tokio::test]
async fn practice_stays_practice_when_the_venue_goes_live_and_a_visit_a_visit_when_it_is_suspended() {
    let world = World::new();
    let grocery = in_test(&world, "47.11", "Дүкен").await;
    make(&world, IIN, Colour::Red).await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let visit = VisitId(world.random());
    let entry = visitor.entry(&world, &grocery, true);
    let practice = visitor.put_entry(&world, visit, &entry).await.ok();
    world.goes_live(grocery.venue).await;
    world.clock.pass(std::time::Duration::from_secs(1));
    let again = visitor.put_entry(&world, visit, &entry).await.ok();
    assert_eq!(practice.body, again.body, "the same decision, and still TEST");
    let (_, reply) = visitor.enter(&world, &grocery).await;
    let real = decided(&reply.ok()).0.decision;
    assert!(!real.test && real.colour == Colour::Red && !real.admitted);
    let number = grocery.posters[0].number;
    assert_eq!(mark_of(visitor.leave(&world, visit, number, Learnt::Scanned).await), "practice");
    // The test week is over: the exit is not noted any more, and an earlier note stays.
    let noted = format!("select count(*) from checklist where item = 'exit' and at <= {}", START.millis());
    assert_eq!(count(&world, &noted), 1);

    let mut other = world.visitor("+77059999999", &iin(5)).await;
    let (inside, reply) = other.enter(&world, &grocery).await;
    assert!(decided(&reply.ok()).0.decision.admitted);
    world.decide(grocery.venue, SUSPEND).await.ok();
    assert_eq!(count(&world, "select count(*) from inside"), 1);
    assert_eq!(other.enter(&world, &grocery).await.1.problem(), ProblemCode::VenueSuspended);
    assert!(mark_of(other.leave(&world, inside, number, Learnt::Scanned).await).is_null());
    assert_eq!(count(&world, "select count(*) from inside"), 0);
}

#[tokio::test]
async fn practice_is_kept_for_fourteen_days_like_a_visit() {
    let world = World::new();
    let grocery = in_test(&world, "47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    visitor.enter(&world, &grocery).await.1.ok();
    world.clock.pass(DAY * 14);
    assert_eq!(world.service.sweep().await.unwrap().visits, 0);
    world.clock.pass(std::time::Duration::from_millis(1));
    assert_eq!(world.service.sweep().await.unwrap().visits, 1);
    for table in ["visit", "arrival"] {
        assert_eq!(count(&world, &format!("select count(*) from {table}")), 0);
    }
}

#[tokio::test]
async fn the_service_names_what_practice_is_not_for() {
    let world = World::new();
    let (live, test) = (world.venue("47.11", "Дүкен").await, in_test(&world, "47.11", "Сынақ дүкені").await);
    let red = NewPractice { chosen: PracticePerson::Red };
    let put = async |venue, body: &serde_json::Value| world.operator("PUT", &path_of(venue), body).await.problem();
    let red = serde_json::to_value(red).unwrap();
    assert_eq!(put(live.venue, &red).await, ProblemCode::VenueNotInTest);
    assert_eq!(put(VenueId([9; 16]), &red).await, ProblemCode::NotFound);
    assert_eq!(put(test.venue, &serde_json::json!({ "chosen": "violet" })).await, ProblemCode::FieldInvalid);
    let get = world.operator("GET", &path_of(live.venue), &()).await;
    assert_eq!(get.problem(), ProblemCode::VenueNotInTest);

    // Nobody is a practice person: not on a phone, not to the health authority.
    let mut device = world.device();
    device.log_in(&world, NUMBER).await;
    let mut source = world.source().await;
    for person in PracticePerson::ALL {
        let request = IinRequest { iin: person.iin().into() };
        let reply = device.put(&world, path::IIN, &request).await;
        assert_eq!(reply.problem(), ProblemCode::IinOfPractice);
        let fact = Known::PcrPositive { sampled_at: START };
        let taken = world.fact(&mut source, "p", 1, person.iin(), fact).await;
        assert_eq!((taken.facts[0].outcome, taken.facts[0].field.as_deref()), (FactOutcome::Invalid, Some("iin")));
    }

    // Practice needs what a visit needs: a bound IIN, a poster that counts.
    let entry = EntryRequest {
        binding: Bytes([3; 16]),
        poster: test.posters[0].number,
        scanned: None,
        visit_key: Bytes([1; 32]),
        entered_at: world.clock.now(),
        clock_certain: true,
        ask: true,
    };
    let reply = device.put(&world, &visit_path(VisitId([1; 16])), &entry).await;
    assert_eq!(reply.problem(), ProblemCode::BindingUnknown);
    let Binding::Bound { binding } = device.bind(&world, IIN).await else { panic!("bound") };
    let mut visitor = Visitor { device, binding };
    visitor.enter(&world, &test).await.1.ok();
    let early = EntryRequest { entered_at: Moment(0), ..visitor.entry(&world, &test, true) };
    let reply = visitor.put_entry(&world, VisitId([2; 16]), &early).await;
    assert_eq!(reply.problem(), ProblemCode::VisitTooOld);
    world.operator("POST", &format!("/v1/operator/posters/{}/revoke", test.posters[0].number), &()).await.ok();
    assert_eq!(visitor.enter(&world, &test).await.1.problem(), ProblemCode::PosterRevoked);
}

#[tokio::test]
async fn a_business_chooses_in_its_own_cabinet_and_in_no_other() {
    let world = World::new();
    let application = world.application("47.11", "Дүкен");
    let venue = world.service.venue_in_test(&application, START.minus(DAY * 7)).await.unwrap();
    let mut owner = world.business(&application.contact_phone).await;
    let mut stranger = world.business(NUMBER).await;
    let path = format!("/v1/business/venues/{}/practice", venue.venue);
    let shown: Practice = owner.get(&world, &path).await.ok().json();
    assert_eq!(shown.chosen, PracticePerson::Green, "where none was chosen");
    let body = serde_json::to_vec(&NewPractice { chosen: PracticePerson::Red }).unwrap();
    let put = |browser: &Browser| browser.request("PUT", &path).body(body.clone().into()).unwrap();
    let shown: Practice = owner.send(&world, put(&owner.clone())).await.ok().json();
    assert_eq!((shown.chosen, shown.persons.len()), (PracticePerson::Red, 5));
    assert_eq!(stranger.get(&world, &path).await.problem(), ProblemCode::NotFound);
    assert_eq!(stranger.send(&world, put(&stranger.clone())).await.problem(), ProblemCode::NotFound);
    world.goes_live(venue.venue).await;
    assert_eq!(owner.get(&world, &path).await.problem(), ProblemCode::VenueNotInTest);
    let audit =
        "select count(*) from audit where action = 'choose_practice_person' and actor = 'business' and who is not null";
    assert_eq!(count(&world, audit), 1);
}
