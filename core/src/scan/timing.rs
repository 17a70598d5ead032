//! Bent paper by its timing patterns: they alternate from finder to finder, whatever the paper does between them.
//!
//! ISO/IEC 18004, 6.3.5: row 6 and column 6 alternate module by module. Followed from one finder to the other, changes of
//! luma are counted; where there are as many as the size has modules, each tells where its border really lies. Borders that
//! are more than half a module off cannot be told from their neighbours any other way.

use super::frame::{Plane, Point};
use super::grid::Grid;
use super::homography::Tie;

/// How far the way may sag between the finders, in modules: bent paper carries the pattern off its straight line.
const SAGS: [f32; 7] = [0.0, 0.4, -0.4, 0.8, -0.8, 1.2, -1.2];
/// Steps within a module.
const STEPS: usize = 8;
/// Luma must change by this share of all that it does on the way, or it is noise.
const LEAST_CHANGE: f32 = 0.3;
/// Where no border lies so far off, in modules, paper is flat enough for what follows.
const LEAST_OFF: f32 = 0.3;

/// Places of borders along both timing patterns, as far as they could be followed; none where the paper is flat.
///
/// Paper bends along one way mostly, so what is found beside the finders holds on the far side as well.
pub(super) fn ties(grid: &Grid, plane: Plane<'_>) -> Vec<Tie> {
    let mut ties = Vec::new();
    let far = grid.side as f32 - 6.5;
    for across in [true, false] {
        let Some(borders) = SAGS.iter().find_map(|&sag| follow(grid, plane, across, sag)) else { continue };
        if borders.iter().zip(7..).all(|(&at, k)| (at - k as f32).abs() < LEAST_OFF) {
            continue;
        }
        for (&at, k) in borders.iter().zip(7..) {
            for beside in [6.5, far] {
                let spot = |along: f32| if across { (along, beside) } else { (beside, along) };
                let (u, v) = spot(at);
                ties.push(Tie { module: spot(k as f32), pixel: grid.map(u, v), weight: 1.0 });
            }
        }
    }
    ties
}

/// Where the borders from 7 to `side - 7` lie along row 6 or column 6, if there are as many as there must be.
fn follow(grid: &Grid, plane: Plane<'_>, across: bool, sag: f32) -> Option<Vec<f32>> {
    let long = (grid.side - 14) as f32;
    let count = (grid.side - 12) * STEPS;
    let along = |step: usize| 6.0 + step as f32 / STEPS as f32;
    let luma: Vec<f32> = (0..=count)
        .map(|step| {
            let t = ((along(step) - 7.0) / long).clamp(0.0, 1.0);
            let beside = 6.5 + sag * 4.0 * t * (1.0 - t);
            let (u, v) = if across { (along(step), beside) } else { (beside, along(step)) };
            let Point { x, y } = grid.map(u, v);
            let luma = plane.luma_at(x, y);
            if grid.inverted { 255.0 - luma } else { luma }
        })
        .collect();
    let (low, high) = luma.iter().fold((f32::MAX, f32::MIN), |(low, high), &l| (low.min(l), high.max(l)));
    let least = LEAST_CHANGE * (high - low);
    // The turning points: from the finder's dark to light, to dark, and so on.
    let mut turns = vec![0];
    let (mut best, mut rising) = (0, true);
    for (step, &l) in luma.iter().enumerate() {
        let lift = if rising { l - luma[best] } else { luma[best] - l };
        if lift >= 0.0 {
            best = step;
        } else if -lift > least {
            // On the way up for the first time, the darkest may come after the start.
            if turns.len() > 1 || rising && luma[best] - luma[0] > least {
                turns.push(best);
                rising = !rising;
            }
            best = step;
        }
    }
    turns.push(best);
    if turns.len() != grid.side - 12 {
        return None;
    }
    let border = |ends: &[usize]| {
        let middle = luma[ends[0]].midpoint(luma[ends[1]]);
        let rises = luma[ends[1]] > middle;
        let step = (ends[0]..ends[1]).find(|&step| (luma[step + 1] > middle) == rises)?;
        let part = (middle - luma[step]) / (luma[step + 1] - luma[step]);
        Some(along(step) + part.clamp(0.0, 1.0) / STEPS as f32)
    };
    turns.windows(2).map(border).collect()
}

#[cfg(test)]
mod tests {
    use super::super::corners;
    use super::super::drawn::Drawn;
    use super::super::finder::Finder;
    use super::super::grid;
    use super::*;

    const TEXT: &str = "HTTPS://ASHYQ.KZ/P/0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /// TEXT takes version 3.
    const SIDE: f32 = 29.0;

    /// The place of the code that a column shows, on paper that is pushed aside by so many modules between the finders.
    fn shown(x: f32, aside: f32) -> f32 {
        let u = (x - 40.0) / 10.0;
        let between = ((u - 8.0) / (SIDE - 16.0)).clamp(0.0, 1.0);
        u + aside * (std::f32::consts::PI * between).sin().powi(2)
    }

    fn ties_of(aside: f32) -> Vec<Tie> {
        let drawn = Drawn::seen(TEXT, 370, |x, y| (shown(x, aside), (y - 40.0) / 10.0));
        let plane = Plane::packed(&drawn.luma, drawn.width, drawn.height);
        let column = |u: f32| (0..370u16).map(f32::from).find(|&x| shown(x, aside) >= u).expect("it is shown");
        let finder = |u: f32, v: f32| Finder {
            x: column(u),
            y: 40.0 + 10.0 * v,
            module: 10.0,
            narrow: 10.0,
            along: 10.0,
            inverted: false,
            rows: 30.0,
        };
        let far = SIDE - 3.5;
        let (right, down) = (Point { x: 1.0, y: 0.0 }, Point { x: 0.0, y: 1.0 });
        let corners = [finder(3.5, 3.5), finder(far, 3.5), finder(3.5, far)]
            .map(|finder| corners::measure(plane, &finder, right, down));
        let grids = grid::lay(plane, &corners, false);
        ties(grids.iter().find(|grid| grid.side == 29).expect("its size is among them"), plane)
    }

    #[test]
    fn borders_that_lie_far_off_are_told_by_counting() {
        let ties = ties_of(1.2);
        assert_eq!(ties.len(), 2 * (29 - 13), "one pattern is bent, the other is not");
        for Tie { module, pixel, .. } in ties {
            assert!((shown(pixel.x, 1.2) - module.0).abs() < 0.15, "{module:?} {pixel:?}");
        }
    }

    #[test]
    fn flat_paper_needs_no_counting() {
        assert!(ties_of(0.0).is_empty());
    }
}
