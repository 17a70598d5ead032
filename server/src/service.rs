//! The service as a whole: what it is opened with, and what it holds.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use ashyq_core::moment::Moment;
use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    board::Boards,
    business_registry::{BusinessRegistry, NoBusinessRegistry},
    clock::Clock,
    database::{self, Database, DatabaseError},
    day_keys::DayKeys,
    doors::Doors,
    front::Front,
    key_holder::KeyHolder,
    limits::{self, CodeLimits},
    metric, practice,
    proofs::Proofs,
    published::{Edition, Published},
    random,
    registry::{NoRegistry, Registry},
    review::ReviewLogIn,
    routes,
    settings::Settings,
    sms::SmsSender,
    store::{Id, bindings::Subject, day_keys},
    sweep::{self, Swept},
    trusted_proxies::TrustedProxies,
    velocity::Velocity,
};

/// What the service is opened with.
#[derive(Clone)]
pub struct Options {
    /// The folder of the database; made where it is not there.
    pub data: PathBuf,
    /// The SHA-256 of the operator's token; without it nobody is the operator.
    pub operator_token_sha256: Option<[u8; 32]>,
    /// The proxies whose word on an address counts.
    pub trusted_proxies: TrustedProxies,
    /// The most SMS in 24 hours.
    pub sms_per_day: u32,
    /// The SMS in 24 hours to numbers that differ in their last four digits only, past which they must have led to log-ins.
    pub sms_per_range_per_day: u32,
    /// How long a new poster is valid.
    pub poster_validity: Duration,
    /// The least version of the app that is answered in full.
    pub least_app: u32,
    /// The limits of log-in codes.
    pub codes: CodeLimits,
    /// The state's register of phone numbers.
    pub registry: Arc<dyn Registry>,
    /// The state's register of businesses.
    pub business_registry: Arc<dyn BusinessRegistry>,
    /// The log-in of the stores' reviewers.
    pub review: Option<ReviewLogIn>,
    /// What `/metrics` shows.
    pub metrics: Option<fn() -> String>,
    /// Whether other processes write to the same database, of whose commits nobody tells this one.
    pub shared: bool,
}

impl Options {
    /// The defaults, with a database in that folder.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            operator_token_sha256: None,
            trusted_proxies: TrustedProxies::default(),
            sms_per_day: 50_000,
            sms_per_range_per_day: 50,
            poster_validity: Duration::from_hours(366 * 24),
            least_app: 1,
            codes: CodeLimits::default(),
            registry: Arc::new(NoRegistry),
            business_registry: Arc::new(NoBusinessRegistry),
            review: None,
            metrics: None,
            shared: false,
        }
    }

    /// What the settings say.
    pub fn of(settings: &Settings) -> Self {
        Self {
            operator_token_sha256: settings.operator_token_sha256,
            trusted_proxies: settings.trusted_proxies.clone(),
            sms_per_day: settings.sms_per_day,
            sms_per_range_per_day: settings.sms_per_range_per_day,
            poster_validity: settings.poster_validity,
            least_app: settings.least_app,
            review: settings.review.clone(),
            ..Self::new(settings.data.clone())
        }
    }
}

/// The service. Clones are the same service.
#[derive(Clone)]
pub struct Service(pub(crate) Arc<Inner>);

/// What every request may use.
pub(crate) struct Inner {
    pub(crate) database: Arc<Database>,
    pub(crate) keys: Arc<KeyHolder>,
    pub(crate) sms: Arc<dyn SmsSender>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) options: Options,
    pub(crate) proofs: Proofs,
    pub(crate) published: Published,
    /// Under what practice persons are known.
    pub(crate) practised: [Subject; 5],
    pub(crate) day_keys: Arc<DayKeys>,
    pub(crate) doors: Doors,
    pub(crate) boards: Arc<Boards>,
    /// Log-in requests by address.
    pub(crate) addresses: Velocity,
    /// Exits that staff typed, by the role's holder.
    pub(crate) staff_exits: Velocity,
    /// The same of browsers.
    pub(crate) browsers: Velocity,
    /// Places for requests that are worked on.
    pub(crate) places: Semaphore,
    /// Room for bodies that are still to come.
    pub(crate) bodies: Semaphore,
    /// The audit's chain of this process.
    pub(crate) chain: Id,
    background: Mutex<JoinSet<()>>,
}

