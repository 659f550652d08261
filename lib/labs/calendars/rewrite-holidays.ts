import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { insertVersion, replaceVersion } from './change-calendars';
import type { CalendarVersion, Holiday } from './contract';

/**
 * Changes the holidays to come in every version that holds today or later. A version in force
 * since before today stays as it is: one from today on takes its place, with the same hours.
 */
export async function rewriteHolidays(
  tx: LabTx,
  ctx: Ctx,
  { versions, today }: { versions: readonly CalendarVersion[]; today: string },
  rewrite: (version: CalendarVersion) => Holiday[],
): Promise<void> {
  for (const version of versions) {
    if (version.status === 'past') continue;
    const holidays = rewrite(version).toSorted((a, b) => a.date.localeCompare(b.date));
    if (JSON.stringify(holidays) === JSON.stringify(version.holidays)) continue;
    const { opening_hours } = version;
    if (version.effective_from >= today) {
      const { effective_from } = version;
      await replaceVersion(tx, ctx, version, { effective_from, opening_hours, holidays });
    } else {
      await insertVersion(tx, ctx, {
        effective_from: today,
        opening_hours,
        holidays: holidays.filter(({ date }) => date >= today),
      });
    }
  }
}
