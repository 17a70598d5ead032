//! Who sits in the cabinet: an operator, an association and a business, logged in at browsers, and all that they list; and
//! every page that each of them may ask for.

use std::path::Path;

use ashyq_core::{
    bytes::Bytes,
    id::{Entrance, VenueId},
    keys::Purpose,
    moment::{DAY, Moment},
    phone::Phone,
    poster::{PREFIX, Poster},
};
use ashyq_server::{
    key_holder::KeyHolder,
    routes::Role,
    site::routes::{PAGES, PageRoute},
};
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

use crate::town::{Town, now, random, whole};

/// Applications that wait for the operator, and as many that wait for the association.
const WAITING: usize = 1_000;
/// Rows of the audit.
const DEEDS: u32 = 100_000;
/// Systems that send facts.
const SOURCES: usize = 200;
/// What the lists are asked for besides, behind a page's path.
const FILTERS: [(&str, &[&str]); 3] = [
    (
        "/cabinet/office/venues",
        &["?name=%D0%B4%D2%AF%D0%BA%D0%B5%D0%BD+7", "?mode=live", "?name=x&mode=suspended", "?name=123456789013"],
    ),
    ("/cabinet/office/audit", &["?actor=operator", "?actor=visitor", "?subject=AAAAAAAAAAAAAAAAAAAAAA"]),
    ("/cabinet", &[]),
];

/// The chairs, by the tokens of their browsers, and what each looks at.
pub(crate) struct Office {
    operator: String,
    association: String,
    business: String,
    own: [u8; 16],
    through: [u8; 16],
    queued: [u8; 16],
    venue: VenueId,
    /// One in test mode, which alone has practice persons.
    in_test: VenueId,
    poster: String,
}

/// A page to ask for.
pub(crate) struct Asked {
    pub(crate) path: String,
    /// The token of the browser that asks.
    pub(crate) token: Option<String>,
}

/// Somebody with a browser.
struct Sitting {
    phone_hash: [u8; 32],
    token: String,
}

impl Office {
    /// Writes everybody into a database that no service has open, beside a town that is there.
    pub(crate) fn settle(file: &Path, town: &Town, keys: &KeyHolder) -> Self {
        let mut database = Connection::open(file).expect("the database opens");
        database.execute_batch("pragma synchronous = off").expect("a setting");
        let rows = database.transaction().expect("a transaction");
        let office = Self::write(&rows, town, keys).expect("the office is written");
        rows.commit().expect("it stays");
        office
    }

    fn write(rows: &Transaction<'_>, town: &Town, keys: &KeyHolder) -> rusqlite::Result<Self> {
        let since = now().minus(DAY * 20).0;
        let association = random::<16>();
        rows.execute(
            "insert into association (association_id, name, created_at) values (?1, 'Қауымдастық', ?2)",
            params![association, since],
        )?;
        rows.execute("insert into association_oked (association_id, prefix) values (?1, '56')", [association])?;
        let operator = sit(rows, keys, "+77010000001", Some(("operator", None)))?;
        let through = sit(rows, keys, "+77010000002", Some(("association", Some(association))))?;
        let business = sit(rows, keys, "+77010000003", None)?;
        let contact = keys.seal_phone(&Phone::parse("+77010000003").expect("a number"));
        let file = |phone: &[u8; 32], venue: Option<&VenueId>, state: &str, through: bool, name: &str| {
            let (application, owner, number) = (random::<16>(), random::<16>(), random::<32>());
            rows.prepare_cached(
                "insert into business (business_id, phone_hash, number_hash, bin, last_four, since) \
                 values (?1, ?2, ?3, '123456789013', '9013', ?4)",
            )?
            .execute(params![owner, phone, number, since])?;
            let awaits = (state == "submitted").then_some(if through { "association" } else { "operator" });
            rows.prepare_cached(
                "insert into application (application_id, business_id, number_hash, association_id, name, address, latitude, \
                 longitude, region, oked, kind, oked_version, entrances, contact_sealed, name_key, address_key, state, awaits, \
                 venue_id, filed_at, moves) values (?1, ?2, ?3, ?4, ?5, 'Алматы, Абай 1', 43238949, 76889709, 75, '47.11', \
                 'grocery', 1, 1, ?6, ?5, 'алматы абай 1', ?7, ?8, ?9, ?10, 1)",
            )?
            .execute(params![
                application,
                owner,
                number,
                through.then_some(association),
                name,
                contact,
                state,
                awaits,
                venue.map(|venue| venue.0),
                since + i64::from(u32::from_be_bytes(random()) >> 10),
            ])?;
            rows.prepare_cached(
                "insert into application_move (application_id, number, at, step, actor) values (?1, 1, ?2, 'submit', 'business')",
            )?
            .execute(params![application, since])?;
            Ok::<_, rusqlite::Error>((application, owner))
        };
        let (venue, number) = town.venues[0];
        let mut own = [0; 16];
        for (venue, number) in &town.venues {
            let phone =
                if town.venues[..2].iter().any(|(own, _)| own == venue) { business.phone_hash } else { random() };
            let (application, owner) = file(&phone, Some(venue), "live", false, &format!("Дүкен {number}"))?;
            rows.prepare_cached("update venue set business_id = ?1 where venue_id = ?2")?
                .execute(params![owner, venue.0])?;
            if phone == business.phone_hash {
                own = application;
            }
        }
        let in_test = town.venues[1].0;
        rows.execute("update venue set mode = 'test' where venue_id = ?1", [in_test.0])?;
        let (mut queued, mut waiting) = ([0; 16], [0; 16]);
        for number in 0..WAITING {
            queued = file(&random(), None, "submitted", false, &format!("Кезек {number}"))?.0;
            waiting = file(&random(), None, "submitted", true, &format!("Дәмхана {number}"))?.0;
        }
        write_lists(rows, since)?;
        let (from, until) = Town::validity();
        let poster =
            Poster { venue, entrance: Entrance::FIRST, number, from, until, name: format!("Дүкен {number}") };
        let poster = poster.sign(keys.signer(Purpose::Poster)).expect("a poster").to_string();
        Ok(Self {
            operator: operator.token,
            association: through.token,
            business: business.token,
            own,
            through: waiting,
            queued,
            venue,
            in_test,
            poster: poster.strip_prefix(PREFIX).expect("a link").to_owned(),
        })
    }

