//! The one writer: a thread that groups commits.
//!
//! Idle, it commits at once. While a commit runs, arrivals queue up and form the next group. Each job runs in a savepoint
//! of its own, so that one that fails or panics rolls back alone; everybody is answered after COMMIT, which with
//! `synchronous = FULL` returns after fsync. No timer is involved.

use std::{
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    pin::Pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    task::{Context, Poll},
    thread::JoinHandle,
};

use tokio::sync::oneshot;

use super::{DatabaseError, Sql, Watch, sqlite::Connection};
use crate::metric;

/// The most jobs in one commit.
pub(super) const LARGEST_GROUP: usize = 128;
/// The most jobs that wait; more are refused at once, which keeps the wait of those that are not.
pub(super) const LONGEST_QUEUE: usize = 512;

/// After how many jobs the write-ahead log is folded into the main file beside the writer.
const FOLDED_EVERY: usize = 1024;

/// The way to the writer's thread.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<SyncSender<Box<dyn Job>>>,
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

/// What comes of a written job; the job is with the writer already, whether or not this is awaited.
#[must_use = "a write is acknowledged only when this has ended"]
pub struct Written<T, E>(Result<oneshot::Receiver<Result<T, E>>, Option<E>>);

impl<T, E: From<DatabaseError>> Future for Written<T, E>
where
    T: Unpin,
    E: Unpin,
{
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Ok(receiver) => Pin::new(receiver)
                .poll(context)
                .map(|answer| answer.unwrap_or_else(|_| Err(DatabaseError::Closed.into()))),
            Err(error) => Poll::Ready(Err(error.take().unwrap_or_else(|| DatabaseError::Closed.into()))),
        }
    }
}

/// A job that waits for its place in a group.
pub(super) trait Job: Send {
    /// Runs the job and keeps what came of it; whether its changes are to stay.
    fn run(&mut self, sql: &mut dyn Sql) -> bool;
    /// Answers whoever asked.
    fn answer(self: Box<Self>);
    /// Answers that it did not happen.
    fn fail(self: Box<Self>, error: DatabaseError);
}

