//! The stories that every language tells: on its own package, against the service as it is shipped. `cargo xtask test python`
//! runs them; `tests/foreign/README.md` says how a driver is spoken to.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a story fails")]

mod account;
mod bench;
mod door;
mod driver;
mod errors;
mod frame;
mod frames;
mod robust;
mod staff;
mod together;

use ashyq_tests::{iin, process::ServiceProcess};
use serde_json::{Value, json};

use driver::Driver;

/// A phone in a folder of its own, in the hands of the language that is tried.
struct Phone {
    driver: Driver,
    folder: tempfile::TempDir,
}

impl Phone {
    /// A phone that nobody has used yet.
    fn new() -> Self {
        Self { driver: Driver::start(), folder: tempfile::tempdir().unwrap() }
    }

    /// What `open` is called with.
    fn settings(&self, service: &ServiceProcess) -> Value {
        json!({ "folder": self.folder.path(), "service": service.address, "root": service.root.0.to_string(),
            "passphrase": "a passphrase of a test", "key": null })
    }

    /// A phone whose visitor is logged in and has bound an IIN.
    fn bound(service: &ServiceProcess, number: &str, person: u64) -> Self {
        let phone = Self::new();
        phone.logs_in(service, number);
        let bound = phone.driver.gives("session", "bind_iin", json!({ "iin": iin(person) }));
        assert_eq!(bound["is"], "Bound");
        phone
    }

    fn logs_in(&self, service: &ServiceProcess, number: &str) {
        let driver = &self.driver;
        assert_eq!(driver.makes("open", self.settings(service), "log_in"), "LoggedOut");
        driver.keeps("log_in", "ask", json!({ "phone": number, "language": "en" }), "challenge");
        driver.keeps("challenge", "answer", json!({ "code": service.log_in_code(number) }), "session");
    }

    /// Enters, and gives what the door's screen shows.
    fn enters(&self, poster: &str) -> Value {
        let asked = self.driver.keeps("session", "confirm", json!({ "text": poster }), "asked");
        assert_eq!(asked["action"], "Enter");
        self.driver.gives("session", "enter", json!({ "confirmed": "asked" }))
    }
}

/// A call without anything to tell.
fn nothing() -> Value {
    json!({})
}
