'use server';

import { z } from 'zod';
import { changeChannel } from '@/lib/alerts/channels/change-channel';
import { ChannelChange, NewChannel } from '@/lib/alerts/channels/contract';
import { createChannel } from '@/lib/alerts/channels/create-channel';
import { removeChannel } from '@/lib/alerts/channels/remove-channel';
import { SampleChannel, samplePayloads } from '@/lib/alerts/channels/sample-payload';
import { testChannel } from '@/lib/alerts/channels/test-channel';
import { action } from '@/lib/entry/action';

const One = z.strictObject({ id: z.uuid('must be the id of a channel') });

export const makeChannelAction = action(
  'channel.create',
  'channels.write',
  NewChannel,
  createChannel,
);

export const changeChannelAction = action(
  'channel.change',
  'channels.write',
  ChannelChange.extend(One.shape),
  (ctx, { id, ...change }) => changeChannel(ctx, id, change),
);

export const removeChannelAction = action(
  'channel.remove',
  'channels.write',
  One.extend({ version: z.int().optional() }),
  (ctx, { id, version }) => removeChannel(ctx, id, version),
);

export const testChannelAction = action('channel.test', 'channels.write', One, (ctx, { id }) =>
  testChannel(ctx, id),
);

export const sampleChannelAction = action(
  'channel.sample',
  'channels.write',
  SampleChannel,
  samplePayloads,
);
