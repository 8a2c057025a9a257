//! Photographs of the demo and the sample: a bag on a table with the damage ringed, drawn. A picture is one of a few
//! hundred variants (what it looks like, its colour, what is wrong), each drawn once in a process and shared by all letters, so
//! blobs stay few and small.
//!
//! Left out: perspective, texture, anything a camera would add. They have to be told apart at a glance, no more.

mod canvas;

use super::goods::Shape;
use canvas::{Canvas, Ink};
use std::sync::OnceLock;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Defect {
    Zip,
    Handle,
    Strap,
    Wheel,
    Seam,
    Stain,
    /// The cloth of a rub test.
    Cloth,
    /// Beside a piece of the right colour.
    Shade,
    Lining,
    Logo,
    Metal,
    Label,
    Carton,
    /// A delivery paper.
    Paper,
}

use Defect::{Carton, Cloth, Handle, Label, Lining, Logo, Metal, Paper, Seam, Shade, Stain, Strap, Wheel, Zip};

const DEFECTS: usize = 14;
const SHAPES: usize = 5;

/// Leather tones: light, dark.
const TONES: [(Ink, Ink); 6] = [
    ([176, 124, 78], [134, 90, 52]),
    ([72, 70, 72], [44, 42, 44]),
    ([58, 74, 112], [38, 50, 80]),
    ([112, 116, 74], [80, 84, 50]),
    ([154, 72, 58], [112, 48, 40]),
    ([222, 200, 172], [184, 160, 130]),
];

const BOARD: (Ink, Ink) = ([196, 158, 112], [160, 124, 84]);
const WHITE: Ink = [250, 249, 246];
const METAL: Ink = [204, 190, 148];
const DARK: Ink = [40, 38, 38];

static MADE: [OnceLock<Vec<u8>>; DEFECTS * SHAPES * TONES.len()] =
    [const { OnceLock::new() }; DEFECTS * SHAPES * TONES.len()];

impl Defect {
    /// As a file is called by who sends it.
    pub(super) fn word(self, zh: bool) -> &'static str {
        let (en, chinese) = match self {
            Zip => ("zip", "拉链"),
            Handle => ("handle", "提手"),
            Strap => ("strap-hook", "肩带扣"),
            Wheel => ("wheel", "轮子"),
            Seam => ("seam", "开线"),
            Stain => ("stain", "掉色"),
            Cloth => ("cloth", "白布"),
            Shade => ("beside-sample", "与签样对比"),
            Lining => ("lining", "里布"),
            Logo => ("mark", "标志"),
            Metal => ("metal", "五金"),
            Label => ("carton-label", "箱唛"),
            Carton => ("carton", "纸箱"),
            Paper => ("delivery-paper", "签收单"),
        };
        if zh { chinese } else { en }
    }
}

/// The picture as PNG; the same for the same variant on every machine.
pub(crate) fn picture(defect: Defect, shape: Shape, tone: usize) -> &'static [u8] {
    let tone = tone % TONES.len();
    // What is packed looks the same whatever is inside.
    let (shape, tone) = match defect {
        Label | Carton | Paper => (Shape::Case, 0),
        Cloth => (Shape::Case, tone),
        _ => (shape, tone),
    };
    let at = (defect as usize * SHAPES + shape as usize) * TONES.len() + tone;
    MADE[at].get_or_init(|| draw(defect, shape, TONES[tone]).png())
}

fn draw(defect: Defect, shape: Shape, leather: (Ink, Ink)) -> Canvas {
    let mut c = Canvas::new([214, 209, 200]);
    c.rect(0, 132, 240, 48, [190, 182, 170]);
    match defect {
        Carton => {
            box_of(&mut c);
            c.poly(&[(150, 62), (186, 44), (190, 92), (170, 84)], BOARD.1);
            c.line((150, 62), (172, 84), 2, DARK);
            c.line((172, 84), (190, 92), 2, DARK);
            c.ring(172, 70, 32);
        }
        Label => {
            box_of(&mut c);
            c.rect(74, 74, 62, 40, WHITE);
            for row in 0..4 {
                c.rect(80, 80 + row * 8, 34 - (row % 2) * 10, 3, DARK);
            }
            for bar in 0..6 {
                c.rect(118 + bar * 2, 80, 1, 26, DARK);
            }
            c.ring(105, 94, 42);
        }
        Paper => {
            c.poly(&[(70, 20), (176, 28), (166, 164), (60, 156)], WHITE);
            for row in 0..9 {
                c.line((78, 38 + row * 10), (150 - (row % 3) * 14, 43 + row * 10), 2, [150, 150, 150]);
            }
            c.line((84, 138), (104, 130), 2, [40, 60, 140]);
            c.line((104, 130), (116, 144), 2, [40, 60, 140]);
            c.line((116, 144), (140, 132), 2, [40, 60, 140]);
            c.ring(112, 138, 30);
        }
        Cloth => {
            c.poly(&[(50, 40), (188, 32), (196, 146), (42, 152)], WHITE);
            for n in 0..6 {
                let y = 66 + n * 11;
                c.line((92, y + 6), (146, y), 5, mixed(leather.0, WHITE));
            }
            c.ring(120, 94, 48);
        }
        _ => {
            body(&mut c, shape, leather);
            damage(&mut c, defect, shape, leather);
        }
    }
    c
}

