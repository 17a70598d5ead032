//! A page of a list: the store is asked for one row more than is shown, which tells whether there is a next page.

/// The rows of a page of at most so many, and behind which one the next begins, where there is one.
pub(crate) fn page<T, K>(mut rows: Vec<T>, longest: i64, key: impl Fn(&T) -> K) -> (Vec<T>, Option<K>) {
    let longest = usize::try_from(longest).unwrap_or(usize::MAX);
    let more = rows.len() > longest;
    rows.truncate(longest);
    let after = rows.last().filter(|_| more).map(key);
    (rows, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_behind_the_last_row_that_is_shown() {
        let of = |rows: &[u8]| page(rows.to_vec(), 2, |row| *row);
        assert_eq!(of(&[]), (vec![], None));
        assert_eq!(of(&[1, 2]), (vec![1, 2], None));
        assert_eq!(of(&[1, 2, 3]), (vec![1, 2], Some(2)));
    }
}
