-- Which registry of consent took a statement ("chain id/address"); empty for those of before this table said so.
alter table grant_outbox add column if not exists registry varchar(80);
