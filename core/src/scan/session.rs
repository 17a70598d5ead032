//! A live scan: frames come one after the other, and what one frame showed decides how the next is looked at.

use super::binarise::Reach;
use super::budget::Budget;
use super::frame::{Frame, Plane, Point};
use super::light::Light;
use super::look::{Desk, Look, Search, Then};
use super::read::{Code, Evidence};
use super::region::Region;
use super::seen::{Hint, Prefixes, Quad, Seen, What};

/// A code must stay unreadable for this many frames before a hint is said: half a second at 30 frames a second.
const FRAMES_TO_HINT: u32 = 15;
/// Evidence is forgotten after this many frames without it.
const FRAMES_TO_FORGET: u32 = 20;
/// A module narrower than this many camera pixels is hard to read for anybody.
const NARROW_MODULE: f32 = 2.6;

/// Reads codes from a camera's frames, one after the other.
///
/// One scanner serves one camera view; its memory is the sum of its buffers, about half a byte a pixel of the frame.
pub struct Scanner {
    prefixes: Prefixes,
    desk: Desk,
    remembered: Option<Remembered>,
    unreadable: u32,
}

/// Where there was a code, and for how long there has been none.
struct Remembered {
    region: Region,
    age: u32,
}

impl Scanner {
    /// Starts without memory; `prefixes` tell which texts are ours.
    pub fn new(prefixes: Prefixes) -> Scanner {
        Scanner { prefixes, desk: Desk::default(), remembered: None, unreadable: 0 }
    }

    /// Forgets what earlier frames showed, as when the camera is turned to something else; keeps its memory for work.
    pub fn forget(&mut self) {
        self.remembered = None;
        self.unreadable = 0;
    }

    /// Looks at a frame for as long as the budget allows.
    ///
    /// A code of ours beats one of others, so after one of others the time left is spent on looking for ours. Two
    /// different ones of ours are asked about ([`Hint::SeveralCodes`]). Without time left it answers [`What::Nothing`]
    /// at once.
    pub fn see(&mut self, frame: &Frame<'_>, budget: Budget<'_>) -> Seen {
        if budget.is_spent() {
            return Seen::NOTHING;
        }
        let plane = frame.plane();
        let whole = Region { left: 0, top: 0, width: plane.width, height: plane.height };
        let remembered = self.remembered.as_ref().and_then(|r| r.region.within(plane));
        let mut foreign: Option<(What, [Point; 4])> = None;
        let mut evidence: Option<Evidence> = None;
        // Where there was a code there will be one; elsewhere there may be another, of ours.
        for region in remembered.into_iter().chain([whole]) {
            let look = self.look(plane, region, &budget);
            let mut ours: Option<(What, [Point; 4])> = None;
            for code in look.codes {
                match code.what(&self.prefixes) {
                    found @ What::Ours(_) if ours.as_ref().is_some_and(|(known, _)| *known != found) => {
                        // The next frame is looked at as a whole: it may show one of them only.
                        self.forget();
                        return Seen { what: What::Unreadable(Hint::SeveralCodes), outline: None };
                    }
                    found @ What::Ours(_) => ours = Some((found, code.outline)),
                    other => foreign = foreign.or(Some((other, code.outline))),
                }
            }
            if let Some((what, outline)) = ours {
                return self.answer(frame, plane, what, outline);
            }
            evidence = evidence.or(look.unread);
        }
        if let Some((what, outline)) = foreign {
            return self.answer(frame, plane, what, outline);
        }
        self.hint(frame, plane, evidence)
    }

    /// Looks at a part of a plane; outlines come back in the plane's pixels.
    fn look(&mut self, plane: Plane<'_>, region: Region, budget: &Budget<'_>) -> Look {
        let part = plane.part(region.left, region.top, region.width, region.height);
        let prefixes = &self.prefixes;
        let then = |code: &Code| match code.what(prefixes) {
            What::Ours(_) => Then::EndSearch,
            _ => Then::GoOn,
        };
        let mut look = self.desk.look(part, &searches(part), budget, then);
        let back = |p: Point| Point { x: p.x + region.left as f32, y: p.y + region.top as f32 };
        for code in &mut look.codes {
            code.outline = code.outline.map(back);
        }
        if let Some(unread) = &mut look.unread {
            unread.outline = unread.outline.map(back);
        }
        look
    }

    fn answer(&mut self, frame: &Frame<'_>, plane: Plane<'_>, what: What, outline: [Point; 4]) -> Seen {
        self.unreadable = 0;
        self.remember(plane, outline);
        Seen { what, outline: Some(Quad { corners: outline.map(|p| frame.upright(p)) }) }
    }

    fn remember(&mut self, plane: Plane<'_>, outline: [Point; 4]) {
        self.remembered = Region::around(outline, plane).map(|region| Remembered { region, age: 0 });
    }

