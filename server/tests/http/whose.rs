//! "Whose IIN is it?", story by story.

use std::time::Duration;

use ashyq_core::{moment::DAY, phone::Phone, wire::*};
use ashyq_server::api::claims::{ClaimDecision, Claims};

use crate::common::*;

const FIRST: &str = "+77051111111";
const SECOND: &str = "+77052222222";
const IIN: &str = "900101300017";
const MS: Duration = Duration::from_millis(1);

async fn logged_in(world: &World, number: &str) -> Device {
    let mut device = world.device();
    device.log_in(world, number).await;
    device
}

async fn notices(world: &World, device: &mut Device) -> Vec<Notice> {
    device.get(world, path::NOTICES).await.ok().json::<Notices>().notices
}

async fn answer(world: &World, device: &mut Device, notice: &Notice, agree: bool) -> Reply {
    let path = path::NOTICE.replace("{notice}", &notice.id.to_string());
    device.post(world, &path, &NoticeAnswer { agree }).await
}

#[tokio::test]
async fn an_iin_that_is_bound_elsewhere_waits_a_day_and_the_other_side_is_told() {
    let world = World::new();
    let mut holder = world.visitor(FIRST, IIN).await;
    let mut claimant = logged_in(&world, SECOND).await;
    let Binding::Waiting { binding, until } = claimant.bind(&world, IIN).await else { panic!() };
    assert_eq!(until, START.plus(DAY));
    assert_eq!(claimant.bind(&world, IIN).await, Binding::Waiting { binding, until });
    assert_eq!(claimant.get(&world, path::STATUS).await.problem(), ProblemCode::BindingWaits);
    let told = notices(&world, &mut holder.device).await;
    assert_eq!((told.len(), told[0].kind, told[0].until), (1, NoticeKind::IinClaimed, Some(until)));
    assert!(world.sms.to(&Phone::parse(FIRST).unwrap()).last().unwrap().contains("IIN"));
    // Until then the old binding goes on, to the millisecond.
    world.clock.pass(DAY - MS);
    holder.device.token = None;
    let mut holder_device = holder.device.clone();
    holder_device.log_in(&world, FIRST).await;
    assert_eq!(holder_device.binding(&world).await, Binding::Bound { binding: holder.binding });
    world.clock.pass(MS);
    assert_eq!(holder_device.binding(&world).await, Binding::Lost { until: START.plus(DAY * 15) });
    claimant.log_in(&world, SECOND).await;
    assert_eq!(claimant.binding(&world).await, Binding::Bound { binding });
    world.service.sweep().await.unwrap();
    assert_eq!(holder_device.binding(&world).await, Binding::Lost { until: START.plus(DAY * 15) });
    assert_eq!(holder_device.get(&world, path::STATUS).await.problem(), ProblemCode::IinNotBound);
}

#[tokio::test]
async fn an_objection_ends_the_claim_until_the_operator_decides() {
    for allow in [true, false] {
        let world = World::new();
        let mut holder = world.visitor(FIRST, IIN).await;
        let mut claimant = logged_in(&world, SECOND).await;
        claimant.bind(&world, IIN).await;
        let told = notices(&world, &mut holder.device).await;
        answer(&world, &mut holder.device, &told[0], false).await.ok();
        assert_eq!(answer(&world, &mut holder.device, &told[0], true).await.problem(), ProblemCode::NoticeAnswered);
        let Binding::Objected { claim: number } = claimant.binding(&world).await else { panic!() };
        let told = notices(&world, &mut claimant).await.remove(0);
        assert_eq!((told.kind, told.until, told.claim), (NoticeKind::ClaimObjected, None, Some(number)));
        // The claimant knows the claim's number and can do nothing with it.
        assert_eq!(answer(&world, &mut claimant, &told, true).await.problem(), ProblemCode::NoticeAnswered);
        assert_eq!(claimant.get(&world, path::STATUS).await.problem(), ProblemCode::ClaimObjected);
        world.clock.pass(DAY * 2);
        holder.device.log_in(&world, FIRST).await;
        claimant.log_in(&world, SECOND).await;
        assert_eq!(holder.device.binding(&world).await, Binding::Bound { binding: holder.binding });
        assert_eq!(claimant.binding(&world).await, Binding::Objected { claim: number });
        let claims: Claims = world.operator("GET", "/v1/operator/claims", &()).await.ok().json();
        assert_eq!(claims.claims[0].number, number, "the operator finds the claim by the number that the phone shows");
        let path = format!("/v1/operator/claims/{}", claims.claims[0].claim);
        world.operator("POST", &path, &ClaimDecision { allow }).await.ok();
        assert_eq!(world.operator("POST", &path, &ClaimDecision { allow }).await.problem(), ProblemCode::NotFound);
        let (now, then) = (claimant.binding(&world).await, holder.device.binding(&world).await);
        if allow {
            assert!(matches!((now, then), (Binding::Bound { .. }, Binding::Lost { .. })), "{now:?} {then:?}");
        } else {
            assert!(matches!((now, then), (Binding::None, Binding::Bound { .. })), "{now:?} {then:?}");
        }
    }
}

