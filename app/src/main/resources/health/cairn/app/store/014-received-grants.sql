-- Grants that came with a patient's data from another institution, as they were handed over, signed.
create table if not exists received_grant(
  reference varchar(160) primary key,
  patient_key varchar(36) not null references patient(patient_key),
  content varbinary(4096) not null,
  received_at timestamp(6) with time zone not null
);
create index if not exists received_grant_by_patient on received_grant(patient_key);

-- What a chain said last of each.
create table if not exists received_word(
  reference varchar(160) primary key references received_grant(reference),
  ended boolean not null,
  heard_at timestamp(6) with time zone not null
);
