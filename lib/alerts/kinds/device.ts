import { readHistories } from '@/lib/devices/states/read-histories';
import { durationText } from '@/lib/specimens/duration-text';
import type { Finding } from '../finding';
import { joinedTrouble, troubleOf, type Trouble, type TroubleSpan } from './device-trouble';
import type { AlertKind, World } from './kind';
import { labClock } from './lab-clock-text';
import { matchesFilters } from './matches-filters';
import { readSilences } from './read-silences';

const MINUTE_MS = 60_000;

/** Devices that say something of themselves, with all trouble they had in [from, to). */
async function readTrouble(world: World, { from, to }: { from: Date; to: Date }) {
  // What is stated at this moment holds at this moment.
  const now = new Date(world.now.getTime() + 1);
  const devices = await readHistories({ ...world, now }, { from, to, only: 'speaking' });
  const silences = await readSilences(
    world,
    devices.map(({ id }) => id),
    { from, to },
  );
  return devices.map(({ id, name, retiredAt, history }) => ({
    id,
    name,
    spans: (wanted: readonly Trouble[]) =>
      joinedTrouble(troubleOf(history, silences.get(id) ?? [], wanted)).flatMap((span) => {
        const ends = Math.min(span.to, retiredAt ?? Infinity);
        return span.from < ends ? [{ ...span, to: ends }] : [];
      }),
  }));
}

function summaryOf(
  name: string,
  { trouble, since, reason }: TroubleSpan,
  at: number,
  clock: (time: Date) => string,
): string {
  const lasted = durationText((at - since) / MINUTE_MS);
  const why = trouble === 'down' && reason !== null ? `: ${reason}` : '';
  return `${name} has been ${trouble} for ${lasted}, since ${clock(new Date(since))}${why}`;
}

/**
 * Devices in an unplanned stop, or of which nothing is heard, unless a planned downtime covers it.
 * The value is for how many minutes.
 */
export const device: AlertKind<'device'> = {
  name: 'device',

  async find(world, rules) {
    const { now } = world;
    const at = now.getTime();
    const devices = await readTrouble(world, { from: now, to: new Date(at + 1) });
    const clock = labClock(world.lab.timeZone, now);
    return new Map(
      rules.map(({ id: ruleId, filters, params }) => [
        ruleId,
        devices.flatMap(({ id, name, spans }): Finding[] => {
          if (!matchesFilters(filters, { deviceId: id })) return [];
          const span = spans(params.states).find(({ from, to }) => from <= at && at < to);
          if (!span) return [];
          return [
            {
              fingerprint: id,
              subject: { kind: 'device', id },
              labels: { device: name },
              summary: summaryOf(name, span, at, clock),
              value: (at - span.since) / MINUTE_MS,
              threshold: null,
              unit: 'minutes',
              dueAt: null,
              priority: null,
              deviceId: id,
              since: new Date(span.since),
            },
          ];
        }),
      ]),
    );
  },

  async spells(world, { filters, params }, period) {
    const devices = await readTrouble(world, period);
    const clock = labClock(world.lab.timeZone, period.to);
    const [first, last] = [period.from.getTime(), period.to.getTime()];
    return devices
      .filter(({ id }) => matchesFilters(filters, { deviceId: id }))
      .flatMap(({ id, name, spans }) =>
        spans(params.states)
          .filter(({ from, to }) => from < last && to > first)
          .map((span) => {
            const told = (at: number) => ({
              summary: summaryOf(name, span, at, clock),
              value: (at - span.since) / MINUTE_MS,
            });
            return {
              fingerprint: id,
              subject: { kind: 'device' as const, id },
              labels: { device: name },
              ...told(Math.min(span.to, last)),
              told: (at: Date) => told(at.getTime()),
              priority: null,
              deviceId: id,
              dueAt: null,
              from: new Date(span.from),
              to: span.to === Infinity ? null : new Date(span.to),
            };
          }),
      );
  },
};
