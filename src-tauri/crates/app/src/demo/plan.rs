//! The bones of a case: who did what when, before any word is chosen. Cheap, so that the whole story can be planned twice:
//! once to number its forms in the order of their filing, once to tell it.

use super::Story;
use super::countries::COUNTRIES;
use super::dealings::{About, fitting};
use super::draw::{Draw, For};
use super::matters::{MATTERS, Matter, Stage, Tone, Way};
use super::time::{WHOLE, awake, millis, worked};
use aftercare_core::clock::PauseReason;
use aftercare_core::time::Instant;
use chrono::TimeDelta;

/// What a customer's letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    First,
    Facts,
    Chase,
    Content,
    Again,
}

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Help,
    Ask,
    Looking,
    /// The solution after the customer's facts; after a long wait; after a call.
    Remedy,
    Result,
    Said,
    Chased,
    Welcome,
    Again,
}

/// What a note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    Matter,
    Progress,
    Carrier,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Letter(Letter),
    /// An out-of-office note.
    Machine,
    Answer(Answer),
    /// The customer called; for so many seconds, when somebody took it.
    Called(Option<u32>),
    /// The desk called.
    Rang(u32),
    Sort {
        complex: bool,
    },
    HandOver,
    Note(Remark),
    Wait(PauseReason),
    Resume,
    Solve {
        again: bool,
    },
    File,
    /// Closes; a telephone case without a form says why.
    Close {
        reason: bool,
    },
}

/// A step with its two instants.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub at: Instant,
    pub recorded: Instant,
    pub what: What,
}

/// A case in outline.
pub(super) struct Plan {
    /// From 1, in the order of their notices.
    pub number: u64,
    pub customer: Option<u64>,
    pub matter: &'static Matter,
    pub way: &'static Way,
    /// The line of the customer's orders that it is about; none where it needs no order.
    pub about: Option<About>,
    pub photo: bool,
    pub urgency: u64,
    pub steps: Vec<Step>,
}

struct Planner<'a> {
    story: &'a Story,
    draw: Draw,
    /// When the last step was written down.
    now: Instant,
    /// Hours ahead of UTC where the customer is.
    ahead: i64,
    steps: Vec<Step>,
}

/// One case in so many goes on for months.
const SAGA: u64 = 20_000;

impl Story {
    /// The case of this number, from 1, up to the end of the story.
    pub(super) fn plan(&self, number: u64) -> Plan {
        let index = number - 1;
        let mut draw = Draw::new(self.seed, For::Plan, number);
        let jitter = Draw::new(self.seed, For::Arrival, number).below(WHOLE);
        let part = ((u128::from(index) * u128::from(WHOLE) + u128::from(jitter)) / u128::from(self.cases)) as u64;
        let notice = self.arrivals.at(part);
        let saga = number % SAGA == SAGA / 2;
        // Who calls does so when somebody is there, or leaves a word.
        let phone = !saga && draw.permille(if self.service.is_open(notice) { 430 } else { 50 });
        let (customer, matter, about) = self.choose(&mut draw, part, notice, (phone, saga));
        let way = draw.pick(matter.ways);
        let wholesale = matter.stage == Stage::Free;
        let ahead = customer.map_or(0, |number| COUNTRIES[super::people::country(self.seed, number)].ahead);
        let urgency = draw.below(100);
        let photo = !phone && matter.photo.is_some() && draw.permille(700);
        let complex = draw.permille(matter.complex);
        let mut planner = Planner { story: self, draw, now: notice, ahead, steps: Vec::new() };
        if saga {
            planner.saga();
        } else if phone {
            planner.call(matter, complex);
        } else {
            planner.mail(matter, complex, wholesale);
        }
        let mut steps = planner.steps;
        steps.retain(|step| step.recorded <= self.until);
        Plan { number, customer, matter, way, about, photo, urgency, steps }
    }

