//! Pages as pictures, compared with kept ones. `UPDATE_REFS=1` writes the kept pictures anew; look at them before committing.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use aftercare_forms::{Request, compile};

use super::poppler;

/// The share of pixels that may differ: versions of poppler smooth edges a little differently.
pub const TOLERANCE: f64 = 0.0005;

pub struct Gray {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// A page at 72 dpi, grey; the first one is 1.
pub fn raster(request: &Request, page: usize) -> Gray {
    let pdf = compile(request).unwrap().pdf().unwrap();
    let page = page.to_string();
    let pgm = poppler("pdftoppm", &["-r", "72", "-gray", "-f", &page, "-l", &page], &pdf, &[]);
    let mut head = pgm.splitn(4, |b| *b == b'\n');
    assert_eq!(head.next(), Some(&b"P5"[..]));
    let size = String::from_utf8(head.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    head.next();
    Gray { width: width.parse().unwrap(), height: height.parse().unwrap(), pixels: head.next().unwrap().to_vec() }
}

pub fn read(path: &Path) -> Gray {
    let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}; UPDATE_REFS=1 writes it", path.display()));
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Grayscale);
    pixels.truncate(info.buffer_size());
    Gray { width: info.width, height: info.height, pixels }
}

/// The share of pixels that differ clearly.
pub fn difference(a: &Gray, b: &Gray) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let differing = a.pixels.iter().zip(&b.pixels).filter(|(a, b)| a.abs_diff(**b) > 96).count();
    f64::from(u32::try_from(differing).unwrap()) / f64::from(a.width * a.height)
}

/// Compares a page with the picture kept of it.
pub fn check(request: &Request, page: usize, path: &Path) {
    let now = raster(request, page);
    if std::env::var_os("UPDATE_REFS").is_some() {
        let mut encoder = png::Encoder::new(File::create(path).unwrap(), now.width, now.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(&now.pixels).unwrap();
        return;
    }
    let share = difference(&read(path), &now);
    assert!(share <= TOLERANCE, "{}: {share:.4} of the pixels differ", path.display());
}
