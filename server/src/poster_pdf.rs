//! A drawing as a page of PDF: what a printer's shop takes. Type is outlines, as in the SVG, so that no font is missing.
//!
//! It knows what posters are made of: filled and stroked paths in plain colours, and a pattern of them.

use std::collections::HashMap;

use pdf_writer::{
    Content, Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr,
    types::{LineCapStyle, LineJoinStyle, PaintType, TilingType},
};
use resvg::{
    tiny_skia::{PathSegment, Transform},
    usvg::{FillRule, Group, LineCap, LineJoin, Node, Paint, Path, Pattern, Tree},
};

/// A4 in points (ISO 216: 210 by 297 mm).
const A4: (f32, f32) = (595.276, 841.89);

/// Writes a drawing as one page of A4.
pub(crate) fn write(tree: &Tree, title: &str) -> Vec<u8> {
    let mut next = Ref::new(1);
    let [catalog, pages, page, content, info] = [(); 5].map(|()| next.bump());
    let size = tree.size();
    // PDF counts from below.
    let base = Transform::from_row(A4.0 / size.width(), 0.0, 0.0, -A4.1 / size.height(), 0.0, A4.1);
    let mut pdf = Pdf::new();
    let patterns: Vec<(Ref, &Pattern)> = tree.patterns().iter().map(|pattern| (next.bump(), &**pattern)).collect();
    let names: HashMap<&str, Ref> = patterns.iter().map(|(at, pattern)| (pattern.id(), *at)).collect();
    let spaces = spaces(tree.root());
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, A4.0, A4.1)).contents(content);
    let mut resources = sheet.resources();
    let mut listed = resources.patterns();
    for (at, pattern) in &patterns {
        listed.pair(Name(pattern.id().as_bytes()), *at);
    }
    listed.finish();
    resources.finish();
    sheet.finish();
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Ashyq"));
    stream(&mut pdf, content, &drawn(tree.root(), base, &names));
    for (at, pattern) in patterns {
        let space = spaces.get(pattern.id()).copied().unwrap_or_default();
        tile(&mut pdf, at, pattern, base.pre_concat(space));
    }
    pdf.finish()
}

/// The space in which each pattern is filled; all that a poster fills with one pattern shares it.
fn spaces(group: &Group) -> HashMap<&str, Transform> {
    let mut found = HashMap::new();
    for node in group.children() {
        match node {
            Node::Group(group) => found.extend(spaces(group)),
            Node::Path(path) => {
                if let Some(Paint::Pattern(pattern)) = path.fill().map(resvg::usvg::Fill::paint) {
                    found.insert(pattern.id(), path.abs_transform());
                }
            }
            Node::Text(_) | Node::Image(_) => {}
        }
    }
    found
}

fn stream(pdf: &mut Pdf, at: Ref, content: &[u8]) {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(content, 9);
    pdf.stream(at, &packed).filter(Filter::FlateDecode);
}

/// A pattern's cell, repeated by the reader; its matrix leads to the page and not to what is filled (ISO 32000-1 section 8.7.3).
fn tile(pdf: &mut Pdf, at: Ref, pattern: &Pattern, base: Transform) {
    let rect = pattern.rect();
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(
        &drawn(pattern.root(), Transform::from_translate(rect.x(), rect.y()), &HashMap::new()),
        9,
    );
    let mut tile = pdf.tiling_pattern(at, &packed);
    tile.filter(Filter::FlateDecode);
    tile.paint_type(PaintType::Colored).tiling_type(TilingType::ConstantSpacing);
    tile.bbox(Rect::new(rect.left(), rect.top(), rect.right(), rect.bottom()));
    tile.x_step(rect.width()).y_step(rect.height());
    tile.matrix(row(base.pre_concat(pattern.transform())));
    tile.resources().finish();
}

fn drawn(group: &Group, base: Transform, patterns: &HashMap<&str, Ref>) -> Vec<u8> {
    let mut content = Content::new();
    content.save_state().transform(row(base));
    draw(&mut content, group, patterns);
    content.restore_state();
    content.finish().into_vec()
}

fn draw(content: &mut Content, group: &Group, patterns: &HashMap<&str, Ref>) {
    // The only thing that a poster clips is the QR code's own square, beyond which it does not go.
    content.save_state().transform(row(group.transform()));
    for node in group.children() {
        match node {
            Node::Group(group) => draw(content, group, patterns),
            Node::Path(path) => draw_path(content, path, patterns),
            Node::Text(text) => draw(content, text.flattened(), patterns),
            Node::Image(_) => {}
        }
    }
    content.restore_state();
}

fn draw_path(content: &mut Content, path: &Path, patterns: &HashMap<&str, Ref>) {
    if !path.is_visible() {
        return;
    }
    if let Some(stroke) = path.stroke()
        && let Paint::Color(color) = stroke.paint()
    {
        let [red, green, blue] = [color.red, color.green, color.blue].map(|part| f32::from(part) / 255.0);
        content.set_stroke_rgb(red, green, blue).set_line_width(stroke.width().get());
        content.set_line_cap(match stroke.linecap() {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        });
        content.set_line_join(match stroke.linejoin() {
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
            LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
        });
    }
    let rule = path.fill().map(|fill| {
        match fill.paint() {
            Paint::Color(color) => {
                let [red, green, blue] = [color.red, color.green, color.blue].map(|part| f32::from(part) / 255.0);
                content.set_fill_rgb(red, green, blue);
            }
            Paint::Pattern(pattern) if patterns.contains_key(pattern.id()) => {
                content.set_fill_color_space(pdf_writer::types::ColorSpaceOperand::Pattern);
                content.set_fill_pattern([], Name(pattern.id().as_bytes()));
            }
            Paint::Pattern(_) | Paint::LinearGradient(_) | Paint::RadialGradient(_) => {}
        }
        fill.rule()
    });
    outline(content, path);
    match (rule, path.stroke().is_some()) {
        (Some(FillRule::NonZero), false) => content.fill_nonzero(),
        (Some(FillRule::EvenOdd), false) => content.fill_even_odd(),
        (Some(FillRule::NonZero), true) => content.fill_nonzero_and_stroke(),
        (Some(FillRule::EvenOdd), true) => content.fill_even_odd_and_stroke(),
        (None, true) => content.stroke(),
        (None, false) => content.end_path(),
    };
}

fn outline(content: &mut Content, path: &Path) {
    let mut at = (0.0, 0.0);
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                content.move_to(to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::LineTo(to) => {
                content.line_to(to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::QuadTo(by, to) => {
                // A quadratic curve as the cubic one that PDF knows.
                let towards = |from: f32, by: f32| from + 2.0 / 3.0 * (by - from);
                let (x1, y1) = (towards(at.0, by.x), towards(at.1, by.y));
                let (x2, y2) = (towards(to.x, by.x), towards(to.y, by.y));
                content.cubic_to(x1, y1, x2, y2, to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::CubicTo(one, two, to) => {
                content.cubic_to(one.x, one.y, two.x, two.y, to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::Close => {
                content.close_path();
            }
        }
    }
}

fn row(transform: Transform) -> [f32; 6] {
    [transform.sx, transform.ky, transform.kx, transform.sy, transform.tx, transform.ty]
}
