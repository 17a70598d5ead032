//! What is refused before anybody looks at it, and what is kept of what is not.

use super::*;

#[tokio::test]
async fn a_direct_application_waits_for_the_operator() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let record = world.apply(&who, &grocery()).await.unwrap();
    assert_eq!((record.application.phase, record.contact_phone.as_str()), (Phase::Submitted, "+77010000001"));
    let [step] = record.steps.as_slice() else { panic!("{:?}", record.steps) };
    assert_eq!((step.at, step.step, step.by, step.alias), (START, Step::Submit, Actor::Business, None));
    let queue = operator::queue(world.inner(), None, world.now()).await.unwrap();
    assert_eq!(queue.applications, std::slice::from_ref(&record.application));
    let seen = operator::show(world.inner(), record.application.application, world.now()).await.unwrap();
    assert_eq!(seen.steps[0].alias, Some(Bytes(who.alias)));
    let mut seen = seen;
    (seen.application.application, seen.steps[0].alias) = (Bytes([0; 16]), Some(Bytes([1; 16])));
    insta::assert_json_snapshot!(seen);
    assert!(world.audit_is_whole().await);
}

#[tokio::test]
async fn a_sole_proprietors_iin_is_nowhere_and_is_shown_as_four_digits() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let iin = "900101300017";
    let request = NewApplication { number: ClaimedNumber::Iin(iin.into()), ..grocery() };
    let record = world.apply(&who, &request).await.unwrap();
    assert_eq!((record.application.number.bin.clone(), record.application.number.last_four.as_str()), (None, "0017"));
    let shown = serde_json::to_string(&record).unwrap();
    assert!(!shown.contains(iin) && !shown.contains("90010130"));
    world.inner().database.fold().unwrap();
    let folder = world.inner().options.data.clone();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [iin.as_bytes(), b"7010000001".as_slice()] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
    // Not the hash by which the person is known as a visitor.
    let keys = &world.inner().keys;
    assert_ne!(keys.business_number_hash(iin), keys.iin_hash(&Iin::parse(iin).unwrap()));
}

#[tokio::test]
async fn the_same_business_at_the_same_address_is_there_already() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    world.apply(&who, &grocery()).await.unwrap();
    let same = NewApplication {
        name: "Басқа".into(),
        address: "АЛМАТЫ  абай даңғылы 10".into(),
        place: Place::parse(44.0, 77.0).unwrap(),
        ..grocery()
    };
    assert_eq!(code(world.apply(&who, &same).await), Some(ProblemCode::VenueDuplicate));
    // Whoever claims another's number learns nothing more, and blocks nothing but the same venue.
    let other = world.business("+77010000002").await;
    assert_eq!(code(world.apply(&other, &same).await), Some(ProblemCode::VenueDuplicate));
    let elsewhere = NewApplication {
        address: "Алматы, Абай даңғылы, 12".into(), name: "Басқа".into(), ..grocery()
    };
    world.apply(&who, &elsewhere).await.unwrap();
}

#[tokio::test]
async fn the_same_name_at_the_same_place_is_there_already_whoever_asks() {
    let world = World::new();
    let (who, other) = (world.business("+77010000001").await, world.business("+77010000002").await);
    world.apply(&who, &grocery()).await.unwrap();
    let metre = 1.0 / 111_195.08;
    let north = |metres: f64| NewApplication {
        number: ClaimedNumber::Iin("900101300017".into()),
        name: "ДҮКЕН «АЛМА»".into(),
        address: "Алматы, Абай даңғылы, 10а".into(),
        place: Place::parse(43.238_949 + metres * metre, 76.889_709).unwrap(),
        ..grocery()
    };
    for metres in [-49.8, 0.0, 49.8] {
        assert_eq!(code(world.apply(&other, &north(metres)).await), Some(ProblemCode::VenueDuplicate), "{metres}");
    }
    world.apply(&other, &north(50.3)).await.unwrap();
}

