//! From the bones of a case to its events: words, addresses, salts and ids, all from the seed.

use super::dealings::{Bought, Dealings};
use super::draw::{Draw, For};
use super::grammar::{Words, say};
use super::letter::Letter as Eml;
use super::matters::{MATTERS, Matter, Told as Text};
use super::people::stranger;
use super::phrases::{COLOURS, EN, PRODUCTS, Phrases, ZH};
use super::plan::{Answer, Letter, Plan, Remark, Step, What};
use super::{DESK, Story, paper};
use crate::api::ApiError;
use crate::show;
use aftercare_core::case::{
    BlobRef, CaseEvent, Channel, Complexity, Direction, Language, MessageKind, SentHow, Urgency,
};
use aftercare_core::ids::{CaseId, CustomerId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Hash, Sealed, Sealer};
use aftercare_core::threading::reply_subject;
use aftercare_store::Trace;
use aftercare_store::bulk::Happened;

/// Who is on the other side of a case.
struct Party {
    customer: Option<CustomerId>,
    language: Language,
    name: String,
    given: String,
    company: String,
    email: String,
    phone: String,
    city: &'static str,
}

/// The words of a case by name.
struct Slots(Vec<(&'static str, String)>);

impl Words for Slots {
    fn word(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str())
    }
}

/// What goes beside an event.
#[derive(Default)]
struct Beside {
    mail: Option<Trace>,
    files: Vec<Vec<u8>>,
}

/// A case being told.
struct Teller<'a> {
    story: &'a Story,
    plan: &'a Plan,
    matter: &'static Matter,
    text: &'static Text,
    phrases: &'static Phrases,
    draw: Draw,
    slots: Slots,
    party: Party,
    id: CaseId,
    owner: usize,
    subject: String,
    sorted: Option<Complexity>,
    /// Message-IDs so far.
    thread: Vec<String>,
    sent: u32,
    out: Vec<Happened<CaseEvent>>,
}

impl Story {
    /// The events of a case. `form` is the number of the form that it files.
    pub(super) fn tell(&self, plan: &Plan, form: Option<&str>) -> Result<(CaseId, Vec<Happened<CaseEvent>>), ApiError> {
        let mut draw = Draw::new(self.seed, For::Words, plan.number);
        let dealings = plan.customer.map(|number| self.dealings(number));
        let mut party = self.party(plan, dealings.as_ref(), &mut draw);
        let matter = &MATTERS[plan.matter];
        let (text, phrases) = match party.language {
            Language::Zh => (&matter.zh, &ZH),
            Language::En => (&matter.en, &EN),
        };
        let Some(first) = plan.steps.first() else {
            return Err(crate::errors::internal("a case of the demo without a step"));
        };
        let order = dealings.as_ref().and_then(|d| ordered_before(d, self.service.day_of(first.at), &mut draw));
        let slots = slots(&party, order, &mut draw);
        let mut owner = draw.below(self.staff.len() as u64) as usize;
        if self.staff.len() < 4 && party.language == Language::Zh && draw.permille(600) {
            owner = 1;
        }
        let id = CaseId::at(first.recorded, draw.bytes());
        let subject = match first.what {
            What::Called(None) => say(phrases.missed, &mut draw, &slots),
            What::Called(_) => say(text.line, &mut draw, &slots),
            _ => say(text.subject, &mut draw, &slots),
        };
        if dealings.as_ref().and_then(|d| d.company.second.as_ref()).is_some() && draw.permille(300) {
            party.email = dealings.as_ref().and_then(|d| d.company.second.clone()).unwrap_or_default();
        }
        let mut teller = Teller {
            story: self,
            plan,
            matter,
            text,
            phrases,
            draw,
            slots,
            party,
            id,
            owner,
            sorted: None,
            thread: Vec::new(),
            sent: 0,
            out: Vec::with_capacity(plan.steps.len() + 1),
            subject,
        };
        teller.slot("subject", teller.subject.clone());
        teller.open(first);
        for step in &plan.steps {
            teller.take(step, form)?;
        }
        Ok((id, teller.out))
    }

    fn party(&self, plan: &Plan, dealings: Option<&Dealings>, draw: &mut Draw) -> Party {
        match (plan.customer, dealings) {
            (Some(number), Some(dealings)) => {
                let company = &dealings.company;
                Party {
                    customer: Some(self.customer_id(number, dealings.joined)),
                    language: company.country.language,
                    name: company.contact.clone(),
                    given: company.given.clone(),
                    company: company.name.clone(),
                    email: company.email.clone(),
                    phone: company.phone.clone(),
                    city: company.city,
                }
            }
            _ => {
                let (name, email) = stranger(draw);
                let given = name.split(' ').next().unwrap_or(&name).to_owned();
                Party {
                    customer: None,
                    language: Language::En,
                    company: String::new(),
                    phone: String::new(),
                    city: draw.pick::<&'static str>(&["Bristol", "Lyon", "Austin", "Geelong", "Leeds"]),
                    name,
                    given,
                    email,
                }
            }
        }
    }
}

/// An order that the customer can complain about on that day.
fn ordered_before<'a>(dealings: &'a Dealings, day: chrono::NaiveDate, draw: &mut Draw) -> Option<&'a Bought> {
    let known: Vec<&Bought> = dealings.orders.iter().filter(|order| order.ordered < day).collect();
    if known.is_empty() { dealings.orders.first() } else { Some(known[draw.below(known.len() as u64) as usize]) }
}

