//! What an examination can find, how bad each thing is, and whether a repair puts it right.

use aftercare_core::journal::{Hash, StreamId};
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Good to know; nothing has to be done.
    Note,
    /// Nothing that was recorded is touched; one step puts it right.
    Mend,
    /// What was recorded is damaged, changed or gone.
    Loss,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The database file's own structure is damaged, or a row holds what no program writes.
    File {
        /// What the engine says.
        detail: String,
    },
    /// The search index does not agree with itself.
    Index {
        /// What the engine says.
        detail: String,
    },
    /// A newer program wrote the database; only what all versions share was examined.
    Newer {
        /// Its schema.
        found: i64,
        /// The newest one known here.
        known: i64,
    },
    /// An older program wrote the database; its projections are made anew at the next opening and were not compared.
    Older {
        /// Its schema.
        found: i64,
        /// Today's.
        known: i64,
    },
    /// The projections were made by another fold or with other calendars. They are made anew at the next opening.
    Stale,
    /// Events between these positions are missing.
    Gap {
        /// The last position before the gap.
        after: u64,
        /// The first one behind it.
        before: u64,
    },
    /// An event's row holds what no program writes.
    Event {
        /// Its place in the journal.
        position: u64,
        /// What can't be read.
        detail: String,
    },
    /// An event does not follow the one before it, or its bytes are not those that were hashed.
    Broken {
        /// Its stream.
        stream: StreamId,
        /// Its number.
        seq: u64,
    },
    /// A stream's head is not its last event.
    Head {
        /// The stream.
        stream: StreamId,
    },
    /// A checkpoint is not the one that was written, or the journal was another when it was.
    Checkpoint {
        /// Its number.
        number: u64,
    },
    /// The journal ends before a position that a checkpoint saw.
    Cut {
        /// The position seen.
        position: u64,
    },
    /// Texts or lists of this stream tell of events that the journal does not have: its end was cut off.
    Tail {
        /// The stream.
        stream: StreamId,
    },
    /// Something of the schema is not there, or is not what our programs made: a guard, an index, a table, a migration.
    Schema {
        /// `table`, `index`, `trigger`, `function` or `migration`.
        sort: &'static str,
        /// Its name.
        name: String,
        /// What people or programs wrote stood in it.
        loss: bool,
    },
    /// Case numbers that were given out and that no case has, in a damaged journal: what may be gone.
    Unnumbered {
        /// The first of them.
        numbers: Vec<u64>,
    },
    /// Two cases carry one number.
    Twice {
        /// The number.
        number: u64,
    },
    /// Numbers of this row beyond where its counter stands were given out already: the next one would come twice.
    Counter {
        /// The row of numbers, as `case`.
        name: String,
        /// Where it stands.
        stands: u64,
        /// The highest that is in use.
        used: u64,
    },
    /// A text is not the one its event committed to.
    Text {
        /// The stream.
        stream: StreamId,
        /// The commitment.
        commitment: Hash,
    },
    /// An event commits to a text whose row is gone; an erased one would have left its row.
    TextGone {
        /// The stream.
        stream: StreamId,
        /// The commitment.
        commitment: Hash,
    },
    /// A stream can't be read or folded.
    Unread {
        /// The stream.
        stream: StreamId,
        /// Why.
        detail: String,
    },
    /// A row of numbers goes on beyond the highest that is in use: the next one leaves a gap. Either nobody was given those
    /// numbers, or their records are gone without any other trace.
    Ahead {
        /// The row of numbers.
        name: String,
        /// Where it stands.
        stands: u64,
        /// The highest that is in use.
        used: u64,
    },
    /// A message has no trace: its mail would be imported once more.
    Untraced {
        /// The stream.
        stream: StreamId,
        /// The event's number.
        seq: u64,
    },
    /// The trace of a message is not the message's.
    Mistraced {
        /// The stream.
        stream: StreamId,
        /// The event's number.
        seq: u64,
    },
    /// The ids that a case's messages mention are not those by which it is found: answers to them would open cases of their own,
    /// or join this one.
    Mentions {
        /// The stream.
        stream: StreamId,
        /// How many are missing.
        missing: u64,
        /// How many no message mentions.
        strange: u64,
    },
    /// A file that a message or a form names has no row: no backup would take it.
    Unnamed {
        /// The stream.
        stream: StreamId,
        /// Its name.
        sha256: Hash,
        /// The file itself is gone too.
        missing: bool,
    },
    /// A file's row tells another size than the file has: no backup would take it.
    Size {
        /// Its name.
        sha256: Hash,
        /// The size that the row tells.
        told: i64,
        /// The size it has.
        is: u64,
    },
    /// The trace of a message leads to no message.
    Trace {
        /// The stream.
        stream: StreamId,
        /// The event's number.
        seq: u64,
    },
    /// A stored projection is not what a fresh fold gives.
    Projection {
        /// Whose.
        stream: StreamId,
        /// Which part of it.
        part: &'static str,
    },
    /// A projection has rows of nobody.
    Rows {
        /// Which.
        table: &'static str,
        /// How many.
        rows: u64,
    },
    /// Texts that are gone are not as many as were erased. More are gone: nobody erased them. Fewer: erased texts stand again, the
    /// rows that they left were deleted, or the count was raised.
    Erasures {
        /// The stream.
        stream: StreamId,
        /// How many were erased, as the program counted.
        counted: i64,
        /// How many are gone.
        gone: i64,
    },
    /// A published pack is not the text it was.
    Pack {
        /// Its id.
        id: String,
        /// Its version.
        version: u32,
        /// It is not there at all.
        gone: bool,
    },
    /// The row of a published pack tells another instant than its text from which it holds.
    PackDate {
        /// Its id.
        id: String,
        /// Its version.
        version: u32,
    },
    /// A file is missing, or its bytes changed.
    Blob {
        /// Its name.
        sha256: Hash,
        /// It is not there at all.
        missing: bool,
    },
    /// Files that no row names: leftovers of a crash.
    Stray {
        /// How many.
        files: u64,
        /// Their bytes.
        bytes: u64,
    },
}

