//! Widths of text in columns, and lines that fit.

use unicode_width::UnicodeWidthStr;

/// The width of a text, in columns.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most this many columns, between words where it can.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut lines = vec![String::new()];
    // A dash stays with the word before it: no line begins with one.
    for word in words(text) {
        let mut rest = word;
        loop {
            let line = lines.last().map_or(0, |line| width(line));
            let room = most.saturating_sub(line + usize::from(line > 0));
            let Some(last) = lines.last_mut() else { break };
            if width(rest) <= room {
                if line > 0 {
                    last.push(' ');
                }
                last.push_str(rest);
                break;
            }
            if line > 0 {
                lines.push(String::new());
                continue;
            }
            let cut = cut(rest, most);
            last.push_str(&rest[..cut]);
            rest = &rest[cut..];
            lines.push(String::new());
        }
    }
    lines
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(' ').unwrap_or(rest.len());
        let dash = ["– ", "- ", "· "]
            .into_iter()
            .find(|dash| rest[end..].strip_prefix(' ').is_some_and(|r| r.starts_with(dash)));
        let end = dash.map_or(end, |dash| end + dash.len());
        let (word, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(word)
    })
}

/// Where a word that is wider than a whole line is cut.
fn cut(word: &str, most: usize) -> usize {
    let ends = word.char_indices().map(|(at, character)| at + character.len_utf8());
    let fits = ends.take_while(|end| width(&word[..*end]) <= most).last();
    fits.unwrap_or_else(|| word.chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_every_line_fits() {
        let text = "Бұл құрылғы есептік жазбаңызда жаңа – келісім беріңіз.";
        let lines = wrap(text, 20);
        assert!(lines.iter().all(|line| width(line) <= 20 && !line.starts_with('–')), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("ab cdefgh", 4), ["ab", "cdef", "gh"]);
    }
}
