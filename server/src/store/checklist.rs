//! What venues have tried in their test week.

use ashyq_core::{id::VenueId, moment::Moment};

use super::{name_of, of_name};
use crate::{
    application::checklist::Item,
    database::{DatabaseError, Sql},
};

/// Notes an item of a venue that is in test mode, once.
pub(crate) fn note(sql: &mut dyn Sql, venue: VenueId, item: Item, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into checklist (venue_id, item, at) select venue_id, $1, $2 from venue \
         where venue_id = $3 and mode = 'test' on conflict (venue_id, item) do nothing",
        &[name_of(&item).into(), now.into(), venue.0.into()],
    )
    .map(drop)
}

/// What a venue has tried, and when first.
pub(crate) fn of_venue(sql: &mut dyn Sql, venue: VenueId) -> Result<Vec<(Item, Moment)>, DatabaseError> {
    let rows = sql.rows("select item, at from checklist where venue_id = $1", &[venue.0.into()])?;
    rows.iter().map(|row| Ok((of_name(row.text(0)?)?, row.moment(1)?))).collect()
}
