import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';

/** A finished move step of a container that stands in the history already. */
export type ToldMove = {
  containerId: string;
  originDeviceId: string;
  originSlot: number;
  targetDeviceId: string;
  targetSlot: number;
  start: Date;
  finish: Date;
};

/** Clocks of machines that are set at all, and in whatever zone, differ by less. */
const FARTHEST_MS = 24 * 3_600_000;

const Candidates = z.array(
  z.object({
    id: z.string(),
    container_id: z.string(),
    from_device_id: z.string(),
    from_slot: z.number(),
    to_device_id: z.string(),
    to_slot: z.number(),
    at: z.date(),
  }),
);
type Candidate = z.output<typeof Candidates>[number];

const endsKey = (parts: (string | number)[]) => parts.join(' ');

/** How far a move is from the time of its step: 0 within it. */
export function distanceMs(at: Date, step: { start: Date; finish: Date }): number {
  return Math.max(0, step.start.getTime() - at.getTime(), at.getTime() - step.finish.getTime());
}

/**
 * The move of the container that each step tells of, or null.
 *
 * An orchestrator moves the container first and tells of the step afterwards, so the move stands in
 * the history by this server's clock and the step has the orchestrator's. Among the moves of the same
 * container between the same two places that no step has told yet, a step takes the one nearest to
 * its own time (a move between start and finish is at no distance; of two as near the earlier one),
 * up to a day away. Steps of one request choose in their order, each move once. A refused move has
 * no history and leaves its step without one.
 *
 * Whoever links moves of a container waits for others that do, so that two requests never choose the
 * same; call it before anything else of the transaction locks.
 */
export async function linkMoves(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab'>,
  steps: readonly (ToldMove | null)[],
): Promise<(string | null)[]> {
  const told = steps.filter((step) => step !== null);
  if (told.length === 0) return steps.map(() => null);
  const containers = [...new Set(told.map(({ containerId }) => containerId))];
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(number) FROM (
      SELECT DISTINCT hashtextextended(id, 5) AS number FROM unnest(${containers}::text[]) AS id
      ORDER BY 1
    ) locks`;
  const from = new Date(Math.min(...told.map(({ start }) => start.getTime())) - FARTHEST_MS);
  const to = new Date(Math.max(...told.map(({ finish }) => finish.getTime())) + FARTHEST_MS);
  const found = Candidates.parse(
    await tx.$queryRaw`
      SELECT m.id::text AS id, m.container_id::text AS container_id,
        m.from_device_id::text AS from_device_id, m.from_slot,
        m.to_device_id::text AS to_device_id, m.to_slot, m.at
      FROM container_moves m
      WHERE m.lab_id = ${ctx.lab.id}::uuid AND m.container_id = ANY(${containers}::uuid[])
        AND m.thing = 'container' AND m.action IN ('move', 'reconcile', 'correct')
        AND m.from_slot IS NOT NULL AND m.to_slot IS NOT NULL
        AND m.at BETWEEN ${from}::timestamptz AND ${to}::timestamptz
        AND NOT EXISTS (
          SELECT FROM steps s WHERE s.lab_id = m.lab_id AND s.move_id = m.id)
      ORDER BY m.at, m.sequence`,
  );
  const byEnds = new Map<string, Candidate[]>();
  for (const move of found) {
    const { container_id, from_device_id, from_slot, to_device_id, to_slot } = move;
    const key = endsKey([container_id, from_device_id, from_slot, to_device_id, to_slot]);
    byEnds.set(key, [...(byEnds.get(key) ?? []), move]);
  }
  return steps.map((step) => {
    if (step === null) return null;
    const { containerId, originDeviceId, originSlot, targetDeviceId, targetSlot } = step;
    const untold =
      byEnds.get(endsKey([containerId, originDeviceId, originSlot, targetDeviceId, targetSlot])) ??
      [];
    let nearest: Candidate | undefined;
    for (const move of untold) {
      const distance = distanceMs(move.at, step);
      if (distance > FARTHEST_MS) continue;
      if (nearest === undefined || distance < distanceMs(nearest.at, step)) nearest = move;
    }
    if (nearest === undefined) return null;
    untold.splice(untold.indexOf(nearest), 1);
    return nearest.id;
  });
}
