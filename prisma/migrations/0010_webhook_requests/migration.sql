-- AlterTable
ALTER TABLE "webhooks" DROP COLUMN "rotated_by";

-- CreateTable
CREATE TABLE "webhook_requests" (
    "id" UUID NOT NULL,
    "request_hash" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_requests_pkey" PRIMARY KEY ("id")
);
