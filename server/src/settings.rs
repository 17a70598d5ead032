//! What the operator sets, by environment: one table of names, meanings, defaults and rules.

use std::{collections::BTreeMap, ffi::OsString, fmt, fs, net::SocketAddr, path::PathBuf, time::Duration};

use ashyq_core::{moment::DAY, poster::LONGEST_VALIDITY, secret::Secret};
use data_encoding::HEXLOWER_PERMISSIVE;

use crate::{review::ReviewLogIn, sms::GatewayUrl, trusted_proxies::TrustedProxies};

/// How every name begins.
const PREFIX: &str = "ASHYQ_";

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The environment variable.
    pub name: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// What holds where it is not set.
    pub default: Default,
    /// What it must be, as the end of "it must be".
    pub rule: &'static str,
}

/// What holds where a variable is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// This text.
    Text(&'static str),
    /// Nothing, and that is fine.
    Nothing,
    /// It must be set.
    Required,
}

const LISTEN: &str = "ASHYQ_LISTEN";
/// The name of the data folder's variable.
pub const DATA: &str = "ASHYQ_DATA";
const KEYS: &str = "ASHYQ_KEYS";
const OPERATOR_TOKEN_SHA256: &str = "ASHYQ_OPERATOR_TOKEN_SHA256";
const TRUSTED_PROXIES: &str = "ASHYQ_TRUSTED_PROXIES";
const SMS: &str = "ASHYQ_SMS";
const SMS_TOKEN: &str = "ASHYQ_SMS_TOKEN";
const SMS_TOKEN_FILE: &str = "ASHYQ_SMS_TOKEN_FILE";
const SMS_PER_DAY: &str = "ASHYQ_SMS_PER_DAY";
const SMS_PER_RANGE_PER_DAY: &str = "ASHYQ_SMS_PER_RANGE_PER_DAY";
const POSTER_DAYS: &str = "ASHYQ_POSTER_DAYS";
const LEAST_APP: &str = "ASHYQ_LEAST_APP";
const REVIEW_FILE: &str = "ASHYQ_REVIEW_FILE";
const LOG: &str = "ASHYQ_LOG";
const STOP_SECONDS: &str = "ASHYQ_STOP_SECONDS";

/// The table.
pub const TABLE: [Setting; 15] = [
    Setting {
        name: LISTEN,
        meaning: "Where the service listens for plain HTTP; TLS is ended by a proxy in front.",
        default: Default::Text("127.0.0.1:8480"),
        rule: "an IP address and a port, such as 127.0.0.1:8480 or [::]:8480",
    },
    Setting {
        name: DATA,
        meaning: "The folder of the database.",
        default: Default::Text("ashyq-data"),
        rule: "a path",
    },
    Setting {
        name: KEYS,
        meaning: "The key file, with the signed key set beside it as KEYS.set.",
        default: Default::Required,
        rule: "the path of a file outside the data folder; make it with: ashyq-server keys make",
    },
    Setting {
        name: OPERATOR_TOKEN_SHA256,
        meaning: "The SHA-256 of the operator's token; without it nobody is the operator.",
        default: Default::Nothing,
        rule: "64 hexadecimal digits, or the path of a file that begins with them (as sha256sum writes it)",
    },
    Setting {
        name: TRUSTED_PROXIES,
        meaning: "The proxies whose X-Forwarded-For is believed.",
        default: Default::Text(""),
        rule: "IP addresses or networks with commas between, such as 10.0.0.0/8,::1",
    },
    Setting {
        name: SMS,
        meaning: "How SMS are sent: through an HTTP gateway, or, in development, to standard error.",
        default: Default::Required,
        rule: "https://… (http:// only to a loopback address), or the word console",
    },
    Setting {
        name: SMS_TOKEN,
        meaning: "The gateway's bearer token.",
        default: Default::Nothing,
        rule: "1 to 4096 visible ASCII characters, and set in one of the two ways only",
    },
    Setting {
        name: SMS_TOKEN_FILE,
        meaning: "A file with the gateway's bearer token, instead of the token itself.",
        default: Default::Nothing,
        rule: "the path of a file with 1 to 4096 visible ASCII characters",
    },
    Setting {
        name: SMS_PER_DAY,
        meaning: "The most SMS in 24 hours, so that nobody can run up a bill.",
        default: Default::Text("50000"),
        rule: "a whole number from 1 to 10000000",
    },
    Setting {
        name: SMS_PER_RANGE_PER_DAY,
        meaning: "The SMS in 24 hours to the 10,000 numbers that differ in their last four digits only, past which no more are \
                  sent while fewer than 30 % of them have led to a log-in.",
        default: Default::Text("50"),
        rule: "a whole number from 1 to 10000",
    },
    Setting {
        name: POSTER_DAYS,
        meaning: "How many days a new poster is valid.",
        default: Default::Text("366"),
        rule: "a whole number from 8 to 732",
    },
    Setting {
        name: LEAST_APP,
        meaning: "The least version of the app that is answered in full; older ones ask to update, and still record.",
        default: Default::Text("1"),
        rule: "a whole number from 0 to 4294967295",
    },
    Setting {
        name: REVIEW_FILE,
        meaning: "A file with the number, the log-in code and the last day of the stores' reviewers, who get no SMS; they meet \
                  practice persons only. It counts from 30 days before that day.",
        default: Default::Nothing,
        rule: "the path of a file such as: +77001234567 135790 2026-12-24 (six digits that are not all alike)",
    },
    Setting {
        name: LOG,
        meaning: "How much is logged.",
        default: Default::Text("info"),
        rule: "error, warn, info or debug",
    },
    Setting {
        name: STOP_SECONDS,
        meaning: "How long open requests may go on after a signal to stop.",
        default: Default::Text("10"),
        rule: "a whole number from 1 to 300",
    },
];

