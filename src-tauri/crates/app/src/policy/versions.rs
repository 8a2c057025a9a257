//! Drafts, publishing, and the versions that stand (PA-10). A published version is never changed and never goes.
//!
//! A draft may hold problems; the version in force goes on until a draft without any is published. A case keeps the
//! version in force at its notice, so publishing moves no deadline. Left out: sending the change notice, which is mail's.

use super::say::{Say, civil};
use super::tried::no_pack;
use super::view;
use crate::App;
use crate::api::policy::{
    ChangeView, DraftRow, DropPolicyDraft, NoticeView, PublishAsk, PublishPolicy, PublishPreview, SavePolicyDraft,
    VersionRow, VersionState,
};
use crate::api::{ApiError, ErrorCode};
use crate::desk::count;
use aftercare_core::ids::StaffId;
use aftercare_core::journal::{Actor, Hash};
use aftercare_core::policy::check::{Code, Problem, Report, check};
use aftercare_core::policy::event::{PolicyEvent, stream};
use aftercare_core::policy::rules::{Flag, Use};
use aftercare_core::policy::{Book, Pack, diff};
use aftercare_core::time::{Instant, micros};
use aftercare_store::{Look, PolicyDraft, Registered};
use chrono::SecondsFormat;

/// The most that a pack's text may hold, in bytes.
const LARGEST: usize = 1 << 20;

/// What is being written of a pack.
pub(super) type Draft = PolicyDraft;

/// How a published version stands.
pub(super) fn state(pack: &Pack, current: u32, now: Instant) -> VersionState {
    match pack.version {
        version if version == current => VersionState::InForce,
        _ if pack.effective > now => VersionState::Planned,
        _ => VersionState::Past,
    }
}

impl App {
    pub(super) async fn draft_of(&self, id: &str) -> Result<Option<Draft>, ApiError> {
        Ok(self.look().await?.policy_draft(id).await?)
    }

    pub(super) async fn draft_row(&self, id: &str, book: &Book) -> Result<Option<DraftRow>, ApiError> {
        let Some(draft) = self.draft_of(id).await? else { return Ok(None) };
        let report = examined(&draft.toml, id);
        let base = book.pack(id, draft.base).ok();
        let changes = report.pack.as_ref().zip(base).map(|(pack, base)| diff(base, pack).len());
        Ok(Some(DraftRow {
            version: next_version(book, id),
            base: draft.base,
            saved_at: draft.saved_at,
            by: draft.saved_by.map(|by| self.state().person(by)),
            changes: changes.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
            problems: u32::try_from(report.problems.len()).unwrap_or(u32::MAX),
        }))
    }

