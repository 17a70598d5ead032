//! Bench `bindings`: what crossing the boundary costs in each language, and how big the core is on a phone.

use std::{fs, path::Path};

use super::table::{Figure, Goal, Table};
use crate::{
    bindings::{self, Build},
    command::{self, error_at, root},
    foreign, kotlin, phones, swift,
};

pub(crate) fn run() -> Result<Table, String> {
    // The generator and the service come with this one; the library that is measured is built as it is shipped.
    bindings::library(Build::Trials)?;
    let (driver, _) = foreign::programs(Build::TrialsInRelease)?;
    let python = measure(&driver)?;
    let kotlin = measure(&kotlin::programs(Build::TrialsInRelease)?.fast_driver()?)?;
    let swift = measure(&swift::programs(Build::TrialsInRelease)?.0)?;
    let mut rows = vec![
        figure("kotlin_frame_us", "µs: the scanner with a 1080p frame and no time, from Kotlin", 20.0, kotlin.frame_us),
        figure("kotlin_call_us", "µs: a read of the state, from Kotlin", 10.0, kotlin.call_us),
        figure("swift_frame_us", "µs: the scanner with a 1080p frame and no time, from Swift", 20.0, swift.frame_us),
        figure("swift_call_us", "µs: a read of the state, from Swift", 10.0, swift.call_us),
        figure("python_frame_us", "µs: the scanner with a 1080p frame and no time, from Python", 20.0, python.frame_us),
        figure(
            "async_call_overhead_us",
            "µs: an asynchronous call that does nothing, from Python",
            200.0,
            python.async_us,
        ),
        figure("frames_10000_rss_growth_mb", "MB of memory more after 10,000 frames", 5.0, python.grown_mb),
    ];
    let size = "Android's library for arm64, stripped, in units of 10⁶ bytes";
    rows.push(figure("arm64_library_mb", size, 5.0, phones::arm64_library_mb()?));
    Ok(Table { rows, rest: Vec::new() })
}

fn figure(key: &'static str, what: &'static str, most: f64, measured: f64) -> Figure {
    Figure { key, what, goal: Goal::Most(most), measured }
}

/// What a language's driver measured of itself.
pub(crate) struct Measured {
    /// Of the scanner with a 1080p frame and no time.
    pub(crate) frame_us: f64,
    /// Of a read of the state.
    pub(crate) call_us: f64,
    /// Of an asynchronous call that does nothing.
    pub(crate) async_us: f64,
    /// Memory that 10,000 frames left behind.
    pub(crate) grown_mb: f64,
}

/// Lets a driver measure itself, against the service.
pub(crate) fn measure(driver: &Path) -> Result<Measured, String> {
    let file = command::target().join("foreign-figures.json");
    let _ = fs::remove_file(&file);
    let mut command = command::cargo();
    command
        .args([
            "test",
            "--quiet",
            "--package",
            "ashyq-tests",
            "--test",
            "foreign",
            "--",
            "--ignored",
            "--exact",
            "bench::bench",
        ])
        .env("FOREIGN_DRIVER", driver)
        .env("FOREIGN_FIGURES", &file)
        .current_dir(root());
    if !command::works(&mut command) {
        return Err(String::from("the driver does not measure itself"));
    }
    let text = fs::read_to_string(&file).map_err(error_at(&file))?;
    let of = |key: &str| number(&text, key).ok_or_else(|| format!("no {key} in {}", file.display()));
    Ok(Measured {
        frame_us: of("frame_us")?,
        call_us: of("call_us")?,
        async_us: of("async_us")?,
        grown_mb: of("frames_10000_rss_growth_mb")?,
    })
}

/// A number of a flat JSON object.
fn number(text: &str, key: &str) -> Option<f64> {
    let (_, rest) = text.split_once(&format!("\"{key}\":"))?;
    rest.split([',', '}']).next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_found_by_its_key() {
        let text = r#"{"async_us":61.5,"call_us": 3}"#;
        assert_eq!(super::number(text, "call_us"), Some(3.0));
        assert_eq!(super::number(text, "async_us"), Some(61.5));
        assert_eq!(super::number(text, "frame_us"), None);
    }
}
