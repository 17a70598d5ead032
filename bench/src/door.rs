//! The door test: films of a poster made harder step by step until nobody reads it; drawn as a plot.
//!
//! At every step everything gets worse at once: the phone stays farther away, the light fades, noise and glare grow, the
//! exposure lengthens. What is plotted is the share of films in which the poster was read within their two seconds.

use std::fmt::Write as _;

use crate::{decoder::Decoder, film::settings::Settings, stream::Reel};

/// Steps from an easy film to one that nobody reads.
const STEPS: usize = 10;

/// Settings at a step, as ranges that move on with it.
fn settings(step: usize) -> Result<Settings, String> {
    let by = step as f32;
    let lines = [
        ("seconds", 2.0, 2.0),
        ("start_module_px", 3.0 * 0.88f32.powf(by), 3.2 * 0.88f32.powf(by)),
        ("end_module_px", 4.4 * 0.88f32.powf(by), 5.0 * 0.88f32.powf(by)),
        ("exposure_ms", 6.0 * 1.2f32.powf(by).min(5.0), (8.0 * 1.2f32.powf(by)).min(33.0)),
        ("paper_level", 0.7 * 0.75f32.powf(by).max(0.03), 0.9 * 0.75f32.powf(by).max(0.03)),
        ("electrons", 3000.0 * 0.7f32.powf(by), 4000.0 * 0.7f32.powf(by)),
        ("glare", 0.4 + 0.3 * by, 0.8 + 0.4 * by),
        ("exposure_error", -0.3, 0.3),
        ("light_change", -0.3, 0.3),
    ];
    let text: String = lines.iter().fold(String::new(), |mut text, (name, low, high)| {
        let _ = writeln!(text, "{name} = {low} {high}");
        text
    });
    Settings::parse(&text)
}

/// Films at every step before all decoders: a table, and the plot.
pub(crate) fn measure(decoders: &mut [Box<dyn Decoder>], reel: &mut Reel) -> Result<(String, String), String> {
    let names: Vec<&str> = decoders.iter().map(|decoder| decoder.name()).collect();
    let mut shares: Vec<Vec<f64>> = vec![Vec::new(); decoders.len()];
    let mut table = format!("| step | {} |\n|--:|{}\n", names.join(" | "), "--:|".repeat(names.len()));
    for step in 0..STEPS {
        reel.settings = settings(step)?;
        let seen = reel.show(decoders, |_| {});
        let of = |read: &[Option<usize>]| read.iter().flatten().count() as f64 / read.len().max(1) as f64;
        for (shares, seen) in shares.iter_mut().zip(&seen) {
            shares.push(of(&seen.first_read));
        }
        let row: Vec<String> = shares.iter().filter_map(|shares| shares.last()).map(|it| format!("{it:.2}")).collect();
        let _ = writeln!(table, "| {step} | {} |", row.join(" | "));
    }
    Ok((table, plot(&names, &shares)))
}

/// Lines over the steps, one a decoder, each named at its side.
fn plot(names: &[&str], shares: &[Vec<f64>]) -> String {
    const WIDE: f64 = 560.0;
    const HIGH: f64 = 240.0;
    let x = |step: usize| 50.0 + WIDE * step as f64 / (STEPS - 1) as f64;
    let y = |share: f64| 20.0 + HIGH * (1.0 - share);
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 310\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"700\" height=\"310\" fill=\"#fff\"/>\n",
    );
    for part in 0..=4 {
        let share = f64::from(part) / 4.0;
        let at = y(share);
        let _ = writeln!(
            svg,
            "<path d=\"M50 {at:.0}H610\" stroke=\"#ddd\"/><text x=\"44\" y=\"{:.0}\" text-anchor=\"end\">{:.0} %</text>",
            at + 4.0,
            100.0 * share
        );
    }
    for step in 0..STEPS {
        let _ = writeln!(svg, "<text x=\"{:.0}\" y=\"280\" text-anchor=\"middle\">{step}</text>", x(step));
    }
    svg.push_str(
        "<text x=\"330\" y=\"302\" text-anchor=\"middle\">step: farther, darker, noisier, longer exposed, more glare</text>\n",
    );
    let styles = [("#0a7d38", ""), ("#1d4ed8", "7 4"), ("#b91c1c", "2 4")];
    for (at, (name, shares)) in names.iter().zip(shares).enumerate() {
        let (colour, dashes) = styles[at % styles.len()];
        let points: Vec<String> =
            shares.iter().enumerate().map(|(step, &share)| format!("{:.1},{:.1}", x(step), y(share))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-dasharray=\"{dashes}\"/>\n\
             <text x=\"620\" y=\"{}\" fill=\"{colour}\">{name}</text>",
            points.join(" "),
            40 + 20 * at
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_settings_that_a_film_can_have() {
        for step in 0..STEPS {
            assert!(settings(step).is_ok(), "{step}: {:?}", settings(step).err());
        }
        assert_ne!(settings(0), settings(1));
    }

    #[test]
    fn a_line_falls_where_fewer_films_are_read() {
        let svg = plot(&["ours"], &[vec![1.0, 0.0]]);
        assert!(svg.contains("points=\"50.0,20.0 112.2,260.0\""), "{svg}");
    }
}
