//! One request and its answer: the proof, the fresh nonce, the renewed token, and what came back sorted by what it means.

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    bytes::Bytes,
    client::{
        device::{Device, IIN},
        ports::{HttpRequest, HttpResponse, Lasting, Reading},
        tokens,
    },
    proof,
    wire::{LogOutRequest, Problem, ProblemCode, RenewRequest, Tokens, path},
};

/// How long a request may take where nobody stands at a door.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// Who a request speaks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// Nobody: documents that everybody may read.
    Anyone,
    /// The phone, by its device key.
    Phone,
    /// The visitor, by the session's token and the device key.
    Visitor,
}

/// A request to be made.
pub(crate) struct Call {
    method: &'static str,
    path: String,
    body: Vec<u8>,
    r#as: As,
    /// The visitor's token where it is not that of whoever is logged in.
    token: Option<String>,
    deadline: Duration,
}

impl Call {
    pub(crate) fn get(path: impl Into<String>, r#as: As) -> Self {
        Self { method: "GET", path: path.into(), body: Vec::new(), r#as, token: None, deadline: PATIENCE }
    }

    pub(crate) fn post(path: impl Into<String>, r#as: As, body: &impl Serialize) -> Self {
        Self { method: "POST", body: serde_json::to_vec(body).unwrap_or_default(), ..Self::get(path, r#as) }
    }

    pub(crate) fn put(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self { method: "PUT", ..Self::post(path, As::Visitor, body) }
    }

    pub(crate) fn within(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }
}

/// An answer of the service, and when it was asked and given by the phone's clocks.
pub(crate) struct Answer {
    body: Vec<u8>,
    pub(crate) sent: Reading,
    pub(crate) received: Reading,
}

impl Answer {
    /// Reads the answer; what cannot be read is not from our service.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| Failure::NotOurs)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing came back in time.
    Unreachable,
    /// Something else answered: a captive portal, a proxy's page.
    NotOurs,
    /// The service refused.
    Problem(Box<Problem>),
    /// There is no session, or no longer.
    LoggedOut,
    /// The device key or the vault does not work.
    Broken,
}

impl Failure {
    /// The code of the service's refusal, where it is one.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable | Self::NotOurs | Self::LoggedOut | Self::Broken => None,
        }
    }
}

impl Device {
    /// Makes a request; signs anew where the nonce was stale, and renews the token where it had ended.
    pub(crate) async fn call(&self, call: &Call) -> Result<Answer, Failure> {
        let started = self.reading();
        let (mut fresh_nonce, mut fresh_token) = (false, false);
        loop {
            let token = match call.r#as {
                As::Anyone | As::Phone => None,
                As::Visitor if call.token.is_some() => call.token.clone(),
                As::Visitor => Some(self.state().tokens.as_ref().ok_or(Failure::LoggedOut)?.token.clone()),
            };
            let left = call.deadline.saturating_sub(self.reading().since_boot.saturating_sub(started.since_boot));
            let sent = self.reading();
            let response = self.send(call, token.as_deref(), left).await?;
            let received = self.reading();
            match sort(&response) {
                Err(Failure::Problem(problem)) if problem.code == ProblemCode::NonceStale && !fresh_nonce => {
                    fresh_nonce = true;
                }
                // A token that ended long ago is not known any more: whether the session has ended, the renewal says.
                Err(Failure::Problem(problem)) if ends_token(problem.code) && token.is_some() && !fresh_token => {
                    fresh_token = true;
                    self.renew(token.as_deref().unwrap_or_default(), left).await?;
                }
                Err(Failure::Problem(problem)) if problem.code == ProblemCode::SessionEnded => {
                    self.end_session();
                    return Err(Failure::LoggedOut);
                }
                Err(failure) => return Err(failure),
                Ok(()) => return Ok(Answer { body: response.body, sent, received }),
            }
        }
    }

