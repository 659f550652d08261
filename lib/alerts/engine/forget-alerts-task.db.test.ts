import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { noteAlert } from '../alerts/note-alert';
import { forgetAlerts } from './forget-alerts-task';

const db = unboundDb();
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

it('forgets what was over before it fired, a week later, and nothing else', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const labId = lab.id;
  const rule = await db.alertRule.create({
    data: { id: newId(), labId, name: 'Late', kind: 'sla_breach', severity: 'warning' },
  });
  const make = async (fingerprint: string, over: Date | null, firedAt: Date | null = null) => {
    const id = newId();
    const open = firedAt === null ? ('pending' as const) : ('firing' as const);
    await db.alert.create({
      data: {
        id,
        labId,
        ruleId: rule.id,
        fingerprint,
        severity: 'warning',
        status: over === null ? open : 'resolved',
        subjectKind: 'test',
        subjectId: fingerprint,
        summary: fingerprint,
        startedAt: daysAgo(20),
        seenAt: daysAgo(10),
        firedAt,
        resolvedAt: over,
        resolvedAs: over === null ? null : 'gone',
      },
    });
    const event = { labId, alertId: id, actorKind: 'system' as const, actorName: 'test' };
    await db.alertEvent.createMany({
      data: (['pending', 'resolved'] as const).map((kind) => ({
        ...event,
        id: newId(),
        kind,
        at: daysAgo(9),
        requestId: 'test',
      })),
    });
    return id;
  };
  const old = await make('old', daysAgo(8));
  const recent = await make('recent', daysAgo(6));
  const open = await make('open', null);
  const fired = await make('fired', daysAgo(8), daysAgo(10));
  const noted = await make('noted', daysAgo(8));
  await noteAlert(await ctxFor('technician'), noted, { text: 'The belt was stuck.' });

  // Its trigger stops even the owner.
  await withClient(testDatabase().ownerUrl, async (owner) => {
    for (const id of [recent, open, fired, noted]) {
      const deleted = owner.query('DELETE FROM alert_events WHERE alert_id = $1', [id]);
      await expect(deleted).rejects.toThrow(/append-only/);
    }
    const changed = owner.query(`UPDATE alert_events SET text = 'x' WHERE alert_id = $1`, [old]);
    await expect(changed).rejects.toThrow(/append-only/);
  });

  expect(await forgetAlerts(() => false)).toBeGreaterThanOrEqual(1);
  const left = await db.alert.findMany({ where: { labId }, select: { id: true } });
  expect(left.map(({ id }) => id).toSorted()).toEqual([recent, open, fired, noted].toSorted());
  expect(await db.alertEvent.count({ where: { alertId: old } })).toBe(0);
  expect(await db.alertEvent.count({ where: { alertId: noted } })).toBe(3);
});
