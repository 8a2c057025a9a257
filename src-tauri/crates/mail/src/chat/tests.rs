#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use proptest::prelude::*;
use rstest::rstest;
use std::path::PathBuf;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/chat").join(name)).unwrap()
}

/// The messages of a text whose dates are read in one way only.
fn said(text: &str) -> Vec<Said> {
    let chat = Chat::read(text).expect("a chat");
    let [reading] = chat.readings() else { panic!("{:?}", chat.readings()) };
    chat.messages(reading.order)
}

fn read(name: &str) -> Vec<Said> {
    said(&decode_chat(&fixture(name)))
}

/// As a person would note it: time, author, text, files, what it is where it is no message.
fn line(said: &Said) -> String {
    let mut line = said.at.format("%m-%d %H:%M:%S ").to_string();
    line += said.author.as_deref().unwrap_or("-");
    line += &format!(": {}", said.text.replace('\n', "/"));
    for file in &said.files {
        line += &format!(" +{}", file.name.as_deref().unwrap_or("?"));
    }
    if said.edited {
        line += " (edited)";
    }
    if said.sort != ChatSort::Message {
        line += &format!(" ({:?})", said.sort);
    }
    line
}

fn lines(of: &[Said]) -> Vec<String> {
    of.iter().map(line).collect()
}

#[test]
fn an_export_of_android_with_all_it_may_hold() {
    assert_eq!(
        lines(&read("android.txt")),
        [
            "11-20 10:31:00 -: Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more. (Notice)",
            "11-20 10:32:00 Orla Byrne: Good morning, 60 of the gift boxes came in wet",
            "11-20 10:32:00 Orla Byrne: The carton on top was open./Two more underneath look bad too +IMG-20261120-WA0003.jpg",
            "11-20 10:33:00 Orla Byrne:  +?",
            "11-20 10:41:00 Mei (Aftercare): Thank you. Could you send the lot number from the label? It says LOT: and a date",
            "11-20 10:55:00 Orla Byrne: LOT: 2026-07",
            "11-20 10:56:00 Orla Byrne: This message was deleted (Deleted)",
            "11-20 11:02:00 -: Missed voice call (MissedCall)",
            "11-20 11:05:00 -: Orla Byrne changed the subject from \"Bags: lot 6\" to \"Bags: lot 7\" (Notice)",
            "11-21 09:14:00 Mei (Aftercare): We send 62 new ones with the next shipment (edited)",
            "11-21 09:20:00 +353 1 555 0142: Sean here, the warehouse. When is that?",
        ]
    );
}

#[test]
fn an_export_of_an_iphone_with_its_marks() {
    assert_eq!(
        lines(&read("ios.txt")),
        [
            "11-20 10:31:58 HX Gift boxes: Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. (Notice)",
            "11-20 10:32:15 ~ Orla 🌊: Good morning, 60 of the gift boxes came in wet",
            "11-20 10:32:40 ~ Orla 🌊:  +00000012-PHOTO-2026-11-20-10-32-40.jpg",
            "11-20 10:33:02 ~ Orla 🌊:  +?",
            "11-20 10:41:00 Mei: Thank you./Could you send the lot number?//It stands on the label",
            "11-20 10:56:10 ~ Orla 🌊: This message was deleted. (Deleted)",
            "11-20 11:02:00 ~ Orla 🌊: Missed voice call (MissedCall)",
        ]
    );
}

#[test]
fn twelve_hours_in_english_and_chinese() {
    assert_eq!(
        lines(&read("us.txt")),
        [
            "11-03 09:05:00 Dana: the strap of the tote came off",
            "11-03 12:10:00 Aftercare desk: Which colour is it?",
            "11-20 00:02:00 Dana: sorry, late: the tan one",
            "11-20 15:05:00 Aftercare desk: noted",
        ]
    );
    assert_eq!(
        lines(&read("whatsapp-zh.txt")),
        [
            "11-20 10:32:15 李工: 你好，这批礼盒有60个受潮了",
            "11-20 10:32:50 李工:  +00000012-PHOTO-2026-11-20-10-32-50.jpg",
            "11-20 15:05:00 售后小梅: 收到，请把批号发给我",
            "11-20 15:06:10 李工: 此消息已删除 (Deleted)",
            "11-21 00:05:00 李工: 批号 2026-07",
            "11-21 12:30:00 售后小梅: 好的",
        ]
    );
}

#[rstest]
#[case("wechat-trail.txt", &["11-20 10:32:15 李工: 你好，这批礼盒有60个受潮了/上面的箱子是开的", "11-20 10:32:50 李工:  +?", "11-20 15:05:00 售后小梅: 收到，请把批号发给我", "11-20 15:06:10 李工: 好的"])]
#[case("wechat-lead.txt", &["11-20 10:32:15 李工: 你好，这批礼盒有60个受潮了/上面的箱子是开的", "11-20 10:32:50 李工:  +批号照片.pdf", "11-20 15:05:00 售后小梅: 收到，请把批号发给我"])]
#[case("wechat-bracket.txt", &["11-20 10:32:00 李工: 你好，这批礼盒有60个受潮了", "11-20 10:33:00 李工: 上面的箱子是开的", "11-20 15:05:00 售后小梅: 收到，请把批号发给我"])]
#[case("wechat-days.txt", &["11-20 10:32:00 李工: 你好，这批礼盒有60个受潮了/我们约在 10:40", "11-20 15:05:00 售后小梅: 收到", "11-21 09:00:00 李工: 批号 2026-07"])]
fn wechat_in_each_of_its_forms(#[case] name: &str, #[case] expected: &[&str]) {
    assert_eq!(lines(&read(name)), expected);
}

