//! Every refusal that a person may read, reached on a phone through the real client and the real service, in three
//! languages. A new refusal fails here until somebody has reached it, or has said who else says it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a story fails")]
#![allow(clippy::similar_names, reason = "the word and the world are what these stories are about")]

#[path = "refusals/staff.rs"]
mod staff;

use std::{collections::BTreeSet, path::Path, sync::Arc, time::Duration};

use ashyq_core::{
    client::{
        self, ClientError, Refusal, Session,
        memory::Memory,
        ports::{JournalError, Ports, Vault, VaultError},
    },
    poster::PREFIX,
    secret::Secret,
    visit::Learnt,
    wire::{Binding, NoticeKind},
    words::{Language, Word},
};
use ashyq_server::limits;
use ashyq_tests::{Fault, HOME, Visitor, World, iin};
use axum::body::Body;
use futures_util::FutureExt as _;
use serde_json::json;
use tower::ServiceExt as _;

const MINUTE: Duration = Duration::from_secs(60);

/// Who else says a refusal. Nothing of the visitor's client or the terminal app may name these words.
fn said_elsewhere(word: Word) -> Option<&'static str> {
    match word {
        Word::ClockUncertain => Some("staff"),
        Word::VenueNotInTest
        | Word::BoardsUsedUp
        | Word::FieldTooLong
        | Word::BodyTooLarge
        | Word::BodyNotJson
        | Word::NotFound => Some("the cabinet"),
        _ => None,
    }
}

/// What only the terminal's own pages say; `terminal.rs` reaches them with the shipped program.
const OF_THE_TERMINAL: [Word; 7] = [
    Word::PosterToBeChecked,
    Word::PosterUnverified,
    Word::JournalDamaged,
    Word::PictureTooLarge,
    Word::PictureUnreadable,
    Word::FieldMissing,
    Word::FieldInvalid,
];

/// What cannot happen on a desk, and why.
fn cannot_happen_here(word: Word) -> Option<&'static str> {
    match word {
        Word::FrameInvalid => {
            Some("pictures of a desk always have the measures of their bytes; a phone's frames may not")
        }
        Word::PosterNotValidYet => {
            Some("a poster is a week old when its venue goes live; the client's own tests reach it")
        }
        Word::VisitTooOld => Some("the client drops such a visit and tells how many (VisitsDropped), see offline.rs"),
        _ => None,
    }
}

fn refused<T>(outcome: Result<T, ClientError>) -> Refusal {
    match outcome {
        Ok(_) => panic!("nothing was refused"),
        Err(error) => error.refusal(),
    }
}

/// Two phones want one IIN, and the one that holds it objected.
async fn objected(world: &World) -> (Session, Session) {
    let (_, holder) = world.bound(1).await;
    let claimant = world.log_in(&world.visitor(2)).await;
    assert!(matches!(claimant.bind_iin(&iin(1)).await, Ok(Binding::Waiting { .. })));
    let told = holder.notices().await.unwrap().notices.remove(0);
    assert_eq!(told.kind, NoticeKind::IinClaimed);
    holder.answer_notice(told.id, false).await.unwrap();
    claimant.refresh().await.unwrap();
    (holder, claimant)
}

/// A second phone of the same account.
async fn second_phone(world: &World) -> (Session, Session) {
    let (_, first) = world.bound(1).await;
    let mut second = world.visitor(2);
    second.number = world.visitor(1).number;
    world.pass(MINUTE, &[&second]);
    (first, world.log_in(&second).await)
}

async fn log_in(word: Word) -> Refusal {
    let world = World::new();
    let visitor = world.visitor(1);
    let stage = visitor.log_in_stage();
    let ask = async |number: &str| stage.ask(number, Language::Kk).await;
    match word {
        Word::PhoneNotAMobile => refused(ask("+7 727 250 47 11").await),
        Word::ResendTooSoon => refused(ask(&visitor.number).await.unwrap().resend().await),
        Word::SendsUsedUp => {
            for number in ["+77011111111", "+77022222222", "+77053333333"] {
                ask(number).await.unwrap();
            }
            refused(ask("+77074444444").await)
        }
        Word::RateLimited => {
            for seed in 2..62 {
                let other = world.visitor(seed);
                other.log_in_stage().ask(&other.number, Language::Kk).await.unwrap();
            }
            refused(ask(&visitor.number).await)
        }
        _ => {
            let challenge = ask(&visitor.number).await.unwrap();
            world.service.settled().await;
            let right = world.log_in_code(&visitor.number);
            let wrong = format!("{:06}", (right.parse::<u32>().unwrap() + 1) % 1_000_000);
            match word {
                Word::LogInCodeNotSixDigits => refused(challenge.answer("4711").await),
                Word::LogInCodeWrong => refused(challenge.answer(&wrong).await),
                Word::LogInCodeExpired => {
                    world.pass(MINUTE * 5, &[&visitor]);
                    refused(challenge.answer(&right).await)
                }
                Word::LogInCodeTriesUsedUp => {
                    for _ in 0..5 {
                        refused(challenge.answer(&wrong).await);
                    }
                    refused(challenge.answer(&right).await)
                }
                other => unreachable!("{other:?}"),
            }
        }
    }
}

