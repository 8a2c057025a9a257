//! Decision tables: finite inputs, one row for each combination.
//!
//! A table is turned into a [`Grid`] that has a cell for every combination of its inputs, so that a question costs one
//! look and gaps and overlaps show by themselves. What is not known yet is walked: when every combination that is left
//! gives the same answer, that is the answer; else the grid says which facts would settle it.

use super::condition::Condition;
use super::fact::{Fact, Inputs};
use super::pack::{Basis, Text};
use super::rules::named;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

named! {
    /// What a table decides.
    Decides {
        /// Who answers for the matter.
        Liability "liability",
        /// What the customer pays for the work.
        Charge "charge",
        /// Who pays for a way of the goods.
        Freight "freight",
        /// What may be offered.
        Remedies "remedies",
        /// One condition of a return.
        Return "return",
        /// Whether an order can still be changed (PA-4).
        OrderChange "order_change",
        /// Which group takes the matter, and how fast it must know (HX-11, HX-13).
        Routing "routing",
        /// What comes next.
        Step "step",
    }
}

named! {
    /// Who answers for a matter.
    Party {
        /// The house.
        Us "us",
        /// The customer.
        Customer "customer",
        /// The carrier.
        Carrier "carrier",
        /// Customs or another authority.
        Authority "authority",
        /// Nobody (force majeure).
        Nobody "nobody",
        /// It cannot be told (HX-4): a finding, which blocks nothing but closing before a settlement.
        Undetermined "undetermined",
    }
}

named! {
    /// What the customer pays for the work.
    Charge {
        /// Nothing.
        Free "free",
        /// Material, parts and other outlays only (HX-21).
        NecessaryCosts "necessary_costs",
        /// What inspection and repair cost (HX-20).
        InspectionAndRepair "inspection_and_repair",
        /// The service as offered.
        Paid "paid",
        /// Served first, agreed later (HX-4).
        SettleLater "settle_later",
    }
}

named! {
    /// Who pays a way of the goods.
    Payer {
        /// The house.
        Us "us",
        /// The customer.
        Customer "customer",
        /// The carrier.
        Carrier "carrier",
        /// As it is agreed.
        AsAgreed "as_agreed",
    }
}

named! {
    /// What may be offered to a customer (HN-6, PA-7, HC-4, HC-5).
    Remedy {
        /// Goods back, money back.
        Return "return",
        /// Goods back, other goods.
        Exchange "exchange",
        /// New goods.
        Replacement "replacement",
        /// New goods with the next shipment.
        NextShipment "next_shipment",
        /// Parts to be fitted there.
        Parts "parts",
        /// Repair.
        Repair "repair",
        /// Money back.
        Refund "refund",
        /// A credit note.
        CreditNote "credit_note",
        /// Another product.
        Alternative "alternative",
        /// Words that help.
        Guidance "guidance",
        /// Help at a price.
        PaidSupport "paid_support",
        /// A claim against the carrier.
        CarrierClaim "carrier_claim",
        /// Talking it over.
        Negotiation "negotiation",
    }
}

named! {
    /// Whether an order can be changed.
    Change {
        /// Yes.
        Possible "possible",
        /// No more.
        TooLate "too_late",
        /// With a reason that is kept.
        WithReason "with_reason",
    }
}

named! {
    /// How fast a group must know.
    Urge {
        /// In its list.
        Normal "normal",
        /// By an alert now.
        AtOnce "at_once",
    }
}

named! {
    /// What the desk does next.
    Step {
        /// Solve it at our cost.
        ServeFree "serve_free",
        /// Serve first, settle the cost later (HX-4).
        ServeThenSettle "serve_then_settle",
        /// Tell the price and wait for consent.
        Quote "quote",
        /// Have the goods sent in.
        SendIn "send_in",
        /// Claim from the carrier (HN-7, HC-7).
        ClaimCarrier "claim_carrier",
        /// Offer help at a price (HC-6).
        OfferPaidSupport "offer_paid_support",
        /// Explain, advise, answer the question.
        Guide "guide",
        /// Ask for what is missing.
        AskFacts "ask_facts",
        /// Talk it over (HC-8).
        Negotiate "negotiate",
        /// The court at the house's seat (HC-8).
        GoToCourt "go_to_court",
        /// Say no, with the reason.
        Refuse "refuse",
        /// Keep it on record.
        Record "record",
    }
}

