//! The way from a phone of the demo to the service: real HTTP, with a switch that cuts it and a record of every exchange.
//! Browsers have a way of their own (`browser`) and the same record.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use ashyq_core::{
    client::ports::{Boxed, HttpRequest, HttpResponse, Transport, Unreachable},
    native::HttpTransport,
    wire::Tokens,
};

/// The network of all phones.
#[derive(Debug)]
pub(super) struct Network {
    transcript: PathBuf,
    cut: AtomicBool,
    number: AtomicU32,
    tokens: Mutex<BTreeSet<String>>,
}

impl Network {
    /// A network that writes its exchanges into a folder.
    pub(super) fn new(transcript: PathBuf) -> Self {
        Self { transcript, cut: AtomicBool::new(false), number: AtomicU32::new(0), tokens: Mutex::default() }
    }

    /// Cuts the network, or restores it.
    pub(super) fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::SeqCst);
    }

    /// How many exchanges there were.
    pub(super) fn exchanges(&self) -> u32 {
        self.number.load(Ordering::SeqCst)
    }

    /// Every token that the service has given out.
    pub(super) fn tokens(&self) -> Vec<String> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Notes something that was given out and must not stand in what the service keeps.
    pub(super) fn note_secret(&self, secret: &str) {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(secret.to_owned());
    }

    /// Records an exchange.
    pub(super) fn record(&self, who: &str, request: &str, answer: &str) {
        let number = self.number.fetch_add(1, Ordering::SeqCst) + 1;
        // The transcript is for reading afterwards: a full disk does not stop the demo.
        let _ = fs::write(self.transcript.join(format!("{number:04}-{who}.http")), format!("{request}\n{answer}\n"));
    }

    fn record_phone(&self, who: &str, request: &str, answer: &Result<HttpResponse, Unreachable>) {
        let mut text = String::new();
        match answer {
            Err(Unreachable) => text.push_str("(no answer)"),
            Ok(response) => {
                let _ = write!(text, "{}\ncontent-type: {}\n", response.status, response.content_type);
                if let Some(nonce) = &response.nonce {
                    let _ = writeln!(text, "dpop-nonce: {nonce}");
                }
                let _ = write!(text, "\n{}", String::from_utf8_lossy(&response.body));
                if let Ok(tokens) = serde_json::from_slice::<Tokens>(&response.body) {
                    self.note_secret(&tokens.token);
                    self.note_secret(&tokens.renewal);
                }
            }
        }
        self.record(who, request, &text);
    }
}

/// The line of one phone.
pub(super) struct Line {
    http: HttpTransport,
    network: Arc<Network>,
    who: String,
}

impl Line {
    /// A line to the service.
    pub(super) fn new(http: HttpTransport, network: &Arc<Network>, who: &str) -> Self {
        Self { http, network: Arc::clone(network), who: who.to_owned() }
    }
}

impl Transport for Line {
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        Box::pin(async move {
            let mut text = format!("{} {}\n", request.method, request.path);
            for (name, value) in &request.headers {
                let _ = writeln!(text, "{name}: {value}");
            }
            if !request.body.is_empty() {
                let _ = writeln!(text, "\n{}", String::from_utf8_lossy(&request.body));
            }
            let cut = self.network.cut.load(Ordering::SeqCst);
            let answer = if cut { Err(Unreachable) } else { self.http.send(request).await };
            self.network.record_phone(&self.who, &text, &answer);
            answer
        })
    }
}
