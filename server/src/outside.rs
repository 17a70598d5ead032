//! What the service asks of the outside: somebody who sends SMS, and somebody who draws posters.

use std::{future::Future, pin::Pin};

use ashyq_core::{phone::Phone, poster::SignedPoster};
use displaydoc::Display;
use thiserror::Error;

/// A future in a box, so that a port can stand behind a pointer.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends SMS.
pub trait SmsSender: Send + Sync + 'static {
    /// Sends a text to a phone.
    fn send<'a>(&'a self, phone: &'a Phone, text: &'a str) -> Boxed<'a, Result<(), SmsError>>;
}

/// the SMS could not be sent
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub struct SmsError;

/// What a poster's sheet shows beside the QR code.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The signed poster.
    pub poster: SignedPoster,
    /// The venue's address.
    pub address: String,
}

/// Draws a poster's sheet as SVG or PNG; `None` where it cannot.
pub type Draw = fn(&Sheet) -> Option<Vec<u8>>;
