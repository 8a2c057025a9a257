//! Person or machine. A machine's mail starts no response clock and must never get an automatic answer; a person's mail
//! taken for a machine's would break a promise unseen. So only marks count that people's mail does not carry.

use crate::body::Body;
use crate::fields::Fields;
use crate::model::{Address, Kind};

/// Subjects of automatic answers, at their start, for programs that set no header.
const AUTO_SUBJECTS: &[&str] = &[
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "out of office",
    "out of the office",
    "自动回复",
    "自动答复",
    "自動回覆",
    "自動答覆",
    "外出自动",
    "abwesenheitsnotiz",
    "automatische antwort",
    "自動返信",
];

/// Subjects of delivery reports, for postmasters that send no proper report.
const BOUNCE_SUBJECTS: &[&str] = &[
    "undeliver",
    "delivery status notification",
    "delivery failure",
    "mail delivery failed",
    "returned mail",
    "failure notice",
    "退信",
    "系统退信",
    "无法投递",
    "投递失败",
    "unzustellbar",
];

pub(crate) fn kind(fields: &Fields, body: &Body, from: Option<&Address>, subject: &str) -> Kind {
    let value = |name: &str| fields.get(name).unwrap_or_default().to_ascii_lowercase();
    let local = from.and_then(|a| a.email.split('@').next()).unwrap_or_default().to_ascii_lowercase();
    let subject = subject.trim().to_lowercase();
    let postmaster = matches!(local.as_str(), "mailer-daemon" | "postmaster" | "mailerdaemon");
    let no_return = value("return-path").split_whitespace().collect::<String>() == "<>";
    let bounce_subject = BOUNCE_SUBJECTS.iter().any(|s| subject.contains(s));
    if body.report.as_deref() == Some("delivery-status")
        || body.has_delivery_status
        || fields.has("x-failed-recipients")
        || local == "mailer-daemon"
        || (postmaster && (no_return || bounce_subject))
        || (no_return && bounce_subject)
    {
        return Kind::Bounce;
    }
    let auto_submitted = value("auto-submitted");
    let replied = auto_submitted.starts_with("auto-replied") || auto_submitted.starts_with("auto-notified");
    let auto_headers = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply"];
    let precedence = value("precedence");
    if body.calendar && !replied {
        return Kind::Calendar;
    }
    if (!auto_submitted.is_empty() && !auto_submitted.starts_with("no"))
        || auto_headers.iter().any(|name| fields.has(name) && !matches!(value(name).as_str(), "no" | "false"))
        || matches!(precedence.as_str(), "auto_reply" | "auto-reply")
        || body.report.as_deref() == Some("disposition-notification")
        || AUTO_SUBJECTS.iter().any(|s| subject.starts_with(s))
    {
        return Kind::AutoReply;
    }
    let list_headers = ["list-id", "list-post", "list-unsubscribe", "list-help", "mailing-list", "x-mailing-list"];
    if list_headers.iter().any(|name| fields.has(name)) || matches!(precedence.as_str(), "list" | "bulk" | "junk") {
        return Kind::List;
    }
    Kind::Message
}
