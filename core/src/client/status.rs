//! The page of the own status: the colour with its reason, its age, the moment it changes, what is open.

use std::time::Duration;

use crate::{
    client::tracked_clock::Tracked,
    decision::{Region, Why},
    moment::Moment,
    oked::VenueKind,
    rules::{Opening, Rules},
    status::{Change, Status},
    wire::OwnStatus,
    words::{Language, Word, list_kinds, moment},
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
    /// What is open to the person now, kind by kind.
    pub open: Vec<OpenKind>,
}

/// What is open to a person at one kind of venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenKind {
    /// The kind.
    pub kind: VenueKind,
    /// Whether it is open.
    pub opening: Opening,
}

impl StatusScreen {
    pub(crate) fn of(held: Option<&OwnStatus>, rules: &Rules, now: Tracked, offline: bool) -> Self {
        let unknown = Self { status: None, as_of: None, age: Duration::ZERO, offline, next: None, open: Vec::new() };
        let said = held.filter(|held| now.certain && now.at < held.until);
        let Some((held, status)) = said.and_then(|held| Some((held, status_at(&held.changes, now.at)?))) else {
            return unknown;
        };
        let open = VenueKind::ALL
            .map(|kind| OpenKind { kind, opening: rules.opening(status.colour, kind, Region::ALMATY, now.at) });
        Self {
            status: Some(status),
            as_of: Some(held.time),
            age: now.at.since(held.time),
            offline,
            next: held.changes.iter().find(|change| change.from > now.at).copied(),
            open: open.to_vec(),
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

    /// What is open now, in sentences.
    pub fn what_is_open(&self, language: Language) -> Vec<String> {
        let kinds = |fits: &dyn Fn(Opening) -> bool| -> Vec<Word> {
            self.open.iter().filter(|open| fits(open.opening)).map(|open| open.kind.word()).collect()
        };
        let (open, closed) =
            (kinds(&|opening| opening == Opening::Open), kinds(&|opening| matches!(opening, Opening::Closed(_))));
        let for_a_test = kinds(&|opening| opening == Opening::Closed(Why::TestNeeded));
        let near = self.metres().map(|metres| {
            let near = kinds(&|opening| matches!(opening, Opening::Within(_)));
            let values = [("kinds", &*list_kinds(language, &near)), ("metres", &*metres.to_string())];
            Word::OpenNearby.fill(language, &values)
        });
        match near {
            _ if self.open.is_empty() => Vec::new(),
            None if closed.is_empty() => vec![Word::OpenEverywhere.say(language).to_owned()],
            None if open.is_empty() => vec![Word::OpenNowhere.say(language).to_owned()],
            None if closed == for_a_test => {
                vec![Word::OpenExcept.fill(language, &[("kinds", &list_kinds(language, &closed))])]
            }
            near if open.is_empty() => near.into_iter().collect(),
            // Rules that no version had yet: the kinds themselves.
            near => [list_kinds(language, &open)].into_iter().chain(near).collect(),
        }
    }

    /// How far from the isolation place what is open may be, where that counts.
    pub fn metres(&self) -> Option<u32> {
        self.open.iter().find_map(|open| match open.opening {
            Opening::Within(metres) => Some(metres),
            Opening::Open | Opening::Closed(_) => None,
        })
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
        StatusScreen::of(Some(&held()), &Rules::version_1(), Tracked { at, certain }, true)
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
    fn the_page_says_why_and_what_is_open() {
        let green = screen(NOW, true);
        assert_eq!(green.reason(Language::En), "Your PCR test is negative. It counts until 22 November, 18:00.");
        assert_eq!(green.what_is_open(Language::En), ["You may enter everywhere."]);
        let lasting = StatusScreen { next: None, ..green };
        assert_eq!(lasting.reason(Language::En), "Your PCR test is negative.");
        let blue = screen(NOW.plus(HOUR), true).what_is_open(Language::En);
        assert!(blue[0].starts_with("You may enter everywhere except"), "{blue:?}");
        for (colour, says, metres) in [
            (Colour::Yellow, "At most 500 m from your isolation place.", Some(500)),
            (Colour::Red, "You may enter nowhere at present.", None),
        ] {
            let mut held = held();
            held.changes = vec![Change { from: NOW, status: Status { colour, reason: None } }];
            let now = Tracked { at: NOW, certain: true };
            let page = StatusScreen::of(Some(&held), &Rules::version_1(), now, false);
            assert!(page.what_is_open(Language::En).concat().contains(says), "{colour:?}");
            assert_eq!(page.metres(), metres);
        }
    }

    #[test]
    fn without_a_timetable_a_sure_clock_or_past_its_horizon_the_colour_is_unknown() {
        assert_eq!(screen(NOW, false).status, None);
        assert_eq!(screen(NOW.plus(HOUR * 24), true).status, None);
        let none = StatusScreen::of(None, &Rules::version_1(), Tracked { at: NOW, certain: true }, true);
        assert_eq!((none.status, none.open.len()), (None, 0));
    }
}
