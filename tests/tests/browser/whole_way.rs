//! The whole way, once in each language: a café applies, its association stands for it, the operator agrees, its test week
//! passes, it opens, the terminal's visitor comes and goes on its board, and the day is closed.

use std::time::{Duration, Instant};

use ashyq_core::{
    client::ports::Clock as _,
    moment::DAY,
    words::{Language, Word, moment},
};
use ashyq_tests::iin;
use serde_json::{Value, json};

use super::{BUSINESS, OPERATOR, Site, office::ASSOCIATION, terminal::Terminal, venue::count};

const NAME: &str = "Кафе «Ақ қайың»";
/// How long a page may take to say something.
const PATIENCE: Duration = Duration::from_secs(10);

/// A site that is read in one language.
struct Reader<'a> {
    site: &'a Site,
    language: Language,
}

impl Reader<'_> {
    fn say(&self, word: Word) -> &'static str {
        word.say(self.language)
    }

    /// What stands there, as it was written: a style sheet may show it in capitals.
    fn said(&self, css: &str) -> String {
        let read = format!("return document.querySelector({css:?})?.textContent.trim().replace(/\\s+/g, ' ') ?? ''");
        self.site.browser.run(&read).as_str().unwrap().to_owned()
    }

    /// Waits until something says a word, in this language.
    #[track_caller]
    fn reads(&self, css: &str, word: Word) {
        self.reads_text(css, self.say(word));
    }

    #[track_caller]
    fn reads_text(&self, css: &str, text: &str) {
        let until = Instant::now() + PATIENCE;
        while self.said(css) != text && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(self.said(css), text, "{css}");
    }

    fn go(&self, path: &str) {
        self.site.go(&format!("/{}{path}", self.language.code()));
    }

    /// The page's path without its language.
    fn path(&self) -> String {
        self.site.path().replacen(&format!("/{}", self.language.code()), "", 1)
    }

    fn press(&self, css: &str) {
        self.site.browser.press(css);
    }

    /// Logs in, with a new authenticator where there is an office, and waits for the cabinet.
    fn enters(&self, number: &str, cabinet: Word) {
        let site = self.site;
        // A browser gets three log-in codes in ten minutes.
        site.world.clock.pass(Duration::from_secs(660));
        site.ask_code(&site.browser, &site.origin(self.language.code()), number);
        self.reads("h1", Word::LogIn);
        self.reads("main .button", Word::LogInButton);
        site.answer_code(&site.browser, number);
        if cabinet != Word::CabinetOfBusiness {
            self.reads("h1", Word::Enrol);
            let secret = site.browser.text(".typed");
            site.browser.type_into("#one_time_password", &site.one_time_password(&secret));
            self.press("main .button");
        }
        site.comes_to(&format!("/{}/cabinet", self.language.code()));
        self.reads("h1", cabinet);
    }

    fn leaves(&self) {
        self.reads(".links form button", Word::CabinetLogOut);
        self.press(".links form button");
        self.site.comes_to(&format!("/{}/", self.language.code()));
    }

    /// Applies, and is told first that a café goes through its association.
    fn applies(&self) {
        let browser = &self.site.browser;
        self.enters(BUSINESS, Word::CabinetOfBusiness);
        self.reads(".empty", Word::ListEmpty);
        self.reads(".title .button", Word::Apply);
        self.press(".title .button");
        self.reads("h1", Word::Apply);
        let fields = [
            ("#number", "123456789013"),
            ("#name", NAME),
            ("#address", "Алматы, Абай даңғылы, 1"),
            ("#latitude", "43.238949"),
            ("#longitude", "76.889709"),
            ("#oked", "56.10"),
            ("#entrances", "1"),
            ("#contact_phone", BUSINESS),
        ];
        for (field, text) in fields {
            browser.type_into(field, text);
        }
        self.press("main .button");
        self.reads("#association-error", Word::AssociationNeeded);
        assert_eq!(browser.run("return document.querySelector('#name').value"), NAME);
        browser.run("document.querySelector('#association').selectedIndex = 1; return true");
        self.press("main .button");
        self.reads(".title .tag", Word::PhaseSubmitted);
        self.reads(".notice", Word::NextAwaitAssociation);
        self.leaves();
    }

    /// An office agrees to what waits for it.
    fn agrees(&self, number: &str, cabinet: Word, list: Word, before: Word, agree: Word) {
        self.enters(number, cabinet);
        self.reads("main h2", list);
        self.reads(".card .tag", before);
        self.press(".card h3 a");
        self.reads(".title .tag", before);
        self.reads("[value=agree]", agree);
        self.reads("[value=refuse]", Word::RefuseApplication);
        self.press("[value=agree]");
        self.site.comes_to(&format!("/{}/cabinet", self.language.code()));
    }

    /// Begins the test week; the path of the venue's page.
    fn begins(&self) -> String {
        self.enters(BUSINESS, Word::CabinetOfBusiness);
        self.reads(".card .tag", Word::PhaseChecked);
        self.press(".card h3 a");
        self.reads(".notice", Word::NextStartTest);
        self.reads("main .button", Word::StartTestWeek);
        self.press("main .button");
        self.reads(".title .tag", Word::PhaseTest);
        self.reads(".checklist .open .tag", Word::NotTried);
        self.reads("main p .button.second", Word::VenueOpen);
        self.press("main p .button.second");
        self.reads(".title .tag", Word::PhaseTest);
        self.reads(".tabs [aria-current]", Word::VenueOverview);
        assert_eq!(count(self.site, "a[href$=pdf]"), 1);
        self.path()
    }

    /// Names a member of staff, who accepts in the app.
    fn names_staff(&self, base: &str) {
        let (world, runtime) = (&self.site.world, &self.site.runtime);
        let visitor = world.visitor(900);
        self.go(&format!("{base}/staff"));
        self.reads("h1", Word::VenueStaff);
        self.reads(".empty", Word::StaffNone);
        self.site.browser.type_into("#phone", &visitor.number);
        self.press("main .button");
        self.reads(".done", Word::StaffWasNamed);
        self.reads("tbody .tag", Word::StaffWaits);
        runtime.block_on(async {
            let staff = world.log_in(&visitor).await.staff();
            let role = staff.roles().await.unwrap().roles.remove(0);
            staff.accept(role.role).await.unwrap();
        });
        self.go(&format!("{base}/staff"));
        self.reads("tbody .tag", Word::RoleAccepted);
    }

    /// What the newest row of the board says.
    fn newest(&self, status: Word, outcome: Word, mark: &str) {
        self.reads(".arrival .status span", status);
        self.reads(".arrival .outcome strong", outcome);
        self.reads_text(".arrival .mark", mark);
    }

    fn inside(&self, people: u32) {
        self.reads_text(".inside strong", &people.to_string());
    }
}

