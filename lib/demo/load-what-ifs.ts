import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { dayOf, lengthInDays, windowOfDays } from '@/lib/metrics/turnaround/turnaround-view';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { startBackTest } from '@/lib/planning/back-test/start-back-test';
import { NewBackTest, NewWhatIf } from '@/lib/planning/contract';
import { daysWithData } from '@/lib/planning/days-with-data';
import { startWhatIf } from '@/lib/planning/what-ifs/start-what-if';
import { lastWholeWeeks } from '@/lib/planning/whole-weeks';
import type { ScenarioDevice } from './scenario';

/** The audit event by which a lab's what-ifs are known to be asked. */
export const WHAT_IFS_LOADED = 'demo.load_what_ifs';

/** Enough to tell scenarios apart, and quick. */
const RUNS = 12;
const SEED = 8;
/** A week to forecast and one to learn from, whole ones. */
const LEAST_DAYS = 21;

/** What a manager might ask of these devices. */
function questions(devices: readonly ScenarioDevice[]): object[] {
  const [first] = devices.filter(({ group }) => group === 'chemistry');
  const [clotting] = devices.filter(({ group }) => group === 'coagulation');
  const [cycler] = devices.filter(({ group }) => group === 'molecular');
  return [
    { name: 'Half as much work again', demand_percent: 50 },
    ...(first ? [{ name: `Without ${first.name}`, machines: { [first.name]: -1 } }] : []),
    ...(clotting
      ? [
          {
            name: `${clotting.name} down on Tuesday morning`,
            outage: { machine: clotting.name, weekday: 'Tuesday', from: '07:00', to: '12:00' },
          },
        ]
      : []),
    ...(cycler
      ? [{ name: 'PCR by day only', shifts: { [cycler.name]: [['07:00', '19:00']] } }]
      : []),
  ];
}

/**
 * Asks a what-if and a back-test in the name of a manager, which the worker simulates as any other.
 * Nothing, where there is not enough history to ask of.
 */
export async function loadWhatIfs(
  ctx: Ctx,
  devices: readonly ScenarioDevice[],
  manager: Actor,
): Promise<void> {
  const asking: Ctx = { ...ctx, actor: manager };
  const data = await daysWithData(asking);
  if (data !== null && lengthInDays(data) >= LEAST_DAYS) {
    const { timeZone, firstWeekday } = ctx.lab;
    const today = dayOf(ctx.now, timeZone);
    const period = (weeks: number) => {
      const { from, to } = windowOfDays(
        lastWholeWeeks(data, { today, firstWeekday, weeks }),
        timeZone,
      );
      return { from: from.toISOString(), to: to.toISOString() };
    };
    const drawn = { seed: SEED, runs: RUNS };
    await startWhatIf(
      asking,
      NewWhatIf.parse({
        name: 'What winter may bring',
        ...period(4),
        scenarios: questions(devices),
        ...drawn,
      }),
    );
    await startBackTest(asking, NewBackTest.parse({ ...period(1), ...drawn }));
  }
  await ctx.db.$transaction((tx) =>
    recordAuditEvent(tx, ctx, {
      action: WHAT_IFS_LOADED,
      entity: 'lab',
      entityId: ctx.lab.id,
    }),
  );
}
