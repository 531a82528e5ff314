-- How a proposal about the kind of tumour came about: opinions, rules, evidence. Part of the patient's record.
create table if not exists tumour_type(
  reference varchar(160) primary key,
  json clob not null
);
