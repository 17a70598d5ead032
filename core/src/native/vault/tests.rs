use keyring_core::mock;

use super::*;

fn store() -> SecureStore {
    SecureStore::of(mock::Store::new().unwrap(), String::from("phone/"))
}

#[test]
fn a_secret_is_kept_replaced_and_forgotten() {
    let store = store();
    for secret in [&b"one"[..], &[0, 255, 7], &[]] {
        store.set("iin", &Secret::new(secret.to_vec())).unwrap();
        assert_eq!(store.get("iin").unwrap().unwrap().expose("test"), secret);
        assert!(store.get("session").unwrap().is_none());
    }
    store.delete("iin").unwrap();
    store.delete("iin").unwrap();
    assert!(store.get("iin").unwrap().is_none());
}

#[test]
fn what_cannot_be_read_means_log_in_again_and_what_is_locked_means_wait() {
    let errors = [
        (Error::BadEncoding(vec![7]), Ok(())),
        (Error::BadDataFormat(vec![7], "torn".into()), Ok(())),
        (Error::BadStoreFormat("Encryption key not found".into()), Ok(())),
        (Error::NoStorageAccess("locked".into()), Err(VaultError::Locked)),
        (Error::PlatformFailure("-25308".into()), Err(VaultError::Locked)),
        (Error::NoDefaultStore, Err(VaultError::Missing)),
    ];
    for (error, expected) in errors {
        let store = store();
        store.set("iin", &Secret::new(b"900101300017".to_vec())).unwrap();
        let entry = (store.entry)("phone/iin").unwrap();
        entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
        assert_eq!(store.get("iin").map(|secret| assert!(secret.is_none())), expected);
    }
}

#[test]
fn what_cannot_be_written_is_said() {
    let store = store();
    let entry = (store.entry)("phone/iin").unwrap();
    let error = Error::BadStoreFormat("Encryption key not found".into());
    entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
    assert_eq!(store.set("iin", &Secret::new(vec![1])).err(), Some(VaultError::Damaged));
}
