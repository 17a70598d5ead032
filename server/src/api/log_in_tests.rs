//! T01, T03 and T05 below HTTP, in bulk: what is judged here is the writer's own transaction.

use ashyq_core::moment::HOUR;

use super::*;
use crate::{
    database::{Row, Value, in_memory},
    prove::{Chance, Run},
};

/// What the promise says; the program's own limits are elsewhere.
const MOST_GUESSES: usize = 5;
const MOST_GUESSES_A_DAY: usize = 50;
const OF_THESE_FOR_STRANGERS: usize = 40;
const MOST_SENDS: [(Duration, usize); 2] = [(Duration::from_mins(10), 3), (DAY, 10)];

const START: Moment = Moment(1_795_348_800_000);
const STRANGERS: usize = 7;
/// The device that is logged in to the account of the number.
const OWNER: usize = STRANGERS;

/// A challenge as those who asked for it know it.
struct Asked {
    id: Id,
    who: usize,
    expires_at: Moment,
    guesses: usize,
    over: bool,
}

/// Some devices that ask for log-in codes of one number and guess them, and what can be seen of it from outside.
struct Attack<'a> {
    sql: &'a mut dyn Sql,
    keys: &'a KeyHolder,
    limits: &'a CodeLimits,
    chance: Chance,
    now: Moment,
    asked: Vec<Asked>,
    sends: Vec<Vec<Moment>>,
    known: [bool; STRANGERS + 1],
    guesses: Vec<Moment>,
    /// The most guesses that were looked at within a day.
    most: usize,
}

fn phone() -> PhoneNumber {
    PhoneNumber::parse("+77051234567").unwrap()
}

fn device(who: usize) -> Device {
    [u8::try_from(who).unwrap() + 1; 32]
}

fn send(keys: &KeyHolder, phone: &PhoneNumber, device: Device, id: Id) -> Send {
    Send { id, device, phone_hash: keys.phone_hash(phone), prefix_hash: prefix_hash(keys, phone) }
}

/// Makes the account of a number, with a device in its place.
fn log_in_once(sql: &mut dyn Sql, keys: &KeyHolder, limits: &CodeLimits, phone: &PhoneNumber, device: Device) {
    let fresh = fresh_challenge(keys, limits, phone, device, Language::Kk);
    let send = send(keys, phone, device, random::bytes());
    let challenge = note_ask(sql, &fresh, &send, limits, START.minus(DAY * 2)).unwrap();
    let guess = Guess {
        challenge: challenge.id,
        device,
        hash: challenge.code_hash,
        id: random::bytes(),
        account: random::bytes(),
        alias: random::bytes(),
    };
    assert!(matches!(
        log_in(sql, &guess, (&random::bytes(), &NewPair::make()), limits, START.minus(DAY * 2)),
        Ok(Ok(_))
    ));
}

