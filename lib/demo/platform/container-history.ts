import type { ContainerAction, Thing } from '@/lib/platform/db/generated/enums';
import type { Stay } from './assign-slots';
import type { Journey } from './journey';

export type SlotPlace = { device: string; slot: number };

/** A row of a container's history, as lib/containers keeps it; `at` is ms since 1970. */
export type HistoryEntry = {
  sequence: number;
  action: ContainerAction;
  thing: Thing;
  from: SlotPlace | null;
  to: SlotPlace | null;
  changes: Record<string, string | boolean | null> | null;
  at: number;
  reason: string | null;
};

/** A container with its whole history and where it, and its lid, stand at the end of it. */
export type Traced = {
  journey: Journey;
  history: HistoryEntry[];
  standing: { thing: Thing; place: SlotPlace; sequence: number }[];
};

/** The history of a journey in order of time: every place follows from the one before. */
export function traceJourney(
  journey: Journey,
  slots: ReadonlyMap<Stay, number>,
  labwareUuid: string | null,
): Traced {
  const placeOf = (stay: Stay | undefined): SlotPlace | null => {
    const slot = stay && slots.get(stay);
    return stay === undefined || slot === undefined ? null : { device: stay.where.device, slot };
  };
  const { stays, lids, readAt, filledAt, removedAt } = journey;
  const last = placeOf(stays.at(-1));
  const entries: Omit<HistoryEntry, 'sequence'>[] = stays.map((stay, index) => ({
    action: index === 0 ? 'add' : stay.corrected === undefined ? 'move' : 'correct',
    thing: 'container',
    from: placeOf(stays[index - 1]),
    to: placeOf(stay),
    changes:
      index > 0
        ? null
        : {
            name: journey.name,
            barcode: readAt === null ? journey.barcode : null,
            lidded: journey.lidded,
            filled: journey.filled,
            labware_uuid: labwareUuid,
          },
    at: stay.from,
    reason: stay.corrected ?? null,
  }));
  const change = (at: number | null, changes: HistoryEntry['changes']) => {
    if (at === null) return;
    const place = placeOf(stays.findLast(({ from }) => from <= at));
    const thing = 'container' as const;
    entries.push({ action: 'change', thing, from: place, to: place, changes, at, reason: null });
  };
  change(readAt, { barcode: journey.barcode });
  change(filledAt, { filled: true });
  for (const lid of lids) {
    const [place, off] = [placeOf(lid), { lidded: false }];
    const common = { thing: 'lid', reason: null } as const;
    entries.push({ ...common, action: 'unlid', from: null, to: place, changes: off, at: lid.from });
    if (lid.until === null) continue;
    const on = { lidded: true };
    entries.push({ ...common, action: 'lid', from: place, to: null, changes: on, at: lid.until });
  }
  if (removedAt !== null) {
    const gone = { to: null, changes: null, at: removedAt, reason: null };
    entries.push({ action: 'remove', thing: 'container', from: last, ...gone });
  }
  const history = entries
    .toSorted((a, b) => a.at - b.at)
    .map((entry, index) => ({ ...entry, sequence: index + 1 }));
  const standing = (['container', 'lid'] as const).flatMap((thing) => {
    const brought = history.findLast((one) => one.thing === thing && one.action !== 'change');
    if (!brought?.to) return [];
    return [{ thing, place: brought.to, sequence: brought.sequence }];
  });
  return { journey, history, standing };
}
