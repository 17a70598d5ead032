//! Which word and which look stand for what the rest of the core decides, so that no screen maps anything itself.

use crate::{
    decision::Why,
    oked::VenueKind,
    practice::PracticePerson,
    status::{Colour, FactKind},
    visit::Learnt,
    wire::{Notice, NoticeKind, ProblemCode},
    words::{Language, Word, look::Look, moment},
};

impl Colour {
    /// The colour's word.
    pub fn word(self) -> Word {
        match self {
            Self::Red => Word::Red,
            Self::Yellow => Word::Yellow,
            Self::Green => Word::Green,
            Self::Blue => Word::Blue,
        }
    }

    /// What a screen reader says.
    pub fn spoken(self) -> Word {
        match self {
            Self::Red => Word::RedSpoken,
            Self::Yellow => Word::YellowSpoken,
            Self::Green => Word::GreenSpoken,
            Self::Blue => Word::BlueSpoken,
        }
    }

    /// The colour's fill, what stands on it, and its shape.
    pub fn look(self) -> Look {
        match self {
            Self::Red => Look::RED,
            Self::Yellow => Look::YELLOW,
            Self::Green => Look::GREEN,
            Self::Blue => Look::BLUE,
        }
    }
}

impl Why {
    /// Why a person may not enter; `{metres}` is the rules' distance.
    pub fn word(self) -> Word {
        match self {
            Self::Isolation => Word::WhyIsolation,
            Self::TooFar => Word::WhyTooFar,
            Self::NotForContacts => Word::WhyContactKind,
            Self::TestNeeded => Word::WhyTestMandatory,
            Self::RulesOfToday => Word::WhyRules,
        }
    }

    /// What to do now.
    pub fn to_do(self) -> Word {
        match self {
            Self::Isolation => Word::DoStayHome,
            Self::TooFar => Word::DoGoNearer,
            Self::NotForContacts | Self::RulesOfToday => Word::DoSeeStatus,
            Self::TestNeeded => Word::DoTakeTest,
        }
    }
}

impl FactKind {
    /// The reason of a status that follows from such a fact; `{time}` is when it lapses.
    pub fn reason(self) -> Word {
        match self {
            Self::PcrPositive => Word::ReasonIll,
            Self::Contact => Word::ReasonContact,
            Self::PcrNegative => Word::ReasonNegativeTest,
            Self::Recovered => Word::ReasonRecovered,
            Self::Vaccinated => Word::ReasonVaccinated,
        }
    }

    /// The same reason while its end lies beyond what the phone holds.
    pub fn reason_now(self) -> Word {
        match self {
            Self::PcrPositive | Self::Contact => self.reason(),
            Self::PcrNegative => Word::ReasonNegativeTestNow,
            Self::Recovered => Word::ReasonRecoveredNow,
            Self::Vaccinated => Word::ReasonVaccinatedNow,
        }
    }
}

impl Learnt {
    /// How the exit was learnt.
    pub fn word(self) -> Word {
        match self {
            Self::Scanned => Word::ExitScanned,
            Self::Button => Word::ExitButton,
            Self::Staff => Word::ExitStaff,
            Self::NextEntry => Word::ExitNextEntry,
            Self::VenueClosed => Word::ExitVenueClosed,
            Self::DwellLimit => Word::ExitDwellLimit,
        }
    }
}

impl NoticeKind {
    /// The SMS that tells of it.
    pub fn sms(self) -> Word {
        match self {
            Self::IinClaimed => Word::SmsIinClaimed,
            Self::NewDevice => Word::SmsNewDevice,
            Self::ClaimObjected => Word::SmsClaimObjected,
            Self::LookedUp => Word::SmsLookedUp,
        }
    }
}

