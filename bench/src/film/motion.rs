//! Where the phone is and where it points, at any moment: an approach, a step's bob, a hand's sway and tremor.

use std::f32::consts::TAU;

use super::settings::Take;
use crate::chance::Chance;

/// A camera's place before the wall, and its turn. Lengths in metres, angles in radians.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pose {
    /// Right of, below and before the poster's middle.
    pub(crate) place: [f32; 3],
    /// To the right, down, and about the camera's axis.
    pub(crate) turn: [f32; 3],
}

impl Pose {
    /// A place at that distance, to the side and above by these angles, that looks at the poster's middle.
    pub(crate) fn facing(distance: f32, aside: f32, above: f32, roll: f32) -> Pose {
        let (x, y) = (distance * aside.sin(), -distance * above.sin());
        let z = (distance * distance - x * x - y * y).max(0.01).sqrt();
        Pose { place: [x, y, z], turn: [(-x / z).atan(), (-y / x.hypot(z)).atan(), roll] }
    }
}

/// A sum of waves: what a hand does about one axis.
struct Sway(Vec<(f32, f32, f32)>);

impl Sway {
    /// Waves between two frequencies, in hertz, whose sum has this root of mean square; slower ones are larger.
    fn new(rms: f32, (low, high): (f32, f32), chance: &mut Chance) -> Sway {
        const WAVES: usize = 6;
        let mut waves: Vec<(f32, f32, f32)> = (0..WAVES)
            .map(|at| {
                let step = (at as f32 + chance.between(0.1, 0.9)) / WAVES as f32;
                let hertz = low * (high / low).powf(step);
                (chance.between(0.5, 1.0) / hertz, hertz * TAU, chance.between(0.0, TAU))
            })
            .collect();
        let power: f32 = waves.iter().map(|wave| wave.0 * wave.0 / 2.0).sum();
        let scale = rms / power.sqrt().max(1e-9);
        for wave in &mut waves {
            wave.0 *= scale;
        }
        Sway(waves)
    }

    fn at(&self, time: f32) -> f32 {
        self.0.iter().map(|(size, speed, phase)| size * (speed * time + phase).sin()).sum()
    }
}

/// A walk up to a poster.
pub(crate) struct Walk {
    take: Take,
    /// Distance at the start and at the end, in metres.
    from: f32,
    to: f32,
    /// A multiple of 90 degrees: how the sensor is mounted, and how the phone is held.
    quarter: f32,
    aim: [f32; 2],
    sway: [Sway; 3],
    tremor: [Sway; 3],
    step: (f32, f32),
}

impl Walk {
    /// Draws a walk; `module_m` is the poster's module in metres, `focal` the focal length in pixels.
    pub(crate) fn draw(take: Take, module_m: f32, focal: f32, chance: &Chance) -> Walk {
        let at_module = |pixels: f32| focal * module_m / pixels;
        let aim = take.aim_error_deg.to_radians();
        let to = chance.fork(1).between(0.0, TAU);
        let sway = |part: u64, rms: f32, band| {
            // About its axis a phone turns half as far.
            let axis = |at: u64, share: f32| Sway::new(rms.to_radians() * share, band, &mut chance.fork(part + at));
            [axis(0, 1.0), axis(1, 1.0), axis(2, 0.5)]
        };
        let swaying = sway(20, take.sway_deg, (0.3, 3.0));
        let trembling = sway(40, take.tremor_deg, (7.0, 12.0));
        Walk {
            take,
            from: at_module(take.start_module_px),
            to: at_module(take.end_module_px),
            quarter: TAU / 4.0 * chance.fork(2).below(4) as f32,
            aim: [aim * to.cos(), aim * to.sin()],
            sway: swaying,
            tremor: trembling,
            step: (chance.fork(3).between(1.6, 2.2) * TAU, chance.fork(4).between(0.0, TAU)),
        }
    }

    /// How far the walk is, from 0 to 1: it starts and ends gently.
    fn progress(&self, time: f32) -> f32 {
        let part = (time / self.take.approach_s).clamp(0.0, 1.0);
        let gentle = part * part * (3.0 - 2.0 * part);
        0.5 * part + 0.5 * gentle
    }

    /// The distance at a moment, in metres.
    pub(crate) fn distance(&self, time: f32) -> f32 {
        self.from + (self.to - self.from) * self.progress(time)
    }

    /// Where the camera is at a moment, in seconds from the start.
    pub(crate) fn at(&self, time: f32) -> Pose {
        let take = &self.take;
        // Who walks up comes round to the front as well.
        let round = 1.0 - 0.45 * self.progress(time);
        let (aside, above) = (take.aside_deg.to_radians() * round, take.above_deg.to_radians() * round);
        let mut pose = Pose::facing(self.distance(time), aside, above, take.roll_deg.to_radians() + self.quarter);
        let walking = 1.0 - 0.7 * (time / take.approach_s).clamp(0.0, 1.0);
        let (speed, phase) = self.step;
        let bob = take.bob_mm * 1e-3 * walking;
        pose.place[1] += bob * (speed * time + phase).sin();
        pose.place[0] += 0.5 * bob * (0.5 * speed * time + phase).sin();
        let error = (-time / take.aim_s).exp();
        for (axis, turn) in pose.turn.iter_mut().enumerate() {
            *turn += self.sway[axis].at(time) + self.tremor[axis].at(time);
            if let Some(aim) = self.aim.get(axis) {
                *turn += aim * error;
            }
        }
        pose
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::film::settings::Settings;

    #[test]
    fn a_walk_begins_and_ends_at_its_modules() {
        let take = Settings::default().draw(&Chance(3));
        let walk = Walk::draw(take, 0.0025, 1000.0, &Chance(4));
        assert!((2.5 / walk.distance(0.0) - take.start_module_px).abs() < 1e-3);
        assert!((2.5 / walk.distance(60.0) - take.end_module_px).abs() < 1e-3);
    }

    #[test]
    fn a_hand_sways_as_much_as_it_is_told() {
        let sway = Sway::new(0.01, (0.3, 3.0), &mut Chance(1));
        let power: f32 = (0..40_000).map(|i| sway.at(i as f32 * 0.01).powi(2)).sum::<f32>() / 40_000.0;
        assert!((power.sqrt() - 0.01).abs() < 0.001, "{}", power.sqrt());
    }
}
