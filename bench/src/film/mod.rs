//! Films of a poster, as a phone takes them while somebody walks up to a door: 30 frames a second in linear light.
//!
//! One file a cause: `settings` (every number, with its range), `motion` (approach, steps, hand), `camera` (rolling shutter,
//! exposure and light), `lens` (focus), `sensor` (noise and tone), `wall` and `texture` (what is looked at).

pub(crate) mod camera;
mod lens;
pub(crate) mod motion;
pub(crate) mod sensor;
pub(crate) mod settings;
pub(crate) mod texture;
pub(crate) mod wall;

use std::f32::consts::TAU;

use self::{
    camera::{Light, Scene, Shadow, Shot, Spot},
    motion::Walk,
    sensor::Sensor,
    settings::{Settings, Take},
    texture::Texture,
};
use crate::{chance::Chance, picture::Picture};

/// Frames a second.
pub(crate) const RATE: f32 = 30.0;

/// A poster to film.
pub(crate) struct Poster {
    pub(crate) text: String,
    pub(crate) sheet: Texture,
    /// Metres: the sheet's width and a module's.
    pub(crate) sheet_m: f32,
    pub(crate) module_m: f32,
}

/// A film: an iterator of frames.
pub(crate) struct Film<'a> {
    poster: &'a Poster,
    wall: &'a Texture,
    take: Take,
    walk: Walk,
    focal: f32,
    focus: Focus,
    glare: Option<Glare>,
    shadow: Option<Shadow>,
    slope: (f32, f32),
    /// When the room's light changes, in seconds.
    light_changes: f32,
    chance: Chance,
    next: usize,
}

/// A reflection that moves.
struct Glare {
    spot: Spot,
    speed: (f32, f32),
    /// When it is at the spot's place, in seconds.
    over: f32,
}

impl<'a> Film<'a> {
    /// Draws a film from its seed: the same one on every machine.
    pub(crate) fn new(poster: &'a Poster, wall: &'a Texture, settings: &Settings, seed: u64) -> Film<'a> {
        let chance = Chance(seed);
        let take = settings.draw(&chance.fork(1));
        let focal = take.width / 2.0 / (take.view_deg.to_radians() / 2.0).tan();
        let approach = Walk::draw(take, poster.module_m, focal, &chance.fork(2));
        let mut light = chance.fork(3);
        let slope_to = light.between(0.0, TAU);
        let slope = (take.slope * slope_to.cos(), take.slope * slope_to.sin());
        let mut place = |reach: f32| (light.between(-reach, reach), light.between(-reach, reach));
        let (middle, corner) = (place(0.07), place(0.06));
        let (to, turn) = (light.between(0.0, TAU), light.between(0.0, TAU));
        let size = take.glare_mm * 1e-3;
        let glare = light.happens(0.5).then(|| Glare {
            spot: Spot { middle, size: (size, size * light.between(0.4, 1.0)), turn, strength: take.glare },
            speed: (take.glare_mm_s * 1e-3 * to.cos(), take.glare_mm_s * 1e-3 * to.sin()),
            over: take.seconds * light.between(0.1, 0.7),
        });
        let into = light.between(0.0, TAU);
        let into = (into.cos(), into.sin());
        let from = corner.0 * into.0 + corner.1 * into.1;
        let shadow = light.happens(0.35).then_some(Shadow { into, from, depth: take.shadow });
        let light_changes = take.seconds * light.between(0.1, 0.9);
        let focus = Focus { dioptres: take.focus_start, hunt: None, chance: chance.fork(4) };
        Film {
            poster,
            wall,
            take,
            walk: approach,
            focal,
            focus,
            glare,
            shadow,
            slope,
            light_changes,
            chance: chance.fork(5),
            next: 0,
        }
    }

    /// How many frames the film has.
    pub(crate) fn frames(&self) -> usize {
        (self.take.seconds * RATE).round() as usize
    }

    /// A module's width at a frame, in pixels.
    pub(crate) fn module_px(&self, frame: usize) -> f32 {
        self.focal * self.poster.module_m / self.walk.distance(frame as f32 / RATE)
    }

    fn light(&self, time: f32) -> Light {
        let take = &self.take;
        let left = |since: f32| (-since / take.exposure_follows_s).exp();
        let changed = if time > self.light_changes { take.light_change * left(time - self.light_changes) } else { 0.0 };
        let level = take.paper_level * (take.exposure_error * left(time) + changed).exp2();
        let spots = self.glare.iter().map(|Glare { spot, speed, over }| {
            let (x, y) = (spot.middle.0 + speed.0 * (time - over), spot.middle.1 + speed.1 * (time - over));
            Spot { middle: (x, y), ..*spot }
        });
        Light {
            // Paper reflects 86 hundredths.
            level: level / 0.86,
            slope: self.slope,
            shadow: self.shadow,
            spots: spots.collect(),
            vignette: take.vignette,
            veil: take.veil,
        }
    }
}

impl Iterator for Film<'_> {
    type Item = Picture;

    fn next(&mut self) -> Option<Picture> {
        if self.next == self.frames() {
            return None;
        }
        let time = self.next as f32 / RATE;
        self.next += 1;
        let take = self.take;
        let distance = self.walk.distance(time);
        let off = self.focus.after(1.0 / RATE, time, 1.0 / distance, &take);
        let (width, height) = (take.width as usize / 2 * 2, (take.width * 9.0 / 16.0) as usize / 2 * 2);
        let shot = Shot {
            width,
            height,
            focal: self.focal,
            exposure: take.exposure_ms * 1e-3,
            readout: take.readout_ms * 1e-3,
            // Half of pupil times focal length times dioptres (thin lens).
            defocus: 0.5 * take.pupil_mm * 1e-3 * self.focal * off,
            lens: take.lens_px,
            light: self.light(time),
            sensor: Sensor {
                electrons: take.electrons,
                read_noise: take.read_noise,
                smoothing: take.smoothing,
                sharpening: take.sharpening,
            },
            seed: self.chance.next(),
        };
        let Poster { sheet, sheet_m, .. } = self.poster;
        let scene = Scene { sheet, sheet_m: *sheet_m, column_m: None, wall: self.wall };
        Some(shot.take(&scene, &|after| self.walk.at(time + after)))
    }
}

/// The focus: it waits, follows the distance, and now and then goes for a hunt.
struct Focus {
    dioptres: f32,
    /// When a hunt began, how long it takes, and how far it goes.
    hunt: Option<(f32, f32, f32)>,
    chance: Chance,
}

impl Focus {
    /// Moves on by a step and tells how far it is off, in dioptres.
    fn after(&mut self, step: f32, time: f32, wanted: f32, take: &Take) -> f32 {
        if time < take.focus_waits_s {
            return (self.dioptres - wanted).abs();
        }
        self.dioptres += (wanted - self.dioptres) * (1.0 - (-step / take.focus_follows_s).exp());
        let begins = self.chance.happens(take.hunts * step);
        let (lasts, there) = (self.chance.between(0.3, 0.8), self.chance.between(-1.0, 1.0).signum());
        if begins && self.hunt.is_none() {
            self.hunt = Some((time, lasts, there * take.hunt_dioptres));
        }
        let astray = self.hunt.map_or(0.0, |(from, lasts, far)| far * (TAU / 2.0 * (time - from) / lasts).sin());
        if self.hunt.is_some_and(|(from, lasts, _)| time - from >= lasts) {
            self.hunt = None;
            return (self.dioptres - wanted).abs();
        }
        (self.dioptres + astray - wanted).abs()
    }
}
