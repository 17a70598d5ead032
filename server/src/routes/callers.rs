//! Who may ask, and what a request is once it has passed the gate.

use ashyq_core::words::Language;
use axum::body::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    problem::Refusal,
    store::{
        Id,
        accounts::Account,
        cabinet_sessions::CabinetSession,
        devices::{Device, Place},
        members::Member,
        sessions::{Session, TokenHash},
    },
};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Anybody.
    Anyone,
    /// A device that proves its key, without a session.
    Phone,
    /// A visitor's device with a session.
    Visitor,
    /// A registered system of the health authority.
    Source,
    /// A browser, known by a cookie; no session.
    Browser,
    /// A browser with a session, even where its one-time password is still to be proved.
    Cabinet,
    /// Whoever is logged in to the cabinet.
    Business,
    /// A member of an association.
    Association,
    /// The operator.
    Operator,
}

/// A request that passed the gate.
pub(crate) struct Call {
    /// When it came.
    pub(crate) now: ashyq_core::moment::Moment,
    /// What stands in the path for `{…}`.
    pub(crate) parameter: String,
    /// What is counted as its address.
    pub(crate) address: [u8; 8],
    /// Its body.
    pub(crate) body: Bytes,
    /// What stands in the path behind `?`.
    pub(crate) query: String,
    /// What a stream of events that was cut has seen (HTML Living Standard, `Last-Event-ID`).
    pub(crate) last_event: Option<String>,
}

impl Call {
    /// A value of the query; none where it is empty.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
    }

    /// The same as what it stands for.
    pub(crate) fn query_as<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let value = self.query(name).map(|text| serde_json::from_value(text.into())).transpose();
        value.map_err(|_| Refusal::field(name, "is of another kind"))
    }

    /// The number of the last event that was seen, where it is one.
    pub(crate) fn last_event(&self) -> Option<i64> {
        self.last_event.as_deref()?.parse().ok()
    }
}

/// A device that proved its key.
pub(crate) struct Phone {
    pub(crate) device: Device,
}

/// A device with a session, wherever it stands in its account.
pub(crate) struct AnyDevice {
    pub(crate) session: Session,
    pub(crate) place: Place,
}

/// A device with a session that is in its account's place.
pub(crate) struct Visitor {
    pub(crate) session: Session,
}

/// A registered source.
pub(crate) struct Source {
    pub(crate) source: Id,
}

/// A browser.
pub(crate) struct Browser {
    /// What it is counted and remembered by.
    pub(crate) device: Device,
    /// Its cookie.
    pub(crate) cookie: String,
    /// Whether it gets the cookie with this answer.
    pub(crate) is_new: bool,
    /// The hash of the session that it has, whether or not that lives.
    pub(crate) session: Option<TokenHash>,
}

/// A session in the cabinet.
pub(crate) struct Cabinet {
    pub(crate) token: String,
    pub(crate) session: CabinetSession,
    pub(crate) account: Account,
    /// The office that the account holds, whether or not its one-time password was proved.
    pub(crate) member: Option<Member>,
}

/// Whoever is logged in to the cabinet: owner of what it applied for, which each look-up checks.
#[derive(Clone)]
pub(crate) struct Business {
    pub(crate) account: Id,
    /// What the audit calls the account.
    pub(crate) alias: Id,
    #[allow(dead_code, reason = "pages speak it")]
    pub(crate) language: Language,
    /// The session, by what is kept of its token.
    pub(crate) session: TokenHash,
}

/// A member of an association.
pub(crate) struct Association {
    #[allow(dead_code, reason = "pages name it")]
    pub(crate) account: Id,
    /// What the audit calls the account.
    pub(crate) alias: Id,
    /// The association.
    pub(crate) id: Id,
}

/// The operator.
pub(crate) struct Operator {
    /// What the audit calls the account; none where it is the service's own token.
    pub(crate) alias: Option<Id>,
}
