//! An entry by IIN, of somebody without a smartphone: looked up, decided and recorded in one.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    id::VisitId,
    keys::{Purpose, Signed},
    moment::Moment,
    not_live::Mode,
    poster::PosterNumber,
    status::Colour,
    visit::{State, Step, Visit},
    wire::{
        Mark, ProblemCode,
        staff::{StaffDecision, StaffEntry},
    },
};

use super::{OnShift, account_of, on_shift, typed};
use crate::{
    answer::Answer,
    api::{
        judge::{decide, working},
        record::stay,
    },
    database::{DatabaseError, Sql},
    day_keys::{DayKey, DayKeys, Pseudonym},
    limits, metric,
    practice::{self, Practised},
    problem::{Refusal, parse},
    random,
    routes::{Call, Visitor},
    service::Inner,
    store::{
        Id,
        accounts::Account,
        audit,
        audit::Deed,
        bindings::Subject,
        facts::{self, FactRow},
        look_ups::{self, until_tomorrow},
        stays,
        visits::{self, ClaimedClock, Decided, VisitRow},
    },
};

/// Registers an entry. Repeating the request gives the same signed decision, whatever came since, and is no second look-up.
#[allow(clippy::too_many_lines, reason = "one request from its reading to its answer, step by step")]
pub(crate) async fn enter(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let began = tokio::time::Instant::now();
    let request: StaffEntry = parse(&call.body)?;
    let visit = VisitId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let iin = typed(&request.iin)?;
    let (session, now) = (who.session, call.now);
    let subjects = Subjects { real: inner.keys.iin_hash(&iin), practice: practice::subject(&iin) };
    let said = Said { request: &request, subjects, device: session.device.device };
    let edition = inner.published.now();
    let (on, staff, ground, there) = inner
        .database
        .read(|sql| {
            let on = on_shift(sql, &session, request.shift)?;
            let there = standing(sql, &said, &on, visit, &inner.day_keys)?;
            let ground = if on.venue.mode == Some(Mode::Test) {
                Ground::Practice(practice::decide(sql, &edition.rules, &on.venue, &iin, now)?)
            } else {
                // Read for everybody alike: a person of whom nothing is known has no rows.
                Ground::Facts(facts::of_subject(sql, &subjects.real)?)
            };
            Ok::<_, Refusal>((on, account_of(sql, &session)?, ground, there))
        })
        .await?;
    if let Some(row) = there {
        return Answer::json(&answer_of(&inner, &row, &request)?);
    }
    on.open(now)?;
    working(&on.venue)?;
    if request.entrance.number() > on.venue.entrances {
        return Err(Refusal::field("entrance", "an entrance of the venue"));
    }
    let (colour, decision) = match &ground {
        Ground::Facts(facts) => {
            practice::refuse_practice(&iin)?;
            decide(&inner, facts, &on.venue.door, &edition, now)
        }
        Ground::Practice(practised) => (practised.colour(), practised.decision),
    };
    // More facts take longer to read: whoever measures sees only when everybody's would have been read.
    tokio::time::sleep_until(began + limits::LOOK_UP_LASTS).await;
    let mark = matches!(ground, Ground::Practice(_)).then_some(Mark::Practice);
    let subject = subjects.of(mark.is_some());
    let day = now.day();
    let day_key = inner.day_keys.make(day, &inner.database, &inner.keys).await?;
    let step = if decision.is_admitted() { Step::Admit } else { Step::Refuse };
    let asked = Visit::asked(visit, now);
    let dwell = edition.rules.dwell_limit(on.venue.door.kind);
    let row = VisitRow {
        venue: on.venue.venue,
        day,
        poster: PosterNumber::of_number(0).ok_or(DatabaseError::Shape)?,
        entrance: request.entrance,
        core: said.core(&day_key, mark.is_some()),
        device_day: said.device_day(&day_key),
        person_day: day_key.person(&subject),
        visit_key: Bytes([0; 32]),
        claimed_at: now,
        received_at: now,
        clock: ClaimedClock::Certain,
        visit: asked.apply(&step).unwrap_or(asked),
        // Why is for the person alone, who has no phone here to read it on; so it is not kept.
        decided: Some(Decided { colour, seed: None, why: None, list: edition.newest.list }),
        mark,
        by_staff: true,
        arrival: None,
    };
    let earlier = (1..=edition.rules.longest_dwell().as_secs().div_ceil(24 * 3600))
        .filter_map(|back| Some(inner.day_keys.get(day - i32::try_from(back).ok()?)?.person(&subject)))
        .collect();
    let write = Write {
        row,
        staff,
        role: on.role.role,
        subject,
        look_up: random::bytes(),
        fresh_alias: random::bytes(),
        chain: inner.chain,
        dwell,
        earlier,
    };
    let keys = Arc::clone(&inner.day_keys);
    let again = request.clone();
    let device = said.device;
    let outcome = inner
        .database
        .write(move |sql| {
            let said = Said { request: &again, subjects, device };
            // The same request may have come twice at once.
            match standing(sql, &said, &on, visit, &keys)? {
                Some(row) => Ok(Outcome::There(row)),
                None => write.run(sql),
            }
        })
        .await?;
    #[cfg(feature = "mutants")]
    if crate::database::is_planted("tell-at-once") {
        let holders = inner.database.read(|sql| crate::store::bindings::of_subject(sql, &subject)).await?;
        if !holders.is_empty() {
            // What a gateway takes.
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
    match outcome {
        Outcome::Written => Answer::json(&answer_of(&inner, &row, &request)?),
        Outcome::There(row) => Answer::json(&answer_of(&inner, &row, &request)?),
        Outcome::Limited(wait) => {
            metrics::counter!(metric::LIMITED, "limit" => "look_ups").increment(1);
            Err(Refusal::wait(ProblemCode::RateLimited, wait))
        }
    }
}

/// What a decision rests on.
enum Ground {
    /// What is known about the person.
    Facts(Vec<FactRow>),
    /// A practice person, in whose stead nobody is looked up.
    Practice(Practised),
}

/// What stands for the person: by the IIN, or in practice by nobody's.
#[derive(Clone, Copy)]
struct Subjects {
    real: Subject,
    practice: Subject,
}

impl Subjects {
    fn of(&self, practice: bool) -> Subject {
        if practice { self.practice } else { self.real }
    }
}

/// What a repeated request must say again.
struct Said<'a> {
    request: &'a StaffEntry,
    subjects: Subjects,
    device: [u8; 32],
}

impl Said<'_> {
    fn core(&self, key: &DayKey, practice: bool) -> Pseudonym {
        let subject = self.subjects.of(practice);
        key.of_parts("staff core", &[&self.request.shift.0, &[self.request.entrance.number()], &subject])
    }

    /// Another pseudonym than that of the device's own visits: staff's phone reports no exit of it as its own.
    fn device_day(&self, key: &DayKey) -> Pseudonym {
        key.of_parts("staff device", &[&self.device])
    }
}

