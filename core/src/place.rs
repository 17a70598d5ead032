//! Places on the map and the distance between them.

use displaydoc::Display;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The Earth's mean radius in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A place as WGS 84 latitude and longitude, in whole microdegrees (about 0.1 m).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Place {
    latitude: i32,
    longitude: i32,
}

/// Why two numbers are no place.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum PlaceError {
    /// the latitude is not between -90 and 90 degrees
    Latitude,
    /// the longitude is not between -180 and 180 degrees
    Longitude,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

impl Place {
    /// Reads degrees of latitude and longitude.
    pub fn parse(latitude: f64, longitude: f64) -> Result<Self, PlaceError> {
        if !(-90.0..=90.0).contains(&latitude) {
            return Err(PlaceError::Latitude);
        }
        if !(-180.0..=180.0).contains(&longitude) {
            return Err(PlaceError::Longitude);
        }
        Ok(Self { latitude: micro(latitude), longitude: micro(longitude) })
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / 1e6, f64::from(self.longitude) / 1e6)
    }

    /// The great-circle distance in metres, by the haversine formula.
    pub fn distance_m(self, other: Self) -> f64 {
        let ((lat1, lon1), (lat2, lon2)) = (self.degrees(), other.degrees());
        let (lat1, lat2, dlon) = (lat1.to_radians(), lat2.to_radians(), (lon2 - lon1).to_radians());
        let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// An isolation place must not be read off a log.
impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Place(•••)")
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the range was checked: at most 180 million")]
fn micro(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

impl TryFrom<Degrees> for Place {
    type Error = PlaceError;

    fn try_from(degrees: Degrees) -> Result<Self, PlaceError> {
        Self::parse(degrees.latitude, degrees.longitude)
    }
}

impl From<Place> for Degrees {
    fn from(place: Place) -> Self {
        let (latitude, longitude) = place.degrees();
        Self { latitude, longitude }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_195_metres() {
        let almaty = Place::parse(43.0, 76.9).unwrap();
        let north = Place::parse(44.0, 76.9).unwrap();
        assert!((almaty.distance_m(north) - 111_195.08).abs() < 0.1, "{}", almaty.distance_m(north));
    }

    #[test]
    fn five_hundred_metres_are_told_from_five_hundred_and_one() {
        let home = Place::parse(43.238_949, 76.889_709).unwrap();
        let metre = 1.0 / 111_195.08;
        let near = Place::parse(43.238_949 + 499.9 * metre, 76.889_709).unwrap();
        let far = Place::parse(43.238_949 + 500.3 * metre, 76.889_709).unwrap();
        assert!(home.distance_m(near) <= 500.0);
        assert!(home.distance_m(far) > 500.0);
    }

    #[test]
    fn the_other_side_of_the_date_line_is_near() {
        let west = Place::parse(0.0, 179.999_5).unwrap();
        let east = Place::parse(0.0, -179.999_5).unwrap();
        assert!(west.distance_m(east) < 112.0);
        let antipode = Place::parse(0.0, 0.0).unwrap().distance_m(Place::parse(0.0, 180.0).unwrap());
        assert!((antipode - 20_015_115.0).abs() < 1.0);
    }

    #[test]
    fn what_is_not_on_the_map_is_refused_by_name() {
        assert_eq!(Place::parse(90.1, 0.0), Err(PlaceError::Latitude));
        assert_eq!(Place::parse(f64::NAN, 0.0), Err(PlaceError::Latitude));
        assert_eq!(Place::parse(0.0, -180.1), Err(PlaceError::Longitude));
    }

    #[test]
    fn a_place_does_not_print_itself() {
        assert_eq!(format!("{:?}", Place::parse(43.0, 76.0).unwrap()), "Place(•••)");
    }
}
