-- What an office writes into its reports, and who signs them.
ALTER TABLE "units" ADD COLUMN "signer_title" TEXT NULL;
ALTER TABLE "units" ADD COLUMN "signer_name" TEXT NULL;
ALTER TABLE "report_requests" ADD COLUMN "file_reference" TEXT NULL;

CREATE TABLE "report_texts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_report_texts" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NULL,
    "period" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_report_texts_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE INDEX "ix_report_texts_unit_id_period" ON "report_texts" ("unit_id", "period");
