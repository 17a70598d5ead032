//! Logging in: the phone number, then the log-in code. One form on each page that asks for them; the second step carries the
//! challenge along.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    wire::{ChallengeAnswer, LogInRequest, ProblemCode},
    words::Word,
};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    saying::{Field, Saying},
};
use crate::{
    cabinet::{
        cookie, log_in,
        session::{CabinetShown, Next},
    },
    limits,
    problem::Refusal,
    routes::Browser,
    service::Inner,
};

#[derive(Template)]
#[template(path = "log_in.html")]
struct LogIn {
    frame: Frame,
    asked: Asked,
}

/// What is asked of whoever logs in: the number, then the log-in code.
pub(super) struct Asked {
    /// The path of the page that asks.
    pub(super) path: &'static str,
    /// Why the number is asked for.
    pub(super) why: Word,
    pub(super) phone: String,
    /// The challenge, once a log-in code was sent.
    pub(super) challenge: Option<String>,
    pub(super) error: Option<Saying>,
    /// Why the step before did not go well.
    pub(super) refusal: Option<Refusal>,
}

impl Asked {
    /// Nothing was typed yet.
    pub(super) fn new(path: &'static str, why: Word) -> Self {
        Self { path, why, phone: String::new(), challenge: None, error: None, refusal: None }
    }

    /// Whether the field is typed into at once: not where there is something to be read first.
    pub(super) fn focus(&self) -> bool {
        self.error.is_some() || self.path == PATH
    }

    fn refused(self, refusal: Refusal, view: &View) -> Self {
        let mut error = Saying::of(&refusal, view.frame.language, view.call.now, &FIELDS);
        error.field = Some(if self.challenge.is_some() { "log_in_code" } else { "phone" });
        Self { error: Some(error), refusal: Some(refusal), ..self }
    }
}

/// The page that leads to the cabinet.
const PATH: &str = "/log-in";

const FIELDS: [Field; 2] = [
    Field { name: "phone", label: Word::PhoneLabel, rule: |_| Word::PhoneNotAMobile },
    Field { name: "log_in_code", label: Word::LogInCodeLabel, rule: |_| Word::LogInCodeNotSixDigits },
];

/// Asks for the phone number.
pub(super) async fn ask(_inner: Arc<Inner>, _who: Browser, view: View) -> Result<Page, Refusal> {
    if view.frame.chair.is_some() {
        return Ok(Page::see(view.frame.to("/cabinet")));
    }
    shown(view.frame, to_the_cabinet())
}

/// Sends a log-in code and asks for it.
pub(super) async fn send(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    let (frame, asked) = sent(&inner, &who, view, to_the_cabinet()).await;
    shown(frame, asked)
}

/// Trades the log-in code for a session.
pub(super) async fn answer(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    match answered(&inner, &who, &view, to_the_cabinet()).await? {
        Ok((token, session)) => Ok(Page::see(view.frame.to(path_of(&session))).with(cookie::set(
            cookie::SESSION,
            &token,
            limits::CABINET_LIFE,
        ))),
        Err(asked) => shown(view.frame, asked),
    }
}

/// Sends a log-in code: what is asked next.
pub(super) async fn sent(inner: &Arc<Inner>, who: &Browser, view: View, asked: Asked) -> (Frame, Asked) {
    let form = Form::read(&view.call.body);
    let (phone, before) = (form.text("phone").to_owned(), form.text("challenge").to_owned());
    let request = LogInRequest { phone: phone.clone(), language: view.frame.language };
    let asked = match log_in::send(inner, who, &view.call, &request).await {
        Ok(answer) => Asked { phone, challenge: Some(answer.challenge.to_string()), ..asked },
        // Asked again too soon, the code that was sent can still be typed.
        Err(refusal) => Asked { phone, challenge: Some(before).filter(|before| !before.is_empty()), ..asked }
            .refused(refusal, &view),
    };
    (view.frame, asked)
}

/// Trades the log-in code for a session: its token and what it is, or what is asked next.
pub(super) async fn answered(
    inner: &Arc<Inner>,
    who: &Browser,
    view: &View,
    asked: Asked,
) -> Result<Result<(String, CabinetShown), Asked>, Refusal> {
    let form = Form::read(&view.call.body);
    let challenge = Bytes::parse(form.text("challenge")).ok_or(ProblemCode::FormStale)?;
    let digits: String = form.text("log_in_code").chars().filter(|sign| !sign.is_whitespace()).collect();
    let (phone, request) = (form.text("phone").to_owned(), ChallengeAnswer { challenge, log_in_code: digits });
    Ok(log_in::begin(inner, who, &view.call, &request).await.map_err(|refusal| {
        // A code that can no longer be answered: back to the number.
        let over = matches!(refusal.problem().code, ProblemCode::LogInCodeExpired | ProblemCode::LogInCodeTriesUsedUp);
        Asked { phone, challenge: (!over).then(|| challenge.to_string()), ..asked }.refused(refusal, view)
    }))
}

fn to_the_cabinet() -> Asked {
    Asked::new(PATH, Word::CabinetPhoneWhy)
}

fn shown(frame: Frame, asked: Asked) -> Result<Page, Refusal> {
    let refusal = asked.refusal.clone();
    let page = LogIn { frame, asked };
    refusal.map_or_else(|| Page::of(&page), |refusal| Page::refused(&refusal, &page))
}

fn path_of(session: &CabinetShown) -> &'static str {
    match session.next {
        Next::Nothing | Next::TooLate => "/cabinet",
        Next::OneTimePassword => "/cabinet/password",
        Next::Enrolment => "/cabinet/enrolment",
    }
}
