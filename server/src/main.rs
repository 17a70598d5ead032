//! `ashyq-server`: serves, makes and signs its keys, checks its settings, brings its database up to date.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use ashyq_core::{keys::KeyId, moment::Moment};
use ashyq_server::{
    clock::{Clock as _, SystemClock},
    database::Database,
    key_holder::KeyHolder,
    metric::Metrics,
    observe,
    root::{self, Signing},
    serve,
    service::{DATABASE, Options, Service},
    settings::{Settings, SmsRoute},
    sms::{Console, Gateway, SmsSender},
};
use clap::{Args, Parser, Subcommand};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

/// How often what time brings is derived and what is past its date deleted.
const SWEEP: Duration = Duration::from_secs(60);

/// The service that lets venues stay open while a health restriction is in force.
#[derive(Debug, Parser)]
#[command(name = "ashyq-server", version, after_help = settings_help())]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves; this is what happens without a command.
    Serve,
    /// Makes and signs the service's keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Checks settings and keys, and changes nothing.
    Check,
    /// Brings the database up to date, and stops.
    Migrate,
}

#[derive(Debug, Subcommand)]
enum Keys {
    /// Makes a key file, and a root where there is none.
    Make(Files),
    /// Signs the public halves of a key file as a new key set.
    Sign(SignKeys),
}

#[derive(Debug, Args)]
struct Files {
    /// The root's file; it belongs on a machine that is offline.
    #[arg(long, value_name = "FILE")]
    root: PathBuf,
    /// The key file; `FILE.public` and `FILE.set` stand beside it.
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
}

#[derive(Debug, Args)]
struct SignKeys {
    #[command(flatten)]
    files: Files,
    /// How many days the key set lasts.
    #[arg(long, default_value_t = 90)]
    days: u32,
    /// The key set's number; counts on without.
    #[arg(long)]
    number: Option<u32>,
    /// The file of the root that signs the key sets after this one.
    #[arg(long, value_name = "FILE")]
    next_root: Option<PathBuf>,
    /// The name of a former key that is not to be believed any more, such as a stolen one.
    #[arg(long, value_name = "KEY", value_parser = key_id)]
    drop: Vec<KeyId>,
}

fn main() -> ExitCode {
    let done = match Line::parse().command.unwrap_or(Command::Serve) {
        Command::Serve => serve(),
        Command::Keys(Keys::Make(files)) => make(&files),
        Command::Keys(Keys::Sign(keys)) => sign(keys),
        Command::Check => check(),
        Command::Migrate => migrate(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn Error>>;

fn serve() -> Done {
    let settings = settings()?;
    let keys = KeyHolder::open(&settings.keys, &settings.data)?;
    observe::begin(settings.log);
    for remark in settings.remarks() {
        tracing::warn!("{remark}");
    }
    let sms: Arc<dyn SmsSender> = match &settings.sms {
        SmsRoute::Console => Arc::new(Console),
        SmsRoute::Gateway { url, token } => Arc::new(Gateway::open(url.clone(), token)?),
    };
    let options = Options { metrics: Some(Metrics::collect()), ..Options::of(&settings) };
    let service = Service::open(options, keys, sms, Arc::new(SystemClock))?;
    tokio::runtime::Runtime::new()?.block_on(run(service, settings))
}

async fn run(service: Service, settings: Settings) -> Done {
    let listener = TcpListener::bind(settings.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serves");
    let sweeper = service.clone();
    let sweeps = tokio::spawn(async move {
        let mut minutes = tokio::time::interval(SWEEP);
        loop {
            minutes.tick().await;
            if let Err(error) = sweeper.sweep().await {
                tracing::error!(%error, "a sweep failed");
            }
        }
    });
    serve::serve(listener, service.router(), stop(), settings.stop).await;
    sweeps.abort();
    // SMS that were promised are still sent.
    let _ = tokio::time::timeout(settings.stop, service.settled()).await;
    tracing::info!("stopped");
    Ok(())
}

/// Ends with the first signal to stop.
async fn stop() {
    let Ok(mut term) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn migrate() -> Done {
    let settings = settings()?;
    std::fs::create_dir_all(&settings.data)?;
    Database::open(&settings.data.join(DATABASE))?;
    println!("The database is up to date.");
    Ok(())
}

fn check() -> Done {
    let settings = settings()?;
    let holder = KeyHolder::open(&settings.keys, &settings.data)?;
    for remark in settings.remarks() {
        println!("{remark}");
    }
    println!("The settings are right. {}", key_set_line(holder.key_set_number(), holder.key_set_expires()));
    if holder.key_set_expires() <= now() {
        return Err("The key set has ended: phones believe nothing. Sign a new one with: ashyq-server keys sign".into());
    }
    Ok(())
}

fn make(files: &Files) -> Done {
    if files.root.exists() {
        println!("{} is there already and stays.", files.root.display());
    } else {
        let public = root::make_root(&files.root)?;
        println!("{} made. Its public half, for the apps: {}", files.root.display(), public.0);
    }
    KeyHolder::create(&files.keys, &data_folder())?;
    println!("{} made. Next:", files.keys.display());
    println!("  ashyq-server keys sign --root {} --keys {}", files.root.display(), files.keys.display());
    Ok(())
}

fn sign(keys: SignKeys) -> Done {
    let SignKeys { files, days, number, next_root, drop } = keys;
    let set = root::sign_key_set(&files.root, &files.keys, &Signing { now: now(), number, days, next_root, drop })?;
    println!("Signed. {}", key_set_line(set.number, set.expires));
    for key in &set.keys {
        println!("  {} {:?}", key.public.id(), key.purpose);
    }
    Ok(())
}

fn key_set_line(number: u32, expires: Moment) -> String {
    let days = expires.since(now()).as_secs().div_ceil(24 * 3600);
    format!("Key set {number} lasts {days} days from now.")
}

fn settings() -> Result<Settings, Box<dyn Error>> {
    Ok(Settings::read(std::env::vars_os())?)
}

/// The data folder, also where other settings are not there yet.
fn data_folder() -> PathBuf {
    let set = std::env::var_os(ashyq_server::settings::DATA).filter(|path| !path.is_empty());
    set.map_or_else(|| Path::new("ashyq-data").to_owned(), PathBuf::from)
}

fn now() -> Moment {
    SystemClock.now()
}

fn settings_help() -> String {
    format!("Settings, by environment:\n{}", Settings::help())
}

fn key_id(text: &str) -> Result<KeyId, &'static str> {
    KeyId::parse(text).ok_or("the name of a key has 6 characters, as keys sign prints it")
}
