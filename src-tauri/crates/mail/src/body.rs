//! The inside of a message: which parts are the text, which are files.
//!
//! mail-parser finds the structure; decoding is done here from the raw bytes of each part, because wrong character sets
//! and broken base64 have to be repaired rather than replaced. Nested messages are files, not opened any further.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{MessageParser, MessagePart, PartType};

use crate::fields::{Fields, decode_words, one_line};
use crate::model::Attachment;
use crate::names::{extension_of, sanitise_name};
use crate::problem::{Code, Problems};
use crate::{charset, html, transfer};

/// Marks of nesting allowed in one message. Each can cost the parser a stack frame when the tree is dropped.
const MOST_NESTING_MARKS: usize = 500;
/// Depth to which multiparts are followed.
const DEEPEST: usize = 60;
/// Parts read of one message.
const MOST_PARTS: usize = 2_000;

/// What the parts hold.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub text: String,
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
    /// There is a calendar object with a method (an invitation, an answer to one).
    pub calendar: bool,
    /// The report type of a multipart/report.
    pub report: Option<String>,
    pub has_delivery_status: bool,
    /// Message-ID of the first message carried inside.
    pub inner_id: Option<String>,
    /// The first named text that was not said to be an attachment: the body, where there is no other.
    spare: Option<Stretch>,
}

/// One stretch of the body: as text, as HTML, or both (the two sides of a multipart/alternative).
#[derive(Debug, Default)]
struct Stretch {
    text: Option<String>,
    html: Option<String>,
}

/// Reads the body of `raw`, whose top header is `top` and whose body starts at `start`.
pub(crate) fn read(raw: &[u8], top: &Fields, start: usize, problems: &mut Problems) -> Body {
    let mut body = Body::default();
    let message = if nesting_marks(raw) > MOST_NESTING_MARKS {
        problems.add(Code::NestedTooDeep, "");
        None
    } else {
        // The parser promises not to panic. Should it break the promise, one mail must not take the desk down.
        let parser = MessageParser::new().with_mime_headers().default_header_raw();
        let parsed = catch_unwind(AssertUnwindSafe(|| parser.parse(raw)));
        if parsed.is_err() {
            problems.add(Code::StructureUnreadable, "");
        }
        parsed.ok().flatten()
    };
    let mut stretches = Vec::new();
    match message.as_ref().filter(|m| !m.parts.is_empty()) {
        Some(message) => {
            let mut walk = Walk { raw, parts: &message.parts, body: &mut body, problems, seen: 0 };
            walk.part(0, None, 0, &mut stretches);
        }
        None => {
            let part = Part::new(top, 0);
            let bytes = raw.get(start..).unwrap_or_default();
            stretches
                .push(part.as_stretch(&transfer::decode(bytes, part.encoding.as_deref(), "body", problems), problems));
        }
    }
    join(stretches, &mut body, problems);
    if let (true, Some(spare)) = (body.text.trim().is_empty(), body.spare.take()) {
        join(vec![spare], &mut body, problems);
    }
    let html = body.html.clone().unwrap_or_default();
    for attachment in &mut body.attachments {
        let named = attachment.content_id.as_deref().is_some_and(|id| html.contains(&format!("cid:{id}")));
        attachment.inline |= named;
    }
    body
}

fn nesting_marks(raw: &[u8]) -> usize {
    let starts = |at: usize, word: &[u8]| raw.get(at..at + word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word));
    raw.iter()
        .enumerate()
        .filter(|(_, b)| **b == b'/')
        .filter(|(at, _)| starts(at + 1, b"rfc822") || starts(at + 1, b"global") || starts(at + 1, b"digest"))
        .count()
}

fn join(stretches: Vec<Stretch>, body: &mut Body, problems: &mut Problems) {
    let any_html = stretches.iter().any(|s| s.html.is_some());
    let (mut texts, mut htmls) = (Vec::new(), Vec::new());
    for stretch in stretches {
        let text = match (&stretch.text, &stretch.html) {
            (Some(text), _) if !text.trim().is_empty() => text.clone(),
            (_, Some(html)) => html::to_text(html, problems),
            (text, None) => text.clone().unwrap_or_default(),
        };
        if any_html {
            htmls.push(stretch.html.unwrap_or_else(|| html::from_text(&text)));
        }
        if !text.trim().is_empty() {
            texts.push(text.trim_end().to_owned());
        }
    }
    body.text = texts.join("\n\n");
    body.html = any_html.then(|| htmls.join("\n"));
}

/// A part's header, understood.
struct Part {
    ctype: String,
    charset: Option<String>,
    boundary: Option<String>,
    report: Option<String>,
    method: bool,
    flowed: bool,
    delsp: bool,
    encoding: Option<String>,
    disposition: Option<String>,
    name: Option<String>,
    content_id: Option<String>,
    index: usize,
}

