//! Applications and their moves.

use ashyq_core::{decision::Door, id::VenueId, moment::Moment};

use super::{
    Id, name_of, of_name,
    venues::{door, micro},
};
use crate::{
    application::state::{Actor, State, Step},
    database::{DatabaseError, Row, Sql, Value},
};

/// What is read of an application, in the order of [`read`].
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "select application_id, business_id, association_id, name, address, latitude, longitude, region, oked, kind, \
             oked_version, entrances, contact_sealed, state, reason, test_began, venue_id, filed_at, moves, number_hash, \
             name_key, address_key from application ",
            $rest
        )
    };
}

/// An application.
#[derive(Clone, Debug)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Id,
    pub(crate) business: Id,
    pub(crate) number_hash: [u8; 32],
    pub(crate) association: Option<Id>,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) door: Door,
    pub(crate) oked: String,
    pub(crate) oked_version: u32,
    pub(crate) entrances: u8,
    pub(crate) contact_sealed: Vec<u8>,
    pub(crate) keys: Keys,
    pub(crate) state: State,
    pub(crate) venue: Option<VenueId>,
    pub(crate) filed_at: Moment,
    pub(crate) moves: i64,
}

/// Name and address as they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) name: String,
    pub(crate) address: String,
}

/// A move as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct MoveRow {
    pub(crate) at: Moment,
    pub(crate) step: Step,
    pub(crate) actor: Actor,
    pub(crate) alias: Option<Id>,
    pub(crate) reason: Option<String>,
}

/// Where a page of a list begins: behind this one.
pub(crate) type After = (Moment, Id);

fn read(row: &Row) -> Result<ApplicationRow, DatabaseError> {
    Ok(ApplicationRow {
        id: row.bytes(0)?,
        business: row.bytes(1)?,
        association: row.maybe_bytes(2)?,
        name: row.text(3)?.to_owned(),
        address: row.text(4)?.to_owned(),
        door: door(row, 5)?,
        oked: row.text(8)?.to_owned(),
        oked_version: row.number(10)?,
        entrances: row.number(11)?,
        contact_sealed: row.blob(12)?.to_vec(),
        state: state(row.text(13)?, row.maybe_text(14)?, row.maybe_moment(15)?)?,
        venue: row.maybe_bytes(16)?.map(VenueId),
        filed_at: row.moment(17)?,
        moves: row.int(18)?,
        number_hash: row.bytes(19)?,
        keys: Keys { name: row.text(20)?.to_owned(), address: row.text(21)?.to_owned() },
    })
}

fn state(name: &str, reason: Option<&str>, test_began: Option<Moment>) -> Result<State, DatabaseError> {
    let reason = || reason.ok_or(DatabaseError::Shape);
    Ok(match name {
        "submitted" => State::Submitted,
        "endorsed" => State::Endorsed,
        "checked" => State::Checked,
        "test" => State::Test(test_began.ok_or(DatabaseError::Shape)?),
        "live" => State::Live,
        "suspended" => State::Suspended(of_name(reason()?)?),
        "revoked" => State::Revoked(of_name(reason()?)?),
        "refused" => State::Refused(of_name(reason()?)?),
        "expired" => State::Expired,
        _ => return Err(DatabaseError::Shape),
    })
}

/// The name under which a state is kept.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Submitted => "submitted",
        State::Endorsed => "endorsed",
        State::Checked => "checked",
        State::Test(_) => "test",
        State::Live => "live",
        State::Suspended(_) => "suspended",
        State::Revoked(_) => "revoked",
        State::Refused(_) => "refused",
        State::Expired => "expired",
    }
}

/// Who must decide now.
fn awaits(row: &ApplicationRow) -> Option<&'static str> {
    match row.state {
        State::Submitted if row.association.is_some() => Some("association"),
        State::Submitted | State::Endorsed => Some("operator"),
        State::Checked
        | State::Test(_)
        | State::Live
        | State::Suspended(_)
        | State::Revoked(_)
        | State::Refused(_)
        | State::Expired => None,
    }
}

