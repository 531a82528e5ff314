-- Batches of accesses and flags of break-glass on their way to a registry on a chain. For everybody to read there, so
-- without a word on whom.
create table if not exists access_task(
  id bigint auto_increment primary key,
  registry_chain bigint not null,
  registry varchar(42) not null,
  kind varchar(8) not null,
  number bigint not null,
  digest char(64) not null,
  tag char(64),
  entries int,
  state varchar(16) not null,
  reason varchar not null,
  chain_id bigint,
  contract varchar(42),
  institution varchar(42),
  tx_hash char(64),
  tx_nonce bigint,
  tx_raw varchar,
  receipt_block bigint,
  receipt_block_hash char(64),
  receipt_time timestamp(6) with time zone
);
create index if not exists access_task_by_state on access_task(state);

-- Entries that say who looked, and the batch each of them is in. Without one it waits.
create table if not exists access_leaf(
  leaf_index bigint primary key,
  task bigint references access_task(id)
);
create index if not exists access_leaf_by_task on access_leaf(task);

-- Those of them that need a flag, and the flag. The number of a flag is counted for each patient.
create table if not exists break_glass(
  leaf_index bigint primary key,
  patient_key varchar(36) not null,
  task bigint references access_task(id)
);

-- What is in the journal from before. No text within an entry can look like this: quotation marks are escaped there.
insert into access_leaf(leaf_index)
  select leaf_index from leaf
  where (opening like '%"event":"ACCESS"%' or opening like '%"event":"ACCESS\_DENIED"%'
    or opening like '%"event":"BREAK\_GLASS"%')
  and leaf_index not in (select leaf_index from access_leaf);

insert into break_glass(leaf_index, patient_key)
  select l.leaf_index, s.patient_key from leaf l join leaf_subject s on s.leaf_index = l.leaf_index
  where l.opening like '%"event":"BREAK\_GLASS"%' and s.patient_key is not null
  and l.leaf_index not in (select leaf_index from break_glass);
