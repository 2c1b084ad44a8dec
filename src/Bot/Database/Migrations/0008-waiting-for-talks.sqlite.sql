ALTER TABLE "outbox" ADD COLUMN "waits_for_talk" INTEGER NOT NULL DEFAULT 0;


DROP INDEX "ix_outbox_state_due_at";


CREATE INDEX "ix_outbox_state_bulk_due_at" ON "outbox" ("state", "bulk", "due_at");
