//! T05 as a measurement: from how long an answer takes nobody learns whether a number has an account, or whether a person
//! is known. `cargo xtask prove T05 --seconds N` runs it, once as it is and once with a planted fault that must be found.

use std::time::{Duration, Instant};

use ashyq_core::{moment::DAY, wire::*, words::Language};
use ashyq_server::api::facts::Known;

use crate::{
    common::*,
    prove::{Chance, Run},
};

/// Past this, two classes are not the same (the method is dudect's: Reparaz, Balasch, Verbauwhede 2017).
const TOLD_APART: f64 = 4.5;
/// How many rounds show which times are the machine's own doing.
const WARM_UP: u64 = 200;

/// Times of one class, as Welford's running mean and variance.
#[derive(Clone, Copy, Default)]
struct Times {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Times {
    fn add(&mut self, time: f64) {
        self.count += 1.0;
        let off = time - self.mean;
        self.mean += off / self.count;
        self.squares += off * (time - self.mean);
    }

    /// The standard error of the difference of two classes.
    fn error(&self, other: &Self) -> f64 {
        let error = |times: &Self| times.squares / (times.count - 1.0) / times.count;
        (error(self) + error(other)).sqrt()
    }

    /// Welch's t of two classes.
    fn t(&self, other: &Self) -> f64 {
        (self.mean - other.mean) / self.error(other)
    }
}

/// The times of several classes, taken in turns.
pub struct Timing<const N: usize> {
    promise: &'static str,
    names: [&'static str; N],
    classes: [Times; N],
    warm_up: Vec<f64>,
    cut: f64,
    chance: Chance,
}

impl<const N: usize> Timing<N> {
    pub fn of(promise: &'static str, names: [&'static str; N], seed: u64) -> Self {
        let classes = [Times::default(); N];
        Self { promise, names, classes, warm_up: Vec::new(), cut: f64::MAX, chance: Chance::of(seed) }
    }

    /// The classes in an order by chance, so that whatever the machine does meanwhile meets all alike.
    pub fn order(&mut self) -> [usize; N] {
        let mut order = std::array::from_fn(|class| class);
        for at in (1..N).rev() {
            order.swap(at, self.chance.below(at + 1));
        }
        order
    }

    /// Takes a time; the slowest twentieth, by the bound of the first rounds, is the machine's own and left out.
    pub fn take(&mut self, round: u64, class: usize, time: Duration) {
        let time = time.as_secs_f64() * 1e6;
        if round <= WARM_UP {
            self.warm_up.push(time);
            return;
        }
        if !self.warm_up.is_empty() {
            self.warm_up.sort_by(f64::total_cmp);
            self.cut = self.warm_up[self.warm_up.len() * 19 / 20];
            self.warm_up.clear();
        }
        if time < self.cut {
            self.classes[class].add(time);
        }
    }

    /// The largest |t| of all pairs, printed with everything that it rests on.
    fn report(&self) -> f64 {
        let mut largest: f64 = 0.0;
        for (at, (name, times)) in self.names.iter().zip(&self.classes).enumerate() {
            println!("{}: {name}: {:.2} µs on average of {} answers", self.promise, times.mean, times.count);
            for (other, others) in self.names.iter().zip(&self.classes).skip(at + 1) {
                let t = times.t(others);
                let seen = TOLD_APART * times.error(others);
                println!("{}: {name} against {other}: t = {t:.2}; {seen:.1} µs would have been seen", self.promise);
                largest = largest.max(t.abs());
            }
        }
        largest
    }

