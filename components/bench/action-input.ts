import { instantOfLocal } from '@/lib/specimens/lists/lab-day';

/** What is said with an action, as a transition request names it. */
export type ActionInput = {
  device?: string;
  error_code?: string;
  rejection_reason?: string;
  informed?: string;
  reason?: string;
  comment?: string;
  occurred_at?: string;
  password?: string;
};

const TEXTS = [
  'device',
  'error_code',
  'rejection_reason',
  'informed',
  'reason',
  'comment',
] as const;

export type ReadInput =
  { ok: true; input: ActionInput } | { ok: false; fields: { field: string; message: string }[] };

/** Reads the form of an action: empty fields are none, its time is the lab's clock. */
export function readActionForm(form: FormData, timeZone: string): ReadInput {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const input: ActionInput = {};
  for (const name of TEXTS) if (text(name) !== '') input[name] = text(name);
  const password = form.get('password');
  if (typeof password === 'string' && password !== '') input.password = password;
  const local = text('occurred_at');
  if (local !== '') {
    const time = instantOfLocal(local, timeZone);
    if (time === null) {
      return {
        ok: false,
        fields: [{ field: 'occurred_at', message: 'This is no time on the clock of the lab.' }],
      };
    }
    input.occurred_at = time.toISOString();
  }
  return { ok: true, input };
}