#[tokio::test]
async fn an_association_is_needed_where_the_table_says_so_and_must_cover_the_activity() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (cafes, cinemas) = (world.association(&["56"]).await, world.association(&["5914"]).await);
    let through = |oked: &str, association: Option<&Association>| NewApplication {
        oked: oked.into(),
        association: association.map(|association| Bytes(association.id)),
        ..grocery()
    };
    let apply = async |request: NewApplication| code(world.apply(&who, &request).await);
    for oked in ["56.10", "59.14", "85.51"] {
        assert_eq!(apply(through(oked, None)).await, Some(ProblemCode::AssociationNeeded), "{oked}");
    }
    assert_eq!(apply(through("56.10", Some(&cinemas))).await, Some(ProblemCode::AssociationNeeded));
    assert_eq!(apply(through("85.51", Some(&cafes))).await, Some(ProblemCode::AssociationNeeded));
    let nobody = Association { id: [9; 16], account: [0; 16], alias: [0; 16] };
    assert_eq!(apply(through("56.10", Some(&nobody))).await, Some(ProblemCode::AssociationNeeded));
    assert_eq!(apply(through("47.11", Some(&cafes))).await, Some(ProblemCode::FieldInvalid));
    let choices = business::associations_for(world.inner(), "56.10.1").await.unwrap();
    assert_eq!(choices.associations.iter().map(|choice| choice.association.0).collect::<Vec<_>>(), [cafes.id]);
    assert!(business::associations_for(world.inner(), "47.11").await.unwrap().associations.is_empty());
    assert_eq!(apply(through("56.10", Some(&cafes))).await, None);
}

#[tokio::test]
async fn what_an_association_files_is_endorsed_and_belongs_to_the_contact_phone() {
    let world = World::new();
    let cafes = world.association(&["56"]).await;
    let cafe = NewApplication { oked: "56.10".into(), name: "Дәмхана".into(), ..grocery() };
    let file = async |request: &NewApplication| association::file(world.inner(), &cafes, request, world.now()).await;
    let record = file(&cafe).await.unwrap();
    assert_eq!(record.application.phase, Phase::Endorsed);
    assert_eq!(record.steps.iter().map(|step| step.step).collect::<Vec<_>>(), [Step::Submit, Step::Endorse]);
    assert!(record.steps.iter().all(|step| step.by == Actor::Association));
    assert_eq!(code(file(&grocery()).await), Some(ProblemCode::FieldInvalid));
    let cinema = NewApplication { oked: "59.14".into(), ..grocery() };
    assert_eq!(code(file(&cinema).await), Some(ProblemCode::AssociationNeeded));
    // Its owner logs in and finds it; somebody else does not.
    let (owner, other) = (world.business("+77010000001").await, world.business("+77010000002").await);
    assert_eq!(business::list(world.inner(), &owner, world.now()).await.unwrap().applications.len(), 1);
    assert!(business::list(world.inner(), &other, world.now()).await.unwrap().applications.is_empty());
}

/// A register that knows one business and no sole proprietor.
struct Known(&'static str);

impl BusinessRegistry for Known {
    fn look_up<'a>(&'a self, number: &'a BusinessNumber) -> BoxFuture<'a, Option<Registered>> {
        let known = number.bin() == Some(self.0);
        let said = if known { Registered::Yes(vec![Oked::parse("47.11").unwrap()]) } else { Registered::No };
        Box::pin(std::future::ready(Some(said)))
    }
}

#[tokio::test]
async fn where_there_is_a_register_of_businesses_it_is_asked() {
    let world = World::with(|options| options.business_registry = Arc::new(Known("123456789013")));
    let who = world.business("+77010000001").await;
    let person = NewApplication { number: ClaimedNumber::Iin("900101300017".into()), ..grocery() };
    assert_eq!(code(world.apply(&who, &person).await), Some(ProblemCode::NotABusiness));
    let other = NewApplication { oked: "47.73".into(), ..grocery() };
    let refusal = world.apply(&who, &other).await.unwrap_err();
    assert_eq!((refusal.code(), refusal.field_name().as_deref()), (ProblemCode::FieldInvalid, Some("oked")));
    world.apply(&who, &grocery()).await.unwrap();
}

#[tokio::test]
async fn twenty_applications_a_day_are_enough_to_the_millisecond() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    for number in 0..20 {
        world.apply(&who, &another(number)).await.unwrap();
    }
    assert_eq!(code(world.apply(&who, &another(20)).await), Some(ProblemCode::ApplicationsUsedUp));
    // Another number of the same owner does not start anew.
    let other = NewApplication { number: ClaimedNumber::Iin("900101300017".into()), ..another(20) };
    assert_eq!(code(world.apply(&who, &other).await), Some(ProblemCode::ApplicationsUsedUp));
    world.pass(DAY.checked_sub(MS).unwrap());
    assert_eq!(code(world.apply(&who, &another(20)).await), Some(ProblemCode::ApplicationsUsedUp));
    world.pass(MS);
    world.apply(&who, &another(20)).await.unwrap();
}