#[test]
fn a_name_may_hold_a_colon_and_a_text_too() {
    assert_eq!(
        lines(&read("colons.txt")),
        [
            "11-20 10:32:00 Tidemark: Orla: the zip came off",
            "11-20 10:33:00 Tidemark: Orla: and the lining: it is torn",
            "11-20 10:40:00 Mei: Order: which one?",
            "11-20 10:41:00 Tidemark: Orla: number 4411",
        ]
    );
    assert_eq!(read("colons.txt")[0].author.as_deref(), Some("Tidemark: Orla"));
    assert_eq!(read("colons.txt")[2].author.as_deref(), Some("Mei"));
}

#[test]
fn every_encoding_says_the_same() {
    let text = decode_chat(&fixture("wechat-trail.txt"));
    let lines = text.replace('\n', "\r\n");
    let units = |to: fn(u16) -> [u8; 2]| lines.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let dresses = [
        lines.as_bytes().to_vec(),
        marked(b"\xEF\xBB\xBF", lines.as_bytes().to_vec()),
        units(u16::to_le_bytes),
        marked(b"\xFF\xFE", units(u16::to_le_bytes)),
        marked(b"\xFE\xFF", units(u16::to_be_bytes)),
        encoding_rs::GBK.encode(&lines).0.into_owned(),
    ];
    for bytes in dresses {
        assert_eq!(said(&decode_chat(&bytes)), read("wechat-trail.txt"), "{:?}", &bytes[..8]);
    }
}

#[test]
fn all_dates_together_decide_the_order_and_else_both_readings_are_given() {
    let orders = |text: &str| -> Vec<Order> { Chat::read(text).unwrap().readings().iter().map(|r| r.order).collect() };
    let both = "05/11/26, 10:32 - Orla: wet boxes\n05/11/26, 10:40 - Mei: thank you\n";
    assert_eq!(orders(both), [Order::DayFirst, Order::MonthFirst]);
    let chat = Chat::read(both).unwrap();
    let days: Vec<String> = chat.readings().iter().map(|reading| reading.first.date().to_string()).collect();
    assert_eq!(days, ["2026-11-05", "2026-05-11"]);
    // A number above twelve.
    assert_eq!(orders("05/11/26, 10:32 - Orla: a\n13/11/26, 10:40 - Mei: b\n"), [Order::DayFirst]);
    assert_eq!(orders("05/11/26, 10:32 - Orla: a\n05/13/26, 10:40 - Mei: b\n"), [Order::MonthFirst]);
    // Only forwards: 11 May, 12 May, 1 June.
    assert_eq!(orders("5/11/26, 10:32 - O: a\n5/12/26, 10:40 - M: b\n6/1/26, 10:40 - M: c\n"), [Order::MonthFirst]);
    // The same day either way is no question.
    assert_eq!(orders("05/05/26, 10:32 - Orla: a\n"), [Order::DayFirst]);
    assert_eq!(orders("05.11.26, 10:32 - Orla: a\n"), [Order::DayFirst]);
    assert_eq!(orders("2026-05-11, 10:32 - Orla: a\n"), [Order::YearFirst]);
    // The clock was set back: an hour twice is no step into another month.
    assert_eq!(orders("25/10/26, 02:50 - Orla: a\n25/10/26, 02:05 - Mei: b\n"), [Order::DayFirst]);
    // A year of two digits may stand first, though hardly ever; whoever knows it can say so.
    let rare = Chat::read("26/11/20, 10:32 - Orla: a\n").unwrap();
    let others: Vec<String> = rare.others().iter().map(|reading| reading.first.date().to_string()).collect();
    assert_eq!((rare.readings()[0].order, others), (Order::DayFirst, vec!["2026-11-20".to_owned()]));
    assert_eq!(read("dotted.txt")[0].at.date().to_string(), "2026-11-03");
}

#[test]
fn what_is_no_chat_is_none() {
    for text in [
        "",
        "Dear desk,\n\nthe zip came off. We wrote on 20/11/2026, 10:32 already.\n\nOrla",
        "From: Orla <orla@tidemark.example>\nDate: Fri, 20 Nov 2026 10:32:15 +0800\nSubject: zip\n\nIt came off.",
        "20/11/2026, 10:31 - Messages and calls are end-to-end encrypted.",
        "99/99/2026, 10:31 - Orla: hello",
        "20/11/2026, 25:31 - Orla: hello",
    ] {
        assert!(Chat::read(text).is_none(), "{text}");
    }
}