/// What a row answers. A table fills in what it [decides](Table::decides) and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// liability: who answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// charge: what is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge: Option<Charge>,
    /// charge: whether labour may stand on the bill (HX-21).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labour: Option<bool>,
    /// freight: who pays this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// remedies: what may be offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Vec<Remedy>>,
    /// return: whether this condition lets the goods come back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fits: Option<bool>,
    /// order_change: whether it can be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// routing: the group's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// routing: how fast it must know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<Urge>,
    /// step: what comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
}

impl Answer {
    /// Whether it says what a table of this kind must say, and nothing else.
    #[must_use]
    pub fn fits(&self, decides: Decides) -> bool {
        let plain = Self::default();
        let rest = match decides {
            Decides::Liability => Self { party: None, ..self.clone() },
            Decides::Charge => Self { charge: None, labour: None, ..self.clone() },
            Decides::Freight => Self { payer: None, ..self.clone() },
            Decides::Remedies => Self { remedies: None, ..self.clone() },
            Decides::Return => Self { fits: None, ..self.clone() },
            Decides::OrderChange => Self { change: None, ..self.clone() },
            Decides::Routing => Self { group: None, alert: None, ..self.clone() },
            Decides::Step => Self { step: None, ..self.clone() },
        };
        let full = match decides {
            Decides::Liability => self.party.is_some(),
            Decides::Charge => self.charge.is_some(),
            Decides::Freight => self.payer.is_some(),
            Decides::Remedies => self.remedies.as_ref().is_some_and(|all| !all.is_empty()),
            Decides::Return => self.fits.is_some(),
            Decides::OrderChange => self.change.is_some(),
            Decides::Routing => self.group.is_some(),
            Decides::Step => self.step.is_some(),
        };
        full && rest == plain
    }
}

/// A row: under this condition, this answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Words by input; an input left out may be anything.
    #[serde(default)]
    pub when: Condition,
    /// What holds then.
    pub answer: Answer,
    /// What the customer is told.
    #[serde(default)]
    pub note: Option<Text>,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// A decision table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name in the pack.
    pub id: String,
    /// What it decides.
    pub decides: Decides,
    /// For people.
    pub title: Text,
    /// What it asks.
    pub inputs: Vec<Fact>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Words of each fact that a pack knows, where it does not know them all.
pub type Domains = BTreeMap<Fact, Vec<String>>;

/// The most cells a table may have, those with open facts among them.
pub const MAX_CELLS: usize = 1 << 20;

