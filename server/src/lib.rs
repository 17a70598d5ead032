//! The service: REST API, cabinet pages and board over one database.

mod calendar;
mod key_file;
pub mod key_holder;
pub mod metric;
pub mod observe;
pub mod openapi;
mod openapi_schemas;
pub mod poster_sheet;
pub mod root;
mod schema;
mod scrub;
pub mod serve;
pub mod settings;
pub mod sms;
pub mod trusted_proxies;
