//! The one list of what the window (and later the server's clients) can ask and command.
//!
//! The desktop host, the TypeScript types and, later, HTTP are made from [`api!`]'s list; nothing else is reachable.
//! Each query names the tags it depends on; each event names the tags it touches ([`Tag`]).

pub mod acts;
pub mod error;
pub mod views;

pub use error::{ApiError, ErrorCode};
