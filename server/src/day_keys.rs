//! Pseudonyms that hold for a day: whoever has the day's key can tell that two rows are of one person, afterwards nobody.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use ring::hmac;

use crate::{
    database::{Database, DatabaseError},
    key_holder::KeyHolder,
    random,
    store::day_keys,
};

/// A pseudonym, 128 bits of an HMAC-SHA-256.
pub(crate) type Pseudonym = [u8; 16];

/// A day's key.
#[derive(Clone)]
pub(crate) struct DayKey(hmac::Key);

impl DayKey {
    fn of(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// The pseudonym of something under a context.
    pub(crate) fn of_parts(&self, context: &'static str, parts: &[&[u8]]) -> Pseudonym {
        let mut mac = hmac::Context::with_key(&self.0);
        mac.update(context.as_bytes());
        for part in parts {
            mac.update(part);
        }
        let mut pseudonym = [0; 16];
        pseudonym.copy_from_slice(&mac.sign().as_ref()[..16]);
        pseudonym
    }

    /// A person on this day.
    pub(crate) fn person(&self, subject: &[u8; 32]) -> Pseudonym {
        self.of_parts("person", &[subject])
    }

    /// A device on this day.
    pub(crate) fn device(&self, device: &[u8; 32]) -> Pseudonym {
        self.of_parts("device", &[device])
    }
}

/// The keys of the days whose visits are kept.
pub(crate) struct DayKeys(RwLock<HashMap<i32, DayKey>>);

impl DayKeys {
    /// The keys that the database holds.
    pub(crate) fn of(stored: &[(i32, Vec<u8>)], keys: &KeyHolder) -> Self {
        let open = stored.iter().filter_map(|(day, wrapped)| Some((*day, DayKey::of(&keys.unwrap_day_key(wrapped)?))));
        Self(RwLock::new(open.collect()))
    }

    /// The key of a day, where it still exists.
    pub(crate) fn get(&self, day: i32) -> Option<DayKey> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&day).cloned()
    }

    /// The key of a day, made where there is none yet.
    pub(crate) async fn make(
        &self,
        day: i32,
        database: &Database,
        keys: &Arc<KeyHolder>,
    ) -> Result<DayKey, DatabaseError> {
        if let Some(key) = self.get(day) {
            return Ok(key);
        }
        let wrapped = keys.wrap_day_key(&random::bytes());
        let stored = database.write(move |sql| day_keys::keep(sql, day, &wrapped)).await?;
        let key = DayKey::of(&keys.unwrap_day_key(&stored).ok_or(DatabaseError::Shape)?);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(day, key.clone());
        Ok(key)
    }

    /// Forgets the keys of days before that one.
    pub(crate) fn forget_before(&self, day: i32) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|held, _| *held >= day);
    }
}
