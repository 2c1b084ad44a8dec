-- Complaints that are given to SP4N-LAPOR! too, and evidence that waits at the desk between preview and step.
CREATE TABLE "national_copies" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_national_copies" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "asked_by_id" INTEGER NULL,
    "asked_at" INTEGER NOT NULL,
    "supervisory" INTEGER NOT NULL,
    "step" TEXT NULL,
    "state" TEXT NOT NULL,
    "national_id" TEXT NULL,
    "tries" INTEGER NOT NULL,
    "next_try_at" INTEGER NULL,
    "called_at" INTEGER NULL,
    "trouble" TEXT NULL,
    "failing_since" INTEGER NULL,
    "next_poll_at" INTEGER NULL,
    "rejection" TEXT NOT NULL,
    CONSTRAINT "fk_national_copies_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_national_copies_people_asked_by_id" FOREIGN KEY ("asked_by_id") REFERENCES "people" ("id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "ix_national_copies_complaint_id" ON "national_copies" ("complaint_id");
CREATE INDEX "ix_national_copies_asked_by_id" ON "national_copies" ("asked_by_id");
CREATE INDEX "ix_national_copies_next_try_at" ON "national_copies" ("next_try_at");
CREATE INDEX "ix_national_copies_next_poll_at" ON "national_copies" ("next_poll_at");

CREATE TABLE "held_evidence" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_held_evidence" PRIMARY KEY AUTOINCREMENT,
    "session_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kept_as" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    CONSTRAINT "fk_held_evidence_desk_sessions_session_id" FOREIGN KEY ("session_id") REFERENCES "desk_sessions" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_held_evidence_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_held_evidence_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE CASCADE
);
CREATE INDEX "ix_held_evidence_session_id" ON "held_evidence" ("session_id");
CREATE INDEX "ix_held_evidence_person_id" ON "held_evidence" ("person_id");
CREATE INDEX "ix_held_evidence_complaint_id" ON "held_evidence" ("complaint_id");
CREATE INDEX "ix_held_evidence_until" ON "held_evidence" ("until");
