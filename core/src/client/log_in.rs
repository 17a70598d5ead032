//! Logging in by phone number, in stages: [`LogIn`] asks for a log-in code, [`Challenge`] answers it, and a
//! [`Session`] comes out. An illegal order cannot be written.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use crate::{
    client::{
        device::Device,
        exchange::{As, Call},
        refusal::{ClientError, Fill, Refusal},
        session::Session,
    },
    phone::Phone,
    wire::{ChallengeAnswer, LogInAnswer, LogInRequest, Tokens, path},
    words::{Language, Word},
};

/// Nobody is logged in on this phone.
#[derive(Clone)]
pub struct LogIn {
    pub(crate) device: Arc<Device>,
}

/// A log-in code is on its way.
#[derive(Clone)]
pub struct Challenge {
    device: Arc<Device>,
    phone: Phone,
    language: Language,
    answer: LogInAnswer,
    /// Shared by the challenge's copies.
    tries_left: Arc<AtomicU32>,
    asked: Duration,
}

impl LogIn {
    /// Asks for a log-in code by SMS.
    pub async fn ask(&self, phone: &str, language: Language) -> Result<Challenge, ClientError> {
        let phone = Phone::parse(phone).map_err(|_| ClientError::Refused(Refusal::of(Word::PhoneNotAMobile)))?;
        let device = &self.device;
        device.tell_of_log_out().await.map_err(|failure| ClientError::of(&failure, device.now().at))?;
        ask(&self.device, phone, language).await
    }

    /// Ends every wait for the service, as though the network had gone.
    pub fn cancel(&self) {
        self.device.ports.transport.cancel();
    }

    /// Hears that the phone is on another network.
    pub fn network_changed(&self) {
        self.device.ports.transport.network_changed();
    }
}

impl Challenge {
    /// How much longer the log-in code counts.
    pub fn lives_for(&self) -> Duration {
        self.left_of(self.answer.life_s)
    }

    /// After how long it can be sent again.
    pub fn resend_after(&self) -> Duration {
        self.left_of(self.answer.resend_after_s)
    }

    /// How many tries are left, as the service said last.
    pub fn tries_left(&self) -> u32 {
        self.tries_left.load(Ordering::Relaxed)
    }

    /// Asks for the SMS again.
    pub async fn resend(&self) -> Result<Self, ClientError> {
        let wait = self.resend_after();
        if !wait.is_zero() {
            let seconds = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
            return Err(ClientError::Refused(Refusal::with(Word::ResendTooSoon, Fill::Seconds(seconds))));
        }
        ask(&self.device, self.phone.clone(), self.language).await
    }

    /// Answers with the six digits.
    pub async fn answer(&self, log_in_code: &str) -> Result<Session, ClientError> {
        let log_in_code: String =
            log_in_code.chars().filter(|character| !matches!(character, ' ' | '-' | '\u{a0}')).collect();
        if log_in_code.len() != 6 || !log_in_code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ClientError::Refused(Refusal::of(Word::LogInCodeNotSixDigits)));
        }
        let device = &self.device;
        let call =
            Call::post(path::ANSWER, As::Phone, &ChallengeAnswer { challenge: self.answer.challenge, log_in_code });
        let tokens = device.call(&call).await.and_then(|answer| answer.read::<Tokens>());
        let tokens = tokens.map_err(|failure| {
            let error = ClientError::of(&failure, device.now().at);
            match &error {
                ClientError::Refused(Refusal { fill: Fill::Tries(left), .. }) => {
                    self.tries_left.store(*left, Ordering::Relaxed);
                }
                ClientError::Refused(Refusal { word: Word::LogInCodeTriesUsedUp, .. }) => {
                    self.tries_left.store(0, Ordering::Relaxed);
                }
                _ => {}
            }
            error
        })?;
        device.belong_to(&self.phone)?;
        device.keep_tokens(tokens).map_err(|failure| ClientError::of(&failure, device.now().at))?;
        let session = Session { device: Arc::clone(device) };
        // What cannot be fetched now is fetched when it is needed.
        let _ = session.refresh().await;
        Ok(session)
    }

    fn left_of(&self, seconds: u32) -> Duration {
        let elapsed = self.device.reading().since_boot.saturating_sub(self.asked);
        Duration::from_secs(u64::from(seconds)).saturating_sub(elapsed)
    }
}

async fn ask(device: &Arc<Device>, phone: Phone, language: Language) -> Result<Challenge, ClientError> {
    let request = LogInRequest { phone: phone.expose("the service sends the SMS to it").to_owned(), language };
    let asked = device.reading().since_boot;
    let answer = device.call(&Call::post(path::LOG_IN, As::Phone, &request)).await;
    let answer: Result<LogInAnswer, _> = answer.and_then(|answer| answer.read());
    let answer = answer.map_err(|failure| ClientError::of(&failure, device.now().at))?;
    let tries_left = Arc::new(AtomicU32::new(answer.tries_left));
    Ok(Challenge { device: Arc::clone(device), phone, language, answer, tries_left, asked })
}
