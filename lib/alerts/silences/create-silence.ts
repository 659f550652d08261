import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { isId, newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { findRule } from '../alerts/find-rule';
import { LATE_MS, type NewSilence, type Silence } from './contract';
import { refuseEnd } from './refuse-end';
import { refuseUnknownLabel } from './refuse-unknown-label';
import { silenceAnswer } from './silence-row';

type Matcher = NewSilence['matchers'][number];

/** A matcher as it is kept: rules by their id; what this lab does not have is 422. */
async function storedMatcher(tx: LabTx, ctx: Ctx, matcher: Matcher, at: number): Promise<Matcher> {
  const field = `matchers.${at}.value`;
  const { label, value } = matcher;
  if (label === 'rule') return { label, value: (await findRule(tx, field, value)).id };
  if (label !== 'alert') {
    await refuseUnknownLabel(tx, ctx, label, value, field);
    return matcher;
  }
  const alert = isId(value) ? await tx.alert.findFirst({ where: { id: value } }) : null;
  if (!alert) throw invalidField(field, 'is not the id of an alert of this lab');
  return { label, value: alert.id };
}

/**
 * Silences alerts that match until it ends: they stay, and are not told. 422 for an end that is past,
 * before the start or too far, and for a rule, alert or name this lab does not have.
 */
export function createSilence(ctx: Ctx, given: NewSilence): Promise<Silence> {
  authorize(ctx, 'silence');
  const startsAt = given.starts_at ?? ctx.now;
  if (startsAt.getTime() < ctx.now.getTime() - LATE_MS) {
    throw invalidField('starts_at', 'is past: silence from now on');
  }
  refuseEnd(ctx.now, startsAt, given.ends_at);
  return ctx.db.$transaction(async (tx) => {
    const matchers: Matcher[] = [];
    for (const [at, matcher] of given.matchers.entries()) {
      matchers.push(await storedMatcher(tx, ctx, matcher, at));
    }
    const row = await tx.silence.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        matchers,
        startsAt,
        endsAt: given.ends_at,
        reason: given.reason,
        createdAt: ctx.now,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'silence.create',
      entity: 'silence',
      entityId: row.id,
      after: {
        matchers,
        starts_at: startsAt.toISOString(),
        ends_at: given.ends_at.toISOString(),
      },
      reason: given.reason,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: '', version: 0 });
    return silenceAnswer(tx, ctx.lab.id, row, ctx.now);
  });
}
