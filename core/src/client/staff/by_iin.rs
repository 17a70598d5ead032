//! Somebody without a smartphone: in and out by IIN, typed twice. Nothing of it is ever journalled.

use std::sync::Arc;

use super::{OpenedShift, Staff, shift::is_over};
use crate::{
    check::DoorAnswer,
    client::{
        device::Device,
        exchange::{As, Call, Failure},
        refusal::{ClientError, Refusal},
        visits::WAIT_FOR_DECISION,
    },
    id::{Entrance, VisitId},
    iin::{Iin, TypedTwiceError},
    keys::Signed,
    moment::Moment,
    wire::{
        ProblemCode,
        staff::{Noted, StaffDecision, StaffEntry, StaffExit, path},
    },
    words::Word,
};

/// An entry by IIN that can be asked for: its name is made once, so that asking again records nobody twice.
#[derive(Clone)]
pub struct EntryByIin {
    device: Arc<Device>,
    visit: VisitId,
    shift: OpenedShift,
    entrance: Entrance,
    iin: Iin,
}

/// An exit by IIN that can be reported, as often as it takes.
#[derive(Clone)]
pub struct ExitByIin {
    device: Arc<Device>,
    shift: OpenedShift,
    iin: Iin,
}

/// What staff see of an entry by IIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffScreen {
    /// The entry's name.
    pub visit: VisitId,
    /// The venue's name.
    pub venue: String,
    /// The entrance.
    pub entrance: Entrance,
    /// When it was first answered.
    pub at: Moment,
    /// What staff learn.
    pub answer: DoorAnswer,
}

impl Staff {
    /// An entry of the person whose IIN was typed twice.
    ///
    /// # Errors
    ///
    /// [`ClientError::Refused`] with what is wrong: twelve digits, the check digit, not the same twice, no open shift.
    pub fn entry(&self, entrance: Entrance, first: &str, second: &str) -> Result<EntryByIin, ClientError> {
        let (shift, iin) = self.typed(first, second)?;
        let visit = VisitId(self.device.ports.random.bytes());
        Ok(EntryByIin { device: Arc::clone(&self.device), visit, shift, entrance, iin })
    }

    /// An exit of the person whose IIN was typed twice.
    ///
    /// # Errors
    ///
    /// As for [`Staff::entry`].
    pub fn exit(&self, first: &str, second: &str) -> Result<ExitByIin, ClientError> {
        let (shift, iin) = self.typed(first, second)?;
        Ok(ExitByIin { device: Arc::clone(&self.device), shift, iin })
    }

    fn typed(&self, first: &str, second: &str) -> Result<(OpenedShift, Iin), ClientError> {
        let refused = |word| ClientError::Refused(Refusal::of(word));
        let shift = self.shift().ok_or_else(|| refused(Word::ShiftNotOpen))?;
        let iin = Iin::parse_twice(first, second).map_err(|error| {
            refused(match error {
                TypedTwiceError::Length => Word::IinNotTwelveDigits,
                TypedTwiceError::CheckDigit => Word::IinCheckDigit,
                TypedTwiceError::NotTheSame => Word::IinNotTheSameTwice,
            })
        })?;
        Ok((shift, iin))
    }
}

impl EntryByIin {
    /// Asks for the decision. After [`ClientError::Unreachable`] ask again: it is the same entry.
    pub async fn ask(&self) -> Result<StaffScreen, ClientError> {
        self.try_ask().await.map_err(|failure| error(&self.device, &self.shift, &failure))
    }

    async fn try_ask(&self) -> Result<StaffScreen, Failure> {
        let request = StaffEntry {
            shift: self.shift.shift,
            entrance: self.entrance,
            iin: self.iin.expose("a visitor without a smartphone enters").to_owned(),
        };
        let call = Call::put(path::ENTRY.replace("{visit}", &self.visit.to_string()), &request);
        let answer = self.device.call(&call.within(WAIT_FOR_DECISION)).await?;
        let signed: Signed<StaffDecision> = answer.read()?;
        // Its time is that of the first answer, which may be long ago: the phone's clock learns nothing from it.
        let said = self.device.open_signed(&signed, |said| said.time).await?;
        if said.visit != self.visit || said.shift != self.shift.shift {
            return Err(Failure::NotOurs);
        }
        Ok(StaffScreen {
            visit: said.visit,
            venue: self.shift.name.clone(),
            entrance: self.entrance,
            at: said.time,
            answer: DoorAnswer { colour: said.colour, admitted: said.admitted, test: said.test },
        })
    }
}

impl ExitByIin {
    /// Reports the exit; the answer is always the same, whoever was inside.
    pub async fn report(&self) -> Result<(), ClientError> {
        self.try_report().await.map_err(|failure| error(&self.device, &self.shift, &failure))
    }

    async fn try_report(&self) -> Result<(), Failure> {
        let iin = self.iin.expose("a visitor without a smartphone leaves").to_owned();
        let call = Call::post(path::EXITS, As::Visitor, &StaffExit { shift: self.shift.shift, iin });
        let noted: Noted = self.device.call(&call.within(WAIT_FOR_DECISION)).await?.read()?;
        if noted.noted { Ok(()) } else { Err(Failure::NotOurs) }
    }
}

/// What the screen says of a failure. A shift that the service does not know is over on this phone, too.
fn error(device: &Device, shift: &OpenedShift, failure: &Failure) -> ClientError {
    match failure.code() {
        Some(code) if is_over(code) => {
            // A row that stays for now is dropped with the next list of roles.
            let _ = device.drop_shift(shift.shift);
            ClientError::Refused(Refusal::of(Word::ShiftNotOpen))
        }
        // A limit refuses: whoever asks again at once is refused again.
        Some(ProblemCode::RateLimited) => match ClientError::of(failure, device.now().at) {
            ClientError::Unreachable(refusal) => ClientError::Refused(refusal),
            other => other,
        },
        _ => ClientError::of(failure, device.now().at),
    }
}
