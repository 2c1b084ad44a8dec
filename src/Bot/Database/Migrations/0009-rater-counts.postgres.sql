CREATE TABLE rater_counts (
    key text NOT NULL,
    month integer NOT NULL,
    ratings integer NOT NULL,
    CONSTRAINT pk_rater_counts PRIMARY KEY (key)
);

CREATE INDEX ix_rater_counts_month ON rater_counts (month);

ALTER TABLE ratings ADD COLUMN nth integer NOT NULL DEFAULT 1;
