//! The own status, and what is open.

use std::time::Duration;

use ashyq_core::{
    client::{OpenKind, StatusScreen, WhatIsOpen},
    decision::Why,
    moment::Moment,
    oked::VenueKind,
    rules::Opening,
    status::{Change, Colour, FactKind, Status},
};

/// The page of the own status. A colour that is not signed and dated is never on it.
#[uniffi::remote(Record)]
pub struct StatusScreen {
    /// The status; nothing is unknown.
    pub status: Option<Status>,
    /// When the service said so.
    pub as_of: Option<Moment>,
    /// How long ago that is.
    pub age: Duration,
    /// Whether the phone is offline: drawn in a style of its own.
    pub offline: bool,
    /// The next change, where one is known.
    pub next: Option<Change>,
}

/// What is open to a person now; nothing where the status is unknown. `status_open` says it.
#[uniffi::remote(Record)]
pub struct WhatIsOpen {
    /// Kind by kind.
    pub kinds: Vec<OpenKind>,
}

/// A status: the colour and what it follows from.
#[uniffi::remote(Record)]
pub struct Status {
    /// The colour.
    pub colour: Colour,
    /// The fact that it follows from; nothing where nothing is known.
    pub reason: Option<FactKind>,
}

/// A change of the status that comes by itself.
#[uniffi::remote(Record)]
pub struct Change {
    /// From when it counts.
    pub from: Moment,
    /// The status from then on.
    pub status: Status,
}

/// The colour of a status. It never stands alone: shape and word tell it, too.
#[uniffi::remote(Enum)]
pub enum Colour {
    /// Ill.
    Red,
    /// A contact.
    Yellow,
    /// Tested.
    Green,
    /// Nothing known.
    Blue,
}

/// What a status follows from.
#[uniffi::remote(Enum)]
pub enum FactKind {
    /// A negative PCR test.
    PcrNegative,
    /// A positive PCR test.
    PcrPositive,
    /// A contact with somebody who is ill.
    Contact,
    /// Recovered.
    Recovered,
    /// Vaccinated.
    Vaccinated,
}

/// What is open to a person at one kind of venue.
#[uniffi::remote(Record)]
pub struct OpenKind {
    /// The kind.
    pub kind: VenueKind,
    /// Whether it is open.
    pub opening: Opening,
}

/// What is open to a status at a kind of venue, as far as it can be said without a place.
#[uniffi::remote(Enum)]
pub enum Opening {
    /// Open.
    Open,
    /// Open where it is at most so many metres from the isolation place.
    Within(u32),
    /// Closed.
    Closed(Why),
}

/// The kinds of venue.
#[uniffi::remote(Enum)]
pub enum VenueKind {
    /// Food shops.
    Grocery,
    /// Shops for household goods.
    HouseholdGoods,
    /// Pharmacies.
    Pharmacy,
    /// Restaurants, cafés, canteens.
    Catering,
    /// Cinemas.
    Cinema,
    /// Courses and training centres.
    FurtherEducation,
    /// Shopping centres and department stores.
    ShoppingCentre,
    /// Gyms and pools.
    Sport,
    /// Hairdressers, beauty parlours, baths.
    BeautyAndBaths,
    /// Hotels.
    Hotel,
    /// Sanatoriums.
    Sanatorium,
    /// Airports.
    Airport,
    /// Theatres, museums, libraries.
    Culture,
    /// Entertainment centres.
    Entertainment,
}
