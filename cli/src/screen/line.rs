//! Lines of text on their grounds, and pages of them.

use ashyq_core::words::look::Look;

use super::{paint::Paint, text};

/// What a text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The fill of a status.
    Status(Look),
    /// White, as paper is.
    Paper,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    pub(super) ground: Option<Ground>,
    pub(super) bold: bool,
    pub(super) quiet: bool,
}

impl Ink {
    /// As text is.
    pub const PLAIN: Self = Self { ground: None, bold: false, quiet: false };
    /// To be seen first.
    pub const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    /// To be seen last.
    pub const QUIET: Self = Self { quiet: true, ..Self::PLAIN };

    /// On a ground.
    pub const fn on(ground: Ground) -> Self {
        Self { ground: Some(ground), ..Self::PLAIN }
    }

    /// The same, bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// One line: texts beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(Vec<(String, Ink)>);

impl Line {
    /// A line of one text.
    pub fn of(text: impl Into<String>, ink: Ink) -> Self {
        Self(vec![(text.into(), ink)])
    }

    /// The line with a text after it.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>, ink: Ink) -> Self {
        self.0.push((text.into(), ink));
        self
    }

    /// The line with another after it.
    #[must_use]
    pub fn join(mut self, other: Line) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The width, in columns.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(text, _)| text::width(text)).sum()
    }

    /// The line made as wide as this, from the left.
    #[must_use]
    pub fn fill(self, width: usize, ink: Ink) -> Self {
        let missing = width.saturating_sub(self.width());
        self.then(" ".repeat(missing), ink)
    }

    /// The line made as wide as this, in the middle.
    #[must_use]
    pub fn centre(self, width: usize, ink: Ink) -> Self {
        let missing = width.saturating_sub(self.width());
        Self::of(" ".repeat(missing / 2), ink).join(self).then(" ".repeat(missing - missing / 2), ink)
    }

    /// The line broken where it is too wide: its last text wraps under itself.
    pub(super) fn wrap(&self, width: usize) -> Vec<Self> {
        let Some(((last, ink), before)) = self.0.split_last() else { return vec![Self::default()] };
        let indent: usize = before.iter().map(|(text, _)| text::width(text)).sum();
        let mut lines = Vec::new();
        for part in text::wrap(last, width.saturating_sub(indent)) {
            let start = if lines.is_empty() { Self(before.to_vec()) } else { Self::of(" ".repeat(indent), Ink::PLAIN) };
            lines.push(start.then(part, *ink));
        }
        lines
    }

    fn write(&self, paint: Paint, out: &mut String) {
        let blank_end = self.0.iter().rposition(|(text, ink)| ink.ground.is_some() || !text.trim().is_empty());
        let shown = blank_end.map_or(0, |last| last + 1);
        for (at, (text, ink)) in self.0.iter().take(shown).enumerate() {
            let last = at + 1 == shown && (ink.ground.is_none() || paint == Paint::None);
            paint.write(*ink, if last { text.trim_end_matches(' ') } else { text }, out);
        }
    }
}

/// Lines below each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(Vec<Line>);

impl Page {
    /// Adds a line.
    pub fn line(&mut self, line: Line) {
        self.0.push(line);
    }

    /// Adds a line without text.
    pub fn blank(&mut self) {
        self.0.push(Line::default());
    }

    /// Adds a text, wrapped into as many lines as it needs.
    pub fn wrapped(&mut self, width: usize, text: &str, ink: Ink) {
        self.0.extend(text::wrap(text, width).into_iter().map(|part| Line::of(part, ink)));
    }

    /// Adds a text behind a mark; the lines that follow stand under the text, not under the mark.
    pub fn item(&mut self, width: usize, mark: Line, text: &str, ink: Ink) {
        let indent = mark.width();
        let mut mark = Some(mark);
        for part in text::wrap(text, width.saturating_sub(indent)) {
            let start = mark.take().unwrap_or_else(|| Line::of(" ".repeat(indent), Ink::PLAIN));
            self.0.push(start.then(part, ink));
        }
    }

    /// Adds the lines of another page.
    pub fn append(&mut self, other: Page) {
        self.0.extend(other.0);
    }

    /// The page with another to its right, which begins this many columns from the left.
    #[must_use]
    pub fn beside(self, right: &Page, column: usize) -> Page {
        let height = self.0.len().max(right.0.len());
        let at = |page: &Page, row: usize| page.0.get(row).cloned().unwrap_or_default();
        let lines = (0..height).map(|row| at(&self, row).fill(column, Ink::PLAIN).join(at(right, row)));
        Page(lines.collect())
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.0
    }

    /// The page as text, each line with its end.
    pub fn show(&self, paint: Paint) -> String {
        let mut out = String::new();
        for line in &self.0 {
            line.write(paint, &mut out);
            // A text without ink may still end in blanks.
            if paint == Paint::None {
                out.truncate(out.trim_end_matches(' ').len());
            }
            out.push('\n');
        }
        out
    }
}

impl From<Vec<Line>> for Page {
    fn from(lines: Vec<Line>) -> Self {
        Self(lines)
    }
}
