//! One database behind one small trait: reads see a consistent state, writes go through the one writer.
//!
//! SQL is written once, in the dialect that SQLite and PostgreSQL share: `$1` parameters in their order of first
//! appearance, `on conflict … do`, no row ids, no serials. Jobs are `Fn`, so that a database that asks to repeat a
//! transaction can.

mod migrations;
#[cfg(feature = "mutants")]
mod mutants;
pub mod plans;
mod sqlite;
mod writer;

#[cfg(feature = "mutants")]
pub(crate) use mutants::is_planted;

use std::{
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use displaydoc::Display;
use thiserror::Error;

use sqlite::Connection;
use writer::Writer;
pub use writer::Written;

/// A value in a row or a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

macro_rules! value_from {
    ($($type:ty => |$value:ident| $into:expr,)*) => { $(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { $into }
        }
    )* };
}

value_from! {
    i64 => |value| Self::Int(value),
    i32 => |value| Self::Int(value.into()),
    u32 => |value| Self::Int(value.into()),
    u8 => |value| Self::Int(value.into()),
    bool => |value| Self::Int(value.into()),
    &str => |value| Self::Text(value.to_owned()),
    String => |value| Self::Text(value),
    &[u8] => |value| Self::Blob(value.to_vec()),
    Vec<u8> => |value| Self::Blob(value),
    ashyq_core::moment::Moment => |value| Self::Int(value.0),
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// A whole number.
    pub fn int(&self, column: usize) -> Result<i64, DatabaseError> {
        self.maybe_int(column)?.ok_or(DatabaseError::Shape)
    }

    /// A whole number of a narrower type.
    pub fn number<T: TryFrom<i64>>(&self, column: usize) -> Result<T, DatabaseError> {
        T::try_from(self.int(column)?).map_err(|_| DatabaseError::Shape)
    }

    /// A moment.
    pub fn moment(&self, column: usize) -> Result<ashyq_core::moment::Moment, DatabaseError> {
        self.int(column).map(ashyq_core::moment::Moment)
    }

    /// A moment, where there is one.
    pub fn maybe_moment(&self, column: usize) -> Result<Option<ashyq_core::moment::Moment>, DatabaseError> {
        Ok(self.maybe_int(column)?.map(ashyq_core::moment::Moment))
    }

    /// Whether a number is not zero.
    pub fn flag(&self, column: usize) -> Result<bool, DatabaseError> {
        self.int(column).map(|value| value != 0)
    }

    /// A whole number, where there is one.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Int(value)) => Ok(Some(*value)),
            Some(Value::Null) => Ok(None),
            _ => Err(DatabaseError::Shape),
        }
    }

    /// Text.
    pub fn text(&self, column: usize) -> Result<&str, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Text(value)) => Ok(value),
            _ => Err(DatabaseError::Shape),
        }
    }

    /// Text, where there is some.
    pub fn maybe_text(&self, column: usize) -> Result<Option<&str>, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Text(value)) => Ok(Some(value)),
            Some(Value::Null) => Ok(None),
            _ => Err(DatabaseError::Shape),
        }
    }

    /// Bytes of any length.
    pub fn blob(&self, column: usize) -> Result<&[u8], DatabaseError> {
        self.maybe_blob(column)?.ok_or(DatabaseError::Shape)
    }

    /// Bytes of any length, where there are some.
    pub fn maybe_blob(&self, column: usize) -> Result<Option<&[u8]>, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Blob(value)) => Ok(Some(value)),
            Some(Value::Null) => Ok(None),
            _ => Err(DatabaseError::Shape),
        }
    }

    /// Bytes of a fixed length.
    pub fn bytes<const N: usize>(&self, column: usize) -> Result<[u8; N], DatabaseError> {
        self.blob(column)?.try_into().map_err(|_| DatabaseError::Shape)
    }

    /// Bytes of a fixed length, where there are some.
    pub fn maybe_bytes<const N: usize>(&self, column: usize) -> Result<Option<[u8; N]>, DatabaseError> {
        self.maybe_blob(column)?.map(|bytes| bytes.try_into().map_err(|_| DatabaseError::Shape)).transpose()
    }
}

/// A connection inside a transaction.
pub trait Sql {
    /// Runs a statement; how many rows it changed.
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<usize, DatabaseError>;

