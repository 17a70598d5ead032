use std::{fs, os::unix::fs::PermissionsExt as _};

use ashyq_core::bytes::Bytes;

use super::*;

fn holder() -> KeyHolder {
    KeyHolder::ephemeral(&[7; 32])
}

fn iin() -> Iin {
    Iin::parse("900101300017").unwrap()
}

fn phone() -> Phone {
    Phone::parse("8 705 123 45 67").unwrap()
}

#[test]
fn what_was_sealed_opens_and_looks_different_every_time() {
    let holder = holder();
    let place = Place::parse(43.238_949, 76.889_709).unwrap();
    let day_key = [5; 32];
    for _ in 0..2 {
        assert_eq!(holder.open_phone(&holder.seal_phone(&phone())), Some(phone()));
        assert_eq!(holder.open_place(&holder.seal_place(place)), Some(place));
        assert_eq!(holder.unwrap_day_key(&holder.wrap_day_key(&day_key)), Some(day_key));
    }
    assert_ne!(holder.seal_phone(&phone()), holder.seal_phone(&phone()));
}

#[test]
fn what_was_sealed_for_one_use_or_key_opens_for_no_other() {
    let (holder, other) = (holder(), KeyHolder::ephemeral(&[8; 32]));
    let sealed = holder.wrap_day_key(&[5; 32]);
    assert_eq!(other.unwrap_day_key(&sealed), None);
    assert!(holder.open_phone(&sealed).is_none() && holder.open_place(&sealed).is_none());
    let same_key = Secret::new([1; 32]);
    assert!(open(&same_key, "place 1", &seal(&same_key, "phone 1", b"text")).is_none());
}

#[test]
fn no_changed_or_shortened_byte_opens() {
    let holder = holder();
    let sealed = holder.seal_phone(&phone());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(holder.open_phone(&changed).is_none(), "byte {at}");
        assert!(holder.open_phone(&sealed[..at]).is_none(), "length {at}");
    }
}

#[test]
fn every_use_has_a_key_of_its_own() {
    let holder = holder();
    let digits = "900101300017";
    let hashes = [
        holder.iin_hash(&iin()),
        lookup(&holder.phone, "iin 1", &[digits.as_bytes()]),
        lookup(&holder.log_in_code, "iin 1", &[digits.as_bytes()]),
        lookup(&holder.iin, "phone 1", &[digits.as_bytes()]),
        KeyHolder::ephemeral(&[8; 32]).iin_hash(&iin()),
    ];
    for (at, hash) in hashes.iter().enumerate() {
        assert!(!hashes[at + 1..].contains(hash), "{at}");
    }
    assert_eq!(holder.iin_hash(&iin()), KeyHolder::ephemeral(&[7; 32]).iin_hash(&iin()));
}

#[test]
fn a_log_in_code_counts_for_its_challenge_only() {
    let holder = holder();
    assert_ne!(holder.code_hash(b"one", "123456"), holder.code_hash(b"two", "123456"));
    assert_ne!(holder.code_hash(b"one1", "23456"), holder.code_hash(b"one", "123456"));
}

#[test]
fn hashes_of_version_1_are_frozen() {
    // A change here forgets every account.
    let holder = holder();
    let all = [holder.iin_hash(&iin()), holder.phone_hash(&phone()), holder.code_hash(b"one", "123456")];
    insta::assert_debug_snapshot!(all.map(|hash| Bytes(hash).to_string()));
}

#[test]
fn the_root_in_memory_signed_the_key_set() {
    let holder = holder();
    let set = holder.key_set().open_as_root(holder.root_public()).unwrap();
    assert_eq!((set.number, set.expires), (holder.key_set_number(), holder.key_set_expires()));
    let now = Moment(1_795_348_800_000);
    for purpose in Purpose::OF_THE_SERVICE {
        let signer = holder.signer(purpose);
        assert_eq!(signer.purpose(), purpose);
        set.verify(purpose, signer.id(), now, "x", b"y", &signer.sign("x", b"y")).unwrap();
    }
    assert!(Signed::sign(&set, holder.signer(Purpose::Root)).is_none());
}

#[test]
fn printing_the_holder_shows_no_secret() {
    let printed = format!("{:?}", holder());
    assert_eq!(printed.matches("Secret(•••)").count(), SECRETS.len() + 1, "one is derived: {printed}");
}

#[test]
fn a_made_file_is_private_and_opens_once_its_keys_are_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (data, keys, root) = (folder.path().join("data"), folder.path().join("keys"), folder.path().join("root"));
    KeyHolder::create(&keys, &data).unwrap();
    assert_eq!(fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    let unsigned = KeyHolder::open(&keys, &data).unwrap_err().to_string();
    assert!(unsigned.contains("keys.set does not exist; sign one with: ashyq-server keys sign"), "{unsigned}");
    let public = root::make_root(&root).unwrap();
    let signing =
        root::Signing { now: Moment(1_795_348_800_000), number: None, days: 90, next_root: None, drop: vec![] };
    root::sign_key_set(&root, &keys, &signing).unwrap();
    let holder = KeyHolder::open(&keys, &data).unwrap();
    assert_eq!((holder.root_public(), holder.key_set_number()), (public, 1));
    let again = KeyHolder::open(&keys, &data).unwrap();
    assert_eq!(again.iin_hash(&iin()), holder.iin_hash(&iin()));
    assert!(KeyHolder::create(&keys, &data).unwrap_err().to_string().contains("never overwritten"));
    assert!(matches!(KeyHolder::open(&keys, folder.path()), Err(KeyFileError::InsideData { .. })));
    assert!(matches!(KeyHolder::create(&data.join("keys"), &data), Err(KeyFileError::InsideData { .. })));
}

#[test]
fn a_key_set_of_other_keys_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (data, root) = (folder.path().join("data"), folder.path().join("root"));
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    root::make_root(&root).unwrap();
    let signing =
        root::Signing { now: Moment(1_795_348_800_000), number: None, days: 90, next_root: None, drop: vec![] };
    for keys in [&one, &two] {
        KeyHolder::create(keys, &data).unwrap();
        root::sign_key_set(&root, keys, &signing).unwrap();
    }
    fs::copy(folder.path().join("one.set"), folder.path().join("two.set")).unwrap();
    let error = KeyHolder::open(&two, &data).unwrap_err().to_string();
    assert!(error.contains("the signed key set does not list its decision key"), "{error}");
}
