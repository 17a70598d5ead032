use proptest::prelude::*;

use super::*;
use crate::{
    keys::tests::{NOW, key_set, signer},
    moment::DAY,
};

fn poster() -> Poster {
    Poster {
        venue: VenueId([0x11; 16]),
        entrance: Entrance::new(2).unwrap(),
        number: PosterNumber::make(12_345_678_901).unwrap(),
        from: NOW.minus(DAY),
        until: NOW.plus(DAY * 365),
        name: String::from("Дүкен «Алма»"),
    }
}

#[test]
fn the_text_of_version_1_is_frozen() {
    let signed = poster().sign(&signer(Purpose::Poster)).unwrap();
    insta::assert_snapshot!(signed.to_string());
    let read = SignedPoster::parse(&signed.to_string()).unwrap();
    assert_eq!(read, signed);
    assert_eq!(read.check(&key_set(), NOW), Ok(()));
    assert_eq!(
        SignedPoster::parse(&signed.to_string().to_lowercase()),
        Ok(signed),
        "the system camera may lower the case"
    );
}

#[test]
fn validity_has_two_ends() {
    let signed = poster().sign(&signer(Purpose::Poster)).unwrap();
    assert_eq!(signed.check_validity(NOW.minus(DAY)), Ok(()));
    assert_eq!(signed.check_validity(Moment(NOW.minus(DAY).0 - 1)), Err(PosterError::NotYet));
    assert_eq!(signed.check_validity(NOW.plus(DAY * 365)), Err(PosterError::Expired));
}

#[test]
fn a_poster_of_another_key_is_unknown_and_of_no_key_forged() {
    let stranger = Signer::derive(Purpose::Poster, &[77; 32]);
    let signed = poster().sign(&stranger).unwrap();
    assert_eq!(signed.check(&key_set(), NOW), Err(PosterError::UnknownKey));
    assert!(poster().sign(&signer(Purpose::Rules)).is_none());
}

#[test]
fn every_flipped_bit_is_refused() {
    let signed = poster().sign(&signer(Purpose::Poster)).unwrap().to_string();
    let bytes = BASE32_NOPAD.decode(&signed.as_bytes()[PREFIX.len()..]).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let text = format!("{PREFIX}{}", BASE32_NOPAD.encode(&changed));
        let outcome = SignedPoster::parse(&text).and_then(|read| read.check(&key_set(), NOW));
        assert!(outcome.is_err(), "bit {bit}");
    }
}

#[test]
fn what_is_not_ours_is_said_so() {
    let signed = poster().sign(&signer(Purpose::Poster)).unwrap().to_string();
    for text in [
        "",
        "HTTPS://EVIL.KZ/P/AAAA",
        PREFIX,
        &signed[..signed.len() - 1],
        &format!("{signed}A"),
        &format!("{signed}AAAAAAAA"),
        &signed.replace("//", "///"),
    ] {
        assert!(matches!(SignedPoster::parse(text), Err(PosterError::NotOurs | PosterError::Version)), "{text}");
    }
    let mut bytes = BASE32_NOPAD.decode(&signed.as_bytes()[PREFIX.len()..]).unwrap();
    bytes[0] = 2;
    assert_eq!(SignedPoster::parse(&format!("{PREFIX}{}", BASE32_NOPAD.encode(&bytes))), Err(PosterError::Version));
}

#[test]
fn names_that_mislead_cannot_stand_on_a_poster() {
    assert!(is_name("Дүкен «Алма» №5"));
    for name in ["", " x", "a\u{202e}b", "a\u{200b}b", "<b>", "a\nb", "=1+1", &"ы".repeat(33), "商店", "@x"] {
        assert!(!is_name(name), "{name:?}");
    }
}

#[test]
fn a_typed_code_forgives_what_people_do() {
    let number = PosterNumber::make(12_345_678_901).unwrap();
    let code = number.to_string();
    assert_eq!(code.len(), 9);
    for text in [code.clone(), code.to_lowercase(), code.replace('-', ""), code.replace('0', "o").replace('1', "l")] {
        assert_eq!(PosterNumber::parse_typed(&text), Ok(number), "{text}");
    }
    assert_eq!(PosterNumber::parse_typed("ABC"), Err(TypedCodeError::Length));
    assert_eq!(PosterNumber::parse_typed(""), Err(TypedCodeError::Length));
    assert_eq!(PosterNumber::parse_typed("ABCD-EFGHJ"), Err(TypedCodeError::Length));
    assert_eq!(PosterNumber::parse_typed("ABCU-EFGH"), Err(TypedCodeError::Character));
}

proptest! {
    #[test]
    fn every_single_slip_in_a_typed_code_is_caught(random in any::<u64>(), at in 0_usize..8, symbol in 0_usize..32) {
        prop_assume!(PosterNumber::make(random).is_some());
        let code: Vec<u8> = PosterNumber::make(random).unwrap().to_string().replace('-', "").into_bytes();
        let mut typed = code.clone();
        typed[at] = crate::typed_code::ALPHABET[symbol];
        let read = PosterNumber::parse_typed(std::str::from_utf8(&typed).unwrap());
        prop_assert_eq!(read.is_ok(), typed == code);
    }

    #[test]
    fn swapped_neighbours_in_a_typed_code_are_caught(random in any::<u64>(), at in 0_usize..6) {
        prop_assume!(PosterNumber::make(random).is_some());
        let mut code: Vec<u8> = PosterNumber::make(random).unwrap().to_string().replace('-', "").into_bytes();
        prop_assume!(code[at] != code[at + 1]);
        code.swap(at, at + 1);
        prop_assert!(PosterNumber::parse_typed(std::str::from_utf8(&code).unwrap()).is_err());
    }

    #[test]
    fn parsing_never_panics_and_what_it_reads_writes_itself_again(text in "(HTTPS://ASHYQ\\.KZ/P/)?[A-Z2-7]{0,300}") {
        if let Ok(read) = SignedPoster::parse(&text) {
            prop_assert_eq!(read.to_string(), text);
        }
    }
}
