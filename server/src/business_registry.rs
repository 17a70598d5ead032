//! The state's register of businesses, where there is one, and the number by which a business is known.

use ashyq_core::{bin::Bin, iin::Iin, oked::Oked};

use crate::sms::BoxFuture;

/// A business's number.
#[derive(Clone, Debug)]
pub enum BusinessNumber {
    /// A BIN, which is public.
    Bin(Bin),
    /// A sole proprietor's IIN, which is kept as HMAC and shown as its last four digits.
    Iin(Iin),
}

/// What the register says of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registered {
    /// No business and no sole proprietor has the number.
    No,
    /// It is a business's, with the activities that the register names; none where it names none.
    Yes(Vec<Oked>),
}

/// Says what a number is.
pub trait BusinessRegistry: Send + Sync {
    /// `None` where the register cannot say: then the operator decides alone.
    fn look_up<'a>(&'a self, number: &'a BusinessNumber) -> BoxFuture<'a, Option<Registered>>;
}

/// There is no register.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBusinessRegistry;

impl BusinessRegistry for NoBusinessRegistry {
    fn look_up<'a>(&'a self, _number: &'a BusinessNumber) -> BoxFuture<'a, Option<Registered>> {
        Box::pin(std::future::ready(None))
    }
}

impl BusinessNumber {
    /// The digits, for the stated reason.
    pub(crate) fn expose(&self, reason: &'static str) -> &str {
        match self {
            Self::Bin(bin) => bin.digits(),
            Self::Iin(iin) => iin.expose(reason),
        }
    }

    /// The BIN, where it is one.
    pub(crate) fn bin(&self) -> Option<&str> {
        match self {
            Self::Bin(bin) => Some(bin.digits()),
            Self::Iin(_) => None,
        }
    }
}
