//! The one runtime. What runs on it goes on when the caller stops waiting: the core journals before it sends.

use std::{future::Future, panic::resume_unwind, sync::LazyLock};

use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).thread_name("ashyq").enable_all().build().expect("threads can be started")
});

/// Runs what waits for the network. A panic in it is the caller's panic.
pub(crate) async fn run<F: Future<Output: Send> + Send + 'static>(work: F) -> F::Output {
    RUNTIME.spawn(work).await.unwrap_or_else(|fallen| resume_unwind(fallen.into_panic()))
}

/// Runs what waits for the disk or keeps a processor busy. A panic in it is the caller's panic.
pub(crate) async fn block<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    RUNTIME.spawn_blocking(work).await.unwrap_or_else(|fallen| resume_unwind(fallen.into_panic()))
}
