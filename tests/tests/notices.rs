//! The list of third-party parts is up to date, and each licence in it may ship.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use aftercare_tests::notices;

#[test]
fn the_notices_are_what_cargo_and_npm_say() {
    let stands = std::fs::read_to_string(notices::path()).unwrap_or_default();
    assert!(stands == notices::text().unwrap(), "src-tauri/NOTICES.md is not up to date: run `make notices`");
}

#[test]
fn no_part_forbids_shipping() {
    let may = [
        "MIT",
        "Apache-2.0",
        "0BSD",
        "BSD-1-Clause",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CDLA-Permissive-2.0",
        "ISC",
        "MIT-0",
        "MPL-2.0",
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
        "OFL-1.1",
        "Apache-2.0 WITH LLVM-exception",
    ];
    for line in
        notices::text().unwrap().lines().filter(|line| line.starts_with("- ") && line.matches(" · ").count() == 2)
    {
        let licence = line.split(" · ").nth(1).unwrap();
        let all_of = licence.split(" AND ").map(|one| one.trim_matches(['(', ')', ' ']));
        for any_of in all_of {
            let lawful = any_of.split(" OR ").any(|one| may.contains(&one.trim_matches(['(', ')', ' '])));
            assert!(lawful, "{line}");
        }
    }
}
