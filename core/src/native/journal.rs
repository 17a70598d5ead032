//! The journal on disk: one SQLite file with a write-ahead log, its rows sealed by the client.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, ErrorCode, params};
use rustix::fs::{FlockOperation, flock};

use crate::client::ports::{Journal, JournalChange, JournalError, Lasting, Row, RowKind};

/// The newest format that this version reads and writes.
const FORMAT: i64 = 1;
/// Kept aside so that a full disk still has room to note what was delivered and how a visit ended.
const RESERVE: usize = 64 * 1024;

/// The journal in a folder of its own; one app at a time.
pub struct DiskJournal {
    folder: PathBuf,
    connection: Mutex<Option<Connection>>,
    _lock: File,
}

impl DiskJournal {
    /// Opens the journal in a folder, or makes a new one.
    ///
    /// # Errors
    ///
    /// [`JournalError::Busy`] while another app has it open; the lock ends with its process. [`JournalError::Newer`] where
    /// a newer version wrote it: it is left as it is.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        std::fs::create_dir_all(folder).map_err(|error| sort_io(&error))?;
        let lock = File::create(folder.join("lock")).map_err(|error| sort_io(&error))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive).map_err(|_| JournalError::Busy)?;
        let connection = connect(folder)?;
        let journal = Self { folder: folder.to_owned(), connection: Mutex::new(Some(connection)), _lock: lock };
        journal.make_reserve();
        Ok(journal)
    }

    /// Writes once; after a failure that is not a full disk the file is opened anew before anything else is done with it,
    /// since a failed sync must never be tried again on the same handle (fsyncgate).
    fn try_write(&self, changes: &[JournalChange], lasting: Lasting) -> Result<(), JournalError> {
        let mut guard = self.guard();
        let connection = match guard.take() {
            Some(connection) => connection,
            None => connect(&self.folder)?,
        };
        match commit(&connection, changes, lasting) {
            Ok(()) => {
                *guard = Some(connection);
                Ok(())
            }
            Err(error) => Err(sort(&error)),
        }
    }

    fn guard(&self) -> MutexGuard<'_, Option<Connection>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reserve(&self) -> PathBuf {
        self.folder.join("reserve")
    }

    fn make_reserve(&self) {
        let there = std::fs::metadata(self.reserve()).is_ok_and(|meta| meta.len() == RESERVE as u64);
        if !there {
            // Without it a full disk is only noticed earlier.
            let _ = std::fs::write(self.reserve(), vec![0; RESERVE]);
        }
    }
}

impl Journal for DiskJournal {
    fn load(&self, kind: RowKind) -> Result<Vec<Row>, JournalError> {
        let mut guard = self.guard();
        if guard.is_none() {
            *guard = Some(connect(&self.folder)?);
        }
        let connection = guard.as_ref().ok_or(JournalError::Broken)?;
        read(connection, kind).map_err(|error| sort(&error))
    }

    fn write(&self, changes: &[JournalChange], lasting: Lasting) -> Result<(), JournalError> {
        match self.try_write(changes, lasting) {
            Err(JournalError::Full) if std::fs::remove_file(self.reserve()).is_ok() => self.try_write(changes, lasting),
            outcome => outcome,
        }
    }
}

fn connect(folder: &Path) -> Result<Connection, JournalError> {
    let connection = Connection::open(folder.join("journal.sqlite")).map_err(|error| sort(&error))?;
    let set_up = || {
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.query_row("pragma user_version", [], |row| row.get::<_, i64>(0))
    };
    match set_up().map_err(|error| sort(&error))? {
        0 => {
            let create = format!(
                "begin immediate;
                 -- kind: what kind of row; id: its name; sealed: bytes that only the client can read
                 create table if not exists row (
                     kind integer not null, id blob not null, sealed blob not null, primary key (kind, id)
                 ) strict, without rowid;
                 pragma user_version = {FORMAT};
                 commit;"
            );
            connection.execute_batch(&create).map_err(|error| sort(&error))?;
        }
        FORMAT => {}
        _ => return Err(JournalError::Newer),
    }
    Ok(connection)
}

