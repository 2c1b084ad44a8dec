-- The service looks after itself: what needs a person, backups and how they went, years of days off that were brought in.
CREATE TABLE "alarms" (
    "name" TEXT NOT NULL CONSTRAINT "pk_alarms" PRIMARY KEY,
    "what" TEXT NULL,
    "since" INTEGER NOT NULL,
    "seen_at" INTEGER NOT NULL,
    "told_at" INTEGER NULL
);

CREATE TABLE "backup_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_backup_runs" PRIMARY KEY AUTOINCREMENT,
    "deed" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "file" TEXT NULL,
    "bytes" INTEGER NOT NULL,
    "error" TEXT NULL
);

CREATE TABLE "brought_years" (
    "year" INTEGER NOT NULL CONSTRAINT "pk_brought_years" PRIMARY KEY,
    "source" TEXT NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "brought_days" (
    "date" TEXT NOT NULL CONSTRAINT "pk_brought_days" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

ALTER TABLE "channel_links" ADD COLUMN "lost_since" INTEGER NULL;

CREATE INDEX "ix_backup_runs_deed_at" ON "backup_runs" ("deed", "at");
