ALTER TABLE "complaint_attachments" ADD COLUMN "claimed_by" TEXT NULL;
