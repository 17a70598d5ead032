//! A phone on real parts: the journal on disk, a sealed file, HTTP.

use std::{path::Path, sync::Arc};

use ashyq_core::{
    bytes::Bytes,
    client::{
        self, Config, LogIn, Session, Start,
        ports::{Ports, Random, Vault},
    },
    keys::PublicKey,
    native::{DiskJournal, HttpTransport, SealedFile, SystemClock, SystemRandom, VaultKey},
    secret::Secret,
    words::Language,
};

use crate::process::ServiceProcess;

/// Opens the phone in a folder.
pub fn open(folder: &Path, address: &str, root: &str) -> Start {
    let passphrase = Secret::new(String::from("a passphrase of a test"));
    let vault: Arc<dyn Vault> =
        Arc::new(SealedFile::open(&folder.join("vault"), &passphrase).expect("the vault opens"));
    let device_key = VaultKey::open(&vault, &SystemRandom).expect("the device key");
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let ports = Ports {
        transport: Arc::new(HttpTransport::new(address).expect("an address")),
        vault,
        journal: Arc::new(DiskJournal::open(folder).expect("the journal opens")),
        clock: Arc::new(SystemClock::new()),
        device_key: Arc::new(device_key),
        random,
    };
    let root = PublicKey(Bytes::parse(root).expect("a root"));
    client::open(Config { root, app_version: 1 }, ports).expect("the phone opens")
}

/// Opens the phone of somebody who is logged in.
pub fn session(folder: &Path, address: &str, root: &str) -> Session {
    match open(folder, address, root) {
        Start::Session(session) => session,
        Start::LogIn(_) => panic!("nobody is logged in"),
    }
}

/// Logs somebody in on a new phone in a folder, and binds the IIN.
pub async fn log_in(folder: &Path, service: &ServiceProcess, number: &str, iin: &str) -> Session {
    let Start::LogIn(log_in) = open(folder, &service.address, &service.root.0.to_string()) else {
        panic!("a new phone")
    };
    let log_in: LogIn = log_in;
    let challenge = log_in.ask(number, Language::En).await.expect("a log-in code is sent");
    let session = challenge.answer(&service.log_in_code(number)).await.expect("the log-in code fits");
    session.bind_iin(iin).await.expect("the IIN is bound");
    session
}

/// Sends a request of the operator over the socket.
pub async fn operate(service: &ServiceProcess, method: &'static str, path: &str, body: &str) -> serde_json::Value {
    use ashyq_core::client::ports::{HttpRequest, Transport as _};
    let headers = vec![
        ("authorization", format!("Bearer {}", crate::process::OPERATOR)),
        ("content-type", String::from("application/json")),
    ];
    let deadline = std::time::Duration::from_secs(20);
    let request = HttpRequest { method, path: path.into(), headers, body: body.as_bytes().to_vec(), deadline };
    let transport = HttpTransport::new(&service.address).expect("an address");
    let response = transport.send(request).await.expect("the service answers");
    assert!(response.status < 300, "{path}: {}", String::from_utf8_lossy(&response.body));
    serde_json::from_slice(&response.body).unwrap_or_default()
}
