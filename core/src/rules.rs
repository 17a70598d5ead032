//! From facts to a status to a decision. The rules are data; this is the small machine that reads them.
//!
//! Real rules changed every month (72 hours to 7 days, vaccination counting a year, weekends for green only, yellow
//! abolished). None of these needs a release: a new version of the data is signed and published.

use std::time::Duration;

use displaydoc::Display;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    decision::{Decision, Door, Region, Why},
    moment::{HOUR, Moment},
    oked::VenueKind,
    place::Place,
    status::{Change, Colour, Fact, FactKind, Status},
};

/// The most rows that a part of the rules may have.
const MOST_ROWS: usize = 200;
/// The longest period a fact may be in force: two years, in hours.
const LONGEST_PERIOD_H: u32 = 2 * 366 * 24;

/// One version of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Rules(Parts);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    version: u32,
    source: String,
    facts: Vec<FactRule>,
    entry: Vec<EntryRule>,
    dwell_limits: Vec<DwellRule>,
}

/// How long a kind of fact is in force, and the colour it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactRule {
    fact: FactKind,
    hours: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<Colour>,
    /// Earlier facts of these kinds end when this one begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ends: Vec<FactKind>,
}

/// A row of the table that decides; the first row that fits wins, and an empty condition always fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryRule {
    colour: Colour,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<VenueKind>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    regions: Vec<Region>,
    /// ISO 8601 in UTC+5: Monday is 1, Sunday is 7.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    weekdays: Vec<u8>,
    /// Metres from the isolation place, great circle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within_m: Option<u32>,
    /// Refuses with this reason; admits where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refuse: Option<Why>,
}

/// How long a visit lasts at the most; the first row that fits wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DwellRule {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<VenueKind>,
    hours: u32,
}

/// Why data are no rules.
#[derive(Clone, Debug, Display, Error, PartialEq, Eq)]
pub enum RulesError {
    /// the rules have more than 200 rows in one part, or a source line of more than 500 bytes
    TooLong,
    /// the rules say {0} about {1:?} facts, expected exactly one row with 1 to 17568 hours
    Fact(&'static str, FactKind),
    /// the rules do not decide for every {0:?} person: the last row of a colour must have no condition
    NotTotal(Colour),
    /// a weekday in the rules is not between 1 and 7
    Weekday,
    /// the rules need a dwell limit without a kind, of 1 to 72 hours, as their last
    DwellLimit,
}

/// What is open to a status at a venue kind, as far as it can be said without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Open.
    Open,
    /// Open where it is at most so many metres from the isolation place.
    Within(u32),
    /// Closed.
    Closed(Why),
}

impl Rules {
    /// The rules that ship with this version: sample data until the ministry's own replace them.
    #[expect(clippy::missing_panics_doc, reason = "the file is part of the program and tested")]
    pub fn version_1() -> Self {
        serde_json::from_str(include_str!("../data/rules-1.json")).expect("data/rules-1.json is tested")
    }

    /// The version; a higher one replaces a lower one.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// The status that follows from these facts at a moment: the highest of the facts in force, else blue.
    pub fn status(&self, facts: &[Fact], at: Moment) -> Status {
        facts
            .iter()
            .filter(|fact| self.in_force(fact, facts, at))
            .filter_map(|fact| Some(Status { colour: self.fact_rule(fact.kind).colour?, reason: Some(fact.kind) }))
            .min_by_key(|status| (status.colour, status.reason))
            .unwrap_or(Status { colour: Colour::Blue, reason: None })
    }

    /// The status now and its changes within the horizon, as the facts known now make them.
    pub fn timetable(&self, facts: &[Fact], from: Moment, horizon: Duration) -> Vec<Change> {
        let end = from.plus(horizon);
        let mut moments: Vec<Moment> = facts.iter().flat_map(|fact| [fact.at, self.lapses(fact)]).collect();
        moments.retain(|moment| *moment > from && *moment < end);
        moments.push(from);
        moments.sort();
        let mut changes: Vec<Change> = Vec::new();
        for from in moments {
            let status = self.status(facts, from);
            if changes.last().is_none_or(|last| last.status != status) {
                changes.push(Change { from, status });
            }
        }
        changes
    }

    /// The moment at which a fact is no longer in force, whatever else is known.
    pub fn lapses(&self, fact: &Fact) -> Moment {
        fact.at.plus(HOUR * self.fact_rule(fact.kind).hours)
    }