impl Part {
    fn new(fields: &Fields, index: usize) -> Self {
        let ctype = fields.with_params("content-type");
        let disposition = fields.with_params("content-disposition");
        let param = |name: &str| ctype.as_ref().and_then(|c| c.attribute(name)).map(str::to_owned);
        let given = disposition.as_ref().and_then(|d| d.attribute("filename")).map(str::to_owned);
        let name = given.or_else(|| param("name")).map(|n| one_line(&decode_words(&n))).filter(|n| !n.is_empty());
        let mime = ctype.as_ref().map(|c| match c.subtype() {
            Some(sub) => format!("{}/{}", c.ctype(), sub).to_ascii_lowercase(),
            None => c.ctype().to_ascii_lowercase(),
        });
        Self {
            ctype: mime.filter(|m| m.contains('/')).unwrap_or_else(|| "text/plain".to_owned()),
            charset: param("charset"),
            boundary: param("boundary"),
            report: param("report-type").map(|r| r.to_ascii_lowercase()),
            method: param("method").is_some(),
            flowed: param("format").is_some_and(|f| f.eq_ignore_ascii_case("flowed")),
            delsp: param("delsp").is_some_and(|d| d.eq_ignore_ascii_case("yes")),
            encoding: fields.get("content-transfer-encoding").map(str::to_owned),
            disposition: disposition.map(|d| d.ctype().to_ascii_lowercase()),
            name,
            content_id: fields.ids("content-id").into_iter().next().or_else(|| {
                fields.get("content-id").map(|v| v.trim_matches(['<', '>', ' ']).to_owned()).filter(|v| !v.is_empty())
            }),
            index,
        }
    }

    /// Whether it is read as text rather than kept as a file.
    fn is_body(&self) -> bool {
        let attached = self.disposition.as_deref() == Some("attachment");
        matches!(self.ctype.as_str(), "text/plain" | "text/html")
            && (self.index == 0 || (!attached && self.name.is_none()))
    }

    fn as_stretch(&self, bytes: &[u8], problems: &mut Problems) -> Stretch {
        if self.ctype == "text/html" {
            let label = self.charset.clone().or_else(|| html::declared_charset(bytes));
            let text = clean(&charset::decode(bytes, label.as_deref(), problems), problems);
            return Stretch { text: None, html: Some(text) };
        }
        let mut text = clean(&charset::decode(bytes, self.charset.as_deref(), problems), problems);
        if self.flowed {
            text = unflow(&text, self.delsp);
        }
        Stretch { text: Some(text), html: None }
    }
}

struct Walk<'a, 'm> {
    raw: &'a [u8],
    parts: &'a [MessagePart<'m>],
    body: &'a mut Body,
    problems: &'a mut Problems,
    seen: usize,
}

impl Walk<'_, '_> {
    fn part(&mut self, id: usize, parent: Option<&str>, depth: usize, out: &mut Vec<Stretch>) {
        let Some(found) = self.parts.get(id) else { return };
        self.seen += 1;
        if self.seen > MOST_PARTS {
            self.problems.add(Code::TooManyParts, "");
            return;
        }
        let (head, start, end) = (found.offset_header as usize, found.offset_body as usize, found.offset_end as usize);
        let (fields, _) = Fields::read(self.raw.get(head..start).unwrap_or_default(), self.problems);
        let part = Part::new(&fields, id);
        // Each check reads to the end at worst; a hundred of them say enough.
        if part.ctype.starts_with("multipart/") && self.seen <= 100 {
            self.check_boundary(&part, start);
            if part.ctype == "multipart/encrypted" {
                self.problems.add(Code::Encrypted, &part.ctype);
            }
            if part.ctype == "multipart/report" && self.body.report.is_none() {
                self.body.report = Some(part.report.clone().unwrap_or_default());
            }
        }
        if let PartType::Multipart(children) = &found.body {
            if depth >= DEEPEST {
                self.problems.add(Code::NestedTooDeep, "");
                return;
            }
            let mut inner = Vec::new();
            for child in children {
                self.part(*child as usize, Some(&part.ctype), depth + 1, &mut inner);
            }
            if part.ctype == "multipart/alternative" {
                inner = vec![merge_alternatives(inner)];
            }
            out.extend(inner);
            return;
        }
        let bytes = self.raw.get(start..end).unwrap_or_default();
        let nested = matches!(found.body, PartType::Message(_)) || part.ctype == "message/rfc822";
        let what = part.name.clone().unwrap_or_else(|| part.ctype.clone());
        let bytes = transfer::decode(bytes, part.encoding.as_deref(), &what, self.problems);
        if part.is_body() || (id == 0 && part.ctype.starts_with("multipart/")) {
            out.push(part.as_stretch(&bytes, self.problems));
            return;
        }
        self.attach(part, nested, bytes, parent);
    }

