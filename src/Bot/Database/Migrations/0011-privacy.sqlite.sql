CREATE TABLE "pending_roles" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_pending_roles" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "given_by" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_pending_roles_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_pending_roles_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE INDEX "ix_pending_roles_person_id" ON "pending_roles" ("person_id");

CREATE INDEX "ix_pending_roles_unit_id" ON "pending_roles" ("unit_id");

CREATE TABLE "breaches" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_breaches" PRIMARY KEY AUTOINCREMENT,
    "found_at" INTEGER NOT NULL,
    "noted_by" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "people_told_at" INTEGER NULL,
    "authority_told_at" INTEGER NULL
);

CREATE INDEX "ix_breaches_found_at" ON "breaches" ("found_at");

CREATE TABLE "privacy_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_privacy_requests" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "reminded_at" INTEGER NULL,
    "answered_at" INTEGER NULL,
    "answered_by" INTEGER NULL,
    "answer" TEXT NULL,
    CONSTRAINT "fk_privacy_requests_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_privacy_requests_person_id" ON "privacy_requests" ("person_id");

CREATE INDEX "ix_privacy_requests_answered_at_due_at" ON "privacy_requests" ("answered_at", "due_at");
