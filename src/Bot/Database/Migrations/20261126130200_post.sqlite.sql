-- Flagged ratings decided one by one, chats that are linked from outside, files of announcements, answers for
-- the national survey.
CREATE TABLE "rating_looks" (
    "rating_id" INTEGER NOT NULL CONSTRAINT "pk_rating_looks" PRIMARY KEY,
    "leave_out" INTEGER NOT NULL,
    "kind" TEXT NULL,
    "reason" TEXT NULL,
    "decided_by" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_rating_looks_ratings_rating_id" FOREIGN KEY ("rating_id") REFERENCES "ratings" ("id") ON DELETE CASCADE
);

CREATE TABLE "link_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_link_requests" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "wanted" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "person_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_link_requests_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_link_requests_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);
CREATE INDEX "ix_link_requests_person_id" ON "link_requests" ("person_id");
CREATE INDEX "ix_link_requests_unit_id" ON "link_requests" ("unit_id");

ALTER TABLE "channel_links" ADD COLUMN "public_name" TEXT NULL;

CREATE TABLE "announcement_files" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_announcement_files" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "reference" TEXT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "made_by" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "kept_as" TEXT NULL,
    "size" INTEGER NULL,
    "failures" INTEGER NOT NULL
);

ALTER TABLE "broadcasts" ADD COLUMN "file_id" INTEGER NULL CONSTRAINT "fk_broadcasts_announcement_files_file_id" REFERENCES "announcement_files" ("id");
ALTER TABLE "schedules" ADD COLUMN "file_id" INTEGER NULL CONSTRAINT "fk_schedules_announcement_files_file_id" REFERENCES "announcement_files" ("id");
CREATE INDEX "ix_broadcasts_file_id" ON "broadcasts" ("file_id");
CREATE INDEX "ix_schedules_file_id" ON "schedules" ("file_id");

CREATE TABLE "pushed_answers" (
    "rating_id" INTEGER NOT NULL CONSTRAINT "pk_pushed_answers" PRIMARY KEY,
    CONSTRAINT "fk_pushed_answers_ratings_rating_id" FOREIGN KEY ("rating_id") REFERENCES "ratings" ("id") ON DELETE CASCADE
);
