-- The first schema. Moments are milliseconds since 1970 in UTC, days are counted from 1970-01-01 in Kazakhstan (UTC+5).
-- Every key holds the column by which its table would be distributed; ids are 128 random bits; no row points by a foreign
-- key at a row of another group.

-- Numbers that only rise: the list of what is not live.
create table counter (
    name text not null primary key,
    value integer not null
) strict, without rowid;

-- A person's account.
create table account (
    account_id blob not null primary key,
    phone_hash blob not null,            -- HMAC of the number, to find it
    phone_sealed blob not null,          -- the number, sealed under the key holder's key, for notices by SMS
    alias blob not null,                 -- what the audit calls the account
    language text not null,              -- kk, ru, en: the language of SMS
    created_at integer not null
) strict, without rowid;

-- The account of a phone number.
create table account_phone (
    phone_hash blob not null primary key,
    account_id blob not null
) strict, without rowid;

-- A device of an account: at most one of them is in its place, the others wait for it or have lost it.
create table device (
    account_id blob not null,
    device blob not null,                -- the device key's thumbprint
    since integer not null,
    waits_until integer,                 -- in its place from then on; null: from the beginning
    contested_until integer,             -- loses its place then, unless somebody objects
    objected integer not null,           -- 1: the account's other device objected; the operator decides
    vouched integer not null,            -- 1: its wait was told or agreed to, so that the account's own IIN need not wait again
    primary key (account_id, device)
) strict, without rowid;

-- A log-in on a device.
create table session (
    session_id blob not null primary key,
    account_id blob not null,
    device blob not null,
    generation integer not null,         -- of the newest tokens
    used_generation integer not null,    -- of the newest tokens that were used
    created_at integer not null
) strict, without rowid;
create index session_by_device on session (account_id, device);

-- Tokens, as SHA-256.
create table token (
    token_hash blob not null primary key,
    session_id blob not null,
    generation integer not null,
    expires_at integer not null
) strict, without rowid;
create index token_by_session on token (session_id);

-- Renewal tokens, as SHA-256; used ones stay, so that using one again is noticed.
create table renewal (
    renewal_hash blob not null primary key,
    session_id blob not null,
    generation integer not null,
    expires_at integer not null
) strict, without rowid;
create index renewal_by_session on renewal (session_id);

-- A log-in code that was asked for.
create table challenge (
    challenge_id blob not null primary key,
    phone_hash blob not null,
    phone_sealed blob not null,
    device blob not null,                -- the device that asked: no other may answer
    language text not null,
    code_hash blob not null,             -- HMAC of challenge and code
    tries_left integer not null,
    expires_at integer not null
) strict, without rowid;
create index challenge_by_phone on challenge (phone_hash, device);

-- Log-in codes that were asked for within a day, to limit them.
create table code_send (
    send_id blob not null primary key,
    at integer not null,
    device blob not null,
    phone_hash blob not null,
    prefix_hash blob not null,           -- HMAC of the number without its last four digits
    sent integer not null,               -- 1: handed to the SMS sender
    verified integer not null            -- 1: a log-in came of it
) strict, without rowid;
create index code_send_by_device on code_send (device, at);
create index code_send_by_phone on code_send (phone_hash, at);
create index code_send_by_prefix on code_send (prefix_hash, at);
create index code_send_by_time on code_send (at);

-- Guesses at log-in codes within a day, to limit them.
create table guess (
    phone_hash blob not null,
    guess_id blob not null,
    at integer not null,
    primary key (phone_hash, guess_id)
) strict, without rowid;

-- Whose IIN a device acts for.
create table binding (
    binding_id blob not null primary key,
    account_id blob not null,
    device blob not null,
    subject blob,                        -- HMAC of the IIN; null after log-out
    bound_at integer not null,
    waits_until integer,                 -- counts from then on; null: from the beginning
    contested_until integer,             -- lost then, unless somebody objects
    objected integer not null,           -- 1: the other side objected; the operator decides
    ended_at integer                     -- replaced, lost or logged out
) strict, without rowid;
create index binding_by_device on binding (account_id, device);
create index binding_by_subject on binding (subject);

-- A wait that somebody may answer: a device's for its account, or a binding's for its IIN.
create table claim (
    claim_id blob not null primary key,
    account_id blob not null,            -- who claims
    device blob not null,
    binding_id blob,                     -- the waiting binding; null where the device itself waits
    until integer not null,
    objected_at integer
) strict, without rowid;
create index claim_by_account on claim (account_id);

-- IINs of a phone number within 30 days; outlives the account, which is why it names nobody.
create table iin_change (
    phone_hash blob not null,
    mark blob not null,                  -- SHA-256 over phone and subject
    at integer not null,
    primary key (phone_hash, mark)
) strict, without rowid;

-- Which device held an IIN within 30 days; names nobody.
create table iin_held (
    subject_mark blob not null,          -- SHA-256 over the subject
    device_mark blob not null,           -- SHA-256 over subject and device
    phone_sealed blob,                   -- whom to tell of a claim; null after the account's deletion
    until integer not null,
    primary key (subject_mark, device_mark)
) strict, without rowid;

