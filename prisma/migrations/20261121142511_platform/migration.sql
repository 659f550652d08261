-- CreateEnum
CREATE TYPE "thing" AS ENUM ('container', 'lid');

-- CreateEnum
CREATE TYPE "container_action" AS ENUM ('add', 'move', 'unlid', 'lid', 'change', 'correct', 'reconcile', 'remove');

-- CreateEnum
CREATE TYPE "step_kind" AS ENUM ('PROCESS', 'MOVE');

-- CreateEnum
CREATE TYPE "conflict_kind" AS ENUM ('NOT_THERE', 'TARGET_TAKEN');

-- CreateEnum
CREATE TYPE "conflict_end" AS ENUM ('RECONCILED', 'DISMISSED', 'OVERTAKEN');

-- AlterTable
ALTER TABLE "devices" ADD COLUMN     "certificate_pem" TEXT,
ADD COLUMN     "slots" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "positions" (
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "deep_well" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("lab_id","device_id","slot")
);

-- CreateTable
CREATE TABLE "containers" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "barcode" TEXT,
    "name" TEXT NOT NULL,
    "labware_uuid" UUID,
    "lidded" BOOLEAN NOT NULL,
    "filled" BOOLEAN NOT NULL,
    "start_device_id" UUID NOT NULL,
    "start_slot" INTEGER NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "containers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occupancies" (
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "thing" "thing" NOT NULL,
    "container_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "occupancies_pkey" PRIMARY KEY ("lab_id","device_id","slot")
);

-- CreateTable
CREATE TABLE "container_moves" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "container_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "action" "container_action" NOT NULL,
    "thing" "thing" NOT NULL,
    "from_device_id" UUID,
    "from_slot" INTEGER,
    "to_device_id" UUID,
    "to_slot" INTEGER,
    "changes" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "source" "source" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "container_moves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_conflicts" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "kind" "conflict_kind" NOT NULL,
    "container_id" UUID,
    "occupant_id" UUID,
    "from_device_id" UUID NOT NULL,
    "from_slot" INTEGER NOT NULL,
    "to_device_id" UUID NOT NULL,
    "to_slot" INTEGER NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended" "conflict_end",
    "ended_by" TEXT,
    "end_reason" TEXT,

    CONSTRAINT "placement_conflicts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "container_contents" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "container_id" UUID NOT NULL,
    "well" TEXT,
    "specimen_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "container_contents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "processes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiments" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "process_id" UUID NOT NULL,
    "plan" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "experiments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "steps" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "kind" "step_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "device_id" UUID NOT NULL,
    "container_id" UUID,
    "experiment_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "data" JSONB NOT NULL,
    "origin_device_id" UUID,
    "origin_slot" INTEGER,
    "target_device_id" UUID,
    "target_slot" INTEGER,
    "lidded_before" BOOLEAN,
    "lidded_after" BOOLEAN,
    "barcode_read" BOOLEAN,
    "move_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "fct" TEXT,
    "parameters_key" TEXT,
    "usable_ms" DOUBLE PRECISION,

    CONSTRAINT "steps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "containers_lab_id_id_key" ON "containers"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "occupancies_lab_id_container_id_thing_key" ON "occupancies"("lab_id", "container_id", "thing");

