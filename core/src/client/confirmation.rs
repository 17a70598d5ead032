//! From a poster's text to the question that the app asks: entering here, or leaving?

use std::time::Duration;

use crate::{
    client::{
        exchange::{As, Call, Failure},
        held::Held,
        refusal::{ClientError, Fill, Refusal},
        session::Session,
        stay::Stay,
        tracked_clock::Tracked,
    },
    id::{Entrance, VisitId},
    moment::Moment,
    not_live::Mode,
    pass,
    poster::{PosterError, PosterNumber, SignedPoster},
    wire::{PosterAnswer, Scanned, path},
    words::Word,
};

/// A second scan within this time changes nothing.
const JUST_ENTERED: Duration = Duration::from_secs(60);

/// What the app asks the person to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What a yes does.
    pub action: Action,
    /// The venue's name; unknown for a code typed offline.
    pub venue: Option<String>,
    /// The entrance; unknown for a code typed offline.
    pub entrance: Option<Entrance>,
    /// The venue's address, where the service said it.
    pub address: Option<String>,
    /// Whether the poster was checked; else the visit is recorded and the poster resolved at delivery.
    pub verified: bool,
    /// The venue whose visit this entry would end.
    pub ends: Option<String>,
    /// Whether the venue is in test mode, as far as the phone knows: the entry is practice, not a visit.
    pub test: bool,
    /// The present visit to this venue.
    pub(crate) here: Option<VisitId>,
    poster: Poster,
}

/// What a yes does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Enters.
    Enter,
    /// Leaves the venue that the person is in.
    Leave,
    /// Nothing: the entry was less than a minute ago.
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Poster {
    Scanned(Box<SignedPoster>),
    Typed(PosterNumber),
}

impl Confirmation {
    pub(crate) fn poster(&self) -> PosterNumber {
        match &self.poster {
            Poster::Scanned(signed) => signed.poster.number,
            Poster::Typed(number) => *number,
        }
    }

    pub(crate) fn scanned(&self) -> Option<Scanned> {
        match &self.poster {
            Poster::Scanned(signed) => Some(Scanned { venue: signed.poster.venue, entrance: signed.poster.entrance }),
            Poster::Typed(_) => None,
        }
    }

    /// Looks again, after the list may have been fetched.
    pub(crate) fn recheck(&self, held: &Held, now: Tracked) -> Result<(), ClientError> {
        match &self.poster {
            Poster::Scanned(signed) => check(signed, held, now).map(|_| ()).map_err(ClientError::Refused),
            Poster::Typed(number) => check_number(*number, held).map_err(ClientError::Refused),
        }
    }
}

impl Session {
    /// What a scanned text, an opened link or a typed code asks the person to confirm.
    ///
    /// # Errors
    ///
    /// [`ClientError::Refused`] with the sentence that names what was seen.
    pub async fn confirm(&self, text: &str) -> Result<Confirmation, ClientError> {
        self.device.settle()?;
        if text.get(..pass::PREFIX.len()).is_some_and(|head| head.eq_ignore_ascii_case(pass::PREFIX)) {
            return Err(ClientError::Refused(Refusal::of(Word::SeenPass)));
        }
        match SignedPoster::parse(text) {
            Ok(signed) => self.confirm_poster(signed, None),
            Err(PosterError::NotOurs) => self.confirm_typed(text).await,
            Err(error) => Err(ClientError::Refused(refusal(error, None))),
        }
    }

    async fn confirm_typed(&self, text: &str) -> Result<Confirmation, ClientError> {
        let number =
            PosterNumber::parse_typed(text).map_err(|_| ClientError::Refused(Refusal::of(Word::TypedCodeWrong)))?;
        if let Some(leaving) = self.leaving_by_number(number) {
            return Ok(leaving);
        }
        check_number(number, &self.device.state().held).map_err(ClientError::Refused)?;
        let call =
            Call::get(path::POSTER.replace("{typed}", &number.to_string()), As::Visitor).within(Duration::from_secs(5));
        let answer = self.device.call(&call).await.and_then(|answer| answer.read::<PosterAnswer>());
        match answer {
            Ok(answer) => {
                let signed = SignedPoster::parse(&answer.poster).ok().filter(|signed| signed.poster.number == number);
                let signed = signed.ok_or_else(|| self.error(&Failure::NotOurs))?;
                self.confirm_poster(signed, Some(answer.address))
            }
            Err(failure) => match self.error(&failure) {
                // Journalled as it is, and resolved at delivery.
                ClientError::Unreachable(_) | ClientError::LoggedOut => Ok(Confirmation {
                    action: Action::Enter,
                    venue: None,
                    entrance: None,
                    address: None,
                    verified: false,
                    ends: None,
                    test: false,
                    here: None,
                    poster: Poster::Typed(number),
                }),
                error => Err(error),
            },
        }
    }

