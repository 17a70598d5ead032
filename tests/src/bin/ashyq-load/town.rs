//! Venues and people, written straight into a database before its service starts.

use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use ashyq_core::{
    bytes::Bytes,
    id::{Entrance, VenueId, VisitId},
    moment::{DAY, HOUR, Moment},
    poster::PosterNumber,
    proof::{self, DevicePublicKey, Request},
    wire::{EntryRequest, Scanned, path},
};
use ring::{
    rand::{SecureRandom as _, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

/// Somebody with a phone, logged in and bound.
pub(crate) struct Person {
    key: EcdsaKeyPair,
    pub(crate) public: DevicePublicKey,
    pub(crate) token: String,
    binding: [u8; 16],
}

impl Person {
    /// Somebody whose device key is new.
    pub(crate) fn make(random: &SystemRandom) -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let made = EcdsaKeyPair::generate_pkcs8(algorithm, random).expect("a key is made");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), random).expect("the key is read");
        let point = key.public_key().as_ref()[1..].try_into().expect("an uncompressed point");
        let token = Bytes(self::random::<32>()).to_string();
        Self { key, public: DevicePublicKey(Bytes(point)), token, binding: self::random() }
    }

    /// Signs as the phone does.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature = self.key.sign(&SystemRandom::new(), message).expect("the key signs");
        signature.as_ref().try_into().expect("r and s")
    }
}

/// Venues and people.
pub(crate) struct Town {
    pub(crate) venues: Vec<(VenueId, PosterNumber)>,
    people: Vec<Person>,
    /// The token of the browser of whoever owns all venues.
    pub(crate) owner: String,
}

/// An entry as it goes over the wire.
pub(crate) struct EntryText {
    pub(crate) visit: VisitId,
    pub(crate) text: Vec<u8>,
}

impl Town {
    /// So many of each.
    pub(crate) fn make(venues: usize, people: usize) -> Self {
        let numbers = std::iter::repeat_with(|| PosterNumber::make(u64::from_be_bytes(random()))).flatten();
        let system = SystemRandom::new();
        Self {
            venues: numbers.take(venues).map(|number| (VenueId(random()), number)).collect(),
            people: (0..people).map(|_| Person::make(&system)).collect(),
            owner: Bytes(random::<32>()).to_string(),
        }
    }

    /// The same venues but the first, and nobody.
    pub(crate) fn without_the_first(&self) -> Self {
        Self { venues: self.venues[1..].to_vec(), people: Vec::new(), owner: self.owner.clone() }
    }

    /// The entry of the `turn`th person at some venue, with its proof, as an HTTP/1.1 request.
    pub(crate) fn entry(&self, turn: usize, nonce: &str) -> EntryText {
        self.entry_at(u32::from_be_bytes(random()) as usize % self.venues.len(), turn, nonce)
    }

    /// The same at a venue.
    pub(crate) fn entry_at(&self, venue: usize, turn: usize, nonce: &str) -> EntryText {
        let person = &self.people[turn % self.people.len()];
        let (venue, poster) = self.venues[venue];
        let visit = VisitId(random());
        let request = EntryRequest {
            binding: Bytes(person.binding),
            poster,
            scanned: Some(Scanned { venue, entrance: Entrance::FIRST }),
            visit_key: Bytes(random()),
            entered_at: now(),
            clock_certain: true,
            ask: true,
        };
        let body = serde_json::to_vec(&request).expect("JSON");
        let path = path::VISIT.replace("{visit}", &visit.to_string());
        let request = Request { method: "PUT", path: &path, token: Some(&person.token), body: &body };
        let input = proof::signing_input(&request, nonce, Bytes(random()), &person.public);
        let proof = proof::finish(&input, &person.sign(input.as_bytes()));
        let mut text = format!(
            "PUT {path} HTTP/1.1\r\nhost: ashyq\r\naccept: application/json\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nauthorization: DPoP {}\r\ndpop: {proof}\r\n\r\n",
            body.len(),
            person.token
        )
        .into_bytes();
        text.extend(body);
        EntryText { visit, text }
    }

