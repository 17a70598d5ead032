//! The real phone: from the confirmed scan to the decision on the screen, and its start with a full journal.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use ashyq_core::{
    bytes::Bytes,
    client::{
        self, Config, DoorScreen, Session, Start,
        ports::{
            Boxed, HttpRequest, HttpResponse, Journal, JournalChange, JournalError, Lasting, Ports, Row, RowKind,
            Transport, Unreachable, Vault,
        },
    },
    native::{DiskJournal, SealedFile, SystemClock, SystemRandom, VaultKey},
    secret::Secret,
};
use ashyq_tests::{desk, iin, process::ServiceProcess};

const ENTRIES: usize = 150;
const JOURNALLED: usize = 10_000;
const STARTS: usize = 15;

/// A service, somebody who is logged in, and the posters of two venues.
struct Street {
    service: ServiceProcess,
    folder: tempfile::TempDir,
    session: Session,
}

impl Street {
    async fn make() -> Self {
        let service = ServiceProcess::start(&["env", "ASHYQ_LOG=warn", "taskset", "--cpu-list", "0"], None);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = desk::log_in(folder.path(), &service, "+77051234567", &iin(7)).await;
        Self { service, folder, session }
    }
}

/// The median time from a confirmed scan to the decision, in seconds.
pub(crate) async fn scan_to_decision() -> f64 {
    let street = Street::make().await;
    let mut times = Vec::new();
    for number in 0..ENTRIES {
        let poster = &street.service.posters[number % 2];
        let started = Instant::now();
        let confirmation = street.session.confirm(poster).await.expect("a poster");
        let screen = street.session.enter(&confirmation).await.expect("an entry");
        times.push(started.elapsed());
        assert!(matches!(screen, DoorScreen::Decided(_)), "a decision: {screen:?}");
        // The exit from the venue before is delivered when nobody waits.
        let delivery = street.session.deliver().await.expect("a delivery");
        assert!(delivery.unsent == 0, "everything is delivered");
    }
    drop(street.service);
    median(times).as_secs_f64()
}

/// The median time to open the phone over a journal of undelivered visits, in milliseconds.
pub(crate) async fn start() -> f64 {
    let Street { service, folder, session } = Street::make().await;
    let posters = service.posters.clone();
    drop(session);
    let phone = Offline::of(folder.path());
    let session = phone.open(folder.path(), &service);
    for number in 0..JOURNALLED {
        let confirmation = session.confirm(&posters[number % 2]).await.expect("a poster");
        let screen = session.enter(&confirmation).await.expect("an entry");
        assert!(matches!(screen, DoorScreen::Inside(_)), "nobody answers: {screen:?}");
    }
    drop(session);
    let times = (0..STARTS).map(|_| {
        let started = Instant::now();
        let session = phone.open(folder.path(), &service);
        let took = started.elapsed();
        let undelivered = session.visits().expect("visits").iter().filter(|visit| !visit.delivered).count();
        assert!(undelivered == JOURNALLED, "{undelivered} visits wait");
        took
    });
    median(times.collect()).as_secs_f64() * 1000.0
}

/// The ports of a phone without network.
struct Offline {
    vault: Arc<dyn Vault>,
    key: Arc<VaultKey>,
}

impl Offline {
    fn of(folder: &Path) -> Self {
        let passphrase = Secret::new(String::from("a passphrase of a test"));
        let vault: Arc<dyn Vault> =
            Arc::new(SealedFile::open(&folder.join("vault"), &passphrase).expect("the vault opens"));
        let key = Arc::new(VaultKey::open(&vault, &SystemRandom).expect("the device key"));
        Self { vault, key }
    }

    fn open(&self, folder: &Path, service: &ServiceProcess) -> Session {
        let ports = Ports {
            transport: Arc::new(Nobody),
            vault: Arc::clone(&self.vault),
            journal: Arc::new(Quick(DiskJournal::open(folder).expect("the journal opens"))),
            clock: Arc::new(SystemClock::new()),
            device_key: self.key.clone(),
            random: Arc::new(SystemRandom),
        };
        match client::open(Config { root: service.root, app_version: 1 }, ports).expect("the phone opens") {
            Start::Session(session) => session,
            Start::LogIn(_) => panic!("nobody is logged in"),
        }
    }
}

/// The journal on disk, which need not outlive a cut of the power here: ten thousand visits would take a while.
struct Quick(DiskJournal);

impl Journal for Quick {
    fn load(&self, kind: RowKind) -> Result<Vec<Row>, JournalError> {
        self.0.load(kind)
    }

    fn write(&self, changes: &[JournalChange], _: Lasting) -> Result<(), JournalError> {
        self.0.write(changes, Lasting::App)
    }
}

/// No network: a nonce, so that a proof can be made, and no answer.
struct Nobody;

impl Transport for Nobody {
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        let answer = (request.path == ashyq_core::wire::path::NONCE).then(|| HttpResponse {
            status: 204,
            content_type: String::new(),
            nonce: Some(Bytes([7; 32]).to_string()),
            body: Vec::new(),
        });
        Box::pin(std::future::ready(answer.ok_or(Unreachable)))
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
