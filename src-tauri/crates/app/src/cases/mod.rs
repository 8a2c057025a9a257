//! Cases: lists and the page ([`page`]), as they stood before ([`past`]), what a person does to them ([`steps`]), what one
//! finds out ([`facts`]), what is to be done ([`tasks`]), sessions beside a call ([`sessions`]), answers ([`reply`]).

mod facts;
mod page;
mod past;
mod reply;
mod seek;
pub(crate) mod sessions;
mod steps;
pub(crate) mod tasks;

pub(crate) use page::{clock_of, no_facts, save};
pub(crate) use past::Past;
pub(crate) use reply::is_address;
pub(crate) use steps::needed;
