//! Venues, as the operator makes and changes them.

use std::sync::Arc;

use ashyq_core::{
    bin::Bin,
    decision::{Door, Region},
    id::{Entrance, VenueId},
    not_live::Mode,
    oked::{Oked, OkedTable, VenueKind},
    place::Place,
    poster,
    wire::ProblemCode,
};
use serde::{Deserialize, Serialize};

use super::posters::{PosterShown, draw_number, show as show_poster};
use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    published::LIST,
    random,
    routes::{Call, Operator},
    service::Inner,
    store::{
        audit,
        audit::Deed,
        counters, posters,
        venues::{self, VenueRow},
    },
};

/// Makes a venue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewVenue {
    /// The business's number.
    pub bin: String,
    /// The name on the poster, at most 64 bytes.
    pub name: String,
    /// The address, at most 200 bytes.
    pub address: String,
    /// Where it is.
    pub place: Place,
    /// The region's first two KATO digits.
    pub region: Region,
    /// The activity.
    pub oked: String,
    /// How many entrances it has: each gets a poster.
    pub entrances: Entrance,
}

/// A venue as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueShown {
    /// The venue.
    pub venue: VenueId,
    /// The name on the poster.
    pub name: String,
    /// The address.
    pub address: String,
    /// The venue's kind, from its OKED.
    pub kind: VenueKind,
    /// What it is.
    pub mode: ModeShown,
    /// Its posters.
    pub posters: Vec<PosterShown>,
}

/// What a venue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModeShown {
    /// Live.
    Live,
    /// In its week of test mode.
    Test,
    /// Suspended.
    Suspended,
    /// Revoked for good.
    Revoked,
}

/// Sets what a venue is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMode {
    /// What it is from now on.
    pub mode: ModeShown,
}

impl ModeShown {
    fn mode(self) -> Option<Mode> {
        match self {
            Self::Live => None,
            Self::Test => Some(Mode::Test),
            Self::Suspended => Some(Mode::Suspended),
            Self::Revoked => Some(Mode::Revoked),
        }
    }

    pub(crate) fn of(mode: Option<Mode>) -> Self {
        match mode {
            None => Self::Live,
            Some(Mode::Test) => Self::Test,
            Some(Mode::Suspended) => Self::Suspended,
            Some(Mode::Revoked) => Self::Revoked,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
        }
    }
}

/// Makes a venue live at once, with a poster for each entrance.
pub(crate) async fn make(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewVenue = parse(&call.body)?;
    let row = check(&request)?;
    let (now, chain, validity) = (call.now, inner.chain, inner.options.poster_validity);
    let venue = row.venue;
    inner
        .database
        .write(move |sql| {
            if venues::is_there(sql, &row.bin, &row.name, &row.address)? {
                return Err(ProblemCode::AlreadyThere.into());
            }
            venues::add(sql, &row, now)?;
            for entrance in (1..=row.entrances).filter_map(Entrance::new) {
                draw_number(sql, &row, entrance, now, validity)?;
            }
            audit::add(sql, &chain, &Deed::of_operator(now, "make_venue", Some(venue.0), row.oked.clone()))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Answer::created(&shown(&inner, venue).await?)
}

/// A venue and its posters.
pub(crate) async fn show(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    Answer::json(&shown(&inner, venue).await?)
}

/// Sets what a venue is from now on.
pub(crate) async fn set_mode(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewMode = parse(&call.body)?;
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (now, chain, mode) = (call.now, inner.chain, request.mode.mode());
    inner
        .database
        .write(move |sql| {
            let row = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            if row.mode == Some(Mode::Revoked) && mode != row.mode {
                return Err(ProblemCode::VenueRevoked.into());
            }
            if row.mode != mode {
                venues::set_mode(sql, venue, mode, now)?;
                counters::rise(sql, LIST)?;
                let detail = request.mode.name().to_owned();
                audit::add(sql, &chain, &Deed::of_operator(now, "set_mode", Some(venue.0), detail))?;
            }
            Ok::<_, Refusal>(())
        })
        .await?;
    inner.publish().await?;
    Answer::json(&shown(&inner, venue).await?)
}

fn check(request: &NewVenue) -> Result<VenueRow, Refusal> {
    let bin = Bin::parse(&request.bin).map_err(|error| Refusal::field("bin", error.to_string()))?;
    if !poster::is_name(&request.name) {
        let rule = format!("1 to {} bytes of letters, digits and plain punctuation", poster::LONGEST_NAME);
        return Err(Refusal::field("name", rule));
    }
    let address = request.address.trim();
    let printable = !address.chars().any(char::is_control);
    if address.is_empty() || address.len() > limits::LONGEST_ADDRESS || !printable {
        return Err(Refusal::field("address", format!("1 to {} bytes in one line", limits::LONGEST_ADDRESS)));
    }
    let oked = Oked::parse(&request.oked).map_err(|error| Refusal::field("oked", error.to_string()))?;
    let table = OkedTable::version_1();
    let row = table.row(&oked).ok_or_else(|| Refusal::field("oked", "an eligible activity"))?;
    Ok(VenueRow {
        venue: VenueId(random::bytes()),
        bin: bin.digits().to_owned(),
        name: request.name.clone(),
        address: address.to_owned(),
        door: Door { kind: row.kind, region: request.region, place: request.place },
        oked: oked.to_string(),
        entrances: request.entrances.number(),
        mode: None,
    })
}

async fn shown(inner: &Inner, venue: VenueId) -> Result<VenueShown, Refusal> {
    let (row, posters) = inner
        .database
        .read(|sql| {
            let row = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            Ok::<_, Refusal>((row, posters::of_venue(sql, venue)?))
        })
        .await?;
    Ok(VenueShown {
        venue,
        name: row.name,
        address: row.address,
        kind: row.door.kind,
        mode: ModeShown::of(row.mode),
        posters: posters.iter().map(|poster| show_poster(inner, poster)).collect::<Result<_, _>>()?,
    })
}
