import { WEEKDAYS, type OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { HOURS_OF_WEEK } from '../model';
import { downIn } from './down-in';
import type { WorkGroup } from './group-work';
import { endsStep, type Steps } from './steps';
import type { WeekClock } from './week-clock';
import { HOUR_MS, type Work } from './work';

/** An hour without a start is closed when waiting work would have begun so surely in an open one. */
const DOUBT = 0.01;
/** What is closed for less is a pause: waiting, and no hours. */
const LEAST_CLOSED_HOURS = 3;
/** What waits longer waits for something else. */
const LONGEST_WAIT_HOURS = 96;

export type FittedHours = {
  /** 1 for each hour of the week in which machines start work. */
  open: Uint8Array;
  /** Null where they always do. */
  hours: OpeningHours | null;
};

/** Whether a machine of the group was down at any time of a stretch. */
function downOf(work: Work, machines: readonly number[]) {
  return downIn(machines.flatMap((machine) => work.machines[machine]?.states?.down ?? []));
}

/**
 * In which hours of the week a group starts work. An hour in which nothing began is closed where
 * tests waited to its end so often, in another week or on another day too, that some would have begun, had it been
 * as open as others; where nothing waited either, it is as its neighbours are.
 */
export function* fitHours(work: Work, group: WorkGroup, clock: WeekClock): Steps<FittedHours> {
  const starts = new Int32Array(HOURS_OF_WEEK);
  const waited = new Float64Array(HOURS_OF_WEEK);
  const days = Array.from({ length: HOURS_OF_WEEK }, () => new Set<number>());
  const wasDown = downOf(work, group.machines);
  for (const [index, row] of group.rows.entries()) {
    if (endsStep(index)) yield;
    const [received, started] = [work.received[row] ?? NaN, work.started[row] ?? NaN];
    if (!(started >= received)) continue;
    if (started >= work.from && started < work.to) {
      const hour = clock.hourAt(started);
      starts[hour] = (starts[hour] ?? 0) + 1;
    }
    if (started - received > LONGEST_WAIT_HOURS * HOUR_MS) continue;
    // The hours of the clock through which it waited to their end, as far as it did.
    for (let at = Math.max(received, work.from); ;) {
      const next = clock.nextHour(at);
      if (next > started || next > work.to) break;
      if (!wasDown(at, next)) {
        const hour = clock.hourAt(at);
        waited[hour] = (waited[hour] ?? 0) + (next - at) / HOUR_MS;
        days[hour]?.add(next);
      }
      at = next;
    }
  }
  let [begun, stayed] = [0, 0];
  for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
    if ((starts[hour] ?? 0) === 0) continue;
    begun += starts[hour] ?? 0;
    stayed += waited[hour] ?? 0;
  }
  const stays = begun === 0 ? 1 : stayed / (begun + stayed);
  // 1 open, 0 closed, 2 not known.
  const seemsClosed = (hour: number) => stays ** (waited[hour] ?? 0) < DOUBT;
  const known = Uint8Array.from(starts, (count, hour) => {
    if (count > 0) return 1;
    if (!seemsClosed(hour)) return 2;
    // Once may be an outage: it takes another week, or the same hour of another day.
    const again =
      (days[hour]?.size ?? 0) > 1 ||
      starts.some(
        (others, other) =>
          other !== hour && other % 24 === hour % 24 && others === 0 && seemsClosed(other),
      );
    return again ? 0 : 2;
  });
  const open = withoutPauses(
    known.map((state, hour) => (state === 2 ? asNeighbours(known, hour) : state)),
  );
  return { open, hours: openingHours(open) };
}

/** Closed between two closed hours, else open. */
function asNeighbours(known: Uint8Array, hour: number): number {
  const next = (step: number) => {
    for (let away = 1; away < HOURS_OF_WEEK; away += 1) {
      const state = known[(hour + step * away + HOURS_OF_WEEK) % HOURS_OF_WEEK];
      if (state !== 2) return state;
    }
    return 1;
  };
  return next(1) === 0 && next(-1) === 0 ? 0 : 1;
}

function withoutPauses(open: Uint8Array): Uint8Array {
  const lasting = open.slice();
  const first = open.indexOf(1);
  if (first < 0) return lasting;
  let closed = 0;
  for (let step = 1; step <= HOURS_OF_WEEK; step += 1) {
    const hour = (first + step) % HOURS_OF_WEEK;
    if (open[hour] === 0) {
      closed += 1;
      continue;
    }
    for (let back = 1; closed < LEAST_CLOSED_HOURS && back <= closed; back += 1) {
      lasting[(hour - back + HOURS_OF_WEEK) % HOURS_OF_WEEK] = 1;
    }
    closed = 0;
  }
  return lasting;
}

/** Open hours as a calendar has them; null where it is always open, or where nothing is known. */
function openingHours(open: Uint8Array): OpeningHours | null {
  if (open.every((hour) => hour === 1) || open.every((hour) => hour === 0)) return null;
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const hours: OpeningHours = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
  for (const [place, day] of WEEKDAYS.entries()) {
    let from: number | null = null;
    for (let hour = 0; hour <= 24; hour += 1) {
      const isOpen = hour < 24 && open[place * 24 + hour] === 1;
      if (isOpen) from ??= hour;
      else if (from !== null) {
        hours[day].push([clock(from), clock(hour)]);
        from = null;
      }
    }
  }
  return hours;
}
