//! Deleting an account without the app: the phone number, the log-in code, what goes and what stays, and the deed.

use std::sync::Arc;

use ashyq_core::{moment::Moment, words::Word};
use askama::Template;

use super::{
    Frame, Page, View,
    log_in::{Asked, answered, sent},
};
use crate::{
    cabinet::{cookie, deletion},
    limits,
    problem::Refusal,
    routes::{Browser, Business},
    service::Inner,
};

/// The first step, for whoever is not logged in.
const ASK: &str = "/delete";
/// The last step.
const CONFIRM: &str = "/cabinet/delete";

/// What is deleted, and what stays.
const FACTS: [(Word, &[Word]); 2] = [
    (Word::DeleteGoes, &[Word::DeleteGoesAccount, Word::DeleteGoesUnsent]),
    (
        Word::DeleteStays,
        &[
            Word::DeleteStaysVisits,
            Word::DeleteStaysMarks,
            Word::DeleteStaysAudit,
            Word::DeleteStaysHealth,
            Word::DeleteStaysOffice,
        ],
    ),
];

#[derive(Template)]
#[template(path = "delete.html")]
struct Delete {
    frame: Frame,
    step: Step,
}

/// How far somebody has come.
enum Step {
    /// The number, or the log-in code.
    LogIn(Asked),
    /// The question.
    Confirm,
    /// It waits until then, and can be taken back.
    Waits(Moment),
    /// Done.
    Done,
}

/// Says what is deleted, and asks for the number.
pub(super) async fn ask(_inner: Arc<Inner>, _who: Browser, view: View) -> Result<Page, Refusal> {
    if view.frame.chair.is_some() {
        return Ok(Page::see(view.frame.to(CONFIRM)));
    }
    Page::of(&Delete { frame: view.frame, step: Step::LogIn(Asked::new(ASK, Word::DeletePhoneWhy)) })
}

/// Sends a log-in code and asks for it.
pub(super) async fn send(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    let (frame, asked) = sent(&inner, &who, view, Asked::new(ASK, Word::DeletePhoneWhy)).await;
    shown(frame, asked)
}

/// Trades the log-in code for a session, in which the question is asked.
pub(super) async fn answer(inner: Arc<Inner>, who: Browser, view: View) -> Result<Page, Refusal> {
    match answered(&inner, &who, &view, Asked::new(ASK, Word::DeletePhoneWhy)).await? {
        Ok((token, _)) => {
            let cookie = cookie::set(cookie::SESSION, &token, limits::CABINET_LIFE);
            Ok(Page::see(view.frame.to(CONFIRM)).with(cookie))
        }
        Err(asked) => shown(view.frame, asked),
    }
}

/// Asks whether to delete, or says until when that waits.
pub(super) async fn confirm(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let step = deletion::waiting(&inner, &who).await?.map_or(Step::Confirm, Step::Waits);
    Page::of(&Delete { frame: view.frame, step })
}

/// Deletes the account, or begins the wait.
pub(super) async fn delete(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    if deletion::ask(&inner, &who, &view.call).await?.is_some() {
        return Ok(Page::see(view.frame.to(CONFIRM)));
    }
    Ok(Page::see(view.frame.to("/delete/done")).with(cookie::end_session()))
}

/// Takes it back.
pub(super) async fn keep(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    deletion::take_back(&inner, &who, view.call.now).await?;
    Ok(Page::see(view.frame.to(CONFIRM)))
}

/// Says that it is done.
pub(super) async fn done(_inner: Arc<Inner>, view: View) -> Result<Page, Refusal> {
    Page::of(&Delete { frame: view.frame, step: Step::Done })
}

fn shown(frame: Frame, asked: Asked) -> Result<Page, Refusal> {
    let refusal = asked.refusal.clone();
    let page = Delete { frame, step: Step::LogIn(asked) };
    refusal.map_or_else(|| Page::of(&page), |refusal| Page::refused(&refusal, &page))
}
