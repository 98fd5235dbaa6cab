-- CreateTable
CREATE TABLE "process_clocks" (
    "process" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ahead_ms" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_clocks_pkey" PRIMARY KEY ("process")
);

-- By hand from here on: what the schema language cannot say.

-- The order of instants is the order of the line, whatever PostgreSQL's clock does: no command is stamped before the one
-- ahead of it, nor before what time has brought already. Whoever inserts one holds the line, and a query of a trigger sees
-- what was committed until then. An application in sandbox time has instants of its own in the trail.
CREATE FUNCTION "keep_order_of_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."received_at" := greatest(NEW."received_at",
        (SELECT "received_at" FROM "commands"
            WHERE "application_id" = NEW."application_id" AND "seq" < NEW."seq" ORDER BY "seq" DESC LIMIT 1),
        (SELECT "at" FROM "audit_events"
            WHERE "application_id" = NEW."application_id"
                AND NOT (SELECT "sandbox" FROM "applications" WHERE "id" = NEW."application_id")
            ORDER BY "seq" DESC LIMIT 1));
    RETURN NEW;
END
$$;
CREATE TRIGGER "commands_order" BEFORE INSERT ON "commands" FOR EACH ROW EXECUTE FUNCTION "keep_order_of_line"();
