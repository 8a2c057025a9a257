//! To whom a case goes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::desk::{Away, Staff};
use aftercare_core::ids::StaffId;
use aftercare_core::journal::{Hash, Sealed};
use aftercare_core::policy::{Answer, Urge};
use aftercare_core::route::{Person, acting, route};
use aftercare_core::time::Instant;
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(n))
}

fn at(hour: u32) -> Instant {
    format!("2026-11-20T{hour:02}:00:00Z").parse().unwrap()
}

fn staff(group: &str) -> Staff {
    Staff {
        name: Sealed { commitment: Hash::ZERO, text: None },
        group: Some(group.to_owned()).filter(|group| !group.is_empty()),
        languages: vec![],
        supervisor: false,
        away: None,
        left: false,
    }
}

fn away(group: &str, cover: Option<u128>) -> Staff {
    Staff { away: Some(Away { from: at(8), to: Some(at(12)), cover: cover.map(id) }), ..staff(group) }
}

fn to(group: &str) -> Answer {
    Answer { group: Some(group.to_owned()), alert: Some(Urge::AtOnce), ..Answer::default() }
}

fn owner(staff: &[(u128, Staff, u64)], from: u128, hour: u32) -> StaffId {
    let people: Vec<Person> = staff.iter().map(|(n, staff, open)| Person { id: id(*n), staff, open: *open }).collect();
    route(&to("technical"), id(from), &people, at(hour)).unwrap().owner
}

#[test]
fn hx_11_the_group_s_person_with_the_least_to_do_gets_the_case() {
    let all =
        [(1, staff("service"), 0), (2, staff("technical"), 7), (3, staff("technical"), 4), (4, staff("design"), 1)];
    assert_eq!(owner(&all, 1, 9), id(3));
    assert_eq!(owner(&all, 2, 9), id(2), "who is of the group keeps it, however much there is to do");
    let alone = [(1, staff(""), 3)];
    assert_eq!(owner(&alone, 1, 9), id(1), "nobody of the group: it stays (HX-1)");
    let left = [(1, staff("service"), 0), (2, Staff { left: true, ..staff("technical") }, 0)];
    assert_eq!(owner(&left, 1, 9), id(1));
    assert!(route(&Answer::default(), id(1), &[], at(9)).is_none(), "no group named");
    let people = [Person { id: id(1), staff: &alone[0].1, open: 0 }];
    let told = route(&to("technical"), id(1), &people, at(9)).unwrap();
    assert!(told.at_once && told.group == "technical");
}

#[test]
fn hx_1_who_is_away_is_stood_in_for() {
    let all = [(1, staff("service"), 0), (2, away("technical", Some(3)), 0), (3, staff("service"), 9)];
    assert_eq!(owner(&all, 1, 9), id(3), "the only one of the group is away");
    assert_eq!(owner(&all, 1, 12), id(2), "back at twelve");
    let two = [(1, staff("service"), 0), (2, away("technical", Some(3)), 0), (4, staff("technical"), 5)];
    assert_eq!(owner(&two, 1, 9), id(4), "one who is there is better than a cover");
    let nobody = [(1, staff("service"), 0), (2, away("technical", None), 0)];
    assert_eq!(owner(&nobody, 1, 9), id(2), "nobody stands in: it waits for them");
}

#[test]
fn covers_of_covers_are_followed_and_circles_end() {
    let one = [(1, away("", Some(2))), (2, away("", Some(3))), (3, staff(""))];
    let circle = [(1, away("", Some(2))), (2, away("", Some(1))), (3, staff(""))];
    let act = |all: &[(u128, Staff)]| {
        let people: Vec<Person> = all.iter().map(|(n, staff)| Person { id: id(*n), staff, open: 0 }).collect();
        acting(id(1), &people, at(9))
    };
    assert_eq!(act(&one), id(3));
    assert_eq!(act(&circle), id(1));
    assert_eq!(acting(id(9), &[], at(9)), id(9), "one nobody knows");
}

proptest! {
    /// Whoever is away for whatever reason: the case has an owner, who is on the desk or had it before.
    #[test]
    fn there_is_always_an_owner(plan in proptest::collection::vec((0..3_u8, any::<bool>(), proptest::option::of(0..6_u128), any::<bool>(), 0..9_u64), 1..6), from in 0..6_u128) {
        let staff: Vec<(u128, Staff, u64)> = (0..).zip(plan).map(|(n, (group, gone, cover, left, open))| {
            let group = ["technical", "service", ""][usize::from(group)];
            let known = if gone { away(group, cover) } else { staff(group) };
            (n, Staff { left, ..known }, open)
        }).collect();
        let found = owner(&staff, from, 9);
        let there = staff.iter().any(|(n, staff, _)| id(*n) == found && !staff.left);
        prop_assert!(there || found == id(from));
    }
}
