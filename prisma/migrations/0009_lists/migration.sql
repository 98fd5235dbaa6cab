-- DropIndex
DROP INDEX "applications_client_id_created_at_id_idx";

-- DropIndex
DROP INDEX "applications_executor_id_stage_idx";

-- DropIndex
DROP INDEX "applications_unit_stage_result_due_on_idx";

-- CreateIndex
CREATE INDEX "applications_client_id_stage_created_at_id_idx" ON "applications"("client_id", "stage", "created_at", "id");

-- CreateIndex
CREATE INDEX "applications_client_id_stage_result_due_at_id_idx" ON "applications"("client_id", "stage", "result_due_at", "id");

-- CreateIndex
CREATE INDEX "applications_executor_id_stage_created_at_id_idx" ON "applications"("executor_id", "stage", "created_at", "id");

-- CreateIndex
CREATE INDEX "applications_executor_id_stage_result_due_at_id_idx" ON "applications"("executor_id", "stage", "result_due_at", "id");

-- CreateIndex
CREATE INDEX "applications_unit_stage_created_at_id_idx" ON "applications"("unit", "stage", "created_at", "id");

-- CreateIndex
CREATE INDEX "applications_unit_stage_result_due_at_id_idx" ON "applications"("unit", "stage", "result_due_at", "id");

-- CreateIndex
CREATE INDEX "applications_stage_created_at_id_idx" ON "applications"("stage", "created_at", "id");

-- CreateIndex
CREATE INDEX "applications_stage_result_due_at_id_idx" ON "applications"("stage", "result_due_at", "id");

-- By hand from here on: what the schema language cannot say.

-- What is past its term is few rows among many, and asked for in any scope and order.
CREATE INDEX "applications_overdue_idx" ON "applications"("unit", "client_id", "executor_id", "created_at") WHERE "overdue";
