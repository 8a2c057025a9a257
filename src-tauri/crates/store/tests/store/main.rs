//! The contract of the store, function by function, and what it does in trouble. on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/mod.rs"]
mod common;

mod backups;
mod calendars;
mod contract;
mod damage;
mod desk;
mod doctor;
mod erased;
mod found;
mod goods;
mod histories;
mod letters;
mod lines;
mod narrow;
mod trouble;