    /// Who has what to say: a matter first, then somebody whose goods have the parts for it at the right time; where nobody
    /// is found soon, the last one asked says what can be said of theirs.
    fn choose(
        &self,
        draw: &mut Draw,
        part: u64,
        notice: Instant,
        (phone, saga): (bool, bool),
    ) -> (Option<u64>, &'static Matter, Option<About>) {
        let day = self.service.day_of(notice);
        let known = u128::from(self.known_by(part));
        let somebody = |draw: &mut Draw, big: bool| {
            // Big customers have more to ask.
            let of = u128::from(draw.below(WHOLE));
            ((known * if big { (of * of) >> 40 } else { of }) >> 40) as u64
        };
        // What is asked by telephone is never a wholesale price, and nothing of the office goes on for months.
        let weight = |matter: &Matter| match (matter.stage, matter.tone) {
            (Stage::Free, _) if phone => 0,
            (_, Tone::Transit | Tone::Office) if saga => 0,
            _ => matter.weight,
        };
        let matter = MATTERS[draw.weighed(MATTERS.iter().map(|matter| weight(matter)))];
        if matter.stage == Stage::Free {
            let customer = (!draw.permille(700)).then(|| somebody(draw, true));
            return (customer, matter, None);
        }
        let one_of = |found: &[About], draw: &mut Draw| {
            // The newest order comes first and is the likeliest.
            found.get(draw.rather_low(0, found.len() as i64 - 1).unsigned_abs() as usize).copied()
        };
        let mut last = (0, Vec::new());
        for turn in 0..10 {
            // The first customers are the big ones; what they bought may lie far back.
            let customer = somebody(draw, turn < 3);
            let orders = self.orders(customer).1;
            let found = fitting(matter, &orders, day);
            if let Some(about) = one_of(&found, draw) {
                return (Some(customer), matter, Some(about));
            }
            last = (customer, orders);
        }
        let (customer, orders) = last;
        let fits = |matter: &&&'static Matter| match matter.stage {
            Stage::Free => !phone,
            _ => weight(matter) > 0 && !fitting(matter, &orders, day).is_empty(),
        };
        let open: Vec<&'static Matter> = MATTERS.iter().filter(fits).copied().collect();
        if open.is_empty() {
            return (Some(customer), free(), None);
        }
        let matter = open[draw.weighed(open.iter().map(|matter| matter.weight))];
        let about = one_of(&fitting(matter, &orders, day), draw).filter(|_| matter.stage != Stage::Free);
        (Some(customer), matter, about)
    }
}

/// What needs no order.
fn free() -> &'static Matter {
    MATTERS.iter().find(|matter| matter.stage == Stage::Free).unwrap_or(&MATTERS[0])
}

