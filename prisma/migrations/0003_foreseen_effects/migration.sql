-- AlterTable
ALTER TABLE "calendar_amendments" ADD COLUMN     "request_hash" TEXT,
ADD COLUMN     "request_id" UUID;

-- CreateTable
CREATE TABLE "foreseen_effects" (
    "edition" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "effect" JSONB NOT NULL,

    CONSTRAINT "foreseen_effects_pkey" PRIMARY KEY ("edition","application_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_amendments_request_id_key" ON "calendar_amendments"("request_id");

-- AddForeignKey
ALTER TABLE "foreseen_effects" ADD CONSTRAINT "foreseen_effects_edition_fkey" FOREIGN KEY ("edition") REFERENCES "calendar_amendments"("edition") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

-- A dry run and a re-planning walk through the open applications in order of their ids; the closed ones of many years are
-- many times as many.
CREATE INDEX "applications_open_idx" ON "applications"("id") WHERE "stage" NOT IN ('issued', 'refused', 'terminated');
