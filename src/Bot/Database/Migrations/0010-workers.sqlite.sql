CREATE TABLE "workers" (
    "instance" TEXT NOT NULL CONSTRAINT "pk_workers" PRIMARY KEY,
    "seen_at" INTEGER NOT NULL
);
