//! HTML mail: as text for reading and searching, and as safe HTML for a sandboxed frame.
//!
//! Nothing in a shown mail may run, send, or fetch: scripts, forms, styles and remote pictures go; the count of remote
//! pictures is told, since a tracking pixel is worth knowing about. Pictures the mail carries itself are put in as data.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::Encoding;
use html2text::render::{TaggedLine, TextDecorator};

use crate::model::Attachment;
use crate::problem::{Code, Problems};

/// HTML longer than this is not laid out, only stripped of its tags.
const LONGEST_LAYOUT: usize = 4 * 1024 * 1024;
/// HTML nested deeper than this is not laid out: the layout's time grows with a power of the depth.
const DEEPEST_LAYOUT: usize = 100;
/// Columns of the text; wide enough that paragraphs stay in one line.
const COLUMNS: usize = 2_000;
/// A carried picture larger than this is not put into the HTML.
const LARGEST_INLINE: usize = 2 * 1024 * 1024;

/// HTML that is safe to show in a sandboxed frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeHtml {
    /// The HTML fragment.
    pub html: String,
    /// Remote pictures that were taken out.
    pub remote_blocked: usize,
}

/// Makes the HTML of a stranger safe to show. `cid` answers a Content-ID (without brackets) with a `data:` URI; see
/// [`inline_images`]. Links stay, open elsewhere, and tell their target nothing.
pub fn sanitise_html(html: &str, cid: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> SafeHtml {
    let blocked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&blocked);
    let filter = move |element: &str, attribute: &str, value: &str| -> Option<String> {
        let low = value.trim().to_ascii_lowercase();
        match (element, attribute) {
            ("img", "src") => {
                if low.starts_with("cid:") {
                    let id = &value.trim()[4..];
                    return cid(id).or_else(|| cid(&percent_decoded(id))).filter(|uri| is_picture_data(uri));
                }
                if is_picture_data(&low) {
                    return Some(value.to_owned());
                }
                counter.fetch_add(1, Ordering::Relaxed);
                None
            }
            ("a", "href") => {
                let allowed = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| low.starts_with(scheme));
                allowed.then(|| value.to_owned())
            }
            (_, "href" | "src" | "cite" | "background" | "action") => None,
            _ => Some(value.to_owned()),
        }
    };
    let mut builder = ammonia::Builder::default();
    builder
        .add_url_schemes(["cid", "data"])
        .rm_url_schemes(["ftp", "magnet", "irc", "xmpp"])
        .add_tags(["font", "u"])
        .rm_tags(["map", "area"])
        .add_clean_content_tags([
            "title", "head", "noscript", "iframe", "object", "form", "select", "textarea", "button",
        ])
        .add_generic_attributes(["style", "align", "dir"])
        .add_tag_attributes("font", ["color", "size", "face"])
        .add_tag_attributes("td", ["width", "valign", "bgcolor"])
        .add_tag_attributes("table", ["width", "border", "cellpadding", "cellspacing", "bgcolor"])
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow"))
        .filter_style_properties(HashSet::from([
            "color",
            "background-color",
            "font-size",
            "font-weight",
            "font-style",
            "font-family",
            "text-align",
            "text-decoration",
            "line-height",
            "margin-left",
            "padding-left",
            "width",
            "vertical-align",
            "white-space",
        ]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(move |element, attribute, value| filter(element, attribute, value).map(Cow::Owned));
    let html = catch_unwind(AssertUnwindSafe(|| builder.clean(html).to_string()))
        .unwrap_or_else(|_| from_text(&strip_tags(html)));
    SafeHtml { html, remote_blocked: blocked.load(Ordering::Relaxed) }
}

/// The pictures a message carries, as `data:` URIs by Content-ID, for [`sanitise_html`].
pub fn inline_images(attachments: &[Attachment]) -> HashMap<String, String> {
    attachments
        .iter()
        .filter(|a| a.bytes.len() <= LARGEST_INLINE)
        .filter_map(|a| {
            let mime = PICTURES.iter().find(|p| **p == a.mime)?;
            Some((a.content_id.clone()?, format!("data:{mime};base64,{}", STANDARD.encode(&a.bytes))))
        })
        .collect()
}

/// Picture types that cannot carry script. SVG is not among them.
const PICTURES: &[&str] = &["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp"];

fn is_picture_data(uri: &str) -> bool {
    let Some(rest) = uri.get(..5).filter(|s| s.eq_ignore_ascii_case("data:")).and_then(|_| uri.get(5..)) else {
        return false;
    };
    let mime = rest.split([';', ',']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.contains(&mime.as_str())
}

fn percent_decoded(text: &str) -> String {
    let quoted = text.replace('=', "=3D").replace('%', "=");
    String::from_utf8_lossy(&crate::transfer::lenient_quoted_printable(quoted.as_bytes())).into_owned()
}

/// The HTML as text: paragraphs as lines, quotations marked with `> `, links without their targets.
pub(crate) fn to_text(html: &str, problems: &mut Problems) -> String {
    if html.len() > LONGEST_LAYOUT {
        problems.add(Code::HtmlUnreadable, format!("{} bytes", html.len()));
        return strip_tags(html);
    }
    let depth = depth(html);
    if depth > DEEPEST_LAYOUT {
        problems.add(Code::HtmlUnreadable, format!("nested {depth} deep"));
        return strip_tags(html);
    }
    let rendered = catch_unwind(AssertUnwindSafe(|| {
        html2text::config::with_decorator(Plain)
            .raw_mode(true)
            .allow_width_overflow()
            .link_footnotes(false)
            .string_from_read(with_rules(html).as_bytes(), COLUMNS)
    }));
    match rendered {
        Ok(Ok(text)) => tidy(&text),
        Ok(Err(_)) | Err(_) => {
            problems.add(Code::HtmlUnreadable, "");
            strip_tags(html)
        }
    }
}

/// How deep elements may come to stand inside each other: opening tags less closing ones, at the most. Elements that never
/// hold others don't count; one that is closed by its successor (`<p>`, `<li>`, a cell) counts once.
fn depth(html: &str) -> usize {
    const ALONE: [&str; 14] =
        ["br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source", "track", "embed", "param"];
    const CLOSED_BY_THE_NEXT: [&str; 9] = ["p", "li", "td", "th", "tr", "option", "dt", "dd", "tbody"];
    let (mut deepest, mut now) = (0_usize, 0_usize);
    let mut last_closable: Option<String> = None;
    for tag in html.split('<').skip(1) {
        let closes = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || ALONE.contains(&name.as_str()) {
            continue;
        }
        if closes {
            now = now.saturating_sub(1);
            last_closable = None;
        } else if last_closable.as_deref() != Some(name.as_str()) {
            now += 1;
            deepest = deepest.max(now);
            last_closable = CLOSED_BY_THE_NEXT.contains(&name.as_str()).then_some(name);
        }
    }
    deepest
}

/// The layout drops `<hr>`, which often stands between an answer and the history below it: a line of dashes stands in.
fn with_rules(html: &str) -> Cow<'_, str> {
    let low = html.to_ascii_lowercase();
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in low.match_indices("<hr") {
        if matches!(low.as_bytes().get(at + 3), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r')) {
            out.push_str(&html[from..at]);
            out.push_str("<p>-----</p>");
            from = at;
        }
    }
    if from == 0 && out.is_empty() {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

/// Invisible padding and trailing blanks go.
fn tidy(text: &str) -> String {
    let plain = text.replace(['\u{200B}', '\u{200C}', '\u{FEFF}', '\u{AD}'], "").replace('\u{A0}', " ");
    plain.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// How elements look as text: only quotations and list items are marked.
#[derive(Clone, Debug)]
struct Plain;

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, _url: &str) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_link_end(&mut self) -> String {
        String::new()
    }
    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_em_end(&self) -> String {
        String::new()
    }
    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strong_end(&self) -> String {
        String::new()
    }
    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }
    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_code_end(&self) -> String {
        String::new()
    }
    fn decorate_superscript_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_superscript_end(&self) -> String {
        String::new()
    }
    fn decorate_preformat_first(&self) {}
    fn decorate_preformat_cont(&self) {}
    fn decorate_image(&mut self, _src: &str, title: &str) -> (String, ()) {
        (title.to_owned(), ())
    }
    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }
    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }
    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }
    fn ordered_item_prefix(&self, i: i64) -> String {
        format!("{i}. ")
    }
    fn make_subblock_decorator(&self) -> Self {
        Self
    }
    fn finalise(&mut self, _urls: Vec<String>) -> Vec<TaggedLine<()>> {
        Vec::new()
    }
}

