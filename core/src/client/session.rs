//! What a visitor can do once logged in: bind the IIN, see the own status, answer notices, log out, delete everything.
//! Entering and leaving are in [`super::visits`].

use std::sync::Arc;

use crate::{
    bytes::Bytes,
    client::{
        device::{Device, IIN},
        exchange::{As, Call, Failure, PATIENCE},
        log_in::LogIn,
        refusal::{ClientError, Fill, Refusal},
        status::StatusScreen,
        what_is_open::WhatIsOpen,
    },
    iin::{Iin, NumberError},
    keys::Signed,
    secret::Secret,
    visit::Learnt,
    wire::{Binding, IinRequest, LogOutRequest, NoticeAnswer, Notices, OwnStatus, path},
    words::Word,
};

/// A visitor is logged in on this phone.
#[derive(Clone)]
pub struct Session {
    pub(crate) device: Arc<Device>,
}

impl Session {
    /// Binds an IIN. The one already bound, if there is another, is let go; a visit under it ends as `button`.
    pub async fn bind_iin(&self, text: &str) -> Result<Binding, ClientError> {
        let iin = Iin::parse(text).map_err(|error| {
            ClientError::Refused(Refusal::of(match error {
                NumberError::Length => Word::IinNotTwelveDigits,
                NumberError::CheckDigit => Word::IinCheckDigit,
            }))
        })?;
        let request = IinRequest { iin: iin.expose("it is bound").to_owned() };
        let answer = self.device.call(&Call::put(path::IIN, &request)).await.map_err(|failure| self.error(&failure))?;
        let binding: Binding = answer.read().map_err(|failure| self.error(&failure))?;
        // The same IIN once more, or one that is refused, is no change.
        if binding != self.binding() {
            self.end_visit_by_button()?;
        }
        self.device.ports.vault.set(IIN, &Secret::new(request.iin.into_bytes()))?;
        self.device.hold_binding(binding).map_err(|failure| self.error(&failure))?;
        // The colour of the new binding is fetched at once; without network the page says that none is held.
        let _ = self.refresh().await;
        Ok(binding)
    }

    /// The binding as it was last told.
    pub fn binding(&self) -> Binding {
        self.device.state().held.binding
    }

    /// How many rows of the journal could not be read: a restored backup without its key, or a damaged disk.
    pub fn damaged_rows(&self) -> usize {
        let state = self.device.state();
        state.held.damaged + state.stays.damaged
    }

    /// Whether the app is older than the service asks for; it still records.
    pub fn needs_update(&self) -> bool {
        self.device.state().held.newest.least_app > self.device.config.app_version
    }

    /// Asks the service for whatever is newer than what the phone holds: documents, binding, status and with it the time.
    pub async fn refresh(&self) -> Result<(), ClientError> {
        self.try_refresh().await.map_err(|failure| self.error(&failure))
    }

    async fn try_refresh(&self) -> Result<(), Failure> {
        let device = &self.device;
        if device.state().held.keys.is_none() {
            device.fetch_keys(PATIENCE).await?;
        }
        let binding: Binding = device.call(&Call::get(path::IIN, As::Visitor)).await?.read()?;
        device.hold_binding(binding)?;
        if matches!(binding, Binding::Bound { .. }) {
            let answer = device.call(&Call::get(path::STATUS, As::Visitor)).await?;
            let signed: Signed<OwnStatus> = answer.read()?;
            let status = device.open_signed(&signed, |status| status.time).await?;
            let own = device.ports.device_key.public().map_err(|_| Failure::Broken)?.thumbprint();
            if status.device != own {
                return Err(Failure::NotOurs);
            }
            device.learn_time(status.time, answer.sent, answer.received);
            device.hold_status(binding, &status)?;
        }
        device.catch_up(PATIENCE).await
    }

    /// The own status: fresh where there is network, else the signed timetable with its age, else unknown.
    pub async fn own_status(&self) -> Result<StatusScreen, ClientError> {
        match self.try_refresh().await {
            Ok(()) => Ok(self.held_status(false)),
            Err(Failure::Unreachable | Failure::NotOurs) => Ok(self.held_status(true)),
            Err(failure) => match self.error(&failure) {
                ClientError::Unreachable(_) => Ok(self.held_status(true)),
                error => Err(error),
            },
        }
    }

