//! What is said and drawn. Everything here only reads tables.

use std::{collections::HashMap, time::Duration};

use ashyq_core::{
    check::DoorAnswer,
    client::{CheckError, ClientError, Refusal, StatusScreen, WhatIsOpen, code_drawing::CodeDrawing},
    decision::Why,
    door_code::DoorCode,
    moment::Moment,
    native::StartError,
    oked::VenueKind,
    scan::{ForeignKind, Hint},
    status::Colour,
    visit::Learnt,
    wire::Notice,
    words::{
        self, Language,
        look::{HATCHING, Look, Shape as StatusShape},
        moment,
    },
};

/// The words that screens choose by themselves. What the core says of a status, a refusal or a code comes as a text.
macro_rules! words {
    (
        status { $($status:tt)* } door { $($door:tt)* } refusal { $($refusal:tt)* } screen { $($screen:tt)* }
        staff { $($staff:tt)* } camera { $($camera:tt)* } notice { $($notice:tt)* } kind { $($kind:tt)* }
        practice { $($practice:tt)* } $($of_the_site:tt)*
    ) => {
        words! { $($status)* $($door)* $($screen)* $($staff)* $($camera)* $($notice)* $($practice)* }
    };
    ($( $(#[$purpose:meta])* $word:ident )*) => {
        /// One thing that Ashyq says on a screen; `say` says it in Kazakh, Russian or English.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum Word { $( $(#[$purpose])* $word, )* }

        impl From<Word> for words::Word {
            fn from(word: Word) -> Self {
                match word { $( Word::$word => Self::$word, )* }
            }
        }
    };
}
ashyq_core::every_word!();

/// The word in a language, its places unfilled.
#[uniffi::export]
pub fn say(word: Word, language: Language) -> String {
    words::Word::from(word).say(language).to_owned()
}

/// The word in a language with its places filled, by their names.
#[uniffi::export]
pub fn say_with(word: Word, language: Language, values: HashMap<String, String>) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    words::Word::from(word).fill(language, &values)
}

/// The name of a word, which stays when its text changes.
#[uniffi::export]
pub fn word_key(word: Word) -> String {
    words::Word::from(word).key().to_owned()
}

/// The sentence of a refusal.
#[uniffi::export]
pub fn say_refusal(refusal: Refusal, language: Language) -> String {
    refusal.say(language)
}

/// The sentence that the screen shows of a step that did not happen.
#[uniffi::export]
pub fn say_client_error(error: ClientError, language: Language) -> String {
    error.refusal().say(language)
}

/// The sentence that the screen shows where a pass is not accepted.
#[uniffi::export]
pub fn say_check_error(error: CheckError, language: Language) -> String {
    error.refusal().say(language)
}

/// Whether contact with the service may change what a checker says.
#[uniffi::export]
pub fn needs_contact(error: CheckError) -> bool {
    error.needs_contact()
}

/// The sentence that the screen shows where the phone does not open.
#[uniffi::export]
pub fn say_start_error(error: StartError, language: Language) -> String {
    error.refusal().say(language)
}

/// The language of a code such as `kk`, `ru-KZ` or `en_GB`; nothing where Ashyq does not speak it.
#[uniffi::export]
pub fn language_of(code: String) -> Option<Language> {
    Language::parse(&code)
}

/// The code of a language, ISO 639-1.
#[uniffi::export]
pub fn language_code(language: Language) -> String {
    language.code().to_owned()
}

/// The name of a language in itself.
#[uniffi::export]
pub fn language_name(language: Language) -> String {
    language.own_name().to_owned()
}

/// Why the own status is what it is.
#[uniffi::export]
pub fn status_reason(screen: StatusScreen, language: Language) -> String {
    screen.reason(language)
}

/// What is open now, in sentences.
#[uniffi::export]
pub fn status_open(open: WhatIsOpen, language: Language) -> Vec<String> {
    open.sentences(language)
}

/// How far from the isolation place what is open may be, where that counts.
#[uniffi::export]
pub fn status_metres(open: WhatIsOpen) -> Option<u32> {
    open.metres()
}

/// The word of a colour.
#[uniffi::export]
pub fn colour_word(colour: Colour, language: Language) -> String {
    colour.word().say(language).to_owned()
}

/// What a screen reader says of a colour.
#[uniffi::export]
pub fn colour_spoken(colour: Colour, language: Language) -> String {
    colour.spoken().say(language).to_owned()
}

/// How a status is drawn; nothing is unknown.
#[uniffi::export]
pub fn look_of(colour: Option<Colour>) -> Look {
    colour.map_or(Look::UNKNOWN, Colour::look)
}

/// SVG path data of a shape in a box of 24 by 24, to be filled by the even-odd rule. Only absolute `M`, `L`, `C` and `Z` occur.
#[uniffi::export]
pub fn shape_path(shape: StatusShape) -> String {
    shape.path().to_owned()
}

/// SVG path data of the hatching that lies over everything in test mode: a tile of 24 by 24.
#[uniffi::export]
pub fn hatching_path() -> String {
    HATCHING.to_owned()
}

/// The QR code of a pass as a path; nothing where the text is none that a pass has.
#[uniffi::export]
pub fn drawing_of_pass(pass: String) -> Option<CodeDrawing> {
    CodeDrawing::of_pass(&pass)
}

/// How a door code is written, as a board writes it.
#[uniffi::export]
pub fn door_code_written(door_code: DoorCode) -> String {
    door_code.written()
}

/// How a door code is read aloud.
#[uniffi::export]
pub fn door_code_spoken(door_code: DoorCode, language: Language) -> String {
    door_code.spoken(language)
}

/// Why a person may not enter; `metres` is the distance of the rules, `status_metres`.
#[uniffi::export]
pub fn why_word(why: Why, metres: u32, language: Language) -> String {
    why.word().fill(language, &[("metres", &metres.to_string())])
}

/// What a refused person can do now.
#[uniffi::export]
pub fn why_to_do(why: Why, language: Language) -> String {
    why.to_do().say(language).to_owned()
}

/// How an exit was learnt.
#[uniffi::export]
pub fn learnt_word(learnt: Learnt, language: Language) -> String {
    learnt.word().say(language).to_owned()
}

/// What a notice tells, in a sentence with its times and numbers.
#[uniffi::export]
pub fn notice_text(notice: Notice, language: Language) -> String {
    notice.say(language)
}

/// The name of a kind of venue, in the plural.
#[uniffi::export]
pub fn kind_word(kind: VenueKind, language: Language) -> String {
    kind.word().say(language).to_owned()
}

/// Names what was seen instead of a poster.
#[uniffi::export]
pub fn foreign_word(kind: ForeignKind, language: Language) -> String {
    kind.word().say(language).to_owned()
}

/// What would make a code readable.
#[uniffi::export]
pub fn hint_word(hint: Hint, language: Language) -> String {
    hint.word().say(language).to_owned()
}

/// Admitted or refused, in a word.
#[uniffi::export]
pub fn answer_word(answer: DoorAnswer, language: Language) -> String {
    answer.decision().say(language).to_owned()
}

/// What a screen reader says to staff.
#[uniffi::export]
pub fn answer_spoken(answer: DoorAnswer, language: Language) -> String {
    answer.spoken(language)
}

/// What staff say to a person whose pass was checked.
#[uniffi::export]
pub fn to_say_by_pass(answer: DoorAnswer, language: Language) -> String {
    answer.say_by_pass().say(language).to_owned()
}

/// What staff say to a person without a smartphone.
#[uniffi::export]
pub fn to_say_by_iin(answer: DoorAnswer, language: Language) -> String {
    answer.say_by_iin().say(language).to_owned()
}

/// The day and the time of day: "22 қараша, 14:05".
#[uniffi::export]
pub fn day_and_clock(moment: Moment, language: Language) -> String {
    moment::day_and_clock(language, moment.millis())
}

/// The time of day: "14:05".
#[uniffi::export]
pub fn clock_time(moment: Moment) -> String {
    moment::clock(moment.millis())
}

/// A duration to read: "4 min 12 s".
#[uniffi::export]
pub fn duration_written(duration: Duration, language: Language) -> String {
    moment::duration(language, u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

/// A duration to hear: "4 minutes 12 seconds".
#[uniffi::export]
pub fn duration_spoken(duration: Duration, language: Language) -> String {
    moment::duration_spoken(language, u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}
