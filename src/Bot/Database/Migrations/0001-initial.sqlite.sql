CREATE TABLE "inbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_inbox" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "received_at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "body" TEXT NULL,
    "error" TEXT NULL
);


CREATE TABLE "outbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_outbox" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "bulk" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "valid_until" INTEGER NULL,
    "occasion" TEXT NULL,
    "batch" TEXT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "lease_until" INTEGER NULL,
    "error" TEXT NULL
);


CREATE TABLE "people" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_people" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "first_seen" INTEGER NOT NULL,
    "unreachable_since" INTEGER NULL
);


CREATE TABLE "units" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_units" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NULL,
    "time_zone" TEXT NULL,
    "yearly_recipients" INTEGER NULL,
    "active" INTEGER NOT NULL
);


CREATE TABLE "web_messages" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_web_messages" PRIMARY KEY AUTOINCREMENT,
    "address" TEXT NOT NULL,
    "from_me" INTEGER NOT NULL,
    "client_id" TEXT NULL,
    "body" TEXT NOT NULL,
    "edit_of" INTEGER NULL,
    "file_reference" TEXT NULL,
    "at" INTEGER NOT NULL
);


CREATE TABLE "conversations" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_conversations" PRIMARY KEY,
    "run" INTEGER NOT NULL,
    "state" TEXT NULL,
    "card" TEXT NULL,
    "last_at" INTEGER NOT NULL,
    CONSTRAINT "fk_conversations_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);


CREATE TABLE "memberships" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_memberships" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "until" INTEGER NULL,
    CONSTRAINT "fk_memberships_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_memberships_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);


CREATE TABLE "monthly_sums" (
    "unit_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "respondents" INTEGER NOT NULL,
    "s1" INTEGER NOT NULL,
    "s2" INTEGER NOT NULL,
    "s3" INTEGER NOT NULL,
    "s4" INTEGER NOT NULL,
    "s5" INTEGER NOT NULL,
    "s6" INTEGER NOT NULL,
    "s7" INTEGER NOT NULL,
    "s8" INTEGER NOT NULL,
    "s9" INTEGER NOT NULL,
    "squares" INTEGER NOT NULL,
    CONSTRAINT "pk_monthly_sums" PRIMARY KEY ("month", "unit_id", "service_id", "instrument"),
    CONSTRAINT "fk_monthly_sums_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);


CREATE TABLE "quick_ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_quick_ratings" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    CONSTRAINT "fk_quick_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);


CREATE TABLE "services" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_services" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" INTEGER NOT NULL,
    CONSTRAINT "fk_services_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);


CREATE TABLE "ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ratings" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "u1" INTEGER NULL,
    "u2" INTEGER NULL,
    "u3" INTEGER NULL,
    "u4" INTEGER NULL,
    "u5" INTEGER NULL,
    "u6" INTEGER NULL,
    "u7" INTEGER NULL,
    "u8" INTEGER NULL,
    "u9" INTEGER NULL,
    "at" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "rater_key" TEXT NOT NULL,
    "sex" TEXT NULL,
    "age" TEXT NULL,
    "education" TEXT NULL,
    "occupation" TEXT NULL,
    "comment" TEXT NULL,
    CONSTRAINT "fk_ratings_services_service_id" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);


CREATE INDEX "ix_conversations_last_at" ON "conversations" ("last_at");


CREATE UNIQUE INDEX "ix_inbox_channel_external_id" ON "inbox" ("channel", "external_id");


CREATE INDEX "ix_inbox_received_at" ON "inbox" ("received_at");


CREATE INDEX "ix_memberships_person_id" ON "memberships" ("person_id");


CREATE INDEX "ix_memberships_unit_id_role" ON "memberships" ("unit_id", "role");


CREATE INDEX "ix_monthly_sums_unit_id_month" ON "monthly_sums" ("unit_id", "month");


CREATE INDEX "ix_outbox_batch_state" ON "outbox" ("batch", "state");


CREATE UNIQUE INDEX "ix_outbox_occasion" ON "outbox" ("occasion");


CREATE INDEX "ix_outbox_state_due_at" ON "outbox" ("state", "due_at");


CREATE UNIQUE INDEX "ix_people_channel_address" ON "people" ("channel", "address");


CREATE INDEX "ix_quick_ratings_unit_id_month" ON "quick_ratings" ("unit_id", "month");


CREATE UNIQUE INDEX "ix_ratings_rater_key" ON "ratings" ("rater_key");


CREATE INDEX "ix_ratings_service_id" ON "ratings" ("service_id");


CREATE INDEX "ix_ratings_unit_id_month" ON "ratings" ("unit_id", "month");


CREATE UNIQUE INDEX "ix_services_unit_id_code" ON "services" ("unit_id", "code");


CREATE UNIQUE INDEX "ix_units_code" ON "units" ("code");


CREATE UNIQUE INDEX "ix_web_messages_address_client_id" ON "web_messages" ("address", "client_id");


CREATE INDEX "ix_web_messages_address_id" ON "web_messages" ("address", "id");


CREATE INDEX "ix_web_messages_at" ON "web_messages" ("at");



