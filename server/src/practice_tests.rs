use ashyq_core::{
    decision::{Door, Region, Why},
    oked::VenueKind,
    place::Place,
};

use super::*;
use crate::database::Database;

const NOW: Moment = Moment(1_795_348_800_000);

fn venue(kind: VenueKind) -> VenueRow {
    VenueRow {
        venue: VenueId([1; 16]),
        business: None,
        name: String::new(),
        name_key: String::new(),
        address: String::new(),
        door: Door { kind, region: Region::ALMATY, place: Place::parse(43.2, 76.9).unwrap() },
        oked: String::new(),
        entrances: 1,
        mode: Some(Mode::Test),
    }
}

fn iin(text: &str) -> Iin {
    Iin::parse(text).unwrap()
}

#[tokio::test]
async fn staff_practise_with_the_published_iins_and_every_other_number_is_answered_with_the_chosen_person() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("ashyq.db")).unwrap();
    // Whoever looked anything up about a person would fail.
    for gone in ["drop table fact", "drop table binding", "drop table account"] {
        database.write(move |sql| sql.execute(gone, &[])).await.unwrap();
    }
    let decide = async |kind, typed: &str| {
        let (row, typed) = (venue(kind), iin(typed));
        database.read(|sql| decide(sql, &Rules::version_1(), &row, &typed, NOW)).await.unwrap()
    };
    for person in PracticePerson::ALL {
        let shown = decide(VenueKind::Grocery, person.iin()).await;
        let admitted = !matches!(person, PracticePerson::YellowFar | PracticePerson::Red);
        assert_eq!((shown.person, shown.decision.is_admitted()), (person, admitted));
    }
    let blue = decide(VenueKind::Sanatorium, PracticePerson::Blue.iin()).await;
    assert_eq!(blue.decision, Decision::Refused(Why::TestNeeded));
    for person in [PracticePerson::Green, PracticePerson::Red] {
        if person != PracticePerson::default() {
            database.write(move |sql| stored::choose(sql, VenueId([1; 16]), person, NOW)).await.unwrap();
        }
        for real in ["900101300017", "123456789013"] {
            assert_eq!(decide(VenueKind::Grocery, real).await.person, person);
        }
    }
}

#[test]
fn what_stands_for_a_typed_iin_follows_from_no_real_number() {
    let subjects: Vec<_> = PracticePerson::ALL.iter().map(|person| subject(&iin(person.iin()))).collect();
    let real = subject(&iin("900101300017"));
    assert_eq!(real, subject(&iin("123456789013")));
    assert!(!subjects.contains(&real));
    assert_eq!(subjects.iter().collect::<std::collections::BTreeSet<_>>().len(), 5);
}

#[test]
fn a_practice_iin_is_refused_where_a_real_one_is_needed() {
    for person in PracticePerson::ALL {
        assert_eq!(refuse_practice(&iin(person.iin())), Err(ProblemCode::IinOfPractice));
    }
    assert_eq!(refuse_practice(&iin("900101300017")), Ok(()));
}
