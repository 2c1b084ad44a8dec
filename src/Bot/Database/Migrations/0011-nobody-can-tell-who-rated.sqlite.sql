CREATE TABLE "kept_ratings" AS SELECT *, (random() & 9223372036854775807) | 1 AS "lot" FROM "ratings";

CREATE TABLE "kept_exclusions" AS SELECT e.*, r."lot" FROM "rating_exclusions" e JOIN "kept_ratings" r ON r."id" = e."rating_id";

DROP TABLE "rating_exclusions";

DROP TABLE "ratings";

CREATE TABLE "ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ratings" PRIMARY KEY,
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
    "day" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "rater_key" TEXT NULL,
    "signs" INTEGER NOT NULL,
    "published" INTEGER NOT NULL,
    "replaces" INTEGER NULL,
    "made_up" INTEGER NOT NULL,
    "sex" TEXT NULL,
    "age" TEXT NULL,
    "education" TEXT NULL,
    "occupation" TEXT NULL,
    "comment" TEXT NULL,
    CONSTRAINT "fk_ratings_services_service_id" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

INSERT INTO "ratings" SELECT "lot", "unit_id", "service_id", "instrument", "state", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "day", "month",
    NULL, CASE WHEN "nth" >= 6 THEN 4 ELSE 0 END, "state" <> 'Incomplete', NULL, "channel" = 'demo', "sex", "age", "education", "occupation", "comment"
FROM "kept_ratings";

CREATE TABLE "rating_exclusions" (
    "rating_id" INTEGER NOT NULL CONSTRAINT "pk_rating_exclusions" PRIMARY KEY,
    "decided_by" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_rating_exclusions_ratings_rating_id" FOREIGN KEY ("rating_id") REFERENCES "ratings" ("id") ON DELETE CASCADE
);

INSERT INTO "rating_exclusions" SELECT "lot", "decided_by", "reason", "at" FROM "kept_exclusions";

DROP TABLE "kept_exclusions";

DROP TABLE "kept_ratings";

CREATE UNIQUE INDEX "ix_ratings_rater_key" ON "ratings" ("rater_key");

CREATE INDEX "ix_ratings_service_id" ON "ratings" ("service_id");

CREATE INDEX "ix_ratings_unit_id_month" ON "ratings" ("unit_id", "month");

CREATE INDEX "ix_ratings_waiting" ON "ratings" ("unit_id", "month", "instrument") WHERE not published and state = 'Complete';

CREATE TABLE "kept_quick_ratings" AS SELECT * FROM "quick_ratings";

DROP TABLE "quick_ratings";

CREATE TABLE "quick_ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_quick_ratings" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    CONSTRAINT "fk_quick_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

INSERT INTO "quick_ratings" SELECT (random() & 9223372036854775807) | 1, "unit_id", "value", "month", 'Published' FROM "kept_quick_ratings";

DROP TABLE "kept_quick_ratings";

CREATE INDEX "ix_quick_ratings_month" ON "quick_ratings" ("month");

CREATE INDEX "ix_quick_ratings_unit_id_month_step" ON "quick_ratings" ("unit_id", "month", "step");

CREATE INDEX "ix_quick_ratings_waiting" ON "quick_ratings" ("unit_id", "month") WHERE step <> 'Published' and step <> 'Apart';

CREATE TABLE "recent_ratings" (
    "unit_id" INTEGER NOT NULL CONSTRAINT "pk_recent_ratings" PRIMARY KEY,
    "sealed" TEXT NOT NULL,
    CONSTRAINT "fk_recent_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "published_steps" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_published_steps" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "services" TEXT NOT NULL,
    CONSTRAINT "fk_published_steps_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_published_steps_unit_id_month" ON "published_steps" ("unit_id", "month");

DROP TABLE "rater_counts";

CREATE TABLE "rater_counts" (
    "key" TEXT NOT NULL CONSTRAINT "pk_rater_counts" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX "ix_rater_counts_month" ON "rater_counts" ("month");

CREATE TABLE "kept_reflections" AS SELECT * FROM "reflections";

DROP TABLE "reflections";

CREATE TABLE "reflections" (
    "key" TEXT NOT NULL CONSTRAINT "pk_reflections" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "answers" TEXT NOT NULL,
    CONSTRAINT "fk_reflections_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
) WITHOUT ROWID;

INSERT INTO "reflections" SELECT '-' || lower(hex(randomblob(16))), "month", "unit_id", "answers" FROM "kept_reflections";

DROP TABLE "kept_reflections";

CREATE INDEX "ix_reflections_unit_id_month" ON "reflections" ("unit_id", "month");

UPDATE "people" SET "first_seen" = "first_seen" / 86400000 * 86400000;

UPDATE "conversations" SET "last_at" = "last_at" / 86400000 * 86400000 WHERE "state" IS NULL;

UPDATE "inbox" SET "received_at" = "received_at" / 86400000 * 86400000;
