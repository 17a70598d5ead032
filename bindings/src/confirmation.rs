//! What a person is asked at a poster.

use ashyq_core::{
    client::{self, Action},
    id::Entrance,
};

/// What the app asks the person to confirm.
#[derive(uniffi::Object)]
pub struct Confirmation(pub(crate) client::Confirmation);

#[uniffi::export]
impl Confirmation {
    /// What a yes does.
    pub fn action(&self) -> Action {
        self.0.action
    }

    /// The venue's name; unknown for a code typed offline.
    pub fn venue(&self) -> Option<String> {
        self.0.venue.clone()
    }

    /// The entrance; unknown for a code typed offline.
    pub fn entrance(&self) -> Option<Entrance> {
        self.0.entrance
    }

    /// The venue's address, where the service said it.
    pub fn address(&self) -> Option<String> {
        self.0.address.clone()
    }

    /// Whether the poster was checked; else the visit is recorded and the poster resolved at delivery.
    pub fn verified(&self) -> bool {
        self.0.verified
    }

    /// The venue whose visit this entry would end.
    pub fn ends(&self) -> Option<String> {
        self.0.ends.clone()
    }

    /// Whether the venue is in test mode: the entry is practice, not a visit.
    pub fn test(&self) -> bool {
        self.0.test
    }
}
