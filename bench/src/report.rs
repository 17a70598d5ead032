//! What is printed: a table with a column for each decoder, then one line for each key.

use std::fmt::Write as _;

use crate::{
    material::{Set, Verdict},
    score::{Outcome, Score, percentile},
    stream::{Reel, Seen},
};

/// A row of the table: what it is, and each decoder's value.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) by: Vec<Option<f64>>,
}

/// A key of the final object.
pub(crate) type Key = (String, f64);

/// Everything that follows from the outcomes.
pub(crate) struct Report {
    pub(crate) rows: Vec<Row>,
    pub(crate) keys: Vec<Key>,
    /// Sentences below the table.
    pub(crate) remarks: Vec<String>,
}

/// Which cases a figure is about.
type Which = fn(&Outcome) -> bool;

impl Report {
    /// Reads the figures off the score and off what was seen of the films.
    pub(crate) fn of(score: &Score, films: &[Seen], reel: &Reel) -> Report {
        let mut report = Report { rows: Vec::new(), keys: Vec::new(), remarks: Vec::new() };
        // A folder's own frames count where there is one, else the frames drawn here.
        let foreign = |set| score.outcomes.iter().any(|outcome| outcome.set == set);
        let synthetic: Which =
            if foreign(Set::Synthetic) { |it| it.set == Set::Synthetic } else { |it| it.set == Set::Own };
        let empty: Which = if foreign(Set::Empty) { |it| it.set == Set::Empty } else { |it| it.set == Set::OwnEmpty };
        report.shares(score, synthetic);
        let times: [(&str, &str, Which); 3] = [
            ("photo_time", "photograph", |it| it.set.is_photo()),
            (
                "code_1080p_time",
                "1080p frame with a code",
                if foreign(Set::Synthetic) { code_1080p } else { own_code_1080p },
            ),
            (
                "empty_1080p_time",
                "1080p frame without a code",
                if foreign(Set::Empty) { empty_1080p } else { own_empty_1080p },
            ),
        ];
        for (key, what, which) in times {
            for hundredths in [50, 95] {
                let by = score.each(|by| percentile(&score.times(by, which), hundredths));
                report.ratio(score, format!("{key}_p{hundredths}_vs_zxing"), format!("{what}, p{hundredths}, ms"), by);
            }
        }
        report.worst(score);
        report.films(score, films, reel);
        report.wrong(score, films, empty);
        report
    }

    fn films(&mut self, score: &Score, films: &[Seen], reel: &Reel) {
        let of = |by: usize| films.get(by);
        for hundredths in [50, 95] {
            let by = score.each(|by| {
                // A film that is never read counts as one frame longer than it is.
                let frames = of(by)?.first_read.iter().zip(&of(by)?.frames);
                let mut frames: Vec<f64> = frames.map(|(read, all)| number(read.unwrap_or(all + 1))).collect();
                frames.sort_by(f64::total_cmp);
                percentile(&frames, hundredths)
            });
            let key = format!("stream_frames_to_first_read_p{hundredths}_vs_zxing");
            self.keys.extend(score.ratio(&by).map(|ratio| (key, ratio)));
            self.rows.push(Row { what: format!("frames of a film until it is read, p{hundredths}"), by });
        }
        let never = score.each(|by| Some(number(of(by)?.first_read.iter().filter(|read| read.is_none()).count())));
        if let Some(zxing) = score.place("zxing") {
            self.keys.extend(never[zxing].map(|never| (String::from("zxing.stream_never_read"), never)));
        }
        self.plain("stream_never_read", &format!("of {} films never read", reel.films), never);
    }

    fn shares(&mut self, score: &Score, synthetic: Which) {
        let sets: [(&str, &str, Which); 4] = [
            ("photos_read", "photographs read", |it| it.set.is_photo()),
            ("boofcv_read", "of BoofCV's", |it| it.set == Set::Boofcv),
            ("authored_read", "of those with authored texts", |it| it.set == Set::Authored),
            ("synthetic_read", "synthetic frames read", synthetic),
        ];
        for (key, what, which) in sets {
            self.plain(key, what, score.each(|by| score.read(by, which)));
        }
        let least = |by| score.categories(by, synthetic).into_values().map(|it| it.1).min_by(f64::total_cmp);
        self.plain("synthetic_worst_category", "synthetic frames read, worst category", score.each(least));
        self.plain("own_read", "frames drawn here read", score.each(|by| score.read(by, |it| it.set == Set::Own)));
        if let Some(zxing) = score.place("zxing")
            && let Some(missed) = score.read_by_other(0, zxing)
        {
            self.keys.push((String::from("read_by_zxing_not_by_us"), missed));
        }
        for (name, (_, read)) in score.categories(0, |it| !it.set.is_empty() && it.set != Set::Hard) {
            self.keys.push((format!("category.{name}"), read));
        }
    }

    fn worst(&mut self, score: &Score) {
        let sizes: [(&str, Which); 2] = [("1080p and less", |it| !it.is_4k()), ("4K", Outcome::is_4k)];
        let mut worst: Option<f64> = None;
        for (what, which) in sizes {
            let by = score.each(|by| score.worst(by, which).map(|it| it.1.as_secs_f64()));
            if let Some(ratio) = score.ratio(&by) {
                worst = Some(worst.map_or(ratio, |known| known.max(ratio)));
            }
            self.rows.push(Row { what: format!("longest frame, {what}, ms"), by: in_ms(by) });
            if let Some((name, _)) = score.worst(0, which) {
                self.remarks.push(format!("our longest frame, {what}: {name}"));
            }
        }
        self.keys.extend(worst.map(|ratio| (String::from("worst_frame_vs_zxing"), ratio)));
    }