fn commit(connection: &Connection, changes: &[JournalChange], lasting: Lasting) -> rusqlite::Result<()> {
    // In a write-ahead log NORMAL leaves the sync to the next checkpoint; FULL syncs with every commit.
    let synchronous = match lasting {
        Lasting::Power => "full",
        Lasting::App => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    let transaction = connection.unchecked_transaction()?;
    for change in changes {
        match change {
            JournalChange::Put(row) => {
                let sql =
                    "insert into row (kind, id, sealed) values (?1, ?2, ?3) on conflict do update set sealed = ?3";
                transaction.prepare_cached(sql)?.execute(params![row.kind as u8, row.id, row.sealed])?;
            }
            JournalChange::Delete(kind, id) => {
                let sql = "delete from row where kind = ?1 and id = ?2";
                transaction.prepare_cached(sql)?.execute(params![*kind as u8, id])?;
            }
        }
    }
    transaction.commit()
}

fn read(connection: &Connection, kind: RowKind) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached("select id, sealed from row where kind = ?1")?;
    let rows = statement.query_map([kind as u8], |row| {
        // An id of another length is no row of ours: it opens as damaged.
        let id = row.get_ref(0)?.as_blob()?.try_into().unwrap_or([0; 16]);
        Ok(Row { kind, id, sealed: row.get_ref(1)?.as_blob()?.to_vec() })
    })?;
    rows.collect()
}

fn sort(error: &rusqlite::Error) -> JournalError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => JournalError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::Busy,
        _ => JournalError::Broken,
    }
}

fn sort_io(error: &std::io::Error) -> JournalError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => JournalError::Full,
        _ => JournalError::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(kind: RowKind, id: u8, content: &[u8]) -> JournalChange {
        JournalChange::Put(Row { kind, id: [id; 16], sealed: content.to_vec() })
    }

    #[test]
    fn rows_outlive_the_app_and_changes_happen_together() {
        let folder = tempfile::tempdir().unwrap();
        let journal = DiskJournal::open(folder.path()).unwrap();
        journal.write(&[put(RowKind::Open, 1, b"a"), put(RowKind::Open, 2, b"b")], Lasting::Power).unwrap();
        let moved = [put(RowKind::Past, 1, b"c"), JournalChange::Delete(RowKind::Open, [1; 16])];
        journal.write(&moved, Lasting::App).unwrap();
        drop(journal);
        let journal = DiskJournal::open(folder.path()).unwrap();
        assert_eq!(journal.load(RowKind::Open).unwrap().len(), 1);
        assert_eq!(journal.load(RowKind::Past).unwrap()[0].sealed, b"c");
    }

    #[test]
    fn a_second_app_is_told_that_the_journal_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let first = DiskJournal::open(folder.path()).unwrap();
        assert_eq!(DiskJournal::open(folder.path()).err(), Some(JournalError::Busy));
        drop(first);
        assert!(DiskJournal::open(folder.path()).is_ok());
    }

    #[test]
    fn a_journal_of_a_newer_version_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let journal = DiskJournal::open(folder.path()).unwrap();
        journal.write(&[put(RowKind::Open, 1, b"a")], Lasting::Power).unwrap();
        drop(journal);
        let path = folder.path().join("journal.sqlite");
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
        assert_eq!(DiskJournal::open(folder.path()).err(), Some(JournalError::Newer));
        Connection::open(&path).unwrap().pragma_update(None, "user_version", FORMAT).unwrap();
        assert_eq!(DiskJournal::open(folder.path()).unwrap().load(RowKind::Open).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_database_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("journal.sqlite"), [7; 4096]).unwrap();
        assert_eq!(DiskJournal::open(folder.path()).err(), Some(JournalError::Broken));
        assert_eq!(std::fs::read(folder.path().join("journal.sqlite")).unwrap(), [7; 4096]);
    }
}
