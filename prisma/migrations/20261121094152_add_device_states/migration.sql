-- AlterTable
ALTER TABLE "devices" ADD COLUMN     "heartbeat_seconds" INTEGER;

-- CreateTable
CREATE TABLE "device_state_changes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "code" TEXT,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "clears" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,
    "source" "source" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "device_state_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "planned_downtimes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "planned_downtimes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "device_state_changes_lab_id_device_id_at_idx" ON "device_state_changes"("lab_id", "device_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "device_state_changes_lab_id_id_key" ON "device_state_changes"("lab_id", "id");

-- CreateIndex
CREATE INDEX "planned_downtimes_lab_id_device_id_starts_at_idx" ON "planned_downtimes"("lab_id", "device_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "planned_downtimes_lab_id_id_key" ON "planned_downtimes"("lab_id", "id");

-- AddForeignKey
ALTER TABLE "device_state_changes" ADD CONSTRAINT "device_state_changes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_state_changes" ADD CONSTRAINT "device_state_changes_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_downtimes" ADD CONSTRAINT "planned_downtimes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_downtimes" ADD CONSTRAINT "planned_downtimes_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A change names a state, or ends a hold and names none.
ALTER TABLE device_state_changes ADD CONSTRAINT device_state_changes_code_check CHECK (
  clears = (code IS NULL) AND NOT (clears AND held) AND code <> ''
);
ALTER TABLE planned_downtimes ADD CONSTRAINT planned_downtimes_period_check CHECK (ends_at > starts_at);
ALTER TABLE planned_downtimes ADD CONSTRAINT planned_downtimes_cancelled_check CHECK (
  (cancelled_at IS NULL) = (cancelled_by IS NULL)
);
ALTER TABLE devices ADD CONSTRAINT devices_heartbeat_check CHECK (heartbeat_seconds > 0);

-- What a device said is written once.
CREATE TRIGGER device_state_changes_append_only BEFORE UPDATE OR DELETE ON device_state_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER device_state_changes_no_truncate BEFORE TRUNCATE ON device_state_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
