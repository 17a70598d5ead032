//! When two texts are the same: under any of the character sets that a decoder may have guessed.

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// Latin-1 is tried as its superset, as browsers do (WHATWG Encoding).
const ENCODINGS: [&Encoding; 5] = [UTF_8, SHIFT_JIS, WINDOWS_1252, GB18030, BIG5];

/// Whether a decoder's bytes say what is expected: after NFKC, without trailing white space, with any sort of line's end, in
/// whatever character set.
pub(crate) fn same(read: &[u8], expected: &[u8]) -> bool {
    if read == expected {
        return true;
    }
    let (read, expected) = (readings(read), readings(expected));
    read.iter().any(|text| expected.contains(text))
}

/// The texts that bytes may stand for.
fn readings(bytes: &[u8]) -> Vec<String> {
    let decode = |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text =
        |text: std::borrow::Cow<'_, str>| text.nfkc().collect::<String>().replace("\r\n", "\n").trim_end().to_owned();
    let mut texts: Vec<String> = ENCODINGS.iter().filter_map(decode).map(text).collect();
    texts.push(text(bytes.iter().map(|&byte| char::from(byte)).collect()));
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_of_the_character_set_is_not_punished() {
        let table: [(&[u8], &[u8], bool); 9] = [
            ("石積".as_bytes(), b"\x90\xce\x90\xcf", true),
            ("é".as_bytes(), b"\xe9", true),
            ("中文".as_bytes(), b"\xd6\xd0\xce\xc4", true),
            ("中文".as_bytes(), b"\xa4\xa4\xa4\xe5", true),
            ("ＡＢ １".as_bytes(), b"AB 1", true),
            (b"MECARD:N:A;;\r\n", b"MECARD:N:A;;", true),
            (b"BEGIN\r\nEND\r\n", b"BEGIN\nEND\n", true),
            (b"http://a.example/", b"http://a.example", false),
            (b"", b"a", false),
        ];
        for (read, expected, equal) in table {
            assert_eq!(same(read, expected), equal, "{read:?} {expected:?}");
        }
    }
}
