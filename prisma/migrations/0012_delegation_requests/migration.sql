-- AlterTable
ALTER TABLE "delegations" ADD COLUMN     "request_hash" TEXT;
