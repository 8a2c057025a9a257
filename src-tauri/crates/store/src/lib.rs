//! The journal and what follows from it, in SQLite (PostgreSQL follows with the same texts).
//!
//! Why it exists: everything a desk knows must survive the power cord, be provable later, and be on screen at once. So
//! events are appended with their hashes, projections are folded by `core` and written in the same transaction, personal
//! text stands erasable beside the journal, and files lie content-addressed next to the database.
//!
//! - [`Store`] opens a data folder. [`Store::look`] reads as of one instant; [`Store::begin`] writes, all or nothing.
//! - [`Blobs`] keeps files. A file is on disk before the row that names it.
//! - [`backup`] copies, proves the copy, restores, rotates. [`doctor`] holds everything against the journal again.
//! - [`lines`] writes and reads a whole desk as text, from one engine to the other.
//!
//! Left out on purpose: what may be done to a case (core), who may do it (app), the clock on the wall (`now` is always a
//! parameter), and sentences for people.

pub mod backup;
mod batch;
mod blobs;
pub mod bulk;
mod cell;
mod db;
pub mod doctor;
mod error;
mod flaw;
mod found;
mod kept;
pub mod lines;
mod look;
mod page;
mod place;
mod postgres;
mod project;
mod queries;
mod recount;
mod refresh;
pub mod restore;
mod segment;
mod set_back;
mod shelf;
mod sqlite;
mod store;
mod transfer;
mod work;

pub use blobs::{Blob, Blobs};
pub use db::Engine;
pub use error::{Result, StoreError};
pub use flaw::{Flaw, WrongLine};
pub use look::{
    Alert, AlertKind, AlertOf, Between, CaseFilter, CaseRow, Checkpoint, ClockRow, Counts, CustomerRow, DeskEntry,
    FormRow, Look, LotRow, Narrow, PromiseRow, SessionRow, SurveyRow, TaskRow, Trace, UnitRow,
};
pub use page::{Cursor, Page};
pub use place::Place;
pub use project::{VERSION as PROJECTION_VERSION, address_key};
pub use queries::jobs::Job;
pub use queries::policies::{PolicyDraft, Registered};
pub use queries::reach::{OpenCase, Reach};
pub use recount::{Onward, OpenClock, Recounted};
pub use refresh::CLOCK_APART;
pub use segment::{Question, question, words};
pub use sqlite::Tuning;
pub use store::{Progress, Store};
pub use work::{Expected, Work, Written};
