//! Looks at the finished pages for what a reader would miss: signs drawn as "no glyph", text beyond the paper.

use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

#[derive(Default)]
pub(crate) struct Seen {
    /// Pieces of text that no font could draw.
    pub broken: BTreeSet<String>,
    /// Pages with text beyond the paper, from zero.
    pub outside: BTreeSet<usize>,
}

pub(crate) fn inspect(document: &PagedDocument) -> Seen {
    let mut seen = Seen::default();
    for (number, page) in document.pages().iter().enumerate() {
        walk(&page.frame, Transform::identity(), page.frame.size(), number, &mut seen);
    }
    seen
}

fn walk(frame: &Frame, at: Transform, paper: Size, page: usize, seen: &mut Seen) {
    for (pos, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = at.pre_concat(Transform::translate(pos.x, pos.y)).pre_concat(group.transform);
                walk(&group.frame, inner, paper, page, seen);
            }
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|g| g.id == 0) {
                    if let Some(piece) = text.text.get(glyph.range()) {
                        seen.broken.insert(piece.to_string());
                    }
                }
                let slack = Abs::pt(0.5);
                let start = pos.transform(at);
                let end = (*pos + Point::with_x(text.width())).transform(at);
                let inside =
                    |p: Point| p.x >= -slack && p.x <= paper.x + slack && p.y >= -slack && p.y <= paper.y + slack;
                if !inside(start) || !inside(end) {
                    seen.outside.insert(page);
                }
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
