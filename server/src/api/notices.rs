//! What an account must know, and its answers.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    moment::Moment,
    wire::{Notice, NoticeAnswer, NoticeKind, Notices, ProblemCode},
};

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    day_keys::DayKeys,
    limits,
    problem::{Refusal, parse},
    routes::{Call, Visitor},
    service::Inner,
    store::{
        accounts, audit,
        audit::Deed,
        bindings::{self, Standing},
        claims, look_ups, notices,
        sessions::Session,
    },
    whose,
};

/// The notices, the newest first.
pub(crate) async fn list(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let (session, now) = (who.session, call.now);
    let (rows, looked_up) = inner
        .database
        .read(|sql| {
            let rows = notices::of_account(sql, &session.account, limits::MOST_NOTICES)?;
            Ok::<_, DatabaseError>((rows, looked_up(sql, &inner.day_keys, &session, now)?))
        })
        .await?;
    let shown = rows.into_iter().map(|row| {
        let until = row.notice.until.filter(|_| !row.answered);
        Notice { until, ..row.notice }
    });
    let mut notices: Vec<_> = shown.chain(looked_up).collect();
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    notices.truncate(usize::try_from(limits::MOST_NOTICES).unwrap_or(usize::MAX));
    Answer::json(&Notices { notices })
}

/// The days on which staff looked up the person whose IIN is bound to this device, one notice a day.
///
/// A look-up leaves the same row whoever the person is, and whoever has the IIN bound finds it here: telling them at the
/// look-up itself would take time, or ring, in front of staff. The day is all that is told: without the register's proof
/// the account may be a stranger's. For the same reason nothing is told of what was before the binding counted.
fn looked_up(sql: &mut dyn Sql, keys: &DayKeys, session: &Session, now: Moment) -> Result<Vec<Notice>, DatabaseError> {
    let rows = bindings::of_device(sql, &session.account, &session.device.device)?;
    let Some(binding) = rows.into_iter().find(|row| row.standing(now) == Standing::Holds) else {
        return Ok(Vec::new());
    };
    let Some(subject) = binding.subject else { return Ok(Vec::new()) };
    let since = binding.waits_until.unwrap_or(binding.bound_at);
    let mut notices = Vec::new();
    for day in now.minus(limits::VISITS_KEPT).day()..=now.day() {
        let Some(key) = keys.get(day) else { continue };
        if look_ups::newest(sql, &key.person(&subject))?.is_some_and(|at| at >= since) {
            let id = Bytes(key.of_parts("looked up", &[&subject]));
            notices.push(Notice { id, at: Moment::of_day(day), kind: NoticeKind::LookedUp, until: None, claim: None });
        }
    }
    Ok(notices)
}

/// Agrees to what a notice tells of, or objects.
pub(crate) async fn answer(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let request: NoticeAnswer = parse(&call.body)?;
    let notice = Bytes::<16>::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (session, now, chain) = (who.session, call.now, inner.chain);
    let tell = inner
        .database
        .write(move |sql| {
            let rows = notices::of_account(sql, &session.account, limits::MOST_NOTICES)?;
            let row = rows.iter().find(|row| row.notice.id == notice).ok_or(ProblemCode::NotFound)?;
            let claim = row.claim.filter(|_| !row.answered).ok_or(ProblemCode::NoticeAnswered)?;
            let claim = claims::get(sql, &claim)?
                .filter(|claim| claim.until > now && claim.objected_at.is_none())
                .ok_or(ProblemCode::NoticeAnswered)?;
            if claim.account == session.account && claim.device == session.device.device {
                return Err(ProblemCode::NotAllowed.into());
            }
            notices::answer(sql, &session.account, &notice.0)?;
            let account = accounts::get(sql, &session.account)?.ok_or(ProblemCode::SessionEnded)?;
            let action = if request.agree { "agree_to_claim" } else { "object_to_claim" };
            audit::add(sql, &chain, &Deed::of_visitor(now, action, account.alias))?;
            Ok::<_, Refusal>(whose::answer(sql, &session.account, &claim, request.agree, now)?)
        })
        .await?;
    super::session::tell(&inner, tell);
    Ok(Answer::nothing())
}
