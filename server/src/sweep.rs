//! What time brings: stays that end at their dwell limit, and everything past its date.
//!
//! It runs beside requests: each batch is one small job of the writer.

use std::sync::Arc;

use ashyq_core::{
    id::VenueId,
    moment::DAY,
    status::FactKind,
    visit::{Exit, Learnt},
};

use crate::{
    api::record::end_stay,
    application,
    board::close,
    cabinet::deletion,
    database::DatabaseError,
    limits,
    service::Inner,
    store::{
        accounts, bindings::BindingRow, counters, day_keys, facts, retention, retention::Before, staff, stays, venues,
        visits::NOWHERE,
    },
    whose,
};

/// How many rows a batch has.
const BATCH: i64 = 200;
/// The counter of the day on which everything that happens once a day was last done.
const SWEPT_DAY: &str = "swept_day";

/// What a sweep has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Stays that ended at their dwell limit, or with a day whose closing was cut short.
    pub ended: usize,
    /// Visits and refused arrivals that were deleted.
    pub visits: usize,
    /// Visit ids that were deleted.
    pub visit_keys: usize,
    /// Facts that were deleted.
    pub facts: usize,
    /// Other rows that were deleted.
    pub others: usize,
}

pub(crate) async fn run(inner: &Arc<Inner>) -> Result<Swept, DatabaseError> {
    let now = inner.now();
    let cut_short = close::finish_all(inner).await?;
    let ended = dwell_limits(inner).await? + usize::try_from(cut_short).unwrap_or(0);
    let mut swept = Swept { ended, ..Swept::default() };
    let before = Before {
        now,
        today: now.day(),
        day_ago: now.minus(DAY),
        cabinet: now.minus(limits::CABINET_LIFE),
        idle: now.minus(limits::CABINET_IDLE),
        notices: now.minus(limits::NOTICES_KEPT),
        cool_downs: now.minus(limits::COOL_DOWN),
        visits: now.minus(limits::VISITS_KEPT),
        audit: now.minus(limits::AUDIT_KEPT),
        look_ups: now.minus(limits::LOOK_UPS_WINDOW),
        shifts: now.minus(limits::SHIFTS_KEPT),
        offers: now.minus(limits::ROLE_WAITS),
        // Every row of the days before is gone: entered before its reception, and deleted 14 days after the entry.
        first_day: now.minus(limits::VISITS_KEPT).day() - 1,
    };
    deletion::due(inner, now).await?;
    lost(inner, before).await?;
    offers(inner, before).await?;
    swept.others = inner.database.write(move |sql| retention::short_lived(sql, &before)).await?;
    swept.others += application::sweep::run(inner).await?;
    let edition = inner.published.now();
    for kind in FactKind::ALL {
        let places = retention::begun_before(&edition.rules, kind, now);
        let gone = places.minus(limits::FACTS_KEPT);
        swept.facts += inner.database.write(move |sql| retention::facts(sql, kind, gone, places)).await?;
    }
    inner.database.write(move |sql| facts::forget_everybodys_places(sql, now)).await?;
    swept.visits = late_visits(inner, before).await?;
    let last = inner.database.read(|sql| counters::get(sql, SWEPT_DAY)).await?;
    if i64::from(last) < i64::from(before.today) {
        swept.visit_keys = visit_keys(inner, before).await?;
        let today = i64::from(before.today);
        inner.database.write(move |sql| counters::rise_to(sql, SWEPT_DAY, today)).await?;
    }
    swept.visits += visits(inner, before).await?;
    let first_kept = before.first_day;
    inner.database.write(move |sql| day_keys::destroy_before(sql, first_kept)).await?;
    inner.day_keys.forget_before(first_kept);
    inner.doors.forget(now);
    if swept.visits + swept.visit_keys + swept.facts > 0 {
        // What was deleted must not stay in the write-ahead log either; where readers are in the way, the next sweep does it.
        inner.database.fold().ok();
    }
    Ok(swept)
}

async fn dwell_limits(inner: &Inner) -> Result<usize, DatabaseError> {
    let mut ended = 0;
    loop {
        let now = inner.now();
        let overdue = inner.database.read(|sql| stays::overdue(sql, now, BATCH)).await?;
        if overdue.is_empty() {
            return Ok(ended);
        }
        ended += overdue.len();
        inner
            .database
            .write(move |sql| {
                overdue
                    .iter()
                    .try_for_each(|stay| end_stay(sql, stay, Exit { at: stay.ends_at, learnt: Learnt::DwellLimit }))
            })
            .await?;
    }
}

/// Notes who has lost an IIN or a place, and logs out devices that lost theirs 14 days ago.
async fn lost(inner: &Inner, before: Before) -> Result<(), DatabaseError> {
    let now = before.now;
    inner
        .database
        .write(move |sql| {
            for row in retention::lost_bindings(sql, now)? {
                if let Some(account) = accounts::get(sql, &row.account)? {
                    whose::end(sql, &account, &row, true, now)?;
                } else {
                    crate::store::bindings::put(sql, &BindingRow { ended_at: Some(now), ..row })?;
                }
            }
            for (account, device) in retention::lost_devices(sql, before.visits)? {
                if let Some(account) = accounts::get(sql, &account)? {
                    whose::leave(sql, &account, &device, now)?;
                }
            }
            Ok(())
        })
        .await
}

/// Ends the roles that nobody accepted in time.
async fn offers(inner: &Inner, before: Before) -> Result<(), DatabaseError> {
    inner
        .database
        .write(move |sql| {
            let lapsed = staff::lapsed(sql, before.offers, BATCH)?;
            lapsed.iter().try_for_each(|role| staff::end(sql, role, false, before.now))
        })
        .await
}

async fn late_visits(inner: &Inner, before: Before) -> Result<usize, DatabaseError> {
    let mut deleted = 0;
    loop {
        let batch = inner.database.write(move |sql| retention::late_visits(sql, before.visits, BATCH)).await?;
        deleted += batch;
        if batch == 0 {
            return Ok(deleted);
        }
    }
}

async fn visits(inner: &Inner, before: Before) -> Result<usize, DatabaseError> {
    let bounds = (before.visits.day(), before.visits);
    let mut deleted = 0;
    for venue in all_venues(inner).await? {
        loop {
            // Looked for among the readers: most venues have nothing to delete, and the writer is not asked for them.
            let old = inner.database.read(|sql| retention::has_old_visits(sql, venue, bounds)).await?;
            if !old {
                break;
            }
            deleted += inner.database.write(move |sql| retention::visits_of_venue(sql, venue, bounds, BATCH)).await?;
        }
    }
    Ok(deleted)
}

async fn visit_keys(inner: &Inner, before: Before) -> Result<usize, DatabaseError> {
    let day = before.today - limits::VISIT_KEYS_KEPT_DAYS;
    let mut deleted = 0;
    for venue in all_venues(inner).await? {
        loop {
            let ids = inner.database.read(|sql| retention::old_visit_keys(sql, venue, day, BATCH)).await?;
            if ids.is_empty() {
                break;
            }
            deleted += inner.database.write(move |sql| retention::visit_keys(sql, venue, &ids)).await?;
        }
    }
    Ok(deleted)
}

async fn all_venues(inner: &Inner) -> Result<Vec<VenueId>, DatabaseError> {
    let mut all = vec![NOWHERE];
    loop {
        let last = *all.last().unwrap_or(&NOWHERE);
        let next = inner.database.read(|sql| venues::ids_after(sql, last, 1000)).await?;
        if next.is_empty() {
            return Ok(all);
        }
        all.extend(next);
    }
}
