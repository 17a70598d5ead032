//! How long a look-up takes tells nothing (T08, N10): run by hand, `--ignored timing --nocapture`, `ASHYQ_SAMPLES` of each kind.

use std::time::{Duration, Instant};

use ashyq_core::{id::VisitId, wire::*};
use ashyq_server::api::facts::Known;

use super::*;

const NUMBER: &str = "+77051234567";
/// How many people there are of each kind.
const PEOPLE: u64 = 40;
/// What a planted difference lasts: less than a tick of the timer by which answers are held back.
const PLANTED: Duration = Duration::from_micros(100);

#[expect(clippy::cast_precision_loss, reason = "a count of samples")]
/// Welch's t of two samples, their slower half cut off: that is the machine, and whoever else is at work on it.
fn welch(mut samples: [Vec<f64>; 2]) -> f64 {
    let of = |sample: &mut Vec<f64>| {
        sample.sort_by(f64::total_cmp);
        sample.truncate(sample.len() / 2);
        let count = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / count;
        let variance = sample.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    };
    let [one, other] = &mut samples;
    let ((mean, error), (other_mean, other_error)) = (of(one), of(other));
    (mean - other_mean) / (error + other_error).sqrt()
}

async fn renew(world: &World, device: &mut Device) {
    let request = RenewRequest { renewal: device.renewal.clone().unwrap() };
    device.token = None;
    let tokens: Tokens = device.post(world, path::RENEW, &request).await.ok().json();
    (device.token, device.renewal) = (Some(tokens.token), Some(tokens.renewal));
}

#[tokio::test]
#[ignore = "run by hand"]
async fn a_look_up_of_somebody_known_and_blue_takes_as_long_as_of_somebody_unknown() {
    let samples: usize = std::env::var("ASHYQ_SAMPLES").map_or(2_000, |samples| samples.parse().unwrap());
    let world = World::with(|options| options.codes.address_requests = u32::MAX);
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    for person in 0..PEOPLE {
        world.visitor(&format!("+7705000{person:04}"), &iin(person)).await;
        let vaccinated = Known::Vaccinated { at: START, product: "x".into() };
        world.fact(&mut source, &person.to_string(), 1, &iin(person), vaccinated).await;
    }
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let (mut honest, mut planted) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for number in 0..2 * samples as u64 {
        // Slow enough for a venue's day; the shift and the token are begun anew in time.
        world.clock.pass(Duration::from_mins(3));
        if number % 15 == 0 {
            renew(&world, &mut staff.device).await;
            if number % 450 == 0 {
                staff.shift = ashyq_core::bytes::Bytes(world.random());
                staff.open(&world).await.ok();
            }
        }
        // In no order that anything else follows.
        let draw: [u8; 4] = world.random();
        let known = usize::from(draw[0] & 1);
        let person = u64::from(draw[1]) % PEOPLE + PEOPLE * (1 - known as u64);
        let entry = serde_json::to_vec(&staff.entry(&iin(person))).unwrap();
        staff.device.nonce = world.get(path::NONCE).await.nonce();
        let request = staff.device.request(&world, "PUT", &entry_path(VisitId(world.random())), &entry);
        let began = Instant::now();
        let reply = world.send(request).await;
        let took = began.elapsed();
        assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
        honest[known].push(took.as_secs_f64());
        planted[known].push((took + PLANTED * known as u32).as_secs_f64());
    }
    let (t, found) = (welch(honest), welch(planted));
    println!("{samples} of each: |t| {:.2}, with {PLANTED:?} more {:.2}", t.abs(), found.abs());
    assert!(t.abs() < 4.5);
    assert!(found.abs() > 4.5, "too few samples to find {PLANTED:?} on this machine");
}
