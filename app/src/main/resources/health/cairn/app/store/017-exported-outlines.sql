-- Whether a patient's outlines left the home to train on: such a patient cannot be locked for testing any more. Of
-- what was kept before it is not known, so that it counts as exported.
alter table learning_outline add column if not exists exported boolean default true not null;
alter table learning_outline alter column exported set default false;