struct Pending<F, T, E> {
    job: F,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Pending<F, T, E>
where
    F: Fn(&mut dyn Sql) -> Result<T, E> + Send,
    T: Send,
    E: From<DatabaseError> + Send,
{
    fn run(&mut self, sql: &mut dyn Sql) -> bool {
        let result = catch_unwind(AssertUnwindSafe(|| (self.job)(sql)));
        let result = result.unwrap_or_else(|_| Err(DatabaseError::Panicked.into()));
        let stays = result.is_ok();
        self.result = Some(result);
        stays
    }

    fn answer(self: Box<Self>) {
        // Whoever asked may have gone; the job is done all the same.
        let _ = self.answer.send(self.result.unwrap_or_else(|| Err(DatabaseError::Closed.into())));
    }

    fn fail(self: Box<Self>, error: DatabaseError) {
        let _ = self.answer.send(Err(error.into()));
    }
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(
        path: PathBuf,
        connection: Connection,
        watch: Arc<OnceLock<Box<Watch>>>,
    ) -> Result<Self, DatabaseError> {
        let (jobs, queue) = sync_channel(LONGEST_QUEUE);
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&waiting);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                std::thread::scope(|scope| {
                    let (fold, folds) = sync_channel(1);
                    scope.spawn(move || fold_beside(&path, &folds));
                    work(connection, &queue, &counter, &fold, &watch);
                    drop(fold);
                });
            })
            .map_err(|error| DatabaseError::Failed(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), waiting, thread: Some(thread) })
    }

    /// Hands over a job, or refuses it where the queue is full.
    pub(super) fn submit<T, E>(&self, job: impl Fn(&mut dyn Sql) -> Result<T, E> + Send + 'static) -> Written<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let pending: Box<dyn Job> = Box::new(Pending { job, result: None, answer });
        let Some(jobs) = &self.jobs else { return Written(Err(Some(DatabaseError::Closed.into()))) };
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if jobs.try_send(pending).is_ok() {
            return Written(Ok(receiver));
        }
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        Written(Err(Some(DatabaseError::Full.into())))
    }

    /// Whether a job would be refused.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= LONGEST_QUEUE
    }

    /// How many jobs wait.
    #[cfg(test)]
    pub(super) fn waiting_now(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

impl Drop for Writer {
    /// Lets the thread finish what was handed over, and waits for it.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Folds the write-ahead log whenever it is told to: what the writer itself must still fold, while everybody waits, is little.
fn fold_beside(path: &std::path::Path, folds: &Receiver<()>) {
    let mut connection = None;
    while folds.recv().is_ok() {
        let opened = connection.take().map_or_else(|| Connection::open_writer(path), Ok);
        match opened.and_then(|mut open| open.fold_meanwhile().map(|()| open)) {
            Ok(open) => connection = Some(open),
            // Nothing is lost: the log keeps what could not be folded, and it is folded anew on another connection.
            Err(error) => tracing::error!(%error, "the write-ahead log was not folded"),
        }
    }
}

fn work(
    mut connection: Connection,
    queue: &Receiver<Box<dyn Job>>,
    waiting: &AtomicUsize,
    fold: &SyncSender<()>,
    watch: &OnceLock<Box<Watch>>,
) {
    let mut unfolded = 0;
    while let Ok(first) = queue.recv() {
        let mut group = vec![first];
        group.extend(queue.try_iter().take(LARGEST_GROUP - 1));
        waiting.fetch_sub(group.len(), Ordering::Relaxed);
        let began = std::time::Instant::now();
        let writes = u32::try_from(group.len()).unwrap_or(u32::MAX);
        unfolded += group.len();
        let committed = commit_all(&mut connection, &mut group);
        // Also after a failure: it must not be told with the next group.
        let changed = connection.take_changed();
        match committed {
            Ok(()) => {
                metrics::counter!(metric::COMMITS).increment(1);
                metrics::histogram!(metric::COMMIT_WRITES).record(writes);
                metrics::histogram!(metric::COMMIT_SECONDS).record(began.elapsed());
                group.into_iter().for_each(Job::answer);
                if let Some(watch) = watch.get().filter(|_| !changed.is_empty()) {
                    watch(&changed);
                }
                if unfolded >= FOLDED_EVERY && fold.try_send(()).is_ok() {
                    unfolded = 0;
                }
            }
            Err(error) => {
                tracing::error!(%error, "a commit failed");
                give_up(&mut connection);
                for job in group {
                    job.fail(error.clone());
                }
            }
        }
    }
}

/// Ends what a failed commit left open, before anybody is told that it did not happen.
///
/// The connection stays: its index of the write-ahead log ends before the failed commit, so that the next one writes over it,
/// and what a failed fsync left in an unknown state is written anew. One that is opened anew could read the log from the
/// file, where the refused group may stand whole.
fn give_up(connection: &mut Connection) {
    // Mostly the database has done so by itself.
    if !connection.is_idle()
        && let Err(error) = connection.run("rollback")
    {
        tracing::error!(%error, "a failed commit was not rolled back");
    }
}

/// Commits the group.
#[cfg(not(feature = "mutants"))]
fn commit_all(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<(), DatabaseError> {
    commit(connection, group)
}

#[cfg(feature = "mutants")]
fn commit_all(connection: &mut Connection, group: &mut Vec<Box<dyn Job>>) -> Result<(), DatabaseError> {
    super::mutants::answer_before_sync(connection)?;
    if super::mutants::answer_before_commit(connection, group)? { Ok(()) } else { commit(connection, group) }
}

fn commit(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<(), DatabaseError> {
    connection.run("begin immediate")?;
    for job in group {
        connection.run("savepoint job")?;
        if !job.run(connection) {
            // A full disk, say, ends the whole transaction, with what was done for others in it.
            if connection.is_idle() {
                return Err(DatabaseError::Failed(String::from("the database gave up the whole group")));
            }
            connection.run("rollback to job")?;
        }
        connection.run("release job")?;
    }
    connection.run("commit")
}
