//! Logging in: the phone number, then the log-in code. One page; the second step carries the challenge along.

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
    phone: String,
    /// The challenge, once a log-in code was sent.
    challenge: Option<String>,
    error: Option<Saying>,
}

const FIELDS: [Field; 2] = [
    Field { name: "phone", label: Word::PhoneLabel, rule: |_| Word::PhoneNotAMobile },
    Field { name: "log_in_code", label: Word::LogInCodeLabel, rule: |_| Word::LogInCodeNotSixDigits },
];

/// Asks for the phone number.
pub(super) async fn ask(_inner: Arc<Inner>, _who: Browser, view: View) -> Result<Page, Refusal> {
    if view.frame.chair.is_some() {
        return Ok(Page::see(view.frame.to("/cabinet")));
    }
    Page::of(&LogIn { frame: view.frame, phone: String::new(), challenge: None, error: None })
}

/// Sends a log-in code and asks for it.
pub(super) async fn send(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let (phone, before) = (form.text("phone").to_owned(), form.text("challenge").to_owned());
    let request = LogInRequest { phone: phone.clone(), language: view.frame.language };
    match log_in::send(&inner, &who, &view.call, &request).await {
        Ok(answer) => {
            let challenge = Some(answer.challenge.to_string());
            Page::of(&LogIn { frame: view.frame, phone, challenge, error: None })
        }
        Err(refusal) => {
            let mut error = Saying::of(&refusal, view.frame.language, view.call.now, &FIELDS);
            // Asked again too soon, the code that was sent can still be typed.
            let challenge = Some(before).filter(|before| !before.is_empty());
            error.field.get_or_insert_with(|| field(challenge.as_ref()));
            Page::refused(&refusal, &LogIn { frame: view.frame, phone, challenge, error: Some(error) })
        }
    }
}

/// Trades the log-in code for a session.
pub(super) async fn answer(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let challenge = Bytes::parse(form.text("challenge")).ok_or(ProblemCode::FormStale)?;
    let digits: String = form.text("log_in_code").chars().filter(|sign| !sign.is_whitespace()).collect();
    let (phone, request) = (form.text("phone").to_owned(), ChallengeAnswer { challenge, log_in_code: digits });
    match log_in::begin(&inner, &who, &view.call, &request).await {
        Ok((token, session)) => Ok(Page::see(view.frame.to(path_of(&session))).with(cookie::set(
            cookie::SESSION,
            &token,
            limits::CABINET_LIFE,
        ))),
        Err(refusal) => {
            let mut error = Saying::of(&refusal, view.frame.language, view.call.now, &FIELDS);
            // A code that can no longer be answered: back to the number.
            let over =
                matches!(refusal.problem().code, ProblemCode::LogInCodeExpired | ProblemCode::LogInCodeTriesUsedUp);
            let challenge = (!over).then(|| challenge.to_string());
            error.field = Some(field(challenge.as_ref()));
            Page::refused(&refusal, &LogIn { frame: view.frame, phone, challenge, error: Some(error) })
        }
    }
}

fn field(challenge: Option<&String>) -> &'static str {
    if challenge.is_some() { "log_in_code" } else { "phone" }
}

fn path_of(session: &CabinetShown) -> &'static str {
    match session.next {
        Next::Nothing | Next::TooLate => "/cabinet",
        Next::OneTimePassword => "/cabinet/password",
        Next::Enrolment => "/cabinet/enrolment",
    }
}
