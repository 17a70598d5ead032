-- From application to live.

-- What a venue has tried in its test week; each item is noted once, when it first happened.
create table checklist (
    venue_id blob not null,
    item text not null,                  -- entry, exit, refused_red, staff_named, board_opened
    at integer not null,
    primary key (venue_id, item)
) strict, without rowid;
