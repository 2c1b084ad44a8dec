-- The number's papers: how a plan ended, what a report may assert, and what left-out ratings had in common.
ALTER TABLE "follow_ups" ADD COLUMN "evidence" TEXT NULL;
ALTER TABLE "follow_ups" ADD COLUMN "discussed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "report_requests" ADD COLUMN "announced" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "rating_exclusions" ADD COLUMN "kind" TEXT NULL;
