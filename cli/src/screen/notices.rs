//! Notices to the account.

use ashyq_core::{
    wire::{Notice, NoticeKind, Notices},
    words::{Word, moment},
};

use super::{
    View,
    line::{Ink, Line, Page},
};

/// Draws the notices, the newest first, each with the name by which it is answered.
pub fn notices(view: &View, notices: &Notices, none: &str) -> Page {
    let mut page = Page::default();
    if notices.notices.is_empty() {
        page.wrapped(view.width, none, Ink::PLAIN);
    }
    for notice in &notices.notices {
        one(view, notice, &mut page);
        page.blank();
    }
    page
}

fn one(view: &View, notice: &Notice, page: &mut Page) {
    page.wrapped(view.width, &moment::day_and_clock(view.language, notice.at.millis()), Ink::QUIET);
    page.item(view.width, Line::of("  ", Ink::PLAIN), &notice.say(view.language), Ink::PLAIN);
    if let (Some(until), NoticeKind::IinClaimed) = (notice.until, notice.kind) {
        let time = moment::day_and_clock(view.language, until.millis());
        page.item(
            view.width,
            Line::of("  ", Ink::PLAIN),
            &Word::ClaimEnds.fill(view.language, &[("time", &time)]),
            Ink::PLAIN,
        );
    }
    if notice.until.is_some() {
        page.item(view.width, Line::of("  ", Ink::PLAIN), &notice.id.to_string(), Ink::QUIET);
    }
}
