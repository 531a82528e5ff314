-- The number under which each statement counts on a chain. Numbers of one patient grow whatever the clock does. Those from
-- before were twice the milliseconds since 1970; a grant's one more.
alter table grant_outbox add column if not exists statement bigint;
update grant_outbox set statement = 2 * cast(floor(extract(epoch from since) * 1000) as bigint)
  + case change when 'GRANTED' then 1 else 0 end
  where statement is null;
alter table grant_outbox alter column statement set not null;

-- Why a chain will never take it. Then it waits no longer.
alter table grant_outbox add column if not exists refusal varchar(400);
-- What a chain said last of a consent. That it ended holds for good: a consent that ended never comes back.
create table if not exists chain_word(
  reference varchar(160) primary key references consent(reference),
  ended boolean not null,
  heard_at timestamp(6) with time zone not null
);

create index if not exists grant_outbox_by_reference on grant_outbox(reference);
