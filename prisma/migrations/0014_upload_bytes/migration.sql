-- CreateIndex
CREATE INDEX "uploads_sha256_idx" ON "uploads"("sha256");
