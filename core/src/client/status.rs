//! The own status: the colour with its reason, its age, the moment it changes. Small, since a screen reads it every second.

use std::time::Duration;

use crate::{
    client::tracked_clock::Tracked,
    moment::Moment,
    status::{Change, Status},
    wire::OwnStatus,
    words::{Language, Word, moment},
};

/// What the page shows. A colour that is not signed and dated is never on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusScreen {
    /// The status; `None` is unknown.
    pub status: Option<Status>,
    /// When the service said so.
    pub as_of: Option<Moment>,
    /// How long ago that is.
    pub age: Duration,
    /// Whether the phone is offline: drawn in a style of its own.
    pub offline: bool,
    /// The next change, where one is known.
    pub next: Option<Change>,
}

impl StatusScreen {
    pub(crate) fn of(held: Option<&OwnStatus>, now: Tracked, offline: bool) -> Self {
        let unknown = Self { status: None, as_of: None, age: Duration::ZERO, offline, next: None };
        let said = held.filter(|held| now.certain && now.at < held.until);
        let Some((held, status)) = said.and_then(|held| Some((held, status_at(&held.changes, now.at)?))) else {
            return unknown;
        };
        Self {
            status: Some(status),
            as_of: Some(held.time),
            age: now.at.since(held.time),
            offline,
            next: held.changes.iter().find(|change| change.from > now.at).copied(),
        }
    }

    /// Why the status is what it is.
    pub fn reason(&self, language: Language) -> String {
        let Some(status) = self.status else { return Word::ReasonNothingHeld.say(language).to_owned() };
        match (status.reason, self.next) {
            (None, _) => Word::ReasonNothingKnown.say(language).to_owned(),
            (Some(fact), None) => fact.reason_now().say(language).to_owned(),
            (Some(fact), Some(next)) => {
                let time = moment::day_and_clock(language, next.from.millis());
                fact.reason().fill(language, &[("time", &time)])
            }
        }
    }
}

/// The status at a moment; answers that are a little ahead of the phone's clock count from their first line.
fn status_at(changes: &[Change], at: Moment) -> Option<Status> {
    let line = changes.iter().rfind(|change| change.from <= at).or(changes.first())?;
    Some(line.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bytes::Bytes,
        moment::HOUR,
        status::{Colour, FactKind},
        wire::Newest,
    };

    const NOW: Moment = Moment(1_795_348_800_000);

    fn held() -> OwnStatus {
        let green = Status { colour: Colour::Green, reason: Some(FactKind::PcrNegative) };
        let blue = Status { colour: Colour::Blue, reason: None };
        let changes = vec![Change { from: NOW, status: green }, Change { from: NOW.plus(HOUR), status: blue }];
        OwnStatus { time: NOW, device: Bytes([0; 32]), changes, until: NOW.plus(HOUR * 24), newest: Newest::default() }
    }

    fn screen(at: Moment, certain: bool) -> StatusScreen {
        StatusScreen::of(Some(&held()), Tracked { at, certain }, true)
    }

    #[test]
    fn green_turns_blue_by_itself_at_the_stated_moment() {
        let last = screen(Moment(NOW.plus(HOUR).0 - 1), true);
        assert_eq!(last.status.map(|status| status.colour), Some(Colour::Green));
        assert_eq!(last.next.map(|change| change.from), Some(NOW.plus(HOUR)));
        let lapsed = screen(NOW.plus(HOUR), true);
        assert_eq!(lapsed.status.map(|status| status.colour), Some(Colour::Blue));
        assert_eq!((lapsed.age, lapsed.next), (HOUR, None));
    }

    #[test]
    fn the_page_says_why() {
        let green = screen(NOW, true);
        assert_eq!(green.reason(Language::En), "Your PCR test is negative. It counts until 22 November, 18:00.");
        let lasting = StatusScreen { next: None, ..green };
        assert_eq!(lasting.reason(Language::En), "Your PCR test is negative.");
    }

    #[test]
    fn without_a_timetable_a_sure_clock_or_past_its_horizon_the_colour_is_unknown() {
        assert_eq!(screen(NOW, false).status, None);
        assert_eq!(screen(NOW.plus(HOUR * 24), true).status, None);
        let none = StatusScreen::of(None, Tracked { at: NOW, certain: true }, true);
        assert_eq!(none.status, None);
    }
}
