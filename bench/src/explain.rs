//! Every stage of a look at one picture, drawn on it: for whoever changes a stage and asks why a code is not read.
//!
//! A panel for each search: what was dark in it, and the finders; then one for each three finders that were tried, with the
//! grids laid over them: red where a grid was unlikely, yellow where it was sampled and not read, green where it was read.

use ashyq_core::scan::{Frame, Point, Rotation, Step, explain};
use image::{Rgb, RgbImage};

use crate::picture::Picture;

const RED: Rgb<u8> = Rgb([235, 50, 50]);
const YELLOW: Rgb<u8> = Rgb([240, 190, 0]);
const GREEN: Rgb<u8> = Rgb([0, 200, 70]);
const BLUE: Rgb<u8> = Rgb([40, 110, 255]);
/// The longer side of a panel, in pixels, and how many panels there are at most.
const PANEL: u32 = 1920;
const MOST_PANELS: usize = 24;

/// Draws all steps and tells them in lines of text.
pub(crate) fn draw(picture: &Picture) -> Result<(RgbImage, String), String> {
    let (width, height) = picture.size();
    let frame = Frame::parse(&picture.luma, width, height, width, Rotation::None, None).map_err(|e| e.to_string())?;
    let mut panels: Vec<Panel> = Vec::new();
    let mut told = String::new();
    for step in explain(&frame) {
        told.push_str(&tell(&step));
        if matches!(step, Step::Binarised { .. } | Step::Three(_)) {
            panels.push(Panel::of(picture));
        }
        let Some(panel) = panels.last_mut() else { continue };
        panel.draw(&step);
    }
    // The first searches and the last tries say most.
    let across = if panels.len() > 1 { 2 } else { 1 };
    panels.truncate(MOST_PANELS);
    let (wide, high) = panels.first().map_or((1, 1), |panel| panel.image.dimensions());
    let rows = u32::try_from(panels.len().div_ceil(across)).unwrap_or(1).max(1);
    let mut sheet = RgbImage::new(wide * across as u32, high * rows);
    for (at, panel) in panels.iter().enumerate() {
        let (left, top) = ((at % across) as i64 * i64::from(wide), (at / across) as i64 * i64::from(high));
        image::imageops::replace(&mut sheet, &panel.image, left, top);
    }
    Ok((sheet, told))
}

/// A step in a line.
fn tell(step: &Step) -> String {
    let place = |p: &Point| format!("({:.0}, {:.0})", p.x, p.y);
    match step {
        Step::Binarised { level, width, dark } => {
            let share = dark.iter().filter(|dark| **dark).count() * 100 / dark.len().max(1);
            format!("search, halved {level} times to {width} pixels a row: {share} % dark\n")
        }
        Step::Finders(finders) => {
            let each: Vec<String> = finders.iter().map(|(p, module)| format!("{} {module:.1}", place(p))).collect();
            format!("  finders: {}\n", if each.is_empty() { String::from("none") } else { each.join(", ") })
        }
        Step::Three(three) => format!("  three: {}\n", three.each_ref().map(place).join(" ")),
        Step::Grid { side, timing, format, came, .. } => {
            format!("    grid of {side}: timing {timing:.2}, format {format:.2}: {came}\n")
        }
        Step::Read(outline) => format!("  read: {}\n", outline.each_ref().map(place).join(" ")),
    }
}

struct Panel {
    image: RgbImage,
    scale: f32,
}

impl Panel {
    fn of(picture: &Picture) -> Panel {
        let (width, height) = picture.size();
        let scale = PANEL as f32 / width.max(height) as f32;
        let image = RgbImage::from_fn((width as f32 * scale) as u32, (height as f32 * scale) as u32, |x, y| {
            let (x, y) = ((x as f32 / scale) as usize, (y as f32 / scale) as usize);
            let luma = picture.luma[y.min(picture.height - 1) * picture.width + x.min(picture.width - 1)];
            Rgb([luma; 3])
        });
        Panel { image, scale }
    }

    fn draw(&mut self, step: &Step) {
        match step {
            Step::Binarised { level, width, dark } => {
                let by = self.scale * (1u32 << level) as f32;
                for (x, y, pixel) in self.image.enumerate_pixels_mut() {
                    let at = (y as f32 / by) as usize * width + ((x as f32 / by) as usize).min(width - 1);
                    *pixel = if dark.get(at).is_some_and(|dark| *dark) { Rgb([40; 3]) } else { Rgb([225; 3]) };
                }
            }
            Step::Finders(finders) => {
                for &(Point { x, y }, module) in finders {
                    let r = 3.5 * module;
                    let at = |dx: f32, dy: f32| Point { x: x + dx * r, y: y + dy * r };
                    self.ring(&[at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)], BLUE);
                }
            }
            Step::Three(three) => self.ring(three, BLUE),
            Step::Grid { outline, modules, came, .. } => {
                let colour = match *came {
                    "read" => GREEN,
                    "unread" => YELLOW,
                    _ => RED,
                };
                self.ring(outline, colour);
                for &(p, light) in modules {
                    self.dot(p, if light < 0.0 { colour } else { Rgb([255; 3]) });
                }
            }
            Step::Read(outline) => self.ring(outline, GREEN),
        }
    }

    fn dot(&mut self, p: Point, colour: Rgb<u8>) {
        let (x, y) = (p.x * self.scale, p.y * self.scale);
        if x >= 0.0 && y >= 0.0 && (x as u32) < self.image.width() && (y as u32) < self.image.height() {
            self.image.put_pixel(x as u32, y as u32, colour);
        }
    }

    /// A closed line through points.
    fn ring(&mut self, points: &[Point], colour: Rgb<u8>) {
        for (i, from) in points.iter().enumerate() {
            let to = points[(i + 1) % points.len()];
            let steps = ((to.x - from.x).hypot(to.y - from.y) * self.scale).clamp(1.0, 4000.0) as u32;
            for step in 0..=steps {
                let part = step as f32 / steps as f32;
                self.dot(Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, colour);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use qrcodegen::QrCodeEcc;

    use super::*;
    use crate::sheet;

    #[test]
    fn every_stage_of_a_code_that_is_read_is_told_and_drawn() {
        let picture = sheet::print(&sheet::code("HTTPS://ASHYQ.KZ/P/1", QrCodeEcc::Medium, 1), 4, 20, 240);
        let (image, told) = draw(&picture).expect("a picture");
        for part in ["search, halved", "finders: (", "three: (", "grid of 21: timing", ": read", "  read: ("] {
            assert!(told.contains(part), "{part}: {told}");
        }
        for colour in [BLUE, GREEN] {
            assert!(image.pixels().any(|pixel| *pixel == colour), "{colour:?}");
        }
    }
}
