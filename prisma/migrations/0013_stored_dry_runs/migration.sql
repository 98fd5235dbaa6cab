-- AlterTable
ALTER TABLE "calendar_amendments" ADD COLUMN     "dry_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "dry_run_counts" JSONB,
ADD COLUMN     "dry_run_since" JSONB,
ADD COLUMN     "refused_with" JSONB;

