//! What the five documents oblige the desk to do, as far as their packs decide it: a test for each row of the list, named
//! after its id, that asks the pack through the same functions as the program and fails when the pack says something else.
//!
//! The obligations are plain functions of packs, so that [`mutants`] can put them to packs in which one value was
//! changed: each change must turn one of them red. What the desk does with a pack's word is tested where it is done;
//! [`ids`] lists every id with the issue that brings the rest of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

/// Lists a module's obligations and makes a test of each.
macro_rules! obligations {
    ($($name:ident,)*) => {
        /// Every obligation of this document, with its name.
        pub const ALL: &[(&str, super::packs::Holds)] = &[$((stringify!($name), $name)),*];

        mod kept {
            $(#[test]
            fn $name() {
                let kept = super::$name(&super::super::packs::Packs::shipped());
                assert_eq!(kept, Ok(()));
            })*
        }
    };
}

mod ck;
mod hc;
mod hn;
mod hx;
mod ids;
mod mutants;
mod pa;
mod packs;

use packs::Holds;

/// The obligations of each document, in the order of [`packs::Packs::all`].
const DOCUMENTS: [&[(&str, Holds)]; 5] = [hx::ALL, hn::ALL, pa::ALL, ck::ALL, hc::ALL];
