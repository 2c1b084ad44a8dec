-- What a reminder said, so that it is not said again; how far reminders gave way to silence; what a team practises in a month;
-- announcements in linked groups, and who said that they have read one.
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
ALTER TABLE "broadcasts" ADD COLUMN "to_groups" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "schedules" ADD COLUMN "to_groups" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "read_broadcasts" (
    "broadcast_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    CONSTRAINT "pk_read_broadcasts" PRIMARY KEY ("broadcast_id", "person_id"),
    CONSTRAINT "fk_read_broadcasts_broadcasts_broadcast_id" FOREIGN KEY ("broadcast_id") REFERENCES "broadcasts" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_read_broadcasts_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);
CREATE INDEX "ix_read_broadcasts_person_id" ON "read_broadcasts" ("person_id");
