//! What stands around a result: the fill, the heavy border of a refusal, the hatching of a test, the dashes of no network.

use ashyq_core::words::look::Look;

use super::{
    line::{Ground, Ink, Line},
    paint::Paint,
    text,
};

/// Columns that the fill takes from a line, on both sides together.
pub(super) const FILL: usize = 6;
/// Columns that a border takes.
pub(super) const BORDER: usize = 2;
/// Columns that the hatching takes.
pub(super) const HATCH: usize = 6;

/// Fills the screen with a status: its colour, or without colours a shade to the edges.
pub(super) fn fill(look: Look, lines: Vec<Line>, width: usize, paint: Paint) -> Vec<Line> {
    let ink = Ink::on(Ground::Status(look));
    let edge = if paint == Paint::None { "░" } else { " " };
    let whole = Line::of(edge.repeat(width), ink);
    let inner = width - FILL;
    let blank = Line::of(" ".repeat(inner), ink);
    let rows = [blank.clone()].into_iter().chain(lines).chain([blank]);
    let side = || Line::of(format!("{} ", edge.repeat(FILL / 2 - 1)), ink);
    let rows = rows.map(|row| side().join(row.fill(inner, ink)).then(format!(" {}", edge.repeat(FILL / 2 - 1)), ink));
    [whole.clone()].into_iter().chain(rows).chain([whole]).collect()
}

/// A heavy border; rows may reach from side to side.
pub(super) fn heavy(lines: Vec<Line>, width: usize) -> Vec<Line> {
    border(lines, width, ["┏", "━", "┓", "┃", "┗", "┛"], Ink::BOLD)
}

/// A dashed border on the grey of what is not known.
pub(super) fn dashed(lines: Vec<Line>, width: usize) -> Vec<Line> {
    border(lines, width, ["┌", "╌", "┐", "╎", "└", "┘"], Ink::on(Ground::Status(Look::UNKNOWN)))
}

fn border(lines: Vec<Line>, width: usize, [tl, across, tr, down, bl, br]: [&str; 6], ink: Ink) -> Vec<Line> {
    let inner = width - BORDER;
    let edge = |left: &str, right: &str| Line::of(format!("{left}{}{right}", across.repeat(inner)), ink);
    let side = || Line::of(down, ink);
    let rows = lines.into_iter().map(|row| side().join(row.fill(inner, Ink { bold: false, ..ink })).join(side()));
    [edge(tl, tr)].into_iter().chain(rows).chain([edge(bl, br)]).collect()
}

/// A browser's window: whose page it is and where it stands, around the page.
pub(super) fn window(title: &str, address: &str, lines: &[Line], width: usize) -> Vec<Line> {
    let ink = Ink::QUIET;
    let title = text::wrap(title, width - 8).swap_remove(0);
    let top = Line::of("╭─ ", ink).then(title, Ink::BOLD);
    let end = if address.is_empty() { "╮".to_owned() } else { format!(" {address} ─╮") };
    let room = width.saturating_sub(top.width() + 1 + text::width(&end));
    let top = top.then(format!(" {}{end}", "─".repeat(room)), ink);
    let row = |line: &Line| Line::of("│ ", ink).join(line.clone().fill(width - 4, Ink::PLAIN)).then(" │", ink);
    let bottom = Line::of(format!("╰{}╯", "─".repeat(width - 2)), ink);
    std::iter::once(top).chain(lines.iter().map(row)).chain([bottom]).collect()
}

/// Diagonal hatching with a word on all four sides.
pub(super) fn hatch(lines: Vec<Line>, width: usize, word: &str) -> Vec<Line> {
    let side = HATCH / 2;
    let bar = || {
        let room = width.saturating_sub(text::width(word) + 2);
        let (left, right) = (room / 2, room - room / 2);
        Line::of("╱".repeat(left), Ink::PLAIN).then(format!(" {word} "), Ink::BOLD).then("╱".repeat(right), Ink::PLAIN)
    };
    let letters: Vec<char> = word.chars().collect();
    // Every second row, so that the word is read down the side.
    let first = lines.len().saturating_sub(2 * letters.len() - 1) / 2;
    let letter = |row: usize| {
        let at = row.checked_sub(first).filter(|at| at % 2 == 0)?;
        letters.get(at / 2)
    };
    let edge = |row: usize| match letter(row) {
        Some(letter) => Line::of(" ", Ink::PLAIN).then(letter.to_string(), Ink::BOLD).then(" ", Ink::PLAIN),
        None => Line::of("╱".repeat(side), Ink::PLAIN),
    };
    let inner = width - HATCH;
    let rows: Vec<Line> = lines
        .into_iter()
        .enumerate()
        .map(|(row, line)| edge(row).join(line.fill(inner, Ink::PLAIN)).join(edge(row)))
        .collect();
    [bar()].into_iter().chain(rows).chain([bar()]).collect()
}
