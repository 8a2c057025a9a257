//! The customers of the sample desk: invented companies, example.com addresses, dates before [`super::NOON`].

use aftercare_core::case::Language::{self, En, Zh};
use aftercare_core::survey::Duty;

/// A customer with what was ordered.
pub(super) struct Company {
    pub key: &'static str,
    pub name: &'static str,
    pub contact: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub language: Language,
    pub zone: &'static str,
    pub country: &'static str,
    pub long_term_since: Option<&'static str>,
    pub no_surveys: bool,
    /// Number, signed, completed.
    pub contract: Option<(&'static str, Option<&'static str>, Option<&'static str>)>,
    /// Number, goods, customised, ordered, completed.
    pub orders: &'static [(&'static str, &'static str, bool, &'static str, Option<&'static str>)],
    /// Surveys that went out: for which duty, on which day.
    pub surveys: &'static [(Duty, &'static str)],
}

const PLAIN: Company = Company {
    key: "",
    name: "",
    contact: "",
    email: "",
    phone: "",
    language: En,
    zone: "Asia/Shanghai",
    country: "CN",
    long_term_since: None,
    no_surveys: false,
    contract: None,
    orders: &[],
    surveys: &[],
};

pub(super) const COMPANIES: &[Company] = &[
    Company {
        key: "tidemark",
        name: "Tidemark Travel Retail",
        contact: "Orla Fenwick",
        email: "orla@tidemark.example.com",
        phone: "+61 3 5550 0142",
        zone: "Australia/Melbourne",
        country: "AU",
        contract: Some(("CT-2025-018", Some("2025-08-04"), None)),
        orders: &[
            ("PO-25-0911", "3,000 vanity cases, sand", false, "2025-08-20", Some("2025-12-02")),
            ("PO-26-0140", "4,200 wash bags, navy", false, "2026-01-14", Some("2026-05-27")),
            ("PO-26-0733", "5,000 vanity cases, lot 2026-07", false, "2026-07-06", None),
        ],
        surveys: &[(Duty::First, "2025-12-05")],
        ..PLAIN
    },
    Company {
        key: "qinghe",
        name: "青禾礼品",
        contact: "陈雨桐",
        email: "yutong@qinghe.example.com",
        phone: "+86 571 5550 0163",
        language: Zh,
        contract: Some(("CT-2026-022", Some("2026-03-18"), None)),
        orders: &[("QH-2610", "中秋礼盒 2,400 套，烫金", true, "2026-06-30", Some("2026-11-12"))],
        ..PLAIN
    },
    Company {
        key: "corvane",
        name: "Corvane Cosmetics",
        contact: "Élise Marchetti",
        email: "elise@corvane.example.com",
        phone: "+33 4 5550 0119",
        zone: "Europe/Paris",
        country: "FR",
        contract: Some(("CT-2026-009", Some("2026-02-11"), None)),
        orders: &[("CV-118", "8,000 brush pouches, blush", true, "2026-05-19", None)],
        ..PLAIN
    },
    Company {
        key: "nordhaven",
        name: "Nordhaven Luggage",
        contact: "Jonas Petersen",
        email: "jonas@nordhaven.example.com",
        phone: "+49 40 5550 0177",
        zone: "Europe/Berlin",
        country: "DE",
        long_term_since: Some("2026-04-15"),
        contract: Some(("CT-2025-030", Some("2025-10-20"), None)),
        orders: &[("NH-5521", "900 garment bags, olive", false, "2026-02-02", Some("2026-04-15"))],
        surveys: &[(Duty::First, "2026-04-20"), (Duty::Periodic, "2026-06-30")],
        ..PLAIN
    },
    Company {
        key: "lumbre",
        name: "Casa Lumbre",
        contact: "Lucía Ortega",
        email: "lucia@casalumbre.example.com",
        phone: "+52 55 5550 0131",
        zone: "America/Mexico_City",
        country: "MX",
        contract: Some(("CT-2026-027", Some("2026-05-06"), None)),
        orders: &[("CL-0091", "1,600 tote bags, terracotta", false, "2026-05-12", None)],
        ..PLAIN
    },
    Company {
        key: "haiyao",
        name: "海曜旅行用品",
        contact: "周启航",
        email: "qihang@haiyao.example.com",
        phone: "+86 755 5550 0108",
        language: Zh,
        contract: Some(("CT-2026-011", Some("2026-02-25"), None)),
        orders: &[("HY-26-77", "登机箱内胆包 3,500 个", true, "2026-09-01", None)],
        ..PLAIN
    },
    Company {
        key: "meridian",
        name: "Meridian Duty Free",
        contact: "Samir Haddad",
        email: "samir@meridian.example.com",
        phone: "+971 4 555 0150",
        zone: "Asia/Dubai",
        country: "AE",
        contract: Some(("CT-2025-041", Some("2025-12-15"), None)),
        orders: &[("MDF-3307", "2,000 jewellery rolls, black", false, "2026-03-02", Some("2026-08-30"))],
        no_surveys: true,
        ..PLAIN
    },
    Company {
        key: "bluegum",
        name: "Bluegum Outfitters",
        contact: "Tom Okafor",
        email: "tom@bluegum.example.com",
        phone: "+61 7 5550 0126",
        zone: "Australia/Brisbane",
        country: "AU",
        ..PLAIN
    },
    Company {
        key: "kisaragi",
        name: "Kisaragi Bags",
        contact: "Aya Kisaragi",
        email: "aya@kisaragi.example.com",
        phone: "+81 3 5550 0184",
        zone: "Asia/Tokyo",
        country: "JP",
        contract: Some(("CT-2026-033", Some("2026-08-10"), None)),
        orders: &[("KB-808", "600 leather folios, cognac", false, "2026-08-12", None)],
        ..PLAIN
    },
    Company {
        key: "prairie",
        name: "Prairie & Pine",
        contact: "Dana Whitlock",
        email: "dana@prairiepine.example.com",
        phone: "+1 312 555 0195",
        zone: "America/Chicago",
        country: "US",
        contract: Some(("CT-2026-015", Some("2026-03-03"), None)),
        orders: &[("PP-4410", "1,200 dopp kits, waxed canvas", false, "2026-03-09", None)],
        ..PLAIN
    },
    Company {
        key: "yunshan",
        name: "云杉文具",
        contact: "何静",
        email: "hejing@yunshan.example.com",
        phone: "+86 28 5550 0137",
        language: Zh,
        contract: Some(("CT-2026-029", Some("2026-06-16"), None)),
        orders: &[("YS-0616", "皮面笔袋 5,000 个", false, "2026-06-18", None)],
        ..PLAIN
    },
    Company {
        key: "saltmarsh",
        name: "Saltmarsh Trading",
        contact: "Priya Nair",
        email: "priya@saltmarsh.example.com",
        phone: "+44 20 5550 0112",
        zone: "Europe/London",
        country: "GB",
        contract: Some(("CT-2026-035", Some("2026-07-21"), None)),
        orders: &[("ST-2201", "750 laptop sleeves, grey felt", false, "2026-07-24", Some("2026-11-16"))],
        ..PLAIN
    },
    Company {
        key: "rovigo",
        name: "Atelier Rovigo",
        contact: "Paolo Rovigo",
        email: "paolo@rovigo.example.com",
        phone: "+39 02 5550 0168",
        zone: "Europe/Rome",
        country: "IT",
        contract: Some(("CT-2026-038", Some("2026-09-02"), None)),
        orders: &[("AR-31", "300 clutch frames, brass", true, "2026-09-07", None)],
        ..PLAIN
    },
];
