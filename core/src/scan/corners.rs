//! A finder's outer corners, where its edges can be seen: four lines fitted to the change from dark to light around it.

use super::finder::Finder;
use super::frame::{Plane, Point};
use super::homography::Line;

/// Places along a finder's side where its edge is looked for, in modules from the middle.
const PLACES: [f32; 7] = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0];

/// A finder with what its surroundings tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corners {
    /// The four outer corners, clockwise from the code's top left.
    pub(super) points: [Point; 4],
    /// The middle between its own dark and light.
    pub(super) threshold: f32,
}

/// A finder's own axes: one module along the code's rows and columns, in pixels.
struct Axes<'a> {
    plane: Plane<'a>,
    middle: Point,
    right: Point,
    down: Point,
    threshold: f32,
    inverted: bool,
}

/// Measures a finder; `right` and `down` are the directions of the code's rows and columns, one pixel long.
pub(super) fn measure(plane: Plane<'_>, finder: &Finder, right: Point, down: Point) -> Corners {
    let module = |axis: Point| Point { x: axis.x * finder.module, y: axis.y * finder.module };
    let middle = Point { x: finder.x, y: finder.y };
    let mut axes =
        Axes { plane, middle, right: module(right), down: module(down), threshold: 0.0, inverted: finder.inverted };
    axes.threshold = axes.own_threshold();
    // Seen from the side, one axis is shorter than the other: how much, the rays along the axes tell.
    axes.scale();
    let line = |outwards: (f32, f32)| {
        let mut points = [Point::default(); PLACES.len()];
        let mut count = 0;
        for along in PLACES {
            if let Some(p) = axes.edge(along, outwards) {
                points[count] = p;
                count += 1;
            }
        }
        Line::fit(&mut points[..count])
    };
    let (top, bottom, left, right) = (line((0.0, -1.0)), line((0.0, 1.0)), line((-1.0, 0.0)), line((1.0, 0.0)));
    let meet = |one: Option<Line>, two: Option<Line>, u: f32, v: f32| {
        let guess = axes.at(u, v);
        one.zip(two)
            .and_then(|(one, two)| one.meet(&two))
            .filter(|p| (p.x - guess.x).hypot(p.y - guess.y) < 3.0 * finder.module)
            .unwrap_or(guess)
    };
    let points = [
        meet(top, left, -3.5, -3.5),
        meet(top, right, 3.5, -3.5),
        meet(bottom, right, 3.5, 3.5),
        meet(bottom, left, -3.5, 3.5),
    ];
    Corners { points, threshold: axes.threshold }
}

impl Axes<'_> {
    fn at(&self, u: f32, v: f32) -> Point {
        Point {
            x: self.middle.x + self.right.x * u + self.down.x * v,
            y: self.middle.y + self.right.y * u + self.down.y * v,
        }
    }

    /// The middle between the finder's dark middle and its light ring.
    fn own_threshold(&self) -> f32 {
        let mean = |places: &[(f32, f32)]| {
            let luma = |&(u, v): &(f32, f32)| {
                let p = self.at(u, v);
                self.plane.luma_at(p.x, p.y)
            };
            places.iter().map(luma).sum::<f32>() / places.len() as f32
        };
        let dark = mean(&[(0.0, 0.0), (0.7, 0.0), (-0.7, 0.0), (0.0, 0.7), (0.0, -0.7)]);
        let light = mean(&[(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0)]);
        dark.midpoint(light)
    }

    /// Corrects the axes' lengths by where the middle square ends and the outer ring begins.
    fn scale(&mut self) {
        let reach = |outwards: (f32, f32)| self.changes(0.0, outwards).map(|found| found[0] + found[1]);
        let [right, left] = [reach((1.0, 0.0)), reach((-1.0, 0.0))];
        let [down, up] = [reach((0.0, 1.0)), reach((0.0, -1.0))];
        let by = |one: Option<f32>, two: Option<f32>| {
            one.zip(two).map_or(1.0, |(one, two)| ((one + two) / 8.0).clamp(0.3, 2.0))
        };
        let (across, along) = (by(right, left), by(down, up));
        self.right = Point { x: self.right.x * across, y: self.right.y * across };
        self.down = Point { x: self.down.x * along, y: self.down.y * along };
    }

    /// How far out the first three changes lie, in modules: dark, light, dark, and light again. Where something dark touches
    /// the finder, or the picture ends, the third is where the second makes it likely.
    fn changes(&self, along: f32, (du, dv): (f32, f32)) -> Option<[f32; 3]> {
        let length = (self.right.x * du + self.down.x * dv).hypot(self.right.y * du + self.down.y * dv);
        let step = (0.5 / length.max(0.1)).clamp(0.05, 0.3);
        // Two modules beside the middle the walk begins on the light ring already.
        let beside = along.abs() > 1.5;
        let mut found = [1.5, 2.5, 3.5];
        let mut next = usize::from(beside);
        let mut t = 0.0f32;
        let lightness = |t: f32| {
            let p = self.at(along * dv.abs() + du * t, along * du.abs() + dv * t);
            let lift = self.plane.luma_at(p.x, p.y) - self.threshold;
            self.plane.holds(p).then_some(if self.inverted { -lift } else { lift })
        };
        let mut before = lightness(t)?;
        if (before > 0.0) != beside {
            return None;
        }
        while t < 6.0 {
            t += step;
            let Some(now) = lightness(t) else { break };
            if (now > 0.0) != (before > 0.0) {
                found[next] = t - step * now / (now - before);
                next += 1;
                if next == 3 {
                    break;
                }
            }
            before = now;
        }
        if next < 2 {
            return None;
        }
        if next == 2 || found[2] > 1.8 * found[1] {
            found[2] = 1.4 * found[1];
        }
        Some(found)
    }

    /// The outer edge on the way out, `along` modules beside the middle.
    fn edge(&self, along: f32, outwards: (f32, f32)) -> Option<Point> {
        let [_, _, t] = self.changes(along, outwards)?;
        Some(self.at(along * outwards.1.abs() + outwards.0 * t, along * outwards.0.abs() + outwards.1 * t))
    }
}
