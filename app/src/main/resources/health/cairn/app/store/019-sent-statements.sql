-- Digests of what this home signed for a registry, whoever it was about and whether or not that patient was taken out since.
-- They lead to nobody without the patient's key.
create table if not exists sent_statement(
  digest binary(32) primary key
);
