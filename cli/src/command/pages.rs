//! Pages to look at: the own status, the own visits, notices.

use ashyq_core::{
    bytes::Bytes,
    client::{DoorScreen, Session},
    words::Word,
};
use serde_json::json;

use super::{deliver, door::metres, ending, report};
use crate::{args::Notices, desk::Desk, ending::Ending, phone::Phone, say::Say, screen};

pub(super) async fn status(desk: &mut Desk) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    let status = session.own_status().await.map_err(|error| ending(desk, &error))?;
    let open = session.what_is_open();
    desk.show(&screen::status(&desk.view, &status, &open));
    let door = session.door();
    if let DoorScreen::Inside(inside) = &door
        && inside.checked
    {
        desk.tell("");
        desk.show(&screen::door(&desk.view, &door, metres(&session)));
    }
    let delivery = deliver(desk, &session).await?;
    waits(desk, &session, delivery.unsent);
    let result = report::status(&status, &open, desk.language());
    desk.report("status", report::with(result, &[("unsent", json!(delivery.unsent)), ("door", report::door(&door))]));
    Ok(())
}

/// What a person must know of this phone: whose IIN it may act for not yet or no more, what waits, what could not be read, whether the app is too old.
fn waits(desk: &Desk, session: &Session, unsent: usize) {
    let language = desk.language();
    let counted = |word: Word, count: usize| desk.tell(&word.fill(language, &[("count", &count.to_string())]));
    if let Some(refusal) = session.binding_refusal().filter(|refusal| refusal.word != Word::IinNotBound) {
        desk.tell(&refusal.say(language));
    }
    if unsent > 0 {
        counted(Word::UnsentCount, unsent);
    }
    if session.damaged_rows() > 0 {
        counted(Word::JournalDamaged, session.damaged_rows());
    }
    if session.needs_update() {
        desk.tell_word(Word::UpdatePlease);
    }
}

pub(super) async fn visits(desk: &mut Desk) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    let delivery = deliver(desk, &session).await?;
    let lines = session.visits().map_err(|error| ending(desk, &error))?;
    desk.show(&screen::visits(&desk.view, &lines, delivery.unsent));
    if delivery.dropped > 0 {
        desk.tell(&Word::VisitsDropped.fill(desk.language(), &[("count", &delivery.dropped.to_string())]));
    }
    let visits: Vec<_> = lines.iter().map(report::visit).collect();
    desk.report("visits", json!({ "visits": visits, "unsent": delivery.unsent, "dropped": delivery.dropped }));
    Ok(())
}

pub(super) async fn notices(desk: &mut Desk, which: &Notices) -> Result<(), Ending> {
    let language = desk.language();
    let session = Phone::session(desk)?;
    let answer = which.agree.as_ref().map(|id| (id, true)).or(which.object.as_ref().map(|id| (id, false)));
    if let Some((id, agree)) = answer {
        let field = if agree { "--agree" } else { "--object" };
        let id = Bytes::parse(id).ok_or_else(|| Ending::field(language, field, Say::RuleNotice.say(language)))?;
        desk.confirm(if agree { Word::ClaimAgree } else { Word::ClaimObject }.say(language))?;
        session.answer_notice(id, agree).await.map_err(|error| ending(desk, &error))?;
        desk.tell_word(if agree { Word::ClaimAgreed } else { Word::ObjectionTaken });
        desk.report("notices", json!({ "answered": id, "agree": agree }));
        return Ok(());
    }
    let notices = session.notices().await.map_err(|error| ending(desk, &error))?;
    desk.show(&screen::notices(&desk.view, &notices, Say::NoNotices.say(language)));
    desk.report("notices", json!({ "notices": notices.notices }));
    Ok(())
}
