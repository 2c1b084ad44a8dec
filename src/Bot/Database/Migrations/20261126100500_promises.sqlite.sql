CREATE TABLE "unread_shapes" (
    "print" TEXT NOT NULL CONSTRAINT "pk_unread_shapes" PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "times" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL
);
