//! Who decides what, and what one may do after a refusal.

use super::*;

#[tokio::test]
async fn the_operator_waits_for_the_association() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let (cafes, others) = (world.association(&["56"]).await, world.association(&["56"]).await);
    let cafe = NewApplication { oked: "56.10".into(), association: Some(Bytes(cafes.id)), ..grocery() };
    let id = world.apply(&who, &cafe).await.unwrap().application.application;
    assert!(operator::queue(world.inner(), None, world.now()).await.unwrap().applications.is_empty());
    assert_eq!(code(world.check(id).await), Some(ProblemCode::AssociationFirst));
    let decide = async |who: &Association, said| association::decide(world.inner(), who, id, said, world.now()).await;
    // Somebody else's application cannot be told from none.
    assert_eq!(code(decide(&others, Endorsement::Endorse {}).await), Some(ProblemCode::NotFound));
    assert_eq!(code(association::show(world.inner(), &others, id, world.now()).await), Some(ProblemCode::NotFound));
    assert!(association::list(world.inner(), &others, None, world.now()).await.unwrap().applications.is_empty());
    let record = decide(&cafes, Endorsement::Endorse {}).await.unwrap();
    assert_eq!(record.application.phase, Phase::Endorsed);
    let again = decide(&cafes, Endorsement::Endorse {}).await.unwrap();
    assert_eq!(again.steps, record.steps);
    let reason = RefusalReason::AssociationDeclines;
    assert_eq!(code(decide(&cafes, Endorsement::Refuse { reason }).await), Some(ProblemCode::StepNotFromHere));
    assert_eq!(operator::queue(world.inner(), None, world.now()).await.unwrap().applications.len(), 1);
    assert_eq!(world.check(id).await.unwrap().application.phase, Phase::Checked);
    assert_eq!(association::list(world.inner(), &cafes, None, world.now()).await.unwrap().applications.len(), 1);
}

#[tokio::test]
async fn a_refusal_has_a_reason_and_one_may_apply_again_three_times_in_thirty_days() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    for turn in 0..3 {
        let id = world.apply(&who, &grocery()).await.unwrap().application.application;
        let record = world.refuse(id, RefusalReason::PlaceDiffers).await.unwrap();
        assert_eq!(record.application.refused, Some(RefusalReason::PlaceDiffers), "{turn}");
        assert_eq!(record.steps.last().unwrap().refused, Some(RefusalReason::PlaceDiffers));
        // Refused is refused: another reason changes nothing, and no other move is left.
        let again = world.refuse(id, RefusalReason::NotABusiness).await.unwrap();
        assert_eq!((again.application.refused, again.steps.len()), (Some(RefusalReason::PlaceDiffers), 2));
        assert_eq!(code(world.check(id).await), Some(ProblemCode::StepNotFromHere));
        let test = business::start_test(world.inner(), &who, id, world.now()).await;
        assert_eq!(code(test), Some(ProblemCode::StepNotFromHere));
    }
    assert_eq!(code(world.apply(&who, &grocery()).await), Some(ProblemCode::ApplicationsUsedUp));
    world.apply(&who, &another(7)).await.unwrap();
    world.pass((DAY * 30).checked_sub(MS).unwrap());
    assert_eq!(code(world.apply(&who, &grocery()).await), Some(ProblemCode::ApplicationsUsedUp));
    world.pass(MS);
    world.apply(&who, &grocery()).await.unwrap();
}

#[tokio::test]
async fn the_queue_comes_in_pages_the_oldest_first() {
    let world = World::new();
    let mut filed = Vec::new();
    for owner in 0..7 {
        let who = world.business(&format!("+770100001{owner:02}")).await;
        for number in 0..16 {
            let record = world.apply(&who, &another(owner * 100 + number)).await.unwrap();
            filed.push(record.application.application);
            // Several at the same moment must not be lost between two pages.
            world.pass(MS * (number % 3));
        }
    }
    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = operator::queue(world.inner(), after, world.now()).await.unwrap();
        assert!(page.applications.is_sorted_by_key(|application| application.filed_at));
        seen.extend(page.applications.iter().map(|application| application.application));
        pages += 1;
        after = page.after;
        if after.is_none() {
            break;
        }
    }
    let sorted = |mut ids: Vec<Bytes<16>>| {
        ids.sort_by_key(|id| id.0);
        ids
    };
    assert_eq!((pages, sorted(seen)), (3, sorted(filed)));
}

#[tokio::test]
async fn a_refused_application_is_forgotten_after_a_year() {
    let world = World::new();
    let who = world.business("+77010000001").await;
    let id = world.apply(&who, &grocery()).await.unwrap().application.application;
    world.refuse(id, RefusalReason::NotABusiness).await.unwrap();
    world.pass(DAY * 366);
    world.service.sweep().await.unwrap();
    assert!(operator::show(world.inner(), id, world.now()).await.is_ok());
    world.pass(MS);
    world.service.sweep().await.unwrap();
    assert_eq!(code(operator::show(world.inner(), id, world.now()).await), Some(ProblemCode::NotFound));
}
