//! Two worlds (P2, T20): people who agree in colour, decision and this venue's own records, and differ in everything else,
//! get byte-identical answers. `cargo xtask prove T20 --seconds N` tries many.

use std::time::Duration;

use ashyq_core::{
    bytes::Bytes,
    id::VisitId,
    moment::{DAY, HOUR},
    wire::*,
};
use ashyq_server::api::{
    facts::{Known, NewFact, NewFacts},
    venues::VenueShown,
};

use super::*;
use crate::prove::{Chance, Run};

const NUMBER: &str = "+77079999999";
/// How many pairs one person of staff is asked for: an hour's look-ups.
const PAIRS_OF_STAFF: u64 = 15;

/// How many worlds are tried beside each other: together they wait less for disks.
const LANES: u64 = 8;

fn one_in(chance: &mut Chance, many: usize) -> bool {
    chance.below(many) == 0
}

/// A moment that lies between so long and so long ago.
fn ago(chance: &mut Chance, now: Moment, least: Duration, most: Duration) -> Moment {
    let span = usize::try_from((most - least).as_millis()).unwrap();
    now.minus(least + Duration::from_millis(chance.below(span) as u64))
}

/// What both people of a pair have in common: the colour, and for a contact, whether they live near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Blue,
    Green,
    Near,
    Far,
    Red,
}

const CLASSES: [Class; 5] = [Class::Blue, Class::Green, Class::Near, Class::Far, Class::Red];

/// Facts that put a person into a class, whatever else they say.
fn facts(class: Class, chance: &mut Chance, now: Moment) -> Vec<Known> {
    let minute = Duration::from_mins(1);
    let mut facts = Vec::new();
    if one_in(chance, 2) {
        facts.push(Known::Vaccinated {
            at: ago(chance, now, minute, DAY * 300),
            product: "x".repeat(1 + chance.below(60)),
        });
    }
    if one_in(chance, 3) {
        // An illness that is over, by its time or by a recovery.
        facts.push(Known::PcrPositive { sampled_at: ago(chance, now, DAY * 15, DAY * 200) });
        facts.push(Known::Recovered { at: now.minus(DAY * 14 + HOUR) });
    }
    let recent = |chance: &mut Chance| ago(chance, now, minute, HOUR * 70);
    match class {
        Class::Blue if one_in(chance, 2) => {
            facts.push(Known::PcrNegative { sampled_at: ago(chance, now, HOUR * 73, DAY * 100) });
        }
        Class::Blue => {}
        Class::Green => facts.push(Known::PcrNegative { sampled_at: recent(chance) }),
        Class::Near | Class::Far => {
            let metres = if class == Class::Near { chance.below(480) } else { 520 + chance.below(900_000) };
            let ordered_at = ago(chance, now, minute, DAY * 13);
            facts.push(Known::Contact { ordered_at, isolation_place: home(metres as u32) });
            if one_in(chance, 2) {
                facts.push(Known::PcrNegative { sampled_at: recent(chance) });
            }
        }
        Class::Red => {
            facts.push(Known::PcrPositive { sampled_at: ago(chance, now, minute, DAY * 13) });
            if one_in(chance, 2) {
                let ordered_at = recent(chance);
                facts.push(Known::Contact { ordered_at, isolation_place: home(chance.below(90_000) as u32) });
            }
        }
    }
    facts
}

/// A world with the venue that is asked, and places where people were before.
struct Side {
    world: World,
    source: Device,
    venue: VenueShown,
    staff: Staff,
    elsewhere: Vec<(VenueShown, Staff)>,
}

impl Side {
    async fn new() -> Self {
        let world = World::with(|options| options.codes.address_requests = u32::MAX);
        let source = world.source().await;
        let venue = world.venue("47.11", "Бірінші").await;
        let staff = on_duty(&world, &venue, NUMBER).await;
        let mut side = Self { world, source, venue, staff, elsewhere: Vec::new() };
        side.next_group(0).await;
        side
    }

    /// Another venue with new staff, and new places elsewhere.
    async fn next_group(&mut self, group: u64) {
        let oked = ["47.11", "86.90", "59.14", "47.73", "56.10"][group as usize % 5];
        self.venue = self.world.venue(oked, &format!("Venue {group}")).await;
        self.staff = on_duty(&self.world, &self.venue, &format!("+7707{group:07}")).await;
        // The same in both worlds, so that an answer can be the same with its signature.
        self.staff.shift = Bytes([group as u8; 16]);
        self.staff.open(&self.world).await.ok();
        self.elsewhere.clear();
        for place in 0..3 {
            let oked = ["47.11", "47.52", "47.73"][place];
            let venue = self.world.venue(oked, &format!("Elsewhere {place} of {group}")).await;
            let staff =
                on_duty(&self.world, &venue, &format!("{}{group:07}", ["+7701", "+7702", "+7771"][place])).await;
            self.elsewhere.push((venue, staff));
        }
    }

