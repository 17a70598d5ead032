//! A way to the service that can be cut.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    task::AbortHandle,
};

/// A way of its own to an address; nothing is cut yet.
pub struct Proxy {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
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
        let shared = Arc::clone(&state);
        runtime.spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if state.is_cut {
                    continue;
                }
                let way = tokio::spawn(async move {
                    let Ok(mut service) = TcpStream::connect(to).await else { return };
                    let _ = tokio::io::copy_bidirectional(&mut from, &mut service).await;
                });
                state.ways.push(way.abort_handle());
            }
        });
        Self { address, state }
    }

    /// Drops everybody who is on the way, and whoever comes until it is restored.
    pub fn cut(&self, is_cut: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.is_cut = is_cut;
        state.ways.drain(..).for_each(|way| way.abort());
    }
}
