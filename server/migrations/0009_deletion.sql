-- When an account will be deleted that somebody asked for with a browser, while a phone is logged in to it.
alter table account add column delete_at integer;
create index account_by_deletion on account (delete_at) where delete_at is not null;
