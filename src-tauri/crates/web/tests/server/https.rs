//! The server behind a front that speaks https, as a house would put before it, and a desk that must know whom it trusts.
//!
//! Whom a computer trusts stands in its environment here, so each desk is a process of its own: this test program once more,
//! with the one test that asks ([`a_desk`]).

use crate::bench::Bench;
use crate::distant::{desk, told};
use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::remote::Link;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;

/// Who signs certificates.
struct Authority(Issuer<'static, KeyPair>, String);

/// A certificate with its key.
type Paper = (CertificateDer<'static>, PrivateKeyDer<'static>);

fn params(name: &str, names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = params(name, &[]);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self(Issuer::new(params, key), pem)
    }

    /// Certifies a server of these names for these years.
    fn signs(&self, names: &[&str], (from, to): (i32, i32)) -> Paper {
        let mut params = params("server", names);
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        let key = KeyPair::generate().unwrap();
        let paper = params.signed_by(&key, &self.0).unwrap();
        (paper.der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
    }

    /// The list of authorities of a computer that trusts this one.
    fn list(&self, folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, &self.1).unwrap();
        path
    }
}

const YEARS: (i32, i32) = (2020, 2090);

/// What one makes who wants a certificate quickly: signed by itself, and an authority too.
fn by_itself() -> Paper {
    let mut params = params("localhost", &["localhost"]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
}

/// A front that speaks https and passes on what it hears.
struct Front {
    at: SocketAddr,
    /// Connections over which something can have been said.
    passed: Arc<AtomicUsize>,
}

impl Front {
    async fn before(bench: &Bench, listen: &str, (paper, key): Paper) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![paper], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((listen, 0)).await.unwrap();
        let (at, server) = (listener.local_addr().unwrap(), bench.url.strip_prefix("http://").unwrap().to_owned());
        let passed = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&passed);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, server, count) = (acceptor.clone(), server.clone(), Arc::clone(&count));
                tokio::spawn(async move {
                    let Ok(mut from) = acceptor.accept(socket).await else { return };
                    count.fetch_add(1, Ordering::SeqCst);
                    let mut to = TcpStream::connect(server).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut from, &mut to).await;
                });
            }
        });
        Self { at, passed }
    }

    fn localhost(&self) -> String {
        format!("https://localhost:{}", self.at.port())
    }
}

/// What a desk hears that looks up whom it trusts in this file: each time it tried, the desk's answer or its error, and the link.
async fn hears(url: &str, bench: &Bench, list: &Path, later: Option<&Path>) -> Vec<(Result<Value, ApiError>, Value)> {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "https::a_desk", "--ignored", "--nocapture"]).kill_on_drop(true);
    child.env("SSL_CERT_FILE", list).env_remove("SSL_CERT_DIR");
    child.env("AFTERCARE_TEST_URL", url).env("AFTERCARE_TEST_TOKEN", &bench.token);
    if let Some(later) = later {
        child.env("AFTERCARE_TEST_LATER", later);
    }
    let out = child.output().await.unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let said = text.lines().filter_map(|line| line.split_once("said ")).map(|(_, said)| said);
    let said: Vec<Value> = said.map(|said| serde_json::from_str(said).unwrap()).collect();
    assert!(!said.is_empty(), "{text} {}", String::from_utf8_lossy(&out.stderr));
    let read = |mut said: Value| {
        let error: Option<ApiError> = serde_json::from_value(said["error"].take()).unwrap();
        (error.map_or(Ok(said["answer"].take()), Err), said["link"].take())
    };
    said.into_iter().map(read).collect()
}

