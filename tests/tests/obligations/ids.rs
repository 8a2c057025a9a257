//! A copy of the list's ids, and what of each a pack cannot decide.

use super::DOCUMENTS;
use std::collections::BTreeSet;

/// Every id of the list, with the issues that bring what the desk does with the pack's word: 5 the case desk, 6 mail,
/// 7 surveys, forms and the portal, 8 returns, repairs and money. None: decided and done with what stands.
const IDS: [(&str, &[u8]); 62] = [
    ("HX-1", &[5]),
    ("HX-2", &[5]),
    ("HX-3", &[8]),
    ("HX-4", &[8]),
    ("HX-5", &[]),
    ("HX-6", &[]),
    ("HX-7", &[]),
    ("HX-8", &[6]),
    ("HX-9", &[5]),
    ("HX-10", &[5, 7]),
    ("HX-11", &[5]),
    ("HX-12", &[5, 7]),
    ("HX-13", &[5, 6]),
    ("HX-14", &[7]),
    ("HX-15", &[7]),
    ("HX-16", &[7]),
    ("HX-17", &[7]),
    ("HX-18", &[5]),
    ("HX-19", &[8]),
    ("HX-20", &[8]),
    ("HX-21", &[8]),
    ("HX-22", &[8]),
    ("HN-1", &[6]),
    ("HN-2", &[5, 7]),
    ("HN-3", &[5]),
    ("HN-4", &[6]),
    ("HN-5", &[5, 6]),
    ("HN-6", &[5, 8]),
    ("HN-7", &[5, 8]),
    ("HN-8", &[5, 8]),
    ("HN-9", &[8]),
    ("HN-10", &[5]),
    ("HN-11", &[8]),
    ("PA-1", &[6]),
    ("PA-2", &[6]),
    ("PA-3", &[5]),
    ("PA-4", &[5, 8]),
    ("PA-5", &[8]),
    ("PA-6", &[6, 8]),
    ("PA-7", &[8]),
    ("PA-8", &[7]),
    ("PA-9", &[7]),
    ("PA-10", &[6, 7]),
    ("CK-1", &[8]),
    ("CK-2", &[8]),
    ("CK-3", &[8]),
    ("CK-4", &[8]),
    ("CK-5", &[8]),
    ("CK-6", &[8]),
    ("CK-7", &[8]),
    ("CK-8", &[6, 8]),
    ("CK-9", &[8]),
    ("CK-10", &[8]),
    ("HC-1", &[5]),
    ("HC-2", &[5, 7]),
    ("HC-3", &[5, 7, 8]),
    ("HC-4", &[5, 8]),
    ("HC-5", &[8]),
    ("HC-6", &[8]),
    ("HC-7", &[8]),
    ("HC-8", &[8]),
    ("HC-9", &[8]),
];

/// The id that an obligation's name begins with.
pub fn id(name: &str) -> String {
    name.splitn(3, '_').take(2).collect::<Vec<_>>().join("-").to_uppercase()
}

#[test]
fn every_id_has_its_test_and_every_test_its_id() {
    let listed: BTreeSet<String> = IDS.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(listed.len(), IDS.len(), "an id is listed twice");
    let tested: BTreeSet<String> = DOCUMENTS.iter().flat_map(|all| all.iter()).map(|(name, _)| id(name)).collect();
    assert_eq!(tested, listed);
}

#[test]
fn what_is_left_names_an_issue_to_come() {
    for (id, issues) in IDS {
        assert!(issues.iter().all(|issue| (5..=8).contains(issue)), "{id}");
        assert!(issues.is_sorted(), "{id}");
    }
    let whole: Vec<&str> = IDS.iter().filter(|(_, issues)| issues.is_empty()).map(|(id, _)| *id).collect();
    assert_eq!(whole, ["HX-5", "HX-6", "HX-7"]);
}
