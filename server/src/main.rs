//! `ashyq-server`: serves, makes and signs its keys, checks its settings, brings its database up to date.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use ashyq_core::{keys::KeyId, moment::Moment};
use ashyq_server::{
    key_holder::KeyHolder,
    root::{self, Signing},
    settings::Settings,
};
use clap::{Args, Parser, Subcommand};

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
    Err("there is nothing to serve yet".into())
}

fn migrate() -> Done {
    Err("there is no database yet".into())
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
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn settings_help() -> String {
    format!("Settings, by environment:\n{}", Settings::help())
}

fn key_id(text: &str) -> Result<KeyId, &'static str> {
    KeyId::parse(text).ok_or("the name of a key has 6 characters, as keys sign prints it")
}
