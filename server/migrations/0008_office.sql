-- The operator's lists.

-- A venue's name as it is searched for: words without case and punctuation, as applications compare them.
alter table venue add column name_key text not null default '';
update venue set name_key = coalesce(
    (select min(application.name_key) from application where application.venue_id = venue.venue_id), name);
drop index venue_by_name;
drop index venue_by_mode;
create index venue_by_name on venue (name_key, venue_id);
create index venue_by_mode on venue (mode, name_key, venue_id);

-- The audit, the newest first: the whole, of one kind of actor, of one person or thing.
drop index audit_by_time;
create index audit_by_time on audit (at, chain, number);
create index audit_by_actor on audit (actor, at, chain, number);
create index audit_by_subject on audit (subject, at, chain, number);

-- Sources, the newest first.
create index source_by_time on source (registered_at, source_id);

-- What else the operator's pages list.
create index member_by_start on member (from_at, member_id);
create index association_by_time on association (created_at, association_id);
