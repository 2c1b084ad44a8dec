CREATE TABLE workers (
    instance text NOT NULL,
    seen_at bigint NOT NULL,
    CONSTRAINT pk_workers PRIMARY KEY (instance)
);
