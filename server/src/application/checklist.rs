//! What a venue tries in its test week, so that its first live day holds no surprise.
//!
//! Whoever handles one of these things calls [`note`] in the same job of the writer; it costs one statement and does
//! nothing unless the venue is in test mode.

use ashyq_core::{id::VenueId, moment::Moment};
use serde::{Deserialize, Serialize};

use crate::{
    database::{DatabaseError, Sql},
    store::checklist as stored,
};

/// One thing to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A practice person was admitted.
    Entry,
    /// A practice person left.
    Exit,
    /// The red practice person was refused.
    RefusedRed,
    /// A member of staff was named and has accepted.
    StaffNamed,
    /// The board was opened.
    BoardOpened,
}

impl Item {
    /// Every item, in the order in which a venue does them.
    pub const ALL: [Self; 5] = [Self::StaffNamed, Self::BoardOpened, Self::Entry, Self::Exit, Self::RefusedRed];
}

/// What of it has happened, and when first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// A practice person was admitted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entry: Option<Moment>,
    /// A practice person left.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exit: Option<Moment>,
    /// The red practice person was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refused_red: Option<Moment>,
    /// A member of staff was named and has accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staff_named: Option<Moment>,
    /// The board was opened.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub board_opened: Option<Moment>,
}

impl Checklist {
    /// When an item first happened.
    pub fn at(&self, item: Item) -> Option<Moment> {
        match item {
            Item::Entry => self.entry,
            Item::Exit => self.exit,
            Item::RefusedRed => self.refused_red,
            Item::StaffNamed => self.staff_named,
            Item::BoardOpened => self.board_opened,
        }
    }

    /// Notes an item; an earlier note stays.
    #[must_use]
    pub fn with(mut self, item: Item, at: Moment) -> Self {
        let noted = match item {
            Item::Entry => &mut self.entry,
            Item::Exit => &mut self.exit,
            Item::RefusedRed => &mut self.refused_red,
            Item::StaffNamed => &mut self.staff_named,
            Item::BoardOpened => &mut self.board_opened,
        };
        noted.get_or_insert(at);
        self
    }

    /// What is still to be tried.
    pub fn open(&self) -> impl Iterator<Item = Item> {
        Item::ALL.into_iter().filter(|item| self.at(*item).is_none())
    }

    /// Whether everything has been tried.
    pub fn is_complete(&self) -> bool {
        self.open().next().is_none()
    }
}

/// Notes that a venue in test mode has tried something; anywhere else, and a second time, nothing changes.
pub fn note(sql: &mut dyn Sql, venue: VenueId, item: Item, now: Moment) -> Result<(), DatabaseError> {
    stored::note(sql, venue, item, now)
}

/// What a venue has tried.
pub fn of(sql: &mut dyn Sql, venue: VenueId) -> Result<Checklist, DatabaseError> {
    let noted = stored::of_venue(sql, venue)?;
    Ok(noted.into_iter().fold(Checklist::default(), |checklist, (item, at)| checklist.with(item, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checklist_is_complete_with_its_last_item_and_keeps_the_first_moment() {
        let mut checklist = Checklist::default();
        for (item, at) in Item::ALL.into_iter().zip(1..) {
            assert!(!checklist.is_complete() && checklist.open().next() == Some(item));
            checklist = checklist.with(item, Moment(at)).with(item, Moment(at + 100));
            assert_eq!(checklist.at(item), Some(Moment(at)));
        }
        assert!(checklist.is_complete());
    }
}
