//! From what each decoder made of each case to the figures.

use std::{collections::BTreeMap, time::Duration};

use crate::material::{Set, Verdict};

/// A case after the race.
pub(crate) struct Outcome {
    pub(crate) set: Set,
    pub(crate) category: String,
    pub(crate) name: String,
    /// Width and height, in pixels.
    pub(crate) size: (usize, usize),
    /// By decoder, in the order of the race; ours is the first. Fewer where the others were left out.
    pub(crate) by: Vec<(Verdict, Duration)>,
}

impl Outcome {
    /// Whether it has the size of a camera's full HD frame.
    pub(crate) fn is_1080p(&self) -> bool {
        self.size == (1920, 1080)
    }

    /// Whether it is larger than that.
    pub(crate) fn is_4k(&self) -> bool {
        self.size.0 * self.size.1 > 1920 * 1080
    }
}

/// All outcomes, and how the decoders are called.
pub(crate) struct Score {
    pub(crate) decoders: Vec<&'static str>,
    pub(crate) outcomes: Vec<Outcome>,
}

impl Score {
    /// Where a decoder stands in the race.
    pub(crate) fn place(&self, decoder: &str) -> Option<usize> {
        self.decoders.iter().position(|name| *name == decoder)
    }

    /// The share of cases that a decoder read right; `None` without a case.
    pub(crate) fn read(&self, by: usize, which: impl Fn(&Outcome) -> bool) -> Option<f64> {
        share(self.outcomes.iter().filter(|outcome| which(outcome)).map(|it| it.by[by].0 == Verdict::Right))
    }

    /// The share of the photographs that the second reads and the first does not.
    pub(crate) fn read_by_other(&self, by: usize, other: usize) -> Option<f64> {
        let right = |outcome: &Outcome, by: usize| outcome.by[by].0 == Verdict::Right;
        let photos = self.outcomes.iter().filter(|outcome| outcome.set.is_photo());
        share(photos.map(|it| right(it, other) && !right(it, by)))
    }

    /// The shares read by category.
    pub(crate) fn categories(&self, by: usize, which: impl Fn(&Outcome) -> bool) -> BTreeMap<&str, (usize, f64)> {
        let mut sorted: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
        for outcome in self.outcomes.iter().filter(|outcome| which(outcome)) {
            sorted.entry(&outcome.category).or_default().push(outcome.by[by].0 == Verdict::Right);
        }
        sorted.into_iter().map(|(name, read)| (name, (read.len(), share(read.into_iter()).unwrap_or(0.0)))).collect()
    }

    /// How often a decoder did that.
    pub(crate) fn count(&self, by: usize, verdict: Verdict, which: impl Fn(&Outcome) -> bool) -> usize {
        let those = self.outcomes.iter().filter(|outcome| which(outcome));
        those.filter(|it| it.by.get(by).is_some_and(|it| it.0 == verdict)).count()
    }

    /// A decoder's times, the shortest first.
    pub(crate) fn times(&self, by: usize, which: impl Fn(&Outcome) -> bool) -> Vec<f64> {
        let those = self.outcomes.iter().filter(|outcome| which(outcome));
        let mut times: Vec<f64> = those.filter_map(|it| Some(it.by.get(by)?.1.as_secs_f64())).collect();
        times.sort_by(f64::total_cmp);
        times
    }

    /// The case that took a decoder the longest.
    pub(crate) fn worst(&self, by: usize, which: impl Fn(&Outcome) -> bool) -> Option<(&str, Duration)> {
        let those = self.outcomes.iter().filter(|outcome| which(outcome));
        those.filter_map(|it| Some((it.name.as_str(), it.by.get(by)?.1))).max_by_key(|(_, time)| *time)
    }
}

/// The value that so many hundredths do not exceed (nearest rank); `None` without values.
pub(crate) fn percentile(sorted: &[f64], hundredths: usize) -> Option<f64> {
    let rank = (sorted.len() * hundredths).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

fn share(of: impl Iterator<Item = bool>) -> Option<f64> {
    let (mut all, mut those) = (0usize, 0usize);
    for it in of {
        all += 1;
        those += usize::from(it);
    }
    (all > 0).then(|| those as f64 / all as f64)
}
