//! `ashyq-server`: serves, makes and signs its keys, checks its settings, brings its database up to date.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use ashyq_core::{
    keys::KeyId,
    moment::{DAY, Moment},
};
use ashyq_server::{
    clock::{Clock as _, SystemClock},
    database::{self, Database},
    key_holder::KeyHolder,
    metric::{self, Metrics},
    observe,
    root::{self, Signing},
    serve,
    service::{Options, Service},
    settings::{Settings, SmsRoute},
    sms::{Console, Gateway, SmsSender},
    sweep::Swept,
};
use clap::{Args, Parser, Subcommand};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    time::{MissedTickBehavior, timeout},
};

/// Tokio's threads and SQLite ask for memory all the time: docs/decisions/memory.md has what this is worth.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    #[arg(long, value_name = "KEY", value_parser = key_id, allow_hyphen_values = true)]
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
    observe::begin(settings.log);
    let holder = KeyHolder::open(&settings.keys, &settings.data)?;
    for remark in settings.remarks().into_iter().chain(key_set_remark(&holder)) {
        tracing::warn!("{remark}");
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(answer_until_told(settings, holder))
}

async fn answer_until_told(settings: Settings, holder: KeyHolder) -> Done {
    // Listened for from the start, so that a signal during the opening is not lost.
    let stop = stop_signal()?;
    let metrics = Metrics::collect();
    let sms: Arc<dyn SmsSender> = match &settings.sms {
        SmsRoute::Console => Arc::new(Console),
        SmsRoute::Gateway { url, token } => Arc::new(Gateway::open(url.clone(), token)?),
    };
    let expires = holder.key_set_expires();
    let options = Options { metrics: Some(|| Metrics::collect().text()), ..Options::of(&settings) };
    let service = Service::open(options, holder, sms, Arc::new(SystemClock))?;
    let listener = TcpListener::bind(settings.listen).await;
    let listener =
        listener.map_err(|error| format!("ASHYQ_LISTEN: {} cannot be listened on: {error}", settings.listen))?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let minutes = tokio::spawn(every_minute(service.clone(), metrics, expires));
    serve::serve(listener, service.router(), service.until(stop), settings.stop).await;
    minutes.abort();
    if timeout(settings.stop, service.settled()).await.is_err() {
        tracing::warn!("what goes on after replies was not done in time");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Sweeps, and keeps the metrics in order.
async fn every_minute(service: Service, metrics: Metrics, key_set_expires: Moment) {
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        let left = u32::try_from(key_set_expires.since(now()).as_secs()).unwrap_or(u32::MAX);
        metrics::gauge!(metric::KEY_SET_SECONDS_LEFT).set(left);
        match service.sweep().await {
            Ok(swept) => count(&swept),
            Err(error) => tracing::error!(error = &error as &dyn Error, "a sweep failed"),
        }
        metrics.keep_in_order();
    }
}

fn count(swept: &Swept) {
    let Swept { ended, visits, visit_keys, facts, others } = *swept;
    for (what, rows) in
        [("ended", ended), ("visits", visits), ("visit_keys", visit_keys), ("facts", facts), ("others", others)]
    {
        metrics::counter!(metric::SWEPT, "what" => what).increment(u64::try_from(rows).unwrap_or(u64::MAX));
    }
    tracing::debug!(?swept, "swept");
}

/// Ends at SIGTERM or SIGINT.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
}

fn migrate() -> Done {
    let settings = settings()?;
    std::fs::create_dir_all(&settings.data)?;
    drop(Database::open(&settings.data.join(database::FILE))?);
    println!("The database in {} is up to date.", settings.data.display());
    Ok(())
}

/// Said while there is time to sign a new one.
fn key_set_remark(holder: &KeyHolder) -> Option<String> {
    let (number, expires) = (holder.key_set_number(), holder.key_set_expires());
    let soon = expires <= now().plus(DAY * 14);
    soon.then(|| {
        format!("{} Sign a new one with: ashyq-server keys sign; then start anew.", key_set_line(number, expires))
    })
}

fn check() -> Done {
    let settings = settings()?;
    let holder = KeyHolder::open(&settings.keys, &settings.data)?;
    for remark in settings.remarks().into_iter().chain(key_set_remark(&holder)) {
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
