//! The practice persons of a venue's test week: five published people who do not exist.
//!
//! A venue in test mode never gets a real status. Whoever scans there is shown the practice person that the business chose
//! in its cabinet; staff may also type a practice person's IIN. There is one person for each outcome that a door knows:
//! green, blue and yellow admitted, yellow refused, red refused.
//!
//! A practice person is a status and, for a contact, an isolation place; the decision follows by the rules in force, as it
//! would for anybody. So a venue practises what will happen at its own door: where a PCR test is mandatory the blue person
//! is refused, and where contacts never enter both yellow ones are. A sixth person for that would be wrong everywhere else.
//!
//! # The practice IINs
//!
//! Their check digits fit, so that every form takes them, and none can ever be issued. An IIN begins with a date of birth
//! (`YYMMDD`) and goes on with a digit for century and sex, 0 to 6; a BIN begins with the year and month of registration and
//! goes on with a kind, 4 to 6 (Government resolution 406 of 22 May 2007). `000000 9…` has neither a month nor such a
//! digit. That since 2013 the digits of an IIN are not bound to its holder means that a number stays when a date is
//! corrected; every number was formed from some date. No two of the five differ in a single digit.

use serde::{Deserialize, Serialize};

use crate::{
    decision::{Decision, Door},
    iin::Iin,
    moment::Moment,
    rules::Rules,
    status::Colour,
};

/// Somebody who does not exist, to practise with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticePerson {
    /// Has a negative PCR test that counts; the one where none was chosen.
    #[default]
    Green,
    /// Nothing known restricts.
    Blue,
    /// A contact whose isolation place is next door.
    YellowNear,
    /// A contact whose isolation place is far away.
    YellowFar,
    /// Is ill.
    Red,
}

impl PracticePerson {
    /// Everybody, as the cabinet lists them.
    pub const ALL: [Self; 5] = [Self::Green, Self::Blue, Self::YellowNear, Self::YellowFar, Self::Red];

    /// The published number, 1 to 5.
    pub fn number(self) -> u8 {
        match self {
            Self::Green => 1,
            Self::Blue => 2,
            Self::YellowNear => 3,
            Self::YellowFar => 4,
            Self::Red => 5,
        }
    }

    /// The person of a published number.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|person| person.number() == number)
    }

    /// The published IIN, which belongs to nobody.
    pub fn iin(self) -> &'static str {
        match self {
            Self::Green => "000000900107",
            Self::Blue => "000000900206",
            Self::YellowNear => "000000900305",
            Self::YellowFar => "000000900404",
            Self::Red => "000000900503",
        }
    }

    /// The person of a published IIN; `None` for everybody who might exist.
    pub fn of_iin(iin: &Iin) -> Option<Self> {
        let digits = iin.expose("it is compared with the published practice IINs");
        Self::ALL.into_iter().find(|person| person.iin() == digits)
    }

    /// The colour.
    pub fn colour(self) -> Colour {
        match self {
            Self::Green => Colour::Green,
            Self::Blue => Colour::Blue,
            Self::YellowNear | Self::YellowFar => Colour::Yellow,
            Self::Red => Colour::Red,
        }
    }

    /// Whether the person may enter, by the rules in force.
    pub fn decide(self, rules: &Rules, door: &Door, at: Moment) -> Decision {
        // Next door is at the door; without a place a contact is nowhere near, however far rules may ever reach.
        let isolation = (self == Self::YellowNear).then_some(door.place);
        rules.decide(self.colour(), door, isolation, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decision::Region, oked::VenueKind, place::Place};

    #[test]
    fn the_practice_iins_are_valid_far_apart_and_of_a_form_that_is_never_issued() {
        for person in PracticePerson::ALL {
            assert_eq!(PracticePerson::of_iin(&Iin::parse(person.iin()).unwrap()), Some(person));
            assert_eq!(PracticePerson::of_number(person.number()), Some(person));
            let digits = person.iin().as_bytes();
            let (month, kind, century) = (&digits[2..4], digits[4], digits[6]);
            assert!(month == b"00" && !(b'4'..=b'6').contains(&kind) && !(b'0'..=b'6').contains(&century));
            for other in PracticePerson::ALL.into_iter().filter(|other| *other != person) {
                let apart = digits.iter().zip(other.iin().bytes()).filter(|(one, other)| **one != *other).count();
                assert!(apart > 1, "{person:?} and {other:?}");
            }
        }
        assert_eq!(PracticePerson::of_iin(&Iin::parse("900101300017").unwrap()), None);
        assert_eq!((PracticePerson::of_number(0), PracticePerson::of_number(6)), (None, None));
    }

    #[test]
    fn a_venue_practises_what_its_own_door_will_say() {
        let place = Place::parse(43.238_949, 76.889_709).unwrap();
        let mut table = String::new();
        for kind in VenueKind::ALL {
            let door = Door { kind, region: Region::ALMATY, place };
            let says = |person: PracticePerson| match person.decide(&Rules::version_1(), &door, Moment(0)) {
                Decision::Admitted => format!("{person:?} enters"),
                Decision::Refused(why) => format!("{person:?}: {why:?}"),
            };
            table += &format!("{kind:?}: {}\n", PracticePerson::ALL.map(says).join(", "));
        }
        insta::assert_snapshot!(table);
    }
}
