-- From application to live.

-- What a venue has tried in its test week; each item is noted once, when it first happened.
create table checklist (
    venue_id blob not null,
    item text not null,                  -- entry, exit, refused_red, staff_named, board_opened
    at integer not null,
    primary key (venue_id, item)
) strict, without rowid;

-- A business as one phone number stands for it. Whoever claims another's number gets a business of its own, and nothing
-- of the other's: the number alone opens no door.
create table business (
    business_id blob not null primary key,
    phone_hash blob not null,            -- HMAC of the number that owns it
    number_hash blob not null,           -- HMAC of the BIN or of the sole proprietor's IIN
    bin text,                            -- the BIN; null for a sole proprietor, whose IIN is never kept
    last_four text not null,             -- what is shown of the number
    since integer not null
) strict, without rowid;
create unique index business_by_phone on business (phone_hash, number_hash);

-- An application of a business for one venue.
create table application (
    application_id blob not null primary key,
    business_id blob not null,
    number_hash blob not null,           -- the business's, to find other applications of the same number
    association_id blob,                 -- through which it goes, where its activity needs one
    name text not null,                  -- what is to stand on the posters
    address text not null,
    latitude integer not null,           -- microdegrees
    longitude integer not null,
    region integer not null,             -- first two digits of the KATO code
    oked text not null,
    kind text not null,
    oked_version integer not null,       -- of the table by which it was eligible
    entrances integer not null,
    contact_sealed blob not null,        -- the contact phone, sealed under the key holder's key
    name_key text not null,              -- name and address without case and punctuation, to find duplicates
    address_key text not null,
    state text not null,                 -- submitted, endorsed, checked, test, live, suspended, revoked, refused, expired
    awaits text,                         -- who must decide now: association, operator; null: nobody
    reason text,                         -- why it was refused, suspended or revoked
    test_began integer,
    venue_id blob,                       -- from the start of the test on
    filed_at integer not null,
    moves integer not null               -- how many moves were made
) strict, without rowid;
create index application_by_business on application (business_id, filed_at);
create index application_by_number on application (number_hash, address_key);
create index application_by_name on application (name_key, latitude);
create index application_by_awaits on application (awaits, filed_at, application_id);
create index application_by_association on application (association_id, filed_at, application_id);
create index application_by_state on application (state, filed_at);
create index application_by_test on application (test_began) where state = 'test';
create index application_by_venue on application (venue_id);

-- Every move of an application: by whom and when.
create table application_move (
    application_id blob not null,
    number integer not null,
    at integer not null,
    step text not null,
    actor text not null,                 -- business, association, operator, service
    alias blob,                          -- the account's, where an account did it
    reason text,
    primary key (application_id, number)
) strict, without rowid;

-- A venue belongs to a business; the number stands there.
drop index venue_by_bin;
alter table venue drop column bin;
alter table venue add column business_id blob;
create index venue_by_business on venue (business_id);
-- The operator's list, all of them or those in one mode, by name.
create index venue_by_name on venue (name, venue_id);
create index venue_by_mode on venue (mode, name, venue_id);
