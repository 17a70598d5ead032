//! From three finders to a text: one way after the other, the cheapest first, until every block decodes.

use super::bend::Borders;
use super::budget::Budget;
use super::corners::{self, Corners};
use super::decode::{self, Decoder, Unread};
use super::finder::Finder;
use super::frame::{Plane, Point};
use super::grid::{self, Grid};
use super::pyramid::Pyramid;
use super::sample::{Manner, Samples};
use super::seen::{ForeignKind, Prefixes, What};
use super::segments::Content;
use super::steps::{Step, Steps};

/// A grid whose timing patterns fit worse is none.
const LEAST_TIMING: f32 = 0.25;
/// So many sizes are tried for three finders.
const MOST_SIZES: usize = 2;
/// How well both must fit together for a grid to be sampled: chance gives about 1, bent paper not much more.
const LIKELY: f32 = 0.9;
/// How well timing patterns and format must fit together for a grid to be worth more work.
const SURE: f32 = 0.95;
/// A format or timing patterns that fit better than this are no chance.
const SURE_FORMAT: f32 = 0.85;
const SURE_TIMING: f32 = 0.6;
/// Where borders lie so far off, in modules, it is chance that there are any.
const CHANCE: f32 = 0.2;
/// So many modules, in one look, get a bend where they may be chance, and where they are surely a code.
const WORK: usize = 4_000;
const SURE_WORK: usize = 7_000;

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    pub(super) content: Content,
    /// Clockwise from the code's top left, in pixels of the plane.
    pub(super) outline: [Point; 4],
}

impl Code {
    /// What it is: a part of a text that is spread over several codes is nobody's.
    pub(super) fn what(&self, prefixes: &Prefixes) -> What {
        if self.content.part.is_some_and(|part| part.of > 1) {
            return What::Foreign(ForeignKind::Part);
        }
        prefixes.tell(&self.content.bytes)
    }
}

/// Signs of a code that could not be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    pub(super) outline: [Point; 4],
    /// The width of a module, in pixels of the plane.
    pub(super) module: f32,
    /// How well its timing patterns alternate, 0 to 1.
    pub(super) timing: f32,
}

/// The memory of reading, kept from code to code.
#[derive(Default)]
pub(super) struct Reader {
    samples: Samples,
    borders: Borders,
    decoder: Decoder,
    pub(super) steps: Steps,
    /// Modules that may still be bent, and those of grids that are surely codes.
    work: usize,
    sure_work: usize,
}

impl Reader {
    /// Begins a look.
    pub(super) fn begin(&mut self) {
        self.work = WORK;
        self.sure_work = SURE_WORK;
    }