    /// Runs a query.
    fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DatabaseError>;

    /// Notes that something with an id changes: whoever watches the database is told after the commit.
    fn changes(&mut self, id: [u8; 16]);

    /// Runs a query for at most one row.
    fn row(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, DatabaseError> {
        Ok(self.rows(sql, params)?.pop())
    }
}

/// Why the database did not do what was asked. No text of it goes to a client.
#[derive(Clone, Debug, Display, Error, PartialEq, Eq)]
pub enum DatabaseError {
    /// the database failed: {0}
    Failed(String),
    /// a row is not what the program expects
    Shape,
    /// a job panicked
    Panicked,
    /// the writer's queue is full
    Full,
    /// the database is closed
    Closed,
    /// another process has this database open: {0}
    Busy(String),
    /// the database has schema {found}, and this program knows only up to {known}: use the program that made it
    Newer {
        /// What was found.
        found: i64,
        /// What is known.
        known: i64,
    },
}

/// The database's file in the data folder.
pub const FILE: &str = "ashyq.db";

/// Who is told what a commit has changed, by the ids of changed things; a job that failed may be among them.
type Watch = dyn Fn(&[[u8; 16]]) + Send + Sync;

/// An open database.
pub struct Database {
    path: std::path::PathBuf,
    readers: Mutex<Vec<Connection>>,
    writer: Writer,
    watch: Arc<OnceLock<Box<Watch>>>,
    // Held while the database is open: two writers would each believe to be the only one.
    _lock: std::fs::File,
}

impl Database {
    /// Opens the database, made new where there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Arc<Self>, DatabaseError> {
        let lock = sqlite::lock(path)?;
        let mut connection = Connection::open_writer(path)?;
        // After a failed fsync the system may show what is on no disk. Whatever the write-ahead log is said to hold is written
        // anew to the main file, or a next acknowledgement could rest on it.
        connection.fold()?;
        migrations::run(&mut connection)?;
        let watch = Arc::new(OnceLock::new());
        let writer = Writer::start(path.to_owned(), connection, Arc::clone(&watch))?;
        Ok(Arc::new(Self { path: path.to_owned(), readers: Mutex::default(), writer, watch, _lock: lock }))
    }

    /// Tells of every commit what it changed, from the writer's thread; the first watch stays.
    pub(crate) fn watch(&self, watch: impl Fn(&[[u8; 16]]) + Send + Sync + 'static) {
        let _ = self.watch.set(Box::new(watch));
    }

    /// Reads in one transaction.
    ///
    /// It runs on the caller's thread: readers never wait for the writer, and a look-up takes less time than handing it over.
    #[expect(clippy::unused_async, reason = "a database at the other end of a wire will wait here")]
    pub async fn read<T, E: From<DatabaseError>>(
        &self,
        job: impl Fn(&mut dyn Sql) -> Result<T, E> + Send,
    ) -> Result<T, E> {
        self.read_now(job)
    }

    /// Reads in one transaction, where nothing can wait yet.
    pub(crate) fn read_now<T, E: From<DatabaseError>>(
        &self,
        job: impl Fn(&mut dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = idle.map_or_else(|| Connection::open_reader(&self.path), Ok)?;
        let result = connection.in_transaction(&job);
        // A connection whose transaction could not be ended is not used again.
        if connection.is_idle() {
            self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        result
    }

    /// Hands a job to the one writer at once; the future ends when it is on disk, or has failed.
    pub fn write<T, E>(&self, job: impl Fn(&mut dyn Sql) -> Result<T, E> + Send + 'static) -> Written<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        self.writer.submit(job)
    }

    /// Whether the writer's queue is so full that a job for it is refused.
    pub fn is_full(&self) -> bool {
        self.writer.is_full()
    }

    /// Writes everything to the main file and empties the write-ahead log, so that deleted things are in neither.
    pub fn fold(&self) -> Result<(), DatabaseError> {
        Connection::open_writer(&self.path)?.fold()
    }
}

/// A database in memory with the present schema, for what a test runs a million times.
#[cfg(test)]
pub(crate) fn in_memory() -> impl Sql {
    let mut connection = Connection::open_in_memory().expect("a database in memory");
    migrations::run(&mut connection).expect("the schema");
    connection
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "database/tests.rs"]
mod tests;