#[tokio::test]
#[ignore = "the others run it, each with its own list of authorities"]
#[allow(clippy::print_stdout, reason = "whoever runs it reads the answer there")]
async fn a_desk() {
    let var = |name: &str| std::env::var(name).unwrap();
    let (url, token) = (var("AFTERCARE_TEST_URL"), var("AFTERCARE_TEST_TOKEN"));
    let said = |answer: Result<Value, ApiError>, link: Option<Link>| {
        let (answer, error) = answer.map_or_else(|error| (None, Some(error)), |answer| (Some(answer), None));
        println!("said {}", json!({ "answer": answer, "error": error, "link": link }));
    };
    let (remote, _) = match desk(&url, &token, None) {
        Ok(desk) => desk,
        Err(error) => return said(Err(error), None),
    };
    let answer = remote.call("desk", Value::Null).await;
    if answer.is_ok() {
        let run = remote.clone();
        tokio::spawn(async move { run.run().await });
        while remote.link() != Link::Connected {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    said(answer, Some(remote.link()));
    if let Ok(later) = std::env::var("AFTERCARE_TEST_LATER") {
        std::fs::copy(later, var("SSL_CERT_FILE")).unwrap();
        said(remote.call("desk", Value::Null).await, Some(remote.link()));
    }
}

/// The only thing that a desk heard, which was a refusal: code, reason, and the sentences.
async fn refused(url: &str, bench: &Bench, list: &Path) -> (ErrorCode, String, [String; 2]) {
    let [(Err(error), link)] = &hears(url, bench, list, None).await[..] else { panic!("it was let in") };
    let (code, reason) = told(error);
    if code == ErrorCode::Untrusted && reason != "no_authorities" {
        assert_eq!(*link, json!({ "state": "untrusted", "reason": reason }));
    }
    (code, reason.to_owned(), ["en", "zh-CN"].map(|language| error.sentence(language)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_trusts_the_houses_authority_works_by_https() {
    let bench = Bench::new().await;
    let house = Authority::new("The house");
    let front = Front::before(&bench, "127.0.0.1", house.signs(&["localhost"], YEARS)).await;
    let list = house.list(bench.folder.path(), "list.pem");
    let [(Ok(answer), link)] = &hears(&front.localhost(), &bench, &list, None).await[..] else { panic!("refused") };
    assert_eq!(answer["set_up"], bench.ok("desk", Value::Null).await["set_up"]);
    assert_eq!(*link, json!({ "state": "connected" }), "calls and events");
    assert!(front.passed.load(Ordering::SeqCst) > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_certificate_that_is_not_trusted_has_its_sentence_and_gets_nothing() {
    let bench = Bench::new().await;
    let (house, stranger) = (Authority::new("The house"), Authority::new("Somebody"));
    let list = house.list(bench.folder.path(), "list.pem");
    let cases = [
        (stranger.signs(&["localhost"], YEARS), "unknown_issuer", "does not trust", "不信任"),
        (by_itself(), "authority", "an authority’s own", "颁发机构自己的证书"),
        (house.signs(&["desk.example.com"], YEARS), "wrong_name", "another name", "另一个名称"),
        (house.signs(&["localhost"], (2020, 2025)), "expired", "has expired", "已过期"),
        (house.signs(&["localhost"], (2080, 2090)), "not_yet", "not valid yet", "尚未生效"),
    ];
    for (paper, expected, en, zh) in cases {
        let front = Front::before(&bench, "127.0.0.1", paper).await;
        let (code, reason, said) = refused(&front.localhost(), &bench, &list).await;
        assert_eq!((code, reason.as_str()), (ErrorCode::Untrusted, expected));
        assert!(said[0].contains(en) && said[1].contains(zh), "{said:?}");
        assert!(said.iter().all(|said| said.contains("localhost") && !said.contains('{')), "{said:?}");
        assert_eq!(front.passed.load(Ordering::SeqCst), 0, "{expected}: not even the token was sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_encryption_and_a_computer_without_authorities_are_named() {
    let bench = Bench::new().await;
    let house = Authority::new("The house");
    let list = house.list(bench.folder.path(), "list.pem");
    let plain = bench.url.replace("http://127.0.0.1", "https://localhost");
    let (code, reason, said) = refused(&plain, &bench, &list).await;
    assert_eq!((code, reason.as_str()), (ErrorCode::Untrusted, "plain"));
    assert!(said[0].contains(&plain) && said[1].contains(&plain), "{said:?}");
    let none = bench.folder.path().join("none.pem");
    std::fs::write(&none, "").unwrap();
    let front = Front::before(&bench, "127.0.0.1", house.signs(&["localhost"], YEARS)).await;
    let (code, reason, said) = refused(&front.localhost(), &bench, &none).await;
    assert_eq!((code, reason.as_str()), (ErrorCode::Untrusted, "no_authorities"));
    assert!(said.iter().all(|said| said.contains("ca-certificates")), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_is_added_counts_at_the_next_try() {
    let bench = Bench::new().await;
    let (house, stranger) = (Authority::new("The house"), Authority::new("Somebody"));
    let front = Front::before(&bench, "127.0.0.1", house.signs(&["localhost"], YEARS)).await;
    let list = stranger.list(bench.folder.path(), "list.pem");
    let later = house.list(bench.folder.path(), "later.pem");
    let [(Err(first), _), (Ok(_), _)] = &hears(&front.localhost(), &bench, &list, Some(&later)).await[..] else {
        panic!("refused, then let in")
    };
    assert_eq!(told(first), (ErrorCode::Untrusted, "unknown_issuer"));
}

/// A front that hands its own name on: the server takes it for a page that makes its name point here.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_front_that_asks_by_its_own_name_is_told_what_to_do() {
    let bench = Bench::new().await;
    let house = Authority::new("The house");
    let front = Front::before(&bench, "127.0.0.2", house.signs(&["127.0.0.2"], YEARS)).await;
    let list = house.list(bench.folder.path(), "list.pem");
    let (code, _, said) = refused(&format!("https://{}", front.at), &bench, &list).await;
    assert_eq!(code, ErrorCode::Unauthorised);
    assert!(said.iter().all(|said| said.contains("Host: 127.0.0.1")), "{said:?}");
}
