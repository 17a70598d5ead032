//! Logging in and binding the IIN.

use ashyq_core::{
    client::{Challenge, ClientError, Session},
    wire::Binding,
    words::{Word, moment},
};
use serde_json::json;

use super::ending;
use crate::{desk::Desk, ending::Ending, phone::Phone, say::Say};

pub(super) async fn log_in(desk: &mut Desk) -> Result<(), Ending> {
    let language = desk.language();
    let (log_in, phone) = Phone::log_in(desk)?;
    desk.tell_word(Word::PhoneWhy);
    let number = desk.line("phone", Word::PhoneLabel.say(language))?;
    let challenge = log_in.ask(&number, language).await.map_err(|error| ending(desk, &error))?;
    // From here on the profile belongs to this service: the log-in code may be answered in another run.
    phone.remember(desk)?;
    let lives = u64::try_from(challenge.lives_for().as_millis()).unwrap_or(0);
    desk.tell(&Word::LogInCodeSent.fill(language, &[("phone", &number)]));
    desk.tell(&Word::LogInCodeLives.fill(language, &[("duration", &moment::duration(language, lives))]));
    let session = answer(desk, &challenge).await?;
    let bound = matches!(session.binding(), Binding::Bound { .. });
    desk.tell(if bound { Say::LoggedInWithIin } else { Say::LoggedIn }.say(language));
    desk.report("log-in", json!({ "logged_in": true, "binding": session.binding() }));
    Ok(())
}

/// Asks for the log-in code until it fits; a script has one line for each try.
async fn answer(desk: &mut Desk, challenge: &Challenge) -> Result<Session, Ending> {
    let label = Word::LogInCodeLabel.say(desk.language());
    let mut refused = None;
    loop {
        let log_in_code = match (desk.secret("log_in_code", label), refused) {
            (Ok(log_in_code), _) => log_in_code,
            (Err(_), Some(refused)) => return Err(refused),
            (Err(missing), None) => return Err(missing),
        };
        match challenge.answer(log_in_code.expose("it is sent to the service")).await {
            Ok(session) => return Ok(session),
            Err(error) => {
                let again = matches!(&error, ClientError::Refused(refusal)
                    if matches!(refusal.word, Word::LogInCodeWrong | Word::LogInCodeNotSixDigits));
                let ending = ending(desk, &error);
                if !again {
                    return Err(ending);
                }
                if desk.is_terminal() {
                    eprintln!("{}", ending.sentence);
                }
                refused = Some(ending);
            }
        }
    }
}

pub(super) async fn iin(desk: &mut Desk) -> Result<(), Ending> {
    let language = desk.language();
    let session = Phone::session(desk)?;
    desk.tell_word(Word::IinWhy);
    desk.tell_word(Word::IinStays);
    let iin = desk.secret("iin", Word::IinLabel.say(language))?;
    let bound = session.bind_iin(iin.expose("it is bound")).await;
    let binding = bound.map_err(|error| ending(desk, &error))?;
    let waits = session.binding_refusal().map(|refusal| refusal.say(language));
    desk.tell(waits.as_deref().unwrap_or(Say::IinBound.say(language)));
    desk.report("iin", json!({ "binding": binding }));
    Ok(())
}
