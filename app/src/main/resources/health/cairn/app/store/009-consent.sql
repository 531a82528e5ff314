-- What patients decided on uses of their data; the FHIR Consent of the same reference has the signed form.
create table if not exists consent(
  reference varchar(160) primary key,
  patient_key varchar(36) not null references patient(patient_key),
  purpose varchar(32) not null,
  recipient varchar(200) not null,
  scope varchar(32) not null,
  permitted boolean not null,
  valid_until date,
  decided_at timestamp(6) with time zone not null,
  language varchar(8) not null,
  text_version int not null,
  signature varchar(8) not null,
  witness varchar(100),
  state varchar(16) not null,
  ended_at timestamp(6) with time zone
);
create index if not exists consent_by_patient on consent(patient_key);

-- Grants and ends of grants that wait for the chain. Settled ones have a receipt.
create table if not exists grant_outbox(
  number bigint auto_increment primary key,
  reference varchar(160) not null references consent(reference),
  change varchar(16) not null,
  since timestamp(6) with time zone not null,
  receipt varchar(400)
);

-- Codes that let a patient in at the kiosk once, as HMACs under a key of the home.
create table if not exists one_time_code(
  number bigint auto_increment primary key,
  patient_key varchar(36) not null references patient(patient_key),
  mac binary(32) not null,
  recipient varchar(200) not null,
  witness_needed boolean not null,
  valid_until timestamp(6) with time zone not null,
  wrong_tries int default 0 not null
);
