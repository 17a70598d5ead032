//! What stands around every page: language, links, who is logged in; and how a page asks for its words.

use std::borrow::Borrow;

use ashyq_core::{
    moment::Moment,
    status::Colour,
    words::{Language, Word, moment},
};

use super::assets;
use crate::cabinet::session::RoleShown;

/// The outline of an open door, in a box of 24 by 24.
pub(super) const DOOR: &str =
    "M6 4 L14 4 L14 6 L8 6 L8 18 L6 18 Z M11 8 L18 5 L18 21 L11 18 Z M12.7 12.2 L12.7 14 L14.2 14 L14.2 12.2 Z";

/// Who is logged in.
#[derive(Clone, Debug)]
pub(crate) struct Chair {
    pub(crate) role: RoleShown,
    /// When the session ends at the latest.
    pub(crate) until: Moment,
    /// Whether nothing is still to be done before the role may be used.
    pub(crate) ready: bool,
}

/// What stands around a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) language: Language,
    /// The page's path without its language.
    pub(crate) path: String,
    pub(crate) chair: Option<Chair>,
    /// What its forms carry.
    pub(crate) csrf: String,
    pub(crate) now: Moment,
}

impl Frame {
    /// A text in the page's language.
    // Templates lend what they hold and give what they name.
    pub(crate) fn say(&self, word: impl Borrow<Word>) -> &'static str {
        word.borrow().say(self.language)
    }

    /// A text with a moment in it.
    pub(crate) fn say_time(&self, word: Word, at: impl Borrow<Moment>) -> String {
        word.fill(self.language, &[("time", &self.time(at))])
    }

    /// A day and a time of day.
    pub(crate) fn time(&self, at: impl Borrow<Moment>) -> String {
        moment::day_and_clock(self.language, at.borrow().millis())
    }

    /// The language's code.
    pub(crate) fn code(&self) -> &'static str {
        self.language.code()
    }

    /// A path of this site in the page's language.
    pub(crate) fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.code())
    }

    /// The same with a query; what is empty is left out.
    pub(crate) fn to_query(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { self.to(path) } else { format!("{}?{query}", self.to(path)) }
    }

    /// The languages, with this page's path in each, and whether it is the page's own.
    pub(crate) fn languages(&self) -> [(Language, String, bool); 3] {
        Language::ALL
            .map(|language| (language, format!("/{}{}", language.code(), self.path), language == self.language))
    }

    /// A text with something in it.
    pub(crate) fn fill(&self, word: Word, name: &str, value: &str) -> String {
        word.fill(self.language, &[(name, value)])
    }

    /// Whether this is the page at a path, for the list of links.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// Who is logged in, and has nothing still to be done.
    fn role(&self) -> Option<RoleShown> {
        self.chair.as_ref().filter(|chair| chair.ready).map(|chair| chair.role)
    }

    /// Whether an operator is logged in, and has nothing still to be done.
    pub(crate) fn is_operator(&self) -> bool {
        self.role() == Some(RoleShown::Operator)
    }

    /// Whether an association's member is.
    pub(crate) fn is_association(&self) -> bool {
        self.role() == Some(RoleShown::Association)
    }

    /// The style sheet.
    pub(crate) fn style() -> &'static str {
        assets::path(".css")
    }

    /// The sign.
    pub(crate) fn sign() -> &'static str {
        assets::path(".svg")
    }

    /// The outline of the sign.
    pub(crate) fn door() -> &'static str {
        DOOR
    }
}

/// The name of a colour in the style sheet.
pub(crate) fn class(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "red",
        Colour::Yellow => "yellow",
        Colour::Green => "green",
        Colour::Blue => "blue",
    }
}