-- What an account must know.
create table notice (
    account_id blob not null,
    notice_id blob not null,
    at integer not null,
    kind text not null,
    claim_id blob,                       -- what it can answer
    until integer,
    answered integer not null,
    primary key (account_id, notice_id)
) strict, without rowid;

-- The random key of a day's pseudonyms, wrapped; destroyed with the day's visits.
create table day_key (
    day integer not null primary key,
    wrapped blob not null
) strict, without rowid;

-- A health authority's system.
create table source (
    source_id blob not null primary key,
    name text not null,
    device blob not null unique,         -- the thumbprint of its key
    registered_at integer not null,
    revoked_at integer
) strict, without rowid;

-- The newest version of a fact, by its name.
create table fact_version (
    source_id blob not null,
    fact_id text not null,
    version integer not null,
    subject blob,                        -- whose fact it is; null where it was withdrawn
    digest blob not null,                -- keyed, of the whole content: the same version says the same
    forget_at integer not null,
    primary key (source_id, fact_id)
) strict, without rowid;

-- The facts of a person.
create table fact (
    subject blob not null,               -- HMAC of the IIN
    source_id blob not null,
    fact_id text not null,
    kind text not null,
    at integer not null,
    isolation blob,                      -- where a contact stays, sealed; deleted when the contact ends
    product text,                        -- what somebody was vaccinated with
    primary key (subject, source_id, fact_id)
) strict, without rowid;
create index fact_by_age on fact (kind, at);

-- A venue.
create table venue (
    venue_id blob not null primary key,
    bin text not null,
    name text not null,
    address text not null,
    latitude integer not null,           -- microdegrees
    longitude integer not null,
    region integer not null,             -- first two digits of the KATO code
    oked text not null,
    kind text not null,
    entrances integer not null,
    mode text not null,                  -- live, test, suspended, revoked
    created_at integer not null
) strict, without rowid;
create index venue_by_bin on venue (bin);

-- What a venue was when: visits that come late are judged by it.
create table venue_mode (
    venue_id blob not null,
    since integer not null,
    mode text not null,
    primary key (venue_id, since)
) strict, without rowid;

-- A poster.
create table poster (
    number integer not null primary key,
    venue_id blob not null,
    entrance integer not null,
    from_at integer not null,
    until_at integer not null,
    name text not null,                  -- the venue's name as it is printed
    revoked_at integer
) strict;
create index poster_by_venue on poster (venue_id);

-- A visit, or a refused arrival. Nothing here names a person, an account or a phone.
create table visit (
    venue_id blob not null,              -- zero: of an unknown poster
    received_day integer not null,
    visit_id blob not null,
    poster integer not null,
    entrance integer not null,
    core blob not null,                  -- keyed digest of what a repeated report must say again
    device_day blob not null,            -- the device under the day's key: it may report the exit
    person_day blob not null,            -- the person under the day's key
    visit_key blob not null,
    claimed_at integer not null,         -- the entry as the phone said it
    entered_at integer not null,         -- the entry as it counts
    received_at integer not null,
    clock integer not null,              -- 0: fine, 1: the phone was not sure, 2: outside the bounds
    late integer not null,               -- 1: received on a later day than entered
    entry integer not null,              -- 1: admitted, 2: unchecked, 3: refused
    colour integer,                      -- of the decision, where there was one
    list integer,                        -- the newest list then
    seed blob,                           -- of the door codes
    why integer,
    mark integer,                        -- why it is kept but not counted
    exit_at integer,
    exit_learnt integer,
    primary key (venue_id, received_day, visit_id)
) strict, without rowid;
create index visit_late on visit (entered_at) where late = 1;

-- A visit's id counts once at a venue within 30 days.
create table visit_key (
    venue_id blob not null,
    visit_id blob not null,
    received_day integer not null,
    primary key (venue_id, visit_id)
) strict, without rowid;

-- Who is inside somewhere, under the day's key of the entry: the next entry ends it, or the dwell limit.
create table inside (
    person_day blob not null primary key,
    day integer not null,
    venue_id blob not null,
    visit_id blob not null,
    entered_at integer not null,
    ends_at integer not null             -- the dwell limit
) strict, without rowid;

-- The venues at which a contact got decisions on a day.
create table contact_venue (
    person_day blob not null,
    venue_id blob not null,
    day integer not null,
    primary key (person_day, venue_id)
) strict, without rowid;

-- Published rules.
create table rules (
    version integer not null primary key,
    document text not null,
    published_at integer not null
) strict;

-- The audit: each row's hash covers the row and the one before it.
create table audit (
    chain blob not null,                 -- one a process
    number integer not null,
    at integer not null,
    actor text not null,
    action text not null,
    subject blob,                        -- a person's alias, or a thing's id
    detail text not null,
    hash blob not null,
    primary key (chain, number)
) strict, without rowid;
create index audit_by_time on audit (at);
