ALTER TABLE units ADD COLUMN parent_id integer;
ALTER TABLE units ADD CONSTRAINT fk_units_units_parent_id FOREIGN KEY (parent_id) REFERENCES units (id) ON DELETE SET NULL;
CREATE INDEX ix_units_parent_id ON units (parent_id);
