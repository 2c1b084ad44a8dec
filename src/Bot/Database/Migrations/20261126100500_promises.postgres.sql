CREATE TABLE unread_shapes (
    print text NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    shape text NOT NULL,
    times bigint NOT NULL,
    last_at bigint NOT NULL,
    CONSTRAINT pk_unread_shapes PRIMARY KEY (print)
);
