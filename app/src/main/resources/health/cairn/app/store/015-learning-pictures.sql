-- The slices that members were asked about, so that networks that come later can be asked too: pixels without
-- headers, with what was outlined.
create table if not exists learning_evidence_slice(
  reference varchar(160) not null references learning_evidence(reference) on delete cascade,
  slice int not null,
  picture varbinary not null,
  sha256 char(64) not null,
  primary key (reference, slice)
);

create table if not exists learning_slice(
  example int not null references learning_example(number) on delete cascade,
  slice int not null,
  picture varbinary not null,
  sha256 char(64) not null,
  primary key (example, slice)
);
