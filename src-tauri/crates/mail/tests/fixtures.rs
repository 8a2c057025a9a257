//! Ugly mail of our own, and what must be read from each.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use aftercare_mail::{
    Code, Kind, Language, NoticeSource, Parsed, Raw, identity, inline_images, is_own, messages, sanitise_html,
};
use chrono::{DateTime, Utc};
use rstest::rstest;

fn imported_at() -> DateTime<Utc> {
    "2026-03-05T00:00:00Z".parse().unwrap()
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

fn raws(name: &str) -> Vec<Raw> {
    messages(bytes(name).as_slice()).map(Result::unwrap).collect()
}

fn mail(name: &str) -> Parsed {
    let found = raws(name);
    assert_eq!(found.len(), 1, "{name} holds one message");
    found[0].parse(imported_at())
}

fn codes(mail: &Parsed) -> Vec<Code> {
    mail.problems.iter().map(|p| p.code).collect()
}

const ZH: &str = "您好，\n\n我们收到的化妆包有320只拉链坏了，批次2026-07，请尽快处理。\n\n张三";

#[rstest]
#[case("plain-zh.eml", "拉链坏了", &[])]
#[case("gbk.eml", "拉链坏了，請處理", &[])]
#[case("gbk-as-latin1.eml", "拉链坏了请处理", &[Code::CharsetGuessed])]
#[case("gbk-raw-headers.eml", "拉链坏了，请尽快处理", &[Code::CharsetGuessed])]
#[case("utf8-raw-headers.eml", "拉链坏了", &[Code::CharsetGuessed])]
#[case("split-words.eml", "拉链坏了请尽快处理这个问题", &[])]
#[case("unknown-charset.eml", "拉链", &[Code::BadCharset, Code::CharsetGuessed])]
fn chinese_however_it_is_labelled(#[case] name: &str, #[case] subject: &str, #[case] problems: &[Code]) {
    let mail = mail(name);
    assert_eq!(mail.subject, subject);
    assert_eq!(mail.text, ZH);
    assert_eq!(codes(&mail), problems);
    assert_eq!(mail.language, Language::Zh);
}

#[rstest]
#[case("big5.eml", "拉鏈壞了", "您好，化妝包的拉鏈壞了，請盡快處理，謝謝。", Language::Zh)]
#[case(
    "japanese.eml",
    "ファスナーの件",
    "ファスナーが壊れました。\n\n2026年3月2日(月) 9:00 Desk <service@desk.example>:\n> 数量は？",
    Language::Other
)]
#[case("shift-jis.eml", "zip", "ファスナーが壊れました。よろしくお願いします。", Language::Other)]
#[case("koi8-r.eml", "Молния", "Молния сломана.", Language::Other)]
#[case("utf-7.eml", "zip", "拉链坏了 please help", Language::En)]
fn other_sets(#[case] name: &str, #[case] subject: &str, #[case] text: &str, #[case] language: Language) {
    let mail = mail(name);
    assert_eq!(mail.subject, subject);
    assert_eq!(mail.text, text);
    assert_eq!(mail.language, language);
    assert_eq!(codes(&mail), []);
}

#[test]
fn names_of_people() {
    let name = |file: &str| mail(file).from.unwrap().name;
    assert_eq!(name("plain-zh.eml").as_deref(), Some("张三"));
    assert_eq!(name("gbk.eml").as_deref(), Some("张三"));
    assert_eq!(name("gbk-raw-headers.eml").as_deref(), Some("张三"));
    assert_eq!(name("utf8-raw-headers.eml").as_deref(), Some("张三"));
    assert_eq!(name("split-words.eml").as_deref(), Some("张, 三"));
    assert_eq!(name("german-qp.eml").as_deref(), Some("Jürgen Müller"));
    assert_eq!(name("japanese.eml").as_deref(), Some("山田"));
}

#[test]
fn german_reads_as_german() {
    let mail = mail("german-qp.eml");
    assert_eq!(mail.subject, "Reißverschluss gebrochen");
    assert_eq!(mail.new_text, "Schöne Grüße, der Reißverschluss ist gebrochen.");
    assert_eq!(codes(&mail), []);
}

