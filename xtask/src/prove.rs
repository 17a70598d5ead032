//! `cargo xtask prove ID`: the long run of a promise. It prints how far it went, how far it is to go, and its seed; the same
//! test, cut short, runs with every change.

use crate::command;

/// A promise with the tests that go on for as long as they are let.
struct Promise {
    id: &'static str,
    what: &'static str,
    /// Which of the service's tests: `--lib` or `--test=http`.
    place: &'static str,
    tests: &'static str,
    /// The planted fault, and which of the tests must find it.
    mutant: Option<(&'static str, &'static str)>,
}

const PROMISES: [Promise; 5] = [
    Promise {
        id: "T01",
        what: "no order of sends and guesses passes a limit",
        place: "--lib",
        tests: "prove_t01",
        mutant: None,
    },
    Promise {
        id: "T03",
        what: "of all log-in codes one is accepted",
        place: "--lib",
        tests: "prove_t03",
        mutant: None,
    },
    Promise {
        id: "T05",
        what: "answers take as long for any number and person",
        place: "--test=http",
        tests: "prove_t05",
        mutant: Some(("answer-after-sending", "prove_t05_new")),
    },
    Promise {
        id: "T08",
        what: "a look-up by staff takes as long for anybody who is blue",
        place: "--test=http",
        tests: "prove_t08",
        mutant: Some(("tell-at-once", "prove_t08")),
    },
    Promise {
        id: "T20",
        what: "staff cannot tell people apart who agree in colour and decision",
        place: "--test=http",
        tests: "prove_t20",
        mutant: None,
    },
];

/// How long a run takes where nothing else is said, in seconds.
const SECONDS: &str = "60";

/// Runs the promises that are named.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    let (mut ids, mut seconds, mut seed, mut rest) = (Vec::new(), SECONDS.to_owned(), None, words.iter());
    while let Some(word) = rest.next() {
        let mut number = |name: &str| {
            let number = rest.next().filter(|text| text.parse::<u64>().is_ok());
            number.map(|text| (*text).to_owned()).ok_or_else(|| format!("{name} needs a whole number after it"))
        };
        match *word {
            "--seconds" => seconds = number("--seconds")?,
            "--seed" => seed = Some(number("--seed")?),
            id => ids.push(PROMISES.iter().find(|promise| promise.id == id).ok_or_else(|| unknown(id))?),
        }
    }
    if ids.is_empty() {
        return Err(unknown(""));
    }
    // A seed of its own each time, printed, so that whatever is found can be found again.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |now| now.as_secs());
    let seed = seed.unwrap_or_else(|| now.to_string());
    for promise in ids {
        println!("== {}: {}", promise.id, promise.what);
        prove(promise, promise.tests, (&seconds, &seed), None)?;
        if let Some((mutant, tests)) = promise.mutant {
            println!("== {}: the same with the planted fault {mutant}", promise.id);
            prove(promise, tests, (&seconds, &seed), Some(mutant))?;
        }
    }
    Ok(())
}

fn prove(promise: &Promise, tests: &str, (seconds, seed): (&str, &str), mutant: Option<&str>) -> Result<(), String> {
    let mut command = command::cargo();
    command.args(["test", "--quiet", "--workspace", "--exclude", "ashyq-tests", promise.place]);
    if let Some(mutant) = mutant {
        command.args(["--features", "ashyq-server/mutants"]).env("MUTANT", mutant);
    }
    // One after the other: two measurements at once would disturb each other.
    command.args(["--", "--include-ignored", "--nocapture", "--test-threads=1", tests]);
    command.env("ASHYQ_PROVE_SECONDS", seconds).env("ASHYQ_PROVE_SEED", seed);
    let memory = std::path::Path::new("/dev/shm");
    if std::env::var_os("TMPDIR").is_none() && memory.is_dir() {
        // A disk's own moods are no part of any of these promises.
        command.env("TMPDIR", memory);
    }
    let mut runs = 0;
    let own = format!("{}: ", promise.id);
    let worked = command::watch(&mut command, |line| runs += u32::from(line.starts_with(&own)));
    if worked && runs > 0 { Ok(()) } else { Err(format!("{} is not proved", promise.id)) }
}

fn unknown(id: &str) -> String {
    let known: Vec<&str> = PROMISES.iter().map(|promise| promise.id).collect();
    let what = if id.is_empty() { String::from("which promise?") } else { format!("there is no run for {id:?}:") };
    format!("{what} there are {}; cargo xtask prove ID [--seconds N] [--seed N]", known.join(", "))
}