    /// Counts how long there has been something that cannot be read, and says after a while what would help.
    fn hint(&mut self, frame: &Frame<'_>, plane: Plane<'_>, evidence: Option<Evidence>) -> Seen {
        if let Some(found) = evidence {
            self.remember(plane, found.outline);
        } else if self.remembered.as_mut().is_some_and(|r| {
            r.age += 1;
            r.age > FRAMES_TO_FORGET
        }) {
            self.remembered = None;
        }
        let region = evidence.and_then(|e| Region::around(e.outline, plane));
        let light = Light::of(region.map_or(plane, |r| plane.part(r.left, r.top, r.width, r.height)));
        let hint = light.hint(evidence.is_some()).or_else(|| {
            evidence.map(|found| if found.module < NARROW_MODULE { Hint::MoveCloser } else { Hint::HoldStill })
        });
        let Some(hint) = hint else {
            self.unreadable = self.unreadable.saturating_sub(1);
            return Seen::NOTHING;
        };
        self.unreadable = (self.unreadable + 1).min(2 * FRAMES_TO_HINT);
        if self.unreadable < FRAMES_TO_HINT {
            return Seen::NOTHING;
        }
        let outline = evidence.map(|found| Quad { corners: found.outline.map(|p| frame.upright(p)) });
        Seen { what: What::Unreadable(hint), outline }
    }
}

/// The searches for one look at a plane, in order: the middle resolution first.
pub(super) fn searches(plane: Plane<'_>) -> Vec<Search> {
    let first = (0..3).find(|level| (plane.width * plane.height) >> (2 * level) <= FIRST_LOOK).unwrap_or(3);
    let near = |level: usize| Search { level, reach: Reach::Near };
    let mut searches = vec![near(first)];
    searches.extend((0..first).rev().map(near));
    searches.push(near(first + 1));
    searches.push(Search { level: first, reach: Reach::Wide });
    searches
}

