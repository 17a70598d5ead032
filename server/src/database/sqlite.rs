//! A connection to SQLite.

use std::{fs, path::Path};

use rusqlite::{
    OpenFlags, ToSql,
    config::DbConfig,
    params_from_iter,
    types::{ToSqlOutput, ValueRef},
};

use super::{DatabaseError, Row, Sql, Value, plans};

/// How many statements stay prepared: more than there are.
const STATEMENTS: usize = 256;

/// A connection whose statements stay prepared.
#[derive(Debug)]
pub(super) struct Connection {
    inner: rusqlite::Connection,
    /// What changes in the present transaction.
    changed: Vec<[u8; 16]>,
}

/// Locks the database for this process.
pub(super) fn lock(path: &Path) -> Result<fs::File, DatabaseError> {
    let beside = path.with_extension("lock");
    let file = fs::File::create(&beside).map_err(|error| DatabaseError::Failed(error.to_string()))?;
    file.try_lock().map_err(|_| DatabaseError::Busy(beside.display().to_string()))?;
    Ok(file)
}

impl Connection {
    /// Opens the writing connection.
    pub(super) fn open_writer(path: &Path) -> Result<Self, DatabaseError> {
        let connection = rusqlite::Connection::open(path)?;
        // FULL, since NORMAL can lose an acknowledged visit; what is deleted is overwritten. The write-ahead log is folded
        // into the main file every 64 MiB: more often costs fsyncs for which everybody waits, less often start-up time.
        // Each commit walks the cache: with four times as much of it, a visit over many stored ones costs a tenth more.
        connection.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = off; \
             pragma busy_timeout = 5000; pragma cache_size = -16384; pragma wal_autocheckpoint = 16000; pragma temp_store = memory;",
        )?;
        Self::with_statements(connection)
    }

    /// Opens a reading connection.
    pub(super) fn open_reader(path: &Path) -> Result<Self, DatabaseError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        // No mmap: every commit of the writer would unmap the file, and mapping it again costs more than reading.
        connection
            .execute_batch("pragma busy_timeout = 2000; pragma cache_size = -16384; pragma temp_store = memory;")?;
        Self::with_statements(connection)
    }

    /// Opens a database that nothing outlives.
    #[cfg(test)]
    pub(super) fn open_in_memory() -> Result<Self, DatabaseError> {
        Self::with_statements(rusqlite::Connection::open_in_memory()?)
    }

    fn with_statements(connection: rusqlite::Connection) -> Result<Self, DatabaseError> {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Else a join is planned anew with every value that is bound, which costs more than running it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self { inner: connection, changed: Vec::new() })
    }

    /// Runs a statement without parameters.
    pub(super) fn run(&mut self, sql: &'static str) -> Result<(), DatabaseError> {
        self.execute(sql, &[]).map(drop)
    }

    /// Runs several statements, once.
    pub(super) fn run_all(&mut self, sql: &str) -> Result<(), DatabaseError> {
        Ok(self.inner.execute_batch(sql)?)
    }

    /// Runs a reading job in a transaction of its own.
    pub(super) fn in_transaction<T, E: From<DatabaseError>>(
        &mut self,
        job: impl Fn(&mut dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run("begin")?;
        let result = job(self);
        self.run("commit")?;
        result
    }

    /// What has changed since this was asked last.
    pub(super) fn take_changed(&mut self) -> Vec<[u8; 16]> {
        std::mem::take(&mut self.changed)
    }

    /// Whether no transaction is open.
    pub(super) fn is_idle(&self) -> bool {
        self.inner.is_autocommit()
    }

    /// Folds into the main file what the write-ahead log holds now; the writer goes on meanwhile.
    pub(super) fn fold_meanwhile(&mut self) -> Result<(), DatabaseError> {
        self.rows("pragma wal_checkpoint(passive)", &[]).map(drop)
    }

    /// Folds the write-ahead log into the main file and empties it.
    pub(super) fn fold(&mut self) -> Result<(), DatabaseError> {
        self.rows("pragma wal_checkpoint(truncate)", &[]).map(drop)
    }
}

impl Sql for Connection {
    fn changes(&mut self, id: [u8; 16]) {
        self.changed.push(id);
    }

    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<usize, DatabaseError> {
        plans::note(&self.inner, sql);
        Ok(self.inner.prepare_cached(sql)?.execute(params_from_iter(params))?)
    }

    fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        plans::note(&self.inner, sql);
        let mut statement = self.inner.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut found = statement.query(params_from_iter(params))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values =
                (0..columns).map(|column| value(row.get_ref(column)?)).collect::<Result<_, DatabaseError>>()?;
            rows.push(Row(values));
        }
        Ok(rows)
    }
}

fn value(value: ValueRef<'_>) -> Result<Value, DatabaseError> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(value) => Ok(Value::Int(value)),
        ValueRef::Text(text) => std::str::from_utf8(text).map(Value::from).map_err(|_| DatabaseError::Shape),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(DatabaseError::Shape),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        // SQLite's own messages name tables and columns, never values.
        Self::Failed(error.to_string())
    }
}