    pub fn judge(&self) {
        let largest = self.report();
        if let Ok(planted) = std::env::var("MUTANT") {
            assert!(largest > TOLD_APART, "the planted fault {planted} was not found");
            println!("{}: the planted fault {planted} was found", self.promise);
        } else {
            assert!(largest < TOLD_APART, "the classes are told apart by their times");
        }
    }
}

pub async fn time(world: &World, request: axum::http::Request<axum::body::Body>) -> (Duration, Reply) {
    let began = Instant::now();
    let reply = world.send(request).await;
    (began.elapsed(), reply)
}

/// How many numbers have an account; each is asked about seldom enough to get its SMS.
const KNOWN: usize = 300;
/// After so many rounds a day passes, since numbers that are asked about too often get no SMS.
const ROUNDS_A_DAY: u64 = 2_000;

#[tokio::test]
#[ignore = "a long measurement: cargo xtask prove T05 --seconds N"]
async fn prove_t05_new_known_and_blocked_numbers() {
    let world = World::with(|options| {
        (options.codes.address_requests, options.sms_per_day) = (u32::MAX, u32::MAX);
    });
    let known = |at: usize| format!("+7705{at:03}1111");
    for at in 0..KNOWN {
        world.device().log_in(&world, &known(at)).await;
    }
    let mut run = Run::of("T05", 1_000, 100_000);
    let mut timing = Timing::of("T05", ["new numbers", "known numbers", "blocked numbers"], run.seed);
    let mut nonce = world.device().ask_code(&world, "+77010000000").await.nonce();
    while run.goes_on() {
        let round = run.done();
        if round % ROUNDS_A_DAY == 1 {
            world.clock.pass(DAY);
            world.service.sweep().await.unwrap();
            // Nobody answers from this range: after fifty SMS it gets no more for a day.
            for at in 0..60 {
                nonce = world.device().ask_code(&world, &format!("+7777777{at:04}")).await.nonce();
            }
        }
        for class in timing.order() {
            let at = usize::try_from(round).unwrap();
            let number = match class {
                // A range of ten thousand numbers is asked about twice a day.
                0 => format!("+7701{:03}{:04}", at % 1_000, at / 1_000),
                1 => known(at % KNOWN),
                _ => format!("+7777777{:04}", 100 + at % 9_900),
            };
            let mut device = world.device();
            device.nonce.clone_from(&nonce);
            let body = serde_json::to_vec(&LogInRequest { phone: number, language: Language::En }).unwrap();
            let sent = world.sms.count();
            let (took, reply) = time(&world, device.request(&world, "POST", path::LOG_IN, &body)).await;
            assert_eq!(reply.status, 202, "{}", String::from_utf8_lossy(&reply.body));
            nonce = reply.nonce();
            world.service.settled().await;
            // The classes are what they are called.
            assert_eq!(world.sms.count() - sent, usize::from(class != 2));
            timing.take(round, class, took);
        }
    }
    run.report("rounds of a new, a known and a blocked number");
    timing.judge();
}

#[tokio::test]
#[ignore = "a long measurement: cargo xtask prove T05 --seconds N"]
async fn prove_t05_an_unknown_person_and_one_without_facts() {
    let world = World::new();
    let mut source = world.source().await;
    let mut visitors = Vec::new();
    for at in 0..2_u64 {
        visitors.push(world.visitor(&format!("+7705000000{at}"), &iin(at)).await);
    }
    // Known to the health authority, which took back what it had said.
    world.fact(&mut source, "v", 1, &iin(1), Known::PcrPositive { sampled_at: START }).await;
    world.fact(&mut source, "v", 2, &iin(1), Known::Withdrawn).await;
    let mut run = Run::of("T05", 1_000, 100_000);
    let mut timing = Timing::of("T05", ["unknown persons", "known persons without facts"], run.seed);
    for visitor in &mut visitors {
        visitor.device.get(&world, path::STATUS).await.ok();
    }
    let mut nonce = visitors[0].device.nonce.clone();
    while run.goes_on() {
        for class in timing.order() {
            let device = &mut visitors[class].device;
            device.nonce.clone_from(&nonce);
            let (took, reply) = time(&world, device.request(&world, "GET", path::STATUS, b"")).await;
            assert_eq!(reply.status, 200);
            nonce = reply.nonce();
            timing.take(run.done(), class, took);
        }
    }
    run.report("rounds of an unknown and a known person");
    timing.judge();
}

/// The test of the test: equal times are not told apart, and a hundredth more is.
#[test]
fn times_that_differ_by_a_hundredth_are_told_apart_and_equal_ones_are_not() {
    for (more, apart) in [(0, false), (10, true)] {
        let mut timing = Timing::of("T05", ["a", "b"], 7);
        let mut chance = Chance::of(11);
        for round in 1..=20_000 {
            for class in timing.order() {
                // Noise as a busy machine makes it: never below, rarely far above.
                let noise = chance.below(200) + if chance.below(50) == 0 { chance.below(20_000) } else { 0 };
                let micros = 1_000 + noise + if class == 1 { more } else { 0 };
                timing.take(round, class, Duration::from_micros(u64::try_from(micros).unwrap()));
            }
        }
        let largest = timing.report();
        assert_eq!(largest > TOLD_APART, apart, "t = {largest}");
    }
}
