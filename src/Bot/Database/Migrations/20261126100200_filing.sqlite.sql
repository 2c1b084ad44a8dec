ALTER TABLE "complaints" ADD "many_at_once" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "complaint_attachments" ADD "name" TEXT NULL;
