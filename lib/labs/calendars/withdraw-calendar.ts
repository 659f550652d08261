import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { openVersion } from './change-calendar';
import { changingCalendars } from './change-calendars';

/** Withdraws a version that takes effect today or later: the one before it goes on. */
export function withdrawCalendar(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'calendar.write');
  return changingCalendars(ctx, async (tx, { versions, today }) => {
    const before = openVersion(versions, id, today);
    if (versions[0]?.id === id) {
      throw new AppError('conflict', 'This is the lab’s first calendar; change it instead.');
    }
    await tx.calendar.delete({ where: { id } });
    await recordAuditEvent(tx, ctx, {
      action: 'calendar.withdraw',
      entity: 'calendar',
      entityId: id,
      before,
    });
  });
}