impl Problem {
    /// How bad it is.
    pub fn grade(&self) -> Grade {
        match self {
            Self::Older { .. } | Self::Stale | Self::Stray { .. } | Self::Ahead { .. } => Grade::Note,
            Self::Schema { loss: false, .. }
            | Self::Index { .. }
            | Self::Newer { .. }
            | Self::Counter { .. }
            | Self::Trace { .. }
            | Self::Untraced { .. }
            | Self::Mistraced { .. }
            | Self::Mentions { .. }
            | Self::Unnamed { missing: false, .. }
            | Self::Size { .. }
            | Self::PackDate { .. }
            | Self::Projection { .. }
            | Self::Rows { .. } => Grade::Mend,
            _ => Grade::Loss,
        }
    }

    /// Whether [`repair`](super::repair) puts it right.
    pub fn is_projection(&self) -> bool {
        // The tables themselves, and what a newer program wrote, it leaves alone.
        self.grade() == Grade::Mend && !matches!(self, Self::Schema { .. } | Self::Newer { .. })
    }

    /// The stream it is about.
    pub fn stream(&self) -> Option<StreamId> {
        match self {
            Self::Broken { stream, .. }
            | Self::Head { stream }
            | Self::Tail { stream }
            | Self::Text { stream, .. }
            | Self::TextGone { stream, .. }
            | Self::Erasures { stream, .. }
            | Self::Unread { stream, .. }
            | Self::Trace { stream, .. }
            | Self::Untraced { stream, .. }
            | Self::Mistraced { stream, .. }
            | Self::Mentions { stream, .. }
            | Self::Unnamed { stream, .. }
            | Self::Projection { stream, .. } => Some(*stream),
            _ => None,
        }
    }
}

/// A problem with what is known about its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub grade: Grade,
    /// The number of the case it is about.
    pub case: Option<u64>,
    /// What it is.
    #[serde(flatten)]
    pub problem: Problem,
}