/// The first search is at the largest resolution that has at most this many pixels.
const FIRST_LOOK: usize = 640_000;

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::{Duration, Instant};

    use qrcodegen::{QrCode, QrCodeEcc, Version};

    use super::super::drawn::Drawn;
    use super::super::{Crop, ForeignKind, Rotation};
    use super::*;

    const POSTER: &str = "HTTPS://ASHYQ.KZ/P/0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    fn scanner() -> Scanner {
        Scanner::new(Prefixes::new(["HTTPS://ASHYQ.KZ/P/", "ASHYQ-PASS:"]))
    }

    fn see(drawn: &Drawn) -> Seen {
        scanner().see(&drawn.frame(), Budget::unlimited())
    }

    fn is_poster(seen: &Seen) -> bool {
        matches!(&seen.what, What::Ours(text) if text.as_str() == POSTER)
    }

    #[test]
    fn a_poster_is_read_and_its_corners_are_where_they_are() {
        let drawn = Drawn::code(POSTER, 5);
        let seen = see(&drawn);
        assert!(is_poster(&seen), "{seen:?}");
        let corners = seen.outline.expect("an outline").corners;
        let (left, top) = (20.0 + 4.0 * 5.0, 12.0 + 4.0 * 5.0);
        let (right, bottom) = (drawn.width as f32 - left, drawn.height as f32 - top);
        for (corner, (x, y)) in corners.iter().zip([(left, top), (right, top), (right, bottom), (left, bottom)]) {
            assert!((corner.x - x).hypot(corner.y - y) < 2.0, "{corners:?}");
        }
    }

    #[test]
    fn a_turned_frame_is_read_and_reported_upright() {
        let upright = see(&Drawn::code(POSTER, 4)).outline.expect("an outline").corners;
        for rotation in [Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters] {
            let seen = see(&Drawn::code(POSTER, 4).turned(rotation));
            assert!(is_poster(&seen), "{rotation:?} {seen:?}");
            for (a, b) in seen.outline.expect("an outline").corners.iter().zip(&upright) {
                assert!((a.x - b.x).hypot(a.y - b.y) < 2.0, "{rotation:?} {a:?} {b:?}");
            }
        }
    }

    #[test]
    fn padding_and_a_short_last_row_change_nothing() {
        for padding in [1, 13, 64] {
            let padded = Drawn::code(POSTER, 3).padded(padding);
            assert_eq!(see(&padded), see(&Drawn::code(POSTER, 3)));
        }
    }

    #[test]
    fn only_the_crop_is_looked_at() {
        let drawn = Drawn::code(POSTER, 4);
        let see = |left, top, width, height| {
            let (w, h) = (drawn.width as u32, drawn.height as u32);
            let crop = Some(Crop { left, top, width, height });
            let frame = Frame::parse(&drawn.luma, w, h, w, Rotation::None, crop).expect("a frame");
            scanner().see(&frame, Budget::unlimited())
        };
        let (w, h) = (drawn.width as u32, drawn.height as u32);
        assert!(is_poster(&see(25, 15, w - 50, h - 30)));
        assert_eq!(see(0, 0, w / 2, h), Seen::NOTHING);
    }

    #[test]
    fn inverted_faint_and_dark_codes_are_read() {
        for (dark, light) in [(225, 25), (100, 130), (12, 40), (200, 250), (255, 0)] {
            let seen = see(&Drawn::code_in(POSTER, 4, dark, light));
            assert!(is_poster(&seen), "{dark} on {light}: {seen:?}");
        }
    }

    #[test]
    fn every_version_is_read() {
        for length in [1, 40, 90, 160, 300, 500, 800, 1200, 1700, 2300, 3000] {
            let text = format!("ASHYQ-PASS:{}", "7A".repeat(length / 2));
            for scale in [2, 3, 4] {
                let seen = see(&Drawn::code(&text, scale));
                assert!(matches!(&seen.what, What::Ours(found) if found.as_str() == text), "{length} {scale} {seen:?}");
            }
        }
    }

    #[test]
    fn a_code_of_others_is_named_and_not_given_out() {
        let table = [
            ("WIFI:T:WPA;S:guest;P:secret;;", ForeignKind::WiFi),
            ("https://example.org/x", ForeignKind::Link),
            ("UKC19TRACING:1:abc", ForeignKind::AnotherCheckIn),
            ("00020101021226", ForeignKind::Payment),
        ];
        for (text, kind) in table {
            assert_eq!(see(&Drawn::code(text, 4)).what, What::Foreign(kind), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_longer_text_is_named_even_where_it_begins_like_ours() {
        let text = b"ASHYQ-PASS:1";
        let coded = |index: u8, of: u8| {
            // Structured append: mode 3, index, number of codes less one, parity; then bytes (ISO/IEC 18004, 8.2).
            let head = [(3, 4), (u32::from(index), 4), (u32::from(of) - 1, 4), (0, 8), (4, 4), (text.len() as u32, 8)];
            let all = head.into_iter().chain(text.iter().map(|&byte| (u32::from(byte), 8))).chain([(0, 4)]);
            let bits: Vec<u8> =
                all.flat_map(|(value, width)| (0..width).rev().map(move |i| (value >> i) as u8 & 1)).collect();
            let mut bytes: Vec<u8> =
                bits.chunks(8).map(|eight| eight.iter().fold(0, |sum, bit| sum << 1 | bit)).collect();
            bytes.extend([0xEC, 0x11].into_iter().cycle().take(34 - bytes.len()));
            QrCode::encode_codewords(Version::new(2), QrCodeEcc::Low, &bytes, None)
        };
        for (index, of) in [(0, 2), (1, 2), (15, 16)] {
            assert_eq!(see(&Drawn::of(&coded(index, of), 4, 30, 220)).what, What::Foreign(ForeignKind::Part));
        }
        assert!(matches!(see(&Drawn::of(&coded(0, 1), 4, 30, 220)).what, What::Ours(_)), "one of one is whole");
    }

    #[test]
    fn ours_beats_a_code_of_others_beside_it() {
        let (other, ours) = (Drawn::code("https://example.org/x", 6), Drawn::code(POSTER, 4));
        let (width, height) = (other.width + ours.width, other.height.max(ours.height));
        let mut both = Drawn::blank(width, height, 220);
        for (drawn, left) in [(&other, 0), (&ours, other.width)] {
            for y in 0..drawn.height {
                let row = &drawn.luma[y * drawn.width..][..drawn.width];
                both.luma[y * width + left..][..drawn.width].copy_from_slice(row);
            }
        }
        assert!(is_poster(&see(&both)));
    }

    #[test]
    fn a_large_code_of_others_does_not_hide_a_small_one_of_ours_from_frame_to_frame() {
        let (other, ours) = (Drawn::code("https://example.org/x", 16), Drawn::code(POSTER, 2));
        let (width, height) = (1280, 960);
        let mut both = Drawn::blank(width, height, 220);
        for (drawn, left) in [(&other, 0), (&ours, width - ours.width)] {
            for y in 0..drawn.height {
                let row = &drawn.luma[y * drawn.width..][..drawn.width];
                both.luma[y * width + left..][..drawn.width].copy_from_slice(row);
            }
        }
        let mut scanner = scanner();
        scanner.see(&Drawn::code("https://example.org/x", 16).frame(), Budget::unlimited());
        assert!(is_poster(&scanner.see(&both.frame(), Budget::unlimited())));
    }

    #[test]
    fn paper_noise_and_stripes_show_nothing() {
        let mut state = 1u32;
        let mut noise = Drawn::blank(640, 480, 0);
        let mut stripes = Drawn::blank(640, 480, 0);
        for (i, (n, s)) in noise.luma.iter_mut().zip(&mut stripes.luma).enumerate() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *n = (state >> 24) as u8;
            *s = if i % 640 / 3 % 2 == 0 { 0 } else { 255 };
        }
        for drawn in [noise, stripes, Drawn::blank(640, 480, 128), Drawn::blank(1, 1, 9), Drawn::blank(4096, 1, 9)] {
            assert_eq!(see(&drawn), Seen::NOTHING);
        }
    }

    #[test]
    fn two_codes_of_ours_ask_the_person_and_the_same_twice_does_not() {
        let side_by_side = |left: &str, right: &str| {
            let (left, right) = (Drawn::code(left, 4), Drawn::code(right, 4));
            assert_eq!((left.width, left.height), (right.width, right.height));
            let mut both = Drawn::blank(left.width * 2, left.height, 220);
            for (y, row) in both.luma.chunks_exact_mut(2 * left.width).enumerate() {
                row[..left.width].copy_from_slice(&left.luma[y * left.width..][..left.width]);
                row[left.width..].copy_from_slice(&right.luma[y * left.width..][..left.width]);
            }
            see(&both).what
        };
        let (one, two, foreign) = ("ASHYQ-PASS:1", "ASHYQ-PASS:2", "tel:+770100");
        assert_eq!(side_by_side(one, two), What::Unreadable(Hint::SeveralCodes));
        for (left, right) in [(one, one), (one, foreign), (foreign, one)] {
            assert_eq!(side_by_side(left, right).ours(), Some(one), "{left} {right}");
        }
    }

    #[test]
    fn a_hint_is_said_only_after_a_while() {
        // A code whose data is painted over: its finders and timing are there, its text is not.
        let mut drawn = Drawn::code(POSTER, 6);
        let (from, to) = (12 + 6 * 13, drawn.height - 12 - 6 * 5);
        for y in from..to {
            let row = &mut drawn.luma[y * drawn.width + 20 + 6 * 13..][..6 * 20];
            for (x, luma) in row.iter_mut().enumerate() {
                *luma = if (x / 6 + y / 6) % 3 == 0 { 30 } else { 220 };
            }
        }
        let mut scanner = scanner();
        let seen: Vec<Seen> = (0..30).map(|_| scanner.see(&drawn.frame(), Budget::unlimited())).collect();
        assert_eq!(seen[0], Seen::NOTHING);
        let first = seen.iter().position(|s| matches!(s.what, What::Unreadable(_)));
        assert_eq!(first, Some(FRAMES_TO_HINT as usize - 1));
        assert!(seen[29].outline.is_some());
    }

    #[test]
    fn a_covered_lens_is_called_dark() {
        let mut scanner = scanner();
        let black = Drawn::blank(320, 240, 4);
        let last = (0..20).map(|_| scanner.see(&black.frame(), Budget::unlimited())).last();
        assert_eq!(last.map(|s| s.what), Some(What::Unreadable(Hint::TooDark)));
    }

    #[test]
    fn without_time_it_answers_at_once() {
        let drawn = Drawn::code(POSTER, 5);
        let asked = Cell::new(0);
        let elapsed = || {
            asked.set(asked.get() + 1);
            Duration::ZERO
        };
        let mut scanner = scanner();
        let start = Instant::now();
        for _ in 0..1000 {
            assert_eq!(scanner.see(&drawn.frame(), Budget::new(&elapsed).within(Duration::ZERO)), Seen::NOTHING);
        }
        assert!(start.elapsed() < Duration::from_millis(20), "{:?}", start.elapsed());
    }

    #[test]
    fn time_that_runs_out_ends_the_look() {
        // Each question costs 5 ms, so a frame of 33 ms allows a handful.
        let asked = Cell::new(0u32);
        let elapsed = || {
            asked.set(asked.get() + 1);
            Duration::from_millis(5) * asked.get()
        };
        let noise = Drawn {
            luma: (0..1920 * 1080u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect(),
            ..Drawn::blank(1920, 1080, 0)
        };
        assert_eq!(scanner().see(&noise.frame(), Budget::new(&elapsed)), Seen::NOTHING);
        assert!(asked.get() < 30, "{}", asked.get());
    }

    #[test]
    fn frames_of_changing_size_are_fine() {
        let mut scanner = scanner();
        for drawn in [Drawn::code(POSTER, 6), Drawn::blank(20, 20, 9), Drawn::code(POSTER, 3), Drawn::code(POSTER, 9)] {
            scanner.see(&drawn.frame(), Budget::unlimited());
        }
        assert!(is_poster(&scanner.see(&Drawn::code(POSTER, 2).frame(), Budget::unlimited())));
    }
}
