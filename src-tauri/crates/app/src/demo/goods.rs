//! What the house makes: products with the parts they have, so that nobody complains about the wheels of a clutch bag, with
//! their colours, prices and lots.

/// Parts and traits, one bit each.
pub(super) type Parts = u32;

pub(super) const ZIP: Parts = 1;
pub(super) const HANDLE: Parts = 1 << 1;
/// A shoulder strap with hooks.
pub(super) const STRAP: Parts = 1 << 2;
pub(super) const WHEELS: Parts = 1 << 3;
pub(super) const LINING: Parts = 1 << 4;
/// Buckles or rings that show.
pub(super) const METAL: Parts = 1 << 5;
/// A combination lock.
pub(super) const LOCK: Parts = 1 << 6;
/// Sewn, not glued on board.
pub(super) const SEAMS: Parts = 1 << 7;
/// Of the colour, not of the product: it can stain.
pub(super) const DARK: Parts = 1 << 8;
/// Of the order: made with the customer's mark.
pub(super) const MARK: Parts = 1 << 9;

/// How it looks from far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Bag,
    Case,
    Trolley,
    Pouch,
    Pack,
}

/// A product, its colours apart.
#[derive(Debug)]
pub(super) struct Product {
    pub code: &'static str,
    pub many: &'static str,
    pub one: &'static str,
    pub zh: &'static str,
    /// Usual order in pieces.
    pub usual: i64,
    /// Of one piece, in cents of the United States.
    pub price: i64,
    pub parts: Parts,
    pub shape: Shape,
    /// Pieces carry a serial number.
    pub serial: bool,
}

impl Product {
    /// As it stands in lines, lots and units, readable in both languages.
    pub(super) fn article(&self) -> String {
        format!("HX-{} {} {}", self.code, self.one, self.zh)
    }
}

const fn product(
    code: &'static str,
    (one, many, zh): (&'static str, &'static str, &'static str),
    (usual, price): (i64, i64),
    parts: Parts,
    shape: Shape,
) -> Product {
    Product { code, many, one, zh, usual, price, parts, shape, serial: parts & (WHEELS | LOCK) != 0 }
}

use Shape::{Bag, Case, Pack, Pouch, Trolley};

pub(super) const PRODUCTS: &[Product] = &[
    product(
        "110",
        ("weekender bag", "weekender bags", "周末旅行袋"),
        (1200, 3850),
        ZIP | HANDLE | STRAP | LINING | METAL | SEAMS,
        Bag,
    ),
    product("120", ("vanity case", "vanity cases", "化妆箱"), (4000, 1240), ZIP | LINING | SEAMS, Case),
    product("130", ("brush pouch", "brush pouches", "化妆刷袋"), (8000, 310), ZIP | LINING | SEAMS, Pouch),
    product("135", ("wash bag", "wash bags", "洗漱包"), (5000, 640), ZIP | LINING | SEAMS, Pouch),
    product(
        "150",
        ("garment bag", "garment bags", "西装袋"),
        (900, 2480),
        ZIP | HANDLE | STRAP | LINING | METAL | SEAMS,
        Bag,
    ),
    product(
        "210",
        ("cabin trolley", "cabin trolleys", "登机箱"),
        (800, 6420),
        ZIP | HANDLE | WHEELS | LINING | LOCK,
        Trolley,
    ),
    product(
        "220",
        ("large trolley", "large trolleys", "托运箱"),
        (600, 8150),
        ZIP | HANDLE | WHEELS | LINING | LOCK,
        Trolley,
    ),
    product("310", ("laptop sleeve", "laptop sleeves", "电脑内胆包"), (2400, 880), ZIP | LINING | SEAMS, Pouch),
    product("320", ("tote bag", "tote bags", "托特包"), (1800, 2150), HANDLE | LINING | METAL | SEAMS, Bag),
    product("410", ("jewellery roll", "jewellery rolls", "首饰卷包"), (2000, 960), LINING | METAL | SEAMS, Pouch),
    product("420", ("pencil case", "pencil cases", "皮面笔袋"), (5000, 420), ZIP | LINING | SEAMS, Pouch),
    product("430", ("leather folio", "leather folios", "皮质文件夹"), (700, 2690), ZIP | LINING | SEAMS, Pouch),
    product("510", ("backpack", "backpacks", "双肩包"), (1500, 3240), ZIP | HANDLE | LINING | METAL | SEAMS, Pack),
    product("520", ("camera case", "camera cases", "相机包"), (1000, 2870), ZIP | STRAP | LINING | METAL | SEAMS, Case),
    product("530", ("clutch bag", "clutch bags", "手拿包"), (1600, 1420), ZIP | LINING | METAL | SEAMS, Pouch),
    product("540", ("belt bag", "belt bags", "腰包"), (3000, 980), ZIP | LINING | METAL | SEAMS, Pouch),
    product("610", ("gift box", "gift boxes", "皮质礼盒"), (3600, 730), LINING, Case),
    product(
        "620",
        ("attaché case", "attaché cases", "公文箱"),
        (500, 5360),
        HANDLE | LINING | METAL | LOCK | SEAMS,
        Case,
    ),
];

/// A colour in both languages.
#[derive(Debug)]
pub(super) struct Colour {
    pub en: &'static str,
    pub zh: &'static str,
    /// It can stain what it touches.
    pub dark: bool,
    /// In a picture; several colours share one.
    pub tone: usize,
}

const fn colour(en: &'static str, zh: &'static str, dark: bool, tone: usize) -> Colour {
    Colour { en, zh, dark, tone }
}

pub(super) const COLOURS: &[Colour] = &[
    colour("tan", "棕色", true, 0),
    colour("black", "黑色", true, 1),
    colour("navy", "藏青色", true, 2),
    colour("olive", "橄榄绿", true, 3),
    colour("terracotta", "赤陶色", true, 4),
    colour("sand", "沙色", false, 5),
    colour("burgundy", "酒红色", true, 4),
    colour("cognac", "干邑色", true, 0),
    colour("grey", "灰色", false, 1),
    colour("blush", "浅粉色", false, 5),
    colour("forest green", "墨绿色", true, 3),
    colour("cream", "米白色", false, 5),
];

/// A lot by its month, and by its turn in it where a house makes several of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LotNumber {
    pub year: i32,
    pub month: u32,
    /// From 1; 0 where there is one a month.
    pub turn: u32,
}

impl std::fmt::Display for LotNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)?;
        if self.turn > 0 { write!(f, "-{:03}", self.turn) } else { Ok(()) }
    }
}

/// 1200 as 1,200.
pub(super) fn grouped(n: i64) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_lots_read_as_on_a_carton() {
        assert_eq!(PRODUCTS[5].article(), "HX-210 cabin trolley 登机箱");
        assert!(PRODUCTS[5].serial && !PRODUCTS[2].serial);
        let lot = LotNumber { year: 2026, month: 7, turn: 0 };
        assert_eq!(
            (lot.to_string(), LotNumber { turn: 12, ..lot }.to_string()),
            ("2026-07".into(), "2026-07-012".into())
        );
        let codes: std::collections::HashSet<_> = PRODUCTS.iter().map(|product| product.code).collect();
        assert_eq!(codes.len(), PRODUCTS.len());
    }
}
