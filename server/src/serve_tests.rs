use axum::{Router, routing::get};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    sync::oneshot,
    task::JoinHandle,
    time::Instant,
};

use super::*;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

async fn run(head: Duration, grace: Duration) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new()
        .route("/peer", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }))
        .route("/slow", get(|| async { sleep(Duration::from_millis(300)).await }))
        .route("/endless", get(std::future::pending::<()>));
    let (stop, stopped) = oneshot::channel();
    let stopped = async { drop(stopped.await) };
    Running { address, stop, done: tokio::spawn(serve_within(listener, routes, stopped, grace, head)) }
}

async fn say(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

async fn hear(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

const LONG: Duration = Duration::from_mins(1);
const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn requests_are_answered_and_know_their_peer() {
    let running = run(LONG, LONG).await;
    let answer = hear(say(running.address, "GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn http_2_is_spoken_without_tls() {
    let running = run(LONG, LONG).await;
    let url = format!("http://{}/peer", running.address);
    let client =
        reqwest::Client::builder().http2_prior_knowledge().tls_backend_preconfigured(no_tls()).build().unwrap();
    let answer = client.get(url).send().await.unwrap();
    assert_eq!((answer.version(), answer.status().as_u16()), (axum::http::Version::HTTP_2, 200));
}

fn no_tls() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

#[tokio::test]
async fn whoever_dawdles_is_let_go() {
    let running = run(SHORT, LONG).await;
    for text in ["", "P", "PRI * HTTP", "GET /peer HTTP/1.1\r\nhost:", "GET /peer HTTP/1.1\r\nhost: x\r\n\r\n"] {
        let begun = Instant::now();
        hear(say(running.address, text).await).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "{text:?}");
    }
}

#[tokio::test]
async fn a_stop_lets_open_answers_out_and_takes_nobody_new() {
    let running = run(LONG, LONG).await;
    let open = say(running.address, "GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let idle = say(running.address, "GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let silent = say(running.address, "").await;
    sleep(Duration::from_millis(100)).await;
    running.stop.send(()).unwrap();
    assert!(hear(open).await.starts_with("HTTP/1.1 200 OK"));
    assert!(hear(idle).await.starts_with("HTTP/1.1 200 OK"));
    assert_eq!(hear(silent).await, "");
    running.done.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn a_stop_does_not_wait_longer_than_its_grace() {
    let running = run(LONG, Duration::from_millis(50)).await;
    let open = say(running.address, "GET /endless HTTP/1.1\r\nhost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    running.stop.send(()).unwrap();
    running.done.await.unwrap();
    assert_eq!(hear(open).await, "");
}