    pub(super) async fn versions_of(&self, id: &str, book: &Book, now: Instant) -> Result<Vec<VersionRow>, ApiError> {
        let mut look = self.look().await?;
        let published = look.opened::<PolicyEvent>(stream(id)).await?;
        let open = look.open_by_version(id).await?;
        let current = book.in_force(id, now)?.version;
        let row = |pack: &Pack| {
            let event = published.iter().find(|(_, event)| {
                let PolicyEvent::Published { version, .. } = event;
                *version == pack.version
            });
            let by = event.and_then(|(recorded, _)| match recorded.actor {
                Actor::Staff(id) => Some(self.state().person(id)),
                Actor::Customer | Actor::Desk => None,
            });
            VersionRow {
                version: pack.version,
                state: state(pack, current, now),
                effective: pack.effective,
                published_at: event.map(|(recorded, _)| recorded.occurred_at),
                by,
                open_cases: count(open.get(&pack.version).copied().unwrap_or_default()),
                recipients: event.and_then(|(_, PolicyEvent::Published { recipients, .. })| recipients.map(count)),
            }
        };
        let mut rows: Vec<VersionRow> = book.packs().filter(|pack| pack.id == id).map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.version));
        Ok(rows)
    }

    pub(crate) async fn save_policy_draft(&self, ask: SavePolicyDraft) -> Result<Instant, ApiError> {
        let book = self.book();
        let current = book.in_force(&ask.id, self.now()).map_err(|_| no_pack(&ask.id))?.version;
        if ask.toml.len() > LARGEST {
            return Err(ApiError::field("toml", "too_long"));
        }
        let me = self.state().me()?;
        let mut write = self.write().await?;
        let standing = write.work.look().policy_draft(&ask.id).await?;
        if standing.as_ref().map(|draft| draft.saved_at) != ask.seen.map(micros) {
            return Err(ApiError::new(ErrorCode::Conflict).with("pack", &ask.id));
        }
        let base = standing.map_or(current, |draft| draft.base);
        // A text never holds the zero character; PostgreSQL could not keep one.
        let toml = ask.toml.replace('\0', "");
        let draft = PolicyDraft { base, toml, saved_at: write.work.now(), saved_by: Some(me) };
        write.work.set_policy_draft(&ask.id, &draft).await?;
        write.commit(&["policies"]).await?;
        Ok(micros(draft.saved_at))
    }

    pub(crate) async fn drop_policy_draft(&self, ask: DropPolicyDraft) -> Result<(), ApiError> {
        let mut write = self.write().await?;
        let standing = write.work.look().policy_draft(&ask.id).await?;
        if standing.map(|draft| draft.saved_at) != Some(micros(ask.seen)) {
            return Err(ApiError::new(ErrorCode::Conflict).with("pack", &ask.id));
        }
        write.work.drop_policy_draft(&ask.id).await?;
        write.commit(&["policies"]).await
    }

    pub(crate) async fn publish_preview(&self, ask: PublishAsk) -> Result<PublishPreview, ApiError> {
        let book = self.book();
        let draft = self.draft_of(&ask.id).await?.ok_or_else(|| no_pack(&ask.id))?;
        let version = next_version(&book, &ask.id);
        let (_, report) = stamped(&draft, &ask.id, version, ask.effective);
        let mut look = self.look().await?;
        let open: u64 = look.open_by_version(&ask.id).await?.values().sum();
        let registered = look.registered().await?;
        let base = book.in_force(&ask.id, self.now())?;
        let changes = report.pack.as_ref().map(|pack| view::changes(base, pack)).unwrap_or_default();
        let problems = report.problems.iter().map(view::problem).collect();
        let combinations = u32::try_from(report.combinations).unwrap_or(u32::MAX);
        let zone = book.service(&base.id, base.version)?.calendar.tz();
        let notice = notice(report.pack.as_ref().unwrap_or(base), &changes, civil(ask.effective, zone), &registered);
        Ok(PublishPreview {
            version,
            base: base.version,
            combinations,
            problems,
            changes,
            open_cases: count(open),
            notice,
        })
    }

    pub(crate) async fn publish_policy(&self, ask: PublishPolicy) -> Result<(), ApiError> {
        let me: StaffId = self.state().me()?;
        let mut write = self.write().await?;
        let now = write.work.now();
        write.work.book().in_force(&ask.id, now).map_err(|_| no_pack(&ask.id))?;
        let Some(draft) = write.work.look().policy_draft(&ask.id).await? else {
            return Err(draft_gone(&mut write.work.look(), &ask).await?);
        };
        if draft.saved_at != micros(ask.seen) {
            return Err(ApiError::new(ErrorCode::Conflict).with("pack", &ask.id));
        }
        if ask.effective < now - chrono::TimeDelta::minutes(1) {
            return Err(ApiError::field("effective", "past"));
        }
        let book = write.work.book().clone();
        let version = next_version(&book, &ask.id);
        let (toml, report) = stamped(&draft, &ask.id, version, ask.effective);
        let Some(pack) = report.pack.filter(|pack| pack.id == ask.id) else {
            return Err(ApiError::field("toml", "problems").with("problems", report.problems.len()));
        };
        let base = book.in_force(&ask.id, now)?;
        let tell = ask.notice && diff(base, &pack).iter().any(|change| change.significant);
        write.work.put_pack(&toml).await?;
        let recipients = if tell { Some(write.work.prepare_notice(&ask.id, version).await?) } else { None };
        let id = stream(&ask.id);
        let mut seq = write.work.look().head(id).await?;
        let event = PolicyEvent::Published {
            pack: ask.id.clone(),
            version,
            effective: pack.effective,
            sha256: Hash::of(toml.as_bytes()).to_string(),
            recipients,
        };
        write.put(id, &mut seq, Actor::Staff(me), now, |_| event).await?;
        write.work.drop_policy_draft(&ask.id).await?;
        write.commit(&["policies", "calendars", "cases", "settings"]).await
    }
}

