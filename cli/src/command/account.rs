//! The end: logging out, deleting everything.

use ashyq_core::words::Word;
use serde_json::json;

use super::ending;
use crate::{desk::Desk, ending::Ending, phone::Phone, say::Say};

pub(super) async fn log_out(desk: &mut Desk, everywhere: bool) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    desk.confirm(Word::LogOutQuestion.say(desk.language()))?;
    session.log_out(everywhere).await.map_err(|error| ending(desk, &error))?;
    desk.tell(Say::LoggedOut.say(desk.language()));
    desk.report("log-out", json!({ "logged_out": true, "everywhere": everywhere }));
    Ok(())
}

pub(super) async fn delete(desk: &mut Desk, discard_unsent: bool) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    desk.confirm(Word::DeleteQuestion.say(desk.language()))?;
    session.delete_my_data(discard_unsent).await.map_err(|error| ending(desk, &error))?;
    desk.tell_word(Word::Deleted);
    desk.report("delete-my-data", json!({ "deleted": true }));
    Ok(())
}
