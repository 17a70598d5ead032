//! Frames that take long and show nothing: pages, textures, noise, and walls of finders; and walls of codes.

use std::{rc::Rc, sync::Arc};

use qrcodegen::QrCodeEcc;

use crate::{
    chance::Chance,
    film::{
        camera::{Light, Scene, Shot},
        motion::Pose,
        sensor::{self, Sensor},
        texture::{Texture, linear},
    },
    material::{Case, Code, Set},
    picture::Picture,
    sheet,
};

/// How many pages there are in each size.
const PAGES: u64 = 24;
/// A camera's full HD and 4K frames.
const SIZES: [(usize, usize); 2] = [(1920, 1080), (3840, 2160)];

/// What a pattern shows at a pixel, from 0 (dark) to 255; the number is a module's width.
type Pattern = fn(usize, usize, usize, u64) -> u8;

const PATTERNS: [(&str, Pattern); 9] = [
    ("noise", |_, _, _, chance| chance as u8),
    ("coarse-noise", |x, y, wide, _| if mix(x / wide, y / wide) & 1 == 0 { 25 } else { 230 }),
    ("checkerboard", |x, y, wide, _| if (x / wide + y / wide) % 2 == 0 { 25 } else { 230 }),
    ("stripes", |x, _, wide, _| if mix(x / wide, 7) & 1 == 0 { 25 } else { 230 }),
    ("mesh", |x, y, wide, _| if (x + y) % (4 * wide) < wide || (x + 4096 - y) % (4 * wide) < wide { 230 } else { 40 }),
    ("bricks", |x, y, wide, _| {
        let row = y / (6 * wide);
        if y % (6 * wide) < wide || (x + row % 2 * 8 * wide) % (16 * wide) < wide { 200 } else { 90 }
    }),
    ("finders", |x, y, wide, _| finder(x / wide % 9, y / wide % 9)),
    // Rows of finders that stand apart as those of codes do, with modules by chance between them.
    ("finders-and-modules", |x, y, wide, _| {
        let (x, y) = (x / wide, y / wide);
        let (in_x, in_y) = (x % 17, y % 17);
        if in_x < 8 && in_y < 8 {
            finder(in_x, in_y)
        } else if mix(x, y) & 1 == 0 {
            25
        } else {
            230
        }
    }),
    ("rings", |x, y, wide, _| {
        let (x, y) = ((x % (16 * wide)).abs_diff(8 * wide), (y % (16 * wide)).abs_diff(8 * wide));
        if (x * x + y * y).isqrt() / wide % 2 == 0 { 25 } else { 230 }
    }),
];

/// A finder's pixel: seven modules square, one light module around it.
fn finder(x: usize, y: usize) -> u8 {
    let from_middle = x.abs_diff(3).max(y.abs_diff(3));
    if matches!(from_middle, 0 | 1 | 3) { 25 } else { 230 }
}

/// Chance that follows from a place.
fn mix(x: usize, y: usize) -> u64 {
    Chance((x as u64) << 32 ^ y as u64).next()
}

/// All of them.
pub(crate) fn cases(seed: u64, walls: &Arc<[Texture]>) -> Vec<Case> {
    let mut cases = Vec::new();
    for (width, height) in SIZES {
        for (name, pattern) in PATTERNS {
            for wide in [2, 4, 9] {
                let noise = Chance(seed).fork(wide as u64);
                let draw = move || Ok(flat(pattern, wide, (width, height), &mut noise.clone()));
                cases.push(empty(Set::Hard, &format!("{name}-{wide}-{height}"), draw));
            }
        }
        for number in 0..PAGES {
            let (walls, chance) = (Arc::clone(walls), Chance(seed).fork(100 + number));
            let draw = move || Ok(page(number, &walls, (width, height), &mut chance.clone()));
            // What a camera sees of a wall is an ordinary frame without a code.
            let set = if height == 1080 { Set::OwnEmpty } else { Set::Hard };
            cases.push(empty(set, &format!("page-{number}-{height}"), draw));
        }
        cases.extend([3, 5].map(|module| wall_of_codes(module, (width, height))));
    }
    cases
}

