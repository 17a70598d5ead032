//! How log-in codes and notices reach a phone: through an HTTP gateway, or, in development, standard error.

use std::{
    fmt,
    future::Future,
    io::Write as _,
    net::IpAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ashyq_core::{bytes::Bytes, phone::Phone, secret::Secret};
use displaydoc::Display;
use reqwest::{Client, StatusCode, Url, header, redirect};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use serde::Serialize;
use thiserror::Error;

use crate::random;

/// A future that a trait object gives.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a text to a phone.
pub trait SmsSender: Send + Sync {
    /// Sends the text; done when it was handed over.
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str) -> BoxFuture<'a, Result<(), SmsError>>;
}

/// Why an SMS was not sent. No number and no text is in it.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum SmsError {
    /// the SMS gateway cannot be reached or is busy; it may work again shortly
    Unavailable,
    /// the SMS gateway did not answer in time; the SMS may have been sent
    Unanswered,
    /// the SMS gateway refuses this SMS; sending it again changes nothing
    Refused,
    /// the SMS gateway refuses the service; check ASHYQ_SMS and its token
    NotAllowed,
}

/// The address of an SMS gateway: https, or http to a literal loopback address.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayUrl(Url);

impl GatewayUrl {
    /// Reads a URL; `None` for any but those.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let host = url.host_str()?;
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        let encrypted =
            url.scheme() == "https" || (url.scheme() == "http" && address.is_ok_and(|address| address.is_loopback()));
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        (encrypted && bare).then_some(Self(url))
    }
}

/// The host alone: path and query may hold a secret.
impl fmt::Debug for GatewayUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GatewayUrl({})", self.0.host_str().unwrap_or_default())
    }
}

/// Sends through an HTTP gateway: `POST {"to": "+77…", "text": "…"}` with a bearer token; any 2xx means taken.
///
/// An `Idempotency-Key` lets the gateway see that a second try is the same SMS.
#[derive(Debug)]
pub struct Gateway {
    client: Client,
    url: GatewayUrl,
    authorization: header::HeaderValue,
    pause: Duration,
}

#[derive(Serialize)]
struct Message<'a> {
    to: &'a str,
    text: &'a str,
}

/// Why a gateway could not be made.
#[derive(Debug, Display, Error)]
pub enum GatewayError {
    /// the SMS gateway's token cannot stand in a header
    Token,
    /// the HTTP client cannot be made: {0}
    Client(reqwest::Error),
    /// TLS cannot be set up: {0}
    Tls(rustls::Error),
}

impl Gateway {
    const CONNECT: Duration = Duration::from_secs(5);
    const TOTAL: Duration = Duration::from_secs(10);
    const TRIES: u32 = 3;

