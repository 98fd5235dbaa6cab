-- By hand: what the schema language cannot say.

-- What waits is counted with each upload.
CREATE INDEX "uploads_unclaimed_idx" ON "uploads"("client_id", "applicant_id") INCLUDE ("size_bytes") WHERE "application_id" IS NULL;

-- True unless a sender has `most` commands in a line that were refused, or may yet be, within a time: then it fails with
-- OT219, and in its detail the whole seconds until one of them is older. Whoever asks holds the line, and a query of a function that
-- is volatile sees what was committed until then.
CREATE FUNCTION "has_room_for_command"("line" uuid, "sender" text, "most" integer, "within" interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE "opens" timestamptz;
BEGIN
    SELECT "received_at" + "within" INTO "opens" FROM "commands"
        WHERE "application_id" = "line" AND "client_id" = "sender" AND "received_at" > clock_timestamp() - "within"
            AND ("outcome" IS NULL OR "outcome"->>'kind' = 'refused')
        ORDER BY "received_at" DESC OFFSET "most" - 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'too many refused commands' USING ERRCODE = 'OT219',
            DETAIL = greatest(1, ceil(extract(epoch FROM "opens" - clock_timestamp())))::text;
    END IF;
    RETURN true;
END
$$;