    fn attach(&mut self, part: Part, nested: bool, bytes: Vec<u8>, parent: Option<&str>) {
        let mime = if nested { "message/rfc822".to_owned() } else { part.ctype.clone() };
        let mut name = part.name.as_deref().and_then(sanitise_name);
        if nested || mime == "text/rfc822-headers" {
            let (inner, _) = Fields::read(&bytes, &mut Problems::default());
            if self.body.inner_id.is_none() {
                self.body.inner_id = inner.ids("message-id").into_iter().next();
            }
            if nested && name.is_none() {
                name =
                    inner.text("subject").and_then(|s| sanitise_name(&format!("{}.eml", s.replace(['/', '\\'], "_"))));
            }
        }
        match mime.as_str() {
            "message/delivery-status" => self.body.has_delivery_status = true,
            "text/calendar" => {
                let method = bytes.split(|b| *b == b'\n').any(|l| l.to_ascii_uppercase().starts_with(b"METHOD:"));
                self.body.calendar |= part.method || method;
            }
            "application/ms-tnef" | "application/vnd.ms-tnef" => self.problems.add(Code::WinmailDat, ""),
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => self.problems.add(Code::Encrypted, &mime),
            _ if name.as_deref().is_some_and(|n| n.eq_ignore_ascii_case("winmail.dat")) => {
                self.problems.add(Code::WinmailDat, "");
            }
            _ => {}
        }
        let readable = matches!(part.ctype.as_str(), "text/plain" | "text/html");
        if readable && part.disposition.as_deref() != Some("attachment") && self.body.spare.is_none() {
            self.body.spare = Some(part.as_stretch(&bytes, self.problems));
        }
        let number = self.body.attachments.len() + 1;
        let inline = match part.disposition.as_deref() {
            Some(disposition) => disposition == "inline",
            None => part.content_id.is_some() && parent == Some("multipart/related"),
        };
        self.body.attachments.push(Attachment {
            name: name.unwrap_or_else(|| format!("attachment-{number}.{}", extension_of(&mime))),
            mime,
            size: bytes.len(),
            inline,
            content_id: part.content_id,
            bytes,
        });
    }

    fn check_boundary(&mut self, part: &Part, start: usize) {
        let Some(boundary) = part.boundary.as_deref().filter(|b| !b.is_empty()) else {
            self.problems.add(Code::MissingBoundary, &part.ctype);
            return;
        };
        let rest = self.raw.get(start..).unwrap_or_default();
        let open = format!("--{boundary}");
        let close = format!("--{boundary}--");
        let mut opened = false;
        for line in rest.split(|b| *b == b'\n') {
            if line.starts_with(close.as_bytes()) {
                return;
            }
            opened |= line.starts_with(open.as_bytes());
        }
        let code = if opened { Code::TruncatedMultipart } else { Code::MissingBoundary };
        self.problems.add(code, &part.ctype);
    }
}

/// The sides of a multipart/alternative say the same thing: all its text is one side, all its HTML the other.
fn merge_alternatives(inner: Vec<Stretch>) -> Stretch {
    let mut merged = Stretch::default();
    for stretch in inner {
        for (from, to) in [(stretch.text, &mut merged.text), (stretch.html, &mut merged.html)] {
            if let Some(from) = from {
                match to {
                    Some(to) => {
                        to.push('\n');
                        to.push_str(&from);
                    }
                    None => *to = Some(from),
                }
            }
        }
    }
    merged
}

/// Line ends as `\n`, no NUL (PostgreSQL refuses it) and no other control characters but tabs.
pub(crate) fn clean(text: &str, problems: &mut Problems) -> String {
    if text.contains('\0') {
        problems.add(Code::NulBytes, "body");
    }
    text.strip_prefix('\u{FEFF}')
        .unwrap_or(text)
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Joins the lines of `format=flowed` (RFC 3676) into paragraphs.
fn unflow(text: &str, delsp: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.chars().take_while(|c| *c == '>').count();
        let content = &line[depth..];
        let content = content.strip_prefix(' ').unwrap_or(content);
        let signature = content == "-- ";
        let flows = content.ends_with(' ') && !signature;
        let kept = if flows && delsp { &content[..content.len() - 1] } else { content };
        match (open, out.last_mut()) {
            (Some(d), Some(last)) if d == depth && !signature => last.push_str(kept),
            _ => {
                let marks = if depth > 0 { format!("{} ", ">".repeat(depth)) } else { String::new() };
                out.push(format!("{marks}{kept}"));
            }
        }
        open = flows.then_some(depth);
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_become_paragraphs() {
        assert_eq!(unflow("a \nb\n> c \n> d\n-- \nAna", false), "a b\n> c d\n-- \nAna");
        assert_eq!(unflow("您 \n好", true), "您好");
        assert_eq!(unflow(" From here", false), "From here");
    }

    #[test]
    fn control_characters_leave() {
        let mut problems = Problems::default();
        assert_eq!(clean("\u{FEFF}a\0b\r\nc\rd\u{7}\te", &mut problems), "ab\nc\nd\te");
        assert_eq!(problems.0[0].code, Code::NulBytes);
    }
}
