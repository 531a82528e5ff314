create table if not exists cosignature(
  size bigint not null references checkpoint(size),
  witness varchar(100) not null,
  witness_key varchar(200) not null,
  line varchar(300) not null,
  primary key(size, witness)
);

create table if not exists key_change(
  number bigint primary key,
  note varchar(1200) not null
);
