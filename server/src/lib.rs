//! The service: REST API, cabinet pages and board over one database.

mod calendar;
pub mod clock;
pub mod database;
mod key_file;
pub mod key_holder;
pub mod outside;
pub mod poster_sheet;
mod random;
pub mod root;
pub mod settings;
pub mod sms;
pub mod trusted_proxies;
