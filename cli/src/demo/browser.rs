//! A browser of the demo: real HTTP with the cabinet's cookies and its token against forged requests, as a page sends them.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc, time::Duration};

use ashyq_core::{
    phone::Phone,
    wire::{ChallengeAnswer, LogInAnswer, LogInRequest, Problem},
    words::Language,
};
use ashyq_server::{
    cabinet::session::{CabinetShown, Enrolment, Next, OneTimePassword},
    clock::Clock as _,
};
use http_body_util::{BodyExt as _, Full};
use hyper::{Request, Response, body::Bytes, body::Incoming, header};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Untold,
    authenticator::{Authenticator, STEP},
    network::Network,
    stage::Stage,
};

/// The longest that an answer takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser, and whoever sits before it.
pub(super) struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    network: Arc<Network>,
    address: String,
    who: String,
    number: String,
    cookies: BTreeMap<String, String>,
    csrf: Option<String>,
    authenticator: Option<Authenticator>,
}

/// What the service answered.
pub(super) struct Answered {
    path: String,
    status: u16,
    body: Bytes,
}

impl Browser {
    /// The browser of a person with that phone number.
    pub(super) fn of(stage: &Stage, who: &str, number: &str) -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build_http(),
            network: Arc::clone(&stage.network),
            address: stage.address.clone(),
            who: who.to_owned(),
            number: number.to_owned(),
            cookies: BTreeMap::new(),
            csrf: None,
            authenticator: None,
        }
    }

    /// Logs in by the code of an SMS; whoever holds an office also proves a one-time password, and at the first time sets up
    /// the authenticator app.
    pub(super) async fn log_in(&mut self, stage: &Stage, language: Language) -> Result<CabinetShown, Untold> {
        let request = LogInRequest { phone: self.number.clone(), language };
        let asked: LogInAnswer = self.post("/v1/cabinet/log-in", &request).await?;
        let phone = Phone::parse(&self.number).map_err(|_| self.untold("the number"))?;
        let log_in_code = stage.log_in_code(&phone).await.ok_or_else(|| self.untold("an SMS"))?;
        let answer = ChallengeAnswer { challenge: asked.challenge, log_in_code };
        let shown: CabinetShown = self.post("/v1/cabinet/answer", &answer).await?;
        self.csrf = Some(shown.csrf.clone());
        match shown.next {
            Next::Nothing => return Ok(shown),
            Next::Enrolment => {
                let enrolment: Enrolment = self.post("/v1/cabinet/enrolment", &()).await?;
                self.network.note_secret(&enrolment.secret);
                self.authenticator = Authenticator::set_up(&enrolment.secret);
            }
            // No password counts twice.
            Next::OneTimePassword => stage.clock.pass(STEP),
            Next::TooLate => return Err(self.untold("an authenticator app that is set up in time")),
        }
        let digits = self.one_time_password(stage);
        let one_time_password = digits.ok_or_else(|| self.untold("an authenticator app"))?;
        let shown: CabinetShown =
            self.post("/v1/cabinet/one-time-password", &OneTimePassword { one_time_password }).await?;
        if shown.next == Next::Nothing { Ok(shown) } else { Err(self.untold("a one-time password that fits")) }
    }

    /// The phone number of whoever sits before it.
    pub(super) fn number(&self) -> &str {
        &self.number
    }

    /// What the authenticator app shows now, where there is one.
    pub(super) fn one_time_password(&self, stage: &Stage) -> Option<String> {
        Some(self.authenticator.as_ref()?.shows(stage.clock.now()))
    }

    /// Whether there is a page for whoever is logged in to see, or one that leads on.
    pub(super) async fn finds(&mut self, path: &str) -> Result<bool, Untold> {
        Ok(self.send("GET", path, None::<&()>).await?.status < 400)
    }

    /// Reads something.
    pub(super) async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T, Untold> {
        self.send("GET", path, None::<&()>).await?.read()
    }

    /// Changes something.
    pub(super) async fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T, Untold> {
        self.send("POST", path, Some(body)).await?.read()
    }

    /// Sets something.
    pub(super) async fn put<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T, Untold> {
        self.send("PUT", path, Some(body)).await?.read()
    }

    /// Reads a file.
    pub(super) async fn file(&mut self, path: &str) -> Result<Bytes, Untold> {
        let answered = self.send("GET", path, None::<&()>).await?;
        if answered.status == 200 { Ok(answered.body) } else { Err(answered.untold()) }
    }

    /// Sends a request, and keeps the cookies of its answer.
    pub(super) async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Answered, Untold> {
        let body = body.map(|body| serde_json::to_vec(body).unwrap_or_default()).unwrap_or_default();
        let (said, response) = self.ask(method, path, &[], body).await?;
        let status = response.status().as_u16();
        let kind = header_of(&response, header::CONTENT_TYPE);
        let collected = tokio::time::timeout(PATIENCE, response.into_body().collect()).await;
        let collected = collected.ok().and_then(Result::ok).ok_or_else(|| Untold::of(&format!("an answer to {path}")));
        let body = collected?.to_bytes();
        let shown = if kind.contains("json") || kind.contains("text/") {
            String::from_utf8_lossy(&body).into_owned()
        } else {
            format!("({} bytes)", body.len())
        };
        self.network.record(&self.who, &said, &format!("{status}\ncontent-type: {kind}\n\n{shown}"));
        Ok(Answered { path: path.to_owned(), status, body })
    }

    /// Opens a stream of server-sent events; `last` is what was seen before it was cut.
    pub(super) async fn stream(&mut self, path: &str, last: Option<i64>) -> Result<Incoming, Untold> {
        let last: Vec<_> = last.map(|last| ("last-event-id", last.to_string())).into_iter().collect();
        let (said, response) = self.ask("GET", path, &last, Vec::new()).await?;
        let kind = header_of(&response, header::CONTENT_TYPE);
        self.network.record(&self.who, &said, &format!("{}\ncontent-type: {kind}\n\n(events)", response.status()));
        if kind == "text/event-stream" { Ok(response.into_body()) } else { Err(self.untold("a stream of events")) }
    }

    async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&'static str, String)],
        body: Vec<u8>,
    ) -> Result<(String, Response<Incoming>), Untold> {
        let mut headers = headers.to_vec();
        headers.extend([("content-type", "application/json".to_owned()), ("sec-fetch-site", "same-origin".to_owned())]);
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        headers.extend((!pairs.is_empty()).then(|| ("cookie", pairs.join("; "))));
        headers.extend(self.csrf.clone().map(|csrf| ("x-ashyq-csrf", csrf)));
        let mut said = format!("{method} {path}\n");
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            let _ = writeln!(said, "{name}: {value}");
            request = request.header(name, value);
        }
        let _ = writeln!(said, "\n{}", String::from_utf8_lossy(&body));
        let unanswered = || Untold::of(&format!("an answer to {path}"));
        let request = request.body(Full::from(body)).map_err(|_| unanswered())?;
        let response = tokio::time::timeout(PATIENCE, self.client.request(request)).await;
        let response = response.ok().and_then(Result::ok).ok_or_else(unanswered)?;
        self.keep_cookies(&response);
        Ok((said, response))
    }

    fn keep_cookies(&mut self, response: &Response<Incoming>) {
        for line in response.headers().get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.network.note_secret(value);
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn untold(&self, what: &str) -> Untold {
        Untold::of(&format!("{}: {what}", self.who))
    }
}

impl Answered {
    /// What was answered well.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Untold> {
        let well = (200..300).contains(&self.status);
        // An answer without a body is read as nothing.
        let body = if self.body.is_empty() { &b"null"[..] } else { &self.body };
        serde_json::from_slice(body).ok().filter(|_| well).ok_or_else(|| self.untold())
    }

    /// How it was refused.
    pub(super) fn problem(&self) -> Result<Problem, Untold> {
        serde_json::from_slice(&self.body).ok().filter(|_| self.status >= 400).ok_or_else(|| self.untold())
    }

    fn untold(&self) -> Untold {
        Untold::of(&format!("{}: {} {}", self.path, self.status, String::from_utf8_lossy(&self.body)))
    }
}

fn header_of(response: &Response<Incoming>, name: header::HeaderName) -> String {
    let value = response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_owned()
}
