-- What a reminder said, so that it is not said again; how far reminders gave way to silence; what a team practises in a month.
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