    /// Makes the gateway's client, with the bundled roots of the web.
    ///
    /// # Errors
    ///
    /// If the token cannot stand in a header or TLS cannot be set up.
    pub fn open(url: GatewayUrl, token: &Secret<String>) -> Result<Self, GatewayError> {
        let mut authorization =
            header::HeaderValue::try_from(format!("Bearer {}", token.expose("it goes to the gateway")))
                .map_err(|_| GatewayError::Token)?;
        authorization.set_sensitive(true);
        let roots =
            RootCertStore { roots: webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter_map(anchor).collect() };
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(GatewayError::Tls)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(url.0.scheme() == "https")
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(Self::CONNECT)
            .timeout(Self::TOTAL)
            .pool_idle_timeout(Duration::from_secs(30))
            .user_agent(concat!("ashyq-server/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(GatewayError::Client)?;
        Ok(Self { client, url, authorization, pause: Duration::from_millis(300) })
    }

    async fn deliver(&self, to: &Phone, text: &str) -> Result<(), SmsError> {
        let message = Message { to: to.expose("the gateway sends to it"), text };
        let body = serde_json::to_vec(&message).map_err(|_| SmsError::Refused)?;
        let key = Bytes(random::bytes::<16>()).to_string();
        let mut tries = 1;
        loop {
            let answer = self
                .client
                .post(self.url.0.clone())
                .header(header::AUTHORIZATION, self.authorization.clone())
                .header(header::CONTENT_TYPE, "application/json")
                .header("idempotency-key", &key)
                .body(body.clone())
                .send()
                .await;
            // Only what certainly was not sent is tried again: a visitor must not get three SMS, nor the operator pay them.
            let error = match answer {
                Ok(answer) => match answer.status() {
                    status if status.is_success() => return Ok(()),
                    StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => SmsError::Unavailable,
                    StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(SmsError::NotAllowed),
                    status if status.is_server_error() => return Err(SmsError::Unanswered),
                    status if status.is_redirection() || status == StatusCode::NOT_FOUND => {
                        return Err(SmsError::NotAllowed);
                    }
                    _ => return Err(SmsError::Refused),
                },
                Err(error) if error.is_connect() => SmsError::Unavailable,
                Err(_) => return Err(SmsError::Unanswered),
            };
            if tries == Self::TRIES {
                return Err(error);
            }
            tokio::time::sleep(self.pause * tries).await;
            tries += 1;
        }
    }
}

fn anchor(certificate: &rustls::pki_types::CertificateDer<'static>) -> Option<rustls::pki_types::TrustAnchor<'static>> {
    let mut store = RootCertStore::empty();
    store.add(certificate.clone()).ok()?;
    store.roots.pop()
}

impl SmsSender for Gateway {
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str) -> BoxFuture<'a, Result<(), SmsError>> {
        Box::pin(self.deliver(to, text))
    }
}

/// Writes to standard error, for development; nothing goes to the log.
#[derive(Clone, Copy, Debug)]
pub struct Console;

impl SmsSender for Console {
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str) -> BoxFuture<'a, Result<(), SmsError>> {
        let line = format!("SMS to {}: {text}\n", to.expose("the developer sees it"));
        let written = std::io::stderr().lock().write_all(line.as_bytes());
        Box::pin(std::future::ready(written.map_err(|_| SmsError::Unavailable)))
    }
}

/// Keeps what was sent in memory, and fails at the flip of a switch: for tests and the demo.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Sent>);

#[derive(Debug, Default)]
struct Sent {
    messages: Mutex<Vec<(Phone, Secret<String>)>>,
    fails: AtomicBool,
}

impl Kept {
    /// From now on every SMS fails, or none does.
    pub fn fail(&self, fails: bool) {
        self.0.fails.store(fails, Ordering::SeqCst);
    }

    /// How many SMS were sent.
    pub fn count(&self) -> usize {
        self.messages().len()
    }

    /// The texts that went to a number, the oldest first.
    pub fn to(&self, phone: &Phone) -> Vec<String> {
        let texts = self.messages();
        let texts = texts.iter().filter(|(to, _)| to == phone);
        texts.map(|(_, text)| text.expose("a test reads it").clone()).collect()
    }

    /// The six digits of the newest SMS to a number that has them.
    pub fn log_in_code(&self, phone: &Phone) -> Option<String> {
        let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        self.to(phone).iter().rev().find_map(|text| {
            text.split(|character: char| !character.is_ascii_alphanumeric()).find(is_code).map(str::to_owned)
        })
    }

    fn messages(&self) -> std::sync::MutexGuard<'_, Vec<(Phone, Secret<String>)>> {
        self.0.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SmsSender for Kept {
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str) -> BoxFuture<'a, Result<(), SmsError>> {
        let result = if self.0.fails.load(Ordering::SeqCst) {
            Err(SmsError::Unavailable)
        } else {
            self.messages().push((to.clone(), Secret::new(text.to_owned())));
            Ok(())
        };
        Box::pin(std::future::ready(result))
    }
}

#[cfg(test)]
#[path = "sms_tests.rs"]
mod tests;
