//! Delivering what happened without the service: in order, exactly once, as often as it takes.

use std::{sync::atomic::Ordering, time::Duration};

use crate::{
    client::{
        device::Device,
        exchange::{Call, Failure},
        ports::Lasting,
        refusal::ClientError,
        session::Session,
        stay::Stay,
    },
    id::VisitId,
    keys::Signed,
    wire::{EntryAnswer, Mark, ProblemCode, Receipt, Report, path},
};

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// The most that chance adds to a pause, so that phones do not come back all at once.
const MOST_JITTER: Duration = Duration::from_secs(30);

/// How a delivery went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// How many visits were delivered.
    pub delivered: usize,
    /// How many still wait.
    pub unsent: usize,
    /// How many were dropped undelivered, being older than 14 days.
    pub dropped: usize,
    /// After how long to try again, where something waits.
    pub try_again: Option<Duration>,
}

/// Clears the flag that a delivery is under way, also when its future is dropped.
struct UnderWay<'a>(&'a Device);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.delivering.store(false, Ordering::SeqCst);
    }
}

impl Session {
    /// Delivers what waits, the earliest entry first; stops where the service cannot be reached. One at a time: a second
    /// call while one is under way does nothing.
    ///
    /// # Errors
    ///
    /// [`ClientError::LoggedOut`] where the session is over: what waits stays for the same person's next log-in.
    pub async fn deliver(&self) -> Result<Delivery, ClientError> {
        let device = &*self.device;
        device.settle()?;
        if device.delivering.swap(true, Ordering::SeqCst) {
            return Ok(device.delivery(0, None));
        }
        let _under_way = UnderWay(device);
        let unsent = device.state().stays.unsent();
        let mut delivered = 0;
        for id in unsent {
            match device.deliver_one(id).await {
                Ok(()) => delivered += 1,
                Err(Failure::LoggedOut) => return Err(ClientError::LoggedOut),
                Err(failure) => match failure.code() {
                    // Nothing that this phone sends will change these: they wait for their 14 days, and do not block others.
                    Some(ProblemCode::BindingUnknown | ProblemCode::VisitConflict | ProblemCode::FieldInvalid) => {}
                    _ => return Ok(device.delivery(delivered, Some(&failure))),
                },
            }
        }
        device.state().tries = 0;
        let _ = device.catch_up(crate::client::exchange::PATIENCE).await;
        Ok(device.delivery(delivered, None))
    }
}

impl Device {
    async fn deliver_one(&self, id: VisitId) -> Result<(), Failure> {
        // Twice, as the service may have lost the entry of a visit whose exit is reported.
        for _ in 0..2 {
            self.deliver_entry(id).await?;
            match self.deliver_exit(id).await {
                Err(failure) if failure.code() == Some(ProblemCode::VisitUnknown) => {
                    self.update(id, |stay| stay.entry_delivered = false)?;
                }
                other => return other,
            }
        }
        Err(Failure::NotOurs)
    }

    async fn deliver_entry(&self, id: VisitId) -> Result<(), Failure> {
        let request =
            self.state().stays.get(id).filter(|stay| !stay.entry_delivered).map(|stay| stay.entry_request(false));
        let Some(request) = request else { return Ok(()) };
        let call = Call::put(path::VISIT.replace("{visit}", &id.to_string()), &request);
        let answer = match self.call(&call).await {
            Err(failure) if failure.code() == Some(ProblemCode::VisitTooOld) => return self.drop_too_old(id),
            other => other?,
        };
        match answer.read()? {
            EntryAnswer::Recorded { receipt } => {
                let receipt = self.open_receipt(&receipt, id, Report::Entry).await?;
                self.learn_time(receipt.time, answer.sent, answer.received);
                self.update(id, |stay| {
                    stay.entry_delivered = true;
                    stay.mark = receipt.mark;
                    // Another mark says nothing about the mode; what the phone knew stays.
                    stay.test = receipt.mark == Some(Mark::Practice) || stay.test && receipt.mark.is_some();
                })
            }
            EntryAnswer::Decided { decision, .. } => {
                // The service had decided before: delivered, if it is the decision of this visit. It is never shown.
                let own_key = self.state().stays.get(id).map(|stay| stay.visit_key().public());
                let signed = self.state().held.keys.as_ref().is_some_and(|keys| decision.check(keys).is_ok());
                if !signed || own_key != Some(decision.decision.visit_key) {
                    return Err(Failure::NotOurs);
                }
                self.update(id, |stay| {
                    stay.entry_delivered = true;
                    stay.test = decision.decision.test;
                })
            }
        }
    }

