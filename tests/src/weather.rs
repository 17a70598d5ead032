//! The way between a phone and the service, and what can happen on it.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use ashyq_core::{
    client::{
        memory::ManualClock,
        ports::{Boxed, HttpRequest, HttpResponse, Transport, Unreachable},
    },
    proof::NONCE_HEADER,
};
use ashyq_server::front::Front;
use axum::{body::Body, extract::ConnectInfo};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: it arrives, and so does its answer.
    None,
    /// It never arrives.
    RequestLost,
    /// It arrives; its answer does not.
    AnswerLost,
    /// It arrives twice; the second answer comes back.
    Twice,
    /// Its answer comes after so many milliseconds by the phone's clock.
    Late(u64),
    /// A byte in the middle of its answer is changed.
    Garbled,
    /// A captive portal answers: 200 and a page.
    Portal,
    /// A proxy answers: 502 and a page.
    BadGateway,
}

/// The way to the service, in one process; nothing happens by chance.
pub struct Weather {
    router: Front,
    clock: Arc<ManualClock>,
    down: AtomicBool,
    coming: Mutex<VecDeque<Fault>>,
    always: Mutex<Fault>,
    asked: AtomicU64,
    written: Mutex<Vec<String>>,
}

impl Weather {
    /// A clear way.
    pub fn new(router: Front, clock: Arc<ManualClock>) -> Self {
        Self {
            router,
            clock,
            down: AtomicBool::new(false),
            coming: Mutex::default(),
            always: Mutex::new(Fault::None),
            asked: AtomicU64::new(0),
            written: Mutex::default(),
        }
    }

    /// Cuts the network, or restores it.
    pub fn cut(&self, down: bool) {
        self.down.store(down, Ordering::SeqCst);
    }

    /// What happens to the next requests, in order.
    pub fn next(&self, faults: impl IntoIterator<Item = Fault>) {
        lock(&self.coming).extend(faults);
    }

    /// What happens to every request for which nothing else was said.
    pub fn always(&self, fault: Fault) {
        *lock(&self.always) = fault;
    }

    /// How many requests there were.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::SeqCst)
    }

    /// Every request as text: method, path, header fields and body.
    pub fn written(&self) -> Vec<String> {
        lock(&self.written).clone()
    }

    async fn carry(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        lock(&self.written).push(format!(
            "{} {} {:?} {}",
            request.method,
            request.path,
            request.headers,
            String::from_utf8_lossy(&request.body)
        ));
        // Gives the tests that drop futures a place to do so before anything is sent.
        tokio::task::yield_now().await;
        let coming = lock(&self.coming).pop_front();
        let fault = coming.unwrap_or(*lock(&self.always));
        if self.down.load(Ordering::SeqCst) || fault == Fault::RequestLost {
            return Err(Unreachable);
        }
        match fault {
            Fault::Portal => return Ok(page(200)),
            Fault::BadGateway => return Ok(page(502)),
            _ => {}
        }
        let deadline = request.deadline;
        if fault == Fault::Twice {
            self.ask(&request).await;
        }
        let mut response = self.ask(&request).await;
        tokio::task::yield_now().await;
        match fault {
            Fault::AnswerLost => {
                self.clock.pass(deadline);
                Err(Unreachable)
            }
            Fault::Late(millis) if Duration::from_millis(millis) > deadline => {
                self.clock.pass(deadline);
                Err(Unreachable)
            }
            Fault::Late(millis) => {
                self.clock.pass(Duration::from_millis(millis));
                Ok(response)
            }
            Fault::Garbled => {
                let middle = response.body.len() / 2;
                if let Some(byte) = response.body.get_mut(middle) {
                    *byte ^= 1;
                }
                Ok(response)
            }
            _ => Ok(response),
        }
    }

    async fn ask(&self, request: &HttpRequest) -> HttpResponse {
        let mut builder = http::Request::builder().method(request.method).uri(&request.path);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        builder = builder.extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4711))));
        let asked = builder.body(Body::from(request.body.clone())).expect("the client makes valid requests");
        let answer = self.router.clone().oneshot(asked).await.expect("the router always answers");
        let (head, body) = answer.into_parts();
        let text = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (nonce, content_type) = (text(NONCE_HEADER), text("content-type").unwrap_or_default());
        let status = head.status.as_u16();
        let body = body.collect().await.expect("the body ends").to_bytes().to_vec();
        HttpResponse {
            status,
            content_type: content_type.split(';').next().unwrap_or_default().to_owned(),
            nonce,
            body,
        }
    }
}

impl Transport for Weather {
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        Box::pin(self.carry(request))
    }
}

fn page(status: u16) -> HttpResponse {
    let body = b"<html><body>Welcome to the airport's Wi-Fi</body></html>".to_vec();
    HttpResponse { status, content_type: "text/html".into(), nonce: None, body }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
