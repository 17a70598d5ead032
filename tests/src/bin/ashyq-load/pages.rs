//! The pages of the site: how much the first one weighs, and how soon the service has each.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use ashyq_tests::process::ServiceProcess;

use crate::{
    http::{Line, Reply},
    office::{Asked, Office},
};

/// Venues and visits that are stored.
pub(crate) const VENUES: usize = 10_000;
/// How often each page is asked for, and before that without counting.
const TIMES: usize = 60;
const WARM_UP: usize = 5;

/// Asks for a page as a browser does; the answer and its bytes on the wire.
async fn get(line: &mut Line, asked: &Asked) -> Reply {
    let cookie = asked.token.as_ref().map_or_else(String::new, |token| format!("cookie: __Host-ashyq={token}\r\n"));
    let request = format!(
        "GET {} HTTP/1.1\r\nhost: ashyq\r\naccept: text/html\r\naccept-encoding: gzip, deflate, br, zstd\r\n{cookie}\r\n",
        asked.path
    );
    line.send(request.as_bytes()).await.expect("a request is sent");
    line.reply().await.expect("an answer")
}

/// What the first page and all that it loads but fonts weigh on the wire, in units of 1024 bytes.
pub(crate) async fn first_kb(service: &ServiceProcess) -> f64 {
    let mut line = Line::open(&service.address).await.expect("a connection");
    let first = get(&mut line, &Asked { path: "/kk/".into(), token: None }).await;
    let (mut bytes, page) = (first.bytes, String::from_utf8(first.body).expect("a page that is not compressed"));
    let loaded: BTreeSet<&str> = page.split('"').filter(|path| path.starts_with("/static/")).collect();
    assert!(!loaded.is_empty(), "{page}");
    for path in loaded.into_iter().filter(|path| !path.contains(".woff2")) {
        let file = get(&mut line, &Asked { path: path.to_owned(), token: None }).await;
        assert_eq!(file.status, 200, "{path}");
        bytes += file.bytes;
    }
    bytes as f64 / 1024.0
}

/// The median of the page that takes longest, in milliseconds; each is printed.
pub(crate) async fn slowest_ms(service: &ServiceProcess, office: &Office) -> f64 {
    let mut line = Line::open(&service.address).await.expect("a connection");
    let mut slowest = 0.0_f64;
    for asked in office.pages() {
        let mut waits = Vec::with_capacity(TIMES);
        for turn in 0..WARM_UP + TIMES {
            let began = Instant::now();
            let reply = get(&mut line, &asked).await;
            assert!([200, 303].contains(&reply.status), "{} answers {}", asked.path, reply.status);
            if turn >= WARM_UP {
                waits.push(began.elapsed());
            }
        }
        waits.sort_unstable();
        let median = Duration::as_secs_f64(&waits[TIMES / 2]) * 1000.0;
        let path: String = asked.path.chars().take(60).collect();
        eprintln!("  {median:7.2} ms  {path}");
        slowest = slowest.max(median);
    }
    slowest
}