impl Attack<'_> {
    fn since(moments: &[Moment], since: Moment) -> usize {
        moments.iter().filter(|at| **at > since).count()
    }

    /// Asks for a code: taken exactly when the device has asked seldom enough.
    fn ask(&mut self, who: usize) -> Result<(), String> {
        let phone = phone();
        let fresh = fresh_challenge(self.keys, self.limits, &phone, device(who), Language::Ru);
        let send = send(self.keys, &phone, device(who), self.chance.bytes());
        let sends = &self.sends[who];
        let too_soon = Self::since(sends, self.now.minus(Duration::from_mins(1))) > 0;
        let used_up = MOST_SENDS.iter().any(|(window, most)| Self::since(sends, self.now.minus(*window)) >= *most);
        match note_ask(self.sql, &fresh, &send, self.limits, self.now) {
            Ok(_) if too_soon || used_up => Err("a code was sent too often".into()),
            Ok(challenge) => {
                self.sends[who].push(self.now);
                note_delivery(self.sql, &send, self.limits, (50_000, 50), self.now)
                    .map_err(|error| error.to_string())?;
                match self.asked.iter_mut().find(|asked| asked.id == challenge.id) {
                    Some(again) => again.expires_at = challenge.expires_at,
                    None => self.asked.push(Asked {
                        id: challenge.id,
                        who,
                        expires_at: challenge.expires_at,
                        guesses: 0,
                        over: false,
                    }),
                }
                Ok(())
            }
            Err(refusal) => match refusal.code() {
                ProblemCode::ResendTooSoon if too_soon => Ok(()),
                ProblemCode::SendsUsedUp if used_up => Ok(()),
                code => Err(format!("a code was refused as {code:?}")),
            },
        }
    }

    /// Guesses: looked at only within every limit, and right exactly when it is.
    fn guess(&mut self, who: usize, at: usize, right: bool) -> Result<(), String> {
        let (id, asked_by, over) = {
            let asked = &self.asked[at];
            (asked.id, asked.who, asked.over || asked.expires_at <= self.now)
        };
        let code = log_in_code(self.keys, &id);
        let code = if right { code } else { format!("{:06}", (code.parse::<u32>().unwrap_or(0) + 1) % 1_000_000) };
        let guess = Guess {
            challenge: id,
            device: device(who),
            hash: self.keys.code_hash(&id, &code),
            id: self.chance.bytes(),
            account: self.chance.bytes(),
            alias: self.chance.bytes(),
        };
        let today = Self::since(&self.guesses, self.now.minus(DAY));
        let most = if self.known[who] { MOST_GUESSES_A_DAY } else { OF_THESE_FOR_STRANGERS };
        let may = who == asked_by && !over && self.asked[at].guesses < MOST_GUESSES && today < most;
        let outcome = log_in(self.sql, &guess, (&self.chance.bytes(), &NewPair::make()), self.limits, self.now);
        if outcome.is_ok() {
            self.guesses.push(self.now);
            self.most = self.most.max(today + 1);
            self.asked[at].guesses += 1;
        }
        match outcome {
            Ok(_) if !may => Err("a guess was looked at beyond a limit".into()),
            Ok(Err(_)) if !right => Ok(()),
            Ok(Ok(_)) if right => {
                self.known[who] = true;
                self.asked.iter_mut().for_each(|asked| asked.over = true);
                Ok(())
            }
            Ok(_) => Err("a guess was judged wrongly".into()),
            Err(refusal) if may => Err(format!("a guess within every limit was refused as {:?}", refusal.code())),
            Err(_) => Ok(()),
        }
    }

    fn run(&mut self) -> Result<(), String> {
        // Each run has habits of its own: from impatient to so patient that days pass, from one device to all of them.
        // A few are long, since a whole day's guesses take hundreds of steps.
        let long = self.chance.below(20) == 0;
        let (devices, steps) =
            (1 + self.chance.below(STRANGERS + 1), if long { 400 } else { 10 + self.chance.below(80) });
        let (asks, waits, rights) = (5 + self.chance.below(40), self.chance.below(30), self.chance.below(4));
        let pauses = [1, 29, 59, 60, 61, 299, 300, 599, 601, 901, 3_600, 7_200, 86_400];
        let patience = 1 + self.chance.below(pauses.len() - usize::from(long));
        for _ in 0..steps {
            let who = if self.chance.below(8) == 0 { OWNER } else { self.chance.below(devices) };
            let what = self.chance.below(100);
            if what < waits {
                let pause = Duration::from_secs(pauses[self.chance.below(patience)]);
                self.now = self.now.plus(pause).plus(Duration::from_millis(self.chance.next() % 2));
            } else if what < waits + asks || self.asked.is_empty() {
                self.ask(who)?;
            } else {
                let at = self.asked.len() - 1 - self.chance.below(self.asked.len().min(6));
                // Mostly the device that asked, as every other is refused before anything else is looked at.
                let who = if self.chance.below(10) == 0 { who } else { self.asked[at].who };
                let right = self.chance.below(100) < rights;
                self.guess(who, at, right)?;
            }
        }
        Ok(())
    }
}

