//! Who plays: five visitors that nobody is, and four venues that are nowhere.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    client::{
        self, Config, Session, Start,
        memory::MemoryVault,
        ports::{Ports, Vault},
    },
    decision::Region,
    id::Entrance,
    moment::{HOUR, Moment},
    native::{DiskJournal, HttpTransport, SystemRandom, VaultKey},
    phone::Phone,
    place::Place,
    status::Colour,
    wire::Binding,
    words::Language,
};
use ashyq_server::{
    api::facts::{Known, NewFact},
    application::form::{ClaimedNumber, NewApplication},
};

use super::{Untold, narration::Narration, network::Line, stage::Stage};
use crate::phone::APP_VERSION;

/// A visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    /// Green.
    Aigerim,
    /// Blue.
    Daniyar,
    /// Yellow, near home.
    Saule,
    /// Yellow, too far from home.
    Marat,
    /// Red.
    Timur,
}

impl Person {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [Self::Aigerim, Self::Daniyar, Self::Saule, Self::Marat, Self::Timur];

    /// The name.
    pub(super) fn name(self, language: Language) -> &'static str {
        match self {
            Self::Aigerim => Narration::Aigerim,
            Self::Daniyar => Narration::Daniyar,
            Self::Saule => Narration::Saule,
            Self::Marat => Narration::Marat,
            Self::Timur => Narration::Timur,
        }
        .say(language)
    }

    /// The name in file names.
    pub(super) fn slug(self) -> &'static str {
        ["aigerim", "daniyar", "saule", "marat", "timur"][self as usize]
    }

    /// The phone number.
    pub(super) fn number(self) -> String {
        format!("+7705000000{}", self as usize + 1)
    }

    /// The IIN: right by its check digit, and nobody's.
    pub(super) fn iin(self) -> &'static str {
        ["000101900017", "000101900087", "000101900156", "000101900225", "000101900295"][self as usize]
    }

    /// The colour that follows from the facts.
    pub(super) fn colour(self) -> Colour {
        match self {
            Self::Aigerim => Colour::Green,
            Self::Daniyar => Colour::Blue,
            Self::Saule | Self::Marat => Colour::Yellow,
            Self::Timur => Colour::Red,
        }
    }

    /// What the health authority knows; nothing about the blue one.
    pub(super) fn fact(self, now: Moment) -> Option<NewFact> {
        let isolated = |latitude, longitude| {
            Some(Known::Contact { ordered_at: now.minus(HOUR * 24), isolation_place: place(latitude, longitude) })
        };
        let fact = match self {
            // Sampled so that the end comes within the day that a timetable covers.
            Self::Aigerim => Some(Known::PcrNegative { sampled_at: now.minus(HOUR * 50) }),
            Self::Daniyar => None,
            // 160 m from the grocery.
            Self::Saule => isolated(43.2390, 76.9460),
            // Across the city.
            Self::Marat => isolated(43.2220, 76.8510),
            Self::Timur => Some(Known::PcrPositive { sampled_at: now.minus(HOUR * 30) }),
        };
        fact.map(|fact| NewFact { id: self.slug().into(), version: 1, iin: Some(self.iin().into()), fact })
    }
}

/// A venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A grocery.
    Grocery,
    /// A café.
    Cafe,
    /// A cinema.
    Cinema,
    /// A sanatorium.
    Sanatorium,
}

impl Spot {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Grocery, Self::Cafe, Self::Cinema, Self::Sanatorium];

    /// The name, as it stands on the poster.
    pub(super) fn name(self) -> &'static str {
        ["Достар дүкені", "Самал кафесі", "Арман кинотеатры", "Тау шипажайы"][self as usize]
    }

    /// The name in file names.
    pub(super) fn slug(self) -> &'static str {
        ["grocery", "cafe", "cinema", "sanatorium"][self as usize]
    }

    /// What the business enters.
    pub(super) fn application(self) -> NewApplication {
        let (bin, oked, address, at) = match self {
            Self::Grocery => ("000140000019", "47.11", "Алматы, Достық даңғылы, 12", (43.2400, 76.9474)),
            Self::Cafe => ("000140000029", "56.10", "Алматы, Абай даңғылы, 50", (43.2401, 76.9271)),
            Self::Cinema => ("000140000039", "59.14", "Алматы, Достық даңғылы, 104", (43.2350, 76.9570)),
            Self::Sanatorium => ("000140000049", "86.90", "Алматы, Кеңсай көшесі, 3", (43.2100, 77.0100)),
        };
        NewApplication {
            number: ClaimedNumber::Bin(fitting(bin)),
            name: self.name().into(),
            address: address.into(),
            place: place(at.0, at.1),
            region: Region::ALMATY,
            oked: oked.into(),
            contact_phone: format!("+7777000000{}", self as usize + 1),
            entrances: Entrance::FIRST,
            association: None,
        }
    }
}

