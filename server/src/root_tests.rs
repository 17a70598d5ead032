use tempfile::TempDir;

use super::*;
use crate::key_holder::KeyHolder;

const NOW: Moment = Moment(1_795_348_800_000);

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder };
        make_root(&desk.path("root")).unwrap();
        KeyHolder::create(&desk.path("keys"), &desk.path("data")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sign(&self, root: &str, signing: &Signing) -> Result<KeySet, String> {
        sign_key_set(&self.path(root), &self.path("keys"), signing).map_err(|error| error.to_string())
    }

    /// Other keys in the same place, as after a rotation.
    fn change_keys(&self) {
        for name in ["keys", "keys.public"] {
            fs::remove_file(self.path(name)).unwrap();
        }
        KeyHolder::create(&self.path("keys"), &self.path("data")).unwrap();
    }
}

fn signing(now: Moment) -> Signing {
    Signing { now, number: None, days: 30, next_root: None, drop: vec![] }
}

#[test]
fn sets_are_numbered_upwards_and_keep_the_beginning_of_their_keys() {
    let desk = Desk::make();
    let one = desk.sign("root", &signing(NOW)).unwrap();
    let two = desk.sign("root", &signing(NOW.plus(DAY))).unwrap();
    assert_eq!((one.number, two.number), (1, 2));
    assert_eq!(two.keys[0].from, one.keys[0].from);
    assert_eq!((one.expires, two.expires), (NOW.plus(DAY * 30), NOW.plus(DAY * 31)));
    let back = desk.sign("root", &Signing { number: Some(2), ..signing(NOW) }).unwrap_err();
    assert!(back.contains("the present number is 2 and the new one must be higher"), "{back}");
    assert_eq!(desk.sign("root", &Signing { number: Some(9), ..signing(NOW) }).unwrap().number, 9);
}

#[test]
fn a_former_key_stays_until_its_time_is_over_unless_it_is_dropped() {
    let desk = Desk::make();
    let one = desk.sign("root", &signing(NOW)).unwrap();
    desk.change_keys();
    let two = desk.sign("root", &signing(NOW.plus(DAY))).unwrap();
    assert_eq!(two.keys.len(), 8);
    assert_eq!(two.keys[4..], one.keys[..]);
    let later = desk.sign("root", &signing(NOW.plus(DAY * 31))).unwrap();
    let former: Vec<Purpose> = later.keys[4..].iter().map(|key| key.purpose).collect();
    assert_eq!(former, [Purpose::Poster], "posters of the former key still hang on walls");
    let stolen = one.keys[1].public.id();
    let without = desk.sign("root", &Signing { drop: vec![stolen], ..signing(NOW.plus(DAY * 31)) }).unwrap();
    assert_eq!(without.keys.len(), 4);
}

#[test]
fn only_the_named_successor_takes_over() {
    let desk = Desk::make();
    let next = make_root(&desk.path("next")).unwrap();
    desk.sign("root", &signing(NOW)).unwrap();
    let early = desk.sign("next", &signing(NOW)).unwrap_err();
    assert!(
        early.contains("another root signed the present one; use that root, or first let it sign one with --next-root"),
        "{early}"
    );
    let named = desk.sign("root", &Signing { next_root: Some(desk.path("next")), ..signing(NOW) }).unwrap();
    assert_eq!(named.next_root, Some(next));
    desk.sign("next", &signing(NOW)).unwrap();
    assert_eq!(KeyHolder::open(&desk.path("keys"), &desk.path("data")).unwrap().root_public(), next);
}

#[test]
fn wrong_wishes_are_refused_with_what_to_do() {
    let desk = Desk::make();
    for days in [0, 367] {
        let error = desk.sign("root", &Signing { days, ..signing(NOW) }).unwrap_err();
        assert!(error.contains(&format!("a key set lasts 1 to 366 days, not {days}")), "{error}");
    }
    let missing = desk.sign("other", &signing(NOW)).unwrap_err();
    assert!(missing.contains("other does not exist; make it with: ashyq-server keys make"), "{missing}");
    assert!(make_root(&desk.path("root")).unwrap_err().to_string().contains("never overwritten"));
}

#[test]
fn the_roots_machine_needs_no_secret_of_the_service() {
    let desk = Desk::make();
    let keys = fs::read_to_string(desk.path("keys")).unwrap();
    fs::remove_file(desk.path("keys")).unwrap();
    desk.sign("root", &signing(NOW)).unwrap();
    let carried =
        fs::read_to_string(desk.path("keys.public")).unwrap() + &fs::read_to_string(desk.path("keys.set")).unwrap();
    for line in keys.lines().filter(|line| !line.starts_with('#')) {
        let secret = line.split('"').nth(1).unwrap();
        assert!(!carried.contains(secret), "{}", line.split(' ').next().unwrap());
    }
}

#[test]
fn a_changed_key_set_does_not_open() {
    let desk = Desk::make();
    desk.sign("root", &signing(NOW)).unwrap();
    let set = fs::read_to_string(desk.path("keys.set")).unwrap();
    fs::write(desk.path("keys.set"), set.replace("\"document\": \"e", "\"document\": \"f")).unwrap();
    let error = SignedKeySet::read(&desk.path("keys")).unwrap_err().to_string();
    assert!(error.contains("the signature does not fit"), "{error}");
}