/// What is wrong with a table's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A combination without a row.
    Gap(Vec<(Fact, &'static str)>),
    /// A combination with two rows (from 0).
    Overlap(usize, usize, Vec<(Fact, &'static str)>),
    /// A row (from 0) that no combination reaches, though it overlaps none.
    Unreachable(usize),
    /// More than [`MAX_CELLS`] combinations.
    TooWide,
    /// The table asks the same thing twice, or what is declared, which can be several at once.
    Input(Fact),
    /// A row (from 0) has a condition on something that the table does not ask.
    NotAsked(usize, Fact),
}

/// What a grid answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'g> {
    /// This row (from 0).
    Row(usize),
    /// Each of these facts could change the answer; the rows (from 0) that are still possible.
    Needs(&'g [Fact], &'g [u16]),
    /// A fact has a word that the pack does not know.
    Outside(Fact),
}

/// A table with a cell for every combination of words, and for every one in which some facts are open.
#[derive(Clone, Debug)]
pub struct Grid {
    inputs: Vec<Input>,
    /// The row of each combination of words.
    cells: Vec<u16>,
    /// For each row the first row with the same answer.
    same: Vec<u16>,
    open: Open,
}

#[derive(Clone, Debug)]
struct Input {
    fact: Fact,
    /// Bits of the words this pack knows, in order; the place here is the coordinate, the one behind the last that of an open fact.
    words: Vec<u8>,
    known: u32,
    stride: usize,
    /// Among cells with open facts.
    open_stride: usize,
}

/// What holds while facts are open: by cell, one of a few kinds of answer.
#[derive(Clone, Debug, Default)]
struct Open {
    cells: Vec<u32>,
    /// The facts that could change the answer, and the rows still possible.
    kinds: Vec<(Vec<Fact>, Vec<u16>)>,
}

const GAP: u16 = u16::MAX;

impl Grid {
    /// Walks every combination and finds its row, and everything that is wrong with the rows.
    #[must_use]
    pub fn walk(table: &Table, domains: &Domains) -> (Self, Vec<Flaw>) {
        let mut flaws = Vec::new();
        let mut inputs: Vec<Input> = Vec::with_capacity(table.inputs.len());
        let (mut size, mut open_size) = (1_usize, 1_usize);
        for fact in table.inputs.iter().rev() {
            if *fact == Fact::Declared || inputs.iter().any(|input| input.fact == *fact) {
                flaws.push(Flaw::Input(*fact));
                continue;
            }
            let known = known(*fact, domains);
            let words: Vec<u8> = (0..32).filter(|bit| known >> bit & 1 == 1).collect();
            let count = words.len();
            inputs.push(Input { fact: *fact, stride: size, open_stride: open_size, known, words });
            (size, open_size) = (size.saturating_mul(count), open_size.saturating_mul(count + 1));
        }
        inputs.reverse();
        for (place, row) in table.rows.iter().enumerate() {
            flaws.extend(row.when.facts().filter(|f| !table.inputs.contains(f)).map(|f| Flaw::NotAsked(place, f)));
        }
        let same = table.rows.iter().map(|row| first(&table.rows, |other| other.answer == row.answer)).collect();
        let mut grid = Self { inputs, cells: Vec::new(), same, open: Open::default() };
        if open_size > MAX_CELLS || table.rows.len() >= usize::from(GAP) {
            flaws.push(Flaw::TooWide);
            return (grid, flaws);
        }
        grid.cells = vec![GAP; size];
        let mut clashes = BTreeSet::new();
        for (place, row) in table.rows.iter().enumerate() {
            let sets: Vec<u32> =
                grid.inputs.iter().map(|i| row.when.set(i.fact).unwrap_or(i.known) & i.known).collect();
            let (mut reached, mut clashed) = (false, false);
            for cell in grid.combinations(&sets) {
                reached = true;
                let before = grid.cells[cell];
                if before == GAP {
                    grid.cells[cell] = u16::try_from(place).unwrap_or(GAP);
                } else if clashes.insert((before, place)) {
                    flaws.push(Flaw::Overlap(usize::from(before), place, grid.name(cell)));
                    clashed = true;
                }
            }
            if !reached && !clashed {
                flaws.push(Flaw::Unreachable(place));
            }
        }
        let gaps = grid.cells.iter().enumerate().filter(|(_, row)| **row == GAP).map(|(cell, _)| cell);
        let gaps: Vec<Flaw> = gaps.take(5).map(|cell| Flaw::Gap(grid.name(cell))).collect();
        flaws.extend(gaps);
        grid.open = grid.opened(open_size);
        (grid, flaws)
    }

    /// How many combinations it has.
    #[must_use]
    pub fn combinations_count(&self) -> usize {
        self.cells.len()
    }

    /// The row for these facts, or what would settle it.
    #[must_use]
    pub fn find(&self, inputs: &Inputs) -> Found<'_> {
        let mut cell = 0;
        for input in &self.inputs {
            let set = inputs.words(input.fact) & input.known;
            if set == 0 {
                return Found::Outside(input.fact);
            }
            cell += input.place(set) * input.open_stride;
        }
        let kind = self.open.cells.get(cell).and_then(|kind| self.open.kinds.get(*kind as usize));
        match kind {
            Some((needs, rows)) if !needs.is_empty() => Found::Needs(needs, rows),
            Some((_, rows)) => Found::Row(rows.first().copied().unwrap_or_default().into()),
            // A table with flaws, which nobody asks.
            None => Found::Row(0),
        }
    }

    /// The answers of all cells with open facts, each from those in which one fact less is open: they stand before it.
    fn opened(&self, size: usize) -> Open {
        let width = self.same.len().div_ceil(64).max(1);
        let mut needs = vec![0_u32; size];
        let mut rows = vec![0_u64; size * width];
        let mut open = Open { cells: Vec::with_capacity(size), kinds: Vec::new() };
        let mut known: HashMap<(u32, Vec<u64>), u32> = HashMap::new();
        for cell in 0..size {
            let mut plain = 0;
            let mut opens = Vec::new();
            for (place, input) in self.inputs.iter().enumerate() {
                match cell / input.open_stride % (input.words.len() + 1) {
                    at if at == input.words.len() => opens.push(place),
                    at => plain += at * input.stride,
                }
            }
            // The cells in which this open fact has each of its words.
            let turned = |place: usize| {
                let input = &self.inputs[place];
                (1..=input.words.len()).map(move |back| cell - back * input.open_stride)
            };
            match opens[..] {
                [] if self.cells[plain] != GAP => {
                    rows[cell * width + usize::from(self.cells[plain]) / 64] |= 1 << (self.cells[plain] % 64);
                }
                [] => {}
                [one, ref others @ ..] => {
                    for from in turned(one) {
                        needs[cell] |= needs[from];
                        (0..width).for_each(|word| rows[cell * width + word] |= rows[from * width + word]);
                    }
                    // Whether this very fact matters, the cells tell in which another one is known.
                    match others.first() {
                        Some(other) => turned(*other).for_each(|from| needs[cell] |= needs[from]),
                        None => {
                            let input = &self.inputs[one];
                            let answer = |at: usize| self.answer(self.cells[plain + at * input.stride]);
                            let turns = (1..input.words.len()).any(|at| answer(at) != answer(0));
                            needs[cell] |= u32::from(turns) << one;
                        }
                    }
                }
            }
            let key = (needs[cell], rows[cell * width..][..width].to_vec());
            let next = u32::try_from(open.kinds.len()).unwrap_or(u32::MAX);
            let kind = *known.entry(key).or_insert_with_key(|(needs, rows)| {
                let facts = self.inputs.iter().enumerate().filter(|(place, _)| needs >> place & 1 == 1);
                let mut facts: Vec<Fact> = facts.map(|(_, input)| input.fact).collect();
                facts.sort_unstable();
                let set = |row: &u16| rows[usize::from(*row) / 64] >> (row % 64) & 1 == 1;
                let count = u16::try_from(self.same.len()).unwrap_or(GAP);
                open.kinds.push((facts, (0..count).filter(set).collect()));
                next
            });
            open.cells.push(kind);
        }
        open
    }

    fn answer(&self, row: u16) -> u16 {
        self.same.get(usize::from(row)).copied().unwrap_or(row)
    }

    /// The cells of every combination of these sets.
    fn combinations(&self, sets: &[u32]) -> impl Iterator<Item = usize> + use<> {
        let mut cells = vec![0];
        for (input, set) in self.inputs.iter().zip(sets) {
            let places = input.words.iter().enumerate().filter(|(_, bit)| set >> **bit & 1 == 1);
            let steps: Vec<usize> = places.map(|(place, _)| place * input.stride).collect();
            cells = cells.iter().flat_map(|cell| steps.iter().map(move |step| cell + step)).collect();
        }
        cells.into_iter()
    }

    /// The combination of a cell in words.
    fn name(&self, cell: usize) -> Vec<(Fact, &'static str)> {
        let word = |input: &Input| {
            let bit = input.words[cell / input.stride % input.words.len()];
            (input.fact, input.fact.values()[usize::from(bit)])
        };
        self.inputs.iter().map(word).collect()
    }
}

impl Input {
    /// The coordinate of a word, or of the open fact.
    fn place(&self, set: u32) -> usize {
        match set.count_ones() {
            1 => (self.known & (set - 1)).count_ones() as usize,
            _ => self.words.len(),
        }
    }
}

/// The words of a fact that a pack knows.
fn known(fact: Fact, domains: &Domains) -> u32 {
    let set = domains.get(&fact).map_or(0, |words| words.iter().filter_map(|w| fact.bit(w)).fold(0, |a, b| a | b));
    if set == 0 { fact.all() } else { set }
}

fn first(rows: &[Row], same: impl Fn(&Row) -> bool) -> u16 {
    rows.iter().position(same).and_then(|place| u16::try_from(place).ok()).unwrap_or(GAP)
}
