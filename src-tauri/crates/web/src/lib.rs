//! The desk over HTTP: the app's one list of queries and commands, its events, uploads and downloads, and the interface
//! for a browser.
//!
//! It exists so that several people share one desk; the desktop and a browser then ask here what the desktop otherwise asks
//! its own app. Nothing is decided here: a call goes to the app by its name, and its answer or typed error goes back. Left
//! out on purpose: log-in and roles. Until they exist a server listens on loopback only, and its one token is the key.

mod calls;
mod events;
mod files;
mod guard;
mod page;
mod screen;
mod serve;
mod token;
mod wire;

pub use screen::Clients;
pub use serve::{Options, ServeError, Server};
