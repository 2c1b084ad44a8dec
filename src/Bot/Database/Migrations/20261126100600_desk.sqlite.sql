-- The desk: classes that change, ends with a reason, steps that can be taken back, and word to officials that is gathered.
ALTER TABLE "complaints" ADD COLUMN "of_inspectorate" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "raised" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "passes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "declined" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "reopened" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "late_before" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "end_reason" TEXT NULL;
ALTER TABLE "complaints" ADD COLUMN "duplicate_of_id" INTEGER NULL
    CONSTRAINT "fk_complaints_complaints_duplicate_of_id" REFERENCES "complaints" ("id") ON DELETE RESTRICT;
ALTER TABLE "complaints" ADD COLUMN "spam_by_id" INTEGER NULL
    CONSTRAINT "fk_complaints_people_spam_by_id" REFERENCES "people" ("id") ON DELETE SET NULL;

ALTER TABLE "complaint_events" ADD COLUMN "of_inspectorate" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaint_events" ADD COLUMN "held_until" INTEGER NULL;
ALTER TABLE "complaint_events" ADD COLUMN "before" TEXT NULL;
ALTER TABLE "complaint_events" ADD COLUMN "step" TEXT NULL;
ALTER TABLE "complaint_events" ADD COLUMN "taken_back" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "complaint_news" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_news" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "due" INTEGER NOT NULL,
    "step" TEXT NULL,
    "told_at" INTEGER NULL,
    CONSTRAINT "fk_complaint_news_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_complaint_news_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "desk_settings" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_desk_settings" PRIMARY KEY,
    "digest_at" TEXT NULL,
    "only_mine" INTEGER NOT NULL,
    "muted_until" TEXT NULL,
    "deputy_id" INTEGER NULL,
    "digest_on" TEXT NULL,
    "weekly_on" TEXT NULL,
    CONSTRAINT "fk_desk_settings_people_deputy_id" FOREIGN KEY ("deputy_id") REFERENCES "people" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_desk_settings_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_complaint_news_complaint_id" ON "complaint_news" ("complaint_id");
CREATE INDEX "ix_complaint_news_person_id_told_at" ON "complaint_news" ("person_id", "told_at");
CREATE INDEX "ix_complaint_news_told_at_at" ON "complaint_news" ("told_at", "at");
CREATE INDEX "ix_desk_settings_deputy_id" ON "desk_settings" ("deputy_id");
CREATE INDEX "ix_complaints_duplicate_of_id" ON "complaints" ("duplicate_of_id");
CREATE INDEX "ix_complaints_spam_by_id" ON "complaints" ("spam_by_id");
DROP INDEX "ix_complaints_figures";
CREATE INDEX "ix_complaints_figures" ON "complaints" ("filed_on", "unit_id", "class", "state", "resolved_on", "on_time", "due_at", "handling_rating", "reopened", "declined", "end_reason");
