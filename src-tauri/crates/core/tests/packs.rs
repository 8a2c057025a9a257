//! The five packs that ship: each stands by itself, says where every value comes from, and says it in both languages.
//! What they promise is held by the obligations in `tests/`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::policy::{Answer, Book, Decides, Pack, Tables, check};
use rstest::rstest;
use sha2::{Digest, Sha256};

const LEATHER_1: &str = include_str!("../packs/hx-leather-1.toml");
const LEATHER: &str = include_str!("../packs/hx-leather-2.toml");
const WEB_SHOP: &str = include_str!("../packs/huaxing-nor-1.toml");
const JEWELLERY: &str = include_str!("../packs/pandorana-1.toml");
const ELECTRONICS: &str = include_str!("../packs/changkong-1.toml");
const HELP_CENTRE: &str = include_str!("../packs/help-center-1.toml");

/// Cases of version 1 keep it for ever, so not a byte of it may change.
#[test]
fn the_first_version_is_as_it_was_released() {
    let hash = hex::encode(Sha256::digest(LEATHER_1));
    assert_eq!(hash, "039dd8bcd1785ccdf780c71dab3f4782f20f994ba784a14735838e1f85d88790");
    assert_eq!(Pack::parse(LEATHER_1).unwrap().version, 1);
}

#[rstest]
#[case(LEATHER, "hx-leather", 2)]
#[case(WEB_SHOP, "huaxing-nor", 1)]
#[case(JEWELLERY, "pandorana", 1)]
#[case(ELECTRONICS, "changkong", 1)]
#[case(HELP_CENTRE, "help-center", 1)]
fn a_pack_stands_by_itself(#[case] text: &str, #[case] id: &str, #[case] version: u32) {
    assert_eq!(check::check(text).problems, [], "{id}");
    let pack = Pack::parse(text).unwrap();
    assert_eq!((pack.id.as_str(), pack.version), (id, version));
    Tables::of(&pack).unwrap();
    Book::read([text]).unwrap();
}

#[rstest]
#[case(LEATHER)]
#[case(WEB_SHOP)]
#[case(JEWELLERY)]
#[case(ELECTRONICS)]
#[case(HELP_CENTRE)]
fn every_value_says_how_it_was_read_and_every_clause_is_quoted_in_both_languages(#[case] text: &str) {
    let pack = Pack::parse(text).unwrap();
    for value in pack.values() {
        let reading = value.reading.unwrap_or_else(|| panic!("{} has no reading", value.key));
        assert!(!reading.en.is_empty() && !reading.zh.is_empty(), "{}", value.key);
        assert!(!reading.en.contains('\n') && !reading.zh.contains('\n'), "{} is one line", value.key);
    }
    for clause in &pack.clauses {
        assert!(!clause.quote.is_empty() && clause.zh.as_ref().is_some_and(|zh| !zh.is_empty()), "{}", clause.id);
        assert!(pack.sections.iter().any(|section| section.id == clause.section), "{}", clause.id);
        assert!(pack.values().iter().any(|value| value.clause == clause.id), "{} decides nothing", clause.id);
    }
    // The same mark of quotation in each, and no straight one.
    assert!(pack.clauses.iter().all(|clause| !clause.quote.contains('"')));
}

/// Contacts of the documents are real people's: packs carry examples.
#[rstest]
#[case(LEATHER)]
#[case(WEB_SHOP)]
#[case(JEWELLERY)]
#[case(ELECTRONICS)]
#[case(HELP_CENTRE)]
fn addresses_are_examples(#[case] text: &str) {
    let pack = Pack::parse(text).unwrap();
    let mails = pack.groups.iter().filter_map(|group| group.email.as_ref());
    for mail in mails.chain(pack.contacts.iter().filter_map(|contact| contact.email.as_ref())) {
        assert!(mail.ends_with("@example.com"), "{mail}");
    }
    let phones = pack.groups.iter().filter_map(|group| group.phone.as_ref());
    for phone in phones.chain(pack.contacts.iter().filter_map(|contact| contact.phone.as_ref())) {
        assert!(phone.contains(" 555"), "{phone}");
    }
}

/// Whoever writes a row is offered exactly what its table takes: each answer that ships is made of it, and what is needed of
/// it makes an answer.
#[rstest]
#[case(LEATHER)]
#[case(WEB_SHOP)]
#[case(JEWELLERY)]
#[case(ELECTRONICS)]
#[case(HELP_CENTRE)]
fn an_answer_is_made_of_the_parts_that_its_table_offers(#[case] text: &str) {
    let pack = Pack::parse(text).unwrap();
    for table in &pack.tables {
        let parts = table.decides.parts(&pack);
        for row in &table.rows {
            let serde_json::Value::Object(said) = serde_json::to_value(&row.answer).unwrap() else { panic!() };
            for (key, value) in said {
                let part =
                    parts.iter().find(|part| part.key == key).unwrap_or_else(|| panic!("{} offers no {key}", table.id));
                let words = match &value {
                    serde_json::Value::Array(all) => all.iter().map(|word| word.as_str().unwrap().to_owned()).collect(),
                    serde_json::Value::String(word) => vec![word.clone()],
                    other => vec![other.to_string()],
                };
                assert!(part.many || words.len() == 1, "{key}");
                assert!(words.iter().all(|word| part.words.contains(word)), "{key} {words:?}");
            }
        }
    }
    for decides in Decides::ALL {
        let parts = decides.parts(&pack);
        let value = |key: &str, many: bool, word: &str| match (many, word) {
            (true, _) => serde_json::json!([word]),
            (_, "true" | "false") => serde_json::json!(word == "true"),
            _ if key == "group" => serde_json::json!("technical"),
            _ => serde_json::json!(word),
        };
        let one = |part: &aftercare_core::policy::Part| {
            let word = part.words.first().map_or("technical", String::as_str);
            (part.key.to_owned(), value(part.key, part.many, word))
        };
        let answer = |parts: Vec<&aftercare_core::policy::Part>| -> Answer {
            serde_json::from_value(parts.into_iter().map(one).collect()).unwrap()
        };
        assert!(answer(parts.iter().collect()).fits(*decides), "{decides:?}");
        assert!(answer(parts.iter().filter(|part| part.needed).collect()).fits(*decides), "{decides:?}");
        assert!(!answer(parts.iter().filter(|part| !part.needed).collect()).fits(*decides), "{decides:?}");
    }
}
