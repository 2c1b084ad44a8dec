ALTER TABLE conversations ADD COLUMN open_dialog text;


UPDATE conversations SET open_dialog = 'open' WHERE state LIKE '{"Open":%';


ALTER TABLE outbox DROP COLUMN lease_until;


ALTER TABLE outbox ADD COLUMN lane integer NOT NULL DEFAULT 0;


ALTER TABLE outbox ADD COLUMN message_id text;


CREATE INDEX ix_outbox_channel_address ON outbox (channel, address);


CREATE INDEX ix_outbox_channel_message_id ON outbox (channel, message_id) WHERE message_id IS NOT NULL;


DROP TABLE workers;


CREATE TABLE installation (
    name text NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_installation PRIMARY KEY (name)
);
