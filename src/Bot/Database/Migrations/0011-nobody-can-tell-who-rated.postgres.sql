ALTER TABLE rating_exclusions DROP CONSTRAINT fk_rating_exclusions_ratings_rating_id;

ALTER TABLE ratings ALTER COLUMN id DROP IDENTITY;

CREATE TABLE kept_ratings AS SELECT *, ((random() * 4611686018427387903)::bigint * 2) | 1 AS lot FROM ratings;

UPDATE rating_exclusions SET rating_id = r.lot FROM kept_ratings r WHERE r.id = rating_id;

DELETE FROM ratings;

ALTER TABLE ratings DROP COLUMN at, DROP COLUMN channel, DROP COLUMN nth, ALTER COLUMN rater_key DROP NOT NULL,
    ADD COLUMN signs integer NOT NULL, ADD COLUMN published boolean NOT NULL, ADD COLUMN replaces bigint, ADD COLUMN made_up boolean NOT NULL;

INSERT INTO ratings (id, unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, day, month, signs, published, made_up,
    sex, age, education, occupation, comment)
SELECT lot, unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, day, month, CASE WHEN nth >= 6 THEN 4 ELSE 0 END,
    state <> 'Incomplete', channel = 'demo', sex, age, education, occupation, comment
FROM kept_ratings ORDER BY lot;

DROP TABLE kept_ratings;

ALTER TABLE rating_exclusions ADD CONSTRAINT fk_rating_exclusions_ratings_rating_id FOREIGN KEY (rating_id) REFERENCES ratings (id) ON DELETE CASCADE;

CREATE INDEX ix_ratings_waiting ON ratings (unit_id, month, instrument) WHERE not published and state = 'Complete';

ALTER TABLE quick_ratings ALTER COLUMN id DROP IDENTITY;

ALTER TABLE quick_ratings DROP COLUMN at, ADD COLUMN step text;

UPDATE quick_ratings SET step = 'Published';

ALTER TABLE quick_ratings ALTER COLUMN step SET NOT NULL;

DROP INDEX ix_quick_ratings_unit_id_month;

CREATE INDEX ix_quick_ratings_unit_id_month_step ON quick_ratings (unit_id, month, step);

CREATE INDEX ix_quick_ratings_waiting ON quick_ratings (unit_id, month) WHERE step <> 'Published' and step <> 'Apart';

CREATE TABLE recent_ratings (
    unit_id integer NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT pk_recent_ratings PRIMARY KEY (unit_id),
    CONSTRAINT fk_recent_ratings_units_unit_id FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE CASCADE
);

CREATE TABLE published_steps (
    id bigint NOT NULL,
    unit_id integer NOT NULL,
    month integer NOT NULL,
    instrument text NOT NULL,
    services text NOT NULL,
    CONSTRAINT pk_published_steps PRIMARY KEY (id),
    CONSTRAINT fk_published_steps_units_unit_id FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE CASCADE
);

CREATE INDEX ix_published_steps_unit_id_month ON published_steps (unit_id, month);

DELETE FROM rater_counts;

UPDATE reflections SET key = '-' || md5(random()::text || key);

UPDATE people SET first_seen = first_seen / 86400000 * 86400000;

UPDATE conversations SET last_at = last_at / 86400000 * 86400000 WHERE state IS NULL;

UPDATE inbox SET received_at = received_at / 86400000 * 86400000;

CREATE SCHEMA passing;

CREATE UNLOGGED TABLE passing.keys (
    name text NOT NULL PRIMARY KEY,
    key text NOT NULL
);
