-- What the monitor last found: one document, without patient data. It can be made anew at any time.
create table if not exists monitor_report(
  number int primary key,
  json clob not null
);
