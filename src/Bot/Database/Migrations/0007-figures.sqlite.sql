CREATE INDEX "ix_quick_ratings_month" ON "quick_ratings" ("month");

CREATE INDEX "ix_complaints_unit_id_filed_on" ON "complaints" ("unit_id", "filed_on");

ALTER TABLE "channel_links" ADD COLUMN "asked_by" INTEGER NULL;
