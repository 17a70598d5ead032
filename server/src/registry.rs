//! The state's register of phone numbers, where there is one.

use ashyq_core::{iin::Iin, phone::Phone};

use crate::sms::BoxFuture;

/// Says whether a phone number is a person's own.
pub trait Registry: Send + Sync {
    /// `None` where the register cannot say.
    fn is_own<'a>(&'a self, iin: &'a Iin, phone: &'a Phone) -> BoxFuture<'a, Option<bool>>;
}

/// There is no register: everybody waits where product rules say so.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRegistry;

impl Registry for NoRegistry {
    fn is_own<'a>(&'a self, _iin: &'a Iin, _phone: &'a Phone) -> BoxFuture<'a, Option<bool>> {
        Box::pin(std::future::ready(None))
    }
}