#[test]
fn a_person_who_writes_as_the_program_does_is_a_person() {
    let text = "20/11/2026, 10:32 - Orla: Missed voice calls from you all day\n\
                20/11/2026, 10:33 - Orla: He changed the subject again\n\
                20/11/2026, 10:34 - Orla: we met on 20/11/2026, 10:00\nit was raining (a lot)\n";
    let said = said(text);
    assert!(said.iter().all(|said| said.sort == ChatSort::Message), "{said:#?}");
    assert_eq!(said[2].text, "we met on 20/11/2026, 10:00\nit was raining (a lot)");
    assert!(said.iter().all(|said| said.files.is_empty()));
}

#[test]
fn a_longer_export_knows_its_beginning_whatever_telephone_wrote_it() {
    let ours = ["Mei".to_owned()];
    let of = |text: &str| identities(&said(text), &ours);
    let short = "[20/11/2026, 10:32:15] Orla: ok\n[20/11/2026, 10:32:40] Orla: ok\n[20/11/2026, 10:40:02] Mei: ok\n";
    let long = "20/11/2026, 10:31 - Messages and calls are end-to-end encrypted.\n20/11/2026, 10:32 - Orla: ok\n\
                20/11/2026, 10:32 - Orla: ok\n20/11/2026, 10:40 - Mei: ok\n20/11/2026, 10:41 - Orla: thanks\n";
    let (before, after) = (of(short), of(long));
    assert_eq!(before[..], after[1..4]);
    assert_eq!(after[0], None);
    assert_ne!(before[0], before[1], "equal messages are two");
    // Our words to somebody else in the same minute are not these.
    let other = of("20/11/2026, 10:39 - Dana: ok?\n20/11/2026, 10:40 - Mei: ok\n");
    assert_ne!(other[1], before[2]);
    // With the pictures or without them.
    let with = of("20/11/2026, 10:32 - Orla: IMG-1.jpg (file attached)\nwet\n");
    assert_eq!(with, of("20/11/2026, 10:32 - Orla: <Media omitted>\nwet\n"));
}

/// Nothing in a text may make reading it panic.
fn read_wholly(bytes: &[u8]) {
    let text = decode_chat(bytes);
    if let Some(chat) = Chat::read(&text) {
        for order in Order::ALL {
            let messages = chat.messages(order);
            let _ = identities(&messages, &["Mei".to_owned()]);
        }
    }
}

const FIXTURES: [&str; 10] = [
    "android.txt",
    "ios.txt",
    "us.txt",
    "dotted.txt",
    "whatsapp-zh.txt",
    "wechat-trail.txt",
    "wechat-lead.txt",
    "wechat-bracket.txt",
    "wechat-days.txt",
    "colons.txt",
];

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_wholly(&bytes);
    }

    #[test]
    fn no_text_in_the_clothes_of_a_chat_makes_it_panic(
        lines in proptest::collection::vec("[\\[ 0-9/.:,年月日上午APM\u{200E}\u{202F}\\-\\]<>()：a-cé]{0,40}", 0..12)
    ) {
        read_wholly(lines.join("\n").as_bytes());
    }

    #[test]
    fn no_mutation_of_a_chat_makes_it_panic(
        fixture_at in 0..FIXTURES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..20),
    ) {
        let mut bytes = fixture(FIXTURES[fixture_at]);
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.drain(at..(at + 7).min(bytes.len().saturating_sub(1)).max(at))),
            }
        }
        read_wholly(&bytes);
    }

    #[test]
    fn what_is_written_in_a_message_is_what_is_read(text in "[a-zA-Z é拉链坏了.,!?]{1,60}") {
        let chat = format!("20/11/2026, 10:32 - Orla: x{text}\n21/11/2026, 10:32 - Mei: y\n");
        let messages = said(&chat);
        prop_assert_eq!(&messages[0].text, &format!("x{text}").trim().to_owned());
        prop_assert_eq!(messages.len(), 2);
    }
}

#[test]
fn pasted_lines_with_a_time_do_not_turn_a_chat_into_another_form() {
    let head = "20/11/2026, 10:32 - Orla: The zip pulls come off\n20/11/2026, 10:33 - Mei Lin: Which lot?\n";
    let pasted =
        "2026-11-20 10:32 Arrived at Dublin hub\n2026-11-21 08:05 Out for delivery\n2026-11-21 12:40 Delivered\n";
    let text = format!("{head}{pasted}20/11/2026, 10:41 - Orla: 2026-07\n");
    let lines: Vec<&str> = text.lines().collect();
    assert!(matches!(super::line::Form::of(&lines), Some(super::line::Form::Dash)));
}

#[test]
fn a_place_that_somebody_sent_is_a_message_although_it_is_marked() {
    let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(10, 0, 0).unwrap();
    let sort = |text: &str| super::words::said(at, Some("Orla".to_owned()), text).sort;
    assert_eq!(sort("\u{200E}Location: https://maps.example/?q=53.3"), super::ChatSort::Message);
    assert_eq!(sort("\u{200E}Something of the program's own"), super::ChatSort::Notice);
}
