//! Everything that is wrong with a pack's text, at once, each with its place.
//!
//! First what cannot be read ([`read`]), then what does not make sense ([`sense`]). A desk takes a pack only when this
//! finds nothing. Sentences are the interface's: a problem is a code with values.

mod read;
mod sense;
mod slip;

use super::fact::Fact;
use super::pack::Pack;
use super::values::word;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Something stands where TOML has no place for it. `found`, `detail`.
    Unexpected,
    /// A word without its quotation marks. `found`, `detail`.
    Unquoted,
    /// Something is missing where a line goes on or the text ends. `wanted`: what, `value`, or `nothing` when nobody can
    /// say. `detail`.
    Unfinished,
    /// A key that stands here already. `key`, `detail`.
    DuplicateKey,
    /// Not TOML, in another way. `detail`.
    Syntax,
    /// A key that a pack does not have here. `key`, `known`, `detail`.
    UnknownKey,
    /// A word that is none of those that can stand here. `word`, `known`, `detail`.
    UnknownWord,
    /// A value of another sort. `found` and `wanted`: `text`, `number`, `flag`, `list`, `table`, `word`, `day` or `other`. `detail`.
    WrongType,
    /// An amount that a clock of this kind does not take. `kind`, `takes`, `detail`.
    Amount,
    /// What can't be read as part of a pack, in another way. `detail`.
    Shape,
    /// A key that must be there is not. `key`, `detail`.
    Missing,
    /// A clause that the pack does not quote. `clause`.
    NoClause,
    /// A clause in a chapter that the pack does not list. `clause`, `section`.
    NoSection,
    /// The same id twice. `id`.
    Twice,
    /// A sentence without words in one of the languages. `language`.
    NoWords,
    /// Not a currency. `currency`.
    NoCurrency,
    /// There is no calendar `service`.
    NoService,
    /// A calendar that never opens.
    NeverOpens,
    /// A calendar that cannot be. `detail`.
    Calendar,
    /// A combination without a row. `table`.
    Gap,
    /// A combination with two rows. `table`, `first`, `second`, from 1.
    Overlap,
    /// A row that no combination reaches. `table`, `row`.
    Unreachable,
    /// A table that asks the same thing twice, or what is declared. `table`, `fact`.
    Input,
    /// A row with a condition on what its table does not ask. `table`, `row`, `fact`.
    NotAsked,
    /// A table with too many combinations. `table`.
    TooWide,
    /// An answer that does not say what the table decides, or says more. `table`, `row`, `decides`.
    Answer,
    /// A group that the pack does not have. `group`.
    NoGroup,
    /// A word that the fact does not have. `fact`, `word`.
    NoWord,
    /// A rule for what the desk does not offer, so it never holds. `fact`.
    NeverHolds,
    /// A clock that nothing under this pack can start or stop. `clock`.
    NeverStops,
    /// A share of a clock that has no amount that can be shared. `clock`, `of`.
    NoShare,
    /// A number that makes no promise: too small, or further than any calendar reaches. `value`, `least`, `most`.
    OutOfRange,
    /// An id that is no name: small letters, figures and hyphens, at most 40. `id`.
    BadId,
    /// The text of another pack. `id`, `wanted`. Only a desk that expects a pack says so.
    OtherPack,
    /// A text longer than any pack. `most`, in bytes.
    TooLong,
    /// A field that no text knows. `field`.
    NoField,
    /// A state of the proof with no warranty period. It stands in the input.
    NoPeriod,
    /// A state of the proof with two warranty periods. `first`, `second`.
    TwoPeriods,
}

impl Code {
    /// Whether it is about the text as TOML.
    fn is_syntax(self) -> bool {
        matches!(self, Self::Unexpected | Self::Unquoted | Self::Unfinished | Self::DuplicateKey | Self::Syntax)
    }

    /// Whether it says that what stands somewhere cannot stand there in a pack.
    fn is_shape(self) -> bool {
        matches!(self, Self::UnknownKey | Self::UnknownWord | Self::WrongType | Self::Shape)
    }

    /// The word in data and the end of its sentence's name.
    #[must_use]
    pub fn word(self) -> String {
        word(&self)
    }
}

/// A combination that shows a problem.
pub type Shown = Vec<(Fact, &'static str)>;

/// Something wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// The column after it, when it ends in the same line.
    pub end: Option<usize>,
    /// What.
    pub code: Code,
    /// Values of its sentence.
    pub args: BTreeMap<&'static str, String>,
    /// The input that shows it.
    pub input: Shown,
}

/// A text, examined.
#[derive(Clone, Debug)]
pub struct Report {
    /// The pack, when nothing is wrong with it.
    pub pack: Option<Pack>,
    /// The pack as it is written, when all of it could be read and yet something is wrong with what it says. No desk takes
    /// it; whoever goes on writing it sees it.
    pub unsound: Option<Pack>,
    /// Everything that is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// Combinations that were walked.
    pub combinations: usize,
}

/// The longest text that is read, in bytes; the largest pack that ships has a twentieth of it.
pub const MOST: usize = 1 << 20;

/// Examines a pack's text.
#[must_use]
pub fn check(text: &str) -> Report {
    if text.len() > MOST {
        let args = BTreeMap::from([("most", MOST.to_string())]);
        let problem = Problem { line: 1, column: 1, end: None, code: Code::TooLong, args, input: Vec::new() };
        return Report { pack: None, unsound: None, problems: vec![problem], combinations: 0 };
    }
    let read = read::read(text);
    let whole = read.found.is_empty();
    let mut found = read.found;
    let mut combinations = 0;
    if let Some(pack) = &read.pack {
        let sense = sense::sense(pack, &read.hurt);
        combinations = sense.combinations;
        found.extend(sense.found.into_iter().map(|flaw| flaw.at(&read.places)));
    }
    let lines = Lines::of(text);
    let mut problems: Vec<Problem> = found.into_iter().map(|found| lines.problem(found)).collect();
    problems.sort_by_key(|problem| (problem.line, problem.column, problem.code));
    problems.dedup();
    // What stands in for something that is no TOML has the wrong shape too; that has been told.
    let broken: BTreeSet<(usize, usize)> =
        problems.iter().filter(|p| p.code.is_syntax()).map(|p| (p.line, p.column)).collect();
    problems.retain(|p| !p.code.is_shape() || !broken.contains(&(p.line, p.column)));
    let (pack, unsound) = match (problems.is_empty(), whole) {
        (true, _) => (read.pack, None),
        (false, true) => (None, read.pack),
        (false, false) => (None, None),
    };
    Report { pack, unsound, problems, combinations }
}

/// Something wrong at bytes of the text.
struct Found {
    span: Range<usize>,
    code: Code,
    args: BTreeMap<&'static str, String>,
    input: Shown,
}

/// Where lines begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts[line - 1];
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    fn problem(&self, found: Found) -> Problem {
        let (line, column) = self.place(found.span.start);
        let (last, end) = self.place(found.span.end);
        let end = (last == line && end > column).then_some(end);
        Problem { line, column, end, code: found.code, args: found.args, input: found.input }
    }
}