impl Notice {
    /// What it tells, in a sentence with its times and numbers.
    pub fn say(&self, language: Language) -> String {
        let until = moment::day_and_clock(language, self.until.unwrap_or(self.at).millis());
        match (self.kind, self.claim) {
            (NoticeKind::IinClaimed, _) => Word::IinClaimed.say(language).to_owned(),
            (NoticeKind::NewDevice, _) => Word::NewDevice.fill(language, &[("time", &until)]),
            (NoticeKind::ClaimObjected, None) => Word::ClaimWithOperator.say(language).to_owned(),
            (NoticeKind::ClaimObjected, Some(claim)) => {
                Word::ClaimObjected.fill(language, &[("claim", &claim.to_string())])
            }
            (NoticeKind::LookedUp, _) => {
                Word::LookedUp.fill(language, &[("day", &moment::day(language, self.at.millis()))])
            }
        }
    }
}

impl PracticePerson {
    /// Who it is.
    pub fn word(self) -> Word {
        match self {
            Self::Green => Word::PracticeGreen,
            Self::Blue => Word::PracticeBlue,
            Self::YellowNear => Word::PracticeYellowNear,
            Self::YellowFar => Word::PracticeYellowFar,
            Self::Red => Word::PracticeRed,
        }
    }
}

impl VenueKind {
    /// The kind's name, in the plural.
    pub fn word(self) -> Word {
        match self {
            Self::Grocery => Word::Grocery,
            Self::HouseholdGoods => Word::HouseholdGoods,
            Self::Pharmacy => Word::Pharmacy,
            Self::Catering => Word::Catering,
            Self::Cinema => Word::Cinema,
            Self::FurtherEducation => Word::FurtherEducation,
            Self::ShoppingCentre => Word::ShoppingCentre,
            Self::Sport => Word::Sport,
            Self::BeautyAndBaths => Word::BeautyAndBaths,
            Self::Hotel => Word::Hotel,
            Self::Sanatorium => Word::Sanatorium,
            Self::Airport => Word::Airport,
            Self::Culture => Word::Culture,
            Self::Entertainment => Word::Entertainment,
        }
    }
}

impl ProblemCode {
    /// What the service's refusal says to a person; `{seconds}` and `{time}` are how long to wait and until when.
    pub fn word(self) -> Word {
        match self {
            Self::PhoneNotAMobile => Word::PhoneNotAMobile,
            Self::ResendTooSoon => Word::ResendTooSoon,
            Self::SendsUsedUp => Word::SendsUsedUp,
            Self::LogInCodeWrong => Word::LogInCodeWrong,
            Self::LogInCodeExpired => Word::LogInCodeExpired,
            Self::LogInCodeTriesUsedUp => Word::LogInCodeTriesUsedUp,
            Self::IinInvalid => Word::IinCheckDigit,
            Self::IinChangesUsedUp => Word::IinChangesUsedUp,
            Self::BindingWaits => Word::IinWaits,
            Self::DeviceWaits => Word::DeviceWaits,
            Self::ClaimObjected => Word::ClaimWithOperator,
            Self::IinNotBound | Self::BindingUnknown => Word::IinNotBound,
            Self::TokenExpired | Self::SessionEnded => Word::SessionEnded,
            Self::PosterUnknown => Word::PosterUnknown,
            Self::PosterRevoked => Word::PosterRevoked,
            Self::PosterNotValid => Word::PosterExpired,
            Self::VenueSuspended => Word::VenueSuspended,
            Self::VenueRevoked => Word::VenueRevoked,
            Self::VenueNotInTest => Word::VenueNotInTest,
            Self::IinOfPractice => Word::IinOfPractice,
            Self::RoleNotAccepted => Word::RoleNotAccepted,
            Self::ShiftNotOpen => Word::ShiftNotOpen,
            Self::DecisionsUsedUp => Word::DecisionsUsedUp,
            Self::VisitTooOld => Word::VisitTooOld,
            Self::BoardsUsedUp => Word::BoardsUsedUp,
            Self::RateLimited => Word::RateLimited,
            Self::Overloaded => Word::ServiceBusy,
            Self::NotAllowed => Word::NotAllowed,
            Self::NoticeAnswered => Word::NoticeAnswered,
            Self::NotABusiness => Word::NotABusinessNumber,
            Self::OkedNotEligible => Word::OkedNotEligible,
            Self::AssociationNeeded => Word::AssociationNeeded,
            Self::VenueDuplicate => Word::VenueDuplicate,
            Self::VenueNotAgain => Word::VenueNotAgain,
            Self::ApplicationsUsedUp => Word::ApplicationsUsedUp,
            Self::StepNotFromHere => Word::StepNotFromHere,
            Self::AssociationFirst => Word::AssociationFirst,
            Self::TestWeekRuns => Word::TestWeekRuns,
            Self::ChecklistOpen => Word::ChecklistOpen,
            Self::TestOver => Word::TestOver,
            Self::PostersUsedUp => Word::PostersUsedUp,
            Self::FormStale => Word::FormStale,
            Self::OneTimePasswordNeeded => Word::OneTimePasswordNeeded,
            Self::OneTimePasswordWrong => Word::OneTimePasswordWrong,
            Self::OneTimePasswordTriesUsedUp => Word::OneTimePasswordTriesUsedUp,
            Self::EnrolmentOver => Word::EnrolmentOver,
            // The rest are mistakes of the app or the service, about which a person can do nothing but try again.
            Self::BodyNotJson
            | Self::FieldInvalid
            | Self::BodyTooLarge
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::NonceStale
            | Self::ProofInvalid
            | Self::VisitConflict
            | Self::VisitUnknown
            | Self::AlreadyThere
            | Self::Fault => Word::ServiceFault,
        }
    }
}

