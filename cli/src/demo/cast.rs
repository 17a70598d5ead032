//! Who plays: people that nobody is, and four venues that are nowhere.

use std::time::Duration;

use ashyq_core::{
    decision::Region,
    id::Entrance,
    moment::{HOUR, Moment},
    place::Place,
    status::Colour,
    words::Language,
};
use ashyq_server::{
    api::facts::{Known, NewFact},
    application::form::{ClaimedNumber, NewApplication},
};

use super::narration::Narration;

/// A person.
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
    /// Staff.
    Yerlan,
    /// Blue, without a smartphone.
    Bibigul,
}

impl Person {
    /// All of them.
    pub(super) const ALL: [Self; 7] =
        [Self::Aigerim, Self::Daniyar, Self::Saule, Self::Marat, Self::Timur, Self::Yerlan, Self::Bibigul];
    /// Those who come with a phone.
    pub(super) const VISITORS: [Self; 5] = [Self::Aigerim, Self::Daniyar, Self::Saule, Self::Marat, Self::Timur];

    /// The name.
    pub(super) fn name(self, language: Language) -> &'static str {
        match self {
            Self::Aigerim => Narration::Aigerim,
            Self::Daniyar => Narration::Daniyar,
            Self::Saule => Narration::Saule,
            Self::Marat => Narration::Marat,
            Self::Timur => Narration::Timur,
            Self::Yerlan => Narration::Yerlan,
            Self::Bibigul => Narration::Bibigul,
        }
        .say(language)
    }

    /// The name in file names.
    pub(super) fn slug(self) -> &'static str {
        ["aigerim", "daniyar", "saule", "marat", "timur", "yerlan", "bibigul"][self as usize]
    }

    /// The phone number.
    pub(super) fn number(self) -> String {
        format!("+7705000000{}", self as usize + 1)
    }

    /// The IIN: right by its check digit, and nobody's.
    pub(super) fn iin(self) -> &'static str {
        ["000101900017", "000101900087", "000101900156", "000101900225", "000101900295", "000101900433", "000101900502"]
            [self as usize]
    }

    /// The colour that follows from the facts.
    pub(super) fn colour(self) -> Colour {
        match self {
            Self::Aigerim => Colour::Green,
            Self::Daniyar | Self::Yerlan | Self::Bibigul => Colour::Blue,
            Self::Saule | Self::Marat => Colour::Yellow,
            Self::Timur => Colour::Red,
        }
    }

    /// What the health authority knows; nothing about the blue ones.
    pub(super) fn fact(self, now: Moment) -> Option<NewFact> {
        let isolated = |latitude, longitude| {
            Some(Known::Contact { ordered_at: now.minus(HOUR * 24), isolation_place: place(latitude, longitude) })
        };
        let fact = match self {
            // Sampled so that the end comes within the day that a timetable covers.
            Self::Aigerim => Some(Known::PcrNegative { sampled_at: now.minus(HOUR * 50) }),
            Self::Daniyar | Self::Yerlan | Self::Bibigul => None,
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

    /// The business's number.
    pub(super) fn bin(self) -> &'static str {
        ["000140000012", "000140000022", "000140000032", "000140000042"][self as usize]
    }

    /// The activity.
    pub(super) fn oked(self) -> &'static str {
        ["47.11", "56.10", "59.14", "86.90"][self as usize]
    }

    /// The owner's phone number.
    pub(super) fn owner(self) -> String {
        format!("+7777000000{}", self as usize + 1)
    }

    /// The association through which it goes: its name, and its member's phone number.
    pub(super) fn association(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Grocery | Self::Sanatorium => None,
            Self::Cafe => Some(("Қоғамдық тамақтану қауымдастығы", "+77770000021")),
            Self::Cinema => Some(("Кинотеатрлар қауымдастығы", "+77770000022")),
        }
    }

    /// What the business enters.
    pub(super) fn application(self) -> NewApplication {
        let (address, at) = match self {
            Self::Grocery => ("Алматы, Достық даңғылы, 12", (43.2400, 76.9474)),
            Self::Cafe => ("Алматы, Абай даңғылы, 50", (43.2401, 76.9271)),
            Self::Cinema => ("Алматы, Достық даңғылы, 104", (43.2350, 76.9570)),
            Self::Sanatorium => ("Алматы, Кеңсай көшесі, 3", (43.2100, 77.0100)),
        };
        NewApplication {
            number: ClaimedNumber::Bin(self.bin().into()),
            name: self.name().into(),
            address: address.into(),
            place: place(at.0, at.1),
            region: Region::ALMATY,
            oked: self.oked().into(),
            contact_phone: self.owner(),
            entrances: Entrance::FIRST,
            association: None,
        }
    }
}

/// The operator's phone number.
pub(super) const OPERATOR: &str = "+77770000011";
/// The number of a car repair shop, which is a business and gets no poster.
pub(super) const CAR_REPAIR_BIN: &str = "000140000052";

/// A car repair shop's application: its activity is not in the table.
pub(super) fn car_repair() -> NewApplication {
    NewApplication {
        number: ClaimedNumber::Bin(CAR_REPAIR_BIN.into()),
        name: "Темір тұлпар".into(),
        address: "Алматы, Рысқұлов даңғылы, 7".into(),
        place: place(43.2700, 76.9000),
        oked: "45.20".into(),
        contact_phone: "+77770000005".into(),
        ..Spot::Grocery.application()
    }
}

/// A person's application under an IIN that no register knows as a sole proprietor's.
pub(super) fn private_person(person: Person) -> NewApplication {
    NewApplication {
        number: ClaimedNumber::Iin(person.iin().into()),
        name: "Менің үйім".into(),
        address: "Алматы, Төле би көшесі, 300".into(),
        place: place(43.2500, 76.8600),
        contact_phone: person.number(),
        ..Spot::Grocery.application()
    }
}

/// Every phone number of the cast.
pub(super) fn numbers() -> Vec<String> {
    let owners = Spot::ALL.map(Spot::owner);
    let members = Spot::ALL.into_iter().filter_map(|spot| Some(spot.association()?.1.to_owned()));
    let others = [OPERATOR.to_owned(), car_repair().contact_phone];
    Person::ALL.map(Person::number).into_iter().chain(owners).chain(members).chain(others).collect()
}

fn place(latitude: f64, longitude: f64) -> Place {
    Place::parse(latitude, longitude).unwrap_or_else(|_| unreachable!("the demo's places are on Earth"))
}

/// How long after its entry a scan means leaving; the demo waits longer.
pub(super) const A_WHILE: Duration = Duration::from_secs(25 * 60);

#[cfg(test)]
mod tests {
    use ashyq_core::{
        bin::Bin,
        iin::Iin,
        oked::{Oked, OkedTable},
        phone::Phone,
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
            assert!(Bin::parse(spot.bin()).is_ok(), "{spot:?}");
            assert!(poster::is_name(&application.name), "{spot:?}");
            let table = OkedTable::version_1();
            let row = table.row(&Oked::parse(&application.oked).unwrap()).unwrap();
            assert_eq!(row.through_association, spot.association().is_some(), "{spot:?}");
        }
        assert!(Bin::parse(CAR_REPAIR_BIN).is_ok());
        assert!(OkedTable::version_1().row(&Oked::parse(&car_repair().oked).unwrap()).is_none());
        assert!(numbers().iter().all(|number| Phone::parse(number).is_ok()));
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
