-- AlterTable
ALTER TABLE "commands" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3);

-- By hand from here on: what the schema language cannot say.

-- What the relay looks for beside the undecided. An amendment's own commands are delivered by its workflow.
CREATE INDEX "commands_unconfirmed_idx" ON "commands"("received_at") WHERE "confirmed_at" IS NULL AND "name" <> 'amend-calendar';
