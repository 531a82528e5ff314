-- Outlines that readers have begun and not kept: one for each person and study, bits by the grid of the series.
create table if not exists outline_draft(
  study_uid varchar(64) not null,
  actor varchar(128) not null,
  series_uid varchar(64) not null,
  finding varchar(160) not null,
  label varchar(64) not null,
  grid_columns int not null,
  grid_rows int not null,
  grid_slices int not null,
  inside blob not null,
  primary key (study_uid, actor)
);
