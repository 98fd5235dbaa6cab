-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "applications" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "subtype" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_on" DATE,
    "result_due_on" DATE NOT NULL,
    "result_due_at" TIMESTAMPTZ(3) NOT NULL,
    "next_milestone_at" TIMESTAMPTZ(3),
    "executor_id" TEXT,
    "calendar_edition" TEXT NOT NULL,
    "regulation_edition" TEXT NOT NULL,
    "sandbox" BOOLEAN NOT NULL DEFAULT false,
    "clock" JSONB NOT NULL,
    "state" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "application_id" UUID NOT NULL,
    "form" JSONB NOT NULL,
    "contact" JSONB NOT NULL,
    "statements" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "representative" JSONB,
    "documents" JSONB NOT NULL,
    "applicant_id" TEXT NOT NULL,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("application_id")
);

-- CreateTable
CREATE TABLE "command_lines" (
    "application_id" UUID NOT NULL,
    "last_seq" INTEGER NOT NULL,

    CONSTRAINT "command_lines_pkey" PRIMARY KEY ("application_id")
);

-- CreateTable
CREATE TABLE "commands" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "command" JSONB NOT NULL,
    "actor" JSONB NOT NULL,
    "expected_version" INTEGER,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "commands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB,
    "command_id" UUID,
    "data" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("application_id","seq")
);

-- CreateTable
CREATE TABLE "outbox_letters" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "application_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "posted_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cabinet_letters" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cabinet_letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "application_id" UUID,
    "document_kind" TEXT,
    "command_id" UUID,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "roles" TEXT[],
    "unit" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "act" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "applications_number_key" ON "applications"("number");

-- CreateIndex
CREATE INDEX "applications_client_id_created_at_id_idx" ON "applications"("client_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "applications_executor_id_stage_idx" ON "applications"("executor_id", "stage");

-- CreateIndex
CREATE INDEX "applications_unit_stage_result_due_on_idx" ON "applications"("unit", "stage", "result_due_on");

-- CreateIndex
CREATE INDEX "applications_next_milestone_at_idx" ON "applications"("next_milestone_at");

-- CreateIndex
CREATE INDEX "submissions_applicant_id_idx" ON "submissions"("applicant_id");

-- CreateIndex
CREATE UNIQUE INDEX "commands_client_id_idempotency_key_key" ON "commands"("client_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "commands_application_id_seq_key" ON "commands"("application_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_letters_application_id_version_seq_key" ON "outbox_letters"("application_id", "version", "seq");

-- CreateIndex
CREATE INDEX "cabinet_letters_application_id_posted_at_idx" ON "cabinet_letters"("application_id", "posted_at");

-- CreateIndex
CREATE INDEX "uploads_application_id_idx" ON "uploads"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "persons_iin_key" ON "persons"("iin");

-- CreateIndex
CREATE INDEX "staff_unit_idx" ON "staff"("unit");

-- CreateIndex
CREATE INDEX "delegations_to_id_from_day_to_day_idx" ON "delegations"("to_id", "from_day", "to_day");

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command_lines" ADD CONSTRAINT "command_lines_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commands" ADD CONSTRAINT "commands_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_letters" ADD CONSTRAINT "outbox_letters_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

-- The numbers of applications, from one counter for all years.
CREATE SEQUENCE "application_numbers";

-- Kept equal to regulation/statuses.ts and regulation/subtypes.ts by prisma/schema.db.test.ts.
ALTER TABLE "applications"
    ADD CONSTRAINT "applications_stage_check" CHECK ("stage" IN ('received', 'registered', 'completeness-check', 'conformity-check', 'preliminary-refusal', 'hearing', 'drafting', 'signing', 'issued', 'refused', 'terminated')),
    ADD CONSTRAINT "applications_subtype_check" CHECK ("subtype" IN ('inward', 'outward', 'domestic')),
    ADD CONSTRAINT "applications_version_check" CHECK ("version" >= 1),
    ADD CONSTRAINT "applications_revision_check" CHECK ("revision" >= 0);

-- An outcome and the moment it was decided come together, or not at all.
ALTER TABLE "commands"
    ADD CONSTRAINT "commands_seq_check" CHECK ("seq" >= 1),
    ADD CONSTRAINT "commands_outcome_check" CHECK (("outcome" IS NULL) = ("decided_at" IS NULL));

ALTER TABLE "audit_events"
    ADD CONSTRAINT "audit_events_seq_check" CHECK ("seq" >= 1);

-- What still waits is few rows among many: the relay and the letter post look at nothing else.
CREATE INDEX "commands_undecided_idx" ON "commands"("received_at") WHERE "decided_at" IS NULL;
CREATE INDEX "outbox_letters_waiting_idx" ON "outbox_letters"("application_id", "seq") WHERE "posted_at" IS NULL;

-- The trail is evidence: not even the application's own role may rewrite it.
CREATE FUNCTION "refuse_change_of_trail"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_events is append-only: % is refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_trail"();
