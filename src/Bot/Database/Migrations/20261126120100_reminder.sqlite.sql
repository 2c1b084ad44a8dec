-- What a reminder said, so that it is not said again; how far reminders gave way to silence; what a team practises in a month.
ALTER TABLE "reminders" ADD COLUMN "tip" TEXT NULL;
ALTER TABLE "reminders" ADD COLUMN "reason" TEXT NULL;
ALTER TABLE "profiles" ADD COLUMN "work" TEXT NULL;
ALTER TABLE "profiles" ADD COLUMN "work_asked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "profiles" ADD COLUMN "slowed" TEXT NOT NULL DEFAULT 'Not';
ALTER TABLE "profiles" ADD COLUMN "slowed_on" TEXT NULL;
CREATE TABLE "team_values" (
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "pk_team_values" PRIMARY KEY ("unit_id", "month"),
    CONSTRAINT "fk_team_values_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);