/// Why it stands there, where that was somebody's decision.
pub(crate) fn reason_name(state: State) -> Option<String> {
    match state {
        State::Suspended(reason) | State::Revoked(reason) => Some(name_of(&reason)),
        State::Refused(reason) => Some(name_of(&reason)),
        State::Submitted | State::Endorsed | State::Checked | State::Test(_) | State::Live | State::Expired => None,
    }
}

/// Adds an application.
pub(crate) fn add(sql: &mut dyn Sql, row: &ApplicationRow) -> Result<(), DatabaseError> {
    let (latitude, longitude) = row.door.place.degrees();
    sql.execute(
        "insert into application (application_id, business_id, number_hash, association_id, name, address, latitude, \
         longitude, region, oked, kind, oked_version, entrances, contact_sealed, name_key, address_key, state, awaits, \
         filed_at, moves) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        &[
            row.id.into(),
            row.business.into(),
            row.number_hash.into(),
            row.association.into(),
            row.name.as_str().into(),
            row.address.as_str().into(),
            micro(latitude).into(),
            micro(longitude).into(),
            row.door.region.kato().into(),
            row.oked.as_str().into(),
            name_of(&row.door.kind).into(),
            row.oked_version.into(),
            row.entrances.into(),
            row.contact_sealed.clone().into(),
            row.keys.name.as_str().into(),
            row.keys.address.as_str().into(),
            state_name(row.state).into(),
            awaits(row).into(),
            row.filed_at.into(),
            row.moves.into(),
        ],
    )
    .map(drop)
}

/// Keeps where an application stands after a move.
pub(crate) fn put_state(sql: &mut dyn Sql, row: &ApplicationRow) -> Result<(), DatabaseError> {
    let began = if let State::Test(began) = row.state { Some(began) } else { None };
    sql.execute(
        "update application set state = $1, awaits = $2, reason = $3, test_began = coalesce($4, test_began), venue_id = $5, \
         moves = $6 where application_id = $7",
        &[
            state_name(row.state).into(),
            awaits(row).into(),
            reason_name(row.state).into(),
            began.into(),
            row.venue.map(|venue| venue.0).into(),
            row.moves.into(),
            row.id.into(),
        ],
    )
    .map(drop)
}

/// Keeps where an application's venue is from now on.
pub(crate) fn put_place(sql: &mut dyn Sql, row: &ApplicationRow) -> Result<(), DatabaseError> {
    let (latitude, longitude) = row.door.place.degrees();
    sql.execute(
        "update application set address = $1, address_key = $2, latitude = $3, longitude = $4, region = $5 \
         where application_id = $6",
        &[
            row.address.as_str().into(),
            row.keys.address.as_str().into(),
            micro(latitude).into(),
            micro(longitude).into(),
            row.door.region.kato().into(),
            row.id.into(),
        ],
    )
    .map(drop)
}

/// Records a move under its number.
pub(crate) fn note_move(sql: &mut dyn Sql, application: &Id, number: i64, row: &MoveRow) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into application_move (application_id, number, at, step, actor, alias, reason) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            (*application).into(),
            number.into(),
            row.at.into(),
            name_of(&row.step).into(),
            name_of(&row.actor).into(),
            row.alias.into(),
            row.reason.as_deref().into(),
        ],
    )
    .map(drop)
}

/// The moves of an application, the first one first.
pub(crate) fn moves(sql: &mut dyn Sql, application: &Id) -> Result<Vec<MoveRow>, DatabaseError> {
    let rows = sql.rows(
        "select at, step, actor, alias, reason from application_move where application_id = $1 order by number",
        &[(*application).into()],
    )?;
    let read = |row: &Row| {
        Ok(MoveRow {
            at: row.moment(0)?,
            step: of_name(row.text(1)?)?,
            actor: of_name(row.text(2)?)?,
            alias: row.maybe_bytes(3)?,
            reason: row.maybe_text(4)?.map(str::to_owned),
        })
    };
    rows.iter().map(read).collect()
}

