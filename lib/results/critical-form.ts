import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';
import { callCritical } from './call-critical';
import { closeCritical } from './close-critical';
import { CriticalCall, CriticalClose, type Critical } from './contract';

const text = z.string().trim().max(2000).default('');

/** What the form of a call sends: its fields as typed, the time by the lab's clock, empty for now. */
export const CallForm = z.strictObject({
  id: text,
  outcome: text,
  notified_to: text,
  role: text,
  method: text,
  at: text,
  comment: text,
});

/** What the form that closes a critical sends. */
export const CloseForm = z.strictObject({ id: text, as: text, reason: text, escalated_to: text });

const given = (value: string): string | undefined => (value === '' ? undefined : value);

/** Records a call as its form describes it; fields at fault are named as the form names them. */
export async function callCriticalFromForm(
  ctx: Ctx,
  { id, at, ...form }: z.output<typeof CallForm>,
): Promise<Critical> {
  if (form.outcome === '') throw invalidField('outcome', 'say what came of the call');
  if (form.notified_to === '')
    throw invalidField('notified_to', 'say whom you told or tried to tell');
  const time = at === '' ? null : instantOfLocal(at, ctx.lab.timeZone);
  if (at !== '' && time === null) throw invalidField('at', 'is no time on the clock of the lab');
  return callCritical(
    ctx,
    id,
    parseInput(CriticalCall, {
      outcome: form.outcome,
      notified_to: form.notified_to,
      role: given(form.role),
      method: given(form.method),
      at: time?.toISOString(),
      read_back: form.outcome === 'CONFIRMED',
      comment: given(form.comment),
    }),
  );
}

/** Closes a critical as its form describes it. */
export async function closeCriticalFromForm(
  ctx: Ctx,
  { id, as, reason, escalated_to: escalatedTo }: z.output<typeof CloseForm>,
): Promise<Critical> {
  if (as === '') throw invalidField('as', 'say why it is closed');
  if (reason === '') throw invalidField('reason', 'say why');
  return closeCritical(
    ctx,
    id,
    parseInput(CriticalClose, { as, reason, escalated_to: given(escalatedTo) }),
  );
}