async fn whose(word: Word) -> Refusal {
    let world = World::new();
    let poster = world.grocery().await;
    let enter = async |session: &Session| {
        let confirmed = session.confirm(&poster).await.unwrap();
        refused(session.enter(&confirmed).await)
    };
    match word {
        Word::IinNotTwelveDigits => refused(world.log_in(&world.visitor(1)).await.bind_iin("4711").await),
        Word::IinCheckDigit => refused(world.log_in(&world.visitor(1)).await.bind_iin("900101300018").await),
        Word::IinOfPractice => {
            let practice = ashyq_core::practice::PracticePerson::Red.iin();
            refused(world.log_in(&world.visitor(1)).await.bind_iin(practice).await)
        }
        Word::IinNotBound => enter(&world.log_in(&world.visitor(1)).await).await,
        Word::IinChangesUsedUp => {
            let (_, session) = world.bound(1).await;
            session.bind_iin(&iin(2)).await.unwrap();
            refused(session.bind_iin(&iin(3)).await)
        }
        Word::IinWaits => {
            let _holder = world.bound(1).await;
            let claimant = world.log_in(&world.visitor(2)).await;
            claimant.bind_iin(&iin(1)).await.unwrap();
            enter(&claimant).await
        }
        Word::ClaimObjected => enter(&objected(&world).await.1).await,
        Word::NoticeAnswered => {
            let (holder, _) = objected(&world).await;
            let told = holder.notices().await.unwrap().notices.remove(0);
            refused(holder.answer_notice(told.id, true).await)
        }
        Word::DeviceWaits => refused(second_phone(&world).await.1.notices().await),
        Word::ClaimWithOperator => {
            let (first, second) = second_phone(&world).await;
            let told = first.notices().await.unwrap().notices.remove(0);
            first.answer_notice(told.id, false).await.unwrap();
            refused(second.notices().await)
        }
        Word::NotAllowed => {
            let (first, second) = second_phone(&world).await;
            let told = first.notices().await.unwrap().notices.remove(0);
            first.answer_notice(told.id, true).await.unwrap();
            second.notices().await.unwrap();
            refused(first.notices().await)
        }
        Word::SessionEnded => {
            let (visitor, session) = world.bound(1).await;
            visitor.session().log_out(true).await.unwrap();
            refused(session.notices().await)
        }
        other => unreachable!("{other:?}"),
    }
}

async fn service(word: Word) -> Refusal {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    match word {
        Word::NoNetwork => visitor.weather.cut(true),
        Word::NotOurService => visitor.weather.always(Fault::Portal),
        Word::ServiceFault => {
            let behind = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
            behind.execute_batch("alter table notice rename to notice_gone").unwrap();
        }
        Word::ServiceBusy => {
            // All that may be waited for are requests whose bodies never end.
            let router = world.service.router();
            let request = || {
                let endless = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
                http::Request::post("/v1/log-in").body(Body::from_stream(endless)).unwrap()
            };
            let mut held: Vec<_> =
                (0..limits::MOST_BODIES).map(|_| Box::pin(router.clone().oneshot(request()))).collect();
            assert!(held.iter_mut().all(|request| request.as_mut().now_or_never().is_none()));
            return refused(session.log_out(true).await);
        }
        other => unreachable!("{other:?}"),
    }
    refused(session.notices().await)
}

/// The poster's text with another byte at a place.
fn changed(poster: &str, at: usize) -> String {
    let mut bytes = data_encoding::BASE32_NOPAD.decode(&poster.as_bytes()[PREFIX.len()..]).unwrap();
    let at = at.min(bytes.len() - 1);
    bytes[at] ^= 3;
    format!("{PREFIX}{}", data_encoding::BASE32_NOPAD.encode(&bytes))
}

