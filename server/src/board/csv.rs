//! Comma-separated values (RFC 4180) that no spreadsheet takes for anything but values.

use std::borrow::Cow;

/// Says that the text is UTF-8: spreadsheets guess otherwise.
pub(super) const MARK: &str = "\u{feff}";

/// With these a spreadsheet's formula may begin (OWASP ASVS 5.0, 1.2.10), in their full width too.
const BEGIN_A_FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// Adds a line.
pub(super) fn line(out: &mut String, cells: &[Cow<'_, str>]) {
    for (at, value) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, value);
    }
    out.push_str("\r\n");
}

/// Adds a cell: quoted unless it is plain, and never the beginning of a formula.
fn cell(out: &mut String, value: &str) {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ':' | '-' | '.' | '_');
    let formula = value.trim_start().starts_with(BEGIN_A_FORMULA) || value.starts_with(BEGIN_A_FORMULA);
    if value.chars().all(plain) && !formula {
        return out.push_str(value);
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    for letter in value.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads what RFC 4180 says, and nothing else.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut lines, mut cells, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                '\r' if !quoted && letters.peek() == Some(&'\n') => {
                    letters.next();
                    cells.push(std::mem::take(&mut cell));
                    lines.push(std::mem::take(&mut cells));
                }
                letter => cell.push(letter),
            }
        }
        assert!(!quoted && cell.is_empty() && cells.is_empty());
        lines
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just(String::from("=1+1")),
            Just(String::from("\",\r\n")),
            Just(String::from("＝HYPERLINK(\"x\")")),
            Just(String::from(" \u{a0}\t")),
            any::<String>(),
            "[-+@=\t\0a-z;,\"]{0,8}",
        ];
        prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_cell_begins_a_formula_and_every_cell_comes_back(rows in prop::collection::vec(prop::collection::vec(texts(), 1..5), 1..4)) {
            let mut text = String::new();
            for row in &rows {
                line(&mut text, &row.iter().map(|cell| Cow::from(cell.as_str())).collect::<Vec<_>>());
            }
            let found = read(&text);
            prop_assert_eq!(found.len(), rows.len());
            for (found, row) in found.iter().zip(&rows) {
                prop_assert_eq!(found.len(), row.len());
                for (found, cell) in found.iter().zip(row) {
                    prop_assert!(!found.trim_start().starts_with(BEGIN_A_FORMULA) && !found.starts_with(BEGIN_A_FORMULA));
                    prop_assert!(found == cell || found.strip_prefix('\'') == Some(cell));
                }
            }
        }
    }

    #[test]
    fn a_name_is_quoted_where_some_country_would_part_it() {
        let mut text = String::new();
        line(&mut text, &["Дүкен; =1+1".into(), "-5".into(), "2026-11-22".into(), "a\"b".into()]);
        assert_eq!(text, "\"Дүкен; =1+1\",\"'-5\",2026-11-22,\"a\"\"b\"\r\n");
    }
}
