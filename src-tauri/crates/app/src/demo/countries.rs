//! The parts that customers are made of: companies and people in eight countries whose names and numbers are nobody's.
//! Numbers come from ranges kept free for stories where a country has one (Germany, United Kingdom, United States, France,
//! Australia), else from blocks that begin with 5550.

use super::draw::Draw;
use aftercare_core::case::Language::{self, En, Zh};

/// Where a customer is at home.
pub(super) struct Country {
    pub weight: u32,
    pub code: &'static str,
    pub zone: &'static str,
    /// Hours ahead of UTC in winter, near enough to tell night from day.
    pub ahead: i64,
    /// The currency it is billed in, and what a thousand cents of the United States are in its minor units.
    pub money: (&'static str, i64),
    pub language: Language,
    pub stems: &'static [(&'static str, &'static str)],
    pub tails: &'static [(&'static str, &'static str)],
    pub forms: &'static [&'static str],
    pub given: &'static [(&'static str, &'static str)],
    pub family: &'static [(&'static str, &'static str)],
    /// As written, and as an address has it.
    pub cities: &'static [(&'static str, &'static str)],
    pub phone: fn(&mut Draw) -> String,
}

const fn same<const N: usize>(words: [&'static str; N]) -> [(&'static str, &'static str); N] {
    let mut out = [("", ""); N];
    let mut at = 0;
    while at < N {
        out[at] = (words[at], "");
        at += 1;
    }
    out
}

pub(super) const TRADES: &[(&str, &str)] = &[
    ("Travel Retail", "旅行用品"),
    ("Luggage", "箱包"),
    ("Gifts", "礼品"),
    ("Leather", "皮具"),
    ("Outfitters", "服饰"),
    ("Trading", "商贸"),
    ("Stores", "百货"),
    ("Accessories", "配饰"),
    ("Stationers", "文具"),
    ("Cosmetics", "美妆"),
    ("Supply", "供应链"),
    ("Home", "家居"),
    ("Sports", "运动用品"),
    ("Boutiques", "精品"),
];

pub(super) static ENGLISH_STEMS: [(&str, &str); 24] = same([
    "Tide", "Salt", "Marl", "Fenn", "Ostler", "Pell", "Quill", "Rook", "Sorrel", "Thistle", "Umber", "Vesper", "Wick",
    "Yarrow", "Alder", "Bracken", "Corv", "Dun", "Ember", "Fallow", "Gorse", "Heather", "Isling", "Kestrel",
]);
pub(super) static ENGLISH_TAILS: [(&str, &str); 14] = same([
    "mark", "haven", "row", "gate", "ford", "field", "moor", "combe", "stead", "wood", "bourne", "ridge", "well", "ley",
]);
pub(super) static ENGLISH_GIVEN: [(&str, &str); 20] = same([
    "Orla", "Tom", "Harriet", "Samuel", "Priya", "Dana", "Grace", "Owen", "Ruth", "Callum", "Nadia", "Peter", "Joan",
    "Amir", "Beth", "Colin", "Fiona", "Leo", "Maya", "Hugh",
]);
pub(super) static ENGLISH_FAMILY: [(&str, &str); 20] = same([
    "Fenwick", "Okafor", "Linden", "Whitlock", "Nair", "Ashdown", "Brennan", "Carver", "Dunmore", "Ellery", "Farrow",
    "Garside", "Holloway", "Inskip", "Jarrold", "Kettle", "Lomax", "Marchant", "Norcott", "Oldfield",
]);

pub(super) static COUNTRIES: [Country; 8] = [
    Country {
        weight: 30,
        code: "CN",
        zone: "Asia/Shanghai",
        money: ("CNY", 7180),
        ahead: 8,
        language: Zh,
        stems: &[
            ("青禾", "qinghe"),
            ("云杉", "yunshan"),
            ("海曜", "haiyao"),
            ("沐川", "muchuan"),
            ("景澜", "jinglan"),
            ("知夏", "zhixia"),
            ("远岫", "yuanxiu"),
            ("朴野", "puye"),
            ("禾木", "hemu"),
            ("星渡", "xingdu"),
            ("南屿", "nanyu"),
            ("若谷", "ruogu"),
            ("栖木", "qimu"),
            ("白榆", "baiyu"),
            ("新棠", "xintang"),
            ("听澜", "tinglan"),
            ("清砚", "qingyan"),
            ("泊舟", "bozhou"),
            ("拾光", "shiguang"),
            ("映山", "yingshan"),
        ],
        tails: &[
            ("", ""),
            ("优", "you"),
            ("嘉", "jia"),
            ("恒", "heng"),
            ("润", "run"),
            ("途", "tu"),
            ("悦", "yue"),
            ("荟", "hui"),
        ],
        forms: &["", "有限公司", "贸易行"],
        given: &[
            ("雨桐", "yutong"),
            ("启航", "qihang"),
            ("静", "jing"),
            ("思远", "siyuan"),
            ("佳怡", "jiayi"),
            ("志强", "zhiqiang"),
            ("晓雯", "xiaowen"),
            ("俊杰", "junjie"),
            ("丽娜", "lina"),
            ("建国", "jianguo"),
            ("欣然", "xinran"),
            ("文博", "wenbo"),
            ("子涵", "zihan"),
            ("春燕", "chunyan"),
            ("浩然", "haoran"),
            ("敏", "min"),
        ],
        family: &[
            ("陈", "chen"),
            ("周", "zhou"),
            ("何", "he"),
            ("林", "lin"),
            ("王", "wang"),
            ("李", "li"),
            ("张", "zhang"),
            ("刘", "liu"),
            ("黄", "huang"),
            ("吴", "wu"),
            ("徐", "xu"),
            ("孙", "sun"),
            ("马", "ma"),
            ("高", "gao"),
            ("罗", "luo"),
            ("郑", "zheng"),
        ],
        cities: &[
            ("杭州", "hangzhou"),
            ("成都", "chengdu"),
            ("深圳", "shenzhen"),
            ("上海", "shanghai"),
            ("苏州", "suzhou"),
            ("厦门", "xiamen"),
            ("青岛", "qingdao"),
            ("武汉", "wuhan"),
            ("西安", "xian"),
            ("长沙", "changsha"),
        ],
        phone: |draw| {
            let city = draw.pick(&["571", "28", "755", "21", "512", "592", "532", "27", "29", "731"]);
            format!("+86 {city} 5550 {:04}", draw.below(10_000))
        },
    },
    Country {
        weight: 14,
        code: "GB",
        zone: "Europe/London",
        money: ("GBP", 790),
        ahead: 0,
        language: En,
        stems: &ENGLISH_STEMS,
        tails: &ENGLISH_TAILS,
        forms: &["", "Ltd", "& Co."],
        given: &ENGLISH_GIVEN,
        family: &ENGLISH_FAMILY,
        cities: &[("Bristol", ""), ("Leeds", ""), ("York", ""), ("Bath", ""), ("Norwich", ""), ("Exeter", "")],
        phone: |draw| match draw.below(3) {
            0 => format!("+44 20 7946 0{:03}", draw.below(1000)),
            1 => format!("+44 161 496 0{:03}", draw.below(1000)),
            _ => format!("+44 1632 960{:03}", draw.below(1000)),
        },
    },
    Country {
        weight: 16,
        code: "US",
        zone: "America/Chicago",
        money: ("USD", 1000),
        ahead: -6,
        language: En,
        stems: &[
            ("Prairie", ""),
            ("Cedar", ""),
            ("Juniper", ""),
            ("Laurel", ""),
            ("Maple", ""),
            ("Sumac", ""),
            ("Tamarack", ""),
            ("Willow", ""),
            ("Bluff", ""),
            ("Canyon", ""),
            ("Mesa", ""),
            ("Aspen", ""),
            ("Heron", ""),
            ("Plover", ""),
            ("Osprey", ""),
            ("Larkspur", ""),
        ],
        tails: &[
            (" & Pine", "pine"),
            (" Row", "row"),
            (" Lane", "lane"),
            (" Hollow", "hollow"),
            (" Creek", "creek"),
            (" & Thread", "thread"),
            (" Point", "point"),
            (" Depot", "depot"),
            (" Mills", "mills"),
        ],
        forms: &["", "Inc.", "LLC"],
        given: &ENGLISH_GIVEN,
        family: &ENGLISH_FAMILY,
        cities: &[("Chicago", ""), ("Portland", ""), ("Austin", ""), ("Boston", ""), ("Denver", ""), ("Savannah", "")],
        phone: |draw| {
            let area = draw.pick(&["312", "503", "512", "617", "303", "912", "206", "415", "646", "305"]);
            format!("+1 {area} 555 01{:02}", draw.below(100))
        },
    },
    Country {
        weight: 12,
        code: "DE",
        zone: "Europe/Berlin",
        money: ("EUR", 920),
        ahead: 1,
        language: En,
        stems: &same([
            "Nord", "Elb", "Linden", "Falken", "Kiefern", "Moor", "Silber", "Stern", "Wald", "Wiesen", "Hafen",
            "Heide", "Birken", "Reiher",
        ]),
        tails: &same(["hafen", "mark", "tal", "hof", "berg", "brück", "feld", "quell", "steg", "au"]),
        forms: &["", "GmbH", "KG"],
        given: &same([
            "Jonas", "Katrin", "Lena", "Matthias", "Petra", "Stefan", "Ulrike", "Jürgen", "Anke", "Tobias", "Heike",
            "Malte",
        ]),
        family: &same([
            "Petersen", "Brandt", "Vogel", "Seidel", "Krüger", "Lorenz", "Hagedorn", "Böhm", "Ritter", "Wessel",
            "Thiele", "Ahrens",
        ]),
        cities: &[("Hamburg", ""), ("Köln", ""), ("Leipzig", ""), ("Bremen", ""), ("Kassel", ""), ("Freiburg", "")],
        phone: |draw| {
            let block = draw.pick(&["30 23125", "69 90009", "40 66969", "221 4710", "89 99998"]);
            format!("+49 {block} {:03}", draw.below(1000))
        },
    },
    Country {
        weight: 9,
        code: "JP",
        zone: "Asia/Tokyo",
        money: ("JPY", 1520),
        ahead: 9,
        language: En,
        stems: &same([
            "Kisa", "Minato", "Aoba", "Hinata", "Yama", "Kawa", "Sora", "Mori", "Natsu", "Tsuki", "Asahi", "Kaze",
        ]),
        tails: &same(["ragi", "no", "ya", "mura", "hama", "gawa", "zaki", "moto"]),
        forms: &["", "K.K."],
        given: &same(["Aya", "Kenta", "Yumi", "Haruto", "Mio", "Daichi", "Sakura", "Ren", "Naoko", "Takumi"]),
        family: &same([
            "Kisaragi",
            "Mizuno",
            "Hayashi",
            "Okada",
            "Fujita",
            "Sakamoto",
            "Ueda",
            "Nishimura",
            "Kondo",
            "Arai",
        ]),
        cities: &[("Kobe", ""), ("Nagoya", ""), ("Sendai", ""), ("Kyoto", ""), ("Yokohama", "")],
        phone: |draw| format!("+81 {} 5550 {:04}", draw.pick(&["3", "6", "52", "45", "75"]), draw.below(10_000)),
    },
    Country {
        weight: 8,
        code: "FR",
        zone: "Europe/Paris",
        money: ("EUR", 920),
        ahead: 1,
        language: En,
        stems: &same([
            "Corv",
            "Bel",
            "Clair",
            "Mont",
            "Val",
            "Roche",
            "Saint-Aub",
            "Fleur",
            "Haute",
            "Brume",
            "Lis",
            "Chante",
        ]),
        tails: &same(["ane", "mont", "ville", "lune", "rive", "bois", "pré", "val", "ette", "ine"]),
        forms: &["", "SARL", "SAS"],
        given: &same(["Élise", "Luc", "Camille", "Mathieu", "Inès", "Rémi", "Chloé", "Bastien", "Margaux", "Hugo"]),
        family: &same([
            "Marchetti",
            "Lefort",
            "Garnier",
            "Besson",
            "Roussel",
            "Chevrier",
            "Delmas",
            "Perrin",
            "Vasseur",
            "Aubry",
        ]),
        cities: &[("Lyon", ""), ("Nantes", ""), ("Lille", ""), ("Toulouse", ""), ("Rennes", "")],
        phone: |draw| {
            let (zone, block) =
                draw.pick(&[("1", "99 00"), ("2", "61 91"), ("3", "53 01"), ("4", "65 71"), ("5", "36 49")]);
            format!("+33 {zone} {block} {:02} {:02}", draw.below(100), draw.below(100))
        },
    },
    Country {
        weight: 6,
        code: "AU",
        zone: "Australia/Melbourne",
        money: ("AUD", 1520),
        ahead: 11,
        language: En,
        stems: &same([
            "Bluegum",
            "Wattle",
            "Banksia",
            "Kurra",
            "Mallee",
            "Coolibah",
            "Bilby",
            "Currawong",
            "Saltbush",
            "Brolga",
        ]),
        tails: &[(" Bay", "bay"), (" & Sons", "sons"), (" Road", "road"), (" Creek", "creek"), (" Station", "station")],
        forms: &["", "Pty Ltd"],
        given: &ENGLISH_GIVEN,
        family: &ENGLISH_FAMILY,
        cities: &[("Melbourne", ""), ("Geelong", ""), ("Hobart", ""), ("Ballarat", ""), ("Adelaide", "")],
        phone: |draw| {
            let (area, block) =
                draw.pick(&[("2", "5550"), ("2", "7010"), ("3", "5550"), ("3", "7010"), ("7", "5550"), ("8", "5550")]);
            format!("+61 {area} {block} {:04}", draw.below(10_000))
        },
    },
    Country {
        weight: 5,
        code: "AE",
        zone: "Asia/Dubai",
        money: ("USD", 1000),
        ahead: 4,
        language: En,
        stems: &same(["Merid", "Al Wah", "Zaf", "Noor", "Qas", "Rim", "Sahar", "Yas"]),
        tails: &same(["ian", "a", "iya", "een", "ar", "al"]),
        forms: &["", "LLC", "Trading Est."],
        given: &same(["Samir", "Layla", "Omar", "Huda", "Karim", "Rania", "Faisal", "Dina"]),
        family: &same(["Haddad", "Mansour", "Khoury", "Sabbagh", "Nasser", "Rahman", "Farouk", "Aziz"]),
        cities: &[("Dubai", ""), ("Sharjah", ""), ("Abu Dhabi", ""), ("Ajman", "")],
        phone: |draw| format!("+971 {} 555 0{:03}", draw.pick(&["4", "6", "2"]), draw.below(1000)),
    },
];
