create table patient(
  patient_key varchar(36) primary key,
  mrn varchar(64) not null,
  name varchar(512) not null,
  birth_date date,
  sex varchar(8) not null
);
create index patient_by_mrn on patient(mrn);

create table study(
  study_uid varchar(64) primary key,
  patient_key varchar(36) not null references patient(patient_key),
  description varchar(512) not null,
  study_when timestamp,
  accession varchar(64) not null
);

create table series(
  series_uid varchar(64) primary key,
  study_uid varchar(64) not null references study(study_uid),
  modality varchar(16) not null,
  description varchar(512) not null,
  number int not null,
  role varchar(8) not null,
  role_reason varchar(1024) not null,
  overruled_by varchar(128),
  issues clob not null
);
create index series_by_study on series(study_uid);

create table instance(
  sop_uid varchar(64) primary key,
  series_uid varchar(64) not null references series(series_uid),
  sop_class varchar(64) not null,
  frames int not null,
  object_id varchar(36) not null unique,
  sha256 char(64) not null,
  position int not null
);
create index instance_by_series on instance(series_uid);

create table finding(
  finding_id varchar(64) primary key,
  study_uid varchar(64) not null references study(study_uid),
  patient_key varchar(36) not null,
  record_id varchar(160) not null,
  report_id varchar(160) not null,
  status varchar(16) not null,
  body clob not null,
  position int not null
);
create index finding_by_study on finding(study_uid);