/// Text between tags, for HTML that cannot be laid out.
fn strip_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 4);
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Text as HTML, for messages that mix both.
pub(crate) fn from_text(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<pre>{escaped}</pre>")
}

/// The character set an HTML page declares in its first bytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + 8..];
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes()).map(|_| label)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn safe(html: &str) -> SafeHtml {
        sanitise_html(html, |id| (id == "logo@x").then(|| "data:image/png;base64,AAAA".to_owned()))
    }

    #[rstest]
    #[case("<script>alert(1)</script>ok", "ok")]
    #[case("<p onclick=x>ok</p>", "<p>ok</p>")]
    #[case("<form action=x><input name=a>text</form>ok", "ok")]
    #[case("<style>p{background:url(http://x.example)}</style>ok", "ok")]
    #[case("<link rel=stylesheet href=http://x.example>ok", "ok")]
    #[case("<meta http-equiv=refresh content=\"0;url=http://x.example\">ok", "ok")]
    #[case("<svg onload=x><image href=http://x.example></svg>ok", "ok")]
    #[case("<p style=\"background:url(http://x.example);color:red\">ok</p>", "<p style=\"color:red\">ok</p>")]
    #[case("<img src=\"cid:logo@x\">", "<img src=\"data:image/png;base64,AAAA\">")]
    #[case("<img src=\"cid:logo%40x\">", "<img src=\"data:image/png;base64,AAAA\">")]
    #[case("<img src=\"cid:unknown\" alt=a>", "<img alt=\"a\">")]
    #[case("<img src=\"data:image/svg+xml,x\">", "<img>")]
    #[case(
        "<table background=http://x.example><tr><td>ok</td></tr></table>",
        "<table><tbody><tr><td>ok</td></tr></tbody></table>"
    )]
    fn what_runs_or_fetches_goes(#[case] html: &str, #[case] expected: &str) {
        assert_eq!(safe(html).html, expected);
    }

    #[test]
    fn remote_pictures_are_counted() {
        let safe = safe(
            "<img src=http://t.example/p.gif width=1><img src='//t.example/q'><img src='cid:logo@x'><img src=HTTPS://t.example/r>",
        );
        assert_eq!(safe.remote_blocked, 3);
        assert!(!safe.html.contains("t.example"), "{}", safe.html);
    }

    #[rstest]
    #[case("https://shop.example/x", true)]
    #[case("mailto:ana@shop.example", true)]
    #[case("javascript:alert(1)", false)]
    #[case(" JavaScript:alert(1)", false)]
    #[case("data:text/html,x", false)]
    #[case("file:///etc/passwd", false)]
    #[case("/relative", false)]
    fn links_stay_where_they_are_harmless(#[case] target: &str, #[case] stays: bool) {
        // The order of attributes is not fixed.
        let html = safe(&format!("<a href=\"{target}\">ok</a>")).html;
        assert_eq!(html.contains("href="), stays, "{html}");
        assert!(html.contains("rel=\"noopener noreferrer nofollow\"") && html.contains(">ok</a>"), "{html}");
    }

    #[rstest]
    #[case("<p>one</p><p>two</p>", "one\n\ntwo")]
    #[case("<b>bold</b> and <a href='https://x.example'>link</a>", "bold and link")]
    #[case("new<blockquote>old</blockquote>", "new\n\n> old")]
    #[case("<style>p{}</style><script>x</script>ok", "ok")]
    #[case("a<hr>b", "a\n\n-----\n\nb")]
    #[case("<h1>Title</h1><ul><li>one<li>two</ul>m<sup>2</sup>", "Title\n- one\n- two\n\nm²")]
    #[case("", "")]
    fn as_text(#[case] html: &str, #[case] text: &str) {
        assert_eq!(to_text(html, &mut Problems::default()), text);
    }

    #[rstest]
    #[case("<p>one<p>two<p>three", 1)]
    #[case("<div><p>a<br>b</p></div><div>c</div>", 2)]
    #[case("<ul><li>a<li>b<ul><li>c</ul></ul>", 4)]
    #[case("</div></div>text", 0)]
    #[case("a < b and c <3", 0)]
    fn nesting_is_counted(#[case] html: &str, #[case] deep: usize) {
        assert_eq!(depth(html), deep);
    }

    #[rstest]
    #[case("x<blockquote>")]
    #[case("<div>x")]
    #[case("<ul><li>x")]
    fn html_nested_without_end_is_read_plainly_and_said(#[case] tag: &str) {
        let mut problems = Problems::default();
        let text = to_text(&tag.repeat(20_000), &mut problems);
        assert!(text.contains('x'));
        assert!(problems.0.iter().any(|problem| problem.code == Code::HtmlUnreadable));
    }

    #[test]
    fn a_long_paragraph_stays_one_line() {
        let words = "word ".repeat(200);
        assert_eq!(to_text(&format!("<p>{words}</p>"), &mut Problems::default()), words.trim());
    }

    proptest! {
        #[test]
        fn nothing_dangerous_survives(parts in prop::collection::vec(prop::sample::select(vec![
            "<script>", "</script>", "<img src=", "http://x.example", "\"", "'", ">", "<", "onerror=", "javascript:", "<a href=",
            "<svg>", "<style>", "</style>", "<!--", "-->", "<math>", "<table>", "text", " ", "&lt;", "<iframe", "<form>",
        ]), 0..30)) {
            let html = parts.concat();
            let safe = safe(&html).html.to_lowercase();
            prop_assert!(!safe.contains("<script") && !safe.contains("<iframe") && !safe.contains("<form"), "{safe}");
            prop_assert!(!safe.contains("<img src=\"http"), "{safe}");
            let _ = to_text(&html, &mut Problems::default());
        }
    }
}