/// A number with the check digit that fits.
fn fitting(number: &str) -> String {
    let digits = |last: u8| format!("{}{last}", &number[..11]);
    let fits = |candidate: &String| ashyq_core::bin::Bin::parse(candidate).is_ok();
    (0..10).map(digits).find(fits).unwrap_or_else(|| number.to_owned())
}

fn place(latitude: f64, longitude: f64) -> Place {
    Place::parse(latitude, longitude).unwrap_or_else(|_| unreachable!("the demo's places are on Earth"))
}

/// A visitor with a phone in hand.
pub(super) struct Visitor {
    /// Who.
    pub(super) person: Person,
    /// The app.
    pub(super) session: Session,
}

impl Visitor {
    /// Logs in and enters the IIN.
    pub(super) async fn log_in(stage: &Stage, person: Person, language: Language) -> Result<Self, Untold> {
        let untold = |what: &str| Untold::of(&format!("{}: {what}", person.slug()));
        let http = HttpTransport::new(&stage.address).map_err(|error| untold(&error.to_string()))?;
        let vault: Arc<dyn Vault> = Arc::new(MemoryVault::default());
        let key = VaultKey::open(&vault, &SystemRandom).map_err(|error| untold(&error.to_string()))?;
        let journal =
            DiskJournal::open(&stage.folder.phone(person.slug())).map_err(|error| untold(&error.to_string()))?;
        let ports = Ports {
            transport: Arc::new(Line::new(http, &stage.network, person.slug())),
            vault,
            journal: Arc::new(journal),
            clock: stage.clock.clone(),
            device_key: Arc::new(key),
            random: Arc::new(SystemRandom),
        };
        let config = Config { root: stage.root, app_version: APP_VERSION };
        let Start::LogIn(log_in) = client::open(config, ports).map_err(|error| untold(&error.to_string()))? else {
            return Err(untold("a phone on which nobody is logged in"));
        };
        let said = |error: client::ClientError| untold(&error.refusal().say(language));
        let challenge = log_in.ask(&person.number(), language).await.map_err(said)?;
        let phone = Phone::parse(&person.number()).map_err(|_| untold("the number"))?;
        let log_in_code = stage.log_in_code(&phone).await.ok_or_else(|| untold("an SMS"))?;
        let session = challenge.answer(&log_in_code).await.map_err(said)?;
        let binding = session.bind_iin(person.iin()).await.map_err(said)?;
        if !matches!(binding, Binding::Bound { .. }) {
            return Err(untold("an IIN that is bound at once"));
        }
        Ok(Self { person, session })
    }

    /// The name.
    pub(super) fn name(&self, language: Language) -> &'static str {
        self.person.name(language)
    }
}

/// How long after its entry a scan means leaving; the demo waits longer.
pub(super) const A_WHILE: Duration = Duration::from_secs(25 * 60);

#[cfg(test)]
mod tests {
    use ashyq_core::{
        bin::Bin,
        iin::Iin,
        oked::{Oked, OkedTable},
        poster,
    };

    use super::*;

    #[test]
    fn the_cast_has_numbers_that_are_right() {
        for person in Person::ALL {
            assert!(Iin::parse(person.iin()).is_ok(), "{person:?}");
            assert!(Phone::parse(&person.number()).is_ok(), "{person:?}");
        }
        for spot in Spot::ALL {
            let application = spot.application();
            assert!(matches!(&application.number, ClaimedNumber::Bin(bin) if Bin::parse(bin).is_ok()), "{spot:?}");
            assert!(poster::is_name(&application.name), "{spot:?}");
            assert!(OkedTable::version_1().row(&Oked::parse(&application.oked).unwrap()).is_some(), "{spot:?}");
        }
    }

    #[test]
    fn one_contact_lives_near_the_grocery_and_one_does_not() {
        let grocery = Spot::Grocery.application().place;
        let metres = |person: Person| match person.fact(Moment(0)).map(|fact| fact.fact) {
            Some(Known::Contact { isolation_place, .. }) => isolation_place.distance_m(grocery),
            _ => f64::NAN,
        };
        assert!(metres(Person::Saule) < 400.0 && metres(Person::Marat) > 2000.0);
    }
}
