//! `ashyq demo`: the main job in one command, on real parts. It checks itself: a step that does not come out as told ends it.
//!
//! 1. `stage` is where it plays: folders, the service in this process, its clock. `network` is the phones' way to it,
//!    `browser` that of everybody who sits before the cabinet.
//! 2. `cast` is who plays: `visitor` with a phone, `owner` before the cabinet; `wall` is what hangs by the doors, `register`
//!    the state's register of businesses, `operator` the service's token and the source of facts.
//! 3. The acts: `applying`, `test_week`, `opening`, `doors`, `at_work`, `offline`, `closing`; then `ledger` reads from the
//!    database what venues know.
//! 4. `narration` has every text in between; `pages` and `board` are what stands on an owner's screen.

mod applying;
mod at_work;
mod authenticator;
mod board;
mod browser;
mod cast;
mod clock;
mod closing;
mod doors;
mod ledger;
mod links;
pub mod narration;
mod network;
mod offline;
mod opening;
mod operator;
mod owner;
mod pages;
mod register;
mod stage;
mod stay;
mod teller;
mod test_week;
mod town;
mod visitor;
mod wall;

use std::time::Duration;

use ashyq_core::{client::ports::Clock as _, moment::Moment, native::SystemClock};
use ashyq_server::application::state::TEST_WEEK;
use serde_json::json;

use self::{
    applying::Offices,
    board::Board,
    cast::{Person, Spot},
    narration::Narration,
    owner::Owner,
    stage::{Folder, Stage},
    teller::Teller,
    town::Town,
};
use crate::{
    args::Demo,
    desk::Desk,
    ending::{Ending, Kind},
};

/// Something that did not come out as told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Untold(String);

impl Untold {
    fn of(what: &str) -> Self {
        Self(what.to_owned())
    }
}

/// How long after the first scan the second comes.
const TWICE: Duration = Duration::from_secs(20);
/// How long the network is cut.
const CUT: Duration = Duration::from_secs(40 * 60);
/// The longest stay, and a little.
const FORGOTTEN: Duration = Duration::from_secs(12 * 3600 + 60);
/// Between two steps of practice.
const A_MOMENT: Duration = Duration::from_secs(2 * 60);
/// How long everything at the doors takes at the most, until the day is closed.
const AT_THE_DOORS: Duration = Duration::from_secs(90 * 60);

/// Runs the demo.
pub(crate) async fn run(desk: &mut Desk, demo: &Demo) -> Result<(), Ending> {
    let language = desk.language();
    let folder = Folder::open(demo.keep.as_deref())
        .map_err(|_| Ending::field(language, "--keep", Narration::RuleKeep.say(language)))?;
    let mut teller = Teller::new(desk);
    let untold = |untold: Untold| Ending {
        kind: Kind::Refused,
        sentence: Narration::NotAsTold.fill(language, &[("step", &untold.0)]),
        key: "demo",
        details: None,
    };
    let stage = Stage::open(folder, behind(SystemClock::new().read().wall)).await.map_err(untold)?;
    let mut played = match play(&stage, &mut teller).await {
        Ok(played) => played,
        Err(error) => {
            stage.close().await;
            return Err(untold(error));
        }
    };
    let mut report = json!({
        "steps": teller.steps(),
        "exchanges": stage.network.exchanges(),
        "venues": played.ledger,
        "service": stage.address,
        "root": stage.root.0,
    });
    if let Some(keep) = &demo.keep {
        report["kept"] = json!(keep);
        teller.say(&Narration::Kept.fill(language, &[("folder", &stage.folder.path().to_string_lossy())]));
    }
    desk.report("demo", report);
    if demo.stay {
        stay::stay(desk, &stage, &mut played).await.map_err(untold)?;
    }
    stage.close().await;
    Ok(())
}

/// How far in the past the demo begins, so that it ends now: the test week, one day at the doors, a forgotten exit.
fn behind(now: Moment) -> Duration {
    let forgotten = FORGOTTEN + AT_THE_DOORS;
    let opens = now.minus(forgotten);
    // The doors open and close on one day of the calendar, whatever the time is.
    let one_day = opens.day() == opens.plus(AT_THE_DOORS).day();
    TEST_WEEK + forgotten + if one_day { Duration::ZERO } else { AT_THE_DOORS }
}

/// What is left when everything was played.
struct Played {
    town: Town,
    owners: Vec<Owner>,
    offices: Offices,
    ledger: serde_json::Value,
}

async fn play(stage: &Stage, teller: &mut Teller<'_>) -> Result<Played, Untold> {
    opening::title(stage, teller);
    let (mut owners, offices) = applying::play(stage, teller).await?;
    let (town, member) = test_week::play(stage, teller, &mut owners).await?;
    let visitors = opening::visitors(stage, teller).await?;
    let grocer = owner::of(&mut owners, Spot::Grocery)?;
    let mut board = Board::open(&mut grocer.browser, town.venue(Spot::Grocery)?.venue).await?;
    let by_iin = doors::online(stage, teller, &town, (&visitors, &member), &mut board).await?;
    doors::not_posters(teller, &town, &visitors).await?;
    offline::play(stage, teller, &town, &visitors).await?;
    closing::play(stage, teller, &town, grocer, &mut board).await?;
    offline::forgotten(stage, teller, visitor::of(&visitors, Person::Saule)?).await?;
    let ledger = ledger::tell(stage, teller, &town, (&visitors, &member, by_iin))?;
    teller.end();
    Ok(Played { town, owners, offices, ledger })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doors_open_and_close_on_one_day_whenever_the_demo_runs() {
        for minute in 0..2 * 24 * 60 {
            let now = Moment(1_795_348_800_000 + minute * 60_000);
            let opens = now.minus(behind(now)).plus(TEST_WEEK);
            assert_eq!(opens.day(), opens.plus(AT_THE_DOORS).day(), "{minute}");
            assert!(now.since(opens) >= FORGOTTEN + AT_THE_DOORS);
        }
    }
}