#[cfg(feature = "scan")]
mod seen {
    use crate::{
        scan::{ForeignKind, Hint, What},
        words::Word,
    };

    impl ForeignKind {
        /// Names what was seen instead of a poster.
        pub fn word(self) -> Word {
            match self {
                Self::WiFi => Word::SeenWifi,
                Self::Link => Word::SeenLink,
                Self::Contact => Word::SeenContactCard,
                Self::Phone => Word::SeenPhone,
                Self::Message => Word::SeenMessage,
                Self::Payment => Word::SeenPayment,
                Self::Place => Word::SeenPlace,
                Self::Event => Word::SeenEvent,
                Self::AnotherCheckIn => Word::SeenOtherCheckIn,
                Self::Secret => Word::SeenSecret,
                Self::Part => Word::SeenPart,
                Self::Text => Word::SeenText,
            }
        }
    }

    impl What {
        /// What the scanner says while it looks.
        pub fn word(&self) -> Word {
            match self {
                Self::Ours(_) => Word::CodeSeen,
                Self::Foreign(kind) => kind.word(),
                Self::Unreadable(hint) => hint.word(),
                Self::Nothing => Word::AimAtPoster,
            }
        }
    }

    impl Hint {
        /// What would make the code readable.
        pub fn word(self) -> Word {
            match self {
                Self::MoveCloser => Word::MoveCloser,
                Self::TooDark => Word::TooDark,
                Self::TooBright => Word::Glare,
                Self::HoldStill => Word::HoldStill,
                Self::SeveralCodes => Word::SeveralCodes,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        door_code,
        words::door_code::{NOUNS, SIGNS},
    };

    #[test]
    fn each_has_a_word_of_its_own() {
        let mut words: Vec<Word> = Colour::ALL.map(Colour::word).to_vec();
        words.extend(Colour::ALL.map(Colour::spoken));
        words.extend(Why::ALL.map(Why::word));
        words.extend(FactKind::ALL.map(FactKind::reason));
        words.extend(Learnt::ALL.map(Learnt::word));
        words.extend(VenueKind::ALL.map(VenueKind::word));
        words.extend(PracticePerson::ALL.map(PracticePerson::word));
        let count = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), count);
    }

    #[test]
    fn every_door_code_has_a_sign_and_a_word() {
        assert_eq!((SIGNS.len(), NOUNS.len()), (usize::from(door_code::SIGNS), usize::from(door_code::WORDS)));
    }
}