/// What the operator set, valid as a whole.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the service listens.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// The key file.
    pub keys: PathBuf,
    /// The SHA-256 of the operator's token.
    pub operator_token_sha256: Option<[u8; 32]>,
    /// The proxies in front.
    pub trusted_proxies: TrustedProxies,
    /// How SMS are sent.
    pub sms: SmsRoute,
    /// The most SMS in 24 hours.
    pub sms_per_day: u32,
    /// The SMS in 24 hours to numbers that differ in their last four digits only, past which they must have led to log-ins.
    pub sms_per_range_per_day: u32,
    /// How long a new poster is valid.
    pub poster_validity: Duration,
    /// The least version of the app.
    pub least_app: u32,
    /// The log-in of the stores' reviewers.
    pub review: Option<ReviewLogIn>,
    /// How much is logged.
    pub log: tracing::Level,
    /// How long open requests may go on after a signal to stop.
    pub stop: Duration,
}

/// How SMS are sent.
#[derive(Clone, Debug)]
pub enum SmsRoute {
    /// To standard error.
    Console,
    /// Through an HTTP gateway.
    Gateway {
        /// Where it is.
        url: GatewayUrl,
        /// The bearer token.
        token: Secret<String>,
    },
}

/// Every setting that is wrong, each with a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongSettings(pub Vec<String>);

impl fmt::Display for WrongSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for WrongSettings {}

impl Settings {
    /// Reads the environment's variables.
    ///
    /// # Errors
    ///
    /// Names every variable that is wrong, missing or not known, at once.
    pub fn read(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, WrongSettings> {
        let mut reader = Reader::of(variables);
        let whole = |least: u32, most: u32| {
            move |text: &str| text.parse().ok().filter(|number| (least..=most).contains(number))
        };
        let most_days = u32::try_from(LONGEST_VALIDITY.as_secs() / DAY.as_secs()).unwrap_or(u32::MAX);
        let listen = reader.take(LISTEN, |text| text.parse().ok());
        let data = reader.take(DATA, |text| Some(PathBuf::from(text)));
        let keys = reader.take(KEYS, |text| Some(PathBuf::from(text)));
        let operator_token_sha256 = reader.take_secret(OPERATOR_TOKEN_SHA256, sha256);
        let trusted_proxies = reader.take(TRUSTED_PROXIES, TrustedProxies::parse);
        let sms = reader.sms();
        let sms_per_day = reader.take(SMS_PER_DAY, whole(1, 10_000_000));
        let sms_per_range_per_day = reader.take(SMS_PER_RANGE_PER_DAY, whole(1, 10_000));
        let poster_days = reader.take(POSTER_DAYS, whole(8, most_days));
        let least_app = reader.take(LEAST_APP, whole(0, u32::MAX));
        let review = reader.take(REVIEW_FILE, |path| ReviewLogIn::parse(&fs::read_to_string(path).ok()?));
        let log = reader.take(LOG, |text| match text {
            "error" => Some(tracing::Level::ERROR),
            "warn" => Some(tracing::Level::WARN),
            "info" => Some(tracing::Level::INFO),
            "debug" => Some(tracing::Level::DEBUG),
            _ => None,
        });
        let stop = reader.take(STOP_SECONDS, whole(1, 300));
        let wrong = reader.end();
        let settings = || {
            Some(Self {
                listen: listen?,
                data: data?,
                keys: keys?,
                operator_token_sha256,
                trusted_proxies: trusted_proxies?,
                sms: sms?,
                sms_per_day: sms_per_day?,
                sms_per_range_per_day: sms_per_range_per_day?,
                poster_validity: DAY * poster_days?,
                least_app: least_app?,
                review,
                log: log?,
                stop: Duration::from_secs(u64::from(stop?)),
            })
        };
        match settings() {
            Some(settings) if wrong.0.is_empty() => Ok(settings),
            _ => Err(wrong),
        }
    }

    /// What is right but worth knowing, said at the start.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.listen.ip().is_loopback() {
            remarks.push(format!(
                "{LISTEN}: {} is reached from outside over plain HTTP; a proxy in front must end TLS.",
                self.listen
            ));
        }
        if matches!(self.sms, SmsRoute::Console) {
            remarks.push(format!("{SMS}: log-in codes go to standard error and to no phone; this is for development."));
        }
        if self.operator_token_sha256.is_none() {
            remarks.push(format!("{OPERATOR_TOKEN_SHA256}: it is not set, so nobody can decide on venues."));
        }
        if let Some(review) = &self.review {
            remarks
                .push(format!("{REVIEW_FILE}: a fixed log-in code counts for one number until {}.", review.last_day()));
        }
        remarks
    }

    /// The table as text.
    pub fn help() -> String {
        let row = |setting: &Setting| {
            let default = match setting.default {
                Default::Text("") | Default::Nothing => String::from("Not set by default"),
                Default::Text(text) => format!("Default: {text}"),
                Default::Required => String::from("Must be set"),
            };
            format!("  {}\n      {}\n      {default}; {}.\n", setting.name, setting.meaning, setting.rule)
        };
        TABLE.iter().map(row).collect()
    }
}

