-- CreateTable
CREATE TABLE "agenda_terms" (
    "application_id" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "edge" TEXT,
    "on" DATE,
    "at" TIMESTAMPTZ(3),
    "late_from" TIMESTAMPTZ(3),
    "counted_from" DATE,

    CONSTRAINT "agenda_terms_pkey" PRIMARY KEY ("application_id","term")
);

-- AddForeignKey
ALTER TABLE "agenda_terms" ADD CONSTRAINT "agenda_terms_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

-- What falls due or opens on a day, and what is late, in order of time; what waits for the calendar. Of one unit, or of all.
CREATE INDEX "agenda_terms_due_idx" ON "agenda_terms"("on", "at", "number", "term") WHERE "status" = 'open';
CREATE INDEX "agenda_terms_unit_due_idx" ON "agenda_terms"("unit", "on", "at", "number", "term") WHERE "status" = 'open';
CREATE INDEX "agenda_terms_late_idx" ON "agenda_terms"("late_from", "number", "term") WHERE "late_from" IS NOT NULL;
CREATE INDEX "agenda_terms_unit_late_idx" ON "agenda_terms"("unit", "late_from", "number", "term") WHERE "late_from" IS NOT NULL;
CREATE INDEX "agenda_terms_waiting_idx" ON "agenda_terms"("number", "term") WHERE "status" = 'waiting';

-- Whose executor acts no more: by executor, not by application.
CREATE INDEX "applications_open_by_executor_idx" ON "applications"("executor_id", "unit", "number")
    WHERE "stage" NOT IN ('issued', 'refused', 'terminated');

-- Open applications whose terms nobody can tell: no entry while all is well.
CREATE INDEX "applications_terms_broken_idx" ON "applications"("number")
    WHERE "stage" NOT IN ('issued', 'refused', 'terminated') AND (jsonb_typeof("state"->'deadlines') IS DISTINCT FROM 'array'
        OR jsonb_path_exists("state", '$.deadlines[*] ? (!exists(@.on) || @.on.type() != "string" || !exists(@.at) || @.at.type() != "string" || !exists(@.edge) || @.edge.type() != "string" || !exists(@.status) || @.status.type() != "string")'));

-- Applications that are open already.
INSERT INTO "agenda_terms" ("application_id", "term", "unit", "number", "status", "edge", "on", "at", "late_from")
SELECT "id", "term", "unit", "number", "status", "edge", "on", "at",
    CASE WHEN NOT "undone" THEN NULL
        WHEN "clock"->>'kind' = 'standing' THEN CASE WHEN "at" <= ("clock"->>'at')::timestamptz THEN timestamptz '1970-01-01T00:00:00Z' END
        WHEN "clock"->>'kind' = 'running' THEN ("clock"->>'from')::timestamptz + ("at" - ("clock"->>'startsAt')::timestamptz) / ("clock"->>'speed')::float8
        ELSE "at" END
FROM "applications", LATERAL (
    SELECT "each"->>'term' AS "term", "each"->>'status' AS "status", "each"->>'edge' AS "edge", ("each"->>'on')::date AS "on",
        ("each"->>'at')::timestamptz AS "at",
        "each"->>'edge' = 'due' AND ("each"->>'term' = 'result' OR "state"->>'withdrawnAt' IS NULL AND ("each"->>'term', "stage") IN (
            ('registration', 'received'), ('completeness-check', 'registered'), ('completeness-check', 'completeness-check'),
            ('conformity-check', 'registered'), ('conformity-check', 'completeness-check'), ('conformity-check', 'conformity-check'),
            ('preliminary-refusal-notice', 'preliminary-refusal'), ('hearing', 'hearing'))) AS "undone"
    FROM jsonb_array_elements(CASE jsonb_typeof("state"->'deadlines') WHEN 'array' THEN "state"->'deadlines' ELSE '[]' END) AS "each"
) AS "standing"
WHERE "stage" NOT IN ('issued', 'refused', 'terminated') AND ("status" = 'open' OR "status" = 'missed' AND "undone")
ON CONFLICT DO NOTHING;

INSERT INTO "agenda_terms" ("application_id", "term", "unit", "number", "status", "counted_from")
SELECT "id", "each"->>'term', "unit", "number", 'waiting', ("each"->>'anchor')::date
FROM "applications",
    LATERAL jsonb_array_elements(CASE jsonb_typeof("state"->'waiting') WHEN 'array' THEN "state"->'waiting' ELSE '[]' END) AS "each"
WHERE "stage" NOT IN ('issued', 'refused', 'terminated') AND "state"->>'withdrawnAt' IS NULL
ON CONFLICT DO NOTHING;