    async fn send(&self, call: &Call, token: Option<&str>, left: Duration) -> Result<HttpResponse, Failure> {
        if left.is_zero() {
            return Err(Failure::Unreachable);
        }
        let mut headers = vec![("accept", String::from("application/json"))];
        if !call.body.is_empty() {
            headers.push(("content-type", String::from("application/json")));
        }
        if call.r#as != As::Anyone {
            let nonce = match self.nonce() {
                Some(nonce) => nonce,
                None => self.fetch_nonce(left).await?,
            };
            let request = proof::Request { method: call.method, path: &call.path, token, body: &call.body };
            headers.push((proof::HEADER, self.prove(&request, &nonce)?));
        }
        if let Some(token) = token {
            headers.push(("authorization", format!("{}{token}", proof::SCHEME)));
        }
        let request = HttpRequest {
            method: call.method,
            path: call.path.clone(),
            headers,
            body: call.body.clone(),
            deadline: left,
        };
        let response = self.ports.transport.send(request).await.map_err(|_| Failure::Unreachable)?;
        if let Some(nonce) = &response.nonce {
            self.state().nonce = Some(nonce.clone());
        }
        Ok(response)
    }

    fn nonce(&self) -> Option<String> {
        self.state().nonce.clone()
    }

    async fn fetch_nonce(&self, left: Duration) -> Result<String, Failure> {
        let request = HttpRequest {
            method: "GET",
            path: path::NONCE.into(),
            headers: Vec::new(),
            body: Vec::new(),
            deadline: left,
        };
        let response = self.ports.transport.send(request).await.map_err(|_| Failure::Unreachable)?;
        let nonce = response.nonce.filter(|nonce| nonce.len() <= 200).ok_or(Failure::NotOurs)?;
        self.state().nonce = Some(nonce.clone());
        Ok(nonce)
    }

    fn prove(&self, request: &proof::Request<'_>, nonce: &str) -> Result<String, Failure> {
        let key = self.ports.device_key.public().map_err(|_| Failure::Broken)?;
        let input = proof::signing_input(request, nonce, Bytes(self.ports.random.bytes()), &key);
        let signature = self.ports.device_key.sign(input.as_bytes()).map_err(|_| Failure::Broken)?;
        Ok(proof::finish(&input, &signature))
    }

    /// Trades the renewal token for new tokens, once, however many requests found theirs ended.
    async fn renew(&self, ended: &str, left: Duration) -> Result<(), Failure> {
        let _one_at_a_time = self.renewing.lock().await;
        let renewal = match &self.state().tokens {
            None => return Err(Failure::LoggedOut),
            Some(tokens) if tokens.token != ended => return Ok(()),
            Some(tokens) => tokens.renewal.clone(),
        };
        let call = Call::post(path::RENEW, As::Phone, &RenewRequest { renewal });
        for stale in [false, true] {
            let response = self.send(&call, None, left).await?;
            match sort(&response) {
                Err(Failure::Problem(problem)) if problem.code == ProblemCode::NonceStale && !stale => {}
                Err(Failure::Problem(problem)) if problem.code == ProblemCode::SessionEnded => {
                    self.end_session();
                    return Err(Failure::LoggedOut);
                }
                Err(failure) => return Err(failure),
                Ok(()) => {
                    let tokens: Tokens = serde_json::from_slice(&response.body).map_err(|_| Failure::NotOurs)?;
                    return self.keep_tokens(tokens);
                }
            }
        }
        Err(Failure::Unreachable)
    }

    /// Tells the service of a log-out that it could not be told of when it happened.
    pub(crate) async fn tell_of_log_out(&self) -> Result<(), Failure> {
        let ended = tokens::load_ended(&*self.ports.vault).map_err(|_| Failure::Broken)?;
        let Some(ended) = ended else { return Ok(()) };
        match self.end_at_service(ended).await {
            Ok(()) | Err(Failure::LoggedOut) => tokens::delete(&*self.ports.vault).map_err(|_| Failure::Broken),
            // Whatever the service has against it does not keep the next person out.
            Err(Failure::Problem(_)) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    async fn end_at_service(&self, ended: Tokens) -> Result<(), Failure> {
        // The token may have ended meanwhile; the renewal token lives long.
        let renew = Call::post(path::RENEW, As::Phone, &RenewRequest { renewal: ended.renewal });
        let renewed: Tokens = self.call(&renew).await?.read()?;
        let log_out = Call::post(path::LOG_OUT, As::Visitor, &LogOutRequest { everywhere: false });
        self.call(&Call { token: Some(renewed.token), ..log_out }).await.map(drop)
    }

    /// Keeps new tokens: in the vault first.
    pub(crate) fn keep_tokens(&self, new: Tokens) -> Result<(), Failure> {
        tokens::store(&*self.ports.vault, &new).map_err(|_| Failure::Broken)?;
        self.state().tokens = Some(new);
        Ok(())
    }

    /// The service says that the session is over: the tokens, the IIN and the shift go; the visits stay for the same person.
    fn end_session(&self) {
        let mut state = self.state();
        state.tokens = None;
        // Rows that cannot be deleted now are forgotten at the next start, where nobody is logged in.
        let _ = self.sealed.write(&state.held.staff.forget(), Lasting::App);
        // Tokens that cannot be deleted now are refused again at the next start, and the IIN goes then.
        let _ = self.ports.vault.delete(IIN);
        let _ = tokens::delete(&*self.ports.vault);
    }
}

fn ends_token(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::TokenExpired | ProblemCode::SessionEnded)
}

fn sort(response: &HttpResponse) -> Result<(), Failure> {
    match (response.status, response.content_type.as_str()) {
        (204, _) | (200..=299, "application/json") => Ok(()),
        (400..=599, "application/problem+json") => {
            let problem: Problem = serde_json::from_slice(&response.body).map_err(|_| Failure::NotOurs)?;
            Err(Failure::Problem(Box::new(problem)))
        }
        _ => Err(Failure::NotOurs),
    }
}
