import type { StateMeaning, StateTable } from '@/lib/devices/states/state-table';
import type { Receipt } from '@/lib/metrics/contract';
import type { Window } from '@/lib/metrics/window';
import type { Ctx } from '@/lib/platform/context';
import type { UptimeRowSet } from './contract';
import { LEAST_COVERAGE } from './measure';

/** Changes whenever the same rows would give another figure. */
const VERSION = '2';

/** What each meaning is called where the table is put into words. */
const MEANING_WORDS: Record<Exclude<StateMeaning, 'unknown'>, string> = {
  up: 'up',
  limited: 'up, with a limit',
  idle: 'idle',
  unplanned: 'unplanned',
  planned: 'planned',
  continues_else_idle: 'what an open stop goes on with, else idle',
  continues_else_planned: 'what an open stop goes on with, else planned',
  transient: 'a pause',
  unchanged: 'no change',
};

function tableWords({ meanings }: StateTable): string {
  const codes = (wanted: string) =>
    Object.entries(meanings).flatMap(([code, meaning]) => (meaning === wanted ? [code] : []));
  return Object.entries(MEANING_WORDS)
    .flatMap(([meaning, words]) => {
      const found = codes(meaning);
      return found.length > 0 ? [`${found.join(', ')}: ${words}`] : [];
    })
    .join('; ');
}

export function uptimeRowsUrl(
  labSlug: string,
  window: Window,
  devices: readonly string[],
  which?: UptimeRowSet,
): string {
  const params = new URLSearchParams({
    from: window.from.toISOString(),
    to: window.to.toISOString(),
  });
  for (const device of devices) params.append('device', device);
  if (which) params.set('which', which);
  params.set('lab', labSlug);
  return `/api/v1/metrics/uptime/rows?${params}`;
}

/** How uptime was computed, in the words of the lab's own table of states. */
export function uptimeReceipt(
  ctx: Ctx,
  window: Window,
  devices: readonly string[],
  table: StateTable,
): Receipt {
  return {
    definition:
      'Devices asked for, else all but those that only hold containers: with positions, without a ' +
      'heartbeat, and never in any state. What each device stated, or a person over it until that was cleared, holds until the next ' +
      `statement. ${tableWords(table)}; anything else, and the time before the first statement: ` +
      `unknown. Pauses that follow each other are one: up for ${table.transientMinutes} minutes, ` +
      'longer makes the whole of it unplanned. Entered planned downtime covers whatever was stated ' +
      'in it. Uptime = (up + idle) / (window − planned − unknown), coverage = known / window; ' +
      `under ${LEAST_COVERAGE} % coverage there is no uptime. A stop goes from its first unplanned ` +
      'moment to the first state that is up without a limit, or idle. MTBF = (up + idle) / stops ' +
      'begun in the window. MTTR = mean length of the stops ended in the window, from their ' +
      'beginning by the clock; those open at its end are counted apart. Excess turnaround: of the ' +
      'tests received in the window that the device reported, those received in its unplanned time ' +
      'are affected; each counts with its time from receipt to release less the median of the ' +
      'others, shorter ones as negative. Void work, negative times and what is not released yet ' +
      'are left out.',
    version: VERSION,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    time_zone: ctx.lab.timeZone,
    first_weekday: ctx.lab.firstWeekday,
    filters: devices.length > 0 ? { device: [...devices] } : {},
    method:
      'Exact milliseconds, in minutes, up to the end of the window or now or the device’s ' +
      'retirement, whichever is first. The lab as a whole: the sums of its devices. Medians of ' +
      'type 7 (percentile_cont, NumPy’s default).',
    computed_at: ctx.now.toISOString(),
    rows_url: uptimeRowsUrl(ctx.lab.slug, window, devices),
  };
}
