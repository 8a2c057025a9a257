//! Bytes in and out.

use crate::bench::{Bench, letter, read};
use reqwest::{Body, Method};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_sent_up_becomes_a_case_once() {
    let desk = Bench::new().await;
    let (status, up) = desk.upload("Zip pulls – 拉链.eml", letter("one", "")).await;
    assert_eq!(status, 200);
    let path = up["path"].as_str().unwrap();
    assert!(path.starts_with("upload:"), "{path}");
    let (gone, import) = (format!("upload:{}", Uuid::nil()), |paths: Value| json!({ "paths": paths, "job": "test" }));
    let report = desk.ok("import_mail", import(json!([path, gone]))).await;
    assert_eq!((&report["opened"], &report["failed"][0]["code"]), (&json!(1), &json!("upload_gone")));
    let again = desk.ok("import_mail", import(json!([path]))).await;
    assert_eq!((&again["opened"], &again["known"]), (&json!(0), &json!(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_sent_up_is_looked_at_and_then_imported_once() {
    let desk = Bench::new().await;
    let text = "[2026/11/20 上午9:00:15] 李工: 礼盒受潮了\n[2026/11/20 上午9:20:00] 小梅: 收到\n";
    let (status, up) = desk.upload("微信聊天.txt", text).await;
    assert_eq!(status, 200);
    let seen = desk.ok("chat_preview", json!({ "path": up["path"] })).await;
    assert_eq!((&seen["new"], &seen["order"]), (&json!(2), &json!("ymd")), "{seen}");
    let import = json!({
        "path": up["path"], "case": null, "customer": null, "ours": ["小梅"], "order": null, "zone": "Asia/Shanghai",
        "job": "test",
    });
    let report = desk.ok("import_chat", import.clone()).await;
    assert_eq!((&report["added"], &report["opened"]), (&json!(2), &json!(true)), "{report}");
    let again = desk.ok("import_chat", import).await;
    assert_eq!((&again["added"], &again["known"], &again["case"]), (&json!(0), &json!(2), &report["case"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_go_after_an_hour_and_at_the_end() {
    let mut desk = Bench::new().await;
    let (_, up) = desk.upload("one.eml", letter("one", "")).await;
    desk.pass(61);
    desk.upload("two.eml", letter("two", "")).await;
    let report = desk.ok("import_mail", json!({ "paths": [up["path"]], "job": "test" })).await;
    assert_eq!(report["failed"][0]["code"], "upload_gone");
    let folders = desk.upload_folders();
    assert_eq!(folders.len(), 1);
    assert_eq!(
        std::fs::read_dir(&folders[0]).unwrap().count(),
        2,
        "the first one is deleted, the second and the mark stay"
    );
    desk.say_stop();
    desk.ended().await;
    assert!(desk.upload_folders().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_in_words_and_leaves_nothing() {
    let desk = Bench::new().await;
    let piece = vec![b'x'; 1_000_000];
    let pieces = (0..=aftercare_app::UPLOAD_LIMIT / 1_000_000).map(move |_| Ok::<_, std::io::Error>(piece.clone()));
    let (status, error) = desk.upload("huge.mbox", Body::wrap_stream(futures::stream::iter(pieces))).await;
    assert_eq!((status, error["code"].as_str()), (413, Some("too_large")));
    assert_eq!(error["args"]["limit"], "200");
    assert_eq!(std::fs::read_dir(&desk.upload_folders()[0]).unwrap().count(), 1, "the mark alone");
    assert_eq!(desk.upload("small.eml", letter("one", "")).await.0, 200, "and the next one is taken");
}

/// A case with a filed form.
async fn filed(desk: &Bench) -> (String, Value) {
    let case = desk.letter("one", "").await;
    let make = json!({ "case": case, "sort": "customer-information", "paper": "a4", "languages": "both" });
    let form = desk.ok("file_form", make).await;
    (case, form)
}

async fn printed(desk: &Bench, case: &str) -> usize {
    let page = desk.ok("case", json!({ "case": case })).await;
    page["timeline"].as_array().unwrap().iter().filter(|entry| entry["what"]["type"] == "form_printed").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filed_form_is_seen_and_saved_byte_for_byte() {
    let desk = Bench::new().await;
    let (case, form) = filed(&desk).await;
    let path = format!("/api/form/{}.pdf", form.as_str().unwrap());
    let seen = desk.request(Method::GET, &path).send().await.unwrap();
    assert_eq!((seen.status().as_u16(), &seen.headers()["content-type"]), (200, &"application/pdf".parse().unwrap()));
    assert!(seen.headers()["content-disposition"].to_str().unwrap().starts_with("inline"));
    let seen = seen.bytes().await.unwrap();
    assert!(seen.starts_with(b"%PDF"));
    assert_eq!(printed(&desk, &case).await, 0, "looking is not printing");
    let ask = json!({ "form": form, "path": "C:\\Users\\Mei\\Form 1.pdf" });
    for _ in 0..2 {
        let request = desk.request(Method::POST, "/api/download/save_form").body(ask.to_string());
        let saved = request.header("x-request-id", Uuid::from_u128(5).to_string()).send().await.unwrap();
        assert_eq!(saved.status(), 200);
        assert_eq!(saved.headers()["content-disposition"], "attachment; filename*=UTF-8''Form%201.pdf");
        assert_eq!(saved.bytes().await.unwrap(), seen);
    }
    assert_eq!(printed(&desk, &case).await, 1, "asked twice, saved once");
    desk.ok("form_printed", json!({ "form": form, "printer": "laser at the window", "copies": 2 })).await;
    assert_eq!(printed(&desk, &case).await, 2);
    let none = desk.request(Method::GET, &format!("/api/form/{}.pdf", Uuid::nil())).send().await.unwrap();
    assert_eq!(read(none).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_a_deadline_is_seen_and_saved() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let path = format!("/api/why.pdf?case={case}&clock=first_response&cycle=1&verdict=true&paper=a5&languages=zh");
    let seen = desk.request(Method::GET, &path).send().await.unwrap();
    assert_eq!((seen.status().as_u16(), &seen.headers()["content-type"]), (200, &"application/pdf".parse().unwrap()));
    assert_eq!(seen.headers()["content-disposition"], "inline; filename*=UTF-8''C-1-why.pdf");
    assert!(seen.bytes().await.unwrap().starts_with(b"%PDF"));
    let sheet = json!({ "case": case, "clock": null, "cycle": 1, "verdict": true, "paper": "a4", "languages": "en" });
    let ask = json!({ "sheet": sheet, "path": "Verdict.pdf" });
    let saved = desk.request(Method::POST, "/api/download/save_why").body(ask.to_string()).send().await.unwrap();
    assert_eq!(saved.headers()["content-disposition"], "attachment; filename*=UTF-8''Verdict.pdf");
    assert!(saved.bytes().await.unwrap().starts_with(b"%PDF"));
    let then = "2020-01-01T00:00:00Z";
    let early = desk.request(Method::GET, &format!("{path}&at={then}")).send().await.unwrap();
    assert_eq!(read(early).await.0, 404);
    let odd = desk.request(Method::GET, "/api/why.pdf?case=x").send().await.unwrap();
    assert!(odd.status().is_client_error());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_case_is_given_to_be_saved_and_never_shown_as_a_page() {
    let desk = Bench::new().await;
    let parts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; name=page.html\r\n\
        Content-Disposition: attachment; filename=page.html\r\n\r\n<script>alert(1)</script>\r\n--b--\r\n";
    let case = desk.letter("one", parts).await;
    let page = desk.ok("case", json!({ "case": case })).await;
    let file = page["files"].as_array().unwrap().iter().find(|file| file["name"] == "page.html").unwrap();
    let (seq, sha256) = (file["seq"].as_u64().unwrap(), file["sha256"].as_str().unwrap());
    let path = format!("/api/blob/{case}/{seq}/{sha256}");
    let answer = desk.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename*=UTF-8''page.html");
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().starts_with("sandbox"));
    assert!(answer.text().await.unwrap().contains("<script>"));
    for wrong in [
        format!("/api/blob/{case}/{}/{sha256}", seq + 1),
        format!("/api/blob/{}/{seq}/{sha256}", Uuid::nil()),
        format!("/api/blob/{case}/{seq}/{}", "0".repeat(64)),
        format!("/api/blob/{case}/{seq}/..%2f..%2fserver.token"),
    ] {
        assert_eq!(read(desk.request(Method::GET, &wrong).send().await.unwrap()).await.0, 404, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_as_a_letter_for_the_mail_program() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let reply = json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "We look into it." });
    let ask = json!({ "reply": reply, "path": "answer.eml" });
    let request = desk.request(Method::POST, "/api/download/save_reply").body(ask.to_string());
    let eml = request.send().await.unwrap().text().await.unwrap();
    assert!(eml.contains("To: orla@tidemark.example.com") && eml.contains("We look into it."), "{eml}");
    let other = desk.request(Method::POST, "/api/download/restore").body(ask.to_string());
    assert_eq!(read(other.send().await.unwrap()).await.1["code"], "bad_call");
}
