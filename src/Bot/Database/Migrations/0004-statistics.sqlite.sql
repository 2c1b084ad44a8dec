CREATE TABLE "monthly_posts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_monthly_posts" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "picture" INTEGER NOT NULL,
    "message_id" TEXT NULL,
    "at" INTEGER NOT NULL,
    "edited_at" INTEGER NULL
);

CREATE TABLE "report_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_report_requests" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "period" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL
);

CREATE TABLE "channel_links" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_channel_links" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "title" TEXT NULL,
    "since" INTEGER NOT NULL,
    CONSTRAINT "fk_channel_links_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "follow_ups" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_follow_ups" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "unsur" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "author_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "done_at" INTEGER NULL,
    "reminded_on" TEXT NULL,
    CONSTRAINT "fk_follow_ups_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "respondent_sums" (
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "respondents" INTEGER NOT NULL,
    CONSTRAINT "pk_respondent_sums" PRIMARY KEY ("month", "unit_id", "question", "code"),
    CONSTRAINT "fk_respondent_sums_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "rating_exclusions" (
    "rating_id" INTEGER NOT NULL CONSTRAINT "pk_rating_exclusions" PRIMARY KEY,
    "decided_by" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_rating_exclusions_ratings_rating_id" FOREIGN KEY ("rating_id") REFERENCES "ratings" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_channel_links_channel_address_thread" ON "channel_links" ("channel", "address", "thread");

CREATE INDEX "ix_channel_links_unit_id" ON "channel_links" ("unit_id");

CREATE INDEX "ix_follow_ups_due_on" ON "follow_ups" ("due_on");

CREATE UNIQUE INDEX "ix_follow_ups_unit_id_month_unsur" ON "follow_ups" ("unit_id", "month", "unsur");

CREATE INDEX "ix_monthly_posts_channel_address" ON "monthly_posts" ("channel", "address");

CREATE UNIQUE INDEX "ix_monthly_posts_unit_id_month_channel_address_thread" ON "monthly_posts" ("unit_id", "month", "channel", "address", "thread");

CREATE INDEX "ix_respondent_sums_unit_id_month" ON "respondent_sums" ("unit_id", "month");

-- What respondents of earlier ratings said about themselves.
INSERT INTO respondent_sums (month, unit_id, question, code, respondents)
SELECT month, unit_id, 'sex', sex, COUNT(*) FROM ratings WHERE state = 'Complete' AND sex IS NOT NULL GROUP BY month, unit_id, sex;

INSERT INTO respondent_sums (month, unit_id, question, code, respondents)
SELECT month, unit_id, 'age', age, COUNT(*) FROM ratings WHERE state = 'Complete' AND age IS NOT NULL GROUP BY month, unit_id, age;

INSERT INTO respondent_sums (month, unit_id, question, code, respondents)
SELECT month, unit_id, 'education', education, COUNT(*) FROM ratings WHERE state = 'Complete' AND education IS NOT NULL GROUP BY month, unit_id, education;

INSERT INTO respondent_sums (month, unit_id, question, code, respondents)
SELECT month, unit_id, 'occupation', occupation, COUNT(*) FROM ratings WHERE state = 'Complete' AND occupation IS NOT NULL GROUP BY month, unit_id, occupation;