    /// The exit by the code of the entrance: it needs neither the network nor a poster that is still valid.
    fn leaving_by_number(&self, number: PosterNumber) -> Option<Confirmation> {
        let now = self.device.now().at;
        let state = self.device.state();
        let here = state.stays.present().find(|stay| stay.poster == number)?;
        Some(Confirmation {
            action: action(Some(here), now),
            venue: here.name.clone(),
            entrance: here.scanned.map(|at| at.entrance),
            address: None,
            verified: true,
            ends: None,
            test: here.test,
            here: Some(here.visit.id),
            poster: Poster::Typed(number),
        })
    }

    fn confirm_poster(&self, signed: SignedPoster, address: Option<String>) -> Result<Confirmation, ClientError> {
        let now = self.device.now();
        let state = self.device.state();
        let here = state.stays.present().find(|stay| {
            stay.scanned.is_some_and(|at| at.venue == signed.poster.venue) || stay.poster == signed.poster.number
        });
        let action = action(here, now.at);
        // An exit is never refused: any poster of the venue ends the visit, whatever has become of the poster.
        let verified = match action {
            Action::Enter => check(&signed, &state.held, now).map_err(ClientError::Refused)?,
            Action::Leave | Action::Nothing => true,
        };
        let test = here.map_or_else(|| is_in_test(&signed, &state.held), |stay| stay.test);
        // Practice ends nothing but practice; of two visits that an entry ends, the real one is named.
        let ends = state.stays.present().filter(|stay| action == Action::Enter && (stay.test || !test));
        let ends = ends.min_by_key(|stay| stay.test).and_then(|stay| stay.name.clone());
        Ok(Confirmation {
            action,
            venue: Some(signed.poster.name.clone()),
            entrance: Some(signed.poster.entrance),
            address,
            verified,
            ends,
            test,
            here: here.map(|stay| stay.visit.id),
            poster: Poster::Scanned(Box::new(signed)),
        })
    }
}

/// What a yes does, by the present visit to the venue.
fn action(here: Option<&Stay>, now: Moment) -> Action {
    match here {
        None => Action::Enter,
        // An entry that lies ahead was told by a clock that was wrong: it keeps nobody from leaving.
        Some(stay) if stay.visit.entered_at <= now && now.since(stay.visit.entered_at) < JUST_ENTERED => {
            Action::Nothing
        }
        Some(_) => Action::Leave,
    }
}

/// Judges a poster by what the phone holds; whether its signature could be checked.
fn check(signed: &SignedPoster, held: &Held, now: Tracked) -> Result<bool, Refusal> {
    let poster = &signed.poster;
    check_number(poster.number, held)?;
    match held.list.venue(poster.venue) {
        Some(Mode::Suspended) => return Err(Refusal::of(Word::VenueSuspended)),
        Some(Mode::Revoked) => return Err(Refusal::of(Word::VenueRevoked)),
        Some(Mode::Test) | None => {}
    }
    let checked = held.keys.as_ref().map_or(Err(PosterError::UnknownKey), |keys| signed.check(keys, now.at));
    match checked {
        Ok(()) => Ok(true),
        Err(PosterError::UnknownKey) => Ok(false),
        // With a clock that is not sure, the validity is judged by the service.
        Err(PosterError::NotYet | PosterError::Expired) if !now.certain => Ok(false),
        Err(error) => Err(refusal(error, Some(signed))),
    }
}

fn is_in_test(signed: &SignedPoster, held: &Held) -> bool {
    held.list.venue(signed.poster.venue) == Some(Mode::Test)
}

fn check_number(number: PosterNumber, held: &Held) -> Result<(), Refusal> {
    if held.list.is_revoked(number) { Err(Refusal::of(Word::PosterRevoked)) } else { Ok(()) }
}

fn refusal(error: PosterError, poster: Option<&SignedPoster>) -> Refusal {
    match error {
        PosterError::NotOurs | PosterError::UnknownKey => Refusal::of(Word::PosterUnknown),
        PosterError::Version => Refusal::of(Word::PosterOfAnotherVersion),
        PosterError::Forged => Refusal::of(Word::PosterForged),
        PosterError::NotYet => {
            let from = poster.map_or(Fill::Nothing, |signed| Fill::Time(signed.poster.from));
            Refusal::with(Word::PosterNotValidYet, from)
        }
        PosterError::Expired => Refusal::of(Word::PosterExpired),
    }
}
