//! The classification of activities and the venue kind that follows from it.

use std::fmt;

use displaydoc::Display;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The kind of a venue, which the rules speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VenueKind {
    /// Food shops.
    Grocery,
    /// Shops for household goods.
    HouseholdGoods,
    /// Pharmacies.
    Pharmacy,
    /// Restaurants, cafés, canteens.
    Catering,
    /// Cinemas.
    Cinema,
    /// Courses and training centres.
    FurtherEducation,
    /// Shopping centres and department stores.
    ShoppingCentre,
    /// Gyms and pools.
    Sport,
    /// Hairdressers, beauty parlours, baths.
    BeautyAndBaths,
    /// Hotels.
    Hotel,
    /// Sanatoriums.
    Sanatorium,
    /// Airports.
    Airport,
    /// Theatres, museums, libraries.
    Culture,
    /// Entertainment centres.
    Entertainment,
}

impl VenueKind {
    /// Every kind, in the order of the product's table.
    pub const ALL: [Self; 14] = [
        Self::Grocery,
        Self::HouseholdGoods,
        Self::Pharmacy,
        Self::Catering,
        Self::Cinema,
        Self::FurtherEducation,
        Self::ShoppingCentre,
        Self::Sport,
        Self::BeautyAndBaths,
        Self::Hotel,
        Self::Sanatorium,
        Self::Airport,
        Self::Culture,
        Self::Entertainment,
    ];
}

/// An activity code of four digits or more, such as `47.11` or `47.11.1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oked(String);

/// Why a text is no activity code.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
#[displaydoc("an OKED has four to six digits, such as 47.11")]
pub struct OkedError;

impl Oked {
    /// Reads four to six digits, with or without dots.
    pub fn parse(text: &str) -> Result<Self, OkedError> {
        let text = text.trim();
        let digits: String = text.chars().filter(|character| *character != '.').collect();
        let dots_fit = text.len() <= 8 && !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
        let digits_fit = (4..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if dots_fit && digits_fit { Ok(Self(digits)) } else { Err(OkedError) }
    }

    /// Whether the code begins with these digits, written without dots.
    pub fn begins_with(&self, digits: &str) -> bool {
        self.0.starts_with(digits)
    }
}

impl fmt::Display for Oked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (division, rest) = self.0.split_at(2);
        let (class, subclass) = rest.split_at(2);
        write!(f, "{division}.{class}")?;
        if subclass.is_empty() { Ok(()) } else { write!(f, ".{subclass}") }
    }
}

/// The published table of eligible activities: versioned data with a source line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OkedTable {
    /// Counts up with every change.
    pub version: u32,
    /// Where the table comes from.
    pub source: String,
    /// The eligible activities.
    pub rows: Vec<OkedRow>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OkedRow {
    /// An activity code, or its beginning with a star: it covers every code below it.
    pub oked: String,
    /// The venue kind of these activities.
    pub kind: VenueKind,
    /// Whether only an industry association may file for them.
    #[serde(default)]
    pub through_association: bool,
}

impl OkedTable {
    /// The table that ships with this version: sample data until the ministry's own replaces it.
    #[expect(clippy::missing_panics_doc, reason = "the file is part of the program and tested")]
    pub fn version_1() -> Self {
        serde_json::from_str(include_str!("../data/oked-1.json")).expect("data/oked-1.json is tested")
    }

    /// The row of an activity, the longest match winning; `None` where it is not eligible.
    pub fn row(&self, oked: &Oked) -> Option<&OkedRow> {
        self.rows.iter().filter(|row| oked.0.starts_with(&row.prefix())).max_by_key(|row| row.prefix().len())
    }
}

