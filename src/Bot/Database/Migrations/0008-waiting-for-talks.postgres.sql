ALTER TABLE outbox ADD COLUMN waits_for_talk boolean NOT NULL DEFAULT FALSE;


DROP INDEX ix_outbox_state_due_at;


CREATE INDEX ix_outbox_state_bulk_due_at ON outbox (state, bulk, due_at);
