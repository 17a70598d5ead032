//! What the service has published: rules, the list of what is not live, and their numbers.

use std::sync::{Arc, PoisonError, RwLock};

use ashyq_core::{
    keys::{Purpose, Signed},
    moment::Moment,
    not_live::NotLive,
    rules::Rules,
    wire::Newest,
};

use crate::{
    database::{DatabaseError, Sql},
    key_holder::KeyHolder,
    store::{counters, rules, venues},
};

/// The name of the list's counter.
pub(crate) const LIST: &str = "not_live";

/// What is published at a moment.
pub(crate) struct Edition {
    /// The newest numbers.
    pub(crate) newest: Newest,
    /// The rules in force.
    pub(crate) rules: Rules,
    /// The rules, signed.
    pub(crate) signed_rules: Signed<Rules>,
    /// The list, signed.
    pub(crate) signed_list: Signed<NotLive>,
}

/// The present edition.
pub(crate) struct Published(RwLock<Arc<Edition>>);

impl Edition {
    /// Reads and signs what the database holds; signing again gives the same bytes.
    pub(crate) fn read(
        sql: &mut dyn Sql,
        keys: &KeyHolder,
        least_app: u32,
        now: Moment,
    ) -> Result<Self, DatabaseError> {
        let rules = rules::newest(sql)?.unwrap_or_else(Rules::version_1);
        let list = NotLive {
            number: counters::get(sql, LIST)?,
            venues: venues::not_live(sql, now)?,
            posters: venues::revoked_posters(sql, now)?,
        };
        let newest = Newest { list: list.number, keys: keys.key_set_number(), rules: rules.version(), least_app };
        let signed_rules = Signed::sign(&rules, keys.signer(Purpose::Rules)).ok_or(DatabaseError::Shape)?;
        let signed_list = Signed::sign(&list, keys.signer(Purpose::List)).ok_or(DatabaseError::Shape)?;
        Ok(Self { newest, rules, signed_rules, signed_list })
    }
}

impl Published {
    /// Publishes a first edition.
    pub(crate) fn new(edition: Edition) -> Self {
        Self(RwLock::new(Arc::new(edition)))
    }

    /// The present edition.
    pub(crate) fn now(&self) -> Arc<Edition> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Publishes an edition, unless a newer one is there.
    pub(crate) fn replace(&self, edition: Edition) {
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let (new, old) = (edition.newest, present.newest);
        if new.list >= old.list && new.rules >= old.rules {
            *present = Arc::new(edition);
        }
    }
}