    async fn deliver_exit(&self, id: VisitId) -> Result<(), Failure> {
        let request = self.state().stays.get(id).filter(|stay| !stay.exit_delivered).and_then(Stay::exit_request);
        let Some(request) = request else { return Ok(()) };
        let call = Call::put(path::EXIT.replace("{visit}", &id.to_string()), &request);
        let answer = match self.call(&call).await {
            Err(failure) if failure.code() == Some(ProblemCode::VisitTooOld) => return self.drop_too_old(id),
            other => other?,
        };
        let receipt = self.open_receipt(&answer.read()?, id, Report::Exit).await?;
        self.learn_time(receipt.time, answer.sent, answer.received);
        self.update(id, |stay| stay.exit_delivered = stay.exit_request().as_ref() == Some(&request))
    }

    async fn open_receipt(&self, signed: &Signed<Receipt>, id: VisitId, of: Report) -> Result<Receipt, Failure> {
        let receipt = self.open_signed(signed, |receipt| receipt.time).await?;
        if receipt.visit != id || receipt.of != of {
            return Err(Failure::NotOurs);
        }
        self.state().held.note(&receipt.newest);
        Ok(receipt)
    }

    fn update(&self, id: VisitId, change: impl FnOnce(&mut Stay)) -> Result<(), Failure> {
        let mut state = self.state();
        let Some(mut stay) = state.stays.get(id).cloned() else { return Ok(()) };
        change(&mut stay);
        state.stays.keep(&self.sealed, &[stay], Lasting::App).map_err(|_| Failure::Broken)
    }

    fn drop_too_old(&self, id: VisitId) -> Result<(), Failure> {
        let mut state = self.state();
        state.stays.remove(&self.sealed, id).map_err(|_| Failure::Broken)?;
        state.stays.dropped += 1;
        Ok(())
    }

    fn delivery(&self, delivered: usize, stopped: Option<&Failure>) -> Delivery {
        let mut state = self.state();
        let unsent = state.stays.unsent().len();
        let asked_to_wait = match stopped {
            Some(Failure::Problem(problem)) => Duration::from_secs(u64::from(problem.wait_s.unwrap_or(0))),
            _ => Duration::ZERO,
        };
        let try_again = (stopped.is_some() && unsent > 0).then(|| {
            state.tries = state.tries.saturating_add(1);
            pause(state.tries, asked_to_wait, u32::from_be_bytes(self.ports.random.bytes()))
        });
        Delivery { delivered, unsent, dropped: state.stays.dropped, try_again }
    }
}

/// The pause before the next try: doubling from two seconds, never below what the service asked for, at most fifteen minutes, and some chance.
fn pause(tries: u32, asked_to_wait: Duration, chance: u32) -> Duration {
    let doubled = Duration::from_secs(1 << tries.min(10));
    let pause = doubled.max(asked_to_wait).min(LONGEST_PAUSE);
    let jitter = MOST_JITTER.min(pause);
    pause + jitter.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_follow_the_service_up_to_a_quarter_of_an_hour() {
        let seconds = Duration::from_secs;
        assert_eq!(pause(1, Duration::ZERO, 0), seconds(2));
        assert_eq!(pause(3, Duration::ZERO, 0), seconds(8));
        assert_eq!(pause(1, seconds(60), 0), seconds(60));
        assert_eq!(pause(1, seconds(1_000_000_000), 0), LONGEST_PAUSE);
        assert_eq!(pause(u32::MAX, Duration::ZERO, 0), LONGEST_PAUSE);
        assert!(pause(9, Duration::ZERO, u32::MAX) <= seconds(512) + MOST_JITTER);
    }
}
