import type { HistoryEntry } from './contract';

/** One step as people took it: several tests moved together are one. */
export type HistoryStep = { entry: HistoryEntry; assays: string[] };

function sameStep(a: HistoryEntry, b: HistoryEntry): boolean {
  const facts = (entry: HistoryEntry) =>
    JSON.stringify([
      entry.action,
      entry.from,
      entry.to,
      entry.actor,
      entry.occurred_at,
      entry.recorded_at,
      entry.source,
      entry.milestones,
      entry.device,
      entry.operator,
      entry.error_code,
      entry.rejection_reason,
      entry.reason,
      entry.informed,
      entry.comment,
      entry.signature?.name,
      entry.import_id,
      entry.request_id,
    ]);
  return facts(a) === facts(b);
}

function assayOf({ assay, run }: HistoryEntry): string[] {
  if (assay === null) return [];
  return [run !== null && run > 1 ? `${assay} run ${run}` : assay];
}

/** Rows next to each other that differ in their test alone become one step, in the same order. */
export function groupHistory(entries: readonly HistoryEntry[]): HistoryStep[] {
  const steps: HistoryStep[] = [];
  for (const entry of entries) {
    const last = steps.at(-1);
    if (last && sameStep(last.entry, entry)) last.assays.push(...assayOf(entry));
    else steps.push({ entry, assays: assayOf(entry) });
  }
  return steps;
}
