//! The pure heart of Aftercare.
//!
//! Everything a desk promises is decided here: when a promise falls due, whether it was kept, which survey is owed.
//! The rest of the house records what happened and shows what follows.
//!
//! This crate never does I/O and never asks what time it is: `now`, salts and random bits are parameters. It knows no
//! company either; what one company promises stands in a [`policy::Pack`].

pub mod calendar;
pub mod case;
pub mod clock;
pub mod country;
pub mod customer;
pub mod declare;
pub mod desk;
pub mod goods;
pub mod ids;
pub mod journal;
pub mod mask;
pub mod policy;
pub mod route;
pub mod seek;
pub mod survey;
pub mod threading;
pub mod time;
