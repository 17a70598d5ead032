-- Who logs in to the cabinet with a browser, and in which role.

-- A browser's session in the cabinet.
create table cabinet_session (
    token_hash blob not null primary key, -- SHA-256 of the token in the cookie
    account_id blob not null,
    member_id blob,                      -- the membership whose one-time password was proved; null: none
    enrol_sealed blob,                   -- a secret that is shown and not confirmed yet, sealed
    created_at integer not null,         -- it ends 12 hours later
    seen_at integer not null             -- and half an hour after its last request; to the minute
) strict, without rowid;
create index cabinet_session_by_account on cabinet_session (account_id);

-- Browsers that have logged in to an account: a stranger's guesses do not use up theirs.
create table browser (
    account_id blob not null,
    browser blob not null,               -- SHA-256 of its cookie
    until integer not null,
    primary key (account_id, browser)
) strict, without rowid;

-- An industry association.
create table association (
    association_id blob not null primary key,
    name text not null,
    created_at integer not null
) strict, without rowid;

-- The activities that an association files for.
create table association_oked (
    association_id blob not null,
    prefix text not null,                -- the first digits of an OKED, without dots
    primary key (association_id, prefix)
) strict, without rowid;

-- Who is an operator or acts for an association. Known by phone number, as somebody may be named before the first log-in.
-- The newest naming that has begun counts; the ones before it say nothing any more.
create table member (
    phone_hash blob not null,
    member_id blob not null,
    phone_sealed blob not null,          -- whom to tell of changes
    role text not null,                  -- operator, association
    association_id blob,                 -- of an association's
    named_at integer not null,
    from_at integer not null,            -- counts from then on: a change waits 24 hours
    until_at integer,                    -- counts until then; null: no end
    totp_sealed blob,                    -- the secret of the one-time passwords, sealed; null until enrolled
    totp_step integer,                   -- the newest time step that was used: none counts twice
    primary key (phone_hash, member_id)
) strict, without rowid;
create index member_by_id on member (member_id);

-- Wrong one-time passwords within a day, to limit them.
create table totp_guess (
    account_id blob not null,
    guess_id blob not null,
    at integer not null,
    primary key (account_id, guess_id)
) strict, without rowid;

-- Which member did it, by alias; null where the actor says it all.
alter table audit add column who blob;