async fn door(word: Word) -> Refusal {
    let world = World::with(|options| {
        if word == Word::PosterExpired {
            options.poster_validity = Duration::from_secs(1800);
        }
    });
    let (visitor, session) = world.bound(1).await;
    let mut poster = world.grocery().await;
    let venue = async |decision: &str| {
        let signed = ashyq_core::poster::SignedPoster::parse(&poster).unwrap();
        let path = format!("/v1/operator/venues/{}", signed.poster.venue);
        world.operate("POST", &path, &json!({ "decision": decision, "reason": "colours_ignored" })).await;
        session.refresh().await.unwrap();
    };
    match word {
        Word::PosterForged => poster = changed(&poster, usize::MAX),
        Word::PosterOfAnotherVersion => poster = changed(&poster, 0),
        Word::PosterUnknown => poster = "0000-0000".into(),
        Word::TypedCodeWrong => poster = "0000-0001".into(),
        Word::PosterRevoked => {
            let number = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number;
            let path = format!("/v1/operator/posters/{number}/revoke");
            world.operate("POST", &path, &serde_json::Value::Null).await;
            session.refresh().await.unwrap();
        }
        Word::PosterExpired => world.pass(Duration::from_secs(1800), &[&visitor]),
        Word::PosterNotValidYet => {
            // The service's clock goes on alone: to the phone, whose clock is sure, the new poster is of the future.
            world.pass(Duration::from_secs(3600), &[]);
            poster = world.venue("Дүкен Алма 2", "47.11", HOME, 1).await.remove(0);
        }
        Word::VenueSuspended => venue("suspend").await,
        Word::VenueRevoked => venue("revoke").await,
        Word::DecisionsUsedUp => {
            world.make(1, "yellow").await;
            for number in 2..=6 {
                visitor.enter(&session, &poster).await.unwrap();
                poster = world.venue(&format!("Дүкен {number}"), "47.11", HOME, 1).await.remove(0);
            }
            let before = session.visits().unwrap().len();
            let refusal = refused(visitor.enter(&session, &poster).await);
            assert_eq!(session.visits().unwrap().len(), before, "a refusal leaves nothing behind");
            return refusal;
        }
        other => unreachable!("{other:?}"),
    }
    refused(session.confirm(&poster).await)
}

/// A desk without a secure store.
struct NoVault;

