//! Two finders and the timing pattern between them tell where the third must be, even where light or dirt has spoilt it.
//!
//! The timing pattern runs three modules inwards of the line between two neighbouring finders (ISO/IEC 18004, 6.3.5): if
//! it alternates there, the two belong together and the code lies on that side. The third finder is then looked for around
//! its corner of the square by correlation, which asks less of it than runs do.

use super::finder::Finder;
use super::frame::{Plane, Point};
use super::pyramid::Pyramid;

/// A timing pattern that alternates less is chance.
const LEAST_TIMING: f32 = 0.5;
/// So many modules tell whether there is a timing pattern at all.
const ENOUGH_TIMING: i32 = 20;
/// A third finder that resembles one less than this is none.
const LEAST_LIKENESS: f32 = 0.45;

/// What resembles a finder so much is one.
const ENOUGH_LIKENESS: f32 = 0.75;

/// How well a timing pattern alternates between two neighbouring finders on one side of the line between them: 0 for
/// chance, 1 for every module. `turn` is 1 where the code lies clockwise of the way from one to the other, else -1.
fn timing_between(plane: Plane<'_>, one: &Finder, two: &Finder, turn: f32) -> f32 {
    let (dx, dy) = (two.x - one.x, two.y - one.y);
    let length = dx.hypot(dy);
    // Seen at an angle, the nearer half takes more of the way: the modules' sizes at both ends tell how much.
    let slant = (one.module / two.module).sqrt();
    let estimate = length / (one.module * two.module).sqrt() + 7.0;
    let nearest = ((estimate - 17.0) / 4.0).round() as i32;
    let (px, py) = (-dy / length * turn, dx / length * turn);
    let score = |version: i32| {
        let side = 17 + 4 * version;
        let luma = |k: i32| {
            let part = (k as f32 - 3.0) / (side - 7) as f32;
            let part = part * slant / (1.0 + (slant - 1.0) * part);
            let inwards = 3.0 * (one.module + (two.module - one.module) * part);
            plane.luma_at(one.x + dx * part + px * inwards, one.y + dy * part + py * inwards)
        };
        let (mut before, mut here, mut sum) = (luma(7), luma(8), 0.0);
        for k in 8..side - 8 {
            let next = luma(k + 1);
            let lift = if one.inverted { before + next - 2.0 * here } else { 2.0 * here - before - next };
            sum += if (lift < -4.0) == (k % 2 == 0) && lift.abs() > 4.0 { 1.0 } else { -1.0 };
            (before, here) = (here, next);
            // What does not alternate at all by now will not.
            if k == 8 + ENOUGH_TIMING && sum < 0.0 {
                return 0.0;
            }
        }
        sum / (side - 16) as f32
    };
    (nearest - 1..=nearest + 1).filter(|version| (1..=40).contains(version)).map(score).fold(f32::MIN, f32::max)
}

/// The same for finders in pixels of the picture.
pub(super) fn timing(pyramid: &Pyramid<'_>, one: &Finder, two: &Finder, turn: f32) -> f32 {
    let level = Pyramid::level_for(one.narrow.min(two.narrow));
    let scale = 1.0 / (1u32 << level) as f32;
    timing_between(pyramid.plane(level), &one.scaled(scale), &two.scaled(scale), turn).max(0.0)
}

/// How much three finders resemble finders along the code's own directions: 0 for chance, 1 for each as printed.
pub(super) fn resemblance(pyramid: &Pyramid<'_>, three: [&Finder; 3]) -> f32 {
    let narrow = three.iter().map(|f| f.narrow).fold(f32::MAX, f32::min);
    let level = Pyramid::level_for(narrow);
    let (plane, scale) = (pyramid.plane(level), 1.0 / (1u32 << level) as f32);
    let three = three.map(|f| f.scaled(scale));
    let [corner, right, down] = &three;
    let unit = |to: &Finder| {
        let (dx, dy) = (to.x - corner.x, to.y - corner.y);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        (dx / length, dy / length)
    };
    let (across, along) = (unit(right), unit(down));
    let of = |finder: &Finder| {
        // Seen from aside, one side is shorter than the other.
        let shapes = [(1.0, 1.0), (1.3, 0.77), (0.77, 1.3), (1.7, 0.59), (0.59, 1.7)];
        let mut best = 0.0f32;
        for (wide, high) in shapes {
            best = best.max(likeness(|u, v| {
                let (u, v) = (u * finder.module * wide, v * finder.module * high);
                let luma = plane.luma_at(finder.x + across.0 * u + along.0 * v, finder.y + across.1 * u + along.1 * v);
                if finder.inverted { 255.0 - luma } else { luma }
            }));
            if best > ENOUGH_LIKENESS {
                break;
            }
        }
        best
    };
    let mut least = 1.0f32;
    for finder in &three {
        least = least.min(of(finder));
        if least < LEAST_LIKENESS {
            break;
        }
    }
    least
}

