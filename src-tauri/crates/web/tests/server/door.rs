//! Who comes in.

use crate::bench::{Bench, client, open, read};
use aftercare_testkit::{MovableClock, TempDesk, at};
use aftercare_web::{Options, ServeError, Server};
use reqwest::Method;
use std::path::Path;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_desk_is_given_without_the_token() {
    let desk = Bench::new().await;
    let port = desk.url.rsplit(':').next().unwrap();
    let routes = [
        (Method::POST, "/api/desk"),
        (Method::POST, "/api/no_such_call"),
        (Method::POST, "/api/upload?name=x"),
        (Method::POST, "/api/download/save_form"),
        (Method::GET, "/api/events"),
        (Method::GET, "/api/form/6f9619ff-8b86-d011-b42d-00cf4fc964ff.pdf"),
        (Method::GET, "/api/why.pdf?case=6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        (Method::GET, "/api/blob/a/1/b"),
        (Method::GET, "/api/whatever/else"),
    ];
    for (method, path) in routes {
        let cookie = format!("aftercare_1={0}; aftercare={0}", desk.token);
        let one_off = desk.token.replace(|sign: char| sign.is_ascii_digit(), "0");
        for request in [
            desk.bare_request(method.clone(), path),
            desk.bare_request(method.clone(), path).bearer_auth(one_off),
            desk.bare_request(method.clone(), path).header("cookie", cookie),
            desk.bare_request(method.clone(), path).header("authorization", format!("Basic {}", desk.token)),
            desk.bare_request(method.clone(), &format!("{path}&token={}", desk.token)),
        ] {
            let (status, error) = read(request.send().await.unwrap()).await;
            assert_eq!((status, error["code"].as_str()), (401, Some("unauthorised")), "{path}");
        }
    }
    let with_cookie = desk.bare_request(Method::POST, "/api/desk");
    let with_cookie = with_cookie.header("cookie", format!("other=1; aftercare_{port}={}", desk.token));
    assert_eq!(read(with_cookie.send().await.unwrap()).await.0, 200);
    assert_eq!(desk.call("desk", serde_json::Value::Null).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_lets_a_browser_in_and_a_wrong_one_does_not() {
    let desk = Bench::new().await;
    let answer = desk.bare_request(Method::GET, &format!("/?token={}", desk.token)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, "/"));
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.split("; ").any(|has| has == part), "{part}");
    }
    let pair = cookie.split(';').next().unwrap();
    let asked = desk.bare_request(Method::POST, "/api/desk").header("cookie", pair).send().await.unwrap();
    assert_eq!(asked.status(), 200);
    let two = format!("/?token={0}&token={0}", desk.token);
    for link in ["/?token=0123456789abcdef0123456789abcdef", "/?token=", &two, "/?token=%ff&token"] {
        let wrong = desk.bare_request(Method::GET, link).send().await.unwrap();
        assert_eq!((wrong.status().as_u16(), wrong.headers()["location"].to_str().unwrap()), (303, "/"), "{link}");
        assert!(wrong.headers().get("set-cookie").is_none(), "{link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_page_in_the_same_browser_gets_nothing() {
    let desk = Bench::new().await;
    let own = desk.url.clone();
    let with = |name: &'static str, value: String| desk.post("desk", &serde_json::Value::Null).header(name, value);
    for (name, value) in [
        ("host", "desk.example.com".to_owned()),
        ("host", own.replace("http://127.0.0.1", "rebound.example.com")),
        ("origin", "https://evil.example.com".to_owned()),
        ("origin", "null".to_owned()),
        ("origin", "http://127.0.0.1:1".to_owned()),
        ("origin", own.replace("http", "https")),
    ] {
        let (status, error) = read(with(name, value.clone()).send().await.unwrap()).await;
        assert_eq!((status, error["code"].as_str()), (403, Some("unauthorised")), "{name}: {value}");
        let page = desk.bare_request(Method::GET, "/").header(name, value).send().await.unwrap();
        assert_eq!(page.status(), 403, "the page too");
    }
    assert_eq!(with("origin", own.clone()).send().await.unwrap().status(), 200);
    assert_eq!(with("host", "localhost:9999".to_owned()).send().await.unwrap().status(), 200, "a tunnel's port");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_loopback_is_listened_on() {
    let folder = TempDesk::new();
    let clock = Arc::new(MovableClock::new(at("2026-11-20T10:00:00Z")));
    let app = open(folder.path().join("desk"), &clock, &Arc::default()).await;
    for address in ["0.0.0.0:0", "[::]:0", "192.168.1.7:0", "[2001:db8::1]:0"] {
        let options = Options { listen: address.parse().unwrap(), folder: folder.path().into(), token_file: None };
        let refused = Server::bind(app.clone(), &options).await.err().unwrap();
        assert!(matches!(refused, ServeError::NotLoopback(_)), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_from_elsewhere_is_used_and_a_bad_one_refused() {
    let folder = TempDesk::new();
    let clock = Arc::new(MovableClock::new(at("2026-11-20T10:00:00Z")));
    let app = open(folder.path().join("desk"), &clock, &Arc::default()).await;
    let bind = async |path: &Path| {
        let listen = "127.0.0.1:0".parse().unwrap();
        let options = Options { listen, folder: folder.path().into(), token_file: Some(path.into()) };
        Server::bind(app.clone(), &options).await
    };
    let good = "one-long-secret_of.the~house-0001";
    let path = folder.file("good.token", format!("{good}\n").as_bytes());
    assert!(bind(Path::new(&path)).await.unwrap().link().ends_with(&format!("/?token={good}")));
    let short = folder.file("short.token", b"secret\n");
    assert!(matches!(bind(Path::new(&short)).await, Err(ServeError::BadToken { .. })));
    let missing = folder.path().join("missing");
    assert!(matches!(bind(&missing).await, Err(ServeError::Token { .. })));
    assert!(!folder.path().join("server.token").exists(), "no other one was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_that_keep_browsers_in_check() {
    let desk = Bench::new().await;
    let strange = desk.bare_request(Method::GET, "/").header("host", "evil.example.com");
    for request in [
        desk.post("desk", &serde_json::Value::Null),
        desk.post("no_such_call", &serde_json::Value::Null),
        desk.bare_request(Method::POST, "/api/desk"),
        strange,
    ] {
        let answer = request.send().await.unwrap();
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(header("aftercare-version"), env!("CARGO_PKG_VERSION"));
    }
}

/// The page is built by `npm run build`; where it was not, there is nothing to serve.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_served_under_its_policy() {
    let desk = Bench::bare().await;
    let built = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/dist/index.html"));
    let page = desk.bare_request(Method::GET, "/").send().await.unwrap();
    if !built.exists() {
        assert_eq!(page.status(), 404);
        return;
    }
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    for rule in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.split("; ").any(|has| has == rule), "{policy}");
    }
    assert!(page.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    let text = page.text().await.unwrap();
    let script = text.split("src=\".").nth(1).unwrap().split('"').next().unwrap();
    let asset = client().get(format!("{}{script}", desk.url)).send().await.unwrap();
    assert_eq!(asset.status(), 200);
    assert!(asset.headers()["content-type"].to_str().unwrap().starts_with("text/javascript"));
    for missing in ["/assets/none.js", "/../Cargo.toml", "/%2e%2e/package.json", "//etc/passwd"] {
        assert_eq!(client().get(format!("{}{missing}", desk.url)).send().await.unwrap().status(), 404, "{missing}");
    }
}