    fn wrong(&mut self, score: &Score, films: &[Seen], empty: Which) {
        let count = |verdict, which: Which| score.each(|by| Some(number(score.count(by, verdict, which))));
        let with = |counted: Vec<Option<f64>>, of_films: fn(&Seen) -> usize| -> Vec<Option<f64>> {
            let more = |by: usize| films.get(by).map_or(0, of_films);
            counted.into_iter().enumerate().map(|(by, count)| Some(count? + number(more(by)))).collect()
        };
        // A photograph may hold codes that nobody has listed: what is read there is shown, and not held against anybody.
        self.plain(
            "false_positives",
            "texts that are not there",
            with(count(Verdict::Wrong, |it| !it.set.is_photo()), |seen| seen.wrong),
        );
        self.rows.push(Row {
            what: String::from("of them on frames without a code"),
            by: score.each(|by| Some(number(score.count(by, Verdict::Wrong, empty)))),
        });
        self.rows.push(Row {
            what: String::from("texts not listed, on photographs"),
            by: count(Verdict::Wrong, |it| it.set.is_photo()),
        });
        self.plain("panics", "panics", with(count(Verdict::Panicked, |_| true), |seen| seen.panics));
    }

    /// A figure of ours under its key, and everybody's in the table.
    pub(crate) fn plain(&mut self, key: &str, what: &str, by: Vec<Option<f64>>) {
        if let Some(Some(ours)) = by.first() {
            self.keys.push((key.to_owned(), *ours));
            self.rows.push(Row { what: what.to_owned(), by });
        }
    }

    /// Ours over ZXing-C++'s under its key, and everybody's milliseconds in the table.
    fn ratio(&mut self, score: &Score, key: String, what: String, by: Vec<Option<f64>>) {
        self.keys.extend(score.ratio(&by).map(|ratio| (key, ratio)));
        if by.iter().any(Option::is_some) {
            self.rows.push(Row { what, by: in_ms(by) });
        }
    }
}

impl Score {
    /// A value for each decoder.
    pub(crate) fn each(&self, value: impl Fn(usize) -> Option<f64>) -> Vec<Option<f64>> {
        (0..self.decoders.len()).map(value).collect()
    }

    /// Ours over ZXing-C++'s.
    pub(crate) fn ratio(&self, by: &[Option<f64>]) -> Option<f64> {
        Some(by[0]? / by[self.place("zxing")?]?)
    }

    /// What every decoder read, category by category.
    pub(crate) fn by_category(&self) -> String {
        let which = |it: &Outcome| !it.set.is_empty() && it.set != Set::Hard;
        let all: Vec<_> = (0..self.decoders.len()).map(|by| self.categories(by, which)).collect();
        let rows = all[0].iter().map(|(name, (count, _))| {
            let by = all.iter().map(|by| by.get(name).map(|it| it.1)).collect();
            Row { what: format!("{name} ({count})"), by }
        });
        table(&self.decoders, &rows.collect::<Vec<_>>())
    }
}

/// A line for every picture, with verdict and milliseconds by decoder, then one for every film with the frames until it was
/// read; separated by tabs.
pub(crate) fn each(score: &Score, films: &[Seen]) -> String {
    let mut text = String::new();
    for outcome in &score.outcomes {
        let _ = write!(text, "{}", outcome.name);
        for (verdict, time) in &outcome.by {
            let _ = write!(text, "\t{verdict:?}\t{:.3}", time.as_secs_f64() * 1e3);
        }
        text.push('\n');
    }
    for at in 0..films.first().map_or(0, |seen| seen.frames.len()) {
        let _ = write!(text, "film-{at:03}");
        for seen in films {
            let read = seen.first_read[at].map_or_else(|| String::from("never"), |frames| frames.to_string());
            let _ = write!(text, "\t{read} of {}", seen.frames[at]);
        }
        text.push('\n');
    }
    text
}

/// Rows below the decoders' names.
pub(crate) fn table(decoders: &[&str], rows: &[Row]) -> String {
    let wide = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    let mut text = format!("{:wide$}", "");
    for name in decoders {
        let _ = write!(text, "  {name:>9}");
    }
    text.push('\n');
    for row in rows {
        let _ = write!(text, "{:wide$}", row.what);
        for value in &row.by {
            let value = value.map_or_else(|| String::from("–"), |value| format!("{value:.3}"));
            let _ = write!(text, "  {value:>9}");
        }
        text.push('\n');
    }
    text
}

fn in_ms(by: Vec<Option<f64>>) -> Vec<Option<f64>> {
    by.into_iter().map(|value| value.map(|seconds| seconds * 1e3)).collect()
}

fn number(count: usize) -> f64 {
    count as f64
}

fn code_1080p(it: &Outcome) -> bool {
    it.set == Set::Synthetic && it.is_1080p()
}

fn own_code_1080p(it: &Outcome) -> bool {
    it.set == Set::Own && it.is_1080p()
}

fn empty_1080p(it: &Outcome) -> bool {
    it.set == Set::Empty && it.is_1080p()
}

fn own_empty_1080p(it: &Outcome) -> bool {
    it.set == Set::OwnEmpty && it.is_1080p()
}
