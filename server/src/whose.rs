//! Whose IIN is it? One active device an account, one IIN an account, and a day's wait for whoever comes later.
//!
//! Rows of devices and bindings say by themselves where they stand at any moment ([`DeviceRow::place`],
//! [`BindingRow::standing`]): a wait that ends needs nobody to be awake. What is here changes those rows.

use ashyq_core::{
    bytes::Bytes,
    moment::Moment,
    wire::{Binding, Notice, NoticeKind, ProblemCode},
    words::Language,
};

use crate::{
    database::{DatabaseError, Sql},
    limits,
    problem::Refusal,
    random,
    store::{
        Id, accounts,
        accounts::Account,
        bindings,
        bindings::{BindingRow, Standing, Subject},
        cabinet_sessions, claims,
        claims::Claim,
        devices,
        devices::{Device, DeviceRow, Place},
        look_ups, members, notices, sessions, shifts, staff,
    },
};

/// Somebody to be told by SMS.
#[derive(Clone, Debug)]
pub(crate) struct Tell {
    pub(crate) phone_sealed: Vec<u8>,
    pub(crate) language: Language,
    pub(crate) kind: NoticeKind,
}

/// What the state's register of phone numbers says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// There is no register.
    None,
    /// The number is the person's own.
    Own,
}

/// Where an account's device stands with its IIN.
pub(crate) fn state(
    sql: &mut dyn Sql,
    account: &Id,
    device: &DeviceRow,
    now: Moment,
) -> Result<Binding, DatabaseError> {
    let lost = |at: Moment| {
        let until = at.plus(limits::VISITS_KEPT);
        if until > now { Binding::Lost { until } } else { Binding::None }
    };
    let waits = match device.place(now) {
        Place::Held => None,
        Place::Waits(until) => Some(until),
        Place::Objected => return objected(sql, account, &device.device, None),
        Place::Lost(at) => return Ok(lost(at)),
    };
    let Some(row) = bindings::of_device(sql, account, &device.device)?.into_iter().next() else {
        return Ok(Binding::None);
    };
    let binding = Bytes(row.binding);
    Ok(match row.standing(now) {
        Standing::Holds => waits.map_or(Binding::Bound { binding }, |until| Binding::Waiting { binding, until }),
        Standing::Waits(until) => Binding::Waiting { binding, until: waits.map_or(until, |wait| wait.max(until)) },
        Standing::Objected => return objected(sql, account, &device.device, Some(row.binding)),
        Standing::Over(at) if row.was_lost(now) => lost(at),
        Standing::Over(_) => Binding::None,
    })
}

/// A claim that was objected to, with the number by which the operator finds it.
fn objected(sql: &mut dyn Sql, account: &Id, device: &Device, binding: Option<Id>) -> Result<Binding, DatabaseError> {
    let claims = claims::of_account(sql, account)?;
    let claim = claims.iter().find(|claim| claim.device == *device && claim.binding == binding);
    // Whatever was objected to keeps its claim until the operator decides.
    Ok(Binding::Objected { claim: claim.ok_or(DatabaseError::Shape)?.number() })
}

/// Lets a device take its place in an account, or wait for it; whom to tell.
pub(crate) fn take_place(
    sql: &mut dyn Sql,
    account: &Account,
    device: &Device,
    now: Moment,
) -> Result<Vec<Tell>, DatabaseError> {
    let all = devices::of_account(sql, &account.id)?;
    let own = all.iter().find(|row| row.device == *device);
    if own.is_some_and(|row| !matches!(row.place(now), Place::Lost(_))) {
        return Ok(Vec::new());
    }
    let waits = all.iter().any(|row| row.device != *device && !matches!(row.place(now), Place::Lost(_)));
    let waits_until = waits.then(|| now.plus(limits::WAIT));
    let row =
        DeviceRow { device: *device, since: now, waits_until, contested_until: None, objected: false, vouched: waits };
    devices::put(sql, &account.id, &row)?;
    let Some(until) = waits_until else { return Ok(Vec::new()) };
    let claim =
        Claim { id: random::bytes(), account: account.id, device: *device, binding: None, until, objected_at: None };
    claims::put(sql, &claim)?;
    contest_devices(sql, &account.id, now)?;
    notify(sql, &account.id, NoticeKind::NewDevice, Some(&claim), now)?;
    Ok(vec![account.tell(NoticeKind::NewDevice)])
}

