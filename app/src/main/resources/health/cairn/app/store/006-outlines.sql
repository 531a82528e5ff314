-- Slices that a reader outlined anew: pictures without headers, under pseudonyms. What ties slices to the finding
-- they correct is made with the patient's salt as well.
create table if not exists learning_outline(
  number int auto_increment primary key,
  pseudonym char(32) not null,
  correction char(32) not null,
  label varchar(64) not null,
  image varbinary not null,
  mask varbinary not null
);
create index if not exists learning_outline_by_pseudonym on learning_outline(pseudonym);