/// Runs attacks until one gets through or the run is over; what got through.
fn attacks(run: &mut Run, limits: &CodeLimits) -> Result<usize, String> {
    let (mut sql, keys) = (in_memory(), KeyHolder::ephemeral(&[7; 32]));
    log_in_once(&mut sql, &keys, limits, &phone(), device(OWNER));
    let mut most_a_day = 0;
    while run.goes_on() {
        let seed = run.seed.wrapping_mul(1_000_003).wrapping_add(run.done());
        sql.execute("begin", &[]).unwrap();
        let mut attack = Attack {
            sql: &mut sql,
            keys: &keys,
            limits,
            chance: Chance::of(seed),
            now: START,
            asked: Vec::new(),
            sends: vec![Vec::new(); STRANGERS + 1],
            known: [false; STRANGERS + 1],
            guesses: Vec::new(),
            most: 0,
        };
        attack.known[OWNER] = true;
        let outcome = attack.run();
        most_a_day = most_a_day.max(attack.most);
        sql.execute("rollback", &[]).unwrap();
        outcome.map_err(|what| format!("{what}, in sequence {} of seed {}", run.done(), run.seed))?;
    }
    Ok(most_a_day)
}

#[test]
fn prove_t01_no_interleaving_of_sends_and_guesses_passes_a_limit() {
    let mut run = Run::of("T01", 2_000, 100_000);
    let most = attacks(&mut run, &CodeLimits::default()).unwrap();
    run.report("sequences without a violation");
    println!("T01: at the most {most} guesses of a phone and day were looked at");
    // Else the sequences would be too tame to say anything.
    assert_eq!(most, MOST_GUESSES_A_DAY);
}

/// The test of the test: limits that are too generous by one are found.
#[test]
fn a_limit_that_is_too_generous_by_one_is_found() {
    let planted: [fn(&mut CodeLimits); 8] = [
        |limits| limits.tries += 1,
        |limits| limits.phone_guesses_day += 1,
        |limits| (limits.phone_guesses_day, limits.phone_guesses_kept) = (51, 11),
        |limits| limits.phone_guesses_kept -= 1,
        |limits| limits.device_sends_short += 1,
        |limits| limits.device_sends_day += 1,
        |limits| limits.resend_after -= Duration::from_secs(1),
        |limits| limits.tries -= 1,
    ];
    for (at, plant) in planted.iter().enumerate() {
        let mut limits = CodeLimits::default();
        plant(&mut limits);
        let mut run = Run::of("T01", 5_000, 5_000);
        let found = attacks(&mut run, &limits);
        assert!(found.is_err(), "planted fault {at} was not found in {} sequences", run.done());
    }
}

#[test]
fn a_guess_is_as_unlikely_as_promised() {
    let limits = CodeLimits::default();
    let codes = 1e6;
    assert!(f64::from(limits.tries) / codes <= 5e-6);
    assert!(f64::from(i32::try_from(limits.phone_guesses_day).unwrap()) / codes <= 5e-5);
    assert!(limits.life <= Duration::from_mins(10), "NIST SP 800-63B section 5.1.3.2");
    assert!((0..limits.phone_guesses_day).contains(&limits.phone_guesses_kept));
    assert!(limits.device_sends_day <= 10 && limits.device_sends_short <= 3 && limits::SHORT * 6 == HOUR);
}