    /// Writes the town and so many past visits into a database that no service has open.
    pub(crate) fn settle(&self, file: &Path, stored: usize) {
        let mut database = Connection::open(file).expect("the database opens");
        // Nothing here has to last; the service sets its own.
        database
            .execute_batch("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000;")
            .expect("settings");
        let rows = database.transaction().expect("a transaction");
        self.write(&rows).expect("the town is written");
        self.write_visits(&rows, stored).expect("visits are written");
        rows.commit().expect("they stay");
        drop(database);
        // Or the disk would still be writing this while it is measured.
        std::fs::File::open(file).and_then(|file| file.sync_all()).expect("the file is synced");
    }

    /// Since when and until when its posters count.
    pub(crate) fn validity() -> (Moment, Moment) {
        // To the hour, so that whoever asks again is told the same.
        let hour = whole(Moment(now().0 - now().0 % 3_600_000));
        (hour.minus(DAY * 20), hour.plus(DAY * 200))
    }

    fn write(&self, rows: &Transaction<'_>) -> rusqlite::Result<()> {
        let now = now();
        let (from, until) = Self::validity();
        let (created, far) = (from.0, until.0);
        let business = self.write_owner(rows, created)?;
        for (venue, poster) in &self.venues {
            rows.prepare_cached(
                "insert into venue (venue_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, \
                 created_at, business_id, name_key) values (?1, ?2, 'Алматы, Абай 1', 43238949, 76889709, 75, '47.11', \
                 'grocery', 1, 'live', ?3, ?4, ?5)",
            )?
            .execute(params![
                venue.0,
                format!("Дүкен {poster}"),
                created,
                business,
                format!("дүкен {poster}").to_lowercase()
            ])?;
            rows.prepare_cached("insert into venue_mode (venue_id, since, mode) values (?1, ?2, 'live')")?
                .execute(params![venue.0, created])?;
            rows.prepare_cached(
                "insert into poster (number, venue_id, entrance, from_at, until_at, name) values (?1, ?2, 1, ?3, ?4, ?5)",
            )?
            .execute(params![poster.number().cast_signed(), venue.0, created, far, format!("Дүкен {poster}")])?;
        }
        for (number, person) in self.people.iter().enumerate() {
            let (account, session, phone) = (random::<16>(), random::<16>(), random::<32>());
            let (device, subject) = (person.public.thumbprint().0, random::<32>());
            let token: [u8; 32] = Sha256::digest(&person.token).into();
            rows.prepare_cached(
                "insert into account (account_id, phone_hash, phone_sealed, alias, language, created_at) \
                 values (?1, ?2, ?3, ?4, 'ru', ?5)",
            )?
            .execute(params![account, phone, random::<52>(), random::<16>(), created])?;
            rows.prepare_cached("insert into account_phone (phone_hash, account_id) values (?1, ?2)")?
                .execute(params![phone, account])?;
            rows.prepare_cached(
                "insert into device (account_id, device, since, objected, vouched) values (?1, ?2, ?3, 0, 0)",
            )?
            .execute(params![account, device, created])?;
            rows.prepare_cached(
                "insert into session (session_id, account_id, device, generation, used_generation, created_at) \
                 values (?1, ?2, ?3, 1, 1, ?4)",
            )?
            .execute(params![session, account, device, created])?;
            rows.prepare_cached(
                "insert into token (token_hash, session_id, generation, expires_at) values (?1, ?2, 1, ?3)",
            )?
            .execute(params![token, session, now.plus(HOUR).0])?;
            rows.prepare_cached(
                "insert into renewal (renewal_hash, session_id, generation, expires_at) values (?1, ?2, 1, ?3)",
            )?
            .execute(params![random::<32>(), session, far])?;
            rows.prepare_cached(
                "insert into binding (binding_id, account_id, device, subject, bound_at, objected) \
                 values (?1, ?2, ?3, ?4, ?5, 0)",
            )?
            .execute(params![person.binding, account, device, subject, created])?;
            // Half of them have been tested lately.
            if number % 2 == 0 {
                rows.prepare_cached(
                    "insert into fact (subject, source_id, fact_id, kind, at) values (?1, ?2, ?3, 'pcr_negative', ?4)",
                )?
                .execute(params![subject, [7_u8; 16], number.to_string(), now.minus(HOUR * 5).0])?;
            }
        }
        Ok(())
    }

