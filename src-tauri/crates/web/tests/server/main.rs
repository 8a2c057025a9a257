//! The server through real sockets.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod alerts;
mod bench;
mod calls;
mod distant;
mod door;
mod ending;
mod events;
mod files;
mod https;
mod postgres;
