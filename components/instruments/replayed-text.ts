import type { ToastMessage } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Message, Replayed } from '@/lib/instruments/inbox/contract';

export type ReplayManyAction = (labSlug: string, input: unknown) => Promise<ActionResult<Replayed>>;
export type ReplayAction = (labSlug: string, input: unknown) => Promise<ActionResult<Message>>;

const messages = (count: number) =>
  `${count.toLocaleString('en')} message${count === 1 ? '' : 's'}`;

/** What a replay of many is told as. */
export function replayedText({ replayed, left }: Replayed): ToastMessage {
  const verb = left === 1 ? 'was' : 'were';
  return {
    title: replayed === 0 ? 'Nothing was replayed' : `${messages(replayed)} back in the queue`,
    description:
      left === 0
        ? undefined
        : `${messages(left)} ${verb} left: waiting already, cleared, or too many at once.`,
    tone: replayed === 0 ? 'warning' : 'positive',
  };
}
