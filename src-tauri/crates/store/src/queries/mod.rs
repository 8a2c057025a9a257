//! The SQL, by subject. Texts here fit both engines: `$1` parameters, explicit columns, keyset pages, no function that
//! only one of them has. Each function runs on any connection, inside or outside a transaction.

pub(crate) mod alerts;
pub(crate) mod cases;
pub(crate) mod checkpoints;
pub(crate) mod clocks;
pub(crate) mod customers;
pub(crate) mod desk;
pub(crate) mod erase;
pub(crate) mod events;
pub(crate) mod goods;
pub(crate) mod jobs;
pub(crate) mod messages;
pub(crate) mod policies;
pub(crate) mod reach;
pub(crate) mod search;
pub(crate) mod sessions;
pub(crate) mod tasks;
