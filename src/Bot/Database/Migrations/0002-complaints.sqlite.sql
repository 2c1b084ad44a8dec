CREATE TABLE "complaints" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaints" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NULL,
    "unit_id" INTEGER NULL,
    "state" TEXT NOT NULL,
    "anonymous" INTEGER NOT NULL,
    "secret" INTEGER NOT NULL,
    "complainant_id" INTEGER NULL,
    "complainant_name" TEXT NULL,
    "story" TEXT NOT NULL,
    "happened" TEXT NULL,
    "place" TEXT NULL,
    "filed_at" INTEGER NOT NULL,
    "filed_on" TEXT NOT NULL,
    "received_on" TEXT NOT NULL,
    "step_from" TEXT NOT NULL,
    "paused_days" INTEGER NOT NULL,
    "due_on" TEXT NULL,
    "due_at" INTEGER NULL,
    "follow_up_due_on" TEXT NULL,
    "provisional" INTEGER NOT NULL,
    "counted_through" INTEGER NOT NULL,
    "next_stage" TEXT NULL,
    "next_stage_at" INTEGER NULL,
    "holder_id" INTEGER NULL,
    "resolved_on" TEXT NULL,
    "on_time" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "handling_rating" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_complaints_people_complainant_id" FOREIGN KEY ("complainant_id") REFERENCES "people" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_complaints_people_holder_id" FOREIGN KEY ("holder_id") REFERENCES "people" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_complaints_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);

CREATE TABLE "complaint_attachments" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_attachments" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "from_citizen" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reference" TEXT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "kept_as" TEXT NULL,
    "size" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "next_try_at" INTEGER NULL,
    CONSTRAINT "fk_complaint_attachments_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE RESTRICT
);

CREATE TABLE "complaint_consents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_consents" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "person_id" INTEGER NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_complaint_consents_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_complaint_consents_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE SET NULL
);

CREATE TABLE "complaint_events" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_events" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "official_id" INTEGER NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "unit_from" INTEGER NULL,
    "unit_to" INTEGER NULL,
    "class" TEXT NULL,
    "words" TEXT NULL,
    "occasion" TEXT NULL,
    CONSTRAINT "fk_complaint_events_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_complaint_events_people_official_id" FOREIGN KEY ("official_id") REFERENCES "people" ("id") ON DELETE SET NULL
);

CREATE INDEX "ix_complaint_attachments_complaint_id" ON "complaint_attachments" ("complaint_id");

CREATE INDEX "ix_complaint_attachments_next_try_at" ON "complaint_attachments" ("next_try_at");

CREATE INDEX "ix_complaint_consents_complaint_id" ON "complaint_consents" ("complaint_id");

CREATE INDEX "ix_complaint_consents_person_id" ON "complaint_consents" ("person_id");

CREATE INDEX "ix_complaint_events_complaint_id" ON "complaint_events" ("complaint_id");

CREATE UNIQUE INDEX "ix_complaint_events_occasion" ON "complaint_events" ("occasion");

CREATE INDEX "ix_complaint_events_official_id" ON "complaint_events" ("official_id");

CREATE UNIQUE INDEX "ix_complaints_code" ON "complaints" ("code");

CREATE INDEX "ix_complaints_complainant_id" ON "complaints" ("complainant_id");

CREATE INDEX "ix_complaints_ended_at" ON "complaints" ("ended_at");

CREATE INDEX "ix_complaints_holder_id" ON "complaints" ("holder_id");

CREATE INDEX "ix_complaints_next_stage_at" ON "complaints" ("next_stage_at");

CREATE INDEX "ix_complaints_state_due_at" ON "complaints" ("state", "due_at");

CREATE INDEX "ix_complaints_unit_id_state_due_at" ON "complaints" ("unit_id", "state", "due_at");
