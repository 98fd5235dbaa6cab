-- AlterTable
ALTER TABLE "record_guard" ADD COLUMN     "checked_database" OID,
ADD COLUMN     "number" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "position" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "written_in" TEXT NOT NULL DEFAULT '';
