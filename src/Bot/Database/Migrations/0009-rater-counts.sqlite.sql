CREATE TABLE "rater_counts" (
    "key" TEXT NOT NULL CONSTRAINT "pk_rater_counts" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL
);

CREATE INDEX "ix_rater_counts_month" ON "rater_counts" ("month");

ALTER TABLE "ratings" ADD COLUMN "nth" INTEGER NOT NULL DEFAULT 1;