#[test]
fn the_notice_is_when_it_reached_us() {
    let plain = mail("plain-en.eml");
    assert_eq!(plain.notice.to_rfc3339(), "2026-03-02T02:00:05+00:00");
    assert_eq!(plain.notice_source, NoticeSource::Received);
    assert_eq!(plain.text, "Hello,\n\n320 of 5,000 pieces of lot 2026-07 have a broken zip.\n\nAna");
    assert_eq!(plain.language, Language::En);

    let broken = mail("received-broken.eml");
    assert_eq!(broken.notice.to_rfc3339(), "2026-03-02T02:00:30+00:00");
    assert_eq!(codes(&broken), [Code::InvalidReceived]);

    let future = mail("received-future.eml");
    assert_eq!(future.notice, imported_at());

    let boxed = raws("two.mbox")[1].parse(imported_at());
    assert_eq!(boxed.notice.to_rfc3339(), "2026-03-02T03:00:07+00:00");
    assert_eq!(boxed.notice_source, NoticeSource::MboxLine);

    let dated = mail("gbk.eml");
    assert_eq!(dated.notice.to_rfc3339(), "2026-03-02T02:00:00+00:00");
    assert_eq!(dated.notice_source, NoticeSource::Date);

    let text = mail("no-headers.eml");
    assert_eq!(text.notice, imported_at());
    assert_eq!(text.notice_source, NoticeSource::Import);
}

#[test]
fn dates_that_cannot_be() {
    let old = mail("date-1970.eml");
    assert_eq!(old.date, Some(DateTime::UNIX_EPOCH));
    assert_eq!(old.notice, DateTime::UNIX_EPOCH);
    assert_eq!(codes(&old), [Code::DateImplausible]);
    let ahead = mail("date-2099.eml");
    assert_eq!(ahead.notice, imported_at());
    assert_eq!(codes(&ahead), [Code::DateInFuture]);
    let broken = mail("date-broken.eml");
    assert_eq!(broken.date, None);
    assert_eq!(codes(&broken), [Code::InvalidDate]);
}

#[rstest]
#[case("outlook.eml", "It is 320 pieces.\n\nAna")]
#[case("outlook-zh.eml", "一共320只。")]
#[case("qq-mail.eml", "拉链坏了，照片见附件。")]
#[case("netease.eml", "好的，谢谢。")]
#[case("flowed.eml", "The zip of the bag is broken.\n\n320")]
#[case("html-only.eml", "The zip is broken.\n\nOrder 12")]
fn what_is_new(#[case] name: &str, #[case] new: &str) {
    let mail = mail(name);
    assert_eq!(mail.new_text, new);
    assert!(mail.text.len() > new.len(), "the history stays in text");
}

#[test]
fn threads_are_read() {
    let mail = mail("outlook.eml");
    assert_eq!(mail.in_reply_to, ["ours-1@desk.example"]);
    assert_eq!(mail.references, ["plain-en@shop.example", "ours-1@desk.example"]);
    assert_eq!(mail.message_id.as_deref(), Some("outlook@shop.example"));
    assert_eq!(aftercare_core::threading::case_number_in(&mail.clues().subject, "C"), Some(4127));
    assert!(mail.html.unwrap().contains("MsoNormal"));
}

#[rstest]
#[case("plain-en.eml", Kind::Message)]
#[case("outlook.eml", Kind::Message)]
#[case("bounce.eml", Kind::Bounce)]
#[case("bounce-zh.eml", Kind::Bounce)]
#[case("out-of-office.eml", Kind::AutoReply)]
#[case("out-of-office-zh.eml", Kind::AutoReply)]
#[case("list.eml", Kind::List)]
#[case("calendar.eml", Kind::Calendar)]
fn person_or_machine(#[case] name: &str, #[case] kind: Kind) {
    assert_eq!(mail(name).kind, kind);
}

#[test]
fn a_bounce_names_what_came_back() {
    let mail = mail("bounce.eml");
    assert_eq!(mail.returned_id.as_deref(), Some("ours-1@desk.example"));
    assert_eq!(mail.text, "I could not deliver your message to ana@shop.example.");
    let names: Vec<&str> = mail.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["attachment-1.txt", "[C-4127] Broken zip.eml"]);
}

