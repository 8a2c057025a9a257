//! From the bones of a case to its events: words, addresses, salts and ids, all from the seed.

use super::draw::{Draw, For};
use super::goods::Shape;
use super::grammar::{Words, say};
use super::letter::Letter as Eml;
use super::matters::{Done, Told as Text};
use super::party::{Party, Slots, slots};
use super::phrases::{Phrases, back};
use super::picture::{Defect, picture};
use super::plan::{Answer, Letter, Plan, Remark, Step, What};
use super::{DESK, Story, paper};
use crate::api::ApiError;
use crate::show;
use aftercare_core::case::{
    BlobRef, CaseEvent, Channel, Complexity, Direction, Language, MessageKind, SentHow, Urgency,
};
use aftercare_core::ids::{CaseId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Hash, Sealed, Sealer};
use aftercare_core::threading::reply_subject;
use aftercare_store::Trace;
use aftercare_store::bulk::Happened;

/// What goes beside an event.
#[derive(Default)]
struct Beside {
    mail: Option<Trace>,
    files: Vec<Vec<u8>>,
}

/// A case being told.
pub(super) struct Teller<'a> {
    story: &'a Story,
    pub(super) plan: &'a Plan,
    pub(super) text: &'static Text,
    pub(super) done: &'static Done,
    pub(super) phrases: &'static Phrases,
    pub(super) draw: Draw,
    slots: Slots,
    pub(super) party: Party,
    /// What a photograph of the goods looks like.
    look: (Shape, usize),
    id: CaseId,
    owner: usize,
    pub(super) subject: String,
    /// It began with a letter.
    pub(super) lettered: bool,
    /// What is done about it: one answer, wherever it is given.
    pub(super) remedy: String,
    sorted: Option<Complexity>,
    /// What was said last of what can be said often.
    pub(super) last: String,
    /// A note of progress that was written last.
    noted: String,
    /// Message-IDs so far.
    pub(super) thread: Vec<String>,
    sent: u32,
    out: Vec<Happened<CaseEvent>>,
}

impl Story {
    /// The events of a case. `form` is the number of the form that it files.
    pub(super) fn tell(&self, plan: &Plan, form: Option<&str>) -> Result<(CaseId, Vec<Happened<CaseEvent>>), ApiError> {
        let mut draw = Draw::new(self.seed, For::Words, plan.number);
        let dealings = plan.customer.map(|number| self.dealings(number));
        let party = self.party(plan, dealings.as_ref(), &mut draw);
        let (text, done) = match party.language {
            Language::Zh => (&plan.matter.zh, &plan.way.zh),
            Language::En => (&plan.matter.en, &plan.way.en),
        };
        let Some(first) = plan.steps.first() else {
            return Err(crate::errors::internal("a case of the demo without a step"));
        };
        let day = self.service.day_of(first.at);
        let (slots, sold) = slots(&party, plan, dealings.as_ref(), day, &mut draw);
        let mut owner = draw.below(self.staff.len() as u64) as usize;
        if self.staff.len() < 4 && party.language == Language::Zh && draw.permille(600) {
            owner = 1;
        }
        let id = CaseId::at(first.recorded, draw.bytes());
        let mut teller = Teller {
            story: self,
            plan,
            text,
            done,
            phrases: Phrases::of(party.language),
            draw,
            slots,
            party,
            look: sold.map_or((Shape::Bag, 0), |sold| (sold.product.shape, sold.colour.tone)),
            id,
            owner,
            sorted: None,
            lettered: matches!(first.what, What::Letter(_)),
            remedy: String::new(),
            last: String::new(),
            noted: String::new(),
            thread: Vec::new(),
            sent: 0,
            out: Vec::with_capacity(plan.steps.len() + 1),
            subject: String::new(),
        };
        teller.remedy = teller.say(done.remedy);
        teller.subject = teller.title(first.what == What::Called(None), !teller.lettered);
        teller.slot("subject", teller.topic());
        teller.open(first);
        for step in &plan.steps {
            teller.take(step, form)?;
        }
        Ok((id, teller.out))
    }
}

fn urgency(of: u64) -> Urgency {
    match of {
        0..12 => Urgency::Low,
        12..74 => Urgency::Normal,
        74..95 => Urgency::High,
        _ => Urgency::Stopped,
    }
}

