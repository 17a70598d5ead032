//! All SQL, one module a subject.

pub(crate) mod accounts;
pub(crate) mod applications;
pub(crate) mod arrivals;
pub(crate) mod associations;
pub(crate) mod audit;
pub(crate) mod bindings;
pub(crate) mod board;
pub(crate) mod businesses;
pub(crate) mod cabinet_sessions;
pub(crate) mod challenges;
pub(crate) mod checklist;
pub(crate) mod claims;
pub(crate) mod closings;
pub(crate) mod counters;
pub(crate) mod day_keys;
pub(crate) mod devices;
pub(crate) mod facts;
pub(crate) mod look_ups;
pub(crate) mod members;
pub(crate) mod notices;
pub(crate) mod posters;
pub(crate) mod practice;
pub(crate) mod retention;
pub(crate) mod rules;
pub(crate) mod sessions;
pub(crate) mod shifts;
pub(crate) mod sources;
pub(crate) mod staff;
pub(crate) mod stays;
pub(crate) mod venues;
pub(crate) mod visits;

use serde::{Serialize, de::DeserializeOwned};

use crate::database::DatabaseError;

/// An id of 128 bits.
pub(crate) type Id = [u8; 16];

/// The name of an enum's variant, as the wire spells it.
pub(crate) fn name_of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The variant of a name that [`name_of`] wrote.
pub(crate) fn of_name<T: DeserializeOwned>(name: &str) -> Result<T, DatabaseError> {
    serde_json::from_value(name.into()).map_err(|_| DatabaseError::Shape)
}
