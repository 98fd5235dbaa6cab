-- CreateTable
CREATE TABLE "calendar_amendments" (
    "edition" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "record" JSONB NOT NULL,
    "base_edition" TEXT NOT NULL,
    "dry_run_hash" TEXT,
    "proposed_by" TEXT NOT NULL,
    "proposed_by_person" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_by_person" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_amendments_pkey" PRIMARY KEY ("edition")
);

-- CreateIndex
CREATE INDEX "calendar_amendments_applied_at_idx" ON "calendar_amendments"("applied_at");

-- By hand from here on: what the schema language cannot say.

-- Applied means approved by somebody, at an instant, and never by the person who proposed it.
ALTER TABLE "calendar_amendments"
    ADD CONSTRAINT "calendar_amendments_status_check" CHECK ("status" IN ('proposed', 'applied')),
    ADD CONSTRAINT "calendar_amendments_applied_check" CHECK (("status" = 'applied') = ("applied_at" IS NOT NULL)),
    ADD CONSTRAINT "calendar_amendments_approved_check" CHECK ("status" = 'proposed' OR ("approved_by" IS NOT NULL AND "approved_by_person" IS NOT NULL)),
    ADD CONSTRAINT "calendar_amendments_persons_check" CHECK ("approved_by_person" <> "proposed_by_person");

-- Editions are one chain: of two amendments made of the same edition, only one is ever applied.
CREATE UNIQUE INDEX "calendar_amendments_chain_idx" ON "calendar_amendments"("base_edition") WHERE "status" = 'applied';

-- Applications pin editions for years: what was applied stays as it was, but for the instant its work was finished.
-- \003B is a semicolon: Prisma's driver adapter cuts a script at every other one, even inside a body.
CREATE FUNCTION "refuse_change_of_edition"() RETURNS trigger LANGUAGE plpgsql AS
    U&'BEGIN RAISE EXCEPTION ''calendar_amendments: an applied edition stays as it is: % is refused'', TG_OP USING ERRCODE = ''integrity_constraint_violation''\003B END';
CREATE TRIGGER "calendar_amendments_applied_stay" BEFORE DELETE ON "calendar_amendments"
    FOR EACH ROW WHEN (OLD."status" = 'applied') EXECUTE FUNCTION "refuse_change_of_edition"();
CREATE TRIGGER "calendar_amendments_applied_unchanged" BEFORE UPDATE ON "calendar_amendments"
    FOR EACH ROW WHEN (OLD."status" = 'applied' AND (to_jsonb(NEW) - 'finished_at') IS DISTINCT FROM (to_jsonb(OLD) - 'finished_at'))
    EXECUTE FUNCTION "refuse_change_of_edition"();
CREATE TRIGGER "calendar_amendments_never_emptied" BEFORE TRUNCATE ON "calendar_amendments"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_edition"();
