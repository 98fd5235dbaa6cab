-- CreateTable
CREATE TABLE "record_epochs" (
    "epoch" INTEGER NOT NULL,
    "kept_position" BIGINT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "reconciled_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_epochs_pkey" PRIMARY KEY ("epoch")
);

-- CreateTable
CREATE TABLE "record_guard" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "checked_start" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "record_guard_pkey" PRIMARY KEY ("id")
);

-- By hand from here on: what the schema language cannot say.

ALTER TABLE "record_epochs" ADD CONSTRAINT "record_epochs_epoch_check" CHECK ("epoch" >= 2);
ALTER TABLE "record_guard" ADD CONSTRAINT "record_guard_one_row_check" CHECK ("id" = 1);
