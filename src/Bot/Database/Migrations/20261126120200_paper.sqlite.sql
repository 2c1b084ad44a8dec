-- Questionnaires on paper, and files that administrators send to be read.
ALTER TABLE "ratings" ADD COLUMN "disability" TEXT NULL;
ALTER TABLE "ratings" ADD COLUMN "paper_batch" INTEGER NULL;
CREATE INDEX "ix_ratings_paper_batch" ON "ratings" ("paper_batch") WHERE paper_batch is not null;
ALTER TABLE "monthly_sums" ADD COLUMN "paper" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "paper_batches" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_paper_batches" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    "sheets" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mornings" INTEGER NOT NULL,
    "afternoons" INTEGER NOT NULL,
    "entered_by" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "undone_at" INTEGER NULL,
    CONSTRAINT "fk_paper_batches_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "ix_paper_batches_counted" ON "paper_batches" ("unit_id", "fingerprint") WHERE undone_at is null;

CREATE TABLE "import_files" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_import_files" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "person_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "content" TEXT NULL,
    CONSTRAINT "fk_import_files_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_import_files_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);
CREATE INDEX "ix_import_files_person_id" ON "import_files" ("person_id");
CREATE INDEX "ix_import_files_unit_id" ON "import_files" ("unit_id");

ALTER TABLE "channel_links" ADD COLUMN "linked_by" INTEGER NULL;
ALTER TABLE "channel_links" ADD COLUMN "refused_at" INTEGER NULL;