/// Gives codes' finders (top left, top right, bottom left) that two finders and the picture make likely; all in pixels of
/// the picture.
pub(super) fn third(pyramid: &Pyramid<'_>, one: &Finder, two: &Finder) -> Vec<[Finder; 3]> {
    let mut found = Vec::new();
    let (small, large) = if one.module < two.module { (one, two) } else { (two, one) };
    let apart = (one.x - two.x).hypot(one.y - two.y);
    let alike = one.inverted == two.inverted && large.module < 1.7 * small.module;
    if !alike || apart < 9.0 * small.module || apart > 180.0 * small.module {
        return found;
    }
    let level = Pyramid::level_for(small.module);
    let (plane, scale) = (pyramid.plane(level), (1u32 << level) as f32);
    let [one, two] = [one, two].map(|f| f.scaled(1.0 / scale));
    let (dx, dy) = (two.x - one.x, two.y - one.y);
    for turn in [1.0f32, -1.0] {
        if timing_between(plane, &one, &two, turn) < LEAST_TIMING {
            continue;
        }
        let inwards = Point { x: -dy * turn, y: dx * turn };
        // The third finder stands before either of the two.
        for (corner, other) in [(&one, &two), (&two, &one)] {
            let Some(third) = find_near(plane, corner, inwards) else { continue };
            // Clockwise from the corner's right to its down.
            let (ox, oy) = (other.x - corner.x, other.y - corner.y);
            let clockwise = ox * (third.y - corner.y) - oy * (third.x - corner.x) > 0.0;
            let three = if clockwise { [*corner, *other, third] } else { [*corner, third, *other] };
            found.push(three.map(|f| f.scaled(scale)));
        }
    }
    found
}

/// Looks for a finder at a distance from another, a quarter of the way around.
fn find_near(plane: Plane<'_>, corner: &Finder, away: Point) -> Option<Finder> {
    let length = away.x.hypot(away.y).max(1.0);
    let module = corner.module;
    let (ux, uy) = (away.x / length * module, away.y / length * module);
    let at = |u: f32, v: f32| Point { x: corner.x + away.x + ux * u - uy * v, y: corner.y + away.y + uy * u + ux * v };
    let reach = (length / module * 0.3).min(8.0);
    let luma = |u: f32, v: f32| {
        let p = at(u, v);
        let luma = plane.luma_at(p.x, p.y);
        if corner.inverted { 255.0 - luma } else { luma }
    };
    // Places are compared whole modules apart, so that what one place has met the next one meets again.
    let steps = reach as i32;
    let around = -steps - 4..=steps + 4;
    let across = 2 * (steps + 4) + 1;
    let patch: Vec<f32> = around
        .clone()
        .flat_map(|j| around.clone().map(move |i| (i, j)))
        .map(|(i, j)| luma(i as f32, j as f32))
        .collect();
    let mut best = (LEAST_LIKENESS, 0.0, 0.0);
    for j in -steps..=steps {
        for i in -steps..=steps {
            if !plane.holds(at(i as f32, j as f32)) {
                continue;
            }
            let middle = (j + steps + 4) * across + i + steps + 4;
            let score = likeness(|du, dv| patch[(middle + dv as i32 * across + du as i32) as usize]);
            if score > best.0 {
                best = (score, i as f32, j as f32);
            }
        }
    }
    let (mid_u, mid_v) = (best.1, best.2);
    for j in -3i8..=3 {
        for i in -3i8..=3 {
            let (u, v) = (mid_u + f32::from(i) * 0.25, mid_v + f32::from(j) * 0.25);
            if !plane.holds(at(u, v)) {
                continue;
            }
            let score = likeness(|du, dv| luma(u + du, v + dv));
            if score > best.0 {
                best = (score, u, v);
            }
        }
    }
    if best.0 <= LEAST_LIKENESS {
        return None;
    }
    let Point { x, y } = at(best.1, best.2);
    Some(Finder { x, y, ..*corner })
}

/// The correlation of lumas around a middle with a finder: dark middle, light ring, dark ring, light around.
fn likeness(luma: impl Fn(f32, f32) -> f32) -> f32 {
    compare(luma).1
}

/// How much lighter the light places of a finder are than its dark ones, and their correlation with a printed one's.
pub(super) fn compare(luma: impl Fn(f32, f32) -> f32) -> (f32, f32) {
    const AROUND: [(f32, f32); 8] =
        [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (-1.0, 1.0), (-1.0, 0.0), (-1.0, -1.0), (0.0, -1.0), (1.0, -1.0)];
    let (mut dark, mut light, mut squares) = (0.0f32, 0.0f32, 0.0f32);
    for (ring, is_dark) in [(1.0f32, true), (2.0, false), (3.0, true), (4.0, false)] {
        for (u, v) in AROUND {
            let value = luma(u * ring, v * ring);
            squares += value * value;
            if is_dark { dark += value } else { light += value }
        }
    }
    let mean = (dark + light) / 32.0;
    let spread = (squares / 32.0 - mean * mean).max(0.0).sqrt();
    let lift = (light - dark) / 32.0;
    (lift, if spread < 3.0 { 0.0 } else { lift / spread })
}
