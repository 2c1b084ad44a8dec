-- What a reminder said, so that it is not said again; how far reminders gave way to silence; what a team practises in a month;
-- announcements in linked groups, and who said that they have read one.
ALTER TABLE reminders ADD COLUMN tip text;
ALTER TABLE reminders ADD COLUMN reason text;
ALTER TABLE profiles ADD COLUMN work text;
ALTER TABLE profiles ADD COLUMN work_asked boolean NOT NULL DEFAULT FALSE;
ALTER TABLE profiles ADD COLUMN slowed text NOT NULL DEFAULT 'Not';
ALTER TABLE profiles ADD COLUMN slowed_on text;
CREATE TABLE team_values (
    unit_id integer NOT NULL,
    month integer NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_team_values PRIMARY KEY (unit_id, month),
    CONSTRAINT fk_team_values_units_unit_id FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE CASCADE
);
ALTER TABLE broadcasts ADD COLUMN to_groups boolean NOT NULL DEFAULT FALSE;
ALTER TABLE schedules ADD COLUMN to_groups boolean NOT NULL DEFAULT FALSE;
CREATE TABLE read_broadcasts (
    broadcast_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT pk_read_broadcasts PRIMARY KEY (broadcast_id, person_id),
    CONSTRAINT fk_read_broadcasts_broadcasts_broadcast_id FOREIGN KEY (broadcast_id) REFERENCES broadcasts (id) ON DELETE CASCADE,
    CONSTRAINT fk_read_broadcasts_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_read_broadcasts_person_id ON read_broadcasts (person_id);
