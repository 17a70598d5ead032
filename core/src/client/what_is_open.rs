//! What is open to a person: kind by kind, and in sentences.

use crate::{
    decision::{Region, Why},
    moment::Moment,
    oked::VenueKind,
    rules::{Opening, Rules},
    status::Colour,
    words::{Language, Word, list_kinds},
};

/// What is open to a person now; nothing where the status is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIsOpen {
    /// Kind by kind.
    pub kinds: Vec<OpenKind>,
}

/// What is open to a person at one kind of venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenKind {
    /// The kind.
    pub kind: VenueKind,
    /// Whether it is open.
    pub opening: Opening,
}

impl WhatIsOpen {
    /// What is open to a colour at a moment, as far as it can be said without a place.
    pub fn to(colour: Colour, rules: &Rules, at: Moment) -> Self {
        let opening = |kind| OpenKind { kind, opening: rules.opening(colour, kind, Region::ALMATY, at) };
        Self { kinds: VenueKind::ALL.map(opening).to_vec() }
    }

    /// The same in sentences.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        let kinds = |fits: &dyn Fn(Opening) -> bool| -> Vec<Word> {
            self.kinds.iter().filter(|open| fits(open.opening)).map(|open| open.kind.word()).collect()
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
            _ if self.kinds.is_empty() => Vec::new(),
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
        self.kinds.iter().find_map(|open| match open.opening {
            Opening::Within(metres) => Some(metres),
            Opening::Open | Opening::Closed(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_348_800_000);

    #[test]
    fn what_is_open_is_said_for_every_colour() {
        for (colour, says, metres) in [
            (Colour::Green, "You may enter everywhere.", None),
            (Colour::Blue, "You may enter everywhere except", None),
            (Colour::Yellow, "At most 500 m from your isolation place.", Some(500)),
            (Colour::Red, "You may enter nowhere at present.", None),
        ] {
            let open = WhatIsOpen::to(colour, &Rules::version_1(), NOW);
            assert!(open.sentences(Language::En).concat().contains(says), "{colour:?}");
            assert_eq!(open.metres(), metres);
        }
        assert_eq!(WhatIsOpen::default().sentences(Language::En), [""; 0]);
    }
}
