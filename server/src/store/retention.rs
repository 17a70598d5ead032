//! Deleting what is past its date, a small batch at a time.

use ashyq_core::{
    id::VenueId,
    moment::Moment,
    status::{Fact, FactKind},
};

use super::{
    Id, arrivals,
    bindings::BindingRow,
    devices::{Device, DeviceRow},
    name_of,
};
use crate::database::{DatabaseError, Sql};

/// Deletes a batch of a venue's visits that were received up to a day and entered before a moment.
pub(crate) fn visits_of_venue(
    sql: &mut dyn Sql,
    venue: VenueId,
    (day, before): (i32, Moment),
    batch: i64,
) -> Result<usize, DatabaseError> {
    let rows = sql.rows(
        "select received_day, visit_id, arrival from visit where venue_id = $1 and received_day <= $2 \
         and entered_at < $3 limit $4",
        &[venue.0.into(), day.into(), before.into(), batch.into()],
    )?;
    for row in &rows {
        sql.execute(
            "delete from visit where venue_id = $1 and received_day = $2 and visit_id = $3",
            &[venue.0.into(), row.int(0)?.into(), row.blob(1)?.into()],
        )?;
        if let Some(arrival) = row.maybe_int(2)? {
            arrivals::forget(sql, venue, arrival)?;
        }
    }
    Ok(rows.len())
}

/// Whether a venue has visits that were received up to a day and entered before a moment.
pub(crate) fn has_old_visits(
    sql: &mut dyn Sql,
    venue: VenueId,
    (day, before): (i32, Moment),
) -> Result<bool, DatabaseError> {
    let row = sql.row(
        "select 1 from visit where venue_id = $1 and received_day <= $2 and entered_at < $3 limit 1",
        &[venue.0.into(), day.into(), before.into()],
    )?;
    Ok(row.is_some())
}

/// Deletes a batch of the visits that came late and were entered before a moment.
pub(crate) fn late_visits(sql: &mut dyn Sql, before: Moment, batch: i64) -> Result<usize, DatabaseError> {
    let rows = sql.rows(
        "select venue_id, received_day, visit_id, arrival from visit where late = 1 and entered_at < $1 limit $2",
        &[before.into(), batch.into()],
    )?;
    for row in &rows {
        sql.execute(
            "delete from visit where venue_id = $1 and received_day = $2 and visit_id = $3",
            &[row.blob(0)?.into(), row.int(1)?.into(), row.blob(2)?.into()],
        )?;
        if let Some(arrival) = row.maybe_int(3)? {
            arrivals::forget(sql, VenueId(row.bytes(0)?), arrival)?;
        }
    }
    Ok(rows.len())
}

/// A batch of a venue's visit ids that were received before a day.
pub(crate) fn old_visit_keys(
    sql: &mut dyn Sql,
    venue: VenueId,
    before: i32,
    batch: i64,
) -> Result<Vec<Id>, DatabaseError> {
    let rows = sql.rows(
        "select visit_id from visit_key where venue_id = $1 and received_day < $2 limit $3",
        &[venue.0.into(), before.into(), batch.into()],
    )?;
    rows.iter().map(|row| row.bytes(0)).collect()
}

/// Deletes visit ids of a venue.
pub(crate) fn visit_keys(sql: &mut dyn Sql, venue: VenueId, ids: &[Id]) -> Result<usize, DatabaseError> {
    for id in ids {
        sql.execute("delete from visit_key where venue_id = $1 and visit_id = $2", &[venue.0.into(), (*id).into()])?;
    }
    Ok(ids.len())
}

