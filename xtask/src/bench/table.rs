//! A table of figures with their goals.

use std::fmt;

/// What a figure must be.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// At least that.
    Least(f64),
    /// At most that.
    Most(f64),
}

/// A figure.
pub(crate) struct Figure {
    pub(crate) key: &'static str,
    pub(crate) what: &'static str,
    pub(crate) goal: Goal,
    pub(crate) measured: f64,
}

/// Figures, one a line.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Figure>,
    /// What has no goal and goes into the file only.
    pub(crate) rest: Vec<(String, f64)>,
}

impl Figure {
    fn is_reached(&self) -> bool {
        match self.goal {
            Goal::Least(least) => self.measured >= least,
            Goal::Most(most) => self.measured <= most,
        }
    }
}

impl Table {
    /// How many figures fall short of their goals.
    pub(crate) fn short(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_reached()).count()
    }

    /// The figures as one flat object.
    pub(crate) fn json(&self) -> String {
        let rows = self.rows.iter().map(|row| (row.key, row.measured));
        let all = rows.chain(self.rest.iter().map(|(key, value)| (key.as_str(), *value)));
        let lines: Vec<String> = all.map(|(key, value)| format!("  \"{key}\": {value:.3}")).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wide =
            |of: fn(&Figure) -> &'static str| self.rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
        let (key, what) = (wide(|row| row.key), wide(|row| row.what));
        writeln!(f, "{:key$}  {:what$}  {:>9}  {:>7}", "key", "what", "measured", "goal")?;
        for row in &self.rows {
            let goal = match row.goal {
                Goal::Least(least) => format!("≥ {least}"),
                Goal::Most(most) => format!("≤ {most}"),
            };
            let places = if row.measured.abs() < 1.0 { 3 } else { 2 };
            let judged = if row.is_reached() { "ok" } else { "short" };
            writeln!(f, "{:key$}  {:what$}  {:>9.places$}  {goal:>7}  {judged}", row.key, row.what, row.measured)?;
        }
        Ok(())
    }
}
