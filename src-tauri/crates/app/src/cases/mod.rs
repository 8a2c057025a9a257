//! Cases: lists and the page ([`page`]), what a person does to them ([`steps`]), answers ([`reply`]).

mod page;
mod reply;
mod steps;

pub(crate) use page::{clock_of, no_facts, save};
pub(crate) use reply::is_address;
