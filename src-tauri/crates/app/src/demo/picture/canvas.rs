//! A canvas of whole shapes, drawn twice too large and made smaller at the end, so that edges are smooth.

/// Red, green, blue.
pub(super) type Ink = [u8; 3];

const WIDE: i32 = 240;
const HIGH: i32 = 180;
const FINE: i32 = 2;
/// The ring that shows where to look.
const RED: Ink = [206, 42, 38];

/// A picture being drawn, in coordinates of the finished one.
pub(super) struct Canvas(Vec<Ink>);

impl Canvas {
    pub(super) fn new(ground: Ink) -> Self {
        Self(vec![ground; (WIDE * HIGH * FINE * FINE) as usize])
    }

    /// Inks every fine dot of a box for which `inside` says so.
    fn fill(&mut self, (left, top, right, bottom): (i32, i32, i32, i32), ink: Ink, inside: impl Fn(i32, i32) -> bool) {
        let width = WIDE * FINE;
        for y in (top * FINE).max(0)..(bottom * FINE).min(HIGH * FINE) {
            for x in (left * FINE).max(0)..(right * FINE).min(width) {
                if inside(x, y) {
                    self.0[(y * width + x) as usize] = ink;
                }
            }
        }
    }

    pub(super) fn rect(&mut self, x: i32, y: i32, w: i32, h: i32, ink: Ink) {
        self.fill((x, y, x + w, y + h), ink, |_, _| true);
    }

    /// With round corners.
    pub(super) fn round(&mut self, x: i32, y: i32, w: i32, h: i32, r: i32, ink: Ink) {
        let (left, top, right, bottom) =
            ((x + r) * FINE, (y + r) * FINE, (x + w - r) * FINE - 1, (y + h - r) * FINE - 1);
        let r = r * FINE;
        self.fill((x, y, x + w, y + h), ink, |px, py| {
            let (dx, dy) = (px - px.clamp(left, right), py - py.clamp(top, bottom));
            dx * dx + dy * dy <= r * r
        });
    }

    pub(super) fn disc(&mut self, x: i32, y: i32, r: i32, ink: Ink) {
        let (cx, cy, rr) = (x * FINE, y * FINE, r * r * FINE * FINE);
        self.fill((x - r, y - r, x + r + 1, y + r + 1), ink, |px, py| {
            (px - cx) * (px - cx) + (py - cy) * (py - cy) <= rr
        });
    }

    /// The shade under a thing.
    pub(super) fn shadow(&mut self, x: i32, y: i32, half: i32) {
        let (cx, cy) = (x * FINE, y * FINE);
        self.fill((x - half, y - 8, x + half, y + 9), [166, 158, 148], |px, py| {
            let (dx, dy) = (px - cx, (py - cy) * half / 8);
            dx * dx + dy * dy <= half * half * FINE * FINE
        });
    }

    pub(super) fn ring(&mut self, x: i32, y: i32, r: i32) {
        let (cx, cy) = (x * FINE, y * FINE);
        let (inner, outer) = ((r * FINE - 3).pow(2), (r * FINE + 3).pow(2));
        self.fill((x - r - 3, y - r - 3, x + r + 3, y + r + 3), RED, |px, py| {
            let d = (px - cx) * (px - cx) + (py - cy) * (py - cy);
            (inner..=outer).contains(&d)
        });
    }

    /// The upper half of an oval line: a handle.
    pub(super) fn arc(&mut self, x: i32, y: i32, rx: i32, ry: i32, thick: i32, ink: Ink) {
        let (cx, cy) = (x * FINE, y * FINE);
        let inside = |px: i32, py: i32, rx: i32, ry: i32| {
            let (dx, dy) = (i64::from(px - cx) * i64::from(ry), i64::from(py - cy) * i64::from(rx));
            dx * dx + dy * dy <= (i64::from(rx) * i64::from(ry)).pow(2)
        };
        let (ox, oy, ix, iy) = (rx * FINE, ry * FINE, (rx - thick) * FINE, (ry - thick) * FINE);
        self.fill((x - rx - 1, y - ry - 1, x + rx + 1, y), ink, |px, py| {
            inside(px, py, ox, oy) && !inside(px, py, ix, iy)
        });
    }

    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32), thick: i32, ink: Ink) {
        let (ax, ay, bx, by) = (from.0 * FINE, from.1 * FINE, to.0 * FINE, to.1 * FINE);
        let (dx, dy) = (i64::from(bx - ax), i64::from(by - ay));
        let length = (dx * dx + dy * dy).max(1);
        let half = i64::from(thick * FINE);
        let (left, right) = (from.0.min(to.0) - thick, from.0.max(to.0) + thick + 1);
        let (top, bottom) = (from.1.min(to.1) - thick, from.1.max(to.1) + thick + 1);
        self.fill((left, top, right, bottom), ink, |px, py| {
            let (qx, qy) = (i64::from(px - ax), i64::from(py - ay));
            let along = (qx * dx + qy * dy).clamp(0, length);
            // Distance to the nearest point of the line, everything multiplied by its length.
            let (ex, ey) = (qx * length - along * dx, qy * length - along * dy);
            4 * (i128::from(ex).pow(2) + i128::from(ey).pow(2)) <= i128::from(half * length).pow(2)
        });
    }

    pub(super) fn dashes(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        let mut x = from.0;
        while x + 4 <= to.0 {
            self.line((x, from.1), (x + 4, to.1), 1, ink);
            x += 8;
        }
    }

    /// A filled polygon.
    pub(super) fn poly(&mut self, corners: &[(i32, i32)], ink: Ink) {
        let bound = |of: fn(&(i32, i32)) -> i32| {
            (corners.iter().map(of).min().unwrap_or(0), corners.iter().map(of).max().unwrap_or(0))
        };
        let ((left, right), (top, bottom)) = (bound(|c| c.0), bound(|c| c.1));
        self.fill((left, top, right + 1, bottom + 1), ink, |px, py| {
            let mut inside = false;
            for (n, &(ax, ay)) in corners.iter().enumerate() {
                let (bx, by) = corners[(n + 1) % corners.len()];
                let (ax, ay, bx, by) = (ax * FINE, ay * FINE, bx * FINE, by * FINE);
                if (ay > py) != (by > py) && px < (bx - ax) * (py - ay) / (by - ay) + ax {
                    inside = !inside;
                }
            }
            inside
        });
    }

    /// Made smaller, as PNG.
    pub(super) fn png(&self) -> Vec<u8> {
        let mut dots = Vec::with_capacity((WIDE * HIGH * 3) as usize);
        for y in 0..HIGH {
            for x in 0..WIDE {
                for part in 0..3 {
                    let mut sum = 0;
                    for fine in 0..FINE * FINE {
                        let (fx, fy) = (x * FINE + fine % FINE, y * FINE + fine / FINE);
                        sum += i32::from(self.0[(fy * WIDE * FINE + fx) as usize][part]);
                    }
                    dots.push((sum / (FINE * FINE)) as u8);
                }
            }
        }
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, WIDE as u32, HIGH as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        // Writing to memory, with as many dots as were promised, can't fail.
        if let Ok(mut writer) = encoder.write_header() {
            let _ = writer.write_image_data(&dots);
        }
        out
    }
}
