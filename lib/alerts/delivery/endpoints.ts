import { defineEndpoint } from '@/lib/platform/http/endpoint';
import {
  Notification,
  NotificationInFull,
  NotificationList,
  NotificationParams,
  NotificationsQuery,
  SettledDead,
  WhichDead,
} from './contract';

const tag = 'Alerts';

export const listNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications',
  tag,
  summary: 'List notifications, the latest first',
  description:
    'queued ones wait to be posted; sent ones were accepted by the receiver, which is not yet shown; dead ones were given up.',
  may: 'read',
  query: NotificationsQuery,
  answer: NotificationList,
});

export const readNotificationEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications/{id}',
  tag,
  summary: 'Read a notification: what is posted, and every attempt',
  may: 'read',
  params: NotificationParams,
  answer: NotificationInFull,
});

export const replayNotificationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/notifications/{id}/replay',
  tag,
  summary: 'Send a notification again',
  description:
    'One that was given up, or was sent and not seen. It goes back to its old place in the queue of its channel, to its present address. 409 while it waits, and while its channel is off or removed.',
  may: 'replay',
  params: NotificationParams,
  answer: Notification,
});

export const dismissNotificationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/notifications/{id}/dismiss',
  tag,
  summary: 'Say that a dead notification was seen',
  description: 'It is counted no more, and may still be sent again. 409 where it is not dead.',
  may: 'replay',
  params: NotificationParams,
  answer: Notification,
});

export const replayNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/notifications/replay',
  tag,
  summary: 'Send dead notifications again',
  description:
    'Those named, or all of a channel, or all; dismissed ones only where they are named. The oldest 1,000 in one go.',
  may: 'replay',
  body: WhichDead,
  answer: SettledDead,
});

export const dismissNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/notifications/dismiss',
  tag,
  summary: 'Say that dead notifications were seen',
  description: 'Those named, or all of a channel, or all. The oldest 1,000 in one go.',
  may: 'replay',
  body: WhichDead,
  answer: SettledDead,
});

export const DELIVERY_ENDPOINTS = [
  listNotificationsEndpoint,
  readNotificationEndpoint,
  replayNotificationEndpoint,
  dismissNotificationEndpoint,
  replayNotificationsEndpoint,
  dismissNotificationsEndpoint,
];
