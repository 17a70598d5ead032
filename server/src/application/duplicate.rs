//! Whether a venue is there already: the same business at the same address, or the same name at the same place.

use ashyq_core::{moment::Moment, place::Place, wire::ProblemCode};

use super::state::State;
use crate::{
    database::Sql,
    limits,
    problem::Refusal,
    store::{
        Id,
        applications::{self, ApplicationRow, Keys},
    },
};

/// A degree of latitude is 111 km everywhere, within 0.3 %.
const METRES_A_DEGREE: f64 = 110_000.0;

/// Name and address as they are compared: words of letters and digits, without case.
pub(super) fn keys(name: &str, address: &str) -> Keys {
    Keys { name: key(name), address: key(address) }
}

fn key(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Refuses what is there already, had its test period, or was refused too often lately.
pub(super) fn refuse(
    sql: &mut dyn Sql,
    number_hash: &[u8; 32],
    keys: &Keys,
    place: Place,
    now: Moment,
) -> Result<(), Refusal> {
    let mine = applications::of_number_at(sql, number_hash, &keys.address)?;
    let near = near(sql, &keys.name, place, None)?;
    mine.iter().chain(&near).try_for_each(|row| stands_in_the_way(row.state))?;
    let since = now.minus(limits::COOL_DOWN);
    let mut refused: Vec<Moment> = mine.iter().map(|row| row.filed_at).filter(|filed| *filed > since).collect();
    refused.sort();
    // The one that must be past its cool-down before there are few enough again.
    match refused.len().checked_sub(limits::MOST_REFUSED_APPLICATIONS).and_then(|at| refused.get(at)) {
        Some(filed) => Err(Refusal::wait(ProblemCode::ApplicationsUsedUp, filed.plus(limits::COOL_DOWN).since(now))),
        None => Ok(()),
    }
}

/// The applications of a name at a place, except one.
pub(super) fn near(
    sql: &mut dyn Sql,
    name_key: &str,
    place: Place,
    except: Option<&Id>,
) -> Result<Vec<ApplicationRow>, Refusal> {
    let degrees = limits::SAME_PLACE_M / METRES_A_DEGREE;
    let (latitude, _) = place.degrees();
    let mut found = applications::of_name_near(sql, name_key, (latitude - degrees, latitude + degrees))?;
    found.retain(|row| except != Some(&row.id) && row.door.place.distance_m(place) <= limits::SAME_PLACE_M);
    Ok(found)
}

/// What an earlier application says about a new one for the same venue.
pub(super) fn stands_in_the_way(state: State) -> Result<(), ProblemCode> {
    match state {
        State::Submitted | State::Endorsed | State::Checked | State::Test(_) | State::Live | State::Suspended(_) => {
            Err(ProblemCode::VenueDuplicate)
        }
        // One test period a venue: whoever let it pass, or was revoked, does not begin again by filing again.
        State::Revoked(_) | State::Expired => Err(ProblemCode::VenueNotAgain),
        State::Refused(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_punctuation_make_no_other_venue() {
        let one = keys("Дүкен «Алма»", "Алматы, Абай даңғылы 10");
        for (name, address) in
            [("дүкен алма", "АЛМАТЫ  абай даңғылы, 10"), ("ДҮКЕН \"АЛМА\"", "Алматы; Абай-даңғылы, №10")]
        {
            assert_eq!(keys(name, address), one);
        }
        assert_ne!(keys("Дүкен Алма 2", "Алматы, Абай даңғылы 10"), one);
        assert_ne!(keys("Дүкен Алма", "Алматы, Абай даңғылы 1").address, one.address);
    }
}
