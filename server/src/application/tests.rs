//! The functions that pages and routes call, on a real database with a clock that the test moves.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use ashyq_core::{
    bytes::Bytes,
    decision::Region,
    id::{Entrance, VenueId},
    iin::Iin,
    moment::{DAY, Moment},
    oked::Oked,
    phone::Phone,
    place::Place,
    wire::ProblemCode,
    words::Language,
};

use super::{
    association::{self, Endorsement},
    business, checklist,
    checklist::Item,
    form::{ClaimedNumber, NewApplication},
    operator::{self, ApplicationDecision, NewPlace, VenueDecision, VenueQuery},
    posters,
    reason::{RefusalReason, SuspensionReason},
    shown::ApplicationRecord,
    state::{Actor, Phase, Step, TEST_ENDS, TEST_WEEK},
};
use crate::{
    api::venues::ModeShown,
    business_registry::{BusinessNumber, BusinessRegistry, Registered},
    clock::Clock,
    database::DatabaseError,
    key_holder::KeyHolder,
    problem::Refusal,
    random,
    routes::{Association, Business, Operator},
    service::{Inner, Options, Service},
    sms::{BoxFuture, Kept},
    store::{
        Id, accounts,
        accounts::Account,
        associations::{self, AssociationRow},
        audit,
    },
};

mod deciding;
mod filing;
mod living;
mod owning;

const START: Moment = Moment(1_795_348_800_000);
const MS: std::time::Duration = std::time::Duration::from_millis(1);
const OPERATOR: Operator = Operator { alias: None };

#[derive(Clone)]
struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// A service on a database of its own.
struct World {
    service: Service,
    clock: TestClock,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock(Arc::new(AtomicI64::new(START.0)));
        let mut options = Options::new(folder.path());
        change(&mut options);
        let keys = KeyHolder::ephemeral(&[7; 32]);
        let service = Service::open(options, keys, Arc::new(Kept::default()), Arc::new(clock.clone())).unwrap();
        Self { service, clock, _folder: folder }
    }

    fn inner(&self) -> &Inner {
        &self.service.0
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn pass(&self, time: std::time::Duration) {
        self.clock.0.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Whoever is logged in with that number.
    async fn business(&self, number: &str) -> Business {
        let phone = Phone::parse(number).unwrap();
        let keys = &self.inner().keys;
        let account = Account {
            id: random::bytes(),
            phone_hash: keys.phone_hash(&phone),
            phone_sealed: keys.seal_phone(&phone),
            alias: random::bytes(),
            language: Language::Ru,
        };
        let who = Business { account: account.id, alias: account.alias, language: Language::Ru, session: [0; 32] };
        self.inner().database.write(move |sql| accounts::make(sql, &account, START)).await.unwrap();
        who
    }

    async fn association(&self, prefixes: &[&str]) -> Association {
        let association = random::bytes();
        let prefixes = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
        let row = AssociationRow { id: association, name: "Одақ".into(), prefixes };
        self.inner().database.write(move |sql| associations::add(sql, &row, START)).await.unwrap();
        Association { account: random::bytes(), alias: random::bytes(), id: association }
    }

    async fn apply(&self, who: &Business, request: &NewApplication) -> Result<ApplicationRecord, Refusal> {
        business::apply(self.inner(), who, request, self.now()).await
    }

    async fn check(&self, id: Bytes<16>) -> Result<ApplicationRecord, Refusal> {
        operator::decide(self.inner(), &OPERATOR, id, ApplicationDecision::Check {}, self.now()).await
    }

    async fn refuse(&self, id: Bytes<16>, reason: RefusalReason) -> Result<ApplicationRecord, Refusal> {
        operator::decide(self.inner(), &OPERATOR, id, ApplicationDecision::Refuse { reason }, self.now()).await
    }

    async fn decide(&self, venue: VenueId, decision: VenueDecision) -> Result<ModeShown, Refusal> {
        let shown = operator::decide_venue(self.inner(), &OPERATOR, venue, decision, self.now()).await;
        shown.map(|venue| venue.mode)
    }

    async fn tries(&self, venue: VenueId, items: &'static [Item]) {
        let now = self.now();
        let note = move |sql: &mut dyn crate::database::Sql| {
            items.iter().try_for_each(|item| checklist::note(sql, venue, *item, now))
        };
        self.inner().database.write(note).await.unwrap();
    }

    /// An application that the operator has agreed to and whose test has begun.
    async fn in_test(&self, who: &Business, request: &NewApplication) -> (Bytes<16>, VenueId) {
        let id = self.apply(who, request).await.unwrap().application.application;
        self.check(id).await.unwrap();
        let record = business::start_test(self.inner(), who, id, self.now()).await.unwrap();
        (id, record.application.venue.unwrap())
    }

    async fn audit_is_whole(&self) -> bool {
        let check = |sql: &mut dyn crate::database::Sql| {
            let chains = audit::chains(sql)?;
            chains.iter().map(|chain| audit::is_whole(sql, chain)).collect::<Result<Vec<_>, DatabaseError>>()
        };
        self.inner().database.read(check).await.unwrap().into_iter().all(|whole| whole)
    }

    fn list(&self) -> ashyq_core::not_live::NotLive {
        let edition = self.inner().published.now();
        let keys: ashyq_core::keys::KeySet =
            self.inner().keys.key_set().open_as_root(self.inner().keys.root_public()).unwrap();
        edition.signed_list.open(&keys, self.now()).unwrap()
    }
}

fn grocery() -> NewApplication {
    NewApplication { entrances: Entrance::new(2).unwrap(), ..super::form::tests::form() }
}

/// Another venue each time, of the same business.
fn another(number: u32) -> NewApplication {
    NewApplication {
        name: format!("Дүкен {number}"), address: format!("Алматы, Абай, {number}"), ..grocery()
    }
}

fn code<T>(result: Result<T, Refusal>) -> Option<ProblemCode> {
    result.err().map(|refusal| refusal.code())
}
