//! Frames as cameras hand them out.

use serde_json::json;

use crate::{driver::Driver, frame::Plane, nothing};

/// What a whole look may take: a busy machine is no phone.
const BUDGET_MS: u32 = 150;
const POSTER: &str = "HTTPS://ASHYQ.KZ/P/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_code_is_read_from_every_kind_of_plane() {
    let (driver, folder) = (Driver::start(), tempfile::tempdir().unwrap());
    driver.makes("scanner", nothing(), "scanner");
    let plane = Plane::of(POSTER);
    let cropped = Plane { crop: Some([20, 20, plane.width - 40, plane.height - 40]), ..plane.padded(64) };
    let planes = [
        ("plain", plane.clone()),
        ("padded, with a short last row", plane.padded(37)),
        ("a quarter turned", plane.turned(90)),
        ("upside down", plane.turned(180)),
        ("three quarters turned, padded", plane.turned(270).padded(11)),
        ("light on dark", plane.inverted()),
        ("cropped", cropped),
    ];
    for (name, plane) in planes {
        let asked = plane.asked(folder.path(), "plane", BUDGET_MS);
        // A scanner looks for different things in frames that follow one another.
        let seen = (0..20).map(|_| driver.gives("scanner", "see", asked.clone())).find(|seen| seen["is"] == "Ours");
        let seen = seen.unwrap_or_else(|| panic!("{name} is not read"));
        assert_eq!(seen["of"], POSTER, "{name}");
        let corners = seen["outline"].as_array().unwrap();
        let (right, below) =
            if plane.degrees % 180 == 0 { (plane.width, plane.height) } else { (plane.height, plane.width) };
        let fits = |corner: &serde_json::Value| {
            let (x, y) = (corner[0].as_f64().unwrap(), corner[1].as_f64().unwrap());
            let within = |side: usize| 50.0..f64::from(u32::try_from(side).unwrap()) - 50.0;
            within(right).contains(&x) && within(below).contains(&y)
        };
        assert!(corners.len() == 4 && corners.iter().all(fits), "{name}: {corners:?}");
    }
    driver.ends();
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn other_codes_are_named_and_a_wall_is_nothing() {
    let (driver, folder) = (Driver::start(), tempfile::tempdir().unwrap());
    driver.makes("scanner", nothing(), "scanner");
    let asked = Plane::of("WIFI:S:guest;;").asked(folder.path(), "wifi", BUDGET_MS);
    let seen = (0..20).map(|_| driver.gives("scanner", "see", asked.clone())).find(|seen| seen["is"] == "Foreign");
    assert_eq!(seen.unwrap()["of"], "WiFi");
    driver.makes("scanner", nothing(), "another");
    let asked = Plane::grey(640, 480).asked(folder.path(), "grey", BUDGET_MS);
    assert_eq!(driver.gives("another", "see", asked), json!({ "is": "Nothing", "outline": null }));
    driver.ends();
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_plane_that_cannot_be_is_refused_by_name() {
    let (driver, folder) = (Driver::start(), tempfile::tempdir().unwrap());
    driver.makes("scanner", nothing(), "scanner");
    let plane = Plane::grey(64, 48);
    for (error, wrong) in [
        ("FrameError.Side", Plane { width: 0, ..plane.clone() }),
        ("FrameError.Side", Plane { height: 5000, ..plane.clone() }),
        ("FrameError.Stride", Plane { stride: 63, ..plane.clone() }),
        ("FrameError.Short", Plane { luma: vec![0; 64 * 48 - 1], ..plane.clone() }),
        ("FrameError.Short", Plane { luma: Vec::new(), ..plane.clone() }),
        ("FrameError.Crop", Plane { crop: Some([1, 0, 64, 48]), ..plane.clone() }),
        ("FrameError.Crop", Plane { crop: Some([0, 0, 0, 48]), ..plane.clone() }),
    ] {
        let answer = driver.throws(Some("scanner"), "see", wrong.asked(folder.path(), "wrong", 1));
        assert_eq!(answer["throws"], error);
    }
    let right = plane.asked(folder.path(), "right", 1);
    assert_eq!(driver.gives("scanner", "see", right)["is"], "Nothing");
    driver.ends();
}