/// Binds an IIN to a device; whom to tell.
pub(crate) fn bind(
    sql: &mut dyn Sql,
    account: &Account,
    device: &DeviceRow,
    subject: &Subject,
    proof: Proof,
    now: Moment,
) -> Result<Vec<Tell>, Refusal> {
    match device.place(now) {
        Place::Held | Place::Waits(_) => {}
        Place::Objected => return Err(ProblemCode::ClaimObjected.into()),
        Place::Lost(_) => return Err(ProblemCode::NotAllowed.into()),
    }
    let own = bindings::of_device(sql, &account.id, &device.device)?;
    let live = own.iter().find(|row| !matches!(row.standing(now), Standing::Over(_)));
    if live.is_some_and(|row| row.subject == Some(*subject)) {
        return Ok(Vec::new());
    }
    let since = now.minus(limits::COOL_DOWN);
    if bindings::note_change(sql, &account.phone_hash, subject, (since, now))? > limits::MOST_IINS {
        let oldest = bindings::oldest_change(sql, &account.phone_hash, since)?.unwrap_or(now);
        return Err(Refusal::wait(ProblemCode::IinChangesUsedUp, oldest.plus(limits::COOL_DOWN).since(now)));
    }
    for row in own.iter().filter(|row| row.ended_at.is_none()) {
        end(sql, account, row, true, now)?;
    }
    let holders: Vec<_> = bindings::of_subject(sql, subject)?;
    let elsewhere: Vec<_> = holders
        .iter()
        .filter(|row| row.account != account.id && !matches!(row.standing(now), Standing::Over(_)))
        .collect();
    let siblings: Vec<Device> = devices::of_account(sql, &account.id)?.iter().map(|row| row.device).collect();
    // A device whose wait was told to its account need not wait again for what the account itself held.
    let ours = if device.vouched { siblings } else { vec![device.device] };
    let unbound_holders = holders.iter().any(|row| row.account == account.id && !ours.contains(&row.device));
    let remembered = bindings::held_elsewhere(sql, subject, &ours, now)?;
    let waits = proof == Proof::None && (!elsewhere.is_empty() || unbound_holders || remembered.is_some());
    let row = BindingRow {
        binding: random::bytes(),
        account: account.id,
        device: device.device,
        subject: Some(*subject),
        bound_at: now,
        waits_until: waits.then(|| now.plus(limits::WAIT)),
        contested_until: None,
        objected: false,
        ended_at: None,
    };
    bindings::put(sql, &row)?;
    contest_bindings(sql, subject, now)?;
    let Some(until) = row.waits_until else { return Ok(Vec::new()) };
    let claim = Claim {
        id: random::bytes(),
        account: account.id,
        device: device.device,
        binding: Some(row.binding),
        until,
        objected_at: None,
    };
    claims::put(sql, &claim)?;
    let mut tell: Vec<Tell> = Vec::new();
    let mut told: Vec<Id> = Vec::new();
    for other in elsewhere {
        if told.contains(&other.account) {
            continue;
        }
        told.push(other.account);
        notify(sql, &other.account, NoticeKind::IinClaimed, Some(&claim), now)?;
        tell.extend(accounts::get(sql, &other.account)?.map(|other| other.tell(NoticeKind::IinClaimed)));
    }
    let numbers = remembered.unwrap_or_default().into_iter();
    tell.extend(numbers.map(|phone_sealed| Tell {
        phone_sealed,
        language: Language::Kk,
        kind: NoticeKind::IinClaimed,
    }));
    Ok(tell)
}

/// Answers a claim for the side that was told: agrees, or objects.
pub(crate) fn answer(
    sql: &mut dyn Sql,
    account: &Id,
    claim: &Claim,
    agree: bool,
    now: Moment,
) -> Result<Vec<Tell>, DatabaseError> {
    let tell = if agree {
        settle(sql, claim, now)?;
        claims::remove(sql, &claim.id)?;
        None
    } else {
        set(sql, claim, |waits, objected| (*waits, *objected) = (*waits, true), now)?;
        claims::put(sql, &Claim { objected_at: Some(now), ..*claim })?;
        if claim.account == *account {
            None
        } else {
            notify(sql, &claim.account, NoticeKind::ClaimObjected, Some(claim), now)?;
            accounts::get(sql, &claim.account)?.map(|other| other.tell(NoticeKind::ClaimObjected))
        }
    };
    Ok(tell.into_iter().collect())
}

