-- Staff: who may register a visitor without a smartphone, their shifts, and what their look-ups leave behind.

-- A role at a venue, as the business sees it.
create table staff_role (
    venue_id blob not null,
    role_id blob not null,
    phone_hash blob,                     -- HMAC of the number that the business named; null once the role has ended
    number integer not null,             -- counts the people that the venue named: what the business calls them
    ending text not null,                -- the number's last two digits, and no more of it
    named_at integer not null,
    accepted_at integer,                 -- the role starts then
    ended_at integer,
    removed integer not null,            -- 1: the business ended it; 0: its holder did, where it has ended
    last_shift_at integer,               -- when the newest shift was opened
    primary key (venue_id, role_id)
) strict, without rowid;
create index staff_role_by_phone on staff_role (venue_id, phone_hash);

-- The roles of a phone number, whether or not it has an account yet.
create table phone_role (
    phone_hash blob not null,
    role_id blob not null,
    venue_id blob not null,
    named_at integer not null,           -- not accepted within 30 days, it lapses
    accepted integer not null,
    primary key (phone_hash, role_id)
) strict, without rowid;

-- A shift on a device; at most one of a device's shifts is open.
create table shift (
    device blob not null,                -- the device key's thumbprint
    shift_id blob not null,
    account_id blob not null,            -- who was logged in there
    venue_id blob not null,
    role_id blob not null,
    opened_at integer not null,
    until_at integer not null,
    closed_at integer,
    primary key (device, shift_id)
) strict, without rowid;

-- The look-ups of a person of staff within an hour, to limit them.
create table look_up (
    phone_hash blob not null,            -- whose: another account of the same number starts no new hour
    look_up_id blob not null,
    at integer not null,
    primary key (phone_hash, look_up_id)
) strict, without rowid;

-- How many look-ups a venue made on a day, to limit them.
create table venue_look_ups (
    venue_id blob not null,
    day integer not null,
    count integer not null,
    primary key (venue_id, day)
) strict, without rowid;

-- That somebody was looked up on a day, whoever they are: whoever has the IIN bound is told from here.
create table looked_up (
    person_day blob not null primary key, -- the person under the day's key
    day integer not null,
    at integer not null                   -- the newest look-up of the day; told to nobody
) strict, without rowid;

-- What the audit calls a person that staff looked up. Deleting the row leaves the audit's rows without a person.
create table person_alias (
    subject blob not null primary key,   -- HMAC of the IIN
    alias blob not null,
    used_at integer not null
) strict, without rowid;

-- Entries by staff are counted apart from phone visits; they have no poster (0), no visit key (zeros) and no door codes.
alter table visit add column by_staff integer not null default 0;
create index visit_by_staff on visit (venue_id, received_day, person_day) where by_staff = 1;
