-- AlterTable: what was handed over before orders said for what is everything.
ALTER TABLE "delegations" ADD COLUMN     "deeds" TEXT[] DEFAULT ARRAY['appointment', 'preliminary-refusal', 'signing']::TEXT[];

-- By hand from here on: what the schema language cannot say.

ALTER TABLE "delegations" ALTER COLUMN "deeds" SET NOT NULL;
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_deeds_check"
  CHECK (cardinality("deeds") > 0 AND "deeds" <@ ARRAY['appointment', 'preliminary-refusal', 'signing']::TEXT[]);
