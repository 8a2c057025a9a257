//! What happened on the sample desk, in order. Times are Shanghai's, `MM-DD HH:MM` of 2026; cases are named by a key.

use crate::demo::goods::Shape;
use crate::demo::picture::Defect;
use aftercare_core::case::Category::{self, Customisation, Delivery, Order, ProductQuality, Use};
use aftercare_core::case::Complexity::{self, Complex, General};
use aftercare_core::case::Urgency::{self, High, Low, Normal, Stopped};
use aftercare_core::clock::PauseReason::{self, Carrier, Customer};

/// One thing that happened.
pub(super) enum Step {
    /// A message from a customer (by key) or from a stranger's address.
    Mail {
        case: &'static str,
        from: &'static str,
        subject: &'static str,
        text: &'static str,
        /// Its name, and what it shows: the damage, on what, in which tone.
        photo: Option<(&'static str, Defect, Shape, usize)>,
    },
    /// An out-of-office note.
    Machine { case: &'static str, from: &'static str, subject: &'static str, text: &'static str },
    /// A mail of the desk's own.
    Own { case: &'static str, to: &'static str, text: &'static str },
    /// A call: customer, taken, minutes, line.
    Call {
        case: &'static str,
        from: &'static str,
        taken: bool,
        minutes: u32,
        line: &'static str,
        as_: (Category, Urgency),
    },
    /// Classified by a person.
    Sort(&'static str, Category, Urgency, Complexity),
    /// An internal note.
    Note(&'static str, &'static str),
    /// Waits for somebody.
    Wait(&'static str, PauseReason, &'static str),
    /// Solved.
    Solve(&'static str, &'static str),
    /// A form with this finding is filed.
    File(&'static str, &'static str),
    /// Closed.
    Close(&'static str),
}

use Step::{Call, Close, File, Machine, Mail, Note, Own, Solve, Sort, Wait};

pub(super) const STORY: &[(&str, Step)] = &[
    (
        "10-26 11:05",
        Mail {
            case: "meridian-old",
            from: "meridian",
            subject: "Jewellery rolls: press studs pull out",
            text: "Dear team,\n\nOn about 40 of the 2,000 jewellery rolls (order MDF-3307) the press stud tears out of the lining when the roll is opened. It is always the left one.\n\nCan you send replacement studs or take them back?\n\nSamir Haddad",
            photo: Some(("stud.png", Defect::Lining, Shape::Pouch, 4)),
        },
    ),
    ("10-26 11:40", Sort("meridian-old", ProductQuality, Normal, General)),
    (
        "10-26 12:10",
        Own {
            case: "meridian-old",
            to: "meridian",
            text: "Dear Mr Haddad,\n\nThank you for the pictures. The stud was set without its backing disc. We send 60 studs with discs and a hand press by courier today, at our cost.\n\nKind regards\nAfter-sales desk",
        },
    ),
    (
        "10-27 10:00",
        Solve("meridian-old", "60 studs with backing discs and a hand press sent by courier, free of charge."),
    ),
    ("10-29 16:20", Close("meridian-old")),
    (
        "11-16 10:15",
        Mail {
            case: "rovigo",
            from: "rovigo",
            subject: "Clutch frames arrived bent",
            text: "Good morning,\n\n22 of 300 brass frames (AR-31) are bent, the carton was crushed on one side. The driver noted the damage on the delivery paper.\n\nPaolo Rovigo",
            photo: Some(("carton.png", Defect::Carton, Shape::Case, 0)),
        },
    ),
    ("11-16 10:50", Sort("rovigo", Delivery, High, Complex)),
    (
        "11-16 11:30",
        Own {
            case: "rovigo",
            to: "rovigo",
            text: "Dear Paolo,\n\nwe have opened a claim with the carrier and set 25 new frames aside. They leave as soon as the carrier has confirmed the damage.\n\nBest wishes\nAfter-sales desk",
        },
    ),
    ("11-16 11:40", Wait("rovigo", Carrier, "Damage report for consignment 7714, asked on 16 Nov")),
    (
        "11-17 15:02",
        Call {
            case: "saltmarsh",
            from: "saltmarsh",
            taken: true,
            minutes: 11,
            line: "Felt sleeves shed fibres onto screens, about 30 of 750",
            as_: (ProductQuality, Normal),
        },
    ),
    (
        "11-17 15:20",
        Note("saltmarsh", "Same felt roll as the August samples. Ask the cutting room for the roll number."),
    ),
    (
        "11-18 09:40",
        File(
            "saltmarsh",
            "Loose fibres left from cutting. Sleeves are to be brushed once and wiped with a damp cloth; 40 spare sleeves go out with the next shipment.",
        ),
    ),
    ("11-18 10:05", Solve("saltmarsh", "Care note sent; 40 spare sleeves with the next shipment.")),
    ("11-18 17:30", Close("saltmarsh")),
    (
        "11-18 10:20",
        Mail {
            case: "lumbre",
            from: "lumbre",
            subject: "Tote bags: how to remove salt stains?",
            text: "Hello,\n\nour shop by the sea has white rims on the terracotta totes. What may we use on the leather handles without bleaching them?\n\nThanks, Lucía",
            photo: None,
        },
    ),
    ("11-18 10:45", Sort("lumbre", Use, Low, General)),
    (
        "11-18 11:10",
        Own {
            case: "lumbre",
            to: "lumbre",
            text: "Dear Lucía,\n\none part white vinegar to two parts water on a soft cloth, dab, let it dry in the shade, then a thin coat of neutral cream. Please try a hidden spot first.\n\nRegards\nAfter-sales desk",
        },
    ),
    ("11-19 09:30", Solve("lumbre", "Care advice given; the customer confirmed by telephone that the rims are gone.")),
    (
        "11-19 10:04",
        Mail {
            case: "haiyao",
            from: "haiyao",
            subject: "内胆包加印 LOGO 的打样时间",
            text: "您好：\n\n订单 HY-26-77 想在内胆包正面加一个压印 LOGO，宽 42 mm。请告知打样需要几天、单价变化多少，图稿见附件。\n\n谢谢\n周启航",
            photo: Some(("logo.png", Defect::Logo, Shape::Pouch, 0)),
        },
    ),
    ("11-19 10:15", Sort("haiyao", Customisation, Normal, General)),
    (
        "11-19 11:20",
        Own {
            case: "haiyao",
            to: "haiyao",
            text: "周先生：\n\n您好。压印打样需 3 个工作日，单价增加 0.60 元，铜模费 280 元一次性收取。确认后今天即可开模。\n\n售后服务台",
        },
    ),
    ("11-19 17:20", Solve("haiyao", "报价与打样周期已答复，客户确认开模。")),
    (
        "11-19 11:10",
        Call {
            case: "prairie",
            from: "prairie",
            taken: true,
            minutes: 7,
            line: "Wax bloom on 1,200 dopp kits, customer asks whether it is mould",
            as_: (Use, Normal),
        },
    ),
    (
        "11-19 11:45",
        Own {
            case: "prairie",
            to: "prairie",
            text: "Dear Dana,\n\nas said on the telephone, the pale film is wax that rose in the cold; it melts away with a hair dryer. Two pictures would let us be sure that it is not mould.\n\nKind regards\nAfter-sales desk",
        },
    ),
    ("11-19 11:50", Wait("prairie", Customer, "Two pictures of the film, one after warming")),
    (
        "11-19 11:52",
        Machine {
            case: "prairie",
            from: "prairie",
            subject: "Automatic reply",
            text: "I am out of the office until Monday. For urgent matters call the front desk.",
        },
    ),
    (
        "11-19 16:20",
        Mail {
            case: "corvane",
            from: "corvane",
            subject: "Brush pouches: blush differs from the approved sample",
            text: "Hello,\n\nthe first carton of CV-118 is visibly pinker than the sample we signed on 2 June. Please tell us today whether the rest of the 8,000 is from the same dye lot: our launch is on 1 December and we must decide on the print run.\n\nÉlise Marchetti\nCorvane Cosmetics",
            photo: Some(("sample-and-pouch.png", Defect::Shade, Shape::Pouch, 5)),
        },
    ),
    ("11-19 16:40", Sort("corvane", ProductQuality, High, Complex)),
    (
        "11-19 17:35",
        Own {
            case: "corvane",
            to: "corvane",
            text: "Dear Élise,\n\nthank you, we see it. The laboratory measures the retained sample tomorrow morning. Could you send one pouch from carton 1 by courier, at our cost?\n\nKind regards\nAfter-sales desk",
        },
    ),
    ("11-19 17:40", Wait("corvane", Customer, "One pouch from carton 1, by courier")),
    (
        "11-19 19:30",
        Mail {
            case: "yunshan",
            from: "yunshan",
            subject: "笔袋拉链头脱漆",
            text: "您好，\n\nYS-0616 这批笔袋里约有 120 个拉链头黑漆脱落，装袋三天就露铜色。客户要求月底前处理。\n\n何静",
            photo: Some(("zipper.png", Defect::Zip, Shape::Pouch, 1)),
        },
    ),
    (
        "11-19 20:08",
        Mail {
            case: "nordhaven",
            from: "nordhaven",
            subject: "Garment bags: shoulder seam opens",
            text: "Good evening,\n\nfive garment bags from NH-5521 came back from customers with an open shoulder seam, all at the same place, about 6 cm. We have 200 in stock and hold the sale until we hear from you.\n\nJonas Petersen\nNordhaven Luggage",
            photo: Some(("seam.png", Defect::Seam, Shape::Bag, 2)),
        },
    ),
    (
        "11-20 08:12",
        Mail {
            case: "meridian-new",
            from: "meridian",
            subject: "Re: Jewellery rolls: press studs pull out",
            text: "Dear team,\n\nthe new studs hold. Now the lining frays around three of them. Is there a patch we can iron on?\n\nSamir",
            photo: None,
        },
    ),
    (
        "11-20 08:50",
        Mail {
            case: "stranger",
            from: "buyer@lindenrow.example.com",
            subject: "Wholesale catalogue and minimum quantities",
            text: "Hello,\n\nwe run four gift shops and saw your vanity cases at a fair. Please send the catalogue with minimum order quantities and prices for 300 and 1,000 pieces.\n\nHarriet Linden",
            photo: None,
        },
    ),
    (
        "11-20 09:05",
        Mail {
            case: "tidemark",
            from: "tidemark",
            subject: "Zip pulls come off: 320 of 5,000 vanity cases, lot 2026-07",
            text: "Hi,\n\n320 of the 5,000 vanity cases from lot 2026-07 (PO-26-0733) lose their zip pull when the case is closed for the first time. The crimp looks open. 1,100 are already in our airport shops and the weekend is the busiest of the month.\n\nWhat shall we tell the shops, and can you replace the pulls there?\n\nOrla Fenwick\nTidemark Travel Retail",
            photo: Some(("zip-pull.png", Defect::Zip, Shape::Case, 5)),
        },
    ),
    ("11-20 09:14", Sort("tidemark", ProductQuality, Stopped, Complex)),
    (
        "11-20 09:20",
        Own {
            case: "yunshan",
            to: "yunshan",
            text: "何女士：\n\n您好。已请质检核对该批拉链头的电镀记录，今天下班前给您处理方案。\n\n售后服务台",
        },
    ),
    ("11-20 09:22", Sort("yunshan", ProductQuality, High, General)),
    (
        "11-20 09:41",
        Call {
            case: "bluegum",
            from: "bluegum",
            taken: false,
            minutes: 0,
            line: "Missed call, no message left",
            as_: (Order, Normal),
        },
    ),
    (
        "11-20 10:06",
        Mail {
            case: "yunshan",
            from: "yunshan",
            subject: "回复：笔袋拉链头脱漆",
            text: "谢谢。请同时告知换货大概几天能到成都，客户一直在催。\n\n何静\n\n> 已请质检核对该批拉链头的电镀记录",
            photo: None,
        },
    ),
    (
        "11-20 10:12",
        Call {
            case: "qinghe",
            from: "qinghe",
            taken: true,
            minutes: 9,
            line: "礼盒包边开胶，约 60 个，客户要求本周内答复",
            as_: (ProductQuality, High),
        },
    ),
    (
        "11-20 10:21",
        Mail {
            case: "kisaragi",
            from: "kisaragi",
            subject: "Leather folio: mould spots after the rainy season",
            text: "Dear after-sales desk,\n\nseveral cognac folios (KB-808) show small grey spots inside the pen loop. How should our shops clean them, and does this harm the leather?\n\nAya Kisaragi",
            photo: None,
        },
    ),
];
