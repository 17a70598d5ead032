//! The command line of staff.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

/// What a member of staff does.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Shows the roles of this account, and the shift that is open
    Roles,
    /// Accepts a role
    Accept(Role),
    /// Declines a role, or gives it up
    Decline(Role),
    /// Opens or closes a shift
    #[command(subcommand)]
    Shift(Shift),
    /// Lets in a visitor without a smartphone: asks for the IIN twice
    Enter(Enter),
    /// Notes that a visitor without a smartphone leaves: asks for the IIN twice
    Leave,
    /// Checks a visitor's pass, also without network
    Check(Check),
}

/// Which role.
#[derive(Debug, Group)]
pub struct Role {
    /// The role's name, as `ashyq staff roles` shows it; may be left out where there is only one
    #[arg(value_name = "ROLE", allow_hyphen_values = true)]
    pub role: Option<String>,
}

/// What to do with the shift.
#[derive(Debug, Subcommand)]
pub enum Shift {
    /// Opens a shift, for 24 hours of checking without network
    Open(Role),
    /// Closes the shift
    Close,
}

/// Where somebody enters.
#[derive(Debug, Group)]
pub struct Enter {
    /// The entrance
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=99))]
    pub entrance: u8,
}

/// What to check.
#[derive(Debug, Group)]
pub struct Check {
    /// A picture of the pass (PNG, JPEG), or a folder of frames that are scanned in the order of their names
    #[arg(value_name = "IMAGE|DIR")]
    pub path: PathBuf,
}

impl Staff {
    /// The command's name, as JSON has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Roles => "staff-roles",
            Self::Accept(_) => "staff-accept",
            Self::Decline(_) => "staff-decline",
            Self::Shift(Shift::Open(_)) => "staff-shift-open",
            Self::Shift(Shift::Close) => "staff-shift-close",
            Self::Enter(_) => "staff-enter",
            Self::Leave => "staff-leave",
            Self::Check(_) => "staff-check",
        }
    }
}
