-- One row per analysis, with nothing that says whose: what went in, what came out, what readers made of it.
create table if not exists analysis_row(
  number int auto_increment primary key,
  made_on date not null,
  models varchar not null,
  json clob not null,
  accepted int default 0 not null,
  amended int default 0 not null,
  rejected int default 0 not null
);

-- Which row an undecided finding is of; gone when it is decided.
create table if not exists analysis_row_finding(
  reference varchar(160) primary key,
  row_number int not null references analysis_row(number)
);