    /// The own status as the phone holds it, without asking anybody.
    pub fn held_status(&self, offline: bool) -> StatusScreen {
        let now = self.device.now();
        let state = self.device.state();
        StatusScreen::of(state.held.status.as_ref(), now, offline)
    }

    /// What is open to the status that the phone holds, without asking anybody.
    pub fn what_is_open(&self) -> WhatIsOpen {
        let now = self.device.now();
        let state = self.device.state();
        let screen = StatusScreen::of(state.held.status.as_ref(), now, true);
        screen.status.map(|status| WhatIsOpen::to(status.colour, &state.held.rules, now.at)).unwrap_or_default()
    }

    /// Notices to the account, the newest first.
    pub async fn notices(&self) -> Result<Notices, ClientError> {
        let answer = self.device.call(&Call::get(path::NOTICES, As::Visitor)).await;
        answer.and_then(|answer| answer.read()).map_err(|failure| self.error(&failure))
    }

    /// Agrees to a notice, or objects.
    pub async fn answer_notice(&self, notice: Bytes<16>, agree: bool) -> Result<(), ClientError> {
        let path = path::NOTICE.replace("{notice}", &notice.to_string());
        let answer = self.device.call(&Call::post(path, As::Visitor, &NoticeAnswer { agree })).await;
        answer.map(|_| ()).map_err(|failure| self.error(&failure))
    }

    /// Logs out on this phone: the visit ends as `button`, the shift is closed, what is unsent is tried once more, the IIN
    /// and the list of visits go. What could not be sent stays sealed, for the same person's next log-in; a service that
    /// cannot be told is told before the next log-in, whosever it is.
    pub async fn log_out(&self, everywhere: bool) -> Result<(), ClientError> {
        if everywhere {
            // Elsewhere cannot be reached without the service: then nothing ends here either.
            self.refresh().await?;
        }
        self.end_visit_by_button()?;
        self.end_shift().await;
        let _ = self.deliver().await;
        let told = self.device.call(&Call::post(path::LOG_OUT, As::Visitor, &LogOutRequest { everywhere })).await;
        match told {
            Err(failure @ (Failure::Unreachable | Failure::NotOurs | Failure::Problem(_))) if everywhere => {
                Err(self.error(&failure))
            }
            Ok(_) | Err(Failure::LoggedOut) => Ok(self.device.forget_person(true)?),
            Err(_) => Ok(self.device.forget_person(false)?),
        }
    }

    /// Deletes the account and everything on this phone. Unsent visits are delivered first; those that cannot be are
    /// discarded only on an explicit yes.
    pub async fn delete_my_data(&self, discard_unsent: bool) -> Result<(), ClientError> {
        self.end_visit_by_button()?;
        let _ = self.deliver().await;
        let unsent = self.device.state().stays.unsent().len();
        if unsent > 0 && !discard_unsent {
            return Err(ClientError::Refused(Refusal::with(Word::DeleteHasUnsent, Fill::Count(unsent))));
        }
        self.end_shift().await;
        let call = Call::post(path::DELETE_MY_DATA, As::Visitor, &serde_json::json!({}));
        self.device.call(&call).await.map_err(|failure| self.error(&failure))?;
        Ok(self.device.forget_all()?)
    }

    /// Ends every wait for the service, as though the network had gone: nothing is lost, what waits is delivered later.
    pub fn cancel(&self) {
        self.device.ports.transport.cancel();
    }

    /// Hears that the phone is on another network.
    pub fn network_changed(&self) {
        self.device.ports.transport.network_changed();
    }

    /// Where the same phone logs in again, once this session is over.
    pub fn log_in_again(&self) -> LogIn {
        LogIn { device: Arc::clone(&self.device) }
    }

    pub(crate) fn error(&self, failure: &Failure) -> ClientError {
        ClientError::of(failure, self.device.now().at)
    }

    /// Closes the shift; a service that is not told lets it lapse.
    async fn end_shift(&self) {
        let _ = self.staff().close_shift().await;
    }

    fn end_visit_by_button(&self) -> Result<(), ClientError> {
        // Practice may stand beside a visit.
        while self.device.state().stays.current().is_some() {
            self.leave(Learnt::Button)?;
        }
        Ok(())
    }
}
