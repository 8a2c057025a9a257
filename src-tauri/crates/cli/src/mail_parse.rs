//! `aftercarectl mail parse FILE…`: what the desk reads in mail, one JSON object a line, without importing anything.
//!
//! A file may hold one message or an mbox; each message is one line:
//!
//! ```text
//! {"file", "offset", "from": {"name", "email"} | null, "to": [{"name", "email"}], "cc", "reply_to", "subject",
//!  "message_id", "in_reply_to": [id], "references": [id], "date": RFC 3339 | null, "notice": RFC 3339, "notice_source",
//!  "text", "new_text", "attachments": [{"name", "type", "size", "inline", "content_id"}],
//!  "kind": "message|auto_reply|bounce|list|calendar", "language": "en|zh|other", "sha256",
//!  "problems": [{"code", "detail"}]}
//! ```
//!
//! Ids come without angle brackets, instants in UTC. A file that cannot be read gives
//! `{"file", "error": {"code", "message"}}`, and the next one goes on.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aftercare_mail::{Address, Attachment, Kind, Language, NoticeSource, Parsed, Problem, Raw, fingerprint, messages};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    offset: u64,
    from: &'a Option<Address>,
    to: &'a [Address],
    cc: &'a [Address],
    reply_to: &'a [Address],
    subject: &'a str,
    message_id: &'a Option<String>,
    in_reply_to: &'a [String],
    references: &'a [String],
    date: Option<String>,
    notice: String,
    notice_source: NoticeSource,
    text: &'a str,
    new_text: &'a str,
    attachments: &'a [Attachment],
    kind: Kind,
    language: Language,
    sha256: String,
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    file: &'a str,
    error: Failure,
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

/// Writes one line for each message of each file. `now` bounds the notice. Fails only when `out` cannot be written.
pub fn run(files: &[PathBuf], now: DateTime<Utc>, mut out: impl Write) -> anyhow::Result<()> {
    for file in files {
        let name = file.to_string_lossy();
        if let Err(error) = each_message(file, |raw| write_line(&mut out, &line_of(&name, raw, now))) {
            match error {
                Stop::Read(e) => {
                    let code = if e.kind() == io::ErrorKind::NotFound { "not_found" } else { "unreadable" };
                    write_line(
                        &mut out,
                        &ErrorLine { file: &name, error: Failure { code, message: e.to_string() } }.into_json(),
                    )?;
                }
                Stop::Write(e) => return Err(e.into()),
            }
        }
    }
    out.flush()?;
    Ok(())
}

enum Stop {
    Read(io::Error),
    Write(io::Error),
}

fn each_message(file: &Path, mut each: impl FnMut(&Raw) -> io::Result<()>) -> Result<(), Stop> {
    let reader = File::open(file).map_err(Stop::Read)?;
    for raw in messages(reader) {
        each(&raw.map_err(Stop::Read)?).map_err(Stop::Write)?;
    }
    Ok(())
}

impl ErrorLine<'_> {
    fn into_json(self) -> serde_json::Result<String> {
        serde_json::to_string(&self)
    }
}

fn line_of(file: &str, raw: &Raw, now: DateTime<Utc>) -> serde_json::Result<String> {
    let mail: Parsed = raw.parse(now);
    serde_json::to_string(&Line {
        file,
        offset: raw.offset,
        from: &mail.from,
        to: &mail.to,
        cc: &mail.cc,
        reply_to: &mail.reply_to,
        subject: &mail.subject,
        message_id: &mail.message_id,
        in_reply_to: &mail.in_reply_to,
        references: &mail.references,
        date: mail.date.map(rfc3339),
        notice: rfc3339(mail.notice),
        notice_source: mail.notice_source,
        text: &mail.text,
        new_text: &mail.new_text,
        attachments: &mail.attachments,
        kind: mail.kind,
        language: mail.language,
        sha256: fingerprint(&raw.bytes),
        problems: &mail.problems,
    })
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn write_line(out: &mut impl Write, line: &serde_json::Result<String>) -> io::Result<()> {
    match line {
        Ok(line) => writeln!(out, "{line}"),
        Err(e) => Err(io::Error::other(e.to_string())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn lines(files: &[&str]) -> Vec<serde_json::Value> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../mail/fixtures");
        let files: Vec<PathBuf> = files.iter().map(|f| folder.join(f)).collect();
        let mut out = Vec::new();
        run(&files, "2026-03-05T00:00:00Z".parse().unwrap(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    #[test]
    fn one_line_says_all_there_is() {
        let mut found = lines(&["qq-mail.eml"]);
        let line = found.remove(0);
        assert!(line["file"].as_str().unwrap().ends_with("qq-mail.eml"));
        let mut rest = line.as_object().unwrap().clone();
        rest.remove("file");
        rest.remove("text");
        rest.remove("sha256");
        assert_eq!(
            serde_json::Value::Object(rest),
            serde_json::json!({
                "offset": 0,
                "from": {"name": "张三", "email": "zhang@shop.example"},
                "to": [{"name": "After-sales", "email": "service@desk.example"}],
                "cc": [],
                "reply_to": [],
                "subject": "回复：请提供照片",
                "message_id": "tencent_0001@shop.example",
                "in_reply_to": [],
                "references": [],
                "date": "2026-03-02T02:00:00Z",
                "notice": "2026-03-02T02:00:00Z",
                "notice_source": "date",
                "new_text": "拉链坏了，照片见附件。",
                "attachments": [{"name": "拉链照片.jpg", "type": "image/jpeg", "size": 13, "inline": false, "content_id": null}],
                "kind": "message",
                "language": "zh",
                "problems": [],
            })
        );
    }

    #[test]
    fn an_mbox_gives_a_line_for_each_message() {
        let found = lines(&["two.mbox"]);
        assert_eq!(found.iter().map(|l| l["subject"].as_str().unwrap()).collect::<Vec<_>>(), ["One", "Two"]);
        assert!(found[1]["offset"].as_u64().unwrap() > 0);
    }

    #[test]
    fn problems_and_unreadable_files_stop_nothing() {
        let found = lines(&["empty.eml", "there-is-no-such-file.eml", "plain-en.eml"]);
        assert_eq!(found[0]["problems"][0]["code"], "no_message");
        assert_eq!(found[1]["error"]["code"], "not_found");
        assert_eq!(found[2]["notice"], "2026-03-02T02:00:05Z");
    }
}