fn slots(party: &Party, order: Option<&Bought>, draw: &mut Draw) -> Slots {
    let zh = party.language == Language::Zh;
    let product = order.map_or_else(|| draw.pick(PRODUCTS), |order| order.product);
    let colour = order.map_or_else(|| draw.pick(COLOURS), |order| order.colour);
    let pieces = order.map_or(product.usual, |order| order.pieces);
    let affected = (pieces * draw.rather_low(4, 80) / 1000).max(2);
    let word = |en: &str, zh_word: &str| if zh { zh_word } else { en }.to_owned();
    Slots(vec![
        ("product", word(product.many, product.zh)),
        ("one", word(product.one, product.zh)),
        ("colour", word(colour.0, colour.1)),
        ("n", grouped(affected)),
        ("total", grouped(pieces)),
        ("share", format!("{}.{} %", affected * 100 / pieces, affected * 1000 / pieces % 10)),
        ("lot", order.map_or_else(|| "2026-03".to_owned(), |order| order.lot.clone())),
        ("order", order.map_or_else(|| "PO-1".to_owned(), |order| order.number.clone())),
        ("city", party.city.to_owned()),
        ("days", draw.between(2, 9).to_string()),
        ("name", party.name.clone()),
        ("given", party.given.clone()),
        ("company", party.company.clone()),
        ("person", String::new()),
        ("subject", String::new()),
    ])
}

/// 1200 as 1,200.
pub(super) fn grouped(n: i64) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) }
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
    fn slot(&mut self, name: &str, word: String) {
        if let Some((_, old)) = self.slots.0.iter_mut().find(|(known, _)| *known == name) {
            *old = word;
        }
    }

    fn say(&mut self, pattern: &str) -> String {
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
                let reason = if changed { Some(self.say(self.phrases.complex)) } else { None };
                self.sorted = Some(complexity);
                let (category, urgency) = (self.matter.category, urgency(self.plan.urgency));
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
                    Remark::Progress => self.say(self.phrases.progress),
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
                let solution = if again { self.say(self.phrases.again_solved) } else { self.say(self.text.solved) };
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

    /// The words of a letter.
    fn words(&mut self, letter: Letter) -> String {
        let (text, phrases) = (self.text, self.phrases);
        let heart = match letter {
            Letter::First => text.letter,
            Letter::Facts => text.facts,
            Letter::Chase => phrases.chase,
            Letter::Content => phrases.content,
            Letter::Again => phrases.again,
        };
        let mut words =
            if letter == Letter::First || self.draw.permille(500) { self.say(phrases.hello) } else { String::new() };
        words.push_str(&self.say(heart));
        if letter == Letter::First {
            words.push_str(&self.say(phrases.bye));
        } else {
            words.push_str("\n\n");
            words.push_str(if self.party.language == Language::Zh { &self.party.name } else { &self.party.given });
        }
        words.trim_end().to_owned()
    }

    fn letter(&mut self, step: &Step, letter: Letter) -> Result<(), ApiError> {
        let text = self.words(letter);
        let subject = match letter {
            Letter::First => self.subject.clone(),
            _ if self.party.language == Language::Zh && self.draw.permille(500) => format!("回复：{}", self.subject),
            _ => reply_subject(&self.subject),
        };
        let photo = self.matter.photo.filter(|_| letter == Letter::First && self.plan.photo);
        self.receive(step, MessageKind::Message, subject, text, photo)
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
        photo: Option<&str>,
    ) -> Result<(), ApiError> {
        let message_id = format!("{:016x}@{}", self.draw.next(), self.domain());
        // The same key as the intake's, so that importing the letter once more finds it.
        let identity =
            Hash::of(format!("{message_id}\n{}\n{}", self.party.email.to_lowercase(), step.at.timestamp()).as_bytes());
        let mut beside = Beside::default();
        let (mut raw, mut files) = (None, Vec::new());
        if self.story.originals {
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
        let (text, phrases) = (self.text, self.phrases);
        let heart: &[&str] = match answer {
            Answer::Help => &[phrases.thanks_for, text.remedy],
            Answer::Ask => &[phrases.before_ask, text.ask],
            Answer::Looking => &[phrases.looking],
            Answer::Remedy => &[phrases.details, text.remedy],
            Answer::Chased => &[phrases.chased],
            Answer::Welcome => &[phrases.welcome],
            Answer::Again => &[phrases.again_answer],
        };
        let mut words = self.say(phrases.dear);
        for part in heart {
            words.push_str(&self.say(part));
        }
        words.push_str(&self.say(phrases.regards));
        self.sent += 1;
        let message_id = format!("{}.{}@example.com", self.id.0.simple(), self.sent);
        let mentions = self.thread.clone();
        let trace = Trace { raw: None, identity: None, message_id: Some(message_id.clone()), mentions: last(mentions) };
        self.thread.push(message_id.clone());
        let subject = format!("{} [{}]", reply_subject(&self.subject), show::label(self.plan.number));
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
        let line = match (direction, seconds) {
            (Direction::In, Some(_)) => self.subject.clone(),
            (_, None) => self.say(self.phrases.missed),
            (Direction::Out, Some(_)) => {
                let what = self.say(self.text.line);
                self.slot("subject", what);
                self.say(self.phrases.called_back)
            }
        };
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
        let finding = self.say(self.text.remedy);
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
