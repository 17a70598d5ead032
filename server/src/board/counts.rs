//! How many people came on a day: by hour and colour, each person once.

use ashyq_core::{id::VenueId, status::Colour};
use serde::{Deserialize, Serialize};

use super::{Outcome, Source};
use crate::{
    application::business::own_venue,
    calendar::Day,
    database::{DatabaseError, Sql},
    problem::Refusal,
    routes::Business,
    service::Inner,
    store::arrivals::{self, CountRow},
};

/// The people of a day at a venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// The day in Kazakhstan, as `2026-11-22`.
    pub day: String,
    /// By hour; whoever comes in two hours is counted in both.
    pub hours: Vec<HourCount>,
    /// Of the whole day; whoever comes twice in the same way is counted once.
    pub totals: Vec<Count>,
}

/// How many people came in one way within an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HourCount {
    /// 0 to 23.
    pub hour: u8,
    /// Who told of them.
    pub source: Source,
    /// Admitted, unchecked or refused.
    pub outcome: Outcome,
    /// The colour, where there was a decision.
    pub colour: Option<Colour>,
    /// How many.
    pub people: u32,
}

/// How many people came in one way on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Who told of them.
    pub source: Source,
    /// Admitted, unchecked or refused.
    pub outcome: Outcome,
    /// The colour, where there was a decision.
    pub colour: Option<Colour>,
    /// How many.
    pub people: u32,
}

/// The counts of a day.
pub(crate) async fn of_day(inner: &Inner, who: &Business, venue: VenueId, day: i32) -> Result<Counts, Refusal> {
    inner
        .database
        .read(|sql| {
            own_venue(sql, who, venue)?;
            Ok(read(sql, venue, day)?)
        })
        .await
}

/// Reads the counts of a day.
pub(super) fn read(sql: &mut dyn Sql, venue: VenueId, day: i32) -> Result<Counts, DatabaseError> {
    let hour = |row: CountRow| {
        let CountRow { hour, source, outcome, colour, people } = row;
        HourCount { hour: hour.unwrap_or_default(), source, outcome, colour, people }
    };
    let whole = |CountRow { hour: _, source, outcome, colour, people }| Count { source, outcome, colour, people };
    Ok(Counts {
        day: Day::of_number(day).with_dashes(),
        hours: arrivals::people_by_hour(sql, venue, day)?.into_iter().map(hour).collect(),
        totals: arrivals::people_of_day(sql, venue, day)?.into_iter().map(whole).collect(),
    })
}