/// The most works that go on after their replies.
const MOST_WORKS: usize = 4096;

impl Service {
    /// Opens the database and everything that is needed to answer.
    pub fn open(
        options: Options,
        keys: KeyHolder,
        sms: Arc<dyn SmsSender>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, DatabaseError> {
        std::fs::create_dir_all(&options.data).map_err(|error| DatabaseError::Failed(error.to_string()))?;
        let database = Database::open(&options.data.join(database::FILE))?;
        let now = clock.now();
        let (edition, stored) = database.read_now(|sql| {
            Ok::<_, DatabaseError>((Edition::read(sql, &keys, options.least_app, now)?, day_keys::all(sql)?))
        })?;
        let boards = Arc::new(Boards::new(options.shared));
        let told = Arc::clone(&boards);
        database.watch(move |changed| told.wake(changed));
        Ok(Self(Arc::new(Inner {
            database,
            boards,
            day_keys: Arc::new(DayKeys::of(&stored, &keys)),
            practised: practice::subjects(&keys),
            keys: Arc::new(keys),
            sms,
            clock,
            options,
            proofs: Proofs::new(),
            published: Published::new(edition),
            doors: Doors::default(),
            addresses: Velocity::new(limits::SHORT),
            staff_exits: Velocity::new(limits::EXITS_WINDOW),
            browsers: Velocity::new(limits::SHORT),
            places: Semaphore::new(limits::MOST_REQUESTS),
            bodies: Semaphore::new(limits::MOST_BODIES),
            chain: random::bytes(),
            background: Mutex::default(),
        })))
    }

    /// What answers: every route of the table and nothing else, behind the front.
    pub fn router(&self) -> Front {
        Front::new(&self.0, routes::router(&self.0))
    }

    /// Derives what time has brought and deletes what is past its date; call it every minute.
    pub async fn sweep(&self) -> Result<Swept, DatabaseError> {
        sweep::run(&self.0).await
    }

    /// Ends every board when told to stop: open ones would keep a connection from ending by itself.
    pub fn until<F: Future<Output = ()>>(&self, stop: F) -> impl Future<Output = ()> + use<F> {
        let boards = Arc::clone(&self.0.boards);
        async move {
            stop.await;
            boards.stop();
        }
    }

    /// Ends when everything that goes on after replies, such as sending SMS, is done.
    pub async fn settled(&self) {
        loop {
            let mut works = std::mem::take(&mut *self.0.background.lock().unwrap_or_else(PoisonError::into_inner));
            if works.is_empty() {
                return;
            }
            while works.join_next().await.is_some() {}
        }
    }
}

impl Drop for Inner {
    /// Boards do not outlive what they show.
    fn drop(&mut self) {
        self.boards.stop();
    }
}

impl Inner {
    /// The present moment.
    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Does something after the reply.
    pub(crate) fn after_reply(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut works = self.background.lock().unwrap_or_else(PoisonError::into_inner);
        while works.try_join_next().is_some() {}
        if works.len() < MOST_WORKS {
            works.spawn(work);
        } else {
            metrics::counter!(metric::LIMITED, "limit" => "works").increment(1);
        }
    }

    /// Publishes what the database now holds.
    pub(crate) async fn publish(&self) -> Result<(), DatabaseError> {
        let (now, least_app) = (self.now(), self.options.least_app);
        let edition = self.database.read(|sql| Edition::read(sql, &self.keys, least_app, now)).await?;
        self.published.replace(edition);
        Ok(())
    }
}
