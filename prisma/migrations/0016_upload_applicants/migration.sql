-- AlterTable: files of before have none, and any application of their client may claim them.
ALTER TABLE "uploads" ADD COLUMN     "applicant_id" TEXT;
