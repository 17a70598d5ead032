//! Three finders that may belong to one code: alike in size, at a right angle, seen from anywhere in front.

use super::finder::Finder;

/// Only this many finders, those that most rows crossed, are combined: a bound on the number of triples.
const MOST_COMBINED: usize = 56;
/// Only this many triples are tried, the likeliest first.
const MOST_GROUPS: usize = 100;

/// Three finders in a code's order, as indices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// Top left, top right, bottom left.
    pub(super) three: [usize; 3],
    /// How unlikely: 0 is a perfect square seen from the front.
    pub(super) unlikely: f32,
}

/// Combines finders to groups, the likeliest first.
pub(super) fn combine(finders: &[Finder]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..finders.len()).collect();
    // A finder is crossed by three modules of rows: fewer are chance.
    let solid = |i: &usize| finders[*i].rows / finders[*i].module.max(1.0);
    order.sort_by(|a, b| solid(b).total_cmp(&solid(a)));
    order.truncate(MOST_COMBINED);
    order.sort_by(|&a, &b| finders[a].module.total_cmp(&finders[b].module));

    let mut groups: Vec<Group> = Vec::new();
    let mut most = f32::MAX;
    for (i, &a) in order.iter().enumerate() {
        for (j, &b) in order.iter().enumerate().skip(i + 1) {
            if finders[b].module > 2.6 * finders[a].module {
                break;
            }
            for &c in &order[j + 1..] {
                if finders[c].module > 2.6 * finders[a].module {
                    break;
                }
                groups.extend(as_groups(finders, [a, b, c]).filter(|group| group.unlikely < most));
            }
            // A wall of finders has ten thousands of groups: the likeliest are enough, and little memory.
            if groups.len() > 10 * MOST_GROUPS {
                keep_likeliest(&mut groups);
                most = groups[MOST_GROUPS - 1].unlikely;
            }
        }
    }
    keep_likeliest(&mut groups);
    groups
}

fn keep_likeliest(groups: &mut Vec<Group>) {
    groups.sort_by(|a, b| a.unlikely.total_cmp(&b.unlikely));
    groups.truncate(MOST_GROUPS);
}

/// The ways in which three finders may be one code's: mostly one, but seen from far aside the longest side may not be the
/// one that lies opposite to the corner.
fn as_groups(finders: &[Finder], three: [usize; 3]) -> impl Iterator<Item = Group> {
    let [a, b, c] = three.map(|i| &finders[i]);
    let sides = [apart(b, c), apart(c, a), apart(a, b)];
    let longest = sides.iter().fold(0.0f32, |most, &side| most.max(side));
    let alike = a.inverted == b.inverted && b.inverted == c.inverted;
    let ways = [three, [three[1], three[2], three[0]], [three[2], three[0], three[1]]];
    ways.into_iter().zip(sides).filter_map(move |(way, side)| {
        (alike && side > 0.8 * longest).then(|| as_group(finders, way, longest / side - 1.0)).flatten()
    })
}

fn apart(one: &Finder, two: &Finder) -> f32 {
    // A root is several times as fast as `hypot`, which minds overflow.
    ((one.x - two.x).powi(2) + (one.y - two.y).powi(2)).sqrt()
}

fn as_group(finders: &[Finder], three: [usize; 3], shorter: f32) -> Option<Group> {
    let [corner, one, two] = three;
    let [at, right, down] = [corner, one, two].map(|i| &finders[i]);
    let (first, second) = (apart(at, right), apart(at, down));
    let module = (at.module + right.module + down.module) / 3.0;
    // Version 1 has 14 modules from centre to centre, version 40 has 170; allow for perspective.
    let modules = first.max(second) / module;
    if !(9.0..=240.0).contains(&modules) || first.min(second) < 5.0 * module {
        return None;
    }
    let (ux, uy, vx, vy) = (right.x - at.x, right.y - at.y, down.x - at.x, down.y - at.y);
    let cosine = (ux * vx + uy * vy) / (first * second);
    let turn = ux * vy - uy * vx;
    let legs = first.max(second) / first.min(second);
    if cosine.abs() > 0.85 || legs > 4.0 {
        return None;
    }
    let largest = at.module.max(right.module).max(down.module);
    let sizes = largest / at.module.min(right.module).min(down.module);
    let unlikely = cosine.abs() * 1.5 + (legs - 1.0) + (sizes - 1.0) * 1.5 + modules / 150.0 + shorter * 4.0;
    // Rows go down: with the code's right to our right, the turn from right to down is positive.
    let (top_right, bottom_left) = if turn > 0.0 { (one, two) } else { (two, one) };
    Some(Group { three: [corner, top_right, bottom_left], unlikely })
}