fn empty(set: Set, name: &str, draw: impl Fn() -> Result<Picture, String> + 'static) -> Case {
    Case {
        set,
        category: String::from("own-none"),
        name: format!("own-none/{name}"),
        codes: Vec::new(),
        picture: Rc::new(draw),
    }
}

/// A pattern all over the frame, as a sensor gives it.
fn flat(pattern: Pattern, wide: usize, (width, height): (usize, usize), chance: &mut Chance) -> Picture {
    let mut light = Vec::with_capacity(width * height);
    for y in 0..height {
        light.extend((0..width).map(|x| linear(pattern(x, y, wide, chance.next()))));
    }
    let sensor = Sensor { electrons: 4000.0, read_noise: 3.0, smoothing: 0.3, sharpening: 0.3 };
    Picture { luma: sensor::develop(&mut light, width, &sensor, chance.next()), width, height }
}

/// A page of writing, of squares or of a pattern, that hangs on a wall before a camera.
fn page(number: u64, walls: &[Texture], (width, height): (usize, usize), chance: &mut Chance) -> Picture {
    let (wide, high) = (1000, 1400);
    let mut luma = vec![240u8; wide * high];
    let line = 14 + 8 * chance.below(4);
    for y in (60..high - 60).step_by(line * 2) {
        let mut x = 60;
        while x < wide - 120 {
            let word = line * (1 + chance.below(4));
            // A letter is two strokes or a filled block: writing as a camera sees it.
            for letter in (x..x + word).step_by(line * 2 / 3) {
                let stroke = if number.is_multiple_of(2) { line / 5 } else { line / 2 };
                sheet::fill(&mut luma, wide, (letter, y), (stroke.max(2), line), 30);
                sheet::fill(&mut luma, wide, (letter, y + chance.below(line)), (line / 2, stroke.max(2)), 30);
            }
            x += word + line / 2;
        }
    }
    let texture = Texture::of_print(&Picture { luma, width: wide, height: high });
    let wall = &walls[chance.below(walls.len())];
    let focal = width as f32 * 0.785;
    let pose = Pose::facing(
        chance.between(0.2, 0.6),
        chance.between(-0.5, 0.5),
        chance.between(-0.3, 0.3),
        chance.between(-0.3, 0.3),
    );
    let shot = Shot {
        width,
        height,
        focal,
        exposure: 0.02,
        readout: 0.02,
        defocus: 0.0,
        lens: 0.6,
        light: Light { level: chance.between(0.5, 1.1), vignette: 0.3, ..Light::default() },
        sensor: Sensor { electrons: 2000.0, read_noise: 3.0, smoothing: 0.4, sharpening: 0.4 },
        seed: chance.next(),
    };
    shot.take(&Scene { sheet: &texture, sheet_m: 0.21, column_m: None, wall }, &|_| pose)
}

/// As many codes as the frame holds, each with its number; modules of so many pixels.
fn wall_of_codes(module: usize, (width, height): (usize, usize)) -> Case {
    let side = (25 + 6) * module;
    let (across, down) = (width / side, height / side);
    let text = |at: usize| format!("HTTPS://EXAMPLE.KZ/{at}");
    let codes = (0..across * down).map(|at| Code { text: Some(text(at).into_bytes()), outline: None }).collect();
    let draw = move || {
        let mut luma = vec![235u8; width * height];
        for at in 0..across * down {
            let code = sheet::code(&text(at), QrCodeEcc::Medium, 2);
            let (left, top) = (at % across * side + 3 * module, at / across * side + 3 * module);
            for y in 0..code.size() {
                for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                    let place = (left + x as usize * module, top + y as usize * module);
                    sheet::fill(&mut luma, width, place, (module, module), 25);
                }
            }
        }
        Ok(Picture { luma, width, height })
    };
    Case {
        set: Set::Hard,
        category: String::from("own-many"),
        name: format!("own-many/{module}-{height}"),
        codes,
        picture: Rc::new(draw),
    }
}
