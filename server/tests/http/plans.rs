//! Whatever a test is about: nothing that a request asks the database grows with what others have stored.

use ashyq_server::database::plans;

/// What may look at every row of a table, by how it begins, and why.
const WHOLE_TABLES: &[&str] = &[
    // When the service opens, and when something is published.
    "select day, wrapped from day_key",
    "select document from rules order by",
    "select venue_id, mode from venue where mode <> 'live'",
    "select number, until_at from poster where revoked_at is not null",
    // The first row of a chain of the audit, once in a process's life.
    "select hash from audit order by at desc",
    // Lists of the operator's, of a few rows each.
    "select association_id from association order by",
    "select claim_id, account_id, device, binding_id, until, objected_at from claim where objected_at",
    "select member_id, phone_hash, phone_sealed, role, association_id, named_at, from_at, until_at, totp_sealed \
     from member where until_at is null",
    // Through an index that holds only the closings not done yet: few, and none for long.
    "select press, at, ended, done, venue_id from closing where done = 0",
    // The sweep, beside requests.
    "select person_day, day, venue_id, visit_id, entered_at, ends_at from inside where ends_at",
    "delete from cabinet_session where created_at",
    "delete from cabinet_session where seen_at",
    "delete from member where exists",
    "delete from member where until_at",
];

/// Looks, when a test ends, at how every statement so far was run.
pub struct Plans;

impl Plans {
    pub fn watch() -> Self {
        plans::watch();
        Self
    }
}

impl Drop for Plans {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let known = |plan: &plans::Plan| WHOLE_TABLES.iter().any(|begins| plan.statement.starts_with(begins));
        let scans: Vec<_> = plans::seen().into_iter().filter(|plan| plan.scans() && !known(plan)).collect();
        assert!(scans.is_empty(), "these look at whole tables: {scans:#?}");
    }
}