    /// Whoever owns all venues, logged in at a browser; the business.
    fn write_owner(&self, rows: &Transaction<'_>, created: i64) -> rusqlite::Result<[u8; 16]> {
        let (account, business, phone) = (random::<16>(), random::<16>(), random::<32>());
        rows.execute(
            "insert into account (account_id, phone_hash, phone_sealed, alias, language, created_at) \
             values (?1, ?2, ?3, ?4, 'ru', ?5)",
            params![account, phone, random::<52>(), random::<16>(), created],
        )?;
        rows.execute("insert into account_phone (phone_hash, account_id) values (?1, ?2)", params![phone, account])?;
        rows.execute(
            "insert into business (business_id, phone_hash, number_hash, bin, last_four, since) \
             values (?1, ?2, ?3, '123456789013', '9013', ?4)",
            params![business, phone, random::<32>(), created],
        )?;
        let token: [u8; 32] = Sha256::digest(&self.owner).into();
        rows.execute(
            "insert into cabinet_session (token_hash, account_id, created_at, seen_at) values (?1, ?2, ?3, ?3)",
            params![token, account, now().0],
        )?;
        Ok(business)
    }

    /// Visits of the last fourteen days, in no order, as they would have come.
    fn write_visits(&self, rows: &Transaction<'_>, stored: usize) -> rusqlite::Result<()> {
        let now = now();
        let mut sequences = vec![0_i64; self.venues.len()];
        for _ in 0..stored {
            let chance = u64::from_be_bytes(random());
            let at = (chance % self.venues.len() as u64) as usize;
            let (venue, poster) = self.venues[at];
            sequences[at] += 1;
            let entered = Moment(now.0 - 600_000 - ((chance >> 20) % (13 * 86_400_000)).cast_signed());
            let visit = random::<16>();
            rows.prepare_cached("insert into visit_key (venue_id, visit_id, received_day) values (?1, ?2, ?3)")?
                .execute(params![venue.0, visit, entered.day()])?;
            rows.prepare_cached(
                "insert into visit (venue_id, received_day, visit_id, poster, entrance, core, device_day, person_day, \
                 visit_key, claimed_at, entered_at, received_at, clock, late, entry, colour, list, seed, why, mark, \
                 exit_at, exit_learnt, arrival) values (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?9, ?9, 0, 0, 1, 4, 0, ?10, \
                 null, null, ?11, 0, ?12)",
            )?
            .execute(params![
                venue.0,
                entered.day(),
                visit,
                poster.number().cast_signed(),
                random::<16>(),
                random::<16>(),
                random::<16>(),
                random::<32>(),
                entered.0,
                random::<16>(),
                entered.0 + 600_000,
                sequences[at]
            ])?;
            let minute = (entered.0 - Moment::of_day(entered.day()).0) / 60_000;
            rows.prepare_cached(
                "insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person, \
                 signed_at, seed) values (?1, ?2, ?3, ?4, ?4, 1, 1, 1, 4, ?5, ?6, ?7)",
            )?
            .execute(params![
                venue.0,
                entered.day(),
                minute,
                sequences[at],
                random::<16>(),
                entered.0,
                random::<16>()
            ])?;
        }
        for ((venue, _), sequence) in self.venues.iter().zip(sequences) {
            rows.execute("insert into board (venue_id, sequence) values (?1, ?2)", params![venue.0, sequence])?;
        }
        Ok(())
    }
}

/// The present moment.
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    Moment(i64::try_from(since.as_millis()).expect("a moment"))
}

/// A moment to the second.
pub(crate) fn whole(moment: Moment) -> Moment {
    Moment(moment.0 - moment.0.rem_euclid(1000))
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("random bytes");
    bytes
}