fn files(mail: &Parsed) -> Vec<(&str, &str, usize, bool)> {
    mail.attachments.iter().map(|a| (a.name.as_str(), a.mime.as_str(), a.size, a.inline)).collect()
}

#[test]
fn attached_files() {
    assert_eq!(files(&mail("qq-mail.eml")), [("拉链照片.jpg", "image/jpeg", 13, false)]);
    let nested = mail("nested.eml");
    assert_eq!(files(&nested), [("photo.png", "image/png", 8, true), ("invoice.pdf", "application/pdf", 9, false)]);
    assert_eq!(nested.attachments[0].content_id.as_deref(), Some("photo1@shop.example"));
    assert_eq!(nested.attachments[1].bytes, b"%PDF-1.4\n");
    assert_eq!(nested.text, "See the photo.\n\nSent through the list of the shop.");
    assert_eq!(
        files(&mail("rfc2231.eml")),
        [
            ("拉链照片第一批.png", "image/png", 8, false),
            ("质检报告.pdf", "application/pdf", 9, false),
            ("订单.xls", "application/octet-stream", 3, false),
        ]
    );
    assert_eq!(
        files(&mail("evil-names.eml")).iter().map(|f| f.0).collect::<Vec<_>>(),
        ["_CON.txt", "invoicefdp.exe", "attachment-3.jpg"]
    );
    let forward = mail("forward-attached.eml");
    assert_eq!(
        files(&forward).iter().map(|f| (f.0, f.1)).collect::<Vec<_>>(),
        [("客户投诉_ 拉链.eml", "message/rfc822"), ("second.eml", "message/rfc822")]
    );
    assert!(forward.attachments.iter().all(|a| String::from_utf8_lossy(&a.bytes).contains("The bag broke.")));
    assert_eq!(files(&mail("calendar.eml")).iter().map(|f| f.1).collect::<Vec<_>>(), ["text/calendar"]);
}