#[tokio::test]
async fn consent_ends_the_wait() {
    let world = World::new();
    let mut holder = world.visitor(FIRST, IIN).await;
    let mut claimant = logged_in(&world, SECOND).await;
    claimant.bind(&world, IIN).await;
    let told = notices(&world, &mut holder.device).await;
    answer(&world, &mut holder.device, &told[0], true).await.ok();
    assert!(matches!(claimant.binding(&world).await, Binding::Bound { .. }));
    assert!(matches!(holder.device.binding(&world).await, Binding::Lost { .. }));
}

#[tokio::test]
async fn a_new_device_of_the_same_account_waits_and_may_act_on_nothing_but_itself() {
    let world = World::new();
    let mut old = world.visitor(FIRST, IIN).await;
    let mut new = logged_in(&world, FIRST).await;
    assert_eq!(new.binding(&world).await, Binding::None);
    let waiting = new.bind(&world, IIN).await;
    assert!(matches!(waiting, Binding::Waiting { until, .. } if until == START.plus(DAY)), "{waiting:?}");
    for path in [path::STATUS, path::NOTICES] {
        assert_eq!(new.get(&world, path).await.problem(), ProblemCode::DeviceWaits);
    }
    let grocery = world.venue("47.11", "Дүкен").await;
    let Binding::Waiting { binding, .. } = waiting else { panic!() };
    let mut visitor = Visitor { device: new, binding };
    for (ask, code) in [(true, ProblemCode::DeviceWaits), (false, ProblemCode::BindingWaits)] {
        let entry = visitor.entry(&world, &grocery, ask);
        let visit = ashyq_core::id::VisitId(world.random());
        assert_eq!(visitor.put_entry(&world, visit, &entry).await.problem(), code);
    }
    let mut new = visitor.device;
    assert_eq!(new.post(&world, path::DELETE_MY_DATA, &()).await.problem(), ProblemCode::DeviceWaits);
    let everywhere = LogOutRequest { everywhere: true };
    assert_eq!(new.post(&world, path::LOG_OUT, &everywhere).await.problem(), ProblemCode::DeviceWaits);
    let told = notices(&world, &mut old.device).await;
    assert_eq!(told[0].kind, NoticeKind::NewDevice);
    assert!(world.sms.to(&Phone::parse(FIRST).unwrap()).last().unwrap().contains("new device"));
    assert_eq!(old.device.binding(&world).await, Binding::Bound { binding: old.binding });
    // Silence: the new device takes the place, the old one keeps what it needs to deliver its outbox.
    world.clock.pass(DAY);
    let renewal = RenewRequest { renewal: new.renewal.take().unwrap() };
    new.token = None;
    new.token = Some(new.post(&world, path::RENEW, &renewal).await.ok().json::<Tokens>().token);
    assert!(matches!(new.binding(&world).await, Binding::Bound { .. }));
    new.get(&world, path::STATUS).await.ok();
    let renewal = RenewRequest { renewal: old.device.renewal.take().unwrap() };
    old.device.token = None;
    old.device.token = Some(old.device.post(&world, path::RENEW, &renewal).await.ok().json::<Tokens>().token);
    assert_eq!(old.device.binding(&world).await, Binding::Lost { until: START.plus(DAY * 15) });
    assert_eq!(old.device.post(&world, path::DELETE_MY_DATA, &()).await.problem(), ProblemCode::NotAllowed);
}

