create table if not exists patient(
  patient_key varchar(36) primary key,
  mrn varchar(64) not null,
  name varchar not null,
  birth_date date,
  sex varchar(8) not null
);
create index if not exists patient_by_mrn on patient(mrn);

create table if not exists study(
  study_uid varchar(64) primary key,
  patient_key varchar(36) not null references patient(patient_key),
  description varchar not null,
  study_when timestamp,
  accession varchar(64) not null
);

create table if not exists series(
  series_uid varchar(64) primary key,
  study_uid varchar(64) not null references study(study_uid),
  modality varchar(16) not null,
  description varchar not null,
  number int not null,
  role varchar(8) not null,
  role_reason varchar not null,
  overruled_by varchar,
  issues clob not null
);
create index if not exists series_by_study on series(study_uid);

create table if not exists instance(
  sop_uid varchar(64) primary key,
  series_uid varchar(64) not null references series(series_uid),
  sop_class varchar(64) not null,
  frames int not null,
  object_id varchar(36) not null unique,
  sha256 char(64) not null,
  position int not null
);
create index if not exists instance_by_series on instance(series_uid);

create table if not exists finding(
  reference varchar(160) primary key,
  study_uid varchar(64) not null references study(study_uid),
  patient_key varchar(36) not null,
  report_reference varchar(160) not null,
  seg_sop_uid varchar(64),
  segment_number int,
  position int not null
);
create index if not exists finding_by_study on finding(study_uid);

create table if not exists record(
  reference varchar(160) not null,
  version int not null,
  type varchar(64) not null,
  id varchar(64) not null,
  patient_reference varchar(160),
  json clob not null,
  sha256 char(64) not null,
  stored_at timestamp(6) with time zone not null,
  last_updated timestamp(6) with time zone,
  is_current boolean not null,
  primary key(reference, version)
);
create index if not exists record_by_patient on record(patient_reference);
create index if not exists record_by_type on record(type);

create table if not exists event(
  record_reference varchar(160) not null,
  position int not null,
  patient_reference varchar(160),
  kind varchar(16) not null,
  start_at timestamp(6) with time zone not null,
  end_at timestamp(6) with time zone,
  ongoing boolean not null,
  title varchar not null,
  detail varchar not null,
  measure_code varchar,
  measure_value double precision,
  measure_unit varchar,
  measure_low double precision,
  measure_high double precision,
  start_precision varchar(16) not null,
  primary key(record_reference, position)
);
create index if not exists event_by_patient on event(patient_reference);

create table if not exists fhir_patient(
  reference varchar(160) primary key,
  patient_key varchar(36) not null references patient(patient_key)
);
create index if not exists fhir_patient_by_key on fhir_patient(patient_key);

create table if not exists secret(
  name varchar(64) primary key,
  content varbinary not null
);

create table if not exists leaf(
  leaf_index bigint primary key,
  hash binary(32) not null,
  salt binary(32),
  opening varchar
);

create table if not exists leaf_subject(
  leaf_index bigint primary key references leaf(leaf_index),
  record_id varchar not null,
  patient_key varchar(36)
);
create index if not exists leaf_by_record on leaf_subject(record_id);
create index if not exists leaf_by_patient on leaf_subject(patient_key);

create table if not exists checkpoint(
  size bigint primary key,
  root binary(32) not null,
  note varchar not null
);

create table if not exists anchor_task(
  log_id char(64) not null,
  size bigint not null,
  root char(64) not null,
  state varchar(16) not null,
  reason varchar not null,
  chain_id bigint,
  contract varchar(42),
  institution varchar(42),
  tx_hash char(64),
  tx_nonce bigint,
  tx_raw varchar,
  receipt_block bigint,
  receipt_block_hash char(64),
  receipt_time timestamp(6) with time zone,
  primary key(log_id, size)
);
