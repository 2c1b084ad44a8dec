ALTER TABLE "conversations" ADD COLUMN "open_dialog" TEXT NULL;


UPDATE "conversations" SET "open_dialog" = json_extract("state", '$.Open.Name') WHERE "state" IS NOT NULL;
