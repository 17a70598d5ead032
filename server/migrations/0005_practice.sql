-- The test week. Practice arrivals stand in visit with the mark 4: kept like visits, counted nowhere.

-- The practice person that a venue in test mode meets at its door; where there is no row, the green one.
create table practice (
    venue_id blob not null primary key,
    person integer not null,             -- the published number, 1 to 5
    chosen_at integer not null
) strict, without rowid;
