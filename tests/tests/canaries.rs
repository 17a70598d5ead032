//! What must not be seen is planted in a whole run and looked for everywhere: database, write-ahead log, journal, service's
//! log, errors, metrics.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::path::Path;

use ashyq_core::{
    client::{
        ClientError, DoorScreen,
        ports::{HttpRequest, Transport as _},
    },
    native::HttpTransport,
    visit::Learnt,
    words::Language,
};
use ashyq_tests::{desk, iin, process::ServiceProcess};

/// A secret in every spelling in which it might lie about.
fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let reversed: String = secret.chars().rev().collect();
    let utf16: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex = data_encoding::HEXLOWER.encode(secret.as_bytes());
    let base64 = |skip: usize| {
        // Without the ends, which depend on what stands beside it.
        let text = data_encoding::BASE64.encode(&[&vec![0; skip], secret.as_bytes()].concat());
        text.as_bytes()[4..text.len() - 4].to_vec()
    };
    let mut all = vec![
        secret.as_bytes().to_vec(),
        reversed.into_bytes(),
        utf16,
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    all.extend((0..3).map(base64).filter(|text| text.len() >= 8));
    all
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

fn look(places: &[(String, Vec<u8>)], secrets: &[(&str, String)]) -> Vec<String> {
    let mut hits = Vec::new();
    for (place, bytes) in places {
        for (what, secret) in secrets {
            if spellings(secret)
                .iter()
                .any(|spelling| bytes.windows(spelling.len()).any(|window| window == &spelling[..]))
            {
                hits.push(format!("{what} in {place}"));
            }
        }
    }
    hits
}

async fn get(service: &ServiceProcess, path: &str) -> Vec<u8> {
    let deadline = std::time::Duration::from_secs(5);
    let request = HttpRequest { method: "GET", path: path.into(), headers: Vec::new(), body: Vec::new(), deadline };
    HttpTransport::new(&service.address).unwrap().send(request).await.unwrap().body
}

#[tokio::test(flavor = "multi_thread")]
async fn no_iin_number_log_in_code_or_token_lies_about_after_a_whole_run() {
    let mut service = ServiceProcess::start(&[], None);
    let poster = service.posters[0].clone();
    let folder = tempfile::tempdir().unwrap();
    let (number, number_digits, iin) = ("+77051234567", "7051234567", iin(1));
    let root = service.root.0.to_string();
    let ashyq_core::client::Start::LogIn(log_in) = desk::open(folder.path(), &service.address, &root) else {
        panic!("a new phone")
    };
    let challenge = log_in.ask(number, Language::Kk).await.unwrap();
    let code = service.log_in_code(number);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let mut said = format!("{:?}", challenge.answer(wrong).await.err());
    let session = challenge.answer(&code).await.unwrap();
    said += &format!("{:?}", session.bind_iin("900101300018").await);
    session.bind_iin(&iin).await.unwrap();
    let confirmation = session.confirm(&poster).await.unwrap();
    assert!(matches!(session.enter(&confirmation).await.unwrap(), DoorScreen::Decided(_)));
    session.leave(Learnt::Button).unwrap();
    session.deliver().await.unwrap();
    let metrics = get(&service, "/metrics").await;
    // Requests that are refused must not be repeated by what is written about them.
    let _ = get(&service, &format!("/v1/visits/{iin}?phone={number}")).await;
    let database = files(&service.folder.path().join("data"));
    drop((session, challenge, log_in));
    let tokens = stored_tokens(folder.path());
    service.stop();

    let secrets = [
        ("the IIN", iin.clone()),
        ("the number", number_digits.to_owned()),
        ("the token", tokens.0),
        ("the renewal token", tokens.1),
    ];
    let mut places = database;
    places.extend(files(&service.folder.path().join("data")));
    places.extend(files(folder.path()));
    let log = std::fs::read(service.folder.path().join("log")).unwrap();
    places.push(("the log".into(), log.clone()));
    places.push(("the output".into(), std::fs::read(service.folder.path().join("out")).unwrap()));
    places.push(("the metrics".into(), metrics));
    places.push(("what errors say".into(), said.into_bytes()));
    assert!(places.len() > 8, "{:?}", places.iter().map(|(place, _)| place).collect::<Vec<_>>());
    assert_eq!(look(&places, &secrets), Vec::<String>::new());
    // Six digits occur by chance in binary files; in text they must not.
    let texts: Vec<_> =
        places.into_iter().filter(|(place, _)| place.starts_with("the ") || place.starts_with("what ")).collect();
    let alone = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.split(|c: char| !c.is_ascii_digit()).any(|word| word == code)
    };
    assert!(texts.iter().all(|(_, bytes)| !alone(bytes)), "the log-in code is in a text");
}

/// The session's tokens, read as only the test can: with the vault's passphrase.
fn stored_tokens(folder: &Path) -> (String, String) {
    use ashyq_core::client::ports::Vault as _;
    let passphrase = ashyq_core::secret::Secret::new(String::from("a passphrase of a test"));
    let vault = ashyq_core::native::SealedFile::open(&folder.join("vault"), &passphrase).unwrap();
    let kept = vault.get("session").unwrap().expect("a session");
    let tokens: ashyq_core::wire::Tokens = serde_json::from_slice(kept.expose("a test looks for it")).unwrap();
    (tokens.token, tokens.renewal)
}

#[test]
fn the_search_finds_what_is_planted() {
    let secrets = [("the IIN", String::from("900101300017"))];
    for planted in spellings("900101300017") {
        let place = (String::from("somewhere"), [b"abc".as_slice(), &planted, b"def"].concat());
        assert_eq!(look(&[place], &secrets), ["the IIN in somewhere"]);
    }
    assert_eq!(look(&[("here".into(), b"900101300018".to_vec())], &secrets), Vec::<String>::new());
    let error = ClientError::LoggedOut;
    assert!(!format!("{error:?}").contains("900101"));
}