/// Decides a claim for the operator, who has seen an ID card.
pub(crate) fn decide(sql: &mut dyn Sql, claim: &Claim, allow: bool, now: Moment) -> Result<(), DatabaseError> {
    if allow {
        settle(sql, claim, now)?;
        return claims::remove(sql, &claim.id);
    }
    match (claim.binding, accounts::get(sql, &claim.account)?) {
        (Some(binding), Some(account)) => {
            if let Some(row) = bindings::get(sql, &binding)? {
                end(sql, &account, &row, false, now)?;
            }
        }
        (None, Some(account)) => leave(sql, &account, &claim.device, now)?,
        (_, None) => {}
    }
    claims::remove(sql, &claim.id)
}

/// Logs a device out of its account: its sessions, its bindings and its place end.
pub(crate) fn leave(sql: &mut dyn Sql, account: &Account, device: &Device, now: Moment) -> Result<(), DatabaseError> {
    for row in bindings::of_device(sql, &account.id, device)? {
        if row.ended_at.is_none() {
            end(sql, account, &row, true, now)?;
        }
        // The IIN's HMAC goes with the log-out; the bare binding stays, for what is still to be delivered.
        let ended = bindings::get(sql, &row.binding)?;
        if let Some(ended) = ended {
            bindings::put(sql, &BindingRow { subject: None, ..ended })?;
        }
    }
    for claim in claims::of_account(sql, &account.id)?.iter().filter(|claim| claim.device == *device) {
        claims::remove(sql, &claim.id)?;
    }
    sessions::end_of_device(sql, &account.id, device)?;
    shifts::delete_of(sql, &account.id, device)?;
    devices::remove(sql, &account.id, device)?;
    contest_devices(sql, &account.id, now)
}

/// Deletes an account: everything that names it goes, cool-downs stay under marks that name nobody.
pub(crate) fn delete(sql: &mut dyn Sql, account: &Account, now: Moment) -> Result<(), DatabaseError> {
    let forgotten = Account { phone_sealed: Vec::new(), ..account.clone() };
    for role in staff::of_phone(sql, &account.phone_hash)? {
        staff::end(sql, &role, false, now)?;
    }
    for row in devices::of_account(sql, &account.id)? {
        for binding in bindings::of_device(sql, &account.id, &row.device)? {
            // Whoever only claims an IIN does not make the audit forget its owner.
            if let (Standing::Holds, Some(subject)) = (binding.standing(now), binding.subject) {
                look_ups::forget_alias(sql, &subject)?;
            }
        }
        leave(sql, &forgotten, &row.device, now)?;
    }
    bindings::delete_of_account(sql, &account.id)?;
    notices::delete_of_account(sql, &account.id)?;
    cabinet_sessions::end_all(sql, &account.id)?;
    if members::is_or_will_be(sql, &account.phone_hash, now)? {
        // The office stays until the operator takes it away; nothing leads from the visitor's past to it.
        return accounts::set_alias(sql, &account.id, &random::bytes());
    }
    accounts::delete(sql, &account.id, &account.phone_hash)
}

/// Ends a binding and remembers that its device held the IIN.
pub(crate) fn end(
    sql: &mut dyn Sql,
    account: &Account,
    row: &BindingRow,
    held: bool,
    now: Moment,
) -> Result<(), DatabaseError> {
    let ended = match row.standing(now) {
        Standing::Over(at) => at,
        _ => now,
    };
    bindings::put(sql, &BindingRow { ended_at: Some(ended), ..*row })?;
    for claim in claims::of_account(sql, &row.account)?.iter().filter(|claim| claim.binding == Some(row.binding)) {
        claims::remove(sql, &claim.id)?;
    }
    let Some(subject) = row.subject else { return Ok(()) };
    if held && !matches!(row.standing(now), Standing::Waits(_) | Standing::Objected) {
        let number = Some(account.phone_sealed.as_slice()).filter(|sealed| !sealed.is_empty());
        bindings::remember_held(sql, &subject, &row.device, number, ended.plus(limits::COOL_DOWN))?;
    }
    contest_bindings(sql, &subject, now)
}