/// The draft that somebody saw is not there any more: it was published meanwhile, or dropped.
async fn draft_gone(look: &mut Look<'_>, ask: &PublishPolicy) -> Result<ApiError, ApiError> {
    let gone = ApiError::new(ErrorCode::Conflict).with("pack", &ask.id);
    let last = look.opened::<PolicyEvent>(stream(&ask.id)).await?.pop();
    Ok(match last.filter(|(recorded, _)| recorded.recorded_at >= micros(ask.seen)) {
        Some((_, PolicyEvent::Published { version, .. })) => gone.with("what", "published").with("version", version),
        None => gone.with("what", "draft_gone"),
    })
}

pub(super) fn next_version(book: &Book, id: &str) -> u32 {
    book.packs().filter(|pack| pack.id == id).map(|pack| pack.version).max().unwrap_or(0) + 1
}

/// A text examined as one of this pack: another pack's does not take its place.
pub(super) fn examined(toml: &str, id: &str) -> Report {
    let mut report = check(toml);
    if let Some(other) = report.pack.as_ref().filter(|pack| pack.id != id) {
        let args = [("id", other.id.clone()), ("wanted", id.to_owned())].into();
        let line = toml.lines().position(|line| line.trim_start().starts_with("id")).map_or(1, |line| line + 1);
        report.problems.push(Problem { line, column: 1, end: None, code: Code::OtherPack, args, input: Vec::new() });
        report.pack = None;
    }
    report
}

/// The draft's text with the version and the instant it would be published with, examined.
fn stamped(draft: &PolicyDraft, id: &str, version: u32, effective: Instant) -> (String, Report) {
    let stamp = micros(effective).to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let lines = [("version", version.to_string()), ("effective", format!("\"{stamp}\""))];
    let mut toml = draft.toml.clone();
    for (key, value) in lines {
        toml = with_head(&toml, key, &value);
    }
    let report = examined(&toml, id);
    (toml, report)
}

/// The text with a key of its head set.
fn with_head(toml: &str, key: &str, value: &str) -> String {
    let mut out = String::with_capacity(toml.len() + 32);
    let mut done = false;
    for line in toml.split_inclusive('\n') {
        let is_key = line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
        if !done && (is_key || line.trim_start().starts_with('[')) {
            out.push_str(&format!("{key} = {value}\n"));
            done = true;
            if is_key {
                continue;
            }
        }
        out.push_str(line);
    }
    out
}

/// The change notice as it would go out, with the fields of each customer still open.
fn notice(pack: &Pack, changes: &[ChangeView], day: String, registered: &Registered) -> NoticeView {
    let told: Vec<&ChangeView> = changes.iter().filter(|change| change.significant).collect();
    let flag = pack.rules.iter().find(|rule| rule.rule == Flag::NotifySignificantChanges);
    let fill = |text: &str, language: &str| {
        let say = Say::of(language);
        let lines: Vec<String> = told.iter().map(|change| format!("- {}", say.change(change))).collect();
        let name = if language == "zh-CN" { &pack.name.zh } else { &pack.name.en };
        let email = pack.contacts.iter().find_map(|contact| contact.email.clone()).unwrap_or_default();
        [
            ("brand.name", name.as_str()),
            ("policy.effective", &day),
            ("policy.changes", &lines.join("\n")),
            ("contact.email", &email),
        ]
        .iter()
        .fold(text.to_owned(), |text, (field, value)| {
            text.replace(&format!("{{{{ {field} }}}}"), value).replace(&format!("{{{{{field}}}}}"), value)
        })
    };
    let template = pack.templates.iter().find(|template| template.purpose == Use::PolicyChange);
    let own = |id: &str, language: &str| Say::of(language).plain(id);
    let both = |text: Option<&aftercare_core::policy::Text>, id: &str| crate::api::policy::Both {
        en: fill(&text.map_or_else(|| own(id, "en"), |text| text.en.clone()), "en"),
        zh: fill(&text.map_or_else(|| own(id, "zh-CN"), |text| text.zh.clone()), "zh-CN"),
    };
    NoticeView {
        needed: flag.is_some_and(|rule| rule.on) && !told.is_empty(),
        recipients: count(registered.by_language.values().sum()),
        languages: registered.by_language.iter().map(|(language, n)| (language.clone(), count(*n))).collect(),
        without_address: count(registered.without_address),
        subject: both(template.map(|template| &template.subject), "policy-notice-subject"),
        body: both(template.map(|template| &template.body), "policy-notice-body"),
        clause: flag.map(|rule| rule.clause.clone()),
    }
}
