-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "worker_heartbeats_seen_at_idx" ON "worker_heartbeats"("seen_at");

-- Limits that cross each other would call a normal result critical.
ALTER TABLE "analytes" ADD CONSTRAINT "analytes_limits_check" CHECK (
  (critical_low IS NULL OR reference_low IS NULL OR critical_low <= reference_low)
  AND (critical_low IS NULL OR reference_high IS NULL OR critical_low <= reference_high)
  AND (critical_low IS NULL OR critical_high IS NULL OR critical_low <= critical_high)
  AND (reference_low IS NULL OR reference_high IS NULL OR reference_low <= reference_high)
  AND (reference_low IS NULL OR critical_high IS NULL OR reference_low <= critical_high)
  AND (reference_high IS NULL OR critical_high IS NULL OR reference_high <= critical_high)
);

ALTER TABLE "rejection_reasons" ADD CONSTRAINT "rejection_reasons_group_check" CHECK (
  "group" IN ('identification', 'container', 'volume', 'quality', 'transport', 'other')
);