/// T03: each guess is judged by the real check and taken back, which is the same as a challenge without a limit of tries.
#[test]
fn prove_t03_of_all_codes_exactly_one_is_accepted() {
    let (mut sql, keys, limits) = (in_memory(), KeyHolder::ephemeral(&[7; 32]), CodeLimits::default());
    let (phone, asks) = (phone(), device(0));
    let fresh = fresh_challenge(&keys, &limits, &phone, asks, Language::Kk);
    let challenge = note_ask(&mut sql, &fresh, &send(&keys, &phone, asks, [1; 16]), &limits, START).unwrap();
    let right = log_in_code(&keys, &challenge.id);
    let pair = NewPair::make();
    let mut run = Run::of("T03", 1_000_000, 1_000_000);
    let mut accepted = Vec::new();
    sql.execute("begin", &[]).unwrap();
    while run.goes_on() {
        let digits = format!("{:06}", run.done() - 1);
        let guess = Guess {
            challenge: challenge.id,
            device: asks,
            hash: keys.code_hash(&challenge.id, &digits),
            id: [2; 16],
            account: [4; 16],
            alias: [5; 16],
        };
        sql.execute("savepoint guess", &[]).unwrap();
        match log_in(&mut sql, &guess, (&[3; 16], &pair), &limits, START) {
            Ok(Ok(_)) => accepted.push(digits),
            Ok(Err(4)) => {}
            Ok(Err(tries_left)) => panic!("{tries_left} tries left"),
            Err(refusal) => panic!("{refusal:?}"),
        }
        sql.execute("rollback to guess", &[]).unwrap();
        sql.execute("release guess", &[]).unwrap();
    }
    run.report("codes tried");
    assert!(run.done() < 1_000_000 || accepted == [right]);
}

/// Notes what is asked of the database.
struct Noting<S>(S, Vec<(&'static str, usize)>);

impl<S: Sql> Sql for Noting<S> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<usize, DatabaseError> {
        let changed = self.0.execute(sql, params)?;
        self.1.push((sql, changed));
        Ok(changed)
    }

    fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let rows = self.0.rows(sql, params)?;
        self.1.push((sql, rows.len()));
        Ok(rows)
    }

    fn changes(&mut self, id: [u8; 16]) {
        self.0.changes(id);
    }
}

/// T05: what the reply waits for is the same work for every number, statement by statement and row by row.
#[test]
fn asking_for_a_code_is_the_same_work_for_new_known_and_blocked_numbers() {
    let (keys, limits) = (KeyHolder::ephemeral(&[7; 32]), CodeLimits::default());
    let mut sql = Noting(in_memory(), Vec::new());
    let number = |text: &str| PhoneNumber::parse(text).unwrap();
    let (new, known, blocked) = (number("+77011111111"), number("+77022222222"), number("+77053333333"));
    log_in_once(&mut sql, &keys, &limits, &known, [200; 32]);
    for stranger in 0..30_u8 {
        let send = send(&keys, &blocked, [100 + stranger; 32], random::bytes());
        let fresh = fresh_challenge(&keys, &limits, &blocked, send.device, Language::En);
        note_ask(&mut sql, &fresh, &send, &limits, START).unwrap();
        note_delivery(&mut sql, &send, &limits, (50_000, 50), START).unwrap();
    }
    let mut works = Vec::new();
    for (who, phone) in [&new, &known, &blocked].into_iter().enumerate() {
        let send = send(&keys, phone, device(who), random::bytes());
        let fresh = fresh_challenge(&keys, &limits, phone, send.device, Language::En);
        sql.1.clear();
        note_ask(&mut sql, &fresh, &send, &limits, START).unwrap();
        works.push(std::mem::take(&mut sql.1));
        let handed_over = note_delivery(&mut sql, &send, &limits, (50_000, 50), START).unwrap();
        assert_eq!(handed_over, who != 2, "the third number is one that gets no SMS now");
    }
    assert!(works[0].len() >= 5, "{works:?}");
    assert_eq!(works[0], works[1]);
    assert_eq!(works[0], works[2]);
    // The test of the test: what looks at the account first is not the same work.
    sql.1.clear();
    is_known(&mut sql, &keys.phone_hash(&new), &device(0)).unwrap();
    let of_new = std::mem::take(&mut sql.1);
    is_known(&mut sql, &keys.phone_hash(&known), &device(0)).unwrap();
    assert_ne!(of_new, sql.1);
}
