-- What the sweep asks every minute, on the one writer: whatever it deletes is found by its age, however much is stored.

create index challenge_by_end on challenge (expires_at);
create index guess_by_time on guess (at);
create index token_by_end on token (expires_at);
create index renewal_by_end on renewal (expires_at);
create index notice_by_time on notice (at);
create index iin_change_by_time on iin_change (at);
create index iin_held_by_end on iin_held (until);
create index contact_venue_by_day on contact_venue (day);
create index claim_by_end on claim (until) where objected_at is null;
create index claim_objected on claim (objected_at) where objected_at is not null;
create index binding_by_end on binding (ended_at) where ended_at is not null;
create index binding_contested on binding (contested_until) where ended_at is null and contested_until is not null;
create index device_contested on device (contested_until) where objected = 0 and contested_until is not null;
create index fact_version_by_end on fact_version (forget_at);
create index browser_by_end on browser (until);
create index totp_guess_by_time on totp_guess (at);
create index look_up_by_time on look_up (at);
create index looked_up_by_day on looked_up (day);
create index venue_look_ups_by_day on venue_look_ups (day);
create index person_alias_by_use on person_alias (used_at);
create index shift_by_end on shift (until_at);
create index staff_role_by_end on staff_role (ended_at) where ended_at is not null;
create index phone_role_waits on phone_role (named_at) where accepted = 0;
create index closing_by_time on closing (at);
