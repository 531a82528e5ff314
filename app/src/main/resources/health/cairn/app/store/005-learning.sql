-- What members said of a study, kept until a reader has decided; part of the patient's record.
create table if not exists learning_evidence(
  reference varchar(160) primary key,
  proposed varchar(64) not null,
  answers clob not null
);

-- Who agreed that corrections of their findings may improve the models here. Without the salt, nothing says
-- whose an example is.
create table if not exists learning_consent(
  patient_key varchar(36) primary key references patient(patient_key),
  salt binary(32) not null
);

-- Corrected cases under pseudonyms. Locked ones are for testing and never for fitting.
create table if not exists learning_example(
  number int auto_increment primary key,
  pseudonym char(32) not null,
  answers clob not null,
  locked boolean default false not null
);
create index if not exists learning_example_by_pseudonym on learning_example(pseudonym);
