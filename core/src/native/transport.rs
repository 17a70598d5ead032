//! The way to the service: reqwest over rustls with the roots that ship with the app.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use displaydoc::Display;
use reqwest::{Client, Method, Url, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::CertificateDer};
use thiserror::Error;
use tokio::sync::Notify;

use crate::{
    client::ports::{Boxed, HttpRequest, HttpResponse, LONGEST_BODY, Transport, Unreachable},
    proof::NONCE_HEADER,
};

const CONNECT: Duration = Duration::from_secs(5);
const READ: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(20);

/// HTTP to one service.
pub struct HttpTransport {
    client: RwLock<Client>,
    tls: ClientConfig,
    base: Url,
    cancelled: Notify,
}

/// Why an address is not that of a service.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum AddressError {
    /// the service's address is not a URL with https, such as `https://api.ashyq.kz`
    NotAUrl,
    /// the service's address must begin with https://; http:// is for a loopback address such as 127.0.0.1 only
    NotSecure,
    /// the service's address must not have a path, a query or a user
    NotPlain,
}

impl HttpTransport {
    /// A way to the service at an address.
    pub fn new(address: &str) -> Result<Self, AddressError> {
        Self::with_roots(address, webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned())
    }

    /// Only tests choose other roots: no app can.
    fn with_roots(address: &str, roots: impl Iterator<Item = CertificateDer<'static>>) -> Result<Self, AddressError> {
        let base = Url::parse(address).map_err(|_| AddressError::NotAUrl)?;
        let plain =
            base.path() == "/" && base.query().is_none() && base.username().is_empty() && base.password().is_none();
        if !plain {
            return Err(AddressError::NotPlain);
        }
        // Only a literal address counts: a name such as localhost can be made to mean anything.
        let loopback = match base.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(_)) | None => false,
        };
        match base.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(AddressError::NotSecure),
            _ => return Err(AddressError::NotAUrl),
        }
        let tls = tls(roots).ok_or(AddressError::NotSecure)?;
        let client = RwLock::new(client(&tls).map_err(|_| AddressError::NotSecure)?);
        Ok(Self { client, tls, base, cancelled: Notify::new() })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let url = self.base.join(&request.path).map_err(|_| Unreachable)?;
        let method = Method::from_bytes(request.method.as_bytes()).map_err(|_| Unreachable)?;
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut builder = client.request(method, url).timeout(request.deadline);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if !request.body.is_empty() {
            builder = builder.body(request.body);
        }
        let mut response = builder.send().await.map_err(|_| Unreachable)?;
        let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let content_type = text("content-type").unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        let (status, nonce) = (response.status().as_u16(), text(NONCE_HEADER));
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Unreachable)? {
            if body.len() + chunk.len() > LONGEST_BODY {
                return Err(Unreachable);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse { status, content_type, nonce, body })
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        // Made here rather than when first polled: what is cancelled in between is cancelled, too.
        let cancelled = self.cancelled.notified();
        Box::pin(async move {
            tokio::select! {
                answer = self.exchange(request) => answer,
                () = cancelled => Err(Unreachable),
            }
        })
    }

    fn cancel(&self) {
        self.cancelled.notify_waiters();
    }

    fn network_changed(&self) {
        // What cannot be made anew stays as it was.
        if let Ok(client) = client(&self.tls) {
            *self.client.write().unwrap_or_else(PoisonError::into_inner) = client;
        }
    }
}

/// A client without connections.
fn client(tls: &ClientConfig) -> reqwest::Result<Client> {
    Client::builder()
        .tls_backend_preconfigured(tls.clone())
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .read_timeout(READ)
        .pool_idle_timeout(IDLE)
        .build()
}

fn tls(roots: impl Iterator<Item = CertificateDer<'static>>) -> Option<ClientConfig> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(roots);
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().ok()?;
    let mut config = builder.with_root_certificates(store).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Some(config)
}

#[cfg(test)]
#[path = "transport_tests.rs"]
mod tests;
