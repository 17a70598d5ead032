//! Makes an enum whose every entry has its text in Kazakh, Russian and English beside each other.

/// Entries are written as in the core's words: a line that says what the text is for, a name, then `kk`, `ru`, `en`.
macro_rules! side_by_side {
    ($(#[$about:meta])* $name:ident {
        $( $(#[$purpose:meta])* $word:ident kk $kk:literal ru $ru:literal en $en:literal; )*
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$purpose])* $word, )* }

        impl $name {
            /// Every entry.
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[ $( Self::$word, )* ];

            /// The text in a language, its placeholders unfilled.
            pub fn say(self, language: ashyq_core::words::Language) -> &'static str {
                match self { $( Self::$word => [$kk, $ru, $en][language as usize], )* }
            }

            /// The text with its placeholders filled.
            pub fn fill(self, language: ashyq_core::words::Language, values: &[(&str, &str)]) -> String {
                ashyq_core::words::fill(self.say(language), values)
            }
        }
    };
}

/// What holds for every such table.
#[cfg(test)]
pub(crate) fn is_a_good_entry(texts: [&str; 3]) {
    let names = |text: &str| {
        let mut names: Vec<String> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect();
        names.sort();
        names
    };
    assert!(texts.iter().all(|text| !text.is_empty() && !text.contains('!')), "{texts:?}");
    assert!(texts.iter().all(|text| names(text) == names(texts[0])), "{texts:?}");
}