#[test]
fn what_is_cut_off_is_kept_as_far_as_it_goes() {
    let photo = mail("truncated-base64.eml");
    assert_eq!(photo.text, "The photo follows.");
    assert_eq!(photo.attachments.len(), 1);
    assert!(photo.attachments[0].bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(photo.attachments[0].size > 100);
    assert_eq!(codes(&photo), [Code::TruncatedMultipart, Code::BrokenBase64]);

    let cut = mail("missing-boundary-end.eml");
    assert_eq!(cut.text, "Text that arrives.");
    assert!(cut.html.as_deref().unwrap().contains("Text that arr"));
    assert_eq!(codes(&cut), [Code::TruncatedMultipart]);

    let none = mail("no-boundary.eml");
    assert_eq!(none.text, "Just text after all.");
    assert_eq!(codes(&none), [Code::MissingBoundary]);
}

#[test]
fn messages_that_hardly_are() {
    let empty = mail("empty.eml");
    assert_eq!(codes(&empty), [Code::NoMessage]);
    assert_eq!(codes(&mail("junk.eml")), [Code::NoMessage]);
    assert_eq!(mail("junk.eml").text, "");
    let text = mail("no-headers.eml");
    assert_eq!(text.text, "The zip is broken, please help.\nI have written before\n\n320 pieces.");
    assert_eq!(codes(&text), [Code::NoHeaders]);
    let head = mail("only-headers.eml");
    assert_eq!(head.subject, "Broken zip");
    assert_eq!(head.text, "");
    assert_eq!(codes(&mail("winmail.eml")), [Code::WinmailDat]);
    assert_eq!(codes(&mail("encrypted.eml")), [Code::Encrypted]);
    assert_eq!(codes(&mail("unknown-encoding.eml")), [Code::UnknownEncoding]);
    assert_eq!(mail("unknown-encoding.eml").text, "Plain text anyway.");
    let huge = mail("huge-header.eml");
    assert_eq!(huge.text, "Short.");
    assert_eq!(huge.subject.chars().count(), 1_000);
    assert!(codes(&huge).contains(&Code::HeaderTooLong));
    let lost =
        aftercare_mail::parse(b"From: a@b.example\nDate: 2 Mar 2026 10:00 +0000\nThe zip broke\n", None, imported_at());
    assert_eq!(codes(&lost), [Code::StrayHeaderLines]);
    assert_eq!(lost.problems[0].detail, "The zip broke");
    let nul = mail("nul-bytes.eml");
    assert_eq!((nul.subject.as_str(), nul.text.as_str()), ("Zip per", "broken"));
    assert_eq!(codes(&nul), [Code::NulBytes, Code::NulBytes]);
    let deep = mail("deep-nesting.eml");
    assert!(codes(&deep).contains(&Code::NestedTooDeep));
    assert_eq!(deep.subject, "Broken zip");
}

#[test]
fn senders_that_are_missing_or_wrong() {
    let sender = mail("no-from.eml");
    assert_eq!(sender.from.as_ref().unwrap().email, "ana@shop.example");
    assert_eq!(codes(&sender), [Code::MissingFrom]);
    let bad = mail("bad-from.eml");
    assert_eq!(bad.from, None);
    assert_eq!(bad.to, []);
    assert_eq!(bad.problems[0].code, Code::InvalidFrom);
    assert_eq!(bad.problems[0].detail, "the customer");
}

#[test]
fn html_without_a_text_side() {
    assert_eq!(mail("empty-text-part.eml").text, "Only here.");
    let named = mail("named-body.eml");
    assert_eq!(named.text, "The zip is broken.");
    assert_eq!(files(&named).iter().map(|f| f.0).collect::<Vec<_>>(), ["body.txt", "log.txt"]);
    assert_eq!(mail("html-meta-gbk.eml").text, "拉链坏了，请处理");
    let mail = mail("html-only.eml");
    let safe = sanitise_html(mail.html.as_deref().unwrap(), |_| None);
    assert_eq!(safe.remote_blocked, 1);
    for gone in ["script", "alert", "track.example", "evil.example", "<form", "<style"] {
        assert!(!safe.html.contains(gone), "{gone} in {}", safe.html);
    }
    assert!(safe.html.contains("https://shop.example/o/1"));
}

#[test]
fn carried_pictures_are_shown() {
    let mail = mail("nested.eml");
    let images = inline_images(&mail.attachments);
    let safe = sanitise_html(mail.html.as_deref().unwrap(), move |id| images.get(id).cloned());
    assert!(safe.html.contains("src=\"data:image/png;base64,iVBORw0KGgo=\""), "{}", safe.html);
    assert_eq!(safe.remote_blocked, 0);
}

#[test]
fn an_mbox_is_known_by_its_content() {
    let two = raws("two.mbox");
    assert_eq!(two.len(), 2);
    assert_eq!(two[0].offset, 0);
    assert!(bytes("two.mbox")[two[1].offset as usize..].starts_with(b"From zhang@shop.example"));
    let first = two[0].parse(imported_at());
    assert_eq!(
        first.text,
        "First.\n\nFrom now on the zips break.\n>From the quoted one.\nFrom the start they were bad."
    );
    let named = raws("mbox-named.eml");
    assert!(named[0].mbox_line.is_some());
    assert_eq!(named[0].parse(imported_at()).text, "First.");
}

#[test]
fn once_only() {
    let (plain, other) = (mail("plain-en.eml"), mail("duplicate-id.eml"));
    assert_eq!(plain.message_id, other.message_id);
    assert_ne!(identity(&plain), identity(&other));
    // The same message by another road: other line ends, another Received line, another spelling of the address.
    let text = String::from_utf8(bytes("plain-en.eml")).unwrap().replace("\r\n", "\n").replace("ana@shop", "Ana@Shop");
    let again = aftercare_mail::parse(
        format!("Received: by x; 2 Mar 2026 09:00 +0000\n{text}").as_bytes(),
        None,
        imported_at(),
    );
    assert_eq!(identity(&plain), identity(&again));
    assert!(identity(&plain).is_some());
    assert_eq!(identity(&mail("no-headers.eml")), None);
}

#[test]
fn our_own_mail_is_known() {
    assert!(!is_own(&mail("plain-en.eml"), &["service@desk.example".to_owned()]));
    assert!(is_own(&mail("plain-en.eml"), &["ANA@shop.example".to_owned()]));
    assert!(!is_own(&mail("no-headers.eml"), &[String::new()]));
}
