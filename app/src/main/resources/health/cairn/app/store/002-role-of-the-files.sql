-- What the files say a series shows, kept beside a reader's own word for it. Null until a reader has overruled it.
alter table series add column if not exists found_role varchar(8);
alter table series add column if not exists found_reason varchar;
