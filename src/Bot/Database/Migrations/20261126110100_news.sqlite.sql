-- How people who complained in a browser are called back to it, and the link that opens their talk on another device.
CREATE TABLE "news_ways" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_news_ways" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "since" TEXT NOT NULL,
    "wanted_at" INTEGER NULL,
    CONSTRAINT "fk_news_ways_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "talk_links" (
    "address" TEXT NOT NULL CONSTRAINT "pk_talk_links" PRIMARY KEY,
    "token_hash" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "since" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_news_ways_person_id_kind_mark" ON "news_ways" ("person_id", "kind", "mark");
CREATE INDEX "ix_news_ways_kind_mark" ON "news_ways" ("kind", "mark");
CREATE INDEX "ix_news_ways_wanted_at" ON "news_ways" ("wanted_at") WHERE wanted_at IS NOT NULL;
CREATE UNIQUE INDEX "ix_talk_links_token_hash" ON "talk_links" ("token_hash");
