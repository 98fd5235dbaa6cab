-- Whose workflows have not taken a calendar amendment yet: read page by page while they are woken.
CREATE INDEX "commands_amendments_asleep_idx" ON "commands"("application_id") WHERE "name" = 'amend-calendar' AND "confirmed_at" IS NULL;