-- CreateIndex
CREATE UNIQUE INDEX "container_moves_lab_id_id_key" ON "container_moves"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "container_moves_lab_id_container_id_sequence_key" ON "container_moves"("lab_id", "container_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "container_moves_lab_id_container_id_sequence_thing_to_devic_key" ON "container_moves"("lab_id", "container_id", "sequence", "thing", "to_device_id", "to_slot");

-- CreateIndex
CREATE INDEX "placement_conflicts_lab_id_container_id_idx" ON "placement_conflicts"("lab_id", "container_id");

-- CreateIndex
CREATE UNIQUE INDEX "placement_conflicts_lab_id_id_key" ON "placement_conflicts"("lab_id", "id");

-- CreateIndex
CREATE INDEX "container_contents_lab_id_specimen_id_idx" ON "container_contents"("lab_id", "specimen_id");

-- CreateIndex
CREATE INDEX "container_contents_lab_id_container_id_idx" ON "container_contents"("lab_id", "container_id");

-- CreateIndex
CREATE UNIQUE INDEX "container_contents_lab_id_id_key" ON "container_contents"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "processes_lab_id_id_key" ON "processes"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "processes_lab_id_name_version_key" ON "processes"("lab_id", "name", "version");

-- CreateIndex
CREATE INDEX "experiments_lab_id_process_id_created_at_idx" ON "experiments"("lab_id", "process_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "experiments_lab_id_id_key" ON "experiments"("lab_id", "id");

-- CreateIndex
CREATE INDEX "steps_lab_id_started_at_id_idx" ON "steps"("lab_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "steps_lab_id_device_id_started_at_id_idx" ON "steps"("lab_id", "device_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "steps_lab_id_experiment_id_started_at_id_idx" ON "steps"("lab_id", "experiment_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "steps_lab_id_container_id_started_at_id_idx" ON "steps"("lab_id", "container_id", "started_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "steps_lab_id_id_key" ON "steps"("lab_id", "id");

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "containers" ADD CONSTRAINT "containers_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "containers" ADD CONSTRAINT "containers_lab_id_start_device_id_fkey" FOREIGN KEY ("lab_id", "start_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_lab_id_device_id_slot_fkey" FOREIGN KEY ("lab_id", "device_id", "slot") REFERENCES "positions"("lab_id", "device_id", "slot") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_lab_id_container_id_sequence_thing_device_id_s_fkey" FOREIGN KEY ("lab_id", "container_id", "sequence", "thing", "device_id", "slot") REFERENCES "container_moves"("lab_id", "container_id", "sequence", "thing", "to_device_id", "to_slot") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "container_moves" ADD CONSTRAINT "container_moves_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_moves" ADD CONSTRAINT "container_moves_lab_id_container_id_fkey" FOREIGN KEY ("lab_id", "container_id") REFERENCES "containers"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_moves" ADD CONSTRAINT "container_moves_lab_id_from_device_id_fkey" FOREIGN KEY ("lab_id", "from_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_moves" ADD CONSTRAINT "container_moves_lab_id_to_device_id_fkey" FOREIGN KEY ("lab_id", "to_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_conflicts" ADD CONSTRAINT "placement_conflicts_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_conflicts" ADD CONSTRAINT "placement_conflicts_lab_id_container_id_fkey" FOREIGN KEY ("lab_id", "container_id") REFERENCES "containers"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_conflicts" ADD CONSTRAINT "placement_conflicts_lab_id_occupant_id_fkey" FOREIGN KEY ("lab_id", "occupant_id") REFERENCES "containers"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_conflicts" ADD CONSTRAINT "placement_conflicts_lab_id_from_device_id_fkey" FOREIGN KEY ("lab_id", "from_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_conflicts" ADD CONSTRAINT "placement_conflicts_lab_id_to_device_id_fkey" FOREIGN KEY ("lab_id", "to_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_contents" ADD CONSTRAINT "container_contents_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_contents" ADD CONSTRAINT "container_contents_lab_id_container_id_fkey" FOREIGN KEY ("lab_id", "container_id") REFERENCES "containers"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_contents" ADD CONSTRAINT "container_contents_lab_id_specimen_id_fkey" FOREIGN KEY ("lab_id", "specimen_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "processes" ADD CONSTRAINT "processes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_lab_id_process_id_fkey" FOREIGN KEY ("lab_id", "process_id") REFERENCES "processes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_container_id_fkey" FOREIGN KEY ("lab_id", "container_id") REFERENCES "containers"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_experiment_id_fkey" FOREIGN KEY ("lab_id", "experiment_id") REFERENCES "experiments"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_origin_device_id_fkey" FOREIGN KEY ("lab_id", "origin_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_target_device_id_fkey" FOREIGN KEY ("lab_id", "target_device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_lab_id_move_id_fkey" FOREIGN KEY ("lab_id", "move_id") REFERENCES "container_moves"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Positions follow devices.slots.
CREATE FUNCTION make_positions() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM positions WHERE lab_id = NEW.lab_id AND device_id = NEW.id AND slot >= NEW.slots;
  INSERT INTO positions (lab_id, device_id, slot)
  SELECT NEW.lab_id, NEW.id, generate_series(0, NEW.slots - 1) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER devices_make_positions AFTER INSERT OR UPDATE OF slots ON devices
  FOR EACH ROW EXECUTE FUNCTION make_positions();
ALTER TABLE devices ADD CONSTRAINT devices_slots_check CHECK (slots BETWEEN 0 AND 2000);
ALTER TABLE positions ADD CONSTRAINT positions_slot_check CHECK (slot >= 0);

-- A barcode is of one container at a time, and never looks like the id of another.
CREATE UNIQUE INDEX containers_barcode_key ON containers (lab_id, barcode) WHERE removed_at IS NULL;
ALTER TABLE containers ADD CONSTRAINT containers_barcode_check CHECK (
  barcode = btrim(barcode) AND length(barcode) BETWEEN 1 AND 128
  AND barcode !~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
);

-- Containers of a lab in the order of their numbers, those that are here.
CREATE INDEX containers_present_idx ON containers (lab_id, id) WHERE removed_at IS NULL;

ALTER TABLE container_moves
  ADD CONSTRAINT container_moves_sequence_check CHECK (sequence >= 1),
  ADD CONSTRAINT container_moves_from_check CHECK ((from_device_id IS NULL) = (from_slot IS NULL)),
  ADD CONSTRAINT container_moves_to_check CHECK ((to_device_id IS NULL) = (to_slot IS NULL)),
  ADD CONSTRAINT container_moves_reason_check CHECK (action <> 'correct' OR reason IS NOT NULL);

-- Place and history cannot drift apart: the last move of a container, and of its lid, says where it
-- stands. (That a place has its move is a foreign key of occupancies.)
CREATE FUNCTION check_container_place() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  what thing;
  container containers%ROWTYPE;
  last container_moves%ROWTYPE;
  stands occupancies%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'containers' THEN
    container := NEW;
  ELSE
    SELECT * INTO container FROM containers
    WHERE lab_id = COALESCE(NEW.lab_id, OLD.lab_id)
      AND id = COALESCE(NEW.container_id, OLD.container_id);
  END IF;
  SELECT * INTO container FROM containers WHERE lab_id = container.lab_id AND id = container.id;
  FOREACH what IN ARRAY ARRAY['container', 'lid']::thing[] LOOP
    SELECT * INTO last FROM container_moves
    WHERE lab_id = container.lab_id AND container_id = container.id AND thing = what
    ORDER BY sequence DESC LIMIT 1;
    SELECT * INTO stands FROM occupancies
    WHERE lab_id = container.lab_id AND container_id = container.id AND thing = what;
    IF last.to_device_id IS DISTINCT FROM stands.device_id OR last.to_slot IS DISTINCT FROM stands.slot THEN
      RAISE EXCEPTION 'the place of % of container % is not what its history says', what, container.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'occupancies_history_check';
    END IF;
    IF what = 'container' AND (stands.slot IS NULL) <> (container.removed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'container % stands nowhere, or stands somewhere and is removed', container.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'containers_place_check';
    END IF;
    IF what = 'lid' AND stands.slot IS NOT NULL AND container.lidded THEN
      RAISE EXCEPTION 'the lid of container % is on it and elsewhere', container.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'containers_lid_check';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER containers_check_place AFTER INSERT OR UPDATE ON containers
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_container_place();
CREATE CONSTRAINT TRIGGER container_moves_check_place AFTER INSERT ON container_moves
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_container_place();
CREATE CONSTRAINT TRIGGER occupancies_check_place AFTER INSERT OR UPDATE OR DELETE ON occupancies
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_container_place();

CREATE TRIGGER container_moves_append_only BEFORE UPDATE OR DELETE ON container_moves
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER container_moves_no_truncate BEFORE TRUNCATE ON container_moves
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE placement_conflicts
  ADD CONSTRAINT placement_conflicts_ended_check CHECK (
    (ended_at IS NULL) = (ended IS NULL) AND (ended IS NULL) = (ended_by IS NULL)
  ),
  ADD CONSTRAINT placement_conflicts_slots_check CHECK (from_slot >= 0 AND to_slot >= 0);
-- The same refusal told again is the same conflict.
CREATE UNIQUE INDEX placement_conflicts_open_key ON placement_conflicts
  (lab_id, container_id, from_device_id, from_slot, to_device_id, to_slot) NULLS NOT DISTINCT
  WHERE ended_at IS NULL;

ALTER TABLE container_contents
  ADD CONSTRAINT container_contents_well_check CHECK (well ~ '^[A-Z]{1,2}[1-9][0-9]?$'),
  ADD CONSTRAINT container_contents_period_check CHECK (until >= "from");
CREATE UNIQUE INDEX container_contents_present_key ON container_contents
  (lab_id, container_id, well, specimen_id) NULLS NOT DISTINCT WHERE until IS NULL;

-- The same name and source are one version.
CREATE UNIQUE INDEX processes_source_key ON processes (lab_id, name, md5(source));
ALTER TABLE processes ADD CONSTRAINT processes_version_check CHECK (version >= 1);
ALTER TABLE experiments ADD CONSTRAINT experiments_finished_check CHECK (finished_at >= created_at);

ALTER TABLE steps
  DROP COLUMN fct,
  ADD COLUMN fct TEXT GENERATED ALWAYS AS (COALESCE(NULLIF(data ->> 'fct', ''), name)) STORED,
  DROP COLUMN parameters_key,
  ADD COLUMN parameters_key TEXT GENERATED ALWAYS AS (md5((data - 'fct')::text)) STORED,
  DROP COLUMN usable_ms,
  ADD COLUMN usable_ms DOUBLE PRECISION GENERATED ALWAYS AS (
    CASE WHEN finished_at IS NOT NULL AND NOT simulated
           AND lower(status) IN ('completed', 'finished', 'success')
         THEN extract(epoch FROM finished_at - started_at) * 1000 END
  ) STORED,
  ADD CONSTRAINT steps_data_check CHECK (jsonb_typeof(data) = 'object'),
  ADD CONSTRAINT steps_period_check CHECK (finished_at >= started_at),
  ADD CONSTRAINT steps_ends_check CHECK (
    (origin_device_id IS NULL) = (origin_slot IS NULL)
    AND (target_device_id IS NULL) = (target_slot IS NULL)
    AND (kind = 'MOVE') = (origin_device_id IS NOT NULL)
    AND (kind = 'MOVE') = (target_device_id IS NOT NULL)
  );
-- A move of a container is told by one step.
CREATE UNIQUE INDEX steps_move_key ON steps (lab_id, move_id) WHERE move_id IS NOT NULL;
-- What estimates read, each from its own index alone.
CREATE INDEX steps_protocol_idx ON steps (lab_id, fct, device_id, parameters_key, usable_ms) INCLUDE (id)
  WHERE kind = 'PROCESS' AND usable_ms IS NOT NULL;
CREATE INDEX steps_general_idx ON steps (lab_id, fct, usable_ms) INCLUDE (id)
  WHERE kind = 'PROCESS' AND usable_ms IS NOT NULL;
CREATE INDEX steps_moves_idx ON steps (lab_id, origin_device_id, target_device_id, usable_ms) INCLUDE (id)
  WHERE kind = 'MOVE' AND usable_ms IS NOT NULL;
-- What is under way.
CREATE INDEX steps_running_idx ON steps (lab_id, device_id) WHERE finished_at IS NULL;
