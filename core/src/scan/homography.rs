//! The plane of a code as a camera sees it: eight numbers fitted to what was found.

use super::frame::Point;

/// Carries modules of a code to pixels of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Homography([f64; 9]);

/// A place in modules that was found at a point in pixels, and how much it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) module: (f32, f32),
    pub(super) pixel: Point,
    pub(super) weight: f64,
}

impl Homography {
    /// Fits least squares to at least four ties; `None` where they do not span a plane.
    ///
    /// `modules` is the side of the code and serves to keep the numbers near one.
    pub(super) fn fit(ties: &[Tie], modules: f32) -> Option<Homography> {
        let count = ties.len() as f32;
        if ties.len() < 4 {
            return None;
        }
        let mid_x = ties.iter().map(|t| t.pixel.x).sum::<f32>() / count;
        let mid_y = ties.iter().map(|t| t.pixel.y).sum::<f32>() / count;
        let spread = ties.iter().map(|t| (t.pixel.x - mid_x).abs().max((t.pixel.y - mid_y).abs())).fold(1.0, f32::max);

        let mut normal = [[0f64; 9]; 8];
        for tie in ties {
            let (u, v) = (f64::from(tie.module.0 / modules), f64::from(tie.module.1 / modules));
            let (x, y) = (f64::from((tie.pixel.x - mid_x) / spread), f64::from((tie.pixel.y - mid_y) / spread));
            let rows = [[u, v, 1.0, 0.0, 0.0, 0.0, -u * x, -v * x, x], [0.0, 0.0, 0.0, u, v, 1.0, -u * y, -v * y, y]];
            for row in rows {
                for i in 0..8 {
                    for j in 0..9 {
                        normal[i][j] += tie.weight * row[i] * row[j];
                    }
                }
            }
        }
        let h = solve(normal)?;
        // Back from the small numbers to modules and pixels.
        let (side, spread) = (f64::from(modules), f64::from(spread));
        let (mid_x, mid_y) = (f64::from(mid_x), f64::from(mid_y));
        let (g, k) = (h[6] / side, h[7] / side);
        Some(Homography([
            h[0] / side * spread + mid_x * g,
            h[1] / side * spread + mid_x * k,
            h[2] * spread + mid_x,
            h[3] / side * spread + mid_y * g,
            h[4] / side * spread + mid_y * k,
            h[5] * spread + mid_y,
            g,
            k,
            1.0,
        ]))
    }

    /// The pixel of a place in modules; far outside where the place lies behind the camera.
    pub(super) fn map(&self, u: f32, v: f32) -> Point {
        let row = |i: usize| self.0[i] * f64::from(u) + self.0[i + 1] * f64::from(v) + self.0[i + 2];
        let depth = row(6);
        if depth < 1e-6 {
            return Point { x: -1e9, y: -1e9 };
        }
        let by = 1.0 / depth;
        Point { x: (row(0) * by) as f32, y: (row(3) * by) as f32 }
    }
}

impl Homography {
    /// The place in modules of a pixel; `None` where the plane is seen edgewise.
    pub(super) fn unmap(&self, p: Point) -> Option<(f32, f32)> {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let (x, y) = (f64::from(p.x), f64::from(p.y));
        // Two linear equations: (a - gx) u + (b - hx) v = ix - c, and the same for y.
        let (a, b, c) = (a - g * x, b - h * x, i * x - c);
        let (d, e, f) = (d - g * y, e - h * y, i * y - f);
        let determinant = a * e - b * d;
        (determinant.abs() > 1e-12)
            .then(|| (((c * e - b * f) / determinant) as f32, ((a * f - c * d) / determinant) as f32))
    }
}

/// Gauss's elimination with pivots.
fn solve(mut rows: [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let pivot = (column..8).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        if rows[pivot][column].abs() < 1e-12 {
            return None;
        }
        rows.swap(column, pivot);
        let head = rows[column];
        for row in rows.iter_mut().skip(column + 1) {
            let factor = row[column] / head[column];
            for (value, &above) in row.iter_mut().zip(&head).skip(column) {
                *value -= factor * above;
            }
        }
    }
    let mut solution = [0f64; 8];
    for i in (0..8).rev() {
        let known: f64 = (i + 1..8).map(|j| rows[i][j] * solution[j]).sum();
        solution[i] = (rows[i][8] - known) / rows[i][i];
    }
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}

/// A straight line: the point on it nearest to its points' middle, and its direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) through: Point,
    pub(super) along: Point,
}

impl Line {
    /// Fits a line to points, dropping the one that lies farthest off, twice where there are enough.
    pub(super) fn fit(points: &mut [Point]) -> Option<Line> {
        if points.len() < 3 {
            return None;
        }
        let mut line = Line::through(points);
        let mut count = points.len();
        while count > 4 && count + 2 > points.len() {
            let off = |p: &Point| line.distance(*p);
            let worst = (0..count).max_by(|&a, &b| off(&points[a]).total_cmp(&off(&points[b])))?;
            count -= 1;
            points.swap(worst, count);
            line = Line::through(&points[..count]);
        }
        Some(line)
    }

    fn through(points: &[Point]) -> Line {
        let count = points.len() as f32;
        let x = points.iter().map(|p| p.x).sum::<f32>() / count;
        let y = points.iter().map(|p| p.y).sum::<f32>() / count;
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for p in points {
            xx += (p.x - x) * (p.x - x);
            xy += (p.x - x) * (p.y - y);
            yy += (p.y - y) * (p.y - y);
        }
        let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
        Line { through: Point { x, y }, along: Point { x: angle.cos(), y: angle.sin() } }
    }

    fn distance(&self, p: Point) -> f32 {
        ((p.x - self.through.x) * self.along.y - (p.y - self.through.y) * self.along.x).abs()
    }

    /// Where two lines meet; `None` where they are nearly parallel.
    pub(super) fn meet(&self, other: &Line) -> Option<Point> {
        let cross = self.along.x * other.along.y - self.along.y * other.along.x;
        if cross.abs() < 0.05 {
            return None;
        }
        let (dx, dy) = (other.through.x - self.through.x, other.through.y - self.through.y);
        let t = (dx * other.along.y - dy * other.along.x) / cross;
        Some(Point { x: self.through.x + t * self.along.x, y: self.through.y + t * self.along.y })
    }
}
