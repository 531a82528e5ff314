-- What an example says of patient and scanner, as words of short lists: an age is a band, and there is no date.
-- Empty where it is not known, as of examples that were kept before.
alter table learning_outline add column if not exists sex varchar(8) default '' not null;
alter table learning_outline add column if not exists age varchar(16) default '' not null;
alter table learning_outline add column if not exists vendor varchar(32) default '' not null;
alter table learning_outline add column if not exists field_strength varchar(16) default '' not null;
alter table learning_outline add column if not exists plane varchar(16) default '' not null;