fn box_of(c: &mut Canvas) {
    c.shadow(122, 152, 84);
    c.rect(50, 58, 140, 92, BOARD.0);
    c.poly(&[(50, 58), (66, 42), (204, 42), (190, 58)], mixed(BOARD.0, WHITE));
    c.poly(&[(190, 58), (204, 42), (204, 132), (190, 150)], BOARD.1);
    c.rect(112, 58, 16, 92, mixed(BOARD.0, WHITE));
}

fn mixed(one: Ink, two: Ink) -> Ink {
    std::array::from_fn(|n| u8::midpoint(one[n], two[n]))
}

/// Where things sit on a shape: left, top, width, height of its front.
fn front(shape: Shape) -> (i32, i32, i32, i32) {
    match shape {
        Shape::Bag => (48, 70, 144, 82),
        Shape::Case => (54, 66, 132, 84),
        Shape::Trolley => (78, 40, 84, 104),
        Shape::Pouch => (44, 82, 152, 66),
        Shape::Pack => (72, 46, 96, 104),
    }
}

fn body(c: &mut Canvas, shape: Shape, (light, dark): (Ink, Ink)) {
    let (x, y, w, h) = front(shape);
    c.shadow(x + w / 2, y + h + 4, w / 2 + 12);
    match shape {
        Shape::Bag => {
            c.arc(120, y + 4, 40, 46, 7, dark);
            c.poly(&[(x + 10, y), (x + w - 10, y), (x + w, y + h), (x, y + h)], light);
        }
        Shape::Case => {
            c.arc(120, y + 2, 20, 14, 6, dark);
            c.round(x, y, w, h, 10, light);
        }
        Shape::Trolley => {
            c.line((102, 14), (102, 44), 4, METAL);
            c.line((138, 14), (138, 44), 4, METAL);
            c.line((100, 14), (140, 14), 6, DARK);
            c.round(x, y, w, h, 12, light);
            for wheel in [x + 12, x + w - 12] {
                c.disc(wheel, y + h + 7, 8, DARK);
                c.disc(wheel, y + h + 7, 3, METAL);
            }
            for rib in 1..4 {
                c.line((x + rib * w / 4, y + 10), (x + rib * w / 4, y + h - 10), 2, dark);
            }
        }
        Shape::Pouch => c.round(x, y, w, h, 14, light),
        Shape::Pack => {
            c.arc(120, y + 4, 16, 20, 6, dark);
            c.round(x, y, w, h, 26, light);
            c.round(x + 14, y + 56, w - 28, h - 66, 8, dark);
        }
    }
    // The zip, or the edge of the opening, and the seam around.
    c.line((x + 14, y + 18), (x + w - 14, y + 18), 4, dark);
    if shape != Shape::Trolley {
        c.dashes((x + 8, y + h - 8), (x + w - 8, y + h - 8), mixed(light, WHITE));
    }
    c.disc(x + w - 22, y + 20, 4, METAL);
}

