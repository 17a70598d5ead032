//! Where the demo plays: folders, the service in this process on a fresh database, its clock, its SMS.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use ashyq_core::{client::ports::Random, keys::PublicKey, native::SystemRandom, phone::Phone};
use ashyq_server::{
    key_holder::KeyHolder,
    observe, serve,
    service::{Options, Service},
    sms::{BoxFuture, Console, Kept, SmsError, SmsSender},
};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{Untold, clock::DemoClock, network::Network, register::Register};

/// The port that is tried first.
const PORT: u16 = 8750;
/// Marks a folder that a demo made: the next one may clear it.
const MARK: &str = ".ashyq-demo";
/// What a demo makes in its folder.
const FOLDERS: [&str; 4] = ["service", "transcript", "phones", "posters"];

/// The folder of one demo.
pub(super) struct Folder {
    path: PathBuf,
    /// Deletes the folder at the end, unless it is kept.
    _passing: Option<tempfile::TempDir>,
}

impl Folder {
    /// A folder to keep, or one that goes with the demo.
    ///
    /// # Errors
    ///
    /// If the folder to keep holds something that no demo has left there.
    pub(super) fn open(keep: Option<&Path>) -> io::Result<Self> {
        let (path, passing) = if let Some(path) = keep {
            fs::create_dir_all(path)?;
            (path.canonicalize()?, None)
        } else {
            let passing = tempfile::Builder::new().prefix("ashyq-demo-").tempdir()?;
            (passing.path().to_owned(), Some(passing))
        };
        if path.join(MARK).exists() {
            for name in FOLDERS {
                match fs::remove_dir_all(path.join(name)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
        } else if fs::read_dir(&path)?.next().is_some() {
            return Err(io::Error::from(io::ErrorKind::DirectoryNotEmpty));
        }
        fs::write(path.join(MARK), "")?;
        for name in FOLDERS {
            fs::create_dir_all(path.join(name))?;
        }
        Ok(Self { path, _passing: passing })
    }

    /// The folder itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What the service keeps.
    pub(super) fn service(&self) -> PathBuf {
        self.path.join("service")
    }

    /// Where a phone keeps its journal.
    pub(super) fn phone(&self, who: &str) -> PathBuf {
        self.path.join("phones").join(who)
    }

    /// Where posters are.
    pub(super) fn posters(&self) -> PathBuf {
        self.path.join("posters")
    }
}

/// The service, running.
pub(super) struct Stage {
    /// The demo's folder.
    pub(super) folder: Folder,
    /// The service.
    pub(super) service: Service,
    /// The clock of everybody.
    pub(super) clock: Arc<DemoClock>,
    /// The phones' network.
    pub(super) network: Arc<Network>,
    /// Where the service listens.
    pub(super) address: String,
    /// The root that phones believe.
    pub(super) root: PublicKey,
    /// The operator's token.
    pub(super) operator_token: String,
    sms: Kept,
    log_in_codes: Mutex<Vec<String>>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Stage {
    /// Starts the service on a fresh database, on the preferred port or on any.
    pub(super) async fn open(folder: Folder, behind: Duration) -> Result<Self, Untold> {
        let log = fs::File::create(folder.service().join("log.jsonl")).map_err(|_| Untold::of("the log"))?;
        observe::begin_into(tracing::Level::DEBUG, Arc::new(log));
        let clock = Arc::new(DemoClock::behind(behind));
        let operator_token = BASE64URL_NOPAD.encode(&random::<32>());
        let options = Options {
            operator_token_sha256: Some(Sha256::digest(&operator_token).into()),
            business_registry: Arc::new(Register),
            ..Options::new(folder.service().join("data"))
        };
        let keys = KeyHolder::ephemeral(&random());
        let root = keys.root_public();
        let sms = Kept::default();
        let sender = Arc::new(Tapped(sms.clone()));
        let clocked: Arc<dyn ashyq_server::clock::Clock> = clock.clone();
        let service = Service::open(options, keys, sender, clocked)
            .map_err(|error| Untold::of(&format!("the database: {error}")))?;
        let listener = match TcpListener::bind(("127.0.0.1", PORT)).await {
            Ok(listener) => Ok(listener),
            Err(_) => TcpListener::bind(("127.0.0.1", 0)).await,
        };
        let listener = listener.map_err(|_| Untold::of("a port on 127.0.0.1"))?;
        let address = listener.local_addr().map_err(|_| Untold::of("the port"))?;
        tracing::info!(%address, "listening");
        let (stop, stopped) = oneshot::channel::<()>();
        let router = service.router();
        let until = service.until(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move {
            serve::serve(listener, router, until, Duration::from_secs(2)).await;
        });
        let network = Arc::new(Network::new(folder.path().join("transcript")));
        let address = format!("http://{address}");
        Ok(Self {
            folder,
            service,
            clock,
            network,
            address,
            root,
            operator_token,
            sms,
            log_in_codes: Mutex::default(),
            stop,
            serving,
        })
    }

    /// The six digits that went to a number; every SMS of before has been sent when this returns.
    pub(super) async fn log_in_code(&self, phone: &Phone) -> Option<String> {
        self.service.settled().await;
        let log_in_code = self.sms.log_in_code(phone);
        self.log_in_codes.lock().unwrap_or_else(PoisonError::into_inner).extend(log_in_code.clone());
        log_in_code
    }

    /// Every log-in code that was used.
    pub(super) fn log_in_codes(&self) -> Vec<String> {
        self.log_in_codes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops the service; answers that are under way come out first.
    pub(super) async fn close(self) -> Folder {
        let _ = self.stop.send(());
        let _ = self.serving.await;
        self.service.settled().await;
        tracing::info!("stopped");
        self.folder
    }
}

/// Sends by the console, as the service does in development, and keeps a copy for the phones of the demo.
struct Tapped(Kept);

impl SmsSender for Tapped {
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str) -> BoxFuture<'a, Result<(), SmsError>> {
        Box::pin(async move {
            Console.send(to, text).await?;
            self.0.send(to, text).await
        })
    }
}

fn random<const N: usize>() -> [u8; N] {
    <dyn Random>::bytes(&SystemRandom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_folder_is_cleared_only_where_a_demo_made_it() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("kept");
        drop(Folder::open(Some(&path)).unwrap());
        fs::write(path.join("service/old"), "").unwrap();
        drop(Folder::open(Some(&path)).unwrap());
        assert!(!path.join("service/old").exists());
        fs::write(outer.path().join("mine"), "").unwrap();
        assert!(Folder::open(Some(outer.path())).is_err());
        assert!(outer.path().join("mine").exists());
    }
}
