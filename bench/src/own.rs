//! The project's own frames: a camera looks at a code once, with one difficulty a category, and at walls without a code.

use std::{f32::consts::TAU, rc::Rc, sync::Arc};

use qrcodegen::QrCodeEcc;

use crate::{
    chance::Chance,
    film::{
        camera::{Light, Scene, Shadow, Shot, Spot},
        motion::Pose,
        sensor::Sensor,
        texture::Texture,
    },
    material::{Case, Code, Set},
    picture::Picture,
    sheet,
};

/// Frames a category.
const EACH: u64 = 8;
/// A module on paper, in metres.
const MODULE_M: f32 = 0.0025;
/// The focal length of a frame of 1920 by 1080, in pixels: 65 degrees from left to right.
const FOCAL: f32 = 1507.0;

/// What a category is called, and what it changes.
type Category = (&'static str, fn(&mut Frame, &mut Chance));

/// The categories, as real photographs have them.
const CATEGORIES: [Category; 17] = [
    ("own-clean", |_, _| {}),
    ("own-glare", |frame, chance| {
        let size = chance.between(0.12, 0.3);
        frame.light.spots.push(Spot {
            middle: (chance.between(-0.3, 0.4), chance.between(-0.3, 0.4)),
            size: (size, size * chance.between(0.3, 1.0)),
            turn: chance.between(0.0, 3.0),
            strength: chance.between(0.6, 2.2),
        });
    }),
    ("own-bright-spots", |frame, chance| {
        for _ in 0..2 + chance.below(4) {
            let size = chance.between(0.03, 0.08);
            let mut at = || chance.between(-0.6, 0.6);
            let spot = Spot { middle: (at(), at()), size: (size, size), turn: 0.0, strength: 3.0 };
            frame.light.spots.push(spot);
        }
        frame.light.level *= 0.8;
    }),
    ("own-curved", |frame, chance| {
        frame.column_modules = Some(chance.between(22.0, 60.0));
        frame.text.truncate(40);
    }),
    ("own-perspective", |frame, chance| {
        frame.aside = chance.between(38.0, 62.0) * if chance.happens(0.5) { 1.0 } else { -1.0 };
        frame.module_px = chance.between(5.0, 8.0);
    }),
    ("own-damaged", |frame, chance| {
        frame.level = [QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High][chance.below(3)];
        frame.damage = chance.between(0.02, 0.05) * (1 + frame.level as i32) as f32 / 2.0;
    }),
    ("own-blurred", |frame, chance| frame.defocus = chance.between(0.5, 0.95)),
    ("own-motion", |frame, chance| frame.motion = chance.between(0.6, 1.5)),
    ("own-noise", |frame, chance| {
        frame.sensor =
            Sensor { electrons: chance.between(12.0, 90.0), read_noise: 3.0, smoothing: 0.3, sharpening: 0.4 };
        frame.light.level = chance.between(0.3, 0.9);
    }),
    ("own-faint", |frame, chance| {
        frame.ink = 150 + chance.below(50) as u8;
        frame.paper = 215 + chance.below(20) as u8;
        frame.light.veil = chance.between(0.0, 0.3);
        frame.light.level *= 0.7;
    }),
    ("own-dark", |frame, chance| {
        frame.light.level = chance.between(0.012, 0.06);
        frame.sensor.electrons = 9000.0;
    }),
    ("own-shadow", |frame, chance| {
        let to = chance.between(0.0, TAU);
        let depth = chance.between(0.6, 0.92);
        frame.light.shadow = Some(Shadow { into: (to.cos(), to.sin()), from: chance.between(-0.3, 0.3), depth });
        frame.light.slope = (chance.between(-1.5, 1.5), chance.between(-1.5, 1.5));
    }),
    ("own-inverted", |frame, _| (frame.ink, frame.paper) = (frame.paper, frame.ink)),
    ("own-turned", |frame, chance| frame.roll = chance.between(0.0, 360.0)),
    ("own-far", |frame, chance| frame.module_px = chance.between(1.6, 2.4)),
    ("own-several", |frame, chance| {
        frame.codes = 2 + chance.below(3);
        frame.text.truncate(40);
    }),
    ("own-large", |frame, chance| {
        frame.version = 15 + chance.below(16) as u8;
        frame.module_px = (950.0 / (25.0 + 4.0 * f32::from(frame.version))).min(chance.between(5.0, 9.0));
        (frame.aside, frame.above, frame.roll) = (frame.aside * 0.3, frame.above * 0.3, frame.roll * 0.2);
    }),
];

/// All frames drawn here: with codes, without, and large ones for the worst time.
pub(crate) fn cases(seed: u64, walls: &Arc<[Texture]>) -> Vec<Case> {
    let mut cases = Vec::new();
    for (part, &(category, change)) in (1..).zip(&CATEGORIES) {
        for number in 0..EACH {
            let (walls, chance) = (Arc::clone(walls), Chance(seed).fork(part * 1000 + number));
            let draw = move || {
                let mut chance = chance.clone();
                let mut frame = Frame::new(&mut chance);
                change(&mut frame, &mut chance);
                (frame, chance)
            };
            let texts = {
                let frame = draw().0;
                (0..frame.codes).map(|at| frame.text_of(at)).collect::<Vec<_>>()
            };
            let code = |text: String| Code { text: Some(text.into_bytes()), outline: None };
            cases.push(Case {
                set: Set::Own,
                category: category.to_owned(),
                name: format!("{category}/{number}"),
                codes: texts.into_iter().map(code).collect(),
                picture: Rc::new(move || {
                    let (frame, mut chance) = draw();
                    let wall = &walls[chance.below(walls.len())];
                    Ok(frame.draw(wall, &mut chance))
                }),
            });
        }
    }
    cases
}

/// A frame to draw; every category changes what it is about.
struct Frame {
    text: String,
    level: QrCodeEcc,
    /// The least version.
    version: u8,
    quiet: usize,
    ink: u8,
    paper: u8,
    /// Of the code's area, what is painted over.
    damage: f32,
    /// How many codes there are, side by side.
    codes: usize,
    module_px: f32,
    aside: f32,
    above: f32,
    roll: f32,
    column_modules: Option<f32>,
    /// In modules: the disk's radius and the way during the exposure.
    defocus: f32,
    motion: f32,
    lens: f32,
    light: Light,
    sensor: Sensor,
}

impl Frame {
    /// An easy one.
    fn new(chance: &mut Chance) -> Frame {
        let length = [12, 20, 40, 80, 120, 200][chance.below(6)];
        let letters: String = (0..length).map(|_| char::from(b'A' + chance.below(26) as u8)).collect();
        Frame {
            text: format!("https://example.kz/{letters}"),
            level: [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High][chance.below(4)],
            version: 1,
            quiet: 4,
            ink: 25,
            paper: 235,
            damage: 0.0,
            codes: 1,
            module_px: chance.between(3.5, 6.5),
            aside: chance.between(-18.0, 18.0),
            above: chance.between(-14.0, 14.0),
            roll: chance.between(-20.0, 20.0),
            column_modules: None,
            defocus: 0.0,
            motion: 0.0,
            lens: chance.between(0.5, 0.8),
            light: Light { level: chance.between(0.6, 1.1), vignette: 0.25, veil: 0.02, ..Light::default() },
            sensor: Sensor { electrons: 3000.0, read_noise: 3.0, smoothing: 0.4, sharpening: 0.3 },
        }
    }

    fn draw(&self, wall: &Texture, chance: &mut Chance) -> Picture {
        let printed = self.print(chance);
        let sheet_m = printed.width as f32 / 10.0 * MODULE_M;
        let distance = FOCAL * MODULE_M / self.module_px;
        let side_m = sheet_m / self.codes as f32;
        let mut light = self.light.clone();
        for spot in &mut light.spots {
            // Places and sizes were given as shares of a code's side.
            spot.middle = (spot.middle.0 * side_m, spot.middle.1 * side_m);
            spot.size = (spot.size.0 * side_m, spot.size.1 * side_m);
        }
        if let Some(shadow) = &mut light.shadow {
            shadow.from *= side_m;
        }
        let pose = Pose::facing(distance, self.aside.to_radians(), self.above.to_radians(), self.roll.to_radians());
        let off = 0.12 * distance;
        let (right, down) = (chance.between(-off, off), chance.between(-off, off));
        let to = chance.between(0.0, TAU);
        let exposure = 0.02;
        // Metres a second that give that many modules during the exposure.
        let speed = self.motion * MODULE_M / exposure;
        let shot = Shot {
            width: 1920,
            height: 1080,
            focal: FOCAL,
            exposure,
            readout: 0.02,
            defocus: self.defocus * self.module_px,
            lens: self.lens,
            light,
            sensor: self.sensor,
            seed: chance.next(),
        };
        let sheet = Texture::of_print(&printed);
        let scene =
            Scene { sheet: &sheet, sheet_m, column_m: self.column_modules.map(|modules| modules * MODULE_M), wall };
        shot.take(&scene, &|after| {
            let way = speed * (after - 0.02);
            let place = [pose.place[0] + right + way * to.cos(), pose.place[1] + down + way * to.sin(), pose.place[2]];
            Pose { place, turn: pose.turn }
        })
    }

    /// The sheet: codes side by side, the first one's text and those of the others.
    fn print(&self, chance: &mut Chance) -> Picture {
        let codes: Vec<Picture> = (0..self.codes)
            .map(|at| {
                let code = sheet::code(&self.text_of(at), self.level, self.version);
                let mut printed = sheet::print(&code, self.quiet, self.ink, self.paper);
                self.damage(&mut printed, chance);
                printed
            })
            .collect();
        let (width, height) = (codes.iter().map(|it| it.width).sum(), codes[0].height);
        let mut luma = vec![self.paper; width * height];
        for (y, row) in luma.chunks_exact_mut(width).enumerate() {
            let mut left = 0;
            for code in &codes {
                row[left..left + code.width].copy_from_slice(&code.luma[y * code.width..][..code.width]);
                left += code.width;
            }
        }
        Picture { luma, width, height }
    }

    fn text_of(&self, at: usize) -> String {
        let mut text = self.text.clone();
        text.truncate(text.len() - 1);
        text.push(char::from(b'0' + at as u8));
        text
    }

    /// Blots and scratches over the inner part of the code.
    fn damage(&self, printed: &mut Picture, chance: &mut Chance) {
        let side = printed.width - 20 * self.quiet;
        let mut left = self.damage * (side * side) as f32;
        while left > 0.0 {
            let (wide, high) = if chance.happens(0.3) {
                (side as f32 * chance.between(0.2, 0.6), side as f32 * 0.02)
            } else {
                (side as f32 * chance.between(0.05, 0.16), side as f32 * chance.between(0.05, 0.16))
            };
            // Not over the finders: a code without them is no code.
            let mut at = || 10 * self.quiet + (side as f32 * chance.between(0.3, 0.9)) as usize;
            let (x, y) = (at(), at());
            let ink = if chance.happens(0.5) { self.paper } else { self.ink };
            sheet::fill(&mut printed.luma, printed.width, (x, y), (wide as usize, high as usize), ink);
            left -= wide * high;
        }
    }
}
