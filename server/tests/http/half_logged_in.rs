//! Sessions in which something is still to be done, the authenticator app to be set up or its password to be given: every link
//! leads to that page or to what is public, and nothing of the office is told.

use ashyq_core::words::Language;
use ashyq_server::cabinet::session::Next;

use crate::{
    browser::Browser,
    crawl::{Injected, OPERATOR_NUMBER, POLYGLOTS, Seen},
};

/// Pages that only an operator in a whole session may see.
const OFFICE: [&str; 5] =
    ["cabinet/office/venues", "cabinet/office/sources", "cabinet/office/audit", "cabinet/members", "cabinet/claims"];

#[tokio::test]
async fn a_session_that_is_half_logged_in_sees_what_is_left_to_do_and_nothing_else() {
    let injected = Injected::new().await;
    let world = &injected.world;
    let mut whole = injected.roles.into_iter().last().unwrap().1;
    // The pages are there for whoever is wholly logged in, so that being led away below means something.
    for page in OFFICE {
        assert_eq!(whole.get(world, &format!("/en/{page}")).await.status, 200, "{page}");
    }

    let mut to_prove = Browser::default();
    assert_eq!(to_prove.log_in(world, OPERATOR_NUMBER).await.next, Next::OneTimePassword);
    let enrolled = "update member set totp_sealed = null";
    for (what, next) in [("to prove", Next::OneTimePassword), ("to enrol", Next::Enrolment)] {
        if next == Next::Enrolment {
            assert!(world.database().execute(enrolled, []).unwrap() > 0);
        }
        for language in Language::ALL {
            let code = language.code();
            let mut seen = Seen::default();
            let starts = OFFICE.iter().map(|page| format!("/{code}/{page}")).chain([format!("/{code}/")]).collect();
            seen.crawl(world, &mut to_prove, language, starts).await;
            assert!(seen.wrong.is_empty(), "{what} in {code}: {:?}", seen.wrong);
            assert!(seen.pages >= 2, "{what} in {code}: {} pages", seen.pages);
            for polyglot in POLYGLOTS {
                assert!(!seen.said.contains(polyglot), "{what} in {code}: {polyglot:?} is told");
            }
        }
    }
}
