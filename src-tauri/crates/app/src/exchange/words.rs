//! From the headers of somebody's file to our columns: suggested, never forced.

use super::kinds::{Field, TableKind};
use aftercare_core::goods::key;

/// A header as it is compared: without brackets and what stands in them, letters and figures only, lower case.
pub(crate) fn plain(header: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in key(header).chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The column that a header names, if any.
pub(crate) fn names(kind: TableKind, header: &str) -> Option<&'static Field> {
    let plain = plain(header);
    if plain.is_empty() {
        return None;
    }
    let own = |field: &&'static Field| field.name.replace('_', "") == plain;
    let by = |word: &str| kind.fields().iter().find(|field| field.words.contains(&word));
    let numbered = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    kind.fields().iter().find(own).or_else(|| by(&plain)).or_else(|| by(numbered).filter(|field| field.many()))
}

/// A suggestion for each header: each column of ours at most once, but for those that may come in several.
pub(crate) fn suggest(kind: TableKind, headers: &[String]) -> Vec<Option<&'static Field>> {
    let mut taken: Vec<&str> = Vec::new();
    headers
        .iter()
        .map(|header| {
            let field = names(kind, header)?;
            if taken.contains(&field.name) && !field.many() {
                return None;
            }
            taken.push(field.name);
            Some(field)
        })
        .collect()
}

/// The currency a header names, as "Unit price (EUR)" does.
pub(crate) fn currency(header: &str) -> Option<aftercare_core::goods::Currency> {
    super::values::amounts::currency_in(header)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(TableKind::Customers, "Customer No.", Some("number"))]
    #[case(TableKind::Customers, "客户名称", Some("name"))]
    #[case(TableKind::Customers, "E-Mail", Some("emails"))]
    #[case(TableKind::Customers, "Email 2", Some("emails"))]
    #[case(TableKind::Customers, "联系电话（手机）", Some("phones"))]
    #[case(TableKind::Customers, "Remarks", None)]
    #[case(TableKind::Contacts, "Position", Some("role"))]
    #[case(TableKind::OrderLines, "Position", Some("line"))]
    #[case(TableKind::OrderLines, "Unit price (EUR)", Some("price"))]
    #[case(TableKind::OrderLines, "单价(元)", Some("price"))]
    #[case(TableKind::Lots, "production_date", Some("produced_on"))]
    #[case(TableKind::Units, "S/N", Some("serial"))]
    #[case(TableKind::Units, "", None)]
    fn headers_are_recognised(#[case] kind: TableKind, #[case] header: &str, #[case] field: Option<&str>) {
        assert_eq!(names(kind, header).map(|f| f.name), field);
    }

    #[test]
    fn our_own_names_are_recognised_and_no_word_stands_for_two_columns() {
        for kind in TableKind::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for field in kind.fields() {
                assert_eq!(names(kind, field.name).map(|f| f.name), Some(field.name));
                for word in field.words {
                    assert_eq!(plain(word), *word, "{kind:?} {word}");
                    let before = seen.insert(*word, field.name);
                    assert!(before.is_none(), "{kind:?}: {word} stands for {before:?} and {}", field.name);
                }
            }
        }
    }

    #[test]
    fn a_header_that_comes_twice_is_suggested_once() {
        let headers = ["Name", "name", "Mail", "E-mail 2"].map(str::to_owned);
        let names: Vec<_> = suggest(TableKind::Customers, &headers).into_iter().map(|f| f.map(|f| f.name)).collect();
        assert_eq!(names, [Some("name"), None, Some("emails"), Some("emails")]);
    }
}
