-- What people decided and found about models, each a signed document; never changed, never removed.
create table if not exists model_record(
  id varchar(64) primary key,
  kind varchar(32) not null,
  number int not null,
  json clob not null,
  statement varchar(1000) not null,
  unique(kind, number)
);