    /// Reads the code of three finders (top left, top right, bottom left), in pixels of the picture.
    pub(super) fn read(
        &mut self,
        pyramid: &Pyramid<'_>,
        finders: [&Finder; 3],
        budget: &Budget<'_>,
    ) -> Result<Code, Option<Evidence>> {
        let narrow = finders.iter().map(|f| f.narrow).fold(f32::MAX, f32::min);
        let level = Pyramid::level_for(narrow);
        let plane = pyramid.plane(level);
        let scale = (1u32 << level) as f32;
        let finders = finders.map(|f| f.scaled(1.0 / scale));
        let [a, b, c] = &finders;
        let unit = |from: &Finder, to: &Finder| {
            let length = (to.x - from.x).hypot(to.y - from.y).max(1.0);
            Point { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
        };
        let (right, down) = (unit(a, b), unit(a, c));
        let corners = finders.map(|finder| corners::measure(plane, &finder, right, down));
        let mut evidence: Option<Evidence> = None;
        let back = |outline: [Point; 4]| outline.map(|p| Point { x: p.x * scale, y: p.y * scale });
        let mut tries = 0;
        for mut grid in grid::lay(plane, &corners, a.inverted) {
            if grid.timing < LEAST_TIMING || tries == MOST_SIZES || budget.is_spent() {
                continue;
            }
            tries += 1;
            // Beside the finders any grid is right: what shows no format there is none, before it is aligned and sampled.
            let format = format_fit(plane, &grid, &corners);
            if grid.timing + format < LIKELY {
                self.note(&grid, scale, format, false, "unlikely");
                continue;
            }
            let read = self.read_grid(plane, &mut grid, budget);
            self.note(&grid, scale, format, true, if read.is_some() { "read" } else { "unread" });
            if let Some(content) = read {
                return Ok(Code { content, outline: back(grid.outline()) });
            }
            if evidence.is_none_or(|known| known.timing < grid.timing) {
                evidence =
                    Some(Evidence { outline: back(grid.outline()), module: grid.module * scale, timing: grid.timing });
            }
        }
        Err(evidence)
    }

    fn read_grid(&mut self, plane: Plane<'_>, grid: &mut Grid, budget: &Budget<'_>) -> Option<Content> {
        grid.align(plane);
        self.samples.take(plane, grid);
        let unread = match self.judge(grid.side, Manner::Mean) {
            Ok(content) => return Some(content),
            Err(unread) => unread,
        };
        let format = if let Unread::Damaged(fit) = unread { fit } else { 0.0 };
        if grid.timing + format < SURE {
            return None;
        }
        // What is surely a code is worth a bend that grows from its finders; anything else only a simple one.
        let all = grid.side;
        let sure = format > SURE_FORMAT || grid.timing > SURE_TIMING;
        let work = if sure { &mut self.sure_work } else { &mut self.work };
        if *work == 0 {
            return None;
        }
        *work = work.saturating_sub(grid.side * grid.side);
        if sure && grid.bend.is_none() && grid.follow_timing(plane) {
            self.samples.take(plane, grid);
            for again in [true, false] {
                if let Ok(content) = self.judge(grid.side, Manner::Mean) {
                    return Some(content);
                }
                if again {
                    self.borders.bend(grid, plane, &self.samples, (3, all));
                    self.samples.take(plane, grid);
                }
            }
            // A reflection may have led astray.
            grid.bend = None;
            self.samples.take(plane, grid);
            self.samples.judge(grid.side, Manner::Mean);
        }
        let steps: &[(usize, usize)] = if sure && grid.bend.is_some() {
            // Alignment or timing patterns have shown the bend already.
            &[(3, all), (3, all), (3, all)]
        } else if sure {
            &[(2, 6), (3, 11), (3, 16), (3, all), (3, all)]
        } else {
            &[(2, all), (3, all)]
        };
        for (i, &step) in steps.iter().enumerate() {
            if budget.is_spent() {
                return None;
            }
            match self.borders.bend(grid, plane, &self.samples, step) {
                // Too few borders so near to what is sure: farther out there are more.
                None if sure => continue,
                None => return None,
                Some(left) if !sure && left > CHANCE => return None,
                Some(_) => {}
            }
            self.samples.take(plane, grid);
            if step.1 < all && i < 2 {
                self.samples.judge(grid.side, Manner::Mean);
            } else if let Ok(content) = self.judge(grid.side, Manner::Mean) {
                return Some(content);
            }
        }
        [Manner::Middle, Manner::Sharpened].into_iter().find_map(|manner| self.judge(grid.side, manner).ok())
    }

    /// Writes down what came of a grid.
    fn note(&mut self, grid: &Grid, scale: f32, format: f32, was_sampled: bool, came: &'static str) {
        let Reader { samples: Samples { lightness, .. }, steps, .. } = self;
        steps.add(|| {
            let up = |p: Point| Point { x: p.x * scale, y: p.y * scale };
            let side = grid.side;
            let middle = |i: usize| up(grid.map((i % side) as f32 + 0.5, (i / side) as f32 + 0.5));
            let modules = if was_sampled { lightness.as_slice() } else { &[] };
            Step::Grid {
                outline: grid.outline().map(up),
                side,
                timing: grid.timing,
                format,
                modules: modules.iter().enumerate().map(|(i, &light)| (middle(i), light)).collect(),
                came,
            }
        });
    }

    fn judge(&mut self, side: usize, manner: Manner) -> Result<Content, Unread> {
        self.samples.judge(side, manner);
        self.decoder.read(&self.samples.lightness, side)
    }
}

/// How well a format fits beside the finders, dark and light by their own thresholds.
fn format_fit(plane: Plane<'_>, grid: &Grid, corners: &[Corners; 3]) -> f32 {
    let thresholds = corners.each_ref().map(|c| if grid.inverted { 255.0 - c.threshold } else { c.threshold });
    decode::format_fit(grid.side, |x, y| {
        let nearest = if x + 8 >= grid.side { 1 } else { 2 * usize::from(y + 8 >= grid.side) };
        grid.luma(plane, x as f32 + 0.5, y as f32 + 0.5) - thresholds[nearest]
    })
}
