//! Countries as other people's files write them: by code, or by a name in English or Chinese.

use super::Wrong;
use aftercare_core::country::Country;
use aftercare_core::goods::key;

/// For each code its names as [`key`] makes them: those of the Unicode CLDR in both languages, and others in use.
const NAMES: &str = include_str!("countries.txt");

/// A country by its code or name.
pub(crate) fn country(text: &str) -> Result<Country, Wrong> {
    let key = key(text);
    let named = |line: &str| {
        let (code, names) = line.split_once('|')?;
        names.split('|').any(|name| name == key).then(|| Country::new(code))?
    };
    NAMES.lines().find_map(named).or_else(|| Country::new(&key)).ok_or(Wrong("not_a_country"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    #[rstest]
    #[case("CN", Ok("CN"))]
    #[case("de", Ok("DE"))]
    #[case(" 中国 ", Ok("CN"))]
    #[case("ＵＳＡ", Ok("US"))]
    #[case("Viet  Nam", Ok("VN"))]
    #[case("uk", Ok("GB"))]
    #[case("Antarctica", Ok("AQ"))]
    #[case("Atlantis", Err("not_a_country"))]
    #[case("", Err("not_a_country"))]
    fn countries_by_code_and_name(#[case] text: &str, #[case] expected: Result<&str, &str>) {
        assert_eq!(country(text).as_ref().map(Country::as_str).map_err(|wrong| wrong.0), expected);
    }

    #[test]
    fn every_country_has_names_and_no_name_is_two_countries() {
        let codes: Vec<String> = NAMES.lines().map(|line| line.split('|').next().unwrap().to_owned()).collect();
        assert_eq!(codes, Country::all().map(|country| country.to_string()).collect::<Vec<_>>());
        let mut seen = BTreeSet::new();
        for name in NAMES.lines().flat_map(|line| line.split('|').skip(1)) {
            assert!(name == key(name) && seen.insert(name), "{name}");
        }
    }
}
