//! What is known about a person, and the colour that follows at a moment.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// A status's colour, never shown without its shape and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Ill, under out-patient observation.
    Red,
    /// A contact, by the PCR database.
    Yellow,
    /// A negative PCR test that still counts.
    Green,
    /// Nothing known that restricts.
    Blue,
}

impl Colour {
    /// Every colour, the most restricting first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Yellow, Self::Green, Self::Blue];

    /// The colour's number in signed things.
    pub fn number(self) -> u8 {
        match self {
            Self::Red => 1,
            Self::Yellow => 2,
            Self::Green => 3,
            Self::Blue => 4,
        }
    }

    /// The colour of a number in signed things.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.number() == number)
    }
}

/// The kinds of fact that the health authority sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A negative PCR test, dated by its sampling.
    PcrNegative,
    /// A positive PCR test, dated by its sampling.
    PcrPositive,
    /// An order to isolate as a contact, dated by the order; it names an isolation place.
    Contact,
    /// A recovery.
    Recovered,
    /// A vaccination; it names a product.
    Vaccinated,
}

impl FactKind {
    /// Every kind of fact.
    pub const ALL: [Self; 5] = [Self::PcrNegative, Self::PcrPositive, Self::Contact, Self::Recovered, Self::Vaccinated];
}

/// One thing that the health authority knows about a person, in its newest version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// When it began to hold: sampled, ordered, recovered, vaccinated.
    pub at: Moment,
}

/// A person's status at a moment: the colour and the fact that it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// The colour.
    pub colour: Colour,
    /// The fact that decided; `None` for blue, where nothing known restricts.
    pub reason: Option<FactKind>,
}

/// A status and the moment from which it holds: one line of a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// From when.
    pub from: Moment,
    /// The status from then on.
    pub status: Status,
}
