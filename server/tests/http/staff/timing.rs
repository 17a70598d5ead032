//! How long a look-up takes tells nothing (T08): `cargo xtask prove T08 --seconds N` measures it, once as it is and once with
//! a planted fault that must be found.

use std::time::Duration;

use ashyq_core::{id::VisitId, wire::*};
use ashyq_server::api::facts::Known;

use super::*;
use crate::{
    prove::{Chance, Run},
    timing::{Timing, time},
};

const NUMBER: &str = "+77051234567";
/// How many people there are of each kind.
const PEOPLE: usize = 40;

async fn renew(world: &World, device: &mut Device) {
    let request = RenewRequest { renewal: device.renewal.clone().unwrap() };
    device.token = None;
    let tokens: Tokens = device.post(world, path::RENEW, &request).await.ok().json();
    (device.token, device.renewal) = (Some(tokens.token), Some(tokens.renewal));
}

#[tokio::test]
#[ignore = "a long measurement: cargo xtask prove T08 --seconds N"]
async fn prove_t08_unknown_people_and_known_blue_ones() {
    let world = World::with(|options| options.codes.address_requests = u32::MAX);
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    for person in 0..PEOPLE as u64 {
        world.visitor(&format!("+7705000{person:04}"), &iin(person)).await;
        let vaccinated = Known::Vaccinated { at: START, product: "x".into() };
        world.fact(&mut source, &person.to_string(), 1, &iin(person), vaccinated).await;
    }
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let mut run = Run::of("T08", 500, 100_000);
    let mut timing = Timing::of("T08", ["known and blue", "unknown"], run.seed);
    let mut chance = Chance::of(run.seed);
    while run.goes_on() {
        let round = run.done();
        if round % 8 == 1 {
            renew(&world, &mut staff.device).await;
        }
        if round % 200 == 1 {
            staff.shift = ashyq_core::bytes::Bytes(world.random());
            staff.open(&world).await.ok();
        }
        for class in timing.order() {
            // Slow enough for a venue's day.
            world.clock.pass(Duration::from_mins(3));
            let person = chance.below(PEOPLE) + class * PEOPLE;
            let entry = serde_json::to_vec(&staff.entry(&iin(person as u64))).unwrap();
            staff.device.nonce = world.get(path::NONCE).await.nonce();
            let request = staff.device.request(&world, "PUT", &entry_path(VisitId(world.random())), &entry);
            let (took, reply) = time(&world, request).await;
            assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
            timing.take(round, class, took);
        }
    }
    run.report("rounds of somebody known and somebody unknown");
    timing.judge();
}
