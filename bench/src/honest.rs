//! The bench itself is honest: decoders that read nothing, invent, look things up or panic get what they deserve.

use std::{rc::Rc, time::Duration};

use crate::{
    decoder::{Decoder, Read},
    film::{Poster, settings::Settings, wall},
    material::{Case, Code, Set, Verdict},
    picture::Picture,
    report::Report,
    sheet,
    stream::Reel,
};

/// A decoder that does as it is told.
struct Told(fn(&Picture) -> Option<&'static str>);

impl Decoder for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn read(&mut self, picture: &Picture) -> Option<Read> {
        (self.0)(picture).map(|text| Read { says: vec![text.into()], corners: [(0.0, 0.0); 4] })
    }
}

fn case(set: Set, category: &str, codes: &[&str], luma: u8) -> Case {
    let code = |text: &&str| Code { text: Some(text.as_bytes().to_vec()), outline: None };
    Case {
        set,
        category: category.to_owned(),
        name: category.to_owned(),
        codes: codes.iter().map(code).collect(),
        picture: Rc::new(move || Ok(Picture { luma: vec![luma; 64 * 64], width: 64, height: 64 })),
    }
}

fn cases() -> Vec<Case> {
    vec![
        case(Set::Boofcv, "boofcv-a", &["one"], 1),
        case(Set::Boofcv, "boofcv-a", &["two", "one"], 2),
        case(Set::Authored, "jsqr", &["one"], 3),
        case(Set::Synthetic, "synth-a", &["one"], 4),
        case(Set::Synthetic, "synth-b", &["three"], 5),
        case(Set::Empty, "neg-a", &[], 6),
    ]
}

/// Every key that follows for a decoder.
fn keys(told: fn(&Picture) -> Option<&'static str>) -> Vec<(String, f64)> {
    let mut decoders: Vec<Box<dyn Decoder>> = vec![Box::new(Told(told))];
    let score = crate::score(&mut decoders, &cases()).unwrap();
    let settings = Settings::parse("width = 320 320\nseconds = 0.5 0.5\n").unwrap();
    let reel = Reel { posters: vec![poster()], walls: wall::draw_all(1, 3), settings, seed: 3, films: 2 };
    let seen = reel.show(&mut decoders, |_| {});
    Report::of(&score, &seen, &reel).keys
}

fn poster() -> Poster {
    Poster { text: String::from("one"), ..sheet::plain_poster() }
}

fn value(keys: &[(String, f64)], name: &str) -> f64 {
    keys.iter().find(|(key, _)| key == name).unwrap_or_else(|| panic!("{name} in {keys:?}")).1
}

#[test]
fn who_reads_nothing_scores_nothing() {
    let keys = keys(|_| None);
    for name in ["photos_read", "boofcv_read", "authored_read", "synthetic_read", "synthetic_worst_category"] {
        assert!(value(&keys, name).abs() < f64::EPSILON, "{name}");
    }
    assert!((value(&keys, "stream_never_read") - 2.0).abs() < f64::EPSILON);
    assert!(value(&keys, "false_positives").abs() < f64::EPSILON);
}

#[test]
fn who_reads_everything_as_one_text_is_right_where_it_is_there_and_caught_where_it_is_not() {
    let keys = keys(|_| Some("one"));
    assert!((value(&keys, "photos_read") - 1.0).abs() < f64::EPSILON);
    assert!((value(&keys, "synthetic_read") - 0.5).abs() < f64::EPSILON);
    assert!(value(&keys, "synthetic_worst_category").abs() < f64::EPSILON);
    // One on a frame with another code, one on a frame without.
    assert!((value(&keys, "false_positives") - 2.0).abs() < f64::EPSILON);
    assert!(value(&keys, "stream_never_read").abs() < f64::EPSILON);
}

#[test]
fn who_invents_is_counted_on_every_frame_of_a_film() {
    let keys = keys(|_| Some("invented"));
    assert!(value(&keys, "photos_read").abs() < f64::EPSILON);
    // Three frames, and two films of fifteen.
    assert!((value(&keys, "false_positives") - 33.0).abs() < f64::EPSILON);
}

#[test]
fn a_panic_is_counted_and_the_race_goes_on() {
    let keys = keys(|picture| if picture.luma[0] == 3 { panic!("at the third") } else { Some("one") });
    assert!((value(&keys, "panics") - 1.0).abs() < f64::EPSILON);
    assert!((value(&keys, "photos_read") - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_decoder_pays_for_its_own_time_only() {
    fn busy(_: &Picture) -> Option<&'static str> {
        let start = std::time::Instant::now();
        while start.elapsed() < Duration::from_millis(3) {
            std::hint::spin_loop();
        }
        None
    }
    let mut decoders: Vec<Box<dyn Decoder>> = vec![Box::new(Told(busy)), Box::new(Told(|_| Some("one")))];
    let laps = crate::race::race(&mut decoders, &Picture { luma: vec![0; 4], width: 2, height: 2 });
    // Where others use the machine a thread has less than the wall's time, never more.
    assert!(laps[0].time < Duration::from_millis(4) && laps[1].time < Duration::from_millis(1), "{laps:?}");
    assert!(laps[0].time > laps[1].time);
    let one = [Code { text: Some(b"one".to_vec()), outline: None }];
    assert_eq!([laps[0].judge(&one), laps[1].judge(&one)], [Verdict::Nothing, Verdict::Right]);
}
