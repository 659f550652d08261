-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('critical', 'warning', 'info');

-- CreateEnum
CREATE TYPE "alert_status" AS ENUM ('pending', 'firing', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "alert_event_kind" AS ENUM ('pending', 'fired', 'acknowledged', 'inhibited', 'uninhibited', 'silenced', 'unsilenced', 'notified', 'note', 'resolved');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('teams', 'webhook');

-- CreateEnum
CREATE TYPE "notification_reason" AS ENUM ('first', 'changed', 'repeat', 'resolved', 'test');

-- CreateEnum
CREATE TYPE "notification_status" AS ENUM ('queued', 'sent', 'dead');

-- CreateTable
CREATE TABLE "channels" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "url" BYTEA NOT NULL,
    "host" TEXT NOT NULL,
    "secret" BYTEA,
    "hours" JSONB,
    "card" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "paused_until" TIMESTAMPTZ(3),
    "last_ok_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "last_failure" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_rules" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "filters" JSONB NOT NULL DEFAULT '{}',
    "params" JSONB NOT NULL DEFAULT '{}',
    "for_seconds" INTEGER NOT NULL DEFAULT 0,
    "group_by" TEXT[],
    "group_wait_seconds" INTEGER NOT NULL DEFAULT 30,
    "group_interval_seconds" INTEGER NOT NULL DEFAULT 300,
    "repeat_seconds" INTEGER NOT NULL DEFAULT 14400,
    "send_resolved" BOOLEAN NOT NULL DEFAULT true,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_rule_channels" (
    "lab_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,

    CONSTRAINT "alert_rule_channels_pkey" PRIMARY KEY ("rule_id","channel_id")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" "alert_status" NOT NULL DEFAULT 'pending',
    "severity" "alert_severity" NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "summary" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "unit" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "device_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "inhibited_by_id" UUID,
    "silenced_until" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_as" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_events" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" "alert_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT,
    "notification_id" UUID,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "alert_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_groups" (
    "lab_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "notified_at" TIMESTAMPTZ(3),
    "firing" UUID[],
    "resolved" UUID[],

    CONSTRAINT "alert_groups_pkey" PRIMARY KEY ("rule_id","channel_id","key")
);

-- CreateTable
CREATE TABLE "silences" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "matchers" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "silences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "rule_id" UUID,
    "group_key" TEXT,
    "reason" "notification_reason" NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "summary" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "alert_count" INTEGER NOT NULL,
    "alert_ids" UUID[],
    "status" "notification_status" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "posting_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "dismissed_at" TIMESTAMPTZ(3),
    "dismissed_by" TEXT,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_attempts" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "outcome" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "notification_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_runs" (
    "lab_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "failures" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "alert_runs_pkey" PRIMARY KEY ("lab_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "channels_lab_id_id_key" ON "channels"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_rules_lab_id_id_key" ON "alert_rules"("lab_id", "id");

-- CreateIndex
CREATE INDEX "alert_rule_channels_lab_id_channel_id_idx" ON "alert_rule_channels"("lab_id", "channel_id");

-- CreateIndex
CREATE INDEX "alerts_lab_id_rule_id_resolved_at_idx" ON "alerts"("lab_id", "rule_id", "resolved_at");

-- CreateIndex
CREATE INDEX "alerts_lab_id_started_at_idx" ON "alerts"("lab_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "alerts_lab_id_id_key" ON "alerts"("lab_id", "id");

-- CreateIndex
CREATE INDEX "alert_events_lab_id_alert_id_at_idx" ON "alert_events"("lab_id", "alert_id", "at");

-- CreateIndex
CREATE INDEX "alert_groups_lab_id_idx" ON "alert_groups"("lab_id");

-- CreateIndex
CREATE INDEX "silences_lab_id_ends_at_idx" ON "silences"("lab_id", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "silences_lab_id_id_key" ON "silences"("lab_id", "id");

-- CreateIndex
CREATE INDEX "notifications_lab_id_created_at_idx" ON "notifications"("lab_id", "created_at");

-- CreateIndex
CREATE INDEX "notifications_lab_id_channel_id_created_at_idx" ON "notifications"("lab_id", "channel_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_lab_id_id_key" ON "notifications"("lab_id", "id");

-- CreateIndex
CREATE INDEX "notification_attempts_lab_id_notification_id_at_idx" ON "notification_attempts"("lab_id", "notification_id", "at");

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rule_channels" ADD CONSTRAINT "alert_rule_channels_lab_id_rule_id_fkey" FOREIGN KEY ("lab_id", "rule_id") REFERENCES "alert_rules"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rule_channels" ADD CONSTRAINT "alert_rule_channels_lab_id_channel_id_fkey" FOREIGN KEY ("lab_id", "channel_id") REFERENCES "channels"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_lab_id_rule_id_fkey" FOREIGN KEY ("lab_id", "rule_id") REFERENCES "alert_rules"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_lab_id_inhibited_by_id_fkey" FOREIGN KEY ("lab_id", "inhibited_by_id") REFERENCES "alerts"("lab_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_lab_id_alert_id_fkey" FOREIGN KEY ("lab_id", "alert_id") REFERENCES "alerts"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_lab_id_notification_id_fkey" FOREIGN KEY ("lab_id", "notification_id") REFERENCES "notifications"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_groups" ADD CONSTRAINT "alert_groups_lab_id_rule_id_fkey" FOREIGN KEY ("lab_id", "rule_id") REFERENCES "alert_rules"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_groups" ADD CONSTRAINT "alert_groups_lab_id_channel_id_fkey" FOREIGN KEY ("lab_id", "channel_id") REFERENCES "channels"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_lab_id_channel_id_fkey" FOREIGN KEY ("lab_id", "channel_id") REFERENCES "channels"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_attempts" ADD CONSTRAINT "notification_attempts_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_attempts" ADD CONSTRAINT "notification_attempts_lab_id_notification_id_fkey" FOREIGN KEY ("lab_id", "notification_id") REFERENCES "notifications"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_runs" ADD CONSTRAINT "alert_runs_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One alert a thing and rule while it lasts: what fires fires once.
CREATE UNIQUE INDEX alerts_open_key ON alerts (lab_id, rule_id, fingerprint)
  WHERE resolved_at IS NULL;
CREATE INDEX alerts_inhibited_by_idx ON alerts (lab_id, inhibited_by_id)
  WHERE inhibited_by_id IS NOT NULL;
CREATE INDEX alerts_resolved_idx ON alerts (lab_id, resolved_at) WHERE resolved_at IS NOT NULL;
CREATE UNIQUE INDEX channels_name_key ON channels (lab_id, lower(name))
  WHERE removed_at IS NULL;
CREATE UNIQUE INDEX alert_rules_name_key ON alert_rules (lab_id, lower(name))
  WHERE removed_at IS NULL;
-- The outbox: what waits to be posted, of each channel in order; and what was given up.
CREATE INDEX notifications_queue_idx ON notifications (lab_id, channel_id, created_at)
  WHERE status = 'queued';
CREATE INDEX notifications_dead_idx ON notifications (lab_id, created_at)
  WHERE status = 'dead' AND dismissed_at IS NULL;

ALTER TABLE channels
  ADD CONSTRAINT channels_version_check CHECK (version >= 1),
  ADD CONSTRAINT channels_failures_check CHECK (failures >= 0),
  ADD CONSTRAINT channels_secret_check CHECK ((kind = 'webhook') = (secret IS NOT NULL));
ALTER TABLE alert_rules
  ADD CONSTRAINT alert_rules_version_check CHECK (version >= 1),
  ADD CONSTRAINT alert_rules_for_check CHECK (for_seconds BETWEEN 0 AND 604800),
  ADD CONSTRAINT alert_rules_group_wait_check CHECK (group_wait_seconds BETWEEN 0 AND 86400),
  ADD CONSTRAINT alert_rules_group_interval_check
    CHECK (group_interval_seconds BETWEEN 30 AND 604800),
  ADD CONSTRAINT alert_rules_repeat_check
    CHECK (repeat_seconds BETWEEN 60 AND 2592000 AND repeat_seconds >= group_interval_seconds);
ALTER TABLE alerts
  ADD CONSTRAINT alerts_resolved_check
    CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)
       AND (resolved_at IS NULL) = (resolved_as IS NULL)),
  ADD CONSTRAINT alerts_fired_check
    CHECK (status NOT IN ('firing', 'acknowledged') OR fired_at IS NOT NULL),
  ADD CONSTRAINT alerts_acknowledged_check
    CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)
       AND (status <> 'acknowledged' OR acknowledged_at IS NOT NULL)),
  ADD CONSTRAINT alerts_version_check CHECK (version >= 1);
ALTER TABLE silences
  ADD CONSTRAINT silences_period_check CHECK (ends_at > starts_at),
  ADD CONSTRAINT silences_ended_check CHECK ((ended_at IS NULL) = (ended_by IS NULL));
ALTER TABLE notifications
  ADD CONSTRAINT notifications_settled_check CHECK ((status = 'queued') = (settled_at IS NULL)),
  ADD CONSTRAINT notifications_failure_check CHECK ((status = 'dead') = (failure IS NOT NULL)),
  ADD CONSTRAINT notifications_dismissed_check
    CHECK ((dismissed_at IS NULL) = (dismissed_by IS NULL)
       AND (dismissed_at IS NULL OR status = 'dead')),
  ADD CONSTRAINT notifications_attempts_check CHECK (attempts >= 0),
  ADD CONSTRAINT notifications_rule_check CHECK ((reason = 'test') = (rule_id IS NULL));
ALTER TABLE notification_attempts
  ADD CONSTRAINT notification_attempts_duration_check CHECK (duration_ms >= 0),
  ADD CONSTRAINT notification_attempts_status_check CHECK (status BETWEEN 100 AND 599);

CREATE TRIGGER alert_events_append_only BEFORE UPDATE OR DELETE ON alert_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_events_no_truncate BEFORE TRUNCATE ON alert_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notification_attempts_append_only BEFORE UPDATE OR DELETE ON notification_attempts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notification_attempts_no_truncate BEFORE TRUNCATE ON notification_attempts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What ended on a device lately: error rates are asked for every 30 seconds.
CREATE INDEX test_transitions_ended_idx ON test_transitions (lab_id, occurred_at)
  WHERE action IN ('submit', 'fail');
