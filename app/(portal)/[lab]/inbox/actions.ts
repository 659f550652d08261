'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { Replay } from '@/lib/instruments/inbox/contract';
import { readMessageInFull } from '@/lib/instruments/inbox/read-message-in-full';
import { replayMessage, replayMessages } from '@/lib/instruments/inbox/replay-messages';

const OneMessage = z.strictObject({ id: z.uuid('must be the id of a message') });

export const replayMessageAction = action(
  'instrument_message.replay',
  'replay',
  OneMessage,
  (ctx, { id }) => replayMessage(ctx, id),
);

export const replayMessagesAction = action(
  'instrument_message.replay_many',
  'replay',
  Replay,
  replayMessages,
);

export const showMessageAction = action(
  'instrument_message.read_raw',
  'messages.read_raw',
  OneMessage,
  async (ctx, { id }) => {
    const { raw } = await readMessageInFull(ctx, id, { raw: 'full' });
    return { raw };
  },
);
