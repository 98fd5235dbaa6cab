-- AlterTable
ALTER TABLE "delegations" ADD COLUMN     "by_person" TEXT,
ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirmed_by_id" TEXT,
ADD COLUMN     "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN     "revoked_by_id" TEXT,
ADD COLUMN     "revoked_for" TEXT;

-- By hand from here on: what the schema language cannot say.

-- What a head gave by his own account stands; what somebody else entered for him waits for a second person.
UPDATE "delegations" SET "by_person" = (SELECT "person_id" FROM "staff" WHERE "staff"."id" = "delegations"."by_id");
UPDATE "delegations" SET "confirmed_at" = "entered_at", "confirmed_by_id" = "by_id" WHERE "by_id" = "from_id";

ALTER TABLE "delegations" ADD CONSTRAINT "delegations_confirmed_check"
  CHECK (("confirmed_at" IS NULL) = ("confirmed_by_id" IS NULL));
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_revoked_check"
  CHECK (("revoked_at" IS NULL) = ("revoked_by_id" IS NULL));

-- Separation of duties remembers persons: an account stays with its person, and a person with the number.
CREATE FUNCTION "refuse_another_person"() RETURNS trigger LANGUAGE plpgsql AS
    U&'BEGIN RAISE EXCEPTION ''an account never passes to another person: % of % is refused'', TG_OP, TG_TABLE_NAME USING ERRCODE = ''integrity_constraint_violation''\003B END';
CREATE TRIGGER "staff_person_stays" BEFORE UPDATE ON "staff"
    FOR EACH ROW WHEN (OLD."person_id" IS DISTINCT FROM NEW."person_id") EXECUTE FUNCTION "refuse_another_person"();
CREATE TRIGGER "persons_iin_stays" BEFORE UPDATE ON "persons"
    FOR EACH ROW WHEN (OLD."iin" IS DISTINCT FROM NEW."iin") EXECUTE FUNCTION "refuse_another_person"();

-- Whose application it is, asked by the number of an officer.
CREATE INDEX "submissions_representative_idx" ON "submissions" (("representative" ->> 'iin'));
