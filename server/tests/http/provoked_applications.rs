//! The refusals between application and live venue, each from the real router.

use std::time::Duration;

use ashyq_core::{moment::DAY, wire::ProblemCode};
use ashyq_server::application::{
    checklist::Item,
    form::{ClaimedNumber, NewApplication},
    shown::{ApplicationRecord, Applications},
};
use serde::Serialize;
use serde_json::json;

use crate::{browser::Browser, common::*, provoked::Provoked};

const NUMBER: &str = "+77051234567";
const APPLICATIONS: &str = "/v1/business/applications";

async fn post<T: Serialize>(browser: &mut Browser, world: &World, path: &str, body: &T) -> Provoked {
    let sent = vec![path.to_owned(), serde_json::to_string(body).unwrap()];
    Provoked { sent, reply: browser.post(world, path, body).await }
}

/// Gets a refusal of that code.
pub async fn provoke(code: ProblemCode) -> Provoked {
    use ProblemCode::*;
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let good = world.application("47.11", "Дүкен");
    match code {
        NotABusiness => {
            let person = NewApplication { number: ClaimedNumber::Bin("900101300017".into()), ..good };
            post(&mut browser, &world, APPLICATIONS, &person).await
        }
        OkedNotEligible => {
            post(&mut browser, &world, APPLICATIONS, &NewApplication { oked: "99.99".into(), ..good }).await
        }
        AssociationNeeded => {
            post(&mut browser, &world, APPLICATIONS, &NewApplication { oked: "59.14".into(), ..good }).await
        }
        VenueDuplicate => {
            browser.post(&world, APPLICATIONS, &good).await.ok();
            post(&mut browser, &world, APPLICATIONS, &good).await
        }
        VenueNotAgain => {
            let venue = world.service.venue_live_now(&good).await.unwrap();
            world.decide(venue.venue, REVOKE).await.ok();
            post(&mut browser, &world, APPLICATIONS, &good).await
        }
        ApplicationsUsedUp => {
            for number in 0..20 {
                let another = world.application("47.11", &format!("Дүкен {number}"));
                browser.post(&world, APPLICATIONS, &another).await.ok();
            }
            post(&mut browser, &world, APPLICATIONS, &good).await
        }
        AssociationFirst => {
            let mut association = world.association_browser("+77051234568", &["56"]).await;
            let through = association.get(&world, "/v1/association").await.ok().json::<serde_json::Value>();
            let mut cafe = serde_json::to_value(NewApplication { oked: "56.10".into(), ..good }).unwrap();
            cafe["association"] = through["association"].clone();
            browser.post(&world, APPLICATIONS, &cafe).await.ok();
            let listed: Applications = browser.get(&world, APPLICATIONS).await.ok().json();
            let path = format!("/v1/operator/applications/{}", listed.applications[0].application);
            let check = json!({ "decision": "check" });
            Provoked { sent: vec![path.clone()], reply: world.operator("POST", &path, &check).await }
        }
        StepNotFromHere | TestWeekRuns | ChecklistOpen | TestOver | PostersUsedUp => later(code, &world, browser).await,
        other => unreachable!("{other:?}"),
    }
}

/// What only happens once an application was filed.
async fn later(code: ProblemCode, world: &World, mut browser: Browser) -> Provoked {
    let filed = browser.post(world, APPLICATIONS, &world.application("47.11", "Дүкен")).await.ok();
    let id = filed.json::<ApplicationRecord>().application.application;
    let live = format!("{APPLICATIONS}/{id}/live");
    if code == ProblemCode::StepNotFromHere {
        return post(&mut browser, world, &live, &()).await;
    }
    let check = json!({ "decision": "check" });
    world.operator("POST", &format!("/v1/operator/applications/{id}"), &check).await.ok();
    let record: ApplicationRecord = browser.post(world, &format!("{APPLICATIONS}/{id}/test"), &()).await.ok().json();
    assert_eq!(record.application.test.unwrap().checklist.open().count(), Item::ALL.len());
    let days = match code {
        ProblemCode::ChecklistOpen => 7,
        ProblemCode::TestOver => 28,
        _ => 0,
    };
    if days > 0 {
        world.clock.pass(DAY * days + Duration::from_secs(1));
        browser.log_in(world, NUMBER).await;
    }
    if code == ProblemCode::PostersUsedUp {
        let venue = format!("/v1/business/venues/{}", record.application.venue.unwrap());
        loop {
            let shown: ashyq_server::api::venues::VenueShown = browser.get(world, &venue).await.ok().json();
            let present = shown.posters.iter().find(|poster| poster.revoked_at.is_none()).unwrap();
            let path = format!("/v1/business/posters/{}/replace", present.number);
            let asked = post(&mut browser, world, &path, &()).await;
            if asked.reply.status >= 300 {
                return asked;
            }
        }
    }
    post(&mut browser, world, &live, &()).await
}