/// An application.
pub(crate) fn get(sql: &mut dyn Sql, application: &Id) -> Result<Option<ApplicationRow>, DatabaseError> {
    let row = sql.row(columns!("where application_id = $1"), &[(*application).into()])?;
    row.as_ref().map(read).transpose()
}

/// The application of a venue.
pub(crate) fn of_venue(sql: &mut dyn Sql, venue: VenueId) -> Result<Option<ApplicationRow>, DatabaseError> {
    let row = sql.row(columns!("where venue_id = $1"), &[venue.0.into()])?;
    row.as_ref().map(read).transpose()
}

/// The applications of a business, the newest first.
pub(crate) fn of_business(sql: &mut dyn Sql, business: &Id, limit: i64) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql.rows(
        columns!("where business_id = $1 order by filed_at desc limit $2"),
        &[(*business).into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// How many applications a business has filed since a moment.
pub(crate) fn filed_since(sql: &mut dyn Sql, business: &Id, since: Moment) -> Result<i64, DatabaseError> {
    let row = sql.row(
        "select count(*) from application where business_id = $1 and filed_at > $2",
        &[(*business).into(), since.into()],
    )?;
    row.ok_or(DatabaseError::Shape)?.int(0)
}

/// The applications of one number at one address.
pub(crate) fn of_number_at(
    sql: &mut dyn Sql,
    number_hash: &[u8; 32],
    address_key: &str,
) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql
        .rows(columns!("where number_hash = $1 and address_key = $2"), &[(*number_hash).into(), address_key.into()])?;
    rows.iter().map(read).collect()
}

/// The venues of one number.
pub(crate) fn venues_of_number(
    sql: &mut dyn Sql,
    number_hash: &[u8; 32],
    limit: i64,
) -> Result<Vec<VenueId>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id from application where number_hash = $1 and venue_id is not null order by address_key limit $2",
        &[(*number_hash).into(), limit.into()],
    )?;
    rows.iter().map(|row| row.bytes(0).map(VenueId)).collect()
}

/// The applications of one name between two latitudes.
pub(crate) fn of_name_near(
    sql: &mut dyn Sql,
    name_key: &str,
    (south, north): (f64, f64),
) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql.rows(
        columns!("where name_key = $1 and latitude >= $2 and latitude <= $3"),
        &[name_key.into(), micro(south).into(), micro(north).into()],
    )?;
    rows.iter().map(read).collect()
}

/// A page of the applications that wait for the operator, the oldest first.
pub(crate) fn for_operator(sql: &mut dyn Sql, after: After, limit: i64) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql.rows(
        columns!(
            "where awaits = 'operator' and (filed_at, application_id) > ($1, $2) \
             order by filed_at, application_id limit $3"
        ),
        &[after.0.into(), after.1.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// A page of an association's applications, the newest first.
pub(crate) fn of_association(
    sql: &mut dyn Sql,
    association: &Id,
    before: After,
    limit: i64,
) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql.rows(
        columns!(
            "where association_id = $1 and (filed_at, application_id) < ($2, $3) \
             order by filed_at desc, application_id desc limit $4"
        ),
        &[(*association).into(), before.0.into(), before.1.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// The tests that began up to a moment.
pub(crate) fn tests_begun_by(sql: &mut dyn Sql, moment: Moment) -> Result<Vec<ApplicationRow>, DatabaseError> {
    let rows = sql.rows(columns!("where state = 'test' and test_began <= $1 limit 100"), &[moment.into()])?;
    rows.iter().map(read).collect()
}

/// Deletes a batch of refused applications that were filed before a moment, with their moves.
pub(crate) fn delete_refused(sql: &mut dyn Sql, before: Moment, batch: i64) -> Result<usize, DatabaseError> {
    let rows = sql.rows(
        "select application_id from application where state = 'refused' and filed_at < $1 limit $2",
        &[before.into(), batch.into()],
    )?;
    for row in &rows {
        let id: Value = row.bytes::<16>(0)?.into();
        sql.execute("delete from application_move where application_id = $1", std::slice::from_ref(&id))?;
        sql.execute("delete from application where application_id = $1", &[id])?;
    }
    Ok(rows.len())
}