#[tokio::test]
async fn the_old_device_agrees_to_the_new_one_or_objects() {
    for agree in [true, false] {
        let world = World::new();
        let mut old = world.visitor(FIRST, IIN).await;
        let mut new = logged_in(&world, FIRST).await;
        let told = notices(&world, &mut old.device).await;
        answer(&world, &mut old.device, &told[0], agree).await.ok();
        if agree {
            assert!(matches!(new.bind(&world, IIN).await, Binding::Bound { .. }));
            assert!(matches!(old.device.binding(&world).await, Binding::Lost { .. }));
        } else {
            let claims: Claims = world.operator("GET", "/v1/operator/claims", &()).await.ok().json();
            assert_eq!(new.binding(&world).await, Binding::Objected { claim: claims.claims[0].number });
            let reply = new.put(&world, path::IIN, &IinRequest { iin: IIN.into() }).await;
            assert_eq!(reply.problem(), ProblemCode::ClaimObjected);
            world.clock.pass(DAY * 2);
            old.device.log_in(&world, FIRST).await;
            assert_eq!(old.device.binding(&world).await, Binding::Bound { binding: old.binding });
        }
    }
}

#[tokio::test]
async fn two_iins_in_thirty_days_counted_across_log_out_and_deletion() {
    let world = World::new();
    let mut device = world.visitor(FIRST, &iin(1)).await.device;
    device.bind(&world, &iin(2)).await;
    device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    device.log_in(&world, FIRST).await;
    let third = IinRequest { iin: iin(3) };
    let reply = device.put(&world, path::IIN, &third).await;
    assert_eq!(reply.problem(), ProblemCode::IinChangesUsedUp);
    // One of the two again is no third; it was this very device's, so that nobody waits.
    assert!(matches!(device.bind(&world, &iin(2)).await, Binding::Bound { .. }));
    world.clock.pass(DAY * 30);
    device.log_in(&world, FIRST).await;
    assert!(matches!(device.bind(&world, &iin(3)).await, Binding::Bound { .. }));
}

#[tokio::test]
async fn an_iin_that_was_bound_within_thirty_days_by_another_device_waits() {
    for (days, waits) in [(29, true), (30, false)] {
        let world = World::new();
        let mut former = world.visitor(FIRST, IIN).await.device;
        former.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
        world.clock.pass(DAY * days);
        let before = world.sms.to(&Phone::parse(FIRST).unwrap()).len();
        let mut next = logged_in(&world, SECOND).await;
        let state = next.bind(&world, IIN).await;
        assert_eq!(matches!(state, Binding::Waiting { .. }), waits, "{days} {state:?}");
        let told = world.sms.to(&Phone::parse(FIRST).unwrap()).len() - before;
        assert_eq!(told, usize::from(waits), "the former number is told by SMS");
    }
}

#[tokio::test]
async fn the_same_device_binds_its_own_iin_again_at_once() {
    let world = World::new();
    let mut device = world.visitor(FIRST, IIN).await.device;
    device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: true }).await.ok();
    device.log_in(&world, FIRST).await;
    assert_eq!(device.binding(&world).await, Binding::None);
    assert!(matches!(device.bind(&world, IIN).await, Binding::Bound { .. }));
}

#[tokio::test]
async fn a_claimant_that_logs_out_leaves_the_holder_in_peace() {
    let world = World::new();
    let mut holder = world.visitor(FIRST, IIN).await;
    let mut claimant = logged_in(&world, SECOND).await;
    claimant.bind(&world, IIN).await;
    claimant.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
    world.clock.pass(DAY * 2);
    world.service.sweep().await.unwrap();
    holder.device.log_in(&world, FIRST).await;
    assert_eq!(holder.device.binding(&world).await, Binding::Bound { binding: holder.binding });
}

#[tokio::test]
async fn a_wrong_iin_is_named_and_not_repeated() {
    let world = World::new();
    let mut device = logged_in(&world, FIRST).await;
    for wrong in ["900101300018", "90010130001", ""] {
        let reply = device.put(&world, path::IIN, &IinRequest { iin: wrong.into() }).await;
        assert_eq!(reply.problem(), ProblemCode::IinInvalid);
        assert!(reply.json::<Problem>().rule.is_some());
        assert!(wrong.is_empty() || !String::from_utf8(reply.body).unwrap().contains(wrong));
    }
}
