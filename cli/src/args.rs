//! The command line.

mod staff;

use std::path::PathBuf;

use ashyq_core::words::Language;
use clap::{Args as Group, Parser, Subcommand};

pub use staff::{Check, Enter, Role, Shift, Staff};

/// What stands below `ashyq --help`.
const AFTER: &str = "Exit codes: 0 done, 1 refused (a sentence on standard error says why), 2 wrong usage, 3 offline where \
the network is needed.\n\nThe log-in code, the IIN and the passphrase are never arguments: they are asked for on the terminal \
without echo, or read as lines of standard input, the passphrase first.";

/// The visitor's app on a desk: log in, enter the IIN once, scan a poster on entry and again on exit.
#[derive(Debug, Parser)]
#[command(name = "ashyq", version, after_help = AFTER, arg_required_else_help = true, args_override_self = true)]
pub struct Args {
    /// What goes with every command.
    #[command(flatten)]
    pub options: Options,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command has.
#[derive(Debug, Group)]
pub struct Options {
    /// Language: kk, ru or en [default: what LANG says]
    #[arg(long, global = true, value_name = "kk|ru|en", value_parser = language)]
    pub language: Option<Language>,
    /// Prints one JSON object instead of a page
    #[arg(long, global = true)]
    pub json: bool,
    /// Address of the service; remembered after the first log-in
    #[arg(long, global = true, value_name = "URL")]
    pub service: Option<String>,
    /// Root public key of the service, as base64url; remembered after the first log-in
    // Base64url may begin with a hyphen.
    #[arg(long, global = true, value_name = "KEY", allow_hyphen_values = true)]
    pub root: Option<String>,
    /// Folder of this phone [default: the data folder's ashyq]
    #[arg(long, global = true, value_name = "DIR")]
    pub profile: Option<PathBuf>,
    /// File sealed with a passphrase instead of the desktop's secure store
    #[arg(long, global = true, value_name = "FILE")]
    pub vault: Option<PathBuf>,
    /// Answers every question with yes
    #[arg(long, global = true)]
    pub yes: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Logs in by phone number
    LogIn,
    /// Enters the IIN, once per device
    Iin,
    /// Scans a poster: a picture, a folder of frames, or a typed code; enters, or leaves
    Scan(Scan),
    /// Shows the screen at the door again
    Door(Door),
    /// Shows the own status: colour, reason, what is open, when it changes
    Status,
    /// Ends the present visit without a poster
    Leave,
    /// Shows the own visits of 14 days
    Visits,
    /// Shows notices, or answers one
    Notices(Notices),
    /// For venue staff: roles, shifts, visitors without a smartphone, passes
    #[command(subcommand)]
    Staff(Staff),
    /// Logs out on this device
    LogOut(LogOut),
    /// Deletes the account and everything on this device
    DeleteMyData(Delete),
    /// Shows the whole of Ashyq in one run: a service, four venues, visitors of every colour
    #[cfg(feature = "demo")]
    Demo(Demo),
}

impl Command {
    /// The command's name, as JSON has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::Iin => "iin",
            Self::Scan(_) => "scan",
            Self::Door(_) => "door",
            Self::Status => "status",
            Self::Leave => "leave",
            Self::Visits => "visits",
            Self::Notices(_) => "notices",
            Self::Staff(staff) => staff.name(),
            Self::LogOut(_) => "log-out",
            Self::DeleteMyData(_) => "delete-my-data",
            #[cfg(feature = "demo")]
            Self::Demo(_) => "demo",
        }
    }
}

/// What to scan.
#[derive(Debug, Group)]
pub struct Scan {
    /// A picture (PNG, JPEG), or a folder of frames that are scanned in the order of their names
    #[arg(value_name = "IMAGE|DIR", required_unless_present = "typed", conflicts_with = "typed")]
    pub path: Option<PathBuf>,
    /// The typed code on the poster, or the link that the system camera opened
    #[arg(long, value_name = "TEXT")]
    pub typed: Option<String>,
    /// Shows the pass as a QR code below the result
    #[arg(long)]
    pub pass: bool,
}

/// How to show the door's screen.
#[derive(Debug, Group)]
pub struct Door {
    /// Shows the pass as a QR code below it
    #[arg(long)]
    pub pass: bool,
}

/// Which notice to answer.
#[derive(Debug, Group)]
pub struct Notices {
    /// Agrees to the notice with this name
    #[arg(long, value_name = "NOTICE", conflicts_with = "object", allow_hyphen_values = true)]
    pub agree: Option<String>,
    /// Objects to the notice with this name
    #[arg(long, value_name = "NOTICE", allow_hyphen_values = true)]
    pub object: Option<String>,
}