    /// Every page that is asked for with GET, as whoever may see it; lists with their filters too.
    pub(crate) fn pages(&self) -> Vec<Asked> {
        PAGES.iter().filter(|page| page.method == "GET").flat_map(|page| self.asked(page)).collect()
    }

    fn asked(&self, page: &PageRoute) -> Vec<Asked> {
        let application = match page.role() {
            Role::Operator => self.queued,
            Role::Association => self.through,
            _ => self.own,
        };
        let venue = if page.path.ends_with("/practice") { self.in_test } else { self.venue };
        let path = page
            .path
            .replace("{application}", &Bytes(application).to_string())
            .replace("{venue}", &venue.to_string())
            .replace("{poster}", &self.poster);
        assert!(!path.contains('{'), "nothing is known to stand in {path}");
        let token = match page.role() {
            Role::Operator => Some(&self.operator),
            Role::Association => Some(&self.association),
            Role::Business | Role::Cabinet => Some(&self.business),
            _ => None,
        };
        let filters = FILTERS.iter().find(|(of, _)| *of == page.path).map_or(&[][..], |(_, filters)| *filters);
        let asked = |filter: &str| Asked { path: format!("/kk{path}{filter}"), token: token.cloned() };
        let mut found: Vec<Asked> = std::iter::once("").chain(filters.iter().copied()).map(asked).collect();
        // Where everything of a role begins is another page for each.
        if page.path == "/cabinet" {
            let others = [&self.operator, &self.association].map(|token| Some(token.clone()));
            found.extend(others.map(|token| Asked { path: format!("/kk{path}"), token }));
        }
        found
    }
}

/// Somebody who is logged in at a browser, with an office that was proved where there is one.
fn sit(
    rows: &Transaction<'_>,
    keys: &KeyHolder,
    phone: &str,
    office: Option<(&str, Option<[u8; 16]>)>,
) -> rusqlite::Result<Sitting> {
    let phone = Phone::parse(phone).expect("a number");
    let (account, member, token) = (random::<16>(), random::<16>(), Bytes(random::<32>()).to_string());
    let (phone_hash, sealed, since) = (keys.phone_hash(&phone), keys.seal_phone(&phone), now().minus(DAY * 20).0);
    rows.execute(
        "insert into account (account_id, phone_hash, phone_sealed, alias, language, created_at) \
         values (?1, ?2, ?3, ?4, 'kk', ?5)",
        params![account, phone_hash, sealed, random::<16>(), since],
    )?;
    rows.execute("insert into account_phone (phone_hash, account_id) values (?1, ?2)", params![phone_hash, account])?;
    if let Some((role, association)) = office {
        rows.execute(
            "insert into member (phone_hash, member_id, phone_sealed, role, association_id, named_at, from_at, totp_sealed) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
            params![phone_hash, member, sealed, role, association, since, keys.seal_totp(&[7; 20])],
        )?;
    }
    let hash: [u8; 32] = Sha256::digest(&token).into();
    rows.execute(
        "insert into cabinet_session (token_hash, account_id, member_id, created_at, seen_at) values (?1, ?2, ?3, ?4, ?4)",
        params![hash, account, office.map(|_| member), now().0],
    )?;
    Ok(Sitting { phone_hash, token })
}

/// The audit and the sources.
fn write_lists(rows: &Transaction<'_>, since: i64) -> rusqlite::Result<()> {
    let chain = random::<16>();
    for number in 0..DEEDS {
        let (actor, action) =
            [("visitor", "bind_iin"), ("business", "close_day"), ("operator", "suspend_venue")][number as usize % 3];
        rows.prepare_cached(
            "insert into audit (chain, number, at, actor, action, subject, detail, hash, who) \
             values (?1, ?2, ?3, ?4, ?5, ?6, '', ?7, ?6)",
        )?
        .execute(params![
            chain,
            i64::from(number) + 1,
            since + i64::from(number),
            actor,
            action,
            random::<16>(),
            random::<32>()
        ])?;
    }
    for number in 0..SOURCES {
        rows.execute(
            "insert into source (source_id, name, device, registered_at) values (?1, ?2, ?3, ?4)",
            params![random::<16>(), format!("Жүйе {number}"), random::<32>(), whole(Moment(since)).0],
        )?;
    }
    Ok(())
}
