ALTER TABLE "complaint_attachments" ADD COLUMN "claimed_by" TEXT NULL;

CREATE INDEX "ix_complaints_figures" ON "complaints" ("filed_on", "unit_id", "class", "state", "resolved_on", "on_time", "due_at", "handling_rating");
