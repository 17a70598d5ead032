//! Values that cross as one of the platforms' own types, and what an app is opened with.

use std::time::SystemTime;

use ashyq_core::{
    bytes::Bytes,
    claim::ClaimNumber,
    client::{ClientError, Refusal},
    id::{Entrance, VisitId},
    moment::Moment,
    native::{KeptIn, Passphrase, Settings as PhoneSettings},
    secret::Secret,
    words::Word,
};

/// The name of a notice or a binding.
pub(crate) type Id = Bytes<16>;
/// How many.
pub(crate) type Quantity = usize;

/// A name that no app has from here.
pub(crate) fn not_ours() -> ClientError {
    ClientError::Refused(Refusal::of(Word::ServiceFault))
}

uniffi::custom_type!(
    /// A point in time.
    Moment, SystemTime, { remote, lower: |moment| moment.into(), try_lift: |time| Ok(time.into()) }
);
uniffi::custom_type!(
    /// The name of a visit.
    VisitId, String, {
        remote,
        lower: |id| id.to_string(),
        try_lift: |text| Ok(VisitId::parse(&text).ok_or_else(not_ours)?),
    }
);
uniffi::custom_type!(
    /// The name of a notice or a binding.
    Id, String, { remote, lower: |id| id.to_string(), try_lift: |text| Ok(Id::parse(&text).ok_or_else(not_ours)?) }
);
uniffi::custom_type!(
    /// The number of a claim, which the claimant shows with the identity card.
    ClaimNumber, String, {
        remote,
        lower: |number| number.to_string(),
        try_lift: |text| Ok(ClaimNumber::parse(&text).map_err(|_| not_ours())?),
    }
);
uniffi::custom_type!(
    /// The number of a venue's entrance, 1 to 99.
    Entrance, u8, {
        remote,
        lower: |entrance| entrance.number(),
        try_lift: |number| Ok(Entrance::new(number).ok_or_else(not_ours)?),
    }
);
uniffi::custom_type!(
    /// How many.
    Quantity, u32, {
        remote,
        lower: |quantity| u32::try_from(quantity).unwrap_or(u32::MAX),
        try_lift: |quantity| Ok(Quantity::try_from(quantity)?),
    }
);
uniffi::custom_type!(
    /// A passphrase, which nothing prints.
    Passphrase, String, {
        remote,
        lower: |_passphrase| String::new(),
        try_lift: |text| Ok(Secret::new(text)),
    }
);

/// What an app opens its phone with.
#[uniffi::remote(Record)]
pub struct PhoneSettings {
    /// A folder of the app's own, kept out of backups; it is made where it is missing.
    pub folder: String,
    /// The service's address, such as `https://api.ashyq.kz`.
    pub service: String,
    /// The service's root public key, as base64url text.
    pub root: String,
    /// The app's version, to be compared with the least one that the service asks for.
    pub app_version: u32,
    /// Where secrets are kept.
    pub kept_in: KeptIn,
}

/// Where a phone keeps its secrets.
#[uniffi::remote(Enum)]
pub enum KeptIn {
    /// The platform's secure store: Android's Keystore, Apple's Keychain, a desktop's Secret Service.
    Platform,
    /// A file in the folder, sealed with a passphrase: for a desk, and for tests.
    SealedFile {
        /// The passphrase.
        passphrase: Passphrase,
    },
}
