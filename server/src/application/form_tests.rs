use ashyq_core::oked::VenueKind;

use super::*;

/// A form that is filled in well.
pub(in crate::application) fn form() -> NewApplication {
    NewApplication {
        number: ClaimedNumber::Bin("123456789013".into()),
        name: "Дүкен Алма".into(),
        address: "Алматы, Абай даңғылы, 10".into(),
        place: Place::parse(43.238_949, 76.889_709).unwrap(),
        region: Region::ALMATY,
        oked: "47.11".into(),
        contact_phone: "+7 701 000 00 01".into(),
        entrances: Entrance::FIRST,
        association: None,
    }
}

fn refused(form: &NewApplication) -> (ProblemCode, Option<String>) {
    let refusal = form.check(&OkedTable::version_1()).unwrap_err();
    (refusal.code(), refusal.field_name())
}

/// The product's table once more, as ranges of four digits and by hand.
fn kind_by_hand(oked: u16) -> Option<(VenueKind, bool)> {
    use VenueKind::{
        Airport, BeautyAndBaths, Catering, Cinema, Culture, Entertainment, FurtherEducation, Grocery, Hotel,
        HouseholdGoods, Pharmacy, Sanatorium, ShoppingCentre, Sport,
    };
    Some(match oked {
        4711 | 4720..=4729 => (Grocery, false),
        4752 | 4759 => (HouseholdGoods, false),
        4773 => (Pharmacy, false),
        5600..=5699 => (Catering, true),
        5914 => (Cinema, true),
        8550..=8559 => (FurtherEducation, true),
        4719 | 6820..=6829 => (ShoppingCentre, false),
        9310..=9319 => (Sport, false),
        9602 | 9604 => (BeautyAndBaths, false),
        5510..=5519 => (Hotel, false),
        8690..=8699 => (Sanatorium, false),
        5110..=5119 | 5223 => (Airport, false),
        9000..=9199 => (Culture, false),
        9329 => (Entertainment, false),
        _ => return None,
    })
}

#[test]
fn every_activity_there_can_be_is_eligible_or_not_as_the_table_says() {
    let table = OkedTable::version_1();
    let mut eligible = 0;
    for number in 0..10_000_u16 {
        let oked = format!("{:02}.{:02}", number / 100, number % 100);
        let checked = NewApplication { oked: oked.clone(), ..form() }.check(&table);
        match kind_by_hand(number) {
            Some((kind, through)) => {
                let checked = checked.unwrap();
                assert_eq!((checked.door.kind, checked.through_association), (kind, through), "{oked}");
                eligible += 1;
            }
            None => assert_eq!(checked.unwrap_err().code(), ProblemCode::OkedNotEligible, "{oked}"),
        }
    }
    assert_eq!(eligible, 380);
    // What lies below a row is covered with it, and no text makes another activity of it.
    let below = NewApplication { oked: "56.10.1".into(), ..form() }.check(&table).unwrap();
    assert_eq!((below.door.kind, below.oked_version), (VenueKind::Catering, 1));
    for spoof in ["4711 ", "47 11", "47.11/56.10", "４７.１１", "47.11.1.2.3", "", "47"] {
        let checked = NewApplication { oked: spoof.into(), ..form() }.check(&table);
        assert!(spoof == "4711 " || checked.is_err(), "{spoof}");
    }
}

#[test]
fn each_wrong_field_is_named() {
    let bin = |text: &str| NewApplication { number: ClaimedNumber::Bin(text.into()), ..form() };
    let iin = |text: &str| NewApplication { number: ClaimedNumber::Iin(text.into()), ..form() };
    let name = |text: &str| NewApplication { name: text.into(), ..form() };
    let address = |text: &str| NewApplication { address: text.into(), ..form() };
    let contact = |text: &str| NewApplication { contact_phone: text.into(), ..form() };
    for (wrong, field) in [
        (bin("123456789014"), "number.bin"),
        (bin("12345678901"), "number.bin"),
        (iin("900101300018"), "number.iin"),
        (iin("x"), "number.iin"),
        (name(""), "name"),
        (name(&"x".repeat(65)), "name"),
        (name("a\u{202e}b"), "name"),
        (name("<script>"), "name"),
        (address(" "), "address"),
        (address("., -"), "address"),
        (address("a\nb"), "address"),
        (address("a\u{202e}b"), "address"),
        (address("a\u{200b}b"), "address"),
        (address(&"x".repeat(201)), "address"),
        (contact("+1 202 555 0100"), "contact_phone"),
        (contact("701"), "contact_phone"),
        (NewApplication { oked: "x".into(), ..form() }, "oked"),
    ] {
        assert_eq!(refused(&wrong), (ProblemCode::FieldInvalid, Some(field.into())), "{field}");
    }
    for fine in [
        name(&"x".repeat(64)),
        address(&"x".repeat(200)),
        address("г. Алматы, ул. Абая, 10/2 (вход №3), «Дом»"),
        iin("900101300017"),
        contact("8 (701) 000-00-01"),
    ] {
        fine.check(&OkedTable::version_1()).unwrap();
    }
}

#[test]
fn an_iin_under_bin_is_a_person_and_no_business() {
    let person = NewApplication { number: ClaimedNumber::Bin("900101300017".into()), ..form() };
    assert_eq!(refused(&person), (ProblemCode::NotABusiness, None));
}

#[test]
fn a_body_with_a_field_too_many_or_a_number_of_both_kinds_is_refused() {
    let whole = serde_json::to_value(form()).unwrap();
    let read = |value: serde_json::Value| serde_json::from_value::<NewApplication>(value);
    assert!(read(whole.clone()).is_ok());
    let mut more = whole.clone();
    more["state"] = "live".into();
    assert!(read(more).is_err());
    for (field, wrong) in [
        ("number", serde_json::json!({ "bin": "123456789013", "iin": "900101300017" })),
        ("number", "123456789013".into()),
        ("entrances", 0.into()),
        ("entrances", 100.into()),
        ("region", 99.into()),
        ("place", serde_json::json!({ "latitude": 91, "longitude": 0 })),
    ] {
        let mut changed = whole.clone();
        changed[field] = wrong;
        assert!(read(changed).is_err(), "{field}");
    }
}
