-- The board: arrivals in the order of their commits, and days that were closed.

-- How far a venue's board has come. The number rises with everything that a screen shows of it, in the transaction that
-- changes it. PostgreSQL holds the row until that transaction ends, so that the numbers of a venue become visible in their
-- order, whichever process wrote them: whoever has seen a number has missed none below it.
create table board (
    venue_id blob not null primary key,
    sequence integer not null
) strict, without rowid;

-- An arrival, as the board and the counts show it. It leaves with its visit; nothing here names a person or a visit.
create table arrival (
    venue_id blob not null,
    day integer not null,                -- of the decision, or of the entry where nobody was asked
    minute integer not null,             -- of the day, 0 to 1439
    sequence integer not null,           -- the board's number when the row was written or last changed
    number integer not null,             -- the board's number when the row was written: what screens call it
    entrance integer not null,
    source integer not null,             -- 1: a phone, 2: staff, 3: a test
    outcome integer not null,            -- 1: admitted, 2: unchecked, 3: refused
    colour integer,                      -- of the decision; null where there was none
    person blob not null,                -- under the key of `day`: people are counted once
    signed_at integer,                   -- when the decision was signed; its door codes run from then on
    seed blob,                           -- of the door codes
    primary key (venue_id, day, minute, sequence)
) strict, without rowid;
create index arrival_by_sequence on arrival (venue_id, sequence);

-- The sequence of a visit's arrival; null where the board does not show it.
alter table visit add column arrival integer;

-- How many are inside a venue, and whom closing the day ends.
create index inside_by_venue on inside (venue_id, ends_at);

-- A day that was closed, by the press that closed it: sent again, it closes nothing more.
create table closing (
    venue_id blob not null,
    press blob not null,                 -- made where the button is
    at integer not null,                 -- whoever was inside then has left
    ended integer not null,              -- how many that were, so far
    done integer not null,               -- 1: all of them
    primary key (venue_id, press)
) strict, without rowid;
create index closing_not_done on closing (at) where done = 0;