/// Takes variables one by one and collects what is wrong with them.
struct Reader {
    variables: BTreeMap<String, String>,
    wrong: Vec<String>,
}

impl Reader {
    fn of(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let mut reader = Self { variables: BTreeMap::new(), wrong: Vec::new() };
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
            match value.into_string() {
                // An empty variable is how many tools write one that is not set.
                Ok(value) if value.is_empty() => {}
                Ok(value) => drop(reader.variables.insert(name.to_owned(), value)),
                Err(_) => reader.wrong.push(format!("{name} is not UTF-8; write it in UTF-8.")),
            }
        }
        reader
    }

    /// Takes a variable whose value may be repeated.
    fn take<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.read(name, |text| parse(text).ok_or_else(|| format!("is {text:?}")))
    }

    /// Takes a variable whose value is never repeated.
    fn take_secret<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, &'static str>) -> Option<T> {
        self.read(name, |text| parse(text).map_err(str::to_owned))
    }

    fn read<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let setting = TABLE.iter().find(|setting| setting.name == name)?;
        let given = self.variables.remove(name);
        let text = match (given.as_deref(), setting.default) {
            (Some(text), _) | (None, Default::Text(text)) => text,
            (None, Default::Nothing) => return None,
            (None, Default::Required) => {
                self.wrong.push(format!("{name} is not set; it must be {}.", setting.rule));
                return None;
            }
        };
        parse(text).map_err(|what| self.wrong.push(format!("{name} {what}; it must be {}.", setting.rule))).ok()
    }

    fn sms(&mut self) -> Option<SmsRoute> {
        let both = self.variables.contains_key(SMS_TOKEN) && self.variables.contains_key(SMS_TOKEN_FILE);
        let given =
            self.take_secret(SMS_TOKEN, |text| if both { Err("is set, and so is its file") } else { token(text) });
        let from_file = self.take(SMS_TOKEN_FILE, |path| token(fs::read_to_string(path).ok()?.trim_end()).ok());
        // A URL may carry a secret in its query: it is not repeated.
        let route = self.take_secret(SMS, |text| match text {
            "console" => Ok(None),
            url => GatewayUrl::parse(url).map(Some).ok_or("is neither"),
        })?;
        match (route, given.or(from_file)) {
            (None, _) => Some(SmsRoute::Console),
            (Some(url), Some(token)) => Some(SmsRoute::Gateway { url, token }),
            (Some(_), None) => {
                self.wrong
                    .push(format!("{SMS} is a gateway, and it needs a token; set {SMS_TOKEN} or {SMS_TOKEN_FILE}."));
                None
            }
        }
    }

    fn end(self) -> WrongSettings {
        let unknown = self.variables.keys().map(|name| format!("{name} is not a setting; --help lists them."));
        WrongSettings(self.wrong.into_iter().chain(unknown).collect())
    }
}

fn token(text: &str) -> Result<Secret<String>, &'static str> {
    let fits = (1..=4096).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(Secret::new(text.to_owned())) } else { Err("has other characters or another length") }
}

fn sha256(text: &str) -> Result<[u8; 32], &'static str> {
    let parse = |text: &str| HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok();
    if let Some(digest) = parse(text) {
        return Ok(digest);
    }
    let file = fs::read_to_string(text).map_err(|_| "is neither digits nor a file that can be read")?;
    file.split_whitespace().next().and_then(parse).ok_or("is a file that begins otherwise")
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