impl Vault for NoVault {
    fn get(&self, _: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError> {
        Err(VaultError::Missing)
    }
    fn set(&self, _: &str, _: &Secret<Vec<u8>>) -> Result<(), VaultError> {
        Err(VaultError::Missing)
    }
    fn delete(&self, _: &str) -> Result<(), VaultError> {
        Err(VaultError::Missing)
    }
}

async fn phone(word: Word) -> Refusal {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    let failing = |with: JournalError| {
        visitor.phone.journal.fail(Some(with));
        refused(session.leave(Learnt::Button))
    };
    match word {
        Word::VaultMissing => {
            let ports = Ports { vault: Arc::new(NoVault), ..Memory::new(9).ports() };
            let opened = client::open(client::Config { root: world.root, app_version: 1 }, ports);
            ClientError::from(opened.err().unwrap()).refusal()
        }
        Word::VaultLocked => {
            visitor.phone.vault.lock(true);
            refused(session.bind_iin(&iin(1)).await)
        }
        Word::NotInside => refused(session.leave(Learnt::Button)),
        Word::StorageFull | Word::PhoneBusy | Word::UpdateNeeded => {
            visitor.enter(&session, &poster).await.unwrap();
            failing(match word {
                Word::StorageFull => JournalError::Full,
                Word::PhoneBusy => JournalError::Busy,
                _ => JournalError::Newer,
            })
        }
        Word::DeleteHasUnsent => {
            visitor.weather.cut(true);
            visitor.enter(&session, &poster).await.unwrap();
            refused(session.delete_my_data(false).await)
        }
        Word::OutboxFull => full_outbox(&world, &visitor, &session, &poster).await,
        other => unreachable!("{other:?}"),
    }
}

/// Ten thousand visits without the network, from one door to the other and back.
async fn full_outbox(world: &World, visitor: &Visitor, session: &Session, poster: &str) -> Refusal {
    let other = world.venue("Дүкен Алма 2", "47.11", HOME, 1).await.remove(0);
    visitor.weather.cut(true);
    let doors = [session.confirm(poster).await.unwrap(), session.confirm(&other).await.unwrap()];
    for number in 0..10_000 {
        session.enter(&doors[number % 2]).await.unwrap();
    }
    let refusal = refused(session.enter(&doors[0]).await);
    // Leaving is never refused.
    session.leave(Learnt::Button).unwrap();
    refusal
}

async fn provoke(word: Word) -> Refusal {
    match word {
        Word::PhoneNotAMobile
        | Word::ResendTooSoon
        | Word::SendsUsedUp
        | Word::RateLimited
        | Word::LogInCodeNotSixDigits
        | Word::LogInCodeWrong
        | Word::LogInCodeExpired
        | Word::LogInCodeTriesUsedUp => log_in(word).await,
        Word::IinNotTwelveDigits
        | Word::IinCheckDigit
        | Word::IinOfPractice
        | Word::IinNotBound
        | Word::IinChangesUsedUp
        | Word::IinWaits
        | Word::ClaimObjected
        | Word::ClaimWithOperator
        | Word::NoticeAnswered
        | Word::DeviceWaits
        | Word::NotAllowed
        | Word::SessionEnded => whose(word).await,
        Word::NoNetwork | Word::NotOurService | Word::ServiceFault | Word::ServiceBusy => service(word).await,
        Word::PosterForged
        | Word::PosterOfAnotherVersion
        | Word::PosterUnknown
        | Word::TypedCodeWrong
        | Word::PosterRevoked
        | Word::PosterExpired
        | Word::PosterNotValidYet
        | Word::VenueSuspended
        | Word::VenueRevoked
        | Word::DecisionsUsedUp => door(word).await,
        Word::VaultMissing
        | Word::VaultLocked
        | Word::NotInside
        | Word::StorageFull
        | Word::PhoneBusy
        | Word::UpdateNeeded
        | Word::DeleteHasUnsent
        | Word::OutboxFull => phone(word).await,
        Word::IinNotTheSameTwice
        | Word::RoleNotAccepted
        | Word::ShiftNotOpen
        | Word::RoleGone
        | Word::CheckClockUncertain
        | Word::CheckVenueClosed
        | Word::PassForged
        | Word::PassExpired
        | Word::PassOfAnotherVenue
        | Word::PassOldSlot
        | Word::PassSeen
        | Word::PassKeyUnknown => staff::provoke(word).await,
        new => panic!("{new:?} is a refusal that nobody has reached: provoke it here, or say who else says it"),
    }
}

#[tokio::test]
async fn every_refusal_is_reached_on_a_phone_in_three_languages() {
    let refusals = Word::ALL.iter().copied().filter(|word| word.subject() == "refusal");
    let here = |word: &Word| {
        said_elsewhere(*word).is_none() && cannot_happen_here(*word).is_none() && !OF_THE_TERMINAL.contains(word)
    };
    let mut reached = 0;
    for word in refusals.filter(here) {
        let refusal = provoke(word).await;
        assert_eq!(refusal.word, word, "{}", refusal.say(Language::En));
        let sentences = Language::ALL.map(|language| refusal.say(language));
        assert_eq!(sentences.iter().collect::<BTreeSet<_>>().len(), 3, "{sentences:?}");
        assert!(sentences.iter().all(|sentence| sentence.len() > 10 && !sentence.contains('{')), "{sentences:?}");
        reached += 1;
    }
    println!("{reached} refusals");
    assert!(reached > 40);
}

/// What others are said to say is said by nobody here: a word that the client or the terminal begins to use must be reached.
#[test]
fn what_is_said_elsewhere_is_not_said_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("core/src/client"), root.join("cli/src")];
    let mut source = String::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                source += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    let named = |word: Word| {
        let name = format!("Word::{word:?}");
        source
            .match_indices(&name)
            .any(|(at, _)| !source[at + name.len()..].starts_with(|after: char| after.is_alphanumeric()))
    };
    assert!(named(Word::NoNetwork) && named(Word::PosterForged), "the sources are where they are looked for");
    for word in Word::ALL.iter().filter(|word| word.subject() == "refusal") {
        let elsewhere = said_elsewhere(*word);
        assert!(elsewhere.is_none() || !named(*word), "{word:?} is said here too, not only by {}", elsewhere.unwrap());
    }
}
