//! Connections: HTTP/1.1 and HTTP/2 without TLS, limits on those that dawdle, and a stop that lets answers out.

use std::{convert::Infallible, future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response},
};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::Service;

use crate::stall::Stalling;

/// How long a connection may be silent before and between requests, take for a request's head, and not take what it is sent.
const HEAD: Duration = Duration::from_secs(20);
/// Connections at a time; more wait to be accepted.
const MOST_CONNECTIONS: usize = 16_384;
/// Requests at a time on one HTTP/2 connection.
const MOST_STREAMS: u32 = 256;
/// The most bytes of a request's head.
const LONGEST_HEAD: usize = 32 * 1024;
/// What an HTTP/2 connection begins with (RFC 9113 section 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// What answers requests, such as a router.
pub trait Serves:
    Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static
{
}

impl<S> Serves for S where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future: Send>
        + Clone
        + Send
        + Sync
        + 'static
{
}

/// Answers requests until `stop` is done, then lets open ones finish for at most `grace`.
///
/// The peer's address is in every request as [`ConnectInfo`].
pub async fn serve(listener: TcpListener, service: impl Serves, stop: impl Future<Output = ()>, grace: Duration) {
    serve_within(listener, service, stop, grace, HEAD).await;
}

async fn serve_within(
    listener: TcpListener,
    service: impl Serves,
    stop: impl Future<Output = ()>,
    grace: Duration,
    head: Duration,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let builder = Arc::new(builder(head));
    let (stopping, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        while connections.try_join_next().is_some() {}
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                wait_after(&error).await;
                continue;
            }
        };
        let (service, builder, watcher) = (service.clone(), Arc::clone(&builder), graceful.watcher());
        let mut stopped = stopped.clone();
        connections.spawn(async move {
            let _place = place;
            // Browsers open connections in advance: a stop does not wait for those that said nothing yet.
            let spoken = tokio::select! {
                spoken = has_spoken(&stream, head) => spoken,
                _ = stopped.changed() => false,
            };
            if !spoken {
                return;
            }
            let _ = stream.set_nodelay(true);
            let answer = service_fn(move |mut request: Request<Incoming>| {
                let mut service = service.clone();
                request.extensions_mut().insert::<ConnectInfo<SocketAddr>>(ConnectInfo(peer));
                service.call(request)
            });
            let connection = builder.serve_connection(TokioIo::new(Stalling::new(stream, head)), answer).into_owned();
            // What goes wrong with a connection is the other side's: it went away, or it does not speak HTTP.
            let _ = watcher.watch(connection).await;
        });
    }
    drop((listener, stopping));
    // Those still running after it are dropped with the set.
    let _ = timeout(grace, graceful.shutdown()).await;
}

fn builder(head: Duration) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(LONGEST_HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(head)
        .keep_alive_timeout(head)
        .max_concurrent_streams(MOST_STREAMS)
        .max_header_list_size(u32::try_from(LONGEST_HEAD).unwrap_or(u32::MAX));
    builder
}

/// Whether the other side said enough, in time, to tell which HTTP it speaks: nothing else limits that wait.
async fn has_spoken(stream: &TcpStream, head: Duration) -> bool {
    let spoken = async {
        let mut bytes = [0; PREFACE.len()];
        loop {
            match stream.peek(&mut bytes).await {
                Ok(0) | Err(_) => return false,
                Ok(length) if length == bytes.len() || !PREFACE.starts_with(&bytes[..length]) => return true,
                Ok(_) => sleep(Duration::from_millis(20)).await,
            }
        }
    };
    timeout(head, spoken).await.unwrap_or(false)
}

/// A connection that was gone before it was accepted costs nothing; out of files or memory, a pause helps.
async fn wait_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    if !matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted) {
        tracing::error!(error = error as &dyn std::error::Error, "a connection could not be accepted");
        sleep(Duration::from_millis(100)).await;
    }
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
