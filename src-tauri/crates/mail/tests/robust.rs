//! Whatever the bytes: no panic, and nothing that a database would refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;

use aftercare_mail::{
    Address, ComposeError, Kind, OutgoingDraft, OutgoingFile, compose_eml, identity, messages, parse, sanitise_html,
};
use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;

fn imported_at() -> DateTime<Utc> {
    "2026-03-05T00:00:00Z".parse().unwrap()
}

fn fixtures() -> Vec<(PathBuf, Vec<u8>)> {
    files(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures"))
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    found.sort();
    found.into_iter().filter(|p| p.is_file()).map(|p| (p.clone(), std::fs::read(p).unwrap())).collect()
}

/// Reads bytes as a file and holds what must be true of any message.
fn holds(bytes: &[u8]) {
    let mut count = 0;
    for raw in messages(bytes) {
        let raw = raw.unwrap();
        let mail = raw.parse(imported_at());
        assert!(mail.notice <= imported_at());
        assert!(raw.offset <= bytes.len() as u64);
        let mut texts = vec![&mail.subject, &mail.text, &mail.new_text];
        texts.extend(mail.html.as_ref());
        texts.extend(mail.attachments.iter().map(|a| &a.name));
        texts.extend(mail.from.iter().chain(&mail.to).map(|a| &a.email));
        texts.extend(mail.message_id.iter().chain(&mail.references));
        texts.extend(mail.problems.iter().map(|p| &p.detail));
        assert!(texts.iter().all(|t| !t.contains('\0')), "PostgreSQL refuses NUL");
        assert_eq!(mail.new_text.trim().is_empty(), mail.text.trim().is_empty());
        assert!(mail.attachments.iter().all(|a| !a.name.is_empty() && a.size == a.bytes.len()));
        let _ = identity(&mail);
        if let Some(html) = mail.html {
            let _ = sanitise_html(&html, |_| None);
        }
        count += 1;
    }
    assert!(count > 0, "a file never vanishes");
}

#[test]
fn every_fixture_holds() {
    let all = fixtures();
    assert!(all.len() > 50);
    for (path, bytes) in all {
        println!("{}", path.display());
        holds(&bytes);
    }
}

/// CPython's own mail tests carry hundreds of odd messages; they are read where a Python with its tests is installed.
#[test]
fn other_peoples_ugly_mail_holds() {
    let script = "import os, test.test_email as t; print(os.path.join(os.path.dirname(t.__file__), 'data'))";
    let folder = ["python3", "python"].iter().find_map(|python| {
        let out = Command::new(python).args(["-c", script]).output().ok().filter(|o| o.status.success())?;
        let folder = PathBuf::from(String::from_utf8(out.stdout).ok()?.trim());
        folder.is_dir().then_some(folder)
    });
    let Some(folder) = folder else {
        println!("skipped: no Python with its test suite is installed");
        return;
    };
    let all = files(&folder);
    assert!(all.len() > 20, "{} holds mail", folder.display());
    for (path, bytes) in all {
        println!("{}", path.display());
        holds(&bytes);
    }
}

#[test]
fn many_parts_and_deep_multiparts_end() {
    let mut wide = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n".to_vec();
    for _ in 0..5_000 {
        wide.extend_from_slice(b"--x\n\nhi\n");
    }
    holds(&wide);
    let mut deep = b"From: a@b.example\n".to_vec();
    for i in 0..2_000 {
        deep.extend_from_slice(format!("Content-Type: multipart/mixed; boundary=x{i}\n\n--x{i}\n").as_bytes());
    }
    holds(&deep);
    let html = format!("From: a@b.example\nContent-Type: text/html\n\n{}", "<div><blockquote>".repeat(3_000));
    holds(html.as_bytes());
}

prop_compose! {
    fn address()(name in prop::option::of("[a-zA-Z,\" \u{4e00}-\u{4e40}]{1,12}"), local in "[a-z]{1,8}") -> Address {
        let name = name.map(|n| n.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|n| !n.is_empty());
        Address { name, email: format!("{local}@desk.example") }
    }
}

prop_compose! {
    fn draft()(
        from in address(),
        to in prop::collection::vec(address(), 1..4),
        subject in "[ -~\u{4e00}-\u{4e80}äöü]{0,120}",
        text in "([ -~\u{4e00}-\u{4e80}äöü\u{1F600}]{0,90}\n){0,6}",
        ids in prop::collection::vec("[a-z0-9]{1,40}", 1..30),
        seconds in 700_000_000i64..1_772_000_000,
        bytes in prop::option::of(prop::collection::vec(any::<u8>(), 0..300)),
    ) -> OutgoingDraft {
        let ids: Vec<String> = ids.into_iter().map(|i| format!("{i}@desk.example")).collect();
        OutgoingDraft {
            from, to, cc: Vec::new(), subject, text,
            message_id: ids[0].clone(),
            in_reply_to: ids.last().cloned(),
            references: ids,
            date: Utc.timestamp_opt(seconds, 0).unwrap(),
            automatic: false,
            attachments: bytes.into_iter().map(|bytes| OutgoingFile {
                name: "拉链 photo.png".to_owned(), mime: "image/png".to_owned(), bytes,
            }).collect(),
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_hold(bytes: Vec<u8>) {
        holds(&bytes);
    }

    #[test]
    fn arbitrary_mail_like_text_holds(parts in prop::collection::vec(prop::sample::select(vec![
        "From: a@b.example\n", "From ", "Subject: ", "=?utf-8?B?", "?=", "Content-Type: multipart/mixed; boundary=x\n",
        "Content-Type: text/html\n", "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n", "\n", "--x\n",
        "--x--\n", "--x", "\0", "<p>", "> ", "filename*0*=gbk''%C4", "; name=", "\"", "Date: ", "Received: ;", "拉链",
        "Content-Type: multipart/digest; boundary=x\n", "Content-Type: multipart/alternative; boundary=x\n", "x", " ", "\r",
    ]), 0..60)) {
        holds(parts.concat().as_bytes());
    }

    #[test]
    fn cut_or_damaged_fixtures_hold(which: prop::sample::Index, cut: prop::sample::Index, at: prop::sample::Index, byte: u8) {
        let all = fixtures();
        let (_, bytes) = &all[which.index(all.len())];
        if bytes.is_empty() || bytes.len() > 20_000 {
            return Ok(());
        }
        let mut damaged = bytes[..cut.index(bytes.len())].to_vec();
        if !damaged.is_empty() {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        holds(&damaged);
    }

    #[test]
    fn what_we_write_reads_back(draft in draft()) {
        let eml = compose_eml(&draft).unwrap();
        prop_assert_eq!(&eml, &compose_eml(&draft).unwrap(), "the same draft is the same message");
        prop_assert!(eml.split(|b| *b == b'\n').all(|l| l.len() <= 998 && l.is_ascii()));
        let mail = parse(&eml, None, imported_at());
        prop_assert_eq!(mail.problems, vec![]);
        prop_assert_eq!(mail.kind, Kind::Message);
        prop_assert_eq!(mail.subject, squeezed(&draft.subject));
        prop_assert_eq!(mail.text, draft.text.trim_end());
        let from = mail.from.unwrap();
        prop_assert_eq!(&from.email, &draft.from.email);
        prop_assert_eq!(from.name, draft.from.name);
        prop_assert_eq!(mail.to.len(), draft.to.len());
        prop_assert_eq!(mail.message_id, Some(draft.message_id));
        prop_assert_eq!(mail.in_reply_to, Vec::from_iter(draft.in_reply_to));
        let mut unique = Vec::new();
        for id in draft.references {
            if !unique.contains(&id) {
                unique.push(id);
            }
        }
        prop_assert_eq!(mail.references, unique);
        prop_assert_eq!(mail.date, Some(draft.date));
        let files: Vec<(String, Vec<u8>)> = mail.attachments.into_iter().map(|a| (a.name, a.bytes)).collect();
        let sent: Vec<(String, Vec<u8>)> = draft.attachments.into_iter().map(|a| (a.name, a.bytes)).collect();
        prop_assert_eq!(files, sent);
    }
}

#[test]
fn a_draft_that_is_no_message_is_refused() {
    let good = OutgoingDraft {
        from: Address { name: Some("售后".to_owned()), email: "service@desk.example".to_owned() },
        to: vec![Address { name: None, email: "ana@shop.example".to_owned() }],
        cc: Vec::new(),
        subject: "Re: [C-4127] zip\r\nBcc: eve@other.example".to_owned(),
        text: "ok".to_owned(),
        message_id: "1@desk.example".to_owned(),
        in_reply_to: None,
        references: Vec::new(),
        date: imported_at(),
        automatic: true,
        attachments: Vec::new(),
    };
    let mail = parse(&compose_eml(&good).unwrap(), None, imported_at());
    assert_eq!(mail.subject, "Re: [C-4127] zip Bcc: eve@other.example");
    assert_eq!(mail.kind, Kind::AutoReply);
    let nobody = OutgoingDraft { to: Vec::new(), ..good.clone() };
    assert_eq!(compose_eml(&nobody), Err(ComposeError::NoRecipient));
    let wrong = OutgoingDraft { to: vec![Address { name: None, email: "ana".to_owned() }], ..good.clone() };
    assert_eq!(compose_eml(&wrong), Err(ComposeError::Address("ana".to_owned())));
    let id = OutgoingDraft { message_id: "a b>".to_owned(), ..good };
    assert_eq!(compose_eml(&id), Err(ComposeError::MessageId("a b>".to_owned())));
}
