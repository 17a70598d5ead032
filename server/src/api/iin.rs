//! Whose IIN a device acts for.

use std::sync::Arc;

use ashyq_core::{
    iin::Iin,
    wire::{IinRequest, Problem, ProblemCode},
};

use crate::{
    answer::Answer,
    database::DatabaseError,
    practice::refuse_practice,
    problem::{Refusal, parse},
    review,
    routes::{AnyDevice, Call},
    service::Inner,
    store::{accounts, audit, audit::Deed, devices},
    whose::{self, Proof},
};

/// Binds an IIN.
pub(crate) async fn bind(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let request: IinRequest = parse(&call.body)?;
    let wrong = |rule: String| Problem {
        field: Some("iin".to_owned()),
        rule: Some(rule),
        ..Problem::of(ProblemCode::IinInvalid)
    };
    let iin = Iin::parse(&request.iin).map_err(|error| wrong(error.to_string()))?;
    let session = who.session;
    let account = inner.database.read(|sql| accounts::get(sql, &session.account)).await?;
    let account = account.ok_or(ProblemCode::SessionEnded)?;
    let is_reviewer = review::phone_hash(&inner, call.now) == Some(account.phone_hash);
    let proof = match (is_reviewer, inner.keys.open_phone(&account.phone_sealed)) {
        (true, _) if refuse_practice(&iin).is_err() => Some(true),
        (true, _) => return Err(wrong("a store's reviewer takes a practice person's".to_owned()).into()),
        (false, Some(phone)) => {
            refuse_practice(&iin)?;
            inner.options.registry.is_own(&iin, &phone).await
        }
        (false, None) => refuse_practice(&iin).map(|()| None)?,
    };
    if proof == Some(false) {
        return Err(wrong("the state's register has another phone number for it".to_owned()).into());
    }
    let proof = if proof == Some(true) { Proof::Own } else { Proof::None };
    let subject = inner.keys.iin_hash(&iin);
    let (now, chain) = (call.now, inner.chain);
    let (state, tell) = inner
        .database
        .write(move |sql| {
            // Read again inside the transaction: somebody may have objected meanwhile.
            let rows = devices::of_account(sql, &session.account)?;
            let device = rows.iter().find(|row| row.device == session.device.device);
            let device = device.ok_or(ProblemCode::SessionEnded)?;
            let tell = whose::bind(sql, &account, device, &subject, proof, now)?;
            audit::add(sql, &chain, &Deed::of_visitor(now, "bind_iin", account.alias))?;
            Ok::<_, Refusal>((whose::state(sql, &session.account, device, now)?, tell))
        })
        .await?;
    super::session::tell(&inner, tell);
    Answer::json(&state)
}

/// The binding as it stands.
pub(crate) async fn state(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let (session, now) = (who.session, call.now);
    let job = |sql: &mut dyn crate::database::Sql| whose::state(sql, &session.account, &session.device, now);
    let state = inner.database.read::<_, DatabaseError>(job).await?;
    Answer::json(&state)
}
