ALTER TABLE "units" ADD "address" TEXT NULL;
ALTER TABLE "units" ADD "map_point" TEXT NULL;
ALTER TABLE "units" ADD "phone" TEXT NULL;
ALTER TABLE "units" ADD "hours" TEXT NULL;
ALTER TABLE "services" ADD "requirements" TEXT NULL;
ALTER TABLE "services" ADD "cost" TEXT NULL;
ALTER TABLE "services" ADD "promised_time" TEXT NULL;