impl OkedRow {
    fn prefix(&self) -> String {
        self.oked.chars().filter(char::is_ascii_digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_gives_its_kind_and_its_neighbours_do_not() {
        let table = OkedTable::version_1();
        for (oked, kind) in [
            ("47.11", Some(VenueKind::Grocery)),
            ("47.11.1", Some(VenueKind::Grocery)),
            ("47.21", Some(VenueKind::Grocery)),
            ("47.29", Some(VenueKind::Grocery)),
            ("47.12", None),
            ("47.30", None),
            ("47.52", Some(VenueKind::HouseholdGoods)),
            ("47.59", Some(VenueKind::HouseholdGoods)),
            ("47.53", None),
            ("47.73", Some(VenueKind::Pharmacy)),
            ("47.74", None),
            ("56.10", Some(VenueKind::Catering)),
            ("56.30", Some(VenueKind::Catering)),
            ("57.10", None),
            ("59.14", Some(VenueKind::Cinema)),
            ("59.13", None),
            ("85.51", Some(VenueKind::FurtherEducation)),
            ("85.59", Some(VenueKind::FurtherEducation)),
            ("85.60", None),
            ("47.19", Some(VenueKind::ShoppingCentre)),
            ("68.20", Some(VenueKind::ShoppingCentre)),
            ("68.10", None),
            ("93.11", Some(VenueKind::Sport)),
            ("93.21", None),
            ("93.29", Some(VenueKind::Entertainment)),
            ("96.02", Some(VenueKind::BeautyAndBaths)),
            ("96.04", Some(VenueKind::BeautyAndBaths)),
            ("96.03", None),
            ("55.10", Some(VenueKind::Hotel)),
            ("55.20", None),
            ("86.90", Some(VenueKind::Sanatorium)),
            ("86.10", None),
            ("51.10", Some(VenueKind::Airport)),
            ("52.23", Some(VenueKind::Airport)),
            ("52.24", None),
            ("90.01", Some(VenueKind::Culture)),
            ("91.02", Some(VenueKind::Culture)),
            ("92.00", None),
        ] {
            assert_eq!(table.row(&Oked::parse(oked).unwrap()).map(|row| row.kind), kind, "{oked}");
        }
    }

    /// The product's table once more, row by row, and every other code of four digits.
    #[test]
    fn every_code_of_four_digits_is_of_its_row_or_of_none() {
        use VenueKind::*;
        let rows = [
            ("4711", Grocery),
            ("472", Grocery),
            ("4752", HouseholdGoods),
            ("4759", HouseholdGoods),
            ("4773", Pharmacy),
            ("56", Catering),
            ("5914", Cinema),
            ("855", FurtherEducation),
            ("4719", ShoppingCentre),
            ("682", ShoppingCentre),
            ("931", Sport),
            ("9602", BeautyAndBaths),
            ("9604", BeautyAndBaths),
            ("551", Hotel),
            ("869", Sanatorium),
            ("511", Airport),
            ("5223", Airport),
            ("90", Culture),
            ("91", Culture),
            ("9329", Entertainment),
        ];
        let codes: Vec<String> = (0..10_000).map(|code| format!("{code:04}")).collect();
        let of = |table: &OkedTable, code: &str| table.row(&Oked::parse(code).unwrap()).map(|row| row.kind);
        let expected = |rows: &[(&str, VenueKind)], code: &str| {
            rows.iter().find(|(begins, _)| code.starts_with(begins)).map(|(_, kind)| *kind)
        };
        let table = OkedTable::version_1();
        assert_eq!(table.rows.len(), rows.len());
        for code in &codes {
            assert_eq!(of(&table, code), expected(&rows, code), "{code}");
        }
        // Without a row, what it covers is eligible no more, and nothing else changes.
        for (absent, row) in rows.iter().enumerate() {
            let rest: Vec<_> = rows.iter().filter(|other| *other != row).copied().collect();
            let mut table = table.clone();
            table.rows.remove(absent);
            for code in &codes {
                assert_eq!(of(&table, code), expected(&rest, code), "{code} without {row:?}");
            }
        }
    }

    #[test]
    fn only_three_kinds_go_through_an_association() {
        let table = OkedTable::version_1();
        let mut kinds: Vec<_> = table.rows.iter().filter(|row| row.through_association).map(|row| row.kind).collect();
        kinds.sort();
        assert_eq!(kinds, [VenueKind::Catering, VenueKind::Cinema, VenueKind::FurtherEducation]);
    }

    #[test]
    fn a_code_is_read_with_and_without_dots() {
        assert_eq!(Oked::parse("4711").unwrap().to_string(), "47.11");
        assert_eq!(Oked::parse("47.11.1").unwrap().to_string(), "47.11.1");
        for wrong in ["", "47", "47.1", "47.11.1.1.1", "47,11", ".4711", "47..11", "4711111"] {
            assert!(Oked::parse(wrong).is_err(), "{wrong}");
        }
    }
}
