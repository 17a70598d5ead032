//! One-time passwords: setting up an authenticator app, proving a password; and logging out.

use std::{fmt::Write as _, sync::Arc};

use ashyq_core::{wire::ProblemCode, words::Word};
use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};

use super::{Frame, Page, View, form::Form, saying::Saying};
use crate::{
    cabinet::{
        cookie,
        session::{self, Next, next},
    },
    problem::Refusal,
    routes::Cabinet,
    service::Inner,
};

#[derive(Template)]
#[template(path = "password.html")]
struct Password {
    frame: Frame,
    enrolment: Option<Shown>,
    error: Option<Saying>,
}

/// What an authenticator app is set up with.
struct Shown {
    secret: String,
    /// The QR code's side with its quiet zone, in modules.
    side: i32,
    /// Its dark modules, as an outline.
    modules: String,
}

/// Shows what an authenticator app is set up with.
pub(super) async fn enrol(inner: Arc<Inner>, who: Cabinet, view: View) -> Result<Page, Refusal> {
    match next(who.member.as_ref(), who.is_proved(), view.call.now) {
        Next::Enrolment => {
            let enrolment = Some(shown(&inner, &who, &view).await?);
            Page::of(&Password { frame: view.frame, enrolment, error: None })
        }
        _ => Ok(Page::see(view.frame.to("/cabinet"))),
    }
}

/// Asks for a one-time password.
pub(super) async fn ask(_inner: Arc<Inner>, who: Cabinet, view: View) -> Result<Page, Refusal> {
    match next(who.member.as_ref(), who.is_proved(), view.call.now) {
        Next::OneTimePassword => Page::of(&Password { frame: view.frame, enrolment: None, error: None }),
        Next::Enrolment => Ok(Page::see(view.frame.to("/cabinet/enrolment"))),
        Next::Nothing | Next::TooLate => Ok(Page::see(view.frame.to("/cabinet"))),
    }
}

/// Checks a one-time password.
pub(super) async fn prove(inner: Arc<Inner>, who: Cabinet, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let digits: String = form.text("one_time_password").chars().filter(|sign| !sign.is_whitespace()).collect();
    let enrols = next(who.member.as_ref(), who.is_proved(), view.call.now) == Next::Enrolment;
    let enrolment = if enrols { Some(shown(&inner, &who, &view).await?) } else { None };
    match session::proved(&inner, who, &digits, view.call.now).await {
        Ok(_) => Ok(Page::see(view.frame.to("/cabinet"))),
        Err(refusal) => {
            // Whatever was typed that is no password does not fit.
            let refusal = match refusal.problem().code {
                ProblemCode::FieldInvalid => ProblemCode::OneTimePasswordWrong.into(),
                _ => refusal,
            };
            let error = Some(Saying::of(&refusal, view.frame.language, view.call.now, &[]));
            Page::refused(&refusal, &Password { frame: view.frame, enrolment, error })
        }
    }
}

/// Logs out this browser, or every browser of the account.
pub(super) async fn log_out(inner: Arc<Inner>, who: Cabinet, view: View) -> Result<Page, Refusal> {
    let everywhere = !Form::read(&view.call.body).text("everywhere").is_empty();
    session::end(&inner, &who, everywhere, view.call.now).await?;
    Ok(Page::see(view.frame.to("/")).with(cookie::end_session()))
}

async fn shown(inner: &Inner, who: &Cabinet, view: &View) -> Result<Shown, Refusal> {
    let enrolment = session::enrolment(inner, who, view.call.now).await?;
    let code = QrCode::encode_text(&enrolment.uri, QrCodeEcc::Medium).map_err(|_| ProblemCode::Fault)?;
    let quiet = 4;
    let mut modules = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(modules, "M{} {}h1v1h-1z", x + quiet, y + quiet);
        }
    }
    // In groups of four, as people read it out.
    let groups: Vec<_> = enrolment.secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group)).collect();
    Ok(Shown { secret: groups.join(" "), side: code.size() + 2 * quiet, modules })
}
