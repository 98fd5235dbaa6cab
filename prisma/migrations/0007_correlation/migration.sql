-- AlterTable
ALTER TABLE "applications" ADD COLUMN     "message_id" TEXT,
ADD COLUMN     "trace_id" TEXT;

-- AlterTable
ALTER TABLE "commands" ADD COLUMN     "message_id" TEXT,
ADD COLUMN     "trace_id" TEXT;
