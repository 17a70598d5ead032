//! The closed world of what a venue is told: every field of every answer to staff and their business stands in a snapshot.

use std::collections::BTreeSet;

use ashyq_core::{id::VisitId, practice::PracticePerson};
use ashyq_server::{api::facts::Known, routes::ROUTES};
use serde_json::{Value, json};

use super::*;

const NUMBER: &str = "+77051234567";

/// Every path in a JSON value with what stands there; documents are opened, enumerations are spelt out.
fn paths(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                paths(field, &format!("{at}.{name}"), found);
            }
            if fields.contains_key("document") {
                paths(&document(value), &format!("{at}.document"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| paths(item, &format!("{at}[]"), found)),
        Value::String(text) => {
            let named = ["colour", "state", "code", "title", "type", "headers[]"]
                .iter()
                .any(|name| at.ends_with(&format!(".{name}")));
            found.insert(format!("{at}: {}", if named { text } else { "text" }));
        }
        Value::Number(_) => {
            found.insert(format!("{at}: number"));
        }
        Value::Bool(_) => {
            found.insert(format!("{at}: yes or no"));
        }
        Value::Null => {
            found.insert(format!("{at}: nothing"));
        }
    }
}

/// Everything that staff and their business can be answered.
async fn answers() -> Vec<(&'static str, Value)> {
    let world = World::new();
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    let contact = |metres| Known::Contact { ordered_at: START, isolation_place: home(metres) };
    world.fact(&mut source, "a", 1, &iin(1), Known::PcrNegative { sampled_at: START }).await;
    world.fact(&mut source, "b", 1, &iin(2), Known::PcrPositive { sampled_at: START }).await;
    world.fact(&mut source, "c", 1, &iin(3), contact(400)).await;
    world.fact(&mut source, "d", 1, &iin(4), contact(600)).await;
    let mut answers = Vec::new();
    let mut say = |what, reply: Reply| {
        let said = if reply.body.is_empty() { Value::String("empty".into()) } else { reply.json() };
        answers.push((what, said));
        let headers: Vec<_> = reply.headers.keys().map(ToString::to_string).collect();
        answers.push((what, json!({ "headers": headers })));
    };
    say("name_staff", name(&world, grocery.venue, "+77059999999").await);
    say("name_staff", name(&world, grocery.venue, "1").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    say("open_shift", staff.open(&world).await.ok());
    say("get_roles", staff.device.get(&world, staff_path::ROLES).await.ok());
    for person in 1..=5 {
        say("put_staff_entry", staff.enter(&world, &iin(person)).await.1.ok());
        say("post_staff_exit", staff.leave(&world, &iin(person)).await.ok());
    }
    let (visit, first) = (VisitId(world.random()), staff.entry(&iin(6)));
    say("put_staff_entry", staff.put(&world, visit, &first).await);
    world.clock.pass(std::time::Duration::from_secs(1));
    say("put_staff_entry", staff.put(&world, visit, &first).await);
    say("put_staff_entry", staff.put(&world, visit, &staff.entry(&iin(7))).await);
    say("put_staff_entry", staff.enter(&world, "900101300018").await.1);
    say("put_staff_entry", staff.enter(&world, PracticePerson::ALL[0].iin()).await.1);
    for decision in [SUSPEND, RESUME] {
        world.decide(grocery.venue, decision).await.ok();
        world.clock.pass(std::time::Duration::from_secs(1));
        say("put_staff_entry", staff.enter(&world, &iin(8)).await.1);
    }
    say("get_staff", listed(&world, grocery.venue).await);
    say("close_shift", staff.close(&world).await);
    say("put_staff_entry", staff.enter(&world, &iin(9)).await.1);
    say("post_staff_exit", staff.leave(&world, &iin(9)).await);
    say("open_shift", staff.open(&world).await);
    say("answer_role", answer_role(&world, &mut staff.device, staff.role, false).await);
    say("answer_role", answer_role(&world, &mut staff.device, staff.role, false).await);
    say("remove_staff", remove(&world, grocery.venue, staff.role).await);
    say("get_staff", listed(&world, grocery.venue).await);
    answers
}

fn world_of(answers: &[(&'static str, Value)]) -> String {
    let mut found = BTreeSet::new();
    for (what, value) in answers {
        paths(value, what, &mut found);
    }
    found.into_iter().collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn staff_and_business_are_told_this_and_nothing_else() {
    let mut answers = answers().await;
    let told = world_of(&answers);
    insta::assert_snapshot!(told);
    // A route that is not asked here would not be in the snapshot.
    let asked: BTreeSet<_> = answers.iter().map(|(what, _)| *what).collect();
    let routes: BTreeSet<_> =
        ROUTES.iter().filter(|route| route.path.contains("/staff")).map(|route| route.name).collect();
    assert_eq!(asked, routes);
    // The harness finds a planted field: in an answer, in a signed document, in a list, in a refusal.
    let at = |what: &str, answers: &[(&'static str, Value)]| {
        answers.iter().position(|(name, value)| *name == what && value.is_object()).unwrap()
    };
    for what in ["put_staff_entry", "post_staff_exit", "get_roles", "get_staff", "open_shift", "name_staff"] {
        let at = at(what, &answers);
        let honest = answers[at].1.clone();
        answers[at].1["reason"] = json!("contact");
        assert_ne!(world_of(&answers), told, "{what}");
        if let Some(signed) = honest.get("document") {
            let mut more = document(&honest);
            more["seen"] = 1.into();
            answers[at].1 = honest.clone();
            answers[at].1["document"] = data_encoding::BASE64URL_NOPAD.encode(more.to_string().as_bytes()).into();
            assert_ne!(&answers[at].1["document"], signed);
            assert_ne!(world_of(&answers), told, "{what}, signed");
        }
        answers[at].1 = honest;
    }
    assert_eq!(world_of(&answers), told);
}