/// Scans the typed code of a poster.
fn scans(terminal: &Terminal<'_>, poster: &str) -> Value {
    terminal.run(&["scan", "--typed", poster], &[])
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_cafe_goes_the_whole_way_and_every_page_speaks_kazakh() {
    goes_the_whole_way(Language::Kk);
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_cafe_goes_the_whole_way_and_every_page_speaks_russian() {
    goes_the_whole_way(Language::Ru);
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_cafe_goes_the_whole_way_and_every_page_speaks_english() {
    goes_the_whole_way(Language::En);
}

fn goes_the_whole_way(language: Language) {
    let site = &Site::open();
    let reader = Reader { site, language };
    let (world, runtime) = (&site.world, &site.runtime);
    let association = json!({ "name": "Асханалар қауымдастығы", "okeds": ["56"] });
    let made = runtime.block_on(world.operate("POST", "/v1/operator/associations", &association));
    for member in [
        json!({ "phone": ASSOCIATION, "role": "association", "association": made["association"] }),
        json!({ "phone": OPERATOR, "role": "operator" }),
    ] {
        runtime.block_on(world.operate("POST", "/v1/operator/members", &member));
    }
    reader.applies();
    let (submitted, endorsed) = (Word::PhaseSubmitted, Word::PhaseEndorsed);
    reader.agrees(ASSOCIATION, Word::CabinetOfAssociation, Word::ThroughAssociation, submitted, Word::Endorse);
    reader.reads(".card .tag", endorsed);
    reader.leaves();
    reader.agrees(OPERATOR, Word::CabinetOfOperator, Word::Queue, endorsed, Word::Approve);
    reader.reads(".empty", Word::ListEmpty);
    reader.leaves();

    let base = reader.begins();
    let poster = site.browser.text(".typed");
    reader.names_staff(&base);
    let terminal = Terminal::of(site, language, "+77051112233", &iin(50));
    reader.go(&format!("{base}/practice"));
    reader.reads("h1", Word::TestWeek);
    reader.press("[value=red]");
    reader.reads(".done", Word::PracticeWasChosen);
    reader.reads(".chosen h3", Word::PracticeRed);
    scans(&terminal, &poster);
    reader.press("[value=green]");
    reader.reads(".chosen h3", Word::PracticeGreen);
    scans(&terminal, &poster);
    reader.go(&format!("{base}/board"));
    reader.reads(".connection", Word::BoardConnected);
    reader.newest(Word::Green, Word::BoardAdmitted, reader.say(Word::Test));
    reader.reads(".arrival.refused .outcome strong", Word::Refused);
    terminal.run(&["leave"], &[]);
    reader.go(&format!("{base}/practice"));
    assert_eq!((count(site, ".tasks .tried"), count(site, ".tasks .open")), (5, 0));
    reader.reads(".tasks .tried strong", Word::TriedStaffNamed);

    world.clock.pass(DAY * 7);
    reader.enters(BUSINESS, Word::CabinetOfBusiness);
    reader.reads(".card .tag", Word::PhaseReady);
    reader.go(&base);
    reader.reads("main .large", Word::NextGoLive);
    reader.reads("form[action$=live] button", Word::GoLiveButton);
    reader.press("form[action$=live] button");
    reader.go(&base);
    reader.reads(".title .tag", Word::PhaseLive);
    reader.reads("main .large", Word::NextLive);

    reader.go(&format!("{base}/board"));
    reader.reads("h1", Word::Board);
    reader.reads(".connection", Word::BoardConnected);
    // The week has passed for the service alone: its phone learns the time before somebody enters.
    terminal.run(&["status"], &[]);
    scans(&terminal, &poster);
    reader.newest(Word::Blue, Word::BoardAdmitted, "");
    reader.inside(1);
    terminal.run(&["leave"], &[]);
    reader.inside(0);
    scans(&terminal, &poster);
    reader.inside(1);
    // The rows of the test week are there still, and say so.
    assert_eq!((count(site, ".arrival:not(.test)"), count(site, ".arrival.test")), (2, 2));
    runtime.block_on(async {
        world.make(51, "red").await;
        let (red, session) = world.bound(51).await;
        let venue = base.rsplit('/').next().unwrap();
        let shown = world.operate("GET", &format!("/v1/operator/venues/{venue}"), &Value::Null).await;
        red.enter(&session, shown["posters"][0]["poster"].as_str().unwrap()).await.unwrap();
    });
    reader.newest(Word::Red, Word::Refused, "");

    reader.go(&format!("{base}/counts"));
    reader.reads("caption", Word::CountsByPhone);
    reader.reads("tfoot th", Word::CountsWholeDay);

    reader.go(&format!("{base}/board"));
    reader.reads(".confirm summary", Word::CloseDay);
    // The terminal goes by a clock that runs, and is some seconds ahead of one that stands.
    world.clock.pass(Duration::from_secs(60));
    reader.press(".confirm summary");
    reader.reads(".confirm p", Word::CloseDayMeans);
    reader.reads(".confirm button", Word::CloseDayConfirm);
    reader.press(".confirm button");
    let time = moment::clock(world.clock.read().wall.millis());
    let closed = Word::DayIsClosed.fill(language, &[("time", &time), ("count", "1")]);
    reader.reads_text(".closed", &closed);
    reader.inside(0);
}
