//! The practice person that each venue in test mode has chosen.

use ashyq_core::{id::VenueId, moment::Moment, practice::PracticePerson};

use crate::database::{DatabaseError, Sql};

/// The chosen person; the green one where none was chosen.
pub(crate) fn chosen(sql: &mut dyn Sql, venue: VenueId) -> Result<PracticePerson, DatabaseError> {
    let row = sql.row("select person from practice where venue_id = $1", &[venue.0.into()])?;
    let Some(row) = row else { return Ok(PracticePerson::default()) };
    PracticePerson::of_number(row.number(0)?).ok_or(DatabaseError::Shape)
}

/// Chooses a person from now on.
pub(crate) fn choose(
    sql: &mut dyn Sql,
    venue: VenueId,
    person: PracticePerson,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into practice (venue_id, person, chosen_at) values ($1, $2, $3) on conflict (venue_id) \
         do update set person = excluded.person, chosen_at = excluded.chosen_at",
        &[venue.0.into(), person.number().into(), now.into()],
    )
    .map(drop)
}