impl Planner<'_> {
    fn push(&mut self, at: Instant, recorded: Instant, what: What) {
        let last = self.steps.last().map_or(Instant::default(), |step| step.at.max(step.recorded));
        let at = at.max(last + TimeDelta::seconds(1));
        let recorded = recorded.max(at);
        self.steps.push(Step { at: millis(at), recorded: millis(recorded), what });
        self.now = recorded;
    }

    /// The desk does it, so many minutes of service hours after the last step.
    fn work(&mut self, low: i64, high: i64, what: What) {
        let minutes = self.draw.rather_low(low, high);
        let at = worked(&self.story.service, self.now, minutes, &mut self.draw);
        self.push(at, at, what);
    }

    /// The desk does it within a minute or two of the last step, still open or not.
    fn then(&mut self, what: What) {
        let at = self.now + self.draw.seconds(4, 90);
        self.push(at, at, what);
    }

    /// A letter of the customer comes, so many hours after the last step.
    fn letter(&mut self, low: i64, high: i64, what: Letter) {
        let minutes = self.draw.rather_low(low * 60, high * 60) + self.draw.between(0, 59);
        let at = awake(self.now, minutes, self.ahead, &mut self.draw);
        self.comes(at, What::Letter(what));
    }

    fn comes(&mut self, at: Instant, what: What) {
        let recorded = at + self.draw.seconds(3, 45);
        self.push(at, recorded, what);
    }

    /// An answer within the promise, or now and then not.
    fn answer(&mut self, what: Answer) {
        match self.draw.below(100) {
            0..85 => self.work(4, 100, What::Answer(what)),
            85..92 => self.work(95, 118, What::Answer(what)),
            _ => self.work(121, 540, What::Answer(what)),
        }
    }

    fn mail(&mut self, matter: &Matter, complex: bool, wholesale: bool) {
        self.comes(self.now, What::Letter(Letter::First));
        let sorted_first = self.draw.permille(750);
        if sorted_first {
            self.work(2, 30, What::Sort { complex });
        }
        if wholesale || self.draw.permille(70) {
            self.then(What::HandOver);
        }
        let carrier = matter.carrier && self.draw.permille(600);
        let way = self.draw.below(100);
        match way {
            _ if carrier => self.answer(Answer::Looking),
            0..48 => self.answer(Answer::Help),
            48..80 => self.answer(Answer::Ask),
            _ => self.answer(Answer::Looking),
        }
        if !sorted_first {
            self.then(What::Sort { complex });
        }
        match way {
            _ if carrier => self.carrier(),
            0..48 => {
                if self.draw.permille(160) {
                    self.work(5, 200, What::Note(Remark::Matter));
                }
                if self.draw.permille(200) {
                    self.letter(1, 30, Letter::Content);
                    self.answer(Answer::Welcome);
                }
            }
            48..80 => self.asked(),
            _ => self.long(complex),
        }
        self.end(false);
    }

    fn asked(&mut self) {
        self.then(What::Wait(PauseReason::Customer));
        if self.draw.permille(40) {
            let at = self.now + self.draw.seconds(20, 400);
            self.comes(at, What::Machine);
        }
        let mut told = true;
        match self.draw.below(100) {
            0..75 => self.letter(2, 76, Letter::Facts),
            75..92 => self.letter(90, 700, Letter::Facts),
            _ => {
                told = false;
                // No word from the customer: one call, then it is settled as it is.
                self.work(5_000, 12_000, What::Rang(0));
                let seconds = self.draw.between(90, 900) as u32;
                self.work(700, 2_900, What::Rang(seconds));
                self.then(What::Resume);
            }
        }
        if self.draw.permille(300) {
            self.work(10, 160, What::Note(Remark::Matter));
        }
        self.answer(if told { Answer::Remedy } else { Answer::Said });
    }

    fn carrier(&mut self) {
        self.then(What::Wait(PauseReason::Carrier));
        if self.draw.permille(600) {
            self.work(300, 2_400, What::Note(Remark::Carrier));
        }
        if self.draw.permille(350) {
            self.letter(40, 150, Letter::Chase);
            self.answer(Answer::Chased);
        }
        let (low, high) = if self.draw.permille(750) { (400, 5_000) } else { (6_000, 34_000) };
        self.work(low, high, What::Resume);
        self.answer(Answer::Result);
    }

    fn long(&mut self, complex: bool) {
        if !complex && self.draw.permille(500) {
            self.then(What::Sort { complex: true });
        }
        self.work(10, 200, What::Note(Remark::Matter));
        for _ in 0..self.draw.rather_low(0, 3) {
            self.letter(30, 160, Letter::Chase);
            self.answer(Answer::Chased);
            if self.draw.permille(600) {
                self.work(30, 1_500, What::Note(Remark::Progress));
            }
        }
        if self.draw.permille(450) {
            let seconds = self.draw.between(120, 1_500) as u32;
            self.work(60, 1_300, What::Rang(seconds));
        }
        if self.draw.permille(440) {
            // The supplier takes its time.
            self.work(8_000, 62_000, What::Note(Remark::Progress));
        }
        self.answer(Answer::Result);
    }

    fn call(&mut self, matter: &Matter, complex: bool) {
        let taken = self.story.service.is_open(self.now) && !self.draw.permille(40);
        if taken {
            let seconds = self.draw.rather_low(80, 1_500);
            let (at, end) = (self.now, self.now + TimeDelta::seconds(seconds) + self.draw.seconds(20, 150));
            self.push(at, end, What::Called(Some(seconds as u32)));
        } else {
            let end = self.now + self.draw.seconds(10, 40);
            self.push(self.now, end, What::Called(None));
            let seconds = self.draw.between(120, 1_200) as u32;
            let late = self.draw.permille(100);
            self.work(if late { 125 } else { 3 }, if late { 400 } else { 95 }, What::Rang(seconds));
        }
        self.then(What::Sort { complex });
        if self.draw.permille(90) {
            self.then(What::HandOver);
        }
        if self.draw.permille(260) {
            self.work(1, 120, What::Note(Remark::Matter));
        }
        match self.draw.below(100) {
            _ if matter.carrier && self.draw.permille(500) => self.carrier(),
            0..40 => {
                self.work(15, 400, What::Answer(Answer::Ask));
                self.asked();
            }
            40..60 => self.long(complex),
            60..80 => self.work(15, 600, What::Answer(Answer::Said)),
            _ => {}
        }
        self.end(true);
    }

    /// Solved, perhaps not for good, and closed.
    fn end(&mut self, phone: bool) {
        let (low, high) = match self.draw.below(100) {
            0..70 => (1, 240),
            70..90 => (240, 900),
            _ => (900, 5_000),
        };
        self.work(low, high, What::Solve { again: false });
        for _ in 0..2 {
            if !self.draw.permille(55) {
                break;
            }
            self.letter(20, 140, Letter::Again);
            self.answer(Answer::Again);
            self.work(30, 1_000, What::Solve { again: true });
        }
        if phone && self.draw.permille(780) {
            self.work(5, 700, What::File);
            self.work(200, 3_000, What::Close { reason: false });
        } else {
            self.work(700, 5_000, What::Close { reason: phone });
        }
    }

    /// A matter that goes to and fro for the better part of a year.
    fn saga(&mut self) {
        self.comes(self.now, What::Letter(Letter::First));
        self.work(2, 20, What::Sort { complex: true });
        self.answer(Answer::Looking);
        for round in 0..60 {
            self.letter(8, 90, Letter::Chase);
            self.answer(Answer::Chased);
            self.work(20, 300, What::Note(Remark::Progress));
            if round % 3 == 0 {
                let seconds = self.draw.between(120, 1_500) as u32;
                self.work(20, 300, What::Rang(seconds));
            }
            if round == 1 {
                self.work(5, 90, What::Answer(Answer::Ask));
                self.then(What::Wait(PauseReason::Customer));
                self.letter(8, 90, Letter::Facts);
                self.answer(Answer::Chased);
            }
        }
    }
}

/// Where and when a case files its form, if it does.
pub(super) fn filing(plan: &Plan) -> Option<Instant> {
    plan.steps.iter().find(|step| step.what == What::File).map(|step| step.recorded)
}
