-- AlterTable
ALTER TABLE "record_guard" ADD COLUMN     "beat" BIGINT NOT NULL DEFAULT 0;