/// Deletes what is short-lived: challenges, sends, guesses, tokens, notices, cool-downs, contact's venues, look-ups,
/// shifts, the audit.
pub(crate) fn short_lived(sql: &mut dyn Sql, before: &Before) -> Result<usize, DatabaseError> {
    // Before the last renewal token of a session goes, by which it is found.
    let mut deleted = sql.execute(
        "delete from session where session_id in (select session_id from renewal where expires_at <= $1) and not exists \
         (select 1 from renewal where renewal.session_id = session.session_id and renewal.expires_at > $1)",
        &[before.now.into()],
    )?;
    for (statement, bound) in [
        ("delete from challenge where expires_at <= $1", before.now.0),
        ("delete from code_send where at <= $1", before.day_ago.0),
        ("delete from guess where at <= $1", before.day_ago.0),
        ("delete from totp_guess where at <= $1", before.day_ago.0),
        ("delete from cabinet_session where created_at <= $1", before.cabinet.0),
        ("delete from cabinet_session where seen_at <= $1", before.idle.0),
        ("delete from browser where until <= $1", before.now.0),
        // What a newer naming has replaced goes first, or it would count again once that one has ended.
        (
            "delete from member where exists (select 1 from member newer where newer.phone_hash = member.phone_hash \
             and newer.from_at > member.from_at and newer.from_at <= $1)",
            before.now.0,
        ),
        ("delete from member where until_at <= $1", before.now.0),
        ("delete from token where expires_at <= $1", before.day_ago.0),
        ("delete from renewal where expires_at <= $1", before.now.0),
        ("delete from notice where at <= $1", before.notices.0),
        ("delete from iin_change where at <= $1", before.cool_downs.0),
        ("delete from iin_held where until <= $1", before.now.0),
        ("delete from contact_venue where day < $1", i64::from(before.today)),
        ("delete from look_up where at <= $1", before.look_ups.0),
        ("delete from venue_look_ups where day < $1", i64::from(before.today)),
        ("delete from looked_up where day < $1", i64::from(before.first_day)),
        ("delete from person_alias where used_at <= $1", before.audit.0),
        ("delete from shift where until_at <= $1", before.shifts.0),
        ("delete from staff_role where ended_at <= $1", before.shifts.0),
        ("delete from fact_version where forget_at <= $1", before.now.0),
        ("delete from audit where at <= $1", before.audit.0),
        ("delete from closing where at <= $1", before.visits.0),
        // A claim whose wait is over has nothing left to answer; one that was objected to waits for the operator.
        ("delete from claim where objected_at is null and until <= $1", before.now.0),
        ("delete from binding where ended_at is not null and ended_at <= $1", before.visits.0),
    ] {
        deleted += sql.execute(statement, &[bound.into()])?;
    }
    Ok(deleted)
}

/// The moments before which things go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    pub(crate) now: Moment,
    pub(crate) today: i32,
    pub(crate) day_ago: Moment,
    pub(crate) cabinet: Moment,
    pub(crate) idle: Moment,
    pub(crate) notices: Moment,
    pub(crate) cool_downs: Moment,
    pub(crate) visits: Moment,
    pub(crate) audit: Moment,
    pub(crate) look_ups: Moment,
    pub(crate) shifts: Moment,
    /// Roles that nobody accepted lapse.
    pub(crate) offers: Moment,
    /// The first day whose pseudonyms are still needed.
    pub(crate) first_day: i32,
}

/// Deletes the facts of a kind from before a moment, and the isolation places from before another.
pub(crate) fn facts(
    sql: &mut dyn Sql,
    kind: FactKind,
    before: Moment,
    places_before: Moment,
) -> Result<usize, DatabaseError> {
    let kind = name_of(&kind);
    sql.execute(
        "update fact set isolation = null where kind = $1 and at <= $2 and isolation is not null",
        &[kind.as_str().into(), places_before.into()],
    )?;
    sql.execute("delete from fact where kind = $1 and at <= $2", &[kind.into(), before.into()])
}

/// How long before a moment a fact of a kind must begin to be over by then.
pub(crate) fn begun_before(rules: &ashyq_core::rules::Rules, kind: FactKind, at: Moment) -> Moment {
    let start = Moment(0);
    at.minus(rules.lapses(&Fact { kind, at: start }).since(start))
}

/// The bindings that somebody else has taken and nobody has noted yet.
pub(crate) fn lost_bindings(sql: &mut dyn Sql, now: Moment) -> Result<Vec<BindingRow>, DatabaseError> {
    let rows = sql.rows(
        "select binding_id from binding where ended_at is null and contested_until <= $1 limit 100",
        &[now.into()],
    )?;
    let mut found = Vec::new();
    for row in &rows {
        found.extend(super::bindings::get(sql, &row.bytes(0)?)?);
    }
    Ok(found)
}

/// The devices that lost their place before a moment, with their accounts.
pub(crate) fn lost_devices(sql: &mut dyn Sql, before: Moment) -> Result<Vec<(Id, Device)>, DatabaseError> {
    let rows = sql.rows(
        "select account_id, device, since, waits_until, contested_until, objected, vouched from device \
         where contested_until <= $1 and objected = 0 limit 100",
        &[before.into()],
    )?;
    rows.iter().map(|row| Ok((row.bytes(0)?, DeviceRow::read(row, 1)?.device))).collect()
}
