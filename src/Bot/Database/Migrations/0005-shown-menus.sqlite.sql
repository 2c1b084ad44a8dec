CREATE TABLE "shown_menus" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_shown_menus" PRIMARY KEY,
    "hash" TEXT NOT NULL,
    CONSTRAINT "fk_shown_menus_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);