/// The entry whose id stands at the venue already: the same one, or a conflict.
fn standing(
    sql: &mut dyn Sql,
    said: &Said<'_>,
    on: &OnShift,
    visit: VisitId,
    keys: &DayKeys,
) -> Result<Option<VisitRow>, Refusal> {
    let venue = on.venue.venue;
    let Some(day) = visits::day_of(sql, venue, visit)? else { return Ok(None) };
    // The bare id outlives the visit.
    let row = visits::get(sql, venue, day, visit)?.ok_or(ProblemCode::VisitTooOld)?;
    let key = keys.get(day).ok_or(ProblemCode::VisitTooOld)?;
    if row.core == said.core(&key, row.is_practice()) && row.device_day == said.device_day(&key) {
        Ok(Some(row))
    } else {
        Err(ProblemCode::VisitConflict.into())
    }
}

enum Outcome {
    Written,
    There(VisitRow),
    Limited(Duration),
}

/// Everything that the writer needs.
struct Write {
    row: VisitRow,
    staff: Account,
    role: Id,
    subject: Subject,
    look_up: Id,
    fresh_alias: Id,
    chain: Id,
    dwell: Duration,
    earlier: Vec<Pseudonym>,
}

impl Write {
    /// Counts the look-up and leaves its traces, then records the entry: the same steps whoever the person is.
    fn run(&self, sql: &mut dyn Sql) -> Result<Outcome, Refusal> {
        let (row, now) = (&self.row, self.row.received_at);
        if let Err(wait) = look_ups::count(sql, &self.staff.phone_hash, row.venue, &self.look_up, now)? {
            return Ok(Outcome::Limited(wait));
        }
        if row.is_practice() {
            // Nobody was looked up: there is nobody to name in the audit and nobody to tell.
            visits::add(sql, row, None)?;
            practice::note_entry(sql, row, now)?;
            return Ok(Outcome::Written);
        }
        let alias = look_ups::alias(sql, &self.subject, &self.fresh_alias, now)?;
        audit::add(sql, &self.chain, &self.deed(now, alias))?;
        look_ups::note(sql, &row.person_day, row.day, now)?;
        let most = limits::CONTACT_VENUES_A_DAY;
        if row.decided.is_some_and(|decided| decided.colour == Colour::Yellow) {
            if !stays::may_decide(sql, &row.person_day, row.venue, most)? {
                // The look-up stays counted and in the audit. Its refusal is that of a venue's day, to the byte: that a
                // person was at other venues is nobody's business here.
                return Ok(Outcome::Limited(until_tomorrow(now)));
            }
            stays::note_contact(sql, &row.person_day, row.venue, row.day, most)?;
        }
        visits::add(sql, row, None)?;
        stay(sql, row, &row.visit, self.dwell, &self.earlier)?;
        Ok(Outcome::Written)
    }

    fn deed(&self, at: Moment, alias: Id) -> Deed {
        let detail = format!("{} {}", self.row.venue, Bytes(self.role));
        Deed { at, actor: "staff", action: "look_up", subject: Some(alias), detail, who: Some(self.staff.alias) }
    }
}

/// The answer that follows from a row: the same row gives the same bytes.
fn answer_of(inner: &Inner, row: &VisitRow, request: &StaffEntry) -> Result<Signed<StaffDecision>, DatabaseError> {
    let decision = StaffDecision {
        visit: row.visit.id,
        shift: request.shift,
        time: row.received_at,
        colour: row.decided.ok_or(DatabaseError::Shape)?.colour,
        admitted: row.visit.state != State::Refused,
        test: row.is_practice(),
    };
    Signed::sign(&decision, inner.keys.signer(Purpose::Decision)).ok_or(DatabaseError::Shape)
}