/// Lets a claim have what it claims, from now on.
fn settle(sql: &mut dyn Sql, claim: &Claim, now: Moment) -> Result<(), DatabaseError> {
    set(sql, claim, |waits, objected| (*waits, *objected) = (Some(now), false), now)
}

/// Changes when the wait of a claim ends and whether it was objected to.
fn set(
    sql: &mut dyn Sql,
    claim: &Claim,
    change: impl Fn(&mut Option<Moment>, &mut bool),
    now: Moment,
) -> Result<(), DatabaseError> {
    if let Some(binding) = claim.binding {
        let Some(mut row) = bindings::get(sql, &binding)? else { return Ok(()) };
        change(&mut row.waits_until, &mut row.objected);
        bindings::put(sql, &row)?;
        row.subject.map_or(Ok(()), |subject| contest_bindings(sql, &subject, now))
    } else {
        let row = devices::of_account(sql, &claim.account)?.into_iter().find(|row| row.device == claim.device);
        let Some(mut row) = row else { return Ok(()) };
        change(&mut row.waits_until, &mut row.objected);
        devices::put(sql, &claim.account, &row)?;
        contest_devices(sql, &claim.account, now)
    }
}

/// Writes into each binding of an IIN when a later one takes its place; what is lost already stays lost.
fn contest_bindings(sql: &mut dyn Sql, subject: &Subject, now: Moment) -> Result<(), DatabaseError> {
    let all = bindings::of_subject(sql, subject)?;
    for row in all.iter().filter(|row| row.contested_until.is_none_or(|lost| lost > now)) {
        let later =
            all.iter().filter(|other| other.account != row.account && !other.objected && other.order() > row.order());
        let contested_until = later.map(|other| other.waits_until.unwrap_or(other.bound_at)).min();
        if contested_until != row.contested_until {
            bindings::put(sql, &BindingRow { contested_until, ..*row })?;
        }
    }
    Ok(())
}

/// Writes into each device of an account when a later one takes its place; what is lost already stays lost.
fn contest_devices(sql: &mut dyn Sql, account: &Id, now: Moment) -> Result<(), DatabaseError> {
    let all = devices::of_account(sql, account)?;
    for row in all.iter().filter(|row| row.contested_until.is_none_or(|lost| lost > now)) {
        let later = all.iter().filter(|other| !other.objected && other.order() > row.order());
        let contested_until = later.map(|other| other.waits_until.unwrap_or(other.since)).min();
        if contested_until != row.contested_until {
            devices::put(sql, account, &DeviceRow { contested_until, ..*row })?;
        }
    }
    Ok(())
}

fn notify(
    sql: &mut dyn Sql,
    account: &Id,
    kind: NoticeKind,
    claim: Option<&Claim>,
    now: Moment,
) -> Result<(), DatabaseError> {
    // What tells the claimant can be answered by nobody: the operator decides.
    let until = claim.filter(|_| kind != NoticeKind::ClaimObjected).map(|claim| claim.until);
    let notice = Notice { id: Bytes(random::bytes()), at: now, kind, until, claim: None };
    notices::add(sql, account, &notice, claim.map(|claim| claim.id))
}

impl Account {
    fn tell(&self, kind: NoticeKind) -> Tell {
        Tell { phone_sealed: self.phone_sealed.clone(), language: self.language, kind }
    }
}

impl DeviceRow {
    /// Who came first; of two in the same millisecond, the one that had to wait came later.
    fn order(&self) -> (Moment, bool, Device) {
        (self.since, self.waits_until.is_some(), self.device)
    }
}

impl BindingRow {
    /// Who came first; of two in the same millisecond, the one that had to wait came later.
    fn order(&self) -> (Moment, bool, Id) {
        (self.bound_at, self.waits_until.is_some(), self.binding)
    }

    /// Whether the binding ended because somebody else took it.
    pub(crate) fn was_lost(&self, now: Moment) -> bool {
        self.contested_until.is_some_and(|lost| lost <= self.ended_at.unwrap_or(now))
    }
}
