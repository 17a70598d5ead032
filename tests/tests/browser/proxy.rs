//! A way to the service that can be cut.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    task::AbortHandle,
};

/// A way of its own to an address; nothing is cut yet.
pub struct Proxy {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    is_frozen: Arc<AtomicBool>,
}

#[derive(Default)]
struct State {
    is_cut: bool,
    ways: Vec<AbortHandle>,
}

impl Proxy {
    pub fn open(runtime: &Runtime, to: SocketAddr) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State::default()));
        let (is_frozen, shared) = (Arc::new(AtomicBool::new(false)), Arc::clone(&state));
        let frozen = Arc::clone(&is_frozen);
        runtime.spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if state.is_cut {
                    continue;
                }
                let is_frozen = Arc::clone(&frozen);
                let way = tokio::spawn(async move {
                    let Ok(mut service) = TcpStream::connect(to).await else { return };
                    let ((from, back), (there, to)) = (from.split(), service.split());
                    tokio::join!(pump(from, to, &is_frozen), pump(there, back, &is_frozen));
                });
                state.ways.push(way.abort_handle());
            }
        });
        Self { address, state, is_frozen }
    }

    /// Lets nothing through, and tells nobody: as when the radio is gone.
    pub fn freeze(&self, is_frozen: bool) {
        self.is_frozen.store(is_frozen, Ordering::SeqCst);
    }

    /// Drops everybody who is on the way, and whoever comes until it is restored.
    pub fn cut(&self, is_cut: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.is_cut = is_cut;
        state.ways.drain(..).for_each(|way| way.abort());
    }
}

async fn pump(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, is_frozen: &AtomicBool) {
    let mut bytes = [0; 8192];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        while is_frozen.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if to.write_all(&bytes[..read]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
