//! Repeatable chance.

/// Small chance from a seed (splitmix64; Steele, Lea and Flood 2014): for pictures, never for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly between two numbers.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// One of so many.
    pub(crate) fn below(&mut self, many: usize) -> usize {
        (self.next() % many.max(1) as u64) as usize
    }

    /// Happens with a probability from 0 to 1.
    pub(crate) fn happens(&mut self, probability: f32) -> bool {
        self.between(0.0, 1.0) < probability
    }

    /// Around 0 with a standard deviation of 1, at most 4.9: the sum of eight bytes.
    pub(crate) fn normal(&mut self) -> f32 {
        let sum: u32 = self.next().to_le_bytes().into_iter().map(u32::from).sum();
        (sum as f32 - 1020.0) / 209.0
    }

    /// A chance of its own for a part, so that a new part does not change the others.
    pub(crate) fn fork(&self, part: u64) -> Chance {
        Chance(Chance(self.0 ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93)).next())
    }
}
