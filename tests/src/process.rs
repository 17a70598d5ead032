//! The shipped programs, as processes that can be killed.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use ashyq_core::keys::PublicKey;
use ashyq_server::{
    clock::SystemClock,
    key_holder::KeyHolder,
    service::{Options, Service},
    sms::Kept,
};
use sha2::{Digest, Sha256};

use crate::{HOME, application};

/// The operator's token of every process.
pub const OPERATOR: &str = "the operator's token of a process";
/// The number of the first grocery's staff.
pub const STAFF: &str = "+77059000001";

/// A program of the workspace; `cargo xtask test service` builds them first.
pub fn program(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a test runs from a file");
    let folder = own.ancestors().find(|folder| folder.join(name).is_file());
    folder.unwrap_or_else(|| panic!("build the programs first: cargo build --workspace --bins")).join(name)
}

/// Log-in codes by number, as the console's SMS tell them.
#[derive(Clone, Default)]
struct Codes(Arc<(Mutex<HashMap<String, String>>, Condvar)>);

impl Codes {
    fn read(&self, line: &str) {
        let Some(rest) = line.strip_prefix("SMS to ") else { return };
        let Some((number, text)) = rest.split_once(": ") else { return };
        let code = text.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6);
        if let Some(code) = code {
            self.0.0.lock().unwrap_or_else(PoisonError::into_inner).insert(number.to_owned(), code.to_owned());
            self.0.1.notify_all();
        }
    }

    fn take(&self, number: &str) -> String {
        let mut codes = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let started = Instant::now();
        loop {
            if let Some(code) = codes.remove(number) {
                return code;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "no SMS came");
            codes = self.0.1.wait_timeout(codes, Duration::from_millis(100)).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// The service as a process, on a folder of its own.
pub struct ServiceProcess {
    /// Its data, keys and log.
    pub folder: tempfile::TempDir,
    /// Where it listens.
    pub address: String,
    /// Whom the phones believe.
    pub root: PublicKey,
    /// The texts of the posters of two groceries, which were live before the process first started.
    pub posters: Vec<String>,
    child: Option<Child>,
    codes: Codes,
    /// What the process is started under, such as strace; empty for nothing.
    under: Vec<String>,
    /// The planted fault, which only the harnesses' own build has.
    mutant: Option<String>,
}

impl ServiceProcess {
    /// Makes keys, and starts the service under another program, if one is named.
    pub fn start(under: &[&str], mutant: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (root, keys) = (folder.path().join("root.key"), folder.path().join("service.keys"));
        let arguments =
            |verb: &str| vec!["keys".into(), verb.into(), "--root".into(), path(&root), "--keys".into(), path(&keys)];
        run(&arguments("make"), folder.path());
        run(&arguments("sign"), folder.path());
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
        let mut service = Self {
            address: format!("http://127.0.0.1:{port}"),
            root: root_of(&keys),
            posters: settle(&keys, &folder.path().join("data")),
            folder,
            child: None,
            codes: Codes::default(),
            under: under.iter().map(|word| (*word).to_owned()).collect(),
            mutant: mutant.map(str::to_owned),
        };
        service.start_again();
        service
    }

    /// Starts it on the same folder and port; returns when it answers.
    pub fn start_again(&mut self) {
        self.spawn();
        let started = Instant::now();
        while std::net::TcpStream::connect(self.address.trim_start_matches("http://")).is_err() {
            if started.elapsed() > Duration::from_secs(30) {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                panic!("the service does not answer: {log}");
            }
            std::thread::sleep(Duration::from_millis(5));
            // A program that another test is just starting holds whatever this test had open, until it runs.
            if self.child.as_mut().is_some_and(|child| child.try_wait().is_ok_and(|end| end.is_some())) {
                std::thread::sleep(Duration::from_millis(200));
                self.spawn();
            }
        }
    }

    fn spawn(&mut self) {
        let program = path(&program(if self.mutant.is_some() { "ashyq-server-mutants" } else { "ashyq-server" }));
        let mut words = self.under.clone();
        words.push(program);
        let data = self.folder.path().join("data");
        let token = data_encoding::HEXLOWER.encode(&Sha256::digest(OPERATOR));
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .env("ASHYQ_LISTEN", self.address.trim_start_matches("http://"))
            .env("ASHYQ_DATA", data)
            .env("ASHYQ_KEYS", self.folder.path().join("service.keys"))
            .env("ASHYQ_SMS", "console")
            .env("ASHYQ_SMS_PER_RANGE_PER_DAY", "10000")
            .env("ASHYQ_TRUSTED_PROXIES", "127.0.0.1")
            .env("ASHYQ_OPERATOR_TOKEN_SHA256", token)
            .envs(self.mutant.iter().map(|mutant| ("MUTANT", mutant)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(
                std::fs::File::options()
                    .create(true)
                    .append(true)
                    .open(self.folder.path().join("out"))
                    .expect("a file"),
            )
            .stderr(Stdio::piped())
            .spawn()
            .expect("the service starts");
        let errors = child.stderr.take().expect("a pipe");
        let (codes, log) = (self.codes.clone(), self.folder.path().join("log"));
        std::thread::spawn(move || {
            let mut log = std::fs::File::options().create(true).append(true).open(log).expect("a file");
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                codes.read(&line);
                // The console's SMS are for the developer's eyes and no part of the log.
                if !line.starts_with("SMS to ") {
                    let _ = std::io::Write::write_all(&mut log, format!("{line}\n").as_bytes());
                }
            }
        });
        self.child = Some(child);
    }

    /// Starts again with a planted fault, which only the harnesses' own build has.
    pub fn plant(&mut self, mutant: &str) {
        self.kill();
        self.mutant = Some(mutant.to_owned());
        self.start_again();
    }

    /// The newest log-in code that went to a number; waits for it.
    pub fn log_in_code(&self, number: &str) -> String {
        self.codes.take(number)
    }

    /// The process, to be measured.
    pub fn id(&self) -> u32 {
        self.child.as_ref().map_or(0, Child::id)
    }

    /// Kills it at once.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            if !self.under.is_empty() {
                // A tracer's end does not end what it traces.
                let _ = Command::new("pkill").args(["-KILL", "-P", &child.id().to_string()]).status();
            }
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(&mut self) -> bool {
        let Some(mut child) = self.child.take() else { return false };
        let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        asked.is_ok_and(|status| status.success()) && child.wait().is_ok_and(|status| status.success())
    }

    /// The file of the database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("data/ashyq.db")
    }
}

impl Drop for ServiceProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Takes two groceries the whole way, with the service's library on the folder that the process will have: its clock is an
/// argument there, and the shipped program has none to move.
fn settle(keys: &Path, data: &Path) -> Vec<String> {
    let open = || {
        let keys = KeyHolder::open(keys, data).expect("the keys open");
        Service::open(Options::new(data), keys, Arc::new(Kept::default()), Arc::new(SystemClock)).expect("it opens")
    };
    let make = async || {
        let service = open();
        let mut posters = Vec::new();
        for name in ["Дүкен Алма", "Дүкен Алмұрт"] {
            let made = service.venue_live_now(&application(name, "47.11", HOME, 1)).await.expect("a live venue");
            if posters.is_empty() {
                service.staff_is_named(made.venue, STAFF).await.expect("staff");
            }
            posters.extend(made.posters.into_iter().map(|poster| poster.poster));
        }
        posters
    };
    // Whoever starts the process may be in a runtime already, where another may neither run nor be dropped.
    let run =
        || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(make());
    std::thread::scope(|scope| scope.spawn(run).join()).expect("the venues are made")
}

fn run(arguments: &[String], folder: &Path) {
    let output =
        Command::new(program("ashyq-server")).args(arguments).current_dir(folder).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn path(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The root's public half stands beside the signed key set.
fn root_of(keys: &Path) -> PublicKey {
    let set = std::fs::read(keys.with_extension("keys.set")).expect("a signed key set");
    let set: serde_json::Value = serde_json::from_slice(&set).expect("JSON");
    serde_json::from_value(set["root"].clone()).expect("a root")
}
