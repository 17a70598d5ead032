//! The commands: each opens the phone, asks what it needs, and shows or reports what came out.

mod account;
mod door;
mod log_in;
mod looking;
mod pages;
mod report;
mod staff;

use ashyq_core::client::{ClientError, Delivery, Session};

use crate::{args::Command, desk::Desk, ending::Ending, say::Say};

#[cfg(feature = "demo")]
pub(crate) use door::metres;
pub use looking::see;

/// Runs a command.
pub async fn run(desk: &mut Desk, command: &Command) -> Result<(), Ending> {
    match command {
        Command::LogIn => log_in::log_in(desk).await,
        Command::Iin => log_in::iin(desk).await,
        Command::Scan(scan) => door::scan(desk, scan).await,
        Command::Door(show) => door::show(desk, show.pass).await,
        Command::Leave => door::leave(desk).await,
        Command::Status => pages::status(desk).await,
        Command::Visits => pages::visits(desk).await,
        Command::Notices(which) => pages::notices(desk, which).await,
        Command::Staff(what) => staff::run(desk, what).await,
        Command::LogOut(how) => account::log_out(desk, how.everywhere).await,
        Command::DeleteMyData(how) => account::delete(desk, how.discard_unsent).await,
        #[cfg(feature = "demo")]
        Command::Demo(demo) => crate::demo::run(desk, demo).await,
    }
}

/// Delivers what waits; without the network it goes on waiting.
async fn deliver(desk: &Desk, session: &Session) -> Result<Delivery, Ending> {
    match session.deliver().await {
        Ok(delivery) => {
            if delivery.delivered > 0 {
                desk.tell(&Say::DeliveredNow.fill(desk.language(), &[("count", &delivery.delivered.to_string())]));
            }
            Ok(delivery)
        }
        Err(error) => Err(ending(desk, &error)),
    }
}

fn ending(desk: &Desk, error: &ClientError) -> Ending {
    Ending::of(desk.language(), error)
}
