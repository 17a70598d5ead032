//! Which form of a poster's code is read from farthest and in the worst light: payload, error correction, quiet zone.
//!
//! Every form is printed on the same square of paper, so that whoever needs more modules has smaller ones. A phone looks at it
//! from farther and farther, then in less and less light; a step counts where most of its frames are read.

use std::fmt::Write as _;

use qrcodegen::QrCodeEcc;

use crate::{
    chance::Chance,
    decoder::Decoder,
    film::{
        camera::{Light, Scene, Shot},
        motion::Pose,
        sensor::Sensor,
        texture::Texture,
    },
    picture::Picture,
    race, sheet, text,
};

/// The square that the code takes on the sheet with its quiet zone, in metres.
const SQUARE_M: f32 = 0.12;
/// Dark print around it, in modules: the worst that a designer does.
const FRAME: usize = 3;
/// Frames a step, and how many of them must be read.
const FRAMES: u64 = 6;
const MOST: usize = 4;
/// A frame of 1280 by 720, 65 degrees from left to right.
const SIZE: (usize, usize) = (1280, 720);
const FOCAL: f32 = 1005.0;
/// Each step is farther, or darker, by this factor.
const STEP: f32 = 1.06;
const DARKER: f32 = 1.25;

/// A poster's code.
struct Form {
    what: &'static str,
    text: String,
    level: QrCodeEcc,
    quiet: usize,
}

fn forms() -> Vec<Form> {
    let letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".repeat(9);
    let signed = format!("HTTPS://ASHYQ.KZ/P/{}", &letters[..225]);
    let short = format!("HTTPS://ASHYQ.KZ/P/{}", &letters[..26]);
    let payloads = [
        ("signed, capitals", signed.clone()),
        ("signed, small letters", signed.to_lowercase()),
        ("number only", short),
    ];
    let levels = [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High];
    let mut forms = Vec::new();
    for (what, text) in payloads {
        forms.extend(levels.map(|level| Form { what, text: text.clone(), level, quiet: 4 }));
    }
    for quiet in [1, 2, 6] {
        forms.push(Form { what: "signed, capitals", text: signed.clone(), level: QrCodeEcc::Medium, quiet });
    }
    forms
}

/// Measures all forms with all decoders; gives a table in Markdown.
pub(crate) fn measure(decoders: &mut [Box<dyn Decoder>], wall: &Texture, seed: u64) -> String {
    let names: Vec<&str> = decoders.iter().map(|decoder| decoder.name()).collect();
    let mut table = format!("| payload | EC | quiet | modules | module, mm | {}: farthest, m | ", names.join(" / "));
    let _ = writeln!(table, "{}: darkest, stops |\n|---|---|--:|--:|--:|--:|--:|", names.join(" / "));
    for form in forms() {
        let code = sheet::code(&form.text, form.level, 1);
        let printed = framed(&sheet::print(&code, form.quiet, 25, 240));
        let modules = code.size() as usize + 2 * form.quiet;
        let module_m = SQUARE_M / modules as f32;
        let texture = Texture::of_print(&printed);
        let sheet_m = module_m * (modules + 2 * FRAME) as f32;
        let scene = Scene { sheet: &texture, sheet_m, column_m: None, wall };
        // From where every decoder reads it away to where none does; in the open light of a room.
        let far = steps(decoders, &form.text, |step, frame| {
            shot(&scene, 0.35 * STEP.powi(step), 0.8, &Chance(seed).fork(frame))
        });
        let dark = steps(decoders, &form.text, |step, frame| {
            shot(&scene, 0.4, 0.4 * DARKER.powi(-step), &Chance(seed).fork(100 + frame))
        });
        let each = |steps: &[i32], value: &dyn Fn(i32) -> f32| {
            let each: Vec<String> = steps
                .iter()
                .map(|&step| if step < 0 { String::from("–") } else { format!("{:.2}", value(step)) })
                .collect();
            each.join(" / ")
        };
        let _ = writeln!(
            table,
            "| {} | {:?} | {} | {} | {:.2} | {} | {} |",
            form.what,
            form.level,
            form.quiet,
            code.size(),
            module_m * 1e3,
            each(&far, &|step| 0.35 * STEP.powi(step)),
            each(&dark, &|step| step as f32 * DARKER.log2()),
        );
    }
    table
}

/// The last step that each decoder reads, -1 where it does not read the first. A decoder that has failed twice in a row is out.
fn steps(decoders: &mut [Box<dyn Decoder>], expected: &str, draw: impl Fn(i32, u64) -> Picture) -> Vec<i32> {
    let mut last = vec![-1; decoders.len()];
    for step in 0..60 {
        let frames: Vec<Picture> = (0..FRAMES).map(|frame| draw(step, frame)).collect();
        for (decoder, last) in decoders.iter_mut().zip(&mut last).filter(|(_, last)| step - **last <= 2) {
            let reads = frames.iter().filter(|frame| {
                decoder.forget();
                let read = race::time(|| decoder.read_alone(frame)).read;
                read.is_ok_and(|read| {
                    read.is_some_and(|read| read.says.iter().any(|said| text::same(said, expected.as_bytes())))
                })
            });
            if reads.count() >= MOST {
                *last = step;
            }
        }
        if last.iter().all(|&last| step - last > 1) {
            break;
        }
    }
    last
}

/// A frame from that distance, slightly aside as a hand holds a phone.
fn shot(scene: &Scene<'_>, distance: f32, level: f32, chance: &Chance) -> Picture {
    let mut chance = chance.clone();
    let mut turn = |degrees: f32| chance.between(-degrees, degrees).to_radians();
    let pose = Pose::facing(distance, turn(15.0), turn(10.0), turn(12.0));
    let speed = chance.between(0.0, 0.02);
    let shot = Shot {
        width: SIZE.0,
        height: SIZE.1,
        focal: FOCAL,
        exposure: 0.016,
        readout: 0.02,
        defocus: 0.3,
        lens: 0.6,
        light: Light { level, vignette: 0.25, veil: 0.02, ..Light::default() },
        sensor: Sensor { electrons: 1500.0, read_noise: 3.0, smoothing: 0.4, sharpening: 0.3 },
        seed: chance.next(),
    };
    shot.take(scene, &|after| Pose { place: [pose.place[0] + speed * after, pose.place[1], pose.place[2]], ..pose })
}

/// Print on all four sides.
fn framed(sheet: &Picture) -> Picture {
    let edge = FRAME * sheet::MODULE;
    let (width, height) = (sheet.width + 2 * edge, sheet.height + 2 * edge);
    let mut luma = vec![40u8; width * height];
    for (y, row) in sheet.luma.chunks_exact(sheet.width).enumerate() {
        luma[(y + edge) * width + edge..][..sheet.width].copy_from_slice(row);
    }
    Picture { luma, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decoder::Read;

    /// Reads what is light enough.
    struct Light(u8);

    impl Decoder for Light {
        fn name(&self) -> &'static str {
            "light"
        }

        fn read(&mut self, picture: &Picture) -> Option<Read> {
            (picture.luma[0] >= self.0).then(|| Read { says: vec![b"A".to_vec()], corners: [(0.0, 0.0); 4] })
        }
    }

    #[test]
    fn the_last_step_that_is_read_counts() {
        let mut decoders: Vec<Box<dyn Decoder>> =
            vec![Box::new(Light(200)), Box::new(Light(240)), Box::new(Light(255))];
        let draw = |step: i32, _| Picture { luma: vec![250 - 10 * step as u8], width: 1, height: 1 };
        assert_eq!(steps(&mut decoders, "A", draw), [5, 1, -1]);
    }
}
