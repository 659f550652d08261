'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { WhichDead } from '@/lib/alerts/delivery/contract';
import {
  dismissNotification,
  dismissNotifications,
} from '@/lib/alerts/delivery/dismiss-notifications';
import {
  replayNotification,
  replayNotifications,
} from '@/lib/alerts/delivery/replay-notifications';

const One = z.strictObject({ id: z.uuid('must be the id of a notification') });

export const replayOneAction = action('notification.replay', 'replay', One, (ctx, { id }) =>
  replayNotification(ctx, id),
);

export const replayManyAction = action(
  'notification.replay_many',
  'replay',
  WhichDead,
  replayNotifications,
);

export const dismissOneAction = action('notification.dismiss', 'replay', One, (ctx, { id }) =>
  dismissNotification(ctx, id),
);

export const dismissManyAction = action(
  'notification.dismiss_many',
  'replay',
  WhichDead,
  dismissNotifications,
);
