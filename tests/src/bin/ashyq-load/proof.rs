//! What the check of a request's proof costs beside its one unavoidable part.

use ashyq_core::{
    bytes::Bytes,
    moment::Moment,
    proof::{self, Request},
};
use ashyq_server::proofs::Proofs;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey},
};
use rustix::time::{ClockId, clock_gettime};

use crate::town::{self, Person};

const ROUNDS: usize = 100;
const PROOFS: usize = 50;

/// The CPU time of the whole check over that of ring's verification of the same signature: the median of many rounds.
pub(crate) fn check_over_verification() -> f64 {
    let (proofs, random, now) = (Proofs::new(), SystemRandom::new(), town::now());
    let people: Vec<Person> = (0..8).map(|_| Person::make(&random)).collect();
    let mut ratios: Vec<f64> = (0..ROUNDS).map(|_| round(&proofs, &people, now)).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ROUNDS / 2]
}

fn round(proofs: &Proofs, people: &[Person], now: Moment) -> f64 {
    let path = format!("/v1/visits/{}", "7".repeat(32));
    let body = vec![b'7'; 330];
    let nonce = proofs.nonce(now);
    let made: Vec<_> = (0..PROOFS)
        .map(|number| {
            let person = &people[number % people.len()];
            let request = Request { method: "PUT", path: &path, token: Some(&person.token), body: &body };
            let input = proof::signing_input(&request, &nonce, Bytes(town::random()), &person.public);
            let signature = person.sign(input.as_bytes());
            (person, request, proof::finish(&input, &signature), input, signature)
        })
        .collect();
    let whole = cpu(|| {
        for (person, request, proof, ..) in &made {
            let device = proofs.check(proof, request, now).expect("the proof is right");
            assert!(device == person.public.thumbprint().0, "the proof names its key");
        }
    });
    // What the assertion above does is no part of the check.
    let thumbprints = cpu(|| {
        for (person, ..) in &made {
            std::hint::black_box(person.public.thumbprint());
        }
    });
    let bare = cpu(|| {
        for (person, .., input, signature) in &made {
            let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, person.public.sec1());
            key.verify(input.as_bytes(), signature).expect("the signature is right");
        }
    });
    (whole - thumbprints) / bare
}

/// The CPU time of this thread, in nanoseconds.
fn cpu(work: impl FnOnce()) -> f64 {
    let read = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
    };
    let before = read();
    work();
    read() - before
}
