//! What only the languages' own tests and benches call: a call that falls, and one that does nothing.

use std::panic::resume_unwind;

use ashyq_core::{
    client::{CheckError, ClientError, ports::JournalError},
    scan::FrameError,
};

use crate::{
    Checker, Scanner, Session,
    run::{block, run},
};

/// Unwinds as a panic does, without a report that would look like a failure among the tests' lines.
fn fall() -> ! {
    resume_unwind(Box::new("a fall that was asked for"))
}

#[uniffi::export]
impl Scanner {
    /// Falls, as a defect would make it.
    pub fn fall(&self) -> Result<(), FrameError> {
        fall()
    }
}

#[uniffi::export]
impl Session {
    /// Falls, as a defect would make it.
    pub fn fall(&self) -> Result<(), ClientError> {
        fall()
    }

    /// Falls on the runtime.
    pub async fn fall_later(&self) -> Result<(), ClientError> {
        run(async { fall() }).await
    }

    /// Falls at work that keeps a processor busy.
    pub async fn fall_at_work(&self) -> Result<(), ClientError> {
        block(|| fall()).await
    }

    /// Throws what a story cannot bring about: the phone's storage is full.
    pub fn full(&self) -> Result<(), ClientError> {
        Err(JournalError::Full.into())
    }

    /// Does nothing, on the runtime: what an asynchronous call costs.
    pub async fn nothing(&self) -> Result<(), ClientError> {
        run(async { Ok(()) }).await
    }
}

#[uniffi::export]
impl Checker {
    /// Throws what a story cannot bring about: the phone's clock is not sure.
    pub fn uncertain(&self) -> Result<(), CheckError> {
        Err(CheckError::ClockUncertain)
    }
}
