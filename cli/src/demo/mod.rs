//! `ashyq demo`: the main job in one command, on real parts. It checks itself: a step that does not come out as told ends it.
//!
//! 1. `stage` is where it plays: folders, the service in this process, its clock; `network` is the phones' way to it.
//! 2. `cast` is who plays; `wall` is what hangs by the doors; `operator` makes venues live and sends facts.
//! 3. `opening`, `doors` and `offline` are the acts; `ledger` reads from the database what venues know; `narration` has
//!    every text in between.

mod cast;
mod clock;
mod doors;
mod ledger;
pub mod narration;
mod network;
mod offline;
mod opening;
mod operator;
mod stage;
mod stay;
mod teller;
mod wall;

use std::time::Duration;

use serde_json::json;

use self::{
    cast::{A_WHILE, Person, Visitor},
    narration::Narration,
    opening::Town,
    stage::{Folder, Stage},
    teller::Teller,
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
    let stage = Stage::open(folder, TWICE + A_WHILE + CUT + FORGOTTEN).await.map_err(untold)?;
    let played = play(&stage, &mut teller).await;
    let town = match played {
        Ok(town) => town,
        Err(error) => {
            stage.close().await;
            return Err(untold(error));
        }
    };
    let mut report = json!({
        "steps": teller.steps(),
        "exchanges": stage.network.exchanges(),
        "venues": town.ledger,
        "service": stage.address,
        "root": stage.root.0,
    });
    if let Some(keep) = &demo.keep {
        report["kept"] = json!(keep);
        teller.say(&Narration::Kept.fill(language, &[("folder", &stage.folder.path().to_string_lossy())]));
    }
    desk.report("demo", report);
    if demo.stay {
        stay::stay(desk, &stage, &town.town).await.map_err(untold)?;
    }
    stage.close().await;
    Ok(())
}

/// What is left when everything was played.
struct Played {
    town: Town,
    ledger: serde_json::Value,
}

async fn play(stage: &Stage, teller: &mut Teller<'_>) -> Result<Played, Untold> {
    let town = opening::venues(stage, teller).await?;
    let visitors = opening::visitors(stage, teller).await?;
    doors::online(stage, teller, &town, &visitors).await?;
    doors::not_posters(teller, &town, &visitors).await?;
    offline::play(stage, teller, &town, &visitors).await?;
    offline::forgotten(stage, teller, of(&visitors, Person::Saule)?).await?;
    teller.told(stage.clock.is_now(), "a clock that ends now")?;
    let ledger = ledger::tell(stage, teller, &town, &visitors)?;
    teller.end();
    Ok(Played { town, ledger })
}

/// The phone of a person.
fn of(visitors: &[Visitor], person: Person) -> Result<&Visitor, Untold> {
    visitors.iter().find(|visitor| visitor.person == person).ok_or_else(|| Untold::of(person.slug()))
}
