-- The desk in a browser: ways in, saved lists, who looks at what, canned answers, how complaints are sorted, and an index of their words.
ALTER TABLE "complaints" ADD COLUMN "service_id" INTEGER NULL
    CONSTRAINT "fk_complaints_services_service_id" REFERENCES "services" ("id") ON DELETE SET NULL;
ALTER TABLE "complaints" ADD COLUMN "category" TEXT NULL;
ALTER TABLE "complaints" ADD COLUMN "tags" TEXT NULL;
ALTER TABLE "complaints" ADD COLUMN "urgent" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "complaints" ADD COLUMN "origin" TEXT NULL;
ALTER TABLE "complaints" ADD COLUMN "taken_in_by_id" INTEGER NULL
    CONSTRAINT "fk_complaints_people_taken_in_by_id" REFERENCES "people" ("id") ON DELETE SET NULL;
ALTER TABLE "complaints" ADD COLUMN "contact" TEXT NULL;
ALTER TABLE "complaints" ADD COLUMN "national_id" TEXT NULL;
UPDATE "complaints" SET "origin" = (SELECT "channel" FROM "people" WHERE "people"."id" = "complaints"."complainant_id");

CREATE TABLE "desk_links" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_desk_links" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "until" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "fk_desk_links_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "desk_sessions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_desk_sessions" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "entrance" TEXT NOT NULL,
    "began_at" INTEGER NOT NULL,
    "seen_at" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "fk_desk_sessions_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "desk_views" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_desk_views" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    CONSTRAINT "fk_desk_views_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "desk_looks" (
    "complaint_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_desk_looks" PRIMARY KEY ("complaint_id", "person_id"),
    CONSTRAINT "fk_desk_looks_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_desk_looks_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "canned_answers" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_canned_answers" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_canned_answers_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_desk_links_hash" ON "desk_links" ("hash");
CREATE INDEX "ix_desk_links_person_id" ON "desk_links" ("person_id");
CREATE INDEX "ix_desk_links_until" ON "desk_links" ("until");
CREATE UNIQUE INDEX "ix_desk_sessions_hash" ON "desk_sessions" ("hash");
CREATE INDEX "ix_desk_sessions_person_id" ON "desk_sessions" ("person_id");
CREATE INDEX "ix_desk_sessions_until" ON "desk_sessions" ("until");
CREATE UNIQUE INDEX "ix_desk_views_person_id_name" ON "desk_views" ("person_id", "name");
CREATE INDEX "ix_desk_looks_at" ON "desk_looks" ("at");
CREATE INDEX "ix_desk_looks_person_id" ON "desk_looks" ("person_id");
CREATE INDEX "ix_canned_answers_unit_id" ON "canned_answers" ("unit_id");
CREATE INDEX "ix_complaints_service_id" ON "complaints" ("service_id");
CREATE INDEX "ix_complaints_taken_in_by_id" ON "complaints" ("taken_in_by_id");
CREATE INDEX "ix_complaints_desk" ON "complaints" ("state", "unit_id", "class", "due_at", "filed_on", "holder_id", "complainant_id", "of_inspectorate", "raised", "urgent", "service_id", "category", "origin", "step_from", "reopened");

-- The words of complaints and answers, kept in step by triggers: whatever erases words erases them here too, and secure-delete takes
-- them out of the index at once instead of marking them.
CREATE VIRTUAL TABLE "__complaint_words" USING fts5(story, said, tokenize = "unicode61 remove_diacritics 0");
INSERT INTO "__complaint_words" ("__complaint_words", rank) VALUES ('secure-delete', 1);
INSERT INTO "__complaint_words" (rowid, story, said) SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''), (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c;

CREATE TRIGGER "complaint_words_filed" AFTER INSERT ON "complaints" BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = NEW."id";
    INSERT INTO "__complaint_words" (rowid, story, said)
    SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''),
        (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c WHERE c."id" = NEW."id";
END;

CREATE TRIGGER "complaint_words_changed" AFTER UPDATE OF "story", "place", "tags" ON "complaints" BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = NEW."id";
    INSERT INTO "__complaint_words" (rowid, story, said)
    SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''),
        (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c WHERE c."id" = NEW."id";
END;

CREATE TRIGGER "complaint_words_gone" AFTER DELETE ON "complaints" BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = OLD."id";
END;

CREATE TRIGGER "complaint_words_said" AFTER INSERT ON "complaint_events" WHEN NEW."words" IS NOT NULL BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = NEW."complaint_id";
    INSERT INTO "__complaint_words" (rowid, story, said)
    SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''),
        (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c WHERE c."id" = NEW."complaint_id";
END;

CREATE TRIGGER "complaint_words_unsaid" AFTER UPDATE OF "words" ON "complaint_events" BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = NEW."complaint_id";
    INSERT INTO "__complaint_words" (rowid, story, said)
    SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''),
        (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c WHERE c."id" = NEW."complaint_id";
END;

CREATE TRIGGER "complaint_words_cut" AFTER DELETE ON "complaint_events" BEGIN
    DELETE FROM "__complaint_words" WHERE rowid = OLD."complaint_id";
    INSERT INTO "__complaint_words" (rowid, story, said)
    SELECT c."id", c."code" || ' ' || c."story" || ' ' || coalesce(c."place", '') || ' ' || coalesce(c."tags", ''),
        (SELECT group_concat(e."words", ' ') FROM "complaint_events" e WHERE e."complaint_id" = c."id") FROM "complaints" c WHERE c."id" = OLD."complaint_id";
END;