    /// Whether a person of this colour may enter now; `isolation` is where a contact stays.
    pub fn decide(&self, colour: Colour, door: &Door, isolation: Option<Place>, at: Moment) -> Decision {
        let near = |metres: u32| isolation.is_some_and(|home| home.distance_m(door.place) <= f64::from(metres));
        self.0
            .entry
            .iter()
            .find(|row| row.fits(colour, door.kind, door.region, at) && row.within_m.is_none_or(near))
            .map_or(Decision::Refused(Why::RulesOfToday), |row| {
                row.refuse.map_or(Decision::Admitted, Decision::Refused)
            })
    }

    /// Whether venues of a kind are open to a person of this colour now: what the phone explains without asking anyone.
    pub fn opening(&self, colour: Colour, kind: VenueKind, region: Region, at: Moment) -> Opening {
        let row = self.0.entry.iter().find(|row| row.fits(colour, kind, region, at));
        match row.map(|row| (row.within_m, row.refuse)) {
            Some((None, None)) => Opening::Open,
            Some((Some(metres), None)) => Opening::Within(metres),
            Some((_, Some(why))) => Opening::Closed(why),
            None => Opening::Closed(Why::RulesOfToday),
        }
    }

    /// How long a visit to a venue of this kind lasts at the most.
    pub fn dwell_limit(&self, kind: VenueKind) -> Duration {
        let row = self.0.dwell_limits.iter().find(|row| row.kinds.is_empty() || row.kinds.contains(&kind));
        HOUR * row.map_or(12, |row| row.hours)
    }

    /// The longest that a visit to any venue lasts: what a phone goes by, which does not know a venue's kind.
    pub fn longest_dwell(&self) -> Duration {
        HOUR * self.0.dwell_limits.iter().map(|row| row.hours).max().unwrap_or(12)
    }

    fn in_force(&self, fact: &Fact, facts: &[Fact], at: Moment) -> bool {
        let ended = facts
            .iter()
            .any(|later| later.at <= at && later.at >= fact.at && self.fact_rule(later.kind).ends.contains(&fact.kind));
        fact.at <= at && at < self.lapses(fact) && !ended
    }

    fn fact_rule(&self, kind: FactKind) -> &FactRule {
        // `check` made sure that there is exactly one row a kind.
        &self.0.facts[self.0.facts.iter().position(|rule| rule.fact == kind).unwrap_or(0)]
    }
}

impl EntryRule {
    fn fits(&self, colour: Colour, kind: VenueKind, region: Region, at: Moment) -> bool {
        self.colour == colour
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.regions.is_empty() || self.regions.contains(&region))
            && (self.weekdays.is_empty() || self.weekdays.contains(&at.weekday()))
    }

    fn is_unconditional(&self) -> bool {
        self.kinds.is_empty() && self.regions.is_empty() && self.weekdays.is_empty() && self.within_m.is_none()
    }
}

impl Parts {
    fn check(&self) -> Result<(), RulesError> {
        let lengths = [self.facts.len(), self.entry.len(), self.dwell_limits.len()];
        if lengths.into_iter().any(|length| length > MOST_ROWS) || self.source.len() > 500 {
            return Err(RulesError::TooLong);
        }
        for kind in FactKind::ALL {
            let mut rows = self.facts.iter().filter(|rule| rule.fact == kind);
            let row = rows.next().ok_or(RulesError::Fact("nothing", kind))?;
            if rows.next().is_some() {
                return Err(RulesError::Fact("more than one thing", kind));
            }
            if !(1..=LONGEST_PERIOD_H).contains(&row.hours) {
                return Err(RulesError::Fact("another period", kind));
            }
        }
        for colour in Colour::ALL {
            if !self.entry.iter().rfind(|row| row.colour == colour).is_some_and(EntryRule::is_unconditional) {
                return Err(RulesError::NotTotal(colour));
            }
        }
        if self.entry.iter().flat_map(|row| &row.weekdays).any(|day| !(1..=7).contains(day)) {
            return Err(RulesError::Weekday);
        }
        let last_fits_all = self.dwell_limits.last().is_some_and(|row| row.kinds.is_empty());
        if !last_fits_all || self.dwell_limits.iter().any(|row| !(1..=72).contains(&row.hours)) {
            return Err(RulesError::DwellLimit);
        }
        Ok(())
    }
}

impl TryFrom<Parts> for Rules {
    type Error = RulesError;

    fn try_from(parts: Parts) -> Result<Self, RulesError> {
        parts.check().map(|()| Self(parts))
    }
}

impl From<Rules> for Parts {
    fn from(rules: Rules) -> Self {
        rules.0
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
