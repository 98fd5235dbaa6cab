-- CreateTable
CREATE TABLE "portal_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "application_id" UUID NOT NULL,
    "trail_seq" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "sandbox" BOOLEAN NOT NULL,
    "fact" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "position" BIGINT,
    "sequence" INTEGER,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "reason" TEXT,
    "secret" TEXT NOT NULL,
    "former_secret" TEXT,
    "former_secret_until" TIMESTAMPTZ(3),
    "given_up" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "request_hash" TEXT NOT NULL,
    "rotated_by" UUID,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" UUID NOT NULL,
    "event_id" UUID,
    "application_id" UUID,
    "position" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempted_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_reason" TEXT,
    "requested_by" UUID,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portal_events_position_key" ON "portal_events"("position");

-- CreateIndex
CREATE INDEX "portal_events_client_id_position_idx" ON "portal_events"("client_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "portal_events_application_id_trail_seq_key" ON "portal_events"("application_id", "trail_seq");

-- CreateIndex
CREATE UNIQUE INDEX "portal_events_application_id_sequence_key" ON "portal_events"("application_id", "sequence");

-- CreateIndex
CREATE INDEX "webhooks_client_id_created_at_idx" ON "webhooks"("client_id", "created_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhook_id_created_at_id_idx" ON "webhook_deliveries"("webhook_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_webhook_id_event_id_key" ON "webhook_deliveries"("webhook_id", "event_id");

-- AddForeignKey
ALTER TABLE "portal_events" ADD CONSTRAINT "portal_events_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "portal_events"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

-- An event has all its places or none.
ALTER TABLE "portal_events"
    ADD CONSTRAINT "portal_events_places_check" CHECK (
        ("position" IS NULL) = ("sequence" IS NULL) AND ("position" IS NULL) = ("published_at" IS NULL)),
    ADD CONSTRAINT "portal_events_sequence_check" CHECK ("sequence" >= 1);

ALTER TABLE "webhooks"
    ADD CONSTRAINT "webhooks_status_check" CHECK ("status" IN ('active', 'failing', 'gone', 'removed')),
    ADD CONSTRAINT "webhooks_secret_check" CHECK (("former_secret" IS NULL) = ("former_secret_until" IS NULL));

-- A ping is an event of no application: everything else has its place.
ALTER TABLE "webhook_deliveries"
    ADD CONSTRAINT "webhook_deliveries_status_check" CHECK ("status" IN ('waiting', 'delivered', 'dead')),
    ADD CONSTRAINT "webhook_deliveries_ping_check" CHECK (
        ("event_id" IS NULL) = ("position" IS NULL) AND ("event_id" IS NULL) = ("application_id" IS NULL));

-- What waits is few rows among many: the publisher and the deliveries look at nothing else. The last one finds what holds an event back.
CREATE INDEX "portal_events_unpublished_idx" ON "portal_events"("written_at") WHERE "position" IS NULL;
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("webhook_id", "next_at", "position") WHERE "status" = 'waiting';
CREATE INDEX "webhook_deliveries_line_idx" ON "webhook_deliveries"("webhook_id", "application_id", "position") WHERE "status" = 'waiting';
