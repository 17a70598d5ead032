//! Whether everything that a page or the board asks the database has an index.

use std::sync::Arc;

use ashyq_server::{
    clock::SystemClock,
    database::{FILE, plans},
    key_holder::KeyHolder,
    service::{Options, Service},
    sms::Kept,
};
use axum::body::Body;
use futures_util::StreamExt as _;
use http::Request;
use tower::ServiceExt as _;

use crate::{office::Office, town::Town};

/// What is asked for besides pages, of a venue where `{venue}` stands.
const PATHS: [&str; 3] = [
    "/v1/business/venues/{venue}/board",
    "/v1/business/venues/{venue}/counts",
    "/v1/business/venues/{venue}/arrivals.csv",
];

/// How many of the statements look at every row of a table.
pub(crate) async fn missing() -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let open = || {
        let keys = KeyHolder::ephemeral(&[7; 32]);
        Service::open(Options::new(folder.path()), keys, Arc::new(Kept::default()), Arc::new(SystemClock))
    };
    drop(open().expect("the service opens"));
    let town = Town::make(20, 20);
    town.settle(&folder.path().join(FILE), 2_000);
    // The town's owner keeps the first venue, the office's business gets the others.
    let others = town.without_the_first();
    let office = Office::settle(&folder.path().join(FILE), &others, &KeyHolder::ephemeral(&[7; 32]));
    let service = open().expect("the service opens");
    plans::watch();
    let venue = town.venues[0].0.to_string();
    for path in PATHS {
        ask(&service, &town, "GET", &path.replace("{venue}", &venue), "").await;
    }
    let press = r#"{"press":"AAAAAAAAAAAAAAAAAAAAAA"}"#;
    ask(&service, &town, "POST", &format!("/v1/business/venues/{venue}/close-day"), press).await;
    for page in office.pages() {
        let cookie = page.token.map(|token| format!("__Host-ashyq={token}")).unwrap_or_default();
        let request =
            Request::builder().uri(&page.path).header("cookie", cookie).body(Body::empty()).expect("a request");
        let response = service.router().oneshot(request).await.expect("the router answers");
        assert!([200, 303].contains(&response.status().as_u16()), "{} answers {}", page.path, response.status());
    }
    let seen = plans::seen();
    assert!(seen.len() > 40, "only {} statements were run", seen.len());
    let scans: Vec<_> = seen.into_iter().filter(plans::Plan::scans).collect();
    for plan in &scans {
        eprintln!("no index: {} {:?}", plan.statement, plan.steps);
    }
    scans.len() as f64
}

/// Asks as the owner of the venues, and reads the beginning of the answer.
async fn ask(service: &Service, town: &Town, method: &str, path: &str, body: &str) {
    let send = async |method: &str, path: &str, csrf: &str, body: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", format!("__Host-ashyq={}", town.owner))
            .header("x-ashyq-csrf", csrf)
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let response = service.router().oneshot(request).await.expect("the router answers");
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.into_body().into_data_stream().next().await.and_then(Result::ok).unwrap_or_default()
    };
    let session = send("GET", "/v1/cabinet/session", "", "").await;
    let session: serde_json::Value = serde_json::from_slice(&session).expect("JSON");
    send(method, path, session["csrf"].as_str().unwrap_or_default(), body).await;
}