fn damage(c: &mut Canvas, defect: Defect, shape: Shape, (light, dark): (Ink, Ink)) {
    let (x, y, w, h) = front(shape);
    match defect {
        Zip => {
            c.poly(&[(x + w / 2, y + 18), (x + w - 40, y + 12), (x + w - 24, y + 18), (x + w - 40, y + 26)], DARK);
            c.line((x + w - 24, y + 20), (x + w - 14, y + 34), 4, METAL);
            c.ring(x + w - 36, y + 20, 28);
        }
        Handle => {
            let (hx, hy) = if shape == Shape::Trolley { (x + 24, y - 2) } else { (88, y - 4) };
            c.line((hx - 4, hy - 10), (hx + 12, hy + 14), 6, [214, 209, 200]);
            c.disc(hx, hy + 12, 4, METAL);
            c.poly(&[(hx - 6, hy + 6), (hx + 8, hy + 8), (hx + 2, hy + 24)], DARK);
            c.ring(hx + 2, hy + 8, 24);
        }
        Strap => {
            c.line((x + 6, y + 10), (22, y + 40), 6, dark);
            c.line((22, y + 40), (30, y + 74), 6, dark);
            c.disc(x + 8, y + 8, 6, METAL);
            c.disc(x + 8, y + 8, 3, light);
            c.line((x - 2, y + 16), (x + 4, y + 26), 3, METAL);
            c.ring(x + 4, y + 14, 24);
        }
        Wheel => {
            let (wx, wy) = (x + w - 12, y + h + 7);
            c.line((wx - 7, wy - 7), (wx + 6, wy + 8), 3, [214, 209, 200]);
            c.poly(&[(wx + 6, wy - 2), (wx + 16, wy + 8), (wx + 4, wy + 8)], DARK);
            c.ring(wx, wy, 22);
        }
        Seam => {
            c.poly(&[(x + 24, y + h - 10), (x + 50, y + h - 16), (x + 74, y + h - 9), (x + 50, y + h - 4)], DARK);
            c.line((x + 48, y + h - 16), (x + 44, y + h - 30), 1, WHITE);
            c.line((x + 60, y + h - 14), (x + 66, y + h - 28), 1, WHITE);
            c.ring(x + 50, y + h - 12, 34);
        }
        Stain => {
            c.poly(&[(6, 150), (96, 144), (104, 176), (0, 178)], WHITE);
            c.disc(52, 162, 9, mixed(light, WHITE));
            c.disc(64, 158, 6, mixed(dark, WHITE));
            c.ring(56, 160, 24);
        }
        Shade => {
            c.poly(&[(10, 138), (84, 130), (90, 172), (14, 178)], mixed(light, [236, 150, 120]));
            c.dashes((18, 170), (82, 166), WHITE);
            c.ring(72, 146, 26);
        }
        Lining => {
            c.poly(&[(x + 20, y + 18), (x + w - 30, y + 18), (x + w - 50, y + 52), (x + 44, y + 50)], [232, 224, 206]);
            c.poly(&[(x + w - 62, y + 26), (x + w - 48, y + 22), (x + w - 58, y + 44)], DARK);
            c.ring(x + w - 56, y + 32, 24);
        }
        Logo => {
            let (lx, ly) = (x + w / 2 + 14, y + h / 2 + 8);
            c.poly(&[(lx - 20, ly - 6), (lx + 18, ly - 12), (lx + 20, ly + 4), (lx - 18, ly + 10)], METAL);
            c.poly(&[(lx - 14, ly - 2), (lx + 12, ly - 6), (lx + 13, ly), (lx - 13, ly + 5)], light);
            c.ring(lx, ly, 30);
        }
        Metal => {
            c.disc(x + w - 22, y + 34, 10, METAL);
            c.disc(x + w - 22, y + 34, 5, light);
            c.disc(x + w - 28, y + 30, 4, [92, 142, 108]);
            c.disc(x + w - 18, y + 41, 3, [92, 142, 108]);
            c.ring(x + w - 22, y + 34, 24);
        }
        Cloth | Label | Carton | Paper => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const SHAPE: [Shape; SHAPES] = [Shape::Bag, Shape::Case, Shape::Trolley, Shape::Pouch, Shape::Pack];
    const DEFECT: [Defect; DEFECTS] =
        [Zip, Handle, Strap, Wheel, Seam, Stain, Cloth, Shade, Lining, Logo, Metal, Label, Carton, Paper];

    #[test]
    fn every_variant_is_a_small_picture_and_different_things_look_different() {
        let mut seen: BTreeMap<&[u8], (Defect, Shape)> = BTreeMap::new();
        for defect in DEFECT {
            for shape in SHAPE {
                for tone in [0, 2] {
                    let png = picture(defect, shape, tone);
                    let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().map(|r| r.info().size());
                    assert_eq!(reader.ok(), Some((240, 180)));
                    assert!(png.len() > 400 && png.len() < 20_000, "{defect:?} {shape:?}: {}", png.len());
                    let before = seen.insert(png, (defect, shape));
                    assert!(before.is_none_or(|(other, _)| other == defect), "{defect:?} looks like {before:?}");
                }
            }
        }
        assert!(seen.len() > 80, "{}", seen.len());
    }
}
