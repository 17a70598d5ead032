use std::io::{Read as _, Write as _};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};

use super::*;

fn get(transport: &HttpTransport) -> Result<HttpResponse, Unreachable> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let deadline = Duration::from_secs(5);
    let request =
        HttpRequest { method: "GET", path: "/v1/nonce".into(), headers: Vec::new(), body: Vec::new(), deadline };
    runtime.block_on(transport.send(request))
}

/// Answers one connection with these bytes; with TLS where a configuration is given.
fn serve(tls: Option<Arc<ServerConfig>>, answer: Vec<u8>) -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        match tls {
            None => {
                let _ = stream.read(&mut request);
                let _ = stream.write_all(&answer);
            }
            Some(config) => {
                let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
                let _ = stream.read(&mut request);
                let _ = stream.write_all(&answer);
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    port
}

fn answer(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ndpop-nonce: n1\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes()
}

/// An authority of the test's own, and a server's configuration that it vouches for.
fn authority(name: &str) -> (CertificateDer<'static>, Arc<ServerConfig>) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    (issuer.der().clone(), Arc::new(config))
}

#[test]
fn only_https_and_a_literal_loopback_address_are_spoken_to() {
    for (address, error) in [
        ("https://api.ashyq.kz", None),
        ("http://127.0.0.1:8080", None),
        ("http://[::1]:8080", None),
        ("http://localhost:8080", Some(AddressError::NotSecure)),
        ("http://api.ashyq.kz", Some(AddressError::NotSecure)),
        ("ftp://127.0.0.1", Some(AddressError::NotAUrl)),
        ("api.ashyq.kz", Some(AddressError::NotAUrl)),
        ("https://user@api.ashyq.kz", Some(AddressError::NotPlain)),
        ("https://api.ashyq.kz/v2", Some(AddressError::NotPlain)),
    ] {
        assert_eq!(HttpTransport::new(address).err(), error, "{address}");
    }
}

#[test]
fn an_answer_comes_back_with_its_type_nonce_and_body() {
    let port = serve(None, answer("{}"));
    let response = get(&HttpTransport::new(&format!("http://127.0.0.1:{port}")).unwrap()).unwrap();
    assert_eq!(
        (response.status, response.content_type.as_str(), response.nonce.as_deref()),
        (200, "application/json", Some("n1"))
    );
    assert_eq!(response.body, b"{}");
}

#[test]
fn too_long_and_torn_answers_are_no_answers() {
    let port = serve(None, answer(&"x".repeat(LONGEST_BODY + 1)));
    assert!(get(&HttpTransport::new(&format!("http://127.0.0.1:{port}")).unwrap()).is_err());
    let mut torn = answer(&"x".repeat(1000));
    torn.truncate(200);
    let port = serve(None, torn);
    assert!(get(&HttpTransport::new(&format!("http://127.0.0.1:{port}")).unwrap()).is_err());
}

#[test]
fn tls_counts_for_an_authority_that_the_app_ships_and_for_the_right_name_only() {
    let (root, config) = authority("127.0.0.1");
    let address = |port| format!("https://127.0.0.1:{port}");
    let with =
        |port, root: &CertificateDer<'static>| HttpTransport::with_roots(&address(port), std::iter::once(root.clone()));
    let port = serve(Some(Arc::clone(&config)), answer("{}"));
    assert!(get(&with(port, &root).unwrap()).is_ok());
    let port = serve(Some(Arc::clone(&config)), answer("{}"));
    assert!(get(&HttpTransport::new(&address(port)).unwrap()).is_err(), "an unknown authority");
    let (other_root, other) = authority("api.ashyq.example");
    let port = serve(Some(other), answer("{}"));
    assert!(get(&with(port, &other_root).unwrap()).is_err(), "another name");
}
