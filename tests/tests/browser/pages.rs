//! Every page of the site's table, whoever may see it, in every language: a page that is added is looked at, or fails here.

use std::collections::BTreeSet;

use ashyq_core::{client::ports::Clock as _, poster::PREFIX, words::Language};
use ashyq_server::{
    application::form::NewApplication,
    routes::Role,
    site::routes::{PAGES, PageRoute},
};
use ashyq_tests::{HOME, application, chromium::EYES};
use serde_json::{Value, json};

use super::{
    OPERATOR, Site,
    office::{ASSOCIATION, name, sit_down},
    venue::OWNER,
};

/// What is still to be looked at, and what stands for `{…}` in its paths.
struct Tour<'a> {
    site: &'a Site,
    left: BTreeSet<&'static str>,
    poster: String,
    venue: String,
    application: String,
}

impl Tour<'_> {
    /// Looks at the pages that whoever is logged in may see.
    fn look(&mut self, may_see: impl Fn(&PageRoute) -> bool) {
        for page in PAGES.iter().filter(|page| page.method == "GET" && may_see(page)) {
            let part = |part| match part {
                "{poster}" => &self.poster,
                "{venue}" => &self.venue,
                "{application}" => &self.application,
                new if new.starts_with('{') => panic!("say here what {new} stands for in {}", page.path),
                plain => plain,
            };
            let path = page.path.split('/').map(part).collect::<Vec<_>>().join("/");
            for language in Language::ALL {
                let path = format!("/{}{path}", language.code());
                self.site.go(&path);
                assert_eq!(self.site.path(), path, "it leads elsewhere");
                let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
                assert_eq!(self.site.browser.run(status), json!(200), "{path}");
                assert_eq!(self.site.browser.run("return document.documentElement.lang"), json!(language.code()));
                // Small and enlarged, and wide in the dark; the stories look at the rest.
                let picture = format!("table{}-{}", page.path.replace(['/', '{', '}'], "-"), language.code());
                self.site.browser.look_with(&picture, &[EYES[2], EYES[3]]);
            }
            self.left.remove(page.path);
        }
    }
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn every_page_of_the_table_is_looked_at_in_every_language() {
    let site = &Site::open();
    let (world, runtime) = (&site.world, &site.runtime);
    let made = json!({ "name": "Асханалар қауымдастығы", "okeds": ["56"] });
    let association =
        runtime.block_on(world.operate("POST", "/v1/operator/associations", &made))["association"].clone();
    name(site, &json!({ "phone": ASSOCIATION, "role": "association", "association": association }));
    name(site, &json!({ "phone": OPERATOR, "role": "operator" }));
    let filed = NewApplication {
        association: serde_json::from_value(association).unwrap(),
        ..application("Кафе «Ақ қайың»", "56.10", HOME, 2)
    };
    let venue = runtime.block_on(world.service.venue_in_test(&filed, world.clock.read().wall)).unwrap();
    let record = format!("/v1/operator/venues/{}/application", venue.venue);
    let record = runtime.block_on(world.operate("GET", &record, &Value::Null));
    let mut tour = Tour {
        site,
        left: PAGES.iter().filter(|page| page.method == "GET").map(|page| page.path).collect(),
        poster: venue.posters[0].poster.strip_prefix(PREFIX).unwrap().to_owned(),
        venue: venue.venue.to_string(),
        application: record["application"]["application"].as_str().unwrap().to_owned(),
    };
    let leave = || {
        site.browser.press(".links form button");
        // A browser gets three log-in codes in ten minutes.
        world.clock.pass(std::time::Duration::from_secs(660));
    };
    let on_the_way = ["/cabinet/enrolment", "/cabinet/password"];
    tour.look(|page| [Role::Anyone, Role::Browser].contains(&page.role()));
    site.enter_cabinet(&site.browser, &site.origin("kk"), OWNER);
    tour.look(|page| [Role::Business, Role::Cabinet].contains(&page.role()) && !on_the_way.contains(&page.path));
    leave();
    sit_down(site, "kk", ASSOCIATION);
    tour.look(|page| page.role() == Role::Association);
    leave();
    site.ask_code(&site.browser, &site.origin("kk"), OPERATOR);
    site.answer_code(&site.browser, OPERATOR);
    site.browser.text(".typed");
    tour.look(|page| page.path == on_the_way[0]);
    let secret = site.browser.text(".typed");
    site.browser.type_into("#one_time_password", &site.one_time_password(&secret));
    site.browser.press("main .button");
    site.comes_to("/en/cabinet");
    tour.look(|page| page.role() == Role::Operator);
    leave();
    site.ask_code(&site.browser, &site.origin("kk"), OPERATOR);
    site.answer_code(&site.browser, OPERATOR);
    site.browser.text("#one_time_password");
    tour.look(|page| page.path == on_the_way[1]);
    assert!(tour.left.is_empty(), "nobody has looked at {:?}", tour.left);
}
