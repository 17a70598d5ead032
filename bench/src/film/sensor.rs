//! From light to luma: what the pixels hold, their noise, and what the phone makes of it.

use std::sync::LazyLock;

use super::{lens, texture::encoded};
use crate::chance::Chance;

/// A sensor and the phone behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sensor {
    /// Electrons of a full pixel, and the noise of reading one.
    pub(crate) electrons: f32,
    pub(crate) read_noise: f32,
    /// How much is smoothed away and then sharpened, as shares.
    pub(crate) smoothing: f32,
    pub(crate) sharpening: f32,
}

/// Numbers around 0 with a standard deviation of 1.
static NORMAL: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let mut chance = Chance(0x5E45_0041);
    (0..4096).map(|_| chance.normal()).collect()
});

/// The luma of light from 0 to 1, in steps of 1/4095.
static TONE: LazyLock<Vec<u8>> =
    LazyLock::new(|| (0..4096u16).map(|step| (encoded(f32::from(step) / 4095.0) * 255.0 + 0.5) as u8).collect());

/// Turns light, 1 for a full pixel, into 8-bit luma.
pub(crate) fn develop(light: &mut [f32], width: usize, sensor: &Sensor, seed: u64) -> Vec<u8> {
    let mut chance = Chance(seed);
    let normal: &[f32; 4096] = NORMAL.as_slice().try_into().unwrap_or(&[0.0; 4096]);
    let read = sensor.read_noise * sensor.read_noise;
    for five in light.chunks_mut(5) {
        let mut bits = chance.next();
        for value in five {
            let full = value.clamp(0.0, 1.0) * sensor.electrons;
            let noise = (full + read).sqrt() * normal[(bits & 4095) as usize];
            bits >>= 12;
            *value = ((full + noise) / sensor.electrons).min(1.0);
        }
    }
    // Smoothing and sharpening are one: so much of the picture, so much of a blurred copy.
    if sensor.smoothing > 0.0 || sensor.sharpening > 0.0 {
        let mut smooth = light.to_vec();
        lens::soften(&mut smooth, width, 0.75);
        light.iter_mut().zip(&smooth).for_each(|(value, smooth)| *value += (smooth - *value) * sensor.smoothing);
        if sensor.sharpening > 0.0 {
            let mut smooth = light.to_vec();
            lens::soften(&mut smooth, width, 1.0);
            light.iter_mut().zip(&smooth).for_each(|(value, smooth)| *value += (*value - smooth) * sensor.sharpening);
        }
    }
    let tone: &[u8] = &TONE;
    light.iter().map(|value| tone[(value.clamp(0.0, 1.0) * 4095.0 + 0.5) as usize]).collect()
}
