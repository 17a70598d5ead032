//! Open boards, and people who arrive: what the boards cost the service, and how soon an arrival is on them.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::{Duration, Instant},
};

use ashyq_tests::process::ServiceProcess;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::LocalSet,
};

use crate::{
    http::Line,
    load::{Load, cpu_of},
    town::Town,
};

/// Boards that are open.
const BOARDS: usize = 500;
/// Venues that have them: ten each.
const VENUES: usize = 50;
/// Arrivals a second.
const ARRIVALS: u32 = 10;
const TIME: Duration = Duration::from_secs(30);
/// How an arrival begins on a board.
const ARRIVAL: &str = "event: arrival\n";
/// What ends the arrivals from before.
const COUNTS: &str = "event: counts\n";

/// What came of it.
pub(crate) struct Watched {
    /// The arrivals.
    pub(crate) arrivals: Load,
    waits: Vec<Duration>,
    cpu: Duration,
    time: Duration,
}

impl Watched {
    /// The service's CPU time over the time that passed.
    pub(crate) fn cores(&self) -> f64 {
        self.cpu.as_secs_f64() / self.time.as_secs_f64()
    }

    /// Within how many milliseconds of the phone's request so many per cent of the arrivals are on a board.
    pub(crate) fn wait_ms(&self, percent: usize) -> f64 {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        waits[(waits.len() * percent / 100).min(waits.len() - 1)].as_secs_f64() * 1000.0
    }
}

/// When the arrivals at a venue were asked for, in their order.
type Asked = Rc<RefCell<Vec<Vec<Instant>>>>;

/// Opens the boards and lets people arrive.
pub(crate) async fn watch(town: &Town, service: &ServiceProcess) -> Watched {
    let asked: Asked = Rc::new(RefCell::new(vec![Vec::new(); VENUES]));
    let (ready, waits) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(Vec::new())));
    let everything = LocalSet::new();
    for board in 0..BOARDS {
        let (stream, venue) = (open(town, service, board % VENUES).await, board % VENUES);
        let (asked, ready, waits) = (Rc::clone(&asked), Rc::clone(&ready), Rc::clone(&waits));
        everything.spawn_local(look(stream, venue, asked, ready, waits));
    }
    let (arrivals, cpu, time) = everything
        .run_until(async {
            while ready.get() < BOARDS {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let (before, began) = (cpu_of(service), Instant::now());
            let arrivals = arrive(town, service, &asked).await;
            let (cpu, time) = (cpu_of(service).saturating_sub(before), began.elapsed());
            // The last ones must have come everywhere too.
            tokio::time::sleep(Duration::from_secs(2)).await;
            (arrivals, cpu, time)
        })
        .await;
    let waits = waits.take();
    let expected = arrivals.acknowledged.len() * BOARDS / VENUES;
    assert!(waits.len() == expected, "{} of {expected} arrivals came on a board", waits.len());
    Watched { arrivals, waits, cpu, time }
}

/// Opens a board of a venue.
async fn open(town: &Town, service: &ServiceProcess, venue: usize) -> TcpStream {
    let mut stream = TcpStream::connect(service.address.trim_start_matches("http://")).await.expect("a connection");
    let request = format!(
        "GET /v1/business/venues/{}/board HTTP/1.1\r\nhost: ashyq\r\naccept: text/event-stream\r\ncookie: __Host-ashyq={}\r\n\r\n",
        town.venues[venue].0, town.owner
    );
    stream.write_all(request.as_bytes()).await.expect("a request is sent");
    // One after the other, as boards come: all at once would be more than the service takes.
    stream.readable().await.expect("an answer");
    stream
}

/// Reads a board; what is not an arrival only passes by.
async fn look(
    mut stream: TcpStream,
    venue: usize,
    asked: Asked,
    ready: Rc<Cell<usize>>,
    waits: Rc<RefCell<Vec<Duration>>>,
) {
    let (mut bytes, mut text, mut begun, mut seen) = (vec![0; 64 * 1024], String::new(), false, 0);
    loop {
        let length = stream.read(&mut bytes).await.expect("the board goes on");
        assert!(length > 0, "the board has ended: {text}");
        let now = Instant::now();
        // Signs of several bytes may be cut; the names of events are not signs.
        text.push_str(&String::from_utf8_lossy(&bytes[..length]));
        if !begun {
            let Some(at) = text.find(COUNTS) else { continue };
            text.drain(..at + COUNTS.len());
            begun = true;
            ready.set(ready.get() + 1);
        }
        while let Some(at) = text.find(ARRIVAL) {
            text.drain(..at + ARRIVAL.len());
            waits.borrow_mut().push(now - asked.borrow()[venue][seen]);
            seen += 1;
        }
        // An event's name may be cut in two.
        let keep = text.len().saturating_sub(ARRIVAL.len());
        let keep = (0..=keep).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.drain(..keep);
    }
}

/// Lets people arrive, one after the other at all venues in turn.
async fn arrive(town: &Town, service: &ServiceProcess, asked: &Asked) -> Load {
    let mut line = Line::open(&service.address).await.expect("a connection");
    let mut nonce = line.nonce().await.expect("a nonce");
    let mut load = Load::default();
    let began = Instant::now();
    for number in 0..TIME.as_secs() as u32 * ARRIVALS {
        tokio::time::sleep_until((began + Duration::from_secs(1) / ARRIVALS * number).into()).await;
        let venue = number as usize % VENUES;
        let entry = town.entry_at(venue, number as usize, &nonce);
        let now = Instant::now();
        asked.borrow_mut()[venue].push(now);
        line.send(&entry.text).await.expect("a request is sent");
        let reply = line.reply().await.expect("an answer");
        load.sent += 1;
        load.take(entry.visit, &reply, now.elapsed(), true);
        nonce = reply.nonce;
    }
    load
}
