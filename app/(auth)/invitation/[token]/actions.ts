'use server';

import { openAction } from '@/lib/entry/personal-action';
import { TakeUpInput } from '@/lib/people/contract';
import { takeUpInvitation } from '@/lib/people/take-up-invitation';

export const takeUp = openAction('invitation.take_up', TakeUpInput, ({ person, ...by }, input) =>
  takeUpInvitation({ userId: person?.userId ?? null, ...by }, input),
);
