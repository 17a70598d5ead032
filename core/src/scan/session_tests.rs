//! The scanner from frame to frame.

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
fn a_code_of_others_that_fills_the_frame_is_looked_at_once() {
    let drawn = Drawn::code("HTTPS://EXAMPLE.COM/", 5);
    let asked = Cell::new(0);
    let elapsed = || {
        asked.set(asked.get() + 1);
        Duration::ZERO
    };
    let mut scanner = scanner();
    // Each look asks for the time as often: a second one would show.
    let times = [0, 1].map(|_| {
        asked.set(0);
        let seen = scanner.see(&drawn.frame(), Budget::new(&elapsed));
        assert!(matches!(seen.what, What::Foreign(_)), "{seen:?}");
        asked.get()
    });
    assert_eq!(times[0], times[1]);
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
        let mut bytes: Vec<u8> = bits.chunks(8).map(|eight| eight.iter().fold(0, |sum, bit| sum << 1 | bit)).collect();
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

/// A code whose data is painted over: its finders and timing are there, its text is not.
fn spoilt(scale: usize) -> Drawn {
    let mut drawn = Drawn::code(POSTER, scale);
    let (from, to) = (12 + scale * 13, drawn.height - 12 - scale * 5);
    for y in from..to {
        let row = &mut drawn.luma[y * drawn.width + 20 + scale * 13..][..scale * 20];
        for (x, luma) in row.iter_mut().enumerate() {
            *luma = if (x / scale + y / scale).is_multiple_of(3) { 30 } else { 220 };
        }
    }
    drawn
}

#[test]
fn every_trouble_has_its_own_hint() {
    let lit = |scale: usize, light: fn(u8) -> u8| {
        let mut drawn = spoilt(scale);
        for luma in &mut drawn.luma {
            *luma = light(*luma);
        }
        drawn
    };
    let table = [
        ("unsteady", lit(6, |luma| luma), Hint::HoldStill),
        ("far", lit(2, |luma| luma), Hint::MoveCloser),
        ("dark", lit(6, |luma| luma / 6), Hint::TooDark),
        ("glare", lit(6, |luma| luma.saturating_add(90)), Hint::TooBright),
    ];
    for (what, drawn, hint) in table {
        let mut scanner = scanner();
        let last = (0..20).map(|_| scanner.see(&drawn.frame(), Budget::unlimited())).last().expect("twenty");
        assert_eq!(last.what, What::Unreadable(hint), "{what}");
        assert!(last.outline.is_some(), "{what}: where it lies is shown");
    }
}

#[test]
fn a_hint_is_said_only_after_a_while() {
    let drawn = spoilt(6);
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
    let mut takes = |times: usize, time: Duration| {
        let start = Instant::now();
        let seen = (0..times).map(|_| scanner.see(&drawn.frame(), Budget::new(&elapsed).within(time))).last();
        (start.elapsed(), seen.map(|seen| seen == Seen::NOTHING))
    };
    let (hurried, looks) = (takes(1000, Duration::ZERO), takes(1000, Duration::from_secs(1)));
    assert_eq!((hurried.1, looks.1), (Some(true), Some(false)));
    assert!(hurried.0 * 10 < looks.0, "{hurried:?} {looks:?}");
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
