//! A person with a phone in hand: the real client on a vault in memory and a journal on disk.

use std::sync::Arc;

use ashyq_core::{
    client::{
        self, Config, Session, Start,
        memory::MemoryVault,
        ports::{Ports, Vault},
    },
    native::{DiskJournal, HttpTransport, SystemRandom, VaultKey},
    phone::Phone,
    wire::Binding,
    words::Language,
};

use super::{Untold, cast::Person, network::Line, stage::Stage};
use crate::phone::APP_VERSION;

/// A visitor with a phone in hand.
pub(super) struct Visitor {
    /// Who.
    pub(super) person: Person,
    /// The app.
    pub(super) session: Session,
}

impl Visitor {
    /// Logs in and enters the IIN.
    pub(super) async fn log_in(stage: &Stage, person: Person, language: Language) -> Result<Self, Untold> {
        let untold = |what: &str| Untold::of(&format!("{}: {what}", person.slug()));
        let http = HttpTransport::new(&stage.address).map_err(|error| untold(&error.to_string()))?;
        let vault: Arc<dyn Vault> = Arc::new(MemoryVault::default());
        let key = VaultKey::open(&vault, &SystemRandom).map_err(|error| untold(&error.to_string()))?;
        let journal =
            DiskJournal::open(&stage.folder.phone(person.slug())).map_err(|error| untold(&error.to_string()))?;
        let ports = Ports {
            transport: Arc::new(Line::new(http, &stage.network, person.slug())),
            vault,
            journal: Arc::new(journal),
            clock: stage.clock.clone(),
            device_key: Arc::new(key),
            random: Arc::new(SystemRandom),
        };
        let config = Config { root: stage.root, app_version: APP_VERSION };
        let Start::LogIn(log_in) = client::open(config, ports).map_err(|error| untold(&error.to_string()))? else {
            return Err(untold("a phone on which nobody is logged in"));
        };
        let said = |error: client::ClientError| untold(&error.refusal().say(language));
        let challenge = log_in.ask(&person.number(), language).await.map_err(said)?;
        let phone = Phone::parse(&person.number()).map_err(|_| untold("the number"))?;
        let log_in_code = stage.log_in_code(&phone).await.ok_or_else(|| untold("an SMS"))?;
        let session = challenge.answer(&log_in_code).await.map_err(said)?;
        let binding = session.bind_iin(person.iin()).await.map_err(said)?;
        if !matches!(binding, Binding::Bound { .. }) {
            return Err(untold("an IIN that is bound at once"));
        }
        Ok(Self { person, session })
    }

    /// The name.
    pub(super) fn name(&self, language: Language) -> &'static str {
        self.person.name(language)
    }
}

/// The phone of a person.
pub(super) fn of(visitors: &[Visitor], person: Person) -> Result<&Visitor, Untold> {
    visitors.iter().find(|visitor| visitor.person == person).ok_or_else(|| Untold::of(person.slug()))
}
