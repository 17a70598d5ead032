//! The settings of a film: every number of it with its unit, where it lies, and how far it may be moved.
//!
//! Each film draws its own value of each, evenly from the range. A file of `name = low high` lines moves ranges.

use std::fmt::Write as _;

use crate::chance::Chance;

macro_rules! settings {
    ($($(#[doc = $what:literal])* $name:ident = $low:literal .. $high:literal within $least:literal .. $most:literal;)+) => {
        /// What one film is taken with.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Take {
            $($(#[doc = $what])* pub(crate) $name: f32,)+
        }

        /// The ranges that films draw from, in the order of [`ALL`].
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct Settings([(f32, f32); ALL.len()]);

        /// Every setting.
        const ALL: &[Setting] = &[$(Setting {
            name: stringify!($name), what: &[$($what),*], range: ($low, $high), limits: ($least, $most),
        }),+];

        impl Settings {
            /// Draws what one film is taken with.
            pub(crate) fn draw(&self, chance: &Chance) -> Take {
                let mut at = 0;
                let mut next = || {
                    let (low, high) = self.0[at];
                    at += 1;
                    chance.fork(at as u64).between(low, high)
                };
                Take { $($name: next()),+ }
            }
        }
    };
}

/// One setting.
struct Setting {
    name: &'static str,
    what: &'static [&'static str],
    range: (f32, f32),
    limits: (f32, f32),
}

settings! {
    /// frame's longer side, pixels: what phones give to analysis (CameraX and AVFoundation: 1280 x 720)
    width = 1280.0 .. 1280.0 within 320.0 .. 1920.0;
    /// length of a film, seconds
    seconds = 4.0 .. 4.0 within 0.5 .. 20.0;
    /// angle of view along the longer side, degrees: main cameras of phones, 24 to 28 mm on 35 mm film
    view_deg = 62.0 .. 72.0 within 30.0 .. 110.0;

    /// a module of the poster at the start, pixels
    start_module_px = 1.8 .. 2.2 within 0.5 .. 8.0;
    /// a module of the poster when the person stands still, pixels
    end_module_px = 4.0 .. 7.5 within 1.0 .. 9.0;
    /// time of the approach, seconds: 0.3 to 0.8 m/s for a poster of A4
    approach_s = 1.6 .. 3.2 within 0.2 .. 20.0;
    /// side of the poster from which the person comes, degrees from its normal
    aside_deg = -38.0 .. 38.0 within -70.0 .. 70.0;
    /// height of the camera over or under the poster, degrees from its normal
    above_deg = -22.0 .. 22.0 within -60.0 .. 60.0;
    /// turn of the phone about its axis, degrees, added to a multiple of 90
    roll_deg = -14.0 .. 14.0 within -45.0 .. 45.0;
    /// how far beside the poster the camera points at first, degrees, and in which time that shrinks to a third, seconds
    aim_error_deg = 2.0 .. 9.0 within 0.0 .. 25.0;
    aim_s = 0.3 .. 0.9 within 0.05 .. 5.0;

    /// slow sway of a hand that holds a phone, degrees (root of mean square), 0.3 to 3 Hz
    sway_deg = 0.25 .. 0.9 within 0.0 .. 5.0;
    /// physiological tremor, degrees (root of mean square), 7 to 12 Hz (Elble and Koller 1990: 8 to 12 Hz)
    tremor_deg = 0.02 .. 0.11 within 0.0 .. 1.0;
    /// bob of a step, millimetres, 1.6 to 2.2 steps a second (walking: 1.8 a second; half of the body's 30 mm)
    bob_mm = 4.0 .. 16.0 within 0.0 .. 80.0;

    /// exposure, milliseconds: indoors 1/30 to 1/250 s
    exposure_ms = 4.0 .. 24.0 within 0.05 .. 33.0;
    /// time from the first row to the last, milliseconds: rolling shutters of phones read out in 10 to 30
    readout_ms = 10.0 .. 28.0 within 0.0 .. 33.0;
    /// white paper at the set exposure, as a share of what the sensor can hold
    paper_level = 0.35 .. 1.0 within 0.02 .. 4.0;
    /// error of the exposure at the start, stops
    exposure_error = -2.2 .. 2.2 within -6.0 .. 6.0;
    /// change of the room's light during the film, stops
    light_change = -1.6 .. 1.6 within -6.0 .. 6.0;
    /// time in which the exposure follows to a third, seconds
    exposure_follows_s = 0.12 .. 0.5 within 0.02 .. 5.0;

    /// width of the lens's pupil, millimetres: f/1.6 to f/2.4 at 4 to 6 mm
    pupil_mm = 1.6 .. 3.0 within 0.1 .. 8.0;
    /// where the focus stands at the start, dioptres
    focus_start = 0.2 .. 4.5 within 0.0 .. 12.0;
    /// time until the focus begins to move, and in which it comes to a third, seconds
    focus_waits_s = 0.0 .. 0.5 within 0.0 .. 10.0;
    focus_follows_s = 0.08 .. 0.35 within 0.01 .. 5.0;
    /// hunts of the focus a second, and how far each goes, dioptres
    hunts = 0.0 .. 0.5 within 0.0 .. 5.0;
    hunt_dioptres = 0.5 .. 2.2 within 0.0 .. 10.0;
    /// blur of a lens in focus with its filter and demosaicing, pixels (standard deviation)
    lens_px = 0.45 .. 0.8 within 0.0 .. 4.0;

    /// brightness of a lamp's reflection, 1 for white paper; a film in two has one
    glare = 0.4 .. 4.0 within 0.0 .. 50.0;
    /// its size, millimetres (standard deviation), and its speed over the poster, millimetres a second
    glare_mm = 14.0 .. 45.0 within 1.0 .. 300.0;
    glare_mm_s = 40.0 .. 220.0 within 0.0 .. 2000.0;
    /// fall of the light over a metre of the wall, as a share
    slope = 0.0 .. 0.9 within 0.0 .. 3.0;
    /// depth of a shadow's edge on the poster, as a share; a film in three has one
    shadow = 0.2 .. 0.7 within 0.0 .. 0.98;
    /// loss of light in the corners, as a share
    vignette = 0.1 .. 0.45 within 0.0 .. 0.95;
    /// stray light over all, as a share of white paper
    veil = 0.0 .. 0.08 within 0.0 .. 1.0;

    /// electrons of a full pixel: a pixel of 1 to 1.4 µm holds 4000 to 10000 at its base; gain takes most of it indoors
    electrons = 350.0 .. 6000.0 within 10.0 .. 100_000.0;
    /// noise of reading, electrons
    read_noise = 1.5 .. 5.0 within 0.0 .. 100.0;
    /// how much of the noise the camera smooths away, and with it the detail, as a share
    smoothing = 0.0 .. 0.8 within 0.0 .. 1.0;
    /// how much the camera sharpens edges, as a share
    sharpening = 0.0 .. 0.7 within 0.0 .. 3.0;
}

impl Default for Settings {
    fn default() -> Settings {
        let mut ranges = [(0.0, 0.0); ALL.len()];
        for (range, setting) in ranges.iter_mut().zip(ALL) {
            *range = setting.range;
        }
        Settings(ranges)
    }
}

impl Settings {
    /// Reads `name = low high` lines; what is not named stays, `#` begins a remark.
    pub(crate) fn parse(text: &str) -> Result<Settings, String> {
        let mut settings = Settings::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let wrong = |what: &str| format!("line {}: {what}", at + 1);
            let (name, values) = line.split_once('=').ok_or_else(|| wrong("a line is: name = low high"))?;
            let name = name.trim();
            let known = ALL.iter().position(|setting| setting.name == name);
            let known = known.ok_or_else(|| wrong(&format!("there is no setting {name}")))?;
            let values: Result<Vec<f32>, _> = values.split_whitespace().map(str::parse).collect();
            let Ok(&[low, high]) = values.as_deref() else {
                return Err(wrong("a line is: name = low high"));
            };
            let (least, most) = ALL[known].limits;
            if !(least <= low && low <= high && high <= most) {
                return Err(wrong(&format!("{name} goes from {least} to {most}, the lower number first")));
            }
            settings.0[known] = (low, high);
        }
        Ok(settings)
    }

    /// The settings as a file of their own, each with what it is and its limits.
    pub(crate) fn describe(&self) -> String {
        let mut text = String::new();
        for (setting, (low, high)) in ALL.iter().zip(self.0) {
            for what in setting.what {
                let _ = writeln!(text, "#{what}");
            }
            let (least, most) = setting.limits;
            let _ = writeln!(text, "{} = {low} {high}  # within {least} and {most}", setting.name);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_described_can_be_read_back() {
        assert_eq!(Settings::parse(&Settings::default().describe()), Ok(Settings::default()));
    }

    #[test]
    fn a_moved_range_moves_its_own_value_only() {
        let moved = Settings::parse("exposure_ms = 30 31 # dark\n\n# nothing\n").unwrap();
        let (before, after) = (Settings::default().draw(&Chance(5)), moved.draw(&Chance(5)));
        assert!((30.0..=31.0).contains(&after.exposure_ms));
        let others = |take: &Take| (take.glare.to_bits(), take.width.to_bits(), take.sharpening.to_bits());
        assert_eq!(others(&before), others(&after));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let table = [
            ("exposure_ms 3 4", "line 1: a line is: name = low high"),
            ("\nexposure_ms = 3", "line 2: a line is: name = low high"),
            ("blur = 1 2", "line 1: there is no setting blur"),
            ("exposure_ms = 5 4", "line 1: exposure_ms goes from 0.05 to 33, the lower number first"),
            ("exposure_ms = nan nan", "line 1: exposure_ms goes from 0.05 to 33, the lower number first"),
            ("width = 100000 100000", "line 1: width goes from 320 to 1920, the lower number first"),
        ];
        for (text, sentence) in table {
            assert_eq!(Settings::parse(text), Err(sentence.to_owned()));
        }
    }
}