/// Where to log out.
#[derive(Debug, Group)]
pub struct LogOut {
    /// On every device of the account
    #[arg(long)]
    pub everywhere: bool,
}

/// How to delete.
#[derive(Debug, Group)]
pub struct Delete {
    /// Discards visits that cannot be delivered first
    #[arg(long)]
    pub discard_unsent: bool,
}

/// How to run the demo.
#[cfg(feature = "demo")]
#[derive(Debug, Group)]
pub struct Demo {
    /// Keeps the service running afterwards and prints commands for a second terminal
    #[arg(long)]
    pub stay: bool,
    /// Leaves the service's data and logs, the transcript and the phones in this folder
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

fn language(text: &str) -> Result<Language, &'static str> {
    Language::ALL.into_iter().find(|language| language.code() == text).ok_or("a language is one of kk, ru, en")
}

impl Options {
    /// The language: as asked for, else as the environment says, else English.
    pub fn language(&self, variable: impl Fn(&str) -> Option<String>) -> Language {
        language_of(self.language, variable)
    }
}

/// The language: as named, else as the environment says, else English.
pub(crate) fn language_of(named: Option<Language>, variable: impl Fn(&str) -> Option<String>) -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    named.or_else(|| Language::parse(&said?)).unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_wrong_value_is_named_with_its_rule() {
        let said = |args: &[&str]| Args::try_parse_from(args).map(|_| ()).map_err(|error| error.to_string());
        let wrong = said(&["ashyq", "status", "--language", "de"]).unwrap_err();
        assert!(wrong.contains("--language") && wrong.contains("kk, ru, en"), "{wrong}");
        assert!(said(&["ashyq", "scan"]).unwrap_err().contains("IMAGE|DIR"));
        assert!(said(&["ashyq", "scan", "a.png", "--typed", "X"]).is_err());
        assert!(said(&["ashyq", "iin", "900101300017"]).is_err(), "an IIN is never an argument");
        assert!(said(&["ashyq", "notices", "--agree", "a", "--object", "b"]).is_err());
        assert!(said(&["ashyq", "staff", "enter", "900101300017"]).is_err(), "nor is a visitor's");
        assert!(said(&["ashyq", "staff", "leave", "900101300017"]).is_err());
        for entrance in ["0", "100", "x"] {
            assert!(said(&["ashyq", "staff", "enter", "--entrance", entrance]).unwrap_err().contains("--entrance"));
        }
        assert!(said(&["ashyq", "staff", "check"]).unwrap_err().contains("IMAGE|DIR"));
        assert!(said(&["ashyq", "staff", "shift", "open"]).is_ok());
    }

    #[test]
    fn a_name_may_begin_with_a_hyphen() {
        let name = "-hAbcdefghijklmnopqrst";
        let read = |words: &[&str]| Args::try_parse_from([&["ashyq"], words].concat()).unwrap();
        assert_eq!(read(&["status", "--root", name, "--json"]).options.root.as_deref(), Some(name));
        assert!(read(&["status", "--root", name, "--json"]).options.json);
        let Command::Notices(notices) = read(&["notices", "--agree", name]).command else { panic!("notices") };
        assert_eq!(notices.agree.as_deref(), Some(name));
        let Command::Notices(notices) = read(&["notices", "--object", name]).command else { panic!("notices") };
        assert_eq!(notices.object.as_deref(), Some(name));
        let Command::Staff(Staff::Accept(accept)) = read(&["staff", "accept", name, "--json"]).command else {
            panic!("a role")
        };
        assert_eq!(accept.role.as_deref(), Some(name));
        let help = Args::try_parse_from(["ashyq", "staff", "accept", "-h"]).unwrap_err();
        assert_eq!(help.kind(), clap::error::ErrorKind::DisplayHelp);
    }

    #[test]
    fn the_language_follows_the_environment_until_it_is_asked_for() {
        let of = |args: &[&str], value: &str| {
            let options = Args::try_parse_from(args).unwrap().options;
            options.language(|name| (name == "LANG").then(|| value.to_owned()))
        };
        assert_eq!(of(&["ashyq", "status"], "kk_KZ.UTF-8"), Language::Kk);
        assert_eq!(of(&["ashyq", "status"], "C.UTF-8"), Language::En);
        assert_eq!(of(&["ashyq", "--language", "ru", "status"], "kk_KZ.UTF-8"), Language::Ru);
        assert_eq!(of(&["ashyq", "status", "--language", "ru"], "C"), Language::Ru);
        assert_eq!(of(&["ashyq", "--language", "kk", "status", "--language", "ru"], "C"), Language::Ru);
        assert_eq!(of(&["ashyq", "status", "--language", "kk", "--language", "ru"], "C"), Language::Ru);
    }
}
