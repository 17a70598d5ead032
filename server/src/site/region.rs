//! The regions, as an application names them.

use ashyq_core::{decision::Region, words::Word};

/// Every region, by the first two digits of its KATO code.
pub(super) const ALL: [(u8, Word); 20] = [
    (10, Word::Abai),
    (11, Word::Akmola),
    (15, Word::Aktobe),
    (19, Word::AlmatyRegion),
    (23, Word::Atyrau),
    (27, Word::WestKazakhstan),
    (31, Word::Zhambyl),
    (33, Word::Zhetisu),
    (35, Word::Karaganda),
    (39, Word::Kostanay),
    (43, Word::Kyzylorda),
    (47, Word::Mangystau),
    (55, Word::Pavlodar),
    (59, Word::NorthKazakhstan),
    (61, Word::Turkistan),
    (62, Word::Ulytau),
    (63, Word::EastKazakhstan),
    (71, Word::Astana),
    (75, Word::Almaty),
    (79, Word::Shymkent),
];

/// What a region is called.
pub(super) fn word(region: Region) -> Option<Word> {
    ALL.iter().find(|(code, _)| *code == region.kato()).map(|(_, word)| *word)
}