    /// Gives a person everything that is not to matter.
    async fn live(&mut self, person: u64, class: Class, chance: &mut Chance) {
        let (world, iin, at) = (&self.world, iin(person), now(&self.world));
        let news = facts(class, chance, at).into_iter().zip(0..);
        let mut news: Vec<_> = news
            .map(|(fact, at)| NewFact { id: format!("{person}-{at}"), version: 1, iin: Some(iin.clone()), fact })
            .collect();
        if one_in(chance, 3) {
            let fact = Known::PcrPositive { sampled_at: at.minus(HOUR) };
            news.push(NewFact { id: format!("{person}-w"), version: 1, iin: Some(iin.clone()), fact });
            news.push(NewFact { id: format!("{person}-w"), version: 2, iin: None, fact: Known::Withdrawn });
        }
        if !news.is_empty() {
            self.source.post(world, "/v1/facts", &NewFacts { facts: news }).await.ok();
        }
        for place in 0..3 {
            if one_in(chance, 3) {
                let staff = &mut self.elsewhere[place].1;
                staff.enter(world, &iin).await.1.ok();
                if one_in(chance, 2) {
                    staff.leave(world, &iin).await.ok();
                }
            }
        }
        if one_in(chance, 3) {
            let number = format!("+7705{person:07}");
            let mut visitor = world.visitor(&number, &iin).await;
            if one_in(chance, 2) {
                visitor.enter(world, &self.elsewhere[chance.below(3)].0).await.1.ok();
            }
            match chance.below(4) {
                0 => drop(visitor.device.post(world, path::DELETE_MY_DATA, &()).await.ok()),
                1 => {
                    let mut claimant = world.device();
                    claimant.log_in(world, &format!("+7778{person:07}")).await;
                    claimant.bind(world, &iin).await;
                }
                _ => {}
            }
        }
    }
}

/// Every byte of an answer but the nonce.
fn said(reply: &Reply) -> (u16, String, Vec<u8>) {
    let mut headers = reply.headers.clone();
    headers.remove("dpop-nonce");
    (reply.status, format!("{headers:?}"), reply.body.clone())
}

/// Both people come and go; whether every answer was the same, and whether somebody was decided at all.
async fn come_and_go(sides: &mut [Side; 2], pair: u64, steps: u64) -> (bool, bool) {
    let (mut alike, mut decided) = (true, false);
    for step in 0..2 + steps {
        let mut answers = Vec::new();
        for side in &mut *sides {
            let iin = iin(pair);
            let visit = VisitId([pair.to_be_bytes(), step.to_be_bytes()].concat().try_into().unwrap());
            let entry = side.staff.entry(&iin);
            let reply = match step {
                1 | 3 => side.staff.leave(&side.world, &iin).await,
                _ => side.staff.put(&side.world, visit, &entry).await,
            };
            decided |= reply.status == 200 && step == 0;
            answers.push(said(&reply));
            if step == 2 {
                answers.push(said(&side.staff.put(&side.world, visit, &entry).await));
            }
        }
        let (one, other) = answers.split_at(answers.len() / 2);
        alike &= one == other;
        for side in &*sides {
            side.world.clock.pass(Duration::from_secs(2));
        }
    }
    (alike, decided)
}

async fn worlds() -> [Side; 2] {
    [Side::new().await, Side::new().await]
}

/// Brings both clocks to the later of the two.
fn meet(sides: &[Side; 2]) {
    let [one, other] = [now(&sides[0].world), now(&sides[1].world)];
    sides[0].world.clock.pass(other.since(one));
    sides[1].world.clock.pass(one.since(other));
}

/// Tries pairs one after the other; how many.
async fn try_pairs(lane: u64) -> (u64, u64) {
    let mut run = Run::of("T20", 240 / LANES, 100_000 / LANES);
    let seed = run.seed * LANES + lane;
    let mut chance = Chance::of(seed);
    let mut sides = worlds().await;
    while run.goes_on() {
        let pair = run.done();
        if pair % PAIRS_OF_STAFF == 1 {
            for side in &mut sides {
                side.next_group(1 + pair / PAIRS_OF_STAFF).await;
            }
            meet(&sides);
        }
        let class = CLASSES[chance.below(5)];
        let lives = [chance.next(), chance.next()];
        for (side, life) in sides.iter_mut().zip(lives) {
            side.live(pair, class, &mut Chance::of(life)).await;
        }
        meet(&sides);
        let steps = chance.below(3) as u64;
        let (alike, decided) = come_and_go(&mut sides, pair, steps).await;
        assert!(alike, "pair {pair} of lane {lane}, seed {}, {class:?}", run.seed);
        assert!(decided, "pair {pair} of lane {lane}, seed {} was not decided", run.seed);
    }
    (run.done(), run.seed)
}

#[tokio::test]
async fn prove_t20_a_venue_cannot_tell_people_apart_who_agree_in_colour_and_decision() {
    let lanes = futures_util::future::join_all((0..LANES).map(try_pairs)).await;
    let pairs: u64 = lanes.iter().map(|(pairs, _)| pairs).sum();
    println!("T20: {pairs} of 100000 pairs of people, seed {}", lanes[0].1);
}

#[tokio::test]
async fn the_harness_finds_people_who_differ_in_colour_or_decision() {
    let mut chance = Chance::of(7);
    let mut sides = worlds().await;
    let mut pair = 0;
    // At a grocery every two classes differ in the colour or in the decision.
    for one in CLASSES {
        for other in CLASSES {
            if pair % 10 == 0 {
                for side in &mut sides {
                    side.next_group(5 * (1 + pair / 10)).await;
                }
            }
            for (side, class) in sides.iter_mut().zip([one, other]) {
                side.live(pair, class, &mut Chance::of(chance.next())).await;
            }
            meet(&sides);
            let (alike, decided) = come_and_go(&mut sides, pair, 0).await;
            assert!(decided);
            assert_eq!(alike, one == other, "{one:?} and {other:?}");
            pair += 1;
        }
    }
}