impl Teller<'_> {
    pub(super) fn slot(&mut self, name: &str, word: String) {
        if let Some((_, old)) = self.slots.0.iter_mut().find(|(known, _)| *known == name) {
            *old = word;
        }
    }

    pub(super) fn word(&self, name: &str) -> &str {
        self.slots.word(name).unwrap_or_default()
    }

    /// Whether this is the first time that the customer is spoken to after a call that nobody took.
    pub(super) fn missed_until(&self, step: &Step) -> bool {
        let before = self.plan.steps.iter().take_while(|other| other.at < step.at);
        self.plan.steps.first().is_some_and(|first| first.what == What::Called(None)) && before.count() == 1
    }

    pub(super) fn say(&mut self, pattern: &str) -> String {
        say(pattern, &mut self.draw, &self.slots)
    }

    fn me(&self) -> StaffId {
        self.story.staff[self.owner].id
    }

    fn put(&mut self, step: &Step, actor: Actor, beside: Beside, event: impl FnOnce(&mut Sealer<'_>) -> CaseEvent) {
        let draw = &mut self.draw;
        let mut salt = || draw.bytes();
        let mut sealer = Sealer::new(&mut salt);
        let event = event(&mut sealer);
        let personal = sealer.into_rows();
        let (mail, files) = (beside.mail, beside.files);
        self.out.push(Happened { at: step.at, recorded: step.recorded, actor, event, personal, mail, files });
    }

    fn entry(&mut self, step: &Step) -> EntryId {
        EntryId::at(step.recorded, self.draw.bytes())
    }

    fn open(&mut self, first: &Step) {
        let channel = if matches!(first.what, What::Letter(_)) { Channel::Mail } else { Channel::Telephone };
        let actor = if channel == Channel::Mail { Actor::Customer } else { Actor::Staff(self.me()) };
        let pack_version = self.story.pack_version(first.at);
        let (number, owner, subject) = (self.plan.number, self.me(), self.subject.clone());
        let (customer, language, pack) = (self.party.customer, self.party.language, self.story.settings.pack.clone());
        self.put(first, actor, Beside::default(), |seal| CaseEvent::Opened {
            number,
            pack,
            pack_version,
            channel,
            subject: seal.seal(subject),
            customer,
            language,
            owner,
            continues: None,
        });
    }

    fn take(&mut self, step: &Step, form: Option<&str>) -> Result<(), ApiError> {
        let staff = Actor::Staff(self.me());
        let plain = Beside::default();
        match step.what {
            What::Letter(letter) => self.letter(step, letter)?,
            What::Machine => self.machine(step)?,
            What::Answer(answer) => self.answer(step, answer),
            What::Called(seconds) => self.call(step, Direction::In, seconds),
            What::Rang(seconds) => self.call(step, Direction::Out, Some(seconds).filter(|seconds| *seconds > 0)),
            What::Sort { complex } => {
                let complexity = if complex { Complexity::Complex } else { Complexity::General };
                let changed =
                    self.sorted.is_some_and(|before| before != complexity) || (self.sorted.is_none() && complex);
                let reason =
                    if changed { Some(self.say(self.phrases.talk(self.plan.matter.tone).complex)) } else { None };
                self.sorted = Some(complexity);
                let (category, urgency) = (self.plan.matter.category, urgency(self.plan.urgency));
                self.put(step, staff, plain, |seal| CaseEvent::Classified {
                    category,
                    urgency,
                    complexity,
                    reason: seal.seal_some(reason),
                });
            }
            What::HandOver => {
                self.owner = (self.owner + 1 + self.draw.below(self.story.staff.len() as u64 - 1) as usize)
                    % self.story.staff.len();
                let (to, reason) = (self.me(), self.say(self.phrases.handed));
                self.put(step, staff, plain, |seal| CaseEvent::HandedOver { to, reason: seal.seal(reason) });
            }
            What::Note(remark) => {
                let text = match remark {
                    Remark::Matter => self.say(self.text.note),
                    Remark::Progress => {
                        let pattern = self.phrases.talk(self.plan.matter.tone).progress;
                        std::mem::swap(&mut self.last, &mut self.noted);
                        let text = self.say_anew(pattern);
                        std::mem::swap(&mut self.last, &mut self.noted);
                        text
                    }
                    Remark::Carrier => self.say(self.phrases.carrier_note),
                };
                let entry = self.entry(step);
                self.put(step, staff, plain, |seal| CaseEvent::Noted { entry, text: seal.seal(text) });
            }
            What::Wait(reason) => {
                let what = match reason {
                    aftercare_core::clock::PauseReason::Carrier => self.say(self.phrases.carrier_awaited),
                    _ => self.say(self.text.awaited),
                };
                self.put(step, staff, plain, |seal| CaseEvent::Waiting { reason, what: seal.seal(what) });
            }
            What::Resume => self.put(step, staff, plain, |_| CaseEvent::Resumed {}),
            What::Solve { again } => {
                let solution = match again {
                    true => back(self.plan.way.wish, self.party.language).solved,
                    false => self.done.solved,
                };
                let solution = self.say(solution);
                self.put(step, staff, plain, |seal| CaseEvent::Solved { solution: seal.seal(solution) });
            }
            What::File => {
                if let Some(number) = form {
                    self.file(step, number)?;
                }
            }
            What::Close { reason } => {
                let without =
                    (reason || (form.is_none() && self.has_call())).then(|| self.say(self.phrases.without_form));
                self.put(step, staff, plain, |seal| CaseEvent::Closed { without_form: seal.seal_some(without) });
            }
        }
        Ok(())
    }

    fn has_call(&self) -> bool {
        self.plan.steps.iter().any(|step| matches!(step.what, What::Called(_) | What::Rang(_)))
    }

    fn domain(&self) -> &str {
        self.party.email.rsplit_once('@').map_or("example.com", |(_, domain)| domain)
    }

    fn letter(&mut self, step: &Step, letter: Letter) -> Result<(), ApiError> {
        let days = self.plan.steps.first().map_or(2, |first| (step.at - first.at).num_days()).max(2);
        self.slot("waited", days.to_string());
        let shown = match letter {
            Letter::First => self.plan.matter.photo.filter(|_| self.plan.photo),
            Letter::Facts => self.plan.matter.evidence,
            _ => None,
        };
        // A larger desk keeps no files, so nothing speaks of one.
        let shown = shown.filter(|_| self.story.originals);
        let text = self.words(letter, shown.is_some());
        let subject = self.headed(letter);
        self.receive(step, MessageKind::Message, subject, text, shown)
    }

    fn machine(&mut self, step: &Step) -> Result<(), ApiError> {
        let (subject, text) = (self.say(self.phrases.away_subject), self.say(self.phrases.away));
        self.receive(step, MessageKind::AutoReply, subject, text, None)
    }

    fn receive(
        &mut self,
        step: &Step,
        sort: MessageKind,
        subject: String,
        text: String,
        shown: Option<Defect>,
    ) -> Result<(), ApiError> {
        let message_id = format!("{:016x}@{}", self.draw.next(), self.domain());
        // The same key as the intake's, so that importing the letter once more finds it.
        let identity =
            Hash::of(format!("{message_id}\n{}\n{}", self.party.email.to_lowercase(), step.at.timestamp()).as_bytes());
        let mut beside = Beside::default();
        let (mut raw, mut files) = (None, Vec::new());
        if self.story.originals {
            let name = shown.map(|defect| {
                format!("{}-{}.png", defect.word(self.party.language == Language::Zh), self.draw.between(1, 9))
            });
            let photo = name.as_deref().zip(shown.map(|defect| picture(defect, self.look.0, self.look.1)));
            let eml = Eml {
                at: step.at,
                subject: &subject,
                text: &text,
                photo,
                machine: sort == MessageKind::AutoReply,
                id: &message_id,
                thread: self.thread.last().map(String::as_str),
            };
            let (bytes, picture) = eml.write((Some(&self.party.name), &self.party.email), (None, DESK))?;
            raw = Some(blob(&bytes, "message.eml", "message/rfc822"));
            files.extend(picture.as_ref().map(|(name, mime, bytes)| blob(bytes, name, mime)));
            beside.files.extend(picture.map(|(.., bytes)| bytes));
            beside.files.push(bytes);
        }
        let trace = Trace {
            raw: raw.as_ref().and_then(|raw| Hash::parse(&raw.sha256)),
            identity: Some(identity),
            message_id: Some(message_id.clone()),
            mentions: self.thread.iter().rev().take(3).rev().cloned().collect(),
        };
        beside.mail = Some(trace);
        self.thread.push(message_id.clone());
        let (entry, from, name) = (self.entry(step), self.party.email.clone(), self.party.name.clone());
        self.put(step, Actor::Customer, beside, |seal| CaseEvent::MessageReceived {
            entry,
            channel: Channel::Mail,
            sort,
            from: seal.seal(from),
            name: Some(seal.seal(name)),
            subject: Some(seal.seal(subject)),
            text: seal.seal(text),
            message_id: Some(seal.seal(message_id)),
            raw: raw.map(|raw| sealed(seal, &raw)),
            files: files.iter().map(|file| sealed(seal, file)).collect(),
            problems: Vec::new(),
            imported: true,
        });
        Ok(())
    }

    fn answer(&mut self, step: &Step, answer: Answer) {
        self.slot("person", self.story.staff[self.owner].name.clone());
        let words = self.reply(answer);
        self.sent += 1;
        let message_id = format!("{}.{}@example.com", self.id.0.simple(), self.sent);
        let mentions = self.thread.clone();
        let trace = Trace { raw: None, identity: None, message_id: Some(message_id.clone()), mentions: last(mentions) };
        let topic = if self.thread.is_empty() { self.topic() } else { reply_subject(&self.topic()) };
        let subject = format!("{topic} [{}]", show::label(self.plan.number));
        self.thread.push(message_id.clone());
        let (entry, to, actor) = (self.entry(step), self.party.email.clone(), Actor::Staff(self.me()));
        self.put(step, actor, Beside { mail: Some(trace), files: Vec::new() }, |seal| CaseEvent::MessageSent {
            entry,
            channel: Channel::Mail,
            how: SentHow::PersonSaid,
            to: seal.seal(to),
            subject: Some(seal.seal(subject)),
            text: seal.seal(words),
            message_id: Some(seal.seal(message_id)),
            raw: None,
            files: Vec::new(),
        });
    }

    fn call(&mut self, step: &Step, direction: Direction, seconds: Option<u32>) {
        let line = self.called(direction, seconds.is_some(), step);
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (number, name) = (some(&self.party.phone), some(&self.party.name).filter(|_| seconds.is_some()));
        let (entry, actor) = (self.entry(step), Actor::Staff(self.me()));
        self.put(step, actor, Beside::default(), |seal| CaseEvent::CallLogged {
            entry,
            direction,
            taken: seconds.is_some(),
            number: seal.seal_some(number),
            name: seal.seal_some(name),
            line: seal.seal(line),
            seconds: seconds.unwrap_or(0),
        });
    }

    fn file(&mut self, step: &Step, number: &str) -> Result<(), ApiError> {
        let finding = self.remedy.clone();
        let random = self.draw.bytes();
        let filed =
            paper::file(self.story, self.plan.customer, self.id, &self.out, step.recorded, &finding, number, random)?;
        let actor = Actor::Staff(self.me());
        let pdf = blob(&filed.pdf, &format!("{number}.pdf"), "application/pdf");
        let number = number.to_owned();
        self.put(step, actor, Beside { mail: None, files: vec![filed.pdf] }, |seal| CaseEvent::FormFiled {
            form: filed.id,
            sort: "customer-information".to_owned(),
            number,
            template: filed.template,
            template_hash: filed.template_hash,
            paper: "a4".to_owned(),
            languages: "both".to_owned(),
            data: seal.seal(filed.data),
            pdf_hash: pdf.sha256.clone(),
            pdf: sealed(seal, &pdf),
            pages: filed.pages,
        });
        Ok(())
    }
}

fn last(mut thread: Vec<String>) -> Vec<String> {
    let from = thread.len().saturating_sub(3);
    thread.split_off(from)
}

fn blob(bytes: &[u8], name: &str, mime: &str) -> BlobRef {
    BlobRef {
        sha256: Hash::of(bytes).to_string(),
        name: name.to_owned(),
        mime: mime.to_owned(),
        size: bytes.len() as u64,
        inline: false,
    }
}

fn sealed(seal: &mut Sealer<'_>, blob: &BlobRef) -> Sealed {
    seal.seal(serde_json::to_string(blob).unwrap_or_default())
}
