//! What an account must know, and its answers.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    wire::{NoticeAnswer, Notices, ProblemCode},
};

use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    routes::{Call, Visitor},
    service::Inner,
    store::{accounts, audit, audit::Deed, claims, notices},
    whose,
};

/// The notices, the newest first.
pub(crate) async fn list(inner: Arc<Inner>, who: Visitor, _call: Call) -> Result<Answer, Refusal> {
    let account = who.session.account;
    let rows = inner.database.read(|sql| notices::of_account(sql, &account, limits::MOST_NOTICES)).await?;
    let shown = rows.into_iter().map(|row| {
        let until = row.notice.until.filter(|_| !row.answered);
        ashyq_core::wire::Notice { until, ..row.notice }
    });
    Answer::json(&Notices { notices: shown.collect() })
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
