//! "Why this deadline" and the verdict on paper: computed from the journal as the screen's answers are, shown, saved and
//! printed, and never filed. What it was computed from stands on it by number and hash.

mod deadline;
mod verdict;

use super::{Laid, countable, facts, laid_on, lay_out};
use crate::api::acts::{PrintWhy, SaveWhy, WhyPaper};
use crate::api::views::FormSheet;
use crate::api::{ApiError, ErrorCode};
use crate::cases::{Past, save};
use crate::policy::say::Say;
use crate::ports::PrintJob;
use crate::{App, errors, show};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::{Hash, StreamId, StreamKind};
use aftercare_core::policy::Pack;
use aftercare_forms::why::{Source, Why};
use aftercare_forms::{Field, FormKind, Request, moment};
use aftercare_store::Look;
use chrono_tz::Tz;
use std::path::Path;

/// What the window calls it.
const SORT: &str = "why";

/// The print-out, ready to be laid out.
struct Asked {
    /// As in C-4127.
    label: String,
    /// The name for its file.
    file: String,
    request: Request,
}

impl App {
    /// The print-out as it would come out now.
    pub(crate) async fn why_sheet(&self, ask: WhyPaper) -> Result<FormSheet, ApiError> {
        let case = ask.case;
        let Asked { label, request, .. } = self.asked(ask).await?;
        let Laid { pages, warnings, .. } = lay_out(request).await?;
        Ok(FormSheet {
            sort: SORT.to_owned(),
            case,
            label,
            pages,
            filed: None,
            log: Vec::new(),
            warnings,
            same_as_filed: None,
        })
    }

    /// Saves the print-out as PDF/A.
    pub(crate) async fn save_why(&self, ask: SaveWhy) -> Result<(), ApiError> {
        let (_, pdf) = self.why_bytes(ask.sheet).await?;
        save(Path::new(&ask.path), pdf).await
    }

    /// The print-out as PDF/A, with the name for its file: for a side that saves or prints it itself.
    ///
    /// # Errors
    /// When the case has no such clock, or paper and languages are none of those there are.
    pub async fn why_bytes(&self, ask: WhyPaper) -> Result<(String, Vec<u8>), ApiError> {
        let Asked { file, request, .. } = self.asked(ask).await?;
        Ok((file, lay_out(request).await?.pdf))
    }

    /// Prints the print-out.
    pub(crate) async fn print_why(&self, ask: PrintWhy) -> Result<(), ApiError> {
        countable(ask.copies)?;
        let paper = ask.sheet.paper.clone();
        let Asked { label, request, .. } = self.asked(ask.sheet).await?;
        let pdf = lay_out(request).await?.pdf;
        self.put_on_paper(PrintJob { printer: ask.printer, title: label, pdf, paper, copies: ask.copies }).await
    }

    /// Everything on it from one instant of the database.
    async fn asked(&self, ask: WhyPaper) -> Result<Asked, ApiError> {
        let (paper, languages) = laid_on(&ask.paper, &ask.languages)?;
        if ask.clock.is_none() && !ask.verdict {
            return Err(ApiError::field("sheet", "missing"));
        }
        let (state, printed) = (self.state(), self.now());
        let mut look = self.look().await?;
        let past = self.past(&mut look, CaseId(ask.case), ask.at).await?;
        let case = &past.file.case;
        let pack = past.book.pack(&case.pack, case.pack_version)?;
        let zone = past.book.service(&case.pack, case.pack_version)?.calendar.tz();
        let customer = match case.customer {
            Some(id) => look.customer(id).await?,
            None => None,
        };
        let theirs = customer.and_then(|customer| customer.profile.zone?.parse::<Tz>().ok());
        let why = match ask.clock {
            Some(clock) => Some(self.why_of(&past, clock, ask.cycle).await?),
            None => None,
        };
        let found = if ask.verdict { Some(self.verdict_of(&mut look, &past).await?) } else { None };
        let text = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Field::from);
        let label = show::label(case.number);
        let sources = sources(&mut look, &past, pack).await?;
        let sheet = Why {
            brand: facts::brand(state.settings()?),
            case: label.clone(),
            customer: text(&self.party(case).await?),
            subject: text(case.subject.as_str()),
            notice: Some(moment(case.notice, zone)),
            customer_time: theirs.filter(|theirs| *theirs != zone).map(|theirs| moment(case.notice, theirs)),
            as_of: past.as_of.map(|at| deadline::Exact::of(at, zone).moment(at)),
            printed: Some(moment(printed, zone)),
            printed_by: text(&state.person(state.me()?).name),
            deadline: why.as_ref().map(|why| deadline::deadline(why, case, pack, zone)).transpose()?,
            verdict: found.as_ref().map(|found| verdict::verdict(found, pack, zone)),
            sources,
        };
        drop(look);
        let what = if ask.clock.is_some() { "why" } else { "verdict" };
        let data = serde_json::to_value(sheet).map_err(errors::internal)?;
        let request = Request {
            paper,
            languages,
            code: Some(label.clone()),
            ident: format!("{what} {} {}", ask.case, printed.timestamp_micros()),
            ..Request::preview(FormKind::Why, data, printed.with_timezone(&zone).date_naive())
        };
        Ok(Asked { file: format!("{label}-{what}.pdf"), label, request })
    }
}

/// The last entry that was known of the case, and of its customer, with their hashes; the exact text of the pack.
async fn sources(look: &mut Look<'_>, past: &Past, pack: &Pack) -> Result<Vec<Source>, ApiError> {
    let entry = |what: &str, n: u64| both(|say| say.say(what, &[("n", n.to_string())]));
    let mut heads = vec![(
        "paper-source-case",
        StreamId::new(StreamKind::Case, past.file.id.0),
        past.file.entries.iter().map(|entry| entry.seq).max().unwrap_or_default(),
    )];
    if let Some(customer) = past.file.case.customer {
        let stream = StreamId::new(StreamKind::Customer, customer.0);
        heads.push(("paper-source-customer", stream, look.head(stream).await?));
    }
    let mut sources = Vec::new();
    for (what, stream, seq) in heads {
        let hash = look.event_hash(stream, seq).await?.ok_or_else(|| ApiError::new(ErrorCode::Damaged))?;
        sources.push(Source { what: entry(what, seq), name: stream.id.to_string(), hash: hash.to_string() });
    }
    if let Some(text) = look.pack_text(&pack.id, pack.version).await? {
        let name = format!("{} {}", pack.id, pack.version);
        let hash = Hash::of(text.as_bytes()).to_string();
        sources.push(Source { what: both(|say| say.plain("paper-source-policy")), name, hash });
    }
    Ok(sources)
}

/// The same in both languages.
fn both(says: impl Fn(Say) -> String) -> Field {
    Field::both(says(Say::of("en")), says(Say::of("zh-CN")))
}

/// A pack's name with its version.
fn named(pack: &Pack) -> Field {
    both(|say| {
        let name = say.both(&crate::policy::view::both(&pack.name));
        say.say("paper-version", &[("pack", name), ("version", pack.version.to_string())])
    })
}
