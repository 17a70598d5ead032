use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::*;

fn phone() -> Phone {
    Phone::parse("8 705 123 45 67").unwrap()
}

/// A gateway on a loopback port that gives these answers in turn, and what it was asked.
async fn gateway(answers: &'static [&'static str]) -> (Gateway, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = GatewayUrl::parse(&format!("http://{}/send", listener.local_addr().unwrap())).unwrap();
    let asked = tokio::spawn(async move {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut text = String::new();
            while !text.ends_with('}') {
                let mut part = [0; 1024];
                let length = stream.read(&mut part).await.unwrap();
                text.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
            asked.push(text);
            let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        asked
    });
    let gateway = Gateway::open(url, &Secret::new(String::from("t0ken"))).unwrap();
    (Gateway { pause: Duration::from_millis(1), ..gateway }, asked)
}

#[tokio::test]
async fn a_gateway_gets_number_text_and_token() {
    let (gateway, asked) = gateway(&["202 Accepted"]).await;
    gateway.send(&phone(), "Ashyq: 123456").await.unwrap();
    let asked = asked.await.unwrap().remove(0);
    assert!(asked.starts_with("POST /send HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("authorization: Bearer t0ken\r\n"), "{asked}");
    assert!(asked.ends_with(r#"{"to":"+77051234567","text":"Ashyq: 123456"}"#), "{asked}");
}

#[tokio::test]
async fn only_what_certainly_was_not_sent_is_tried_again() {
    let (busy, asked) = gateway(&["503 Busy", "429 Slow Down", "200 OK"]).await;
    assert_eq!(busy.send(&phone(), "x").await, Ok(()));
    let asked = asked.await.unwrap();
    let key = |text: &str| text.lines().find(|line| line.starts_with("idempotency-key")).map(str::to_owned);
    assert!(asked.len() == 3 && asked.iter().all(|text| key(text).is_some() && key(text) == key(&asked[0])));
    let (busy, asked) = gateway(&["503 Busy"; 3]).await;
    assert_eq!(busy.send(&phone(), "x").await, Err(SmsError::Unavailable));
    assert_eq!(asked.await.unwrap().len(), 3);
    for (answer, error) in [
        (&["500 Oh"], SmsError::Unanswered),
        (&["401 Who"], SmsError::NotAllowed),
        (&["302 There"], SmsError::NotAllowed),
        (&["422 No"], SmsError::Refused),
    ] {
        let (once, asked) = gateway(answer).await;
        assert_eq!(once.send(&phone(), "x").await, Err(error));
        assert_eq!(asked.await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_unreachable_gateway_is_no_long_wait() {
    let (gateway, asked) = gateway(&[]).await;
    asked.await.unwrap();
    assert_eq!(gateway.send(&phone(), "x").await, Err(SmsError::Unavailable));
}

#[test]
fn a_gateway_is_https_or_on_this_machine() {
    for text in ["https://sms.example/send?x=1", "http://127.0.0.1:9/send", "http://[::1]:9/"] {
        assert!(GatewayUrl::parse(text).is_some(), "{text}");
    }
    for text in [
        "http://sms.example",
        "http://localhost:9/",
        "ftp://x",
        "sms.example",
        "https://user:word@sms.example/",
        "console",
    ] {
        assert!(GatewayUrl::parse(text).is_none(), "{text}");
    }
}

#[test]
fn nothing_printed_shows_token_number_or_text() {
    let url = GatewayUrl::parse("https://sms.example/send?key=geheim").unwrap();
    let gateway = Gateway::open(url, &Secret::new(String::from("t0ken"))).unwrap();
    let printed = format!("{gateway:?}");
    assert!(!printed.contains("geheim") && !printed.contains("t0ken"), "{printed}");
}

#[tokio::test]
async fn what_is_kept_can_be_read_and_made_to_fail() {
    let kept = Kept::default();
    kept.send(&phone(), "Ashyq: 123456").await.unwrap();
    kept.fail(true);
    assert_eq!(kept.send(&phone(), "Ashyq: 654321").await, Err(SmsError::Unavailable));
    kept.fail(false);
    assert_eq!((kept.count(), kept.log_in_code(&phone()).as_deref()), (1, Some("123456")));
    assert!(!format!("{kept:?}").contains("123456"));
}
