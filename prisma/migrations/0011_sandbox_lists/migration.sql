-- What lives in a time of its own is due without regard to when it came in: lists by a due day take it apart from the rest. No entry
-- where there is no sandbox.
CREATE INDEX "applications_sandbox_idx" ON "applications"("stage", "created_at", "id") WHERE "sandbox";
