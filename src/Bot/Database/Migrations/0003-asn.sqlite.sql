CREATE TABLE "audit" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_audit" PRIMARY KEY AUTOINCREMENT,
    "at" INTEGER NOT NULL,
    "actor_id" INTEGER NULL,
    "act" TEXT NOT NULL,
    "person_id" INTEGER NULL,
    "unit_id" INTEGER NULL,
    "what" TEXT NULL
);

CREATE TABLE "look_marks" (
    "name" TEXT NOT NULL CONSTRAINT "pk_look_marks" PRIMARY KEY,
    "at" INTEGER NOT NULL
);

CREATE TABLE "consents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_consents" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "withdrawn_at" INTEGER NULL,
    CONSTRAINT "fk_consents_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "goals" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_goals" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "behaviour" TEXT NULL,
    "text" TEXT NULL,
    "rhythm" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "fk_goals_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "leaves" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_leaves" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    CONSTRAINT "fk_leaves_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "profiles" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_profiles" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nip" TEXT NULL,
    "hour" TEXT NOT NULL,
    "rhythm" TEXT NOT NULL,
    "paused_until" TEXT NULL,
    "joined_at" INTEGER NOT NULL,
    CONSTRAINT "fk_profiles_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "recaps" (
    "person_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    CONSTRAINT "pk_recaps" PRIMARY KEY ("person_id", "day"),
    CONSTRAINT "fk_recaps_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "reminders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_reminders" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "behaviour" TEXT NULL,
    "state" TEXT NOT NULL,
    "again_at" INTEGER NULL,
    "came_again" INTEGER NOT NULL,
    CONSTRAINT "fk_reminders_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "broadcasts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_broadcasts" PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NULL,
    "made_by" INTEGER NULL,
    "at" INTEGER NOT NULL,
    "schedule_id" INTEGER NULL,
    "day" TEXT NULL,
    "valid_until" INTEGER NULL,
    "filled_to" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "fk_broadcasts_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "external_indices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_external_indices" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "item" TEXT NOT NULL,
    "hundredths" INTEGER NULL,
    "category" TEXT NULL,
    "source" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_external_indices_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "invitations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_invitations" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NULL,
    "role" TEXT NOT NULL,
    "max_uses" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL,
    "until" INTEGER NULL,
    "made_by" INTEGER NULL,
    "made_at" INTEGER NOT NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "fk_invitations_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "reflections" (
    "key" TEXT NOT NULL CONSTRAINT "pk_reflections" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "answers" TEXT NOT NULL,
    CONSTRAINT "fk_reflections_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "schedules" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_schedules" PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NULL,
    "rule" TEXT NOT NULL,
    "hour" TEXT NOT NULL,
    "made_by" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    "paused" INTEGER NOT NULL,
    "deleted_at" INTEGER NULL,
    CONSTRAINT "fk_schedules_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE INDEX "ix_audit_at" ON "audit" ("at");

CREATE INDEX "ix_audit_unit_id_at" ON "audit" ("unit_id", "at");

CREATE UNIQUE INDEX "ix_broadcasts_schedule_id_day" ON "broadcasts" ("schedule_id", "day");

CREATE INDEX "ix_broadcasts_state" ON "broadcasts" ("state");

CREATE INDEX "ix_broadcasts_unit_id" ON "broadcasts" ("unit_id");

CREATE INDEX "ix_consents_person_id" ON "consents" ("person_id");

CREATE INDEX "ix_external_indices_kind_year" ON "external_indices" ("kind", "year");

CREATE INDEX "ix_external_indices_unit_id" ON "external_indices" ("unit_id");

CREATE INDEX "ix_goals_person_id_month" ON "goals" ("person_id", "month");

CREATE INDEX "ix_invitations_unit_id" ON "invitations" ("unit_id");

CREATE INDEX "ix_leaves_person_id_to" ON "leaves" ("person_id", "to");

CREATE INDEX "ix_profiles_hour" ON "profiles" ("hour");

CREATE INDEX "ix_reflections_unit_id_month" ON "reflections" ("unit_id", "month");

CREATE INDEX "ix_reminders_again_at" ON "reminders" ("again_at");

CREATE UNIQUE INDEX "ix_reminders_person_id_day" ON "reminders" ("person_id", "day");

CREATE INDEX "ix_reminders_unit_id_day" ON "reminders" ("unit_id", "day");

CREATE INDEX "ix_schedules_unit_id" ON "schedules" ("unit_id");
