//! A table whose cells wrap.

use super::{
    View,
    line::{Ink, Line, Page},
    text,
};

/// Draws a table: a heading row and rows of cells, each a mark and a text. Columns share the width as they need it.
pub fn table(view: &View, head: &[String], rows: &[Vec<Line>]) -> Page {
    let columns = head.len();
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(Line::width);
        cells.chain(head.get(at).map(|head| text::width(head))).max().unwrap_or(0)
    };
    let gaps = 2 * columns.saturating_sub(1);
    let mut widths: Vec<usize> = (0..columns).map(longest).collect();
    while widths.iter().sum::<usize>() + gaps > view.width {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 4 => *widest -= 1,
            _ => break,
        }
    }
    let mut page = Page::default();
    let heads: Vec<Vec<Line>> = head
        .iter()
        .zip(&widths)
        .map(|(head, width)| text::wrap(head, *width).into_iter().map(|line| Line::of(line, Ink::BOLD)).collect())
        .collect();
    row(&heads, &widths, &mut page);
    let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  ");
    page.line(Line::of(rule, Ink::QUIET));
    for cells in rows {
        let cells: Vec<Vec<Line>> = cells.iter().zip(&widths).map(|(cell, width)| cell.wrap(*width)).collect();
        row(&cells, &widths, &mut page);
    }
    page
}

fn row(cells: &[Vec<Line>], widths: &[usize], page: &mut Page) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = Line::default();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let gap = if column == 0 { "" } else { "  " };
            line = line.then(gap, Ink::PLAIN).join(cell.get(at).cloned().unwrap_or_default().fill(*width, Ink::PLAIN));
        }
        page.line(line);
    }
}
