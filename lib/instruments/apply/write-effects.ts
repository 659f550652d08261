import { recordAuditEvents } from '@/lib/audit/record-audit-events';
import { recordReportedStates } from '@/lib/devices/states/record-reported-states';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { writeResults } from '@/lib/results/write-results';
import { writeTubes } from '@/lib/specimens/batch/write-tubes';
import type { BatchEffects, EventRow } from './batch-effects';

type Writing = Pick<Ctx, 'lab' | 'now'>;

/** Proposals that nobody has seen yet: the same again, ended or not, is no news. */
async function writeProposals(tx: LabTx, ctx: Writing, effects: BatchEffects): Promise<void> {
  if (effects.proposals.length === 0) return;
  const rows = effects.proposals.map((one) => ({
    id: newId(),
    kind: one.kind,
    message_id: one.messageId,
    specimen_id: one.specimenId,
    test_id: one.testId,
    data: one.data,
    at: one.at,
  }));
  await tx.$executeRaw`
    INSERT INTO proposals (id, lab_id, kind, device_id, message_id, specimen_id, test_id, data, at)
    SELECT DISTINCT ON (told.specimen_id, told.test_id, told.kind, told.data)
      told.id, ${ctx.lab.id}::uuid, told.kind::proposal_kind,
      ${effects.scene.device.id}::uuid, told.message_id, told.specimen_id, told.test_id, told.data,
      told.at
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, kind text,
      message_id uuid, specimen_id uuid, test_id uuid, data jsonb, at timestamptz)
    WHERE NOT EXISTS (
      SELECT FROM proposals p
      WHERE p.lab_id = ${ctx.lab.id}::uuid AND p.specimen_id = told.specimen_id
        AND p.test_id IS NOT DISTINCT FROM told.test_id AND p.kind = told.kind::proposal_kind
        AND p.data = told.data)
    ORDER BY told.specimen_id, told.test_id, told.kind, told.data, told.id`;
}

/** The same again in another message of the batch is no other event. */
function distinctEvents(events: readonly EventRow[]): EventRow[] {
  const first = new Map<string, string>();
  return events.filter(({ said, messageId }) => {
    const key = JSON.stringify(said);
    if (!first.has(key)) first.set(key, messageId);
    return first.get(key) === messageId;
  });
}

async function writeEvents(tx: LabTx, ctx: Writing, effects: BatchEffects): Promise<void> {
  if (effects.events.length === 0) return;
  const rows = distinctEvents(effects.events).map(({ said, messageId, requestId }) => ({
    id: newId(),
    kind: said.event,
    severity: said.severity,
    specimen: said.specimen,
    text: said.text,
    data: said.data,
    at: said.at,
    message_id: messageId,
    request_id: requestId,
  }));
  await tx.$executeRaw`
    INSERT INTO device_events (id, lab_id, device_id, kind, severity, specimen, text, data, at,
      recorded_at, message_id, request_id)
    SELECT id, ${ctx.lab.id}::uuid, ${effects.scene.device.id}::uuid, kind::device_event_kind,
      severity, specimen, text, data, at, ${ctx.now}::timestamptz, message_id, request_id
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, kind text, severity text,
      specimen text, text text, data jsonb, at timestamptz, message_id uuid, request_id text)
    WHERE NOT EXISTS (
      SELECT FROM device_events e
      WHERE e.lab_id = ${ctx.lab.id}::uuid AND e.device_id = ${effects.scene.device.id}::uuid
        AND e.at = told.at AND e.kind = told.kind::device_event_kind
        AND e.specimen IS NOT DISTINCT FROM told.specimen AND e.text = told.text
        AND e.data = told.data AND e.severity IS NOT DISTINCT FROM told.severity)`;
}

/** A note that stands there already is not left again. */
async function writeNotes(tx: LabTx, ctx: Writing, effects: BatchEffects): Promise<void> {
  for (const { specimenId, text, hand } of effects.notes) {
    const there = await tx.note.findFirst({ where: { specimenId, text }, select: { id: true } });
    if (there) continue;
    await tx.note.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        specimenId,
        text,
        createdAt: ctx.now,
        ...actorColumns(hand.actor),
        requestId: hand.requestId,
      },
    });
  }
}

/** Writes what the messages of a batch come to, a statement a table. */
export async function writeEffects(tx: LabTx, ctx: Writing, effects: BatchEffects): Promise<void> {
  const { scene, changed } = effects;
  const tubes = [...changed].flatMap((number) => scene.tubes.get(number) ?? []);
  await writeTubes(
    tx,
    ctx,
    tubes.map(({ work }) => work),
    scene.rules.states,
  );
  await writeResults(
    tx,
    ctx,
    tubes.flatMap(({ results }) => [...results.values()].map(({ work }) => work)),
  );
  await writeProposals(tx, ctx, effects);
  await writeEvents(tx, ctx, effects);
  await writeNotes(tx, ctx, effects);
  await recordReportedStates(tx, ctx, scene.device, effects.states);
  await recordAuditEvents(tx, ctx.lab.id, effects.audits);
}
