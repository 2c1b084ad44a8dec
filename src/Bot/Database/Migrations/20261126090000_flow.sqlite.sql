ALTER TABLE "conversations" ADD COLUMN "open_dialog" TEXT NULL;


UPDATE conversations SET open_dialog = 'open' WHERE state LIKE '{"Open":%';


ALTER TABLE "outbox" DROP COLUMN "lease_until";


ALTER TABLE "outbox" ADD COLUMN "lane" INTEGER NOT NULL DEFAULT 0;


ALTER TABLE "outbox" ADD COLUMN "message_id" TEXT NULL;


CREATE INDEX "ix_outbox_channel_address" ON "outbox" ("channel", "address");


CREATE INDEX "ix_outbox_channel_message_id" ON "outbox" ("channel", "message_id") WHERE message_id IS NOT NULL;


DROP TABLE "workers";


CREATE TABLE "installation" (
    "name" TEXT NOT NULL CONSTRAINT "pk_installation" PRIMARY KEY,
    "value" TEXT NOT NULL
);
