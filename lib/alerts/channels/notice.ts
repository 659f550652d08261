import type { KindName } from '../kinds/params';
import type { Finding, Labels, Severity } from '../finding';
import type { Priority } from '@/lib/specimens/contract';

/** Why something is sent, as the outbox keeps it. */
export const NOTICE_REASONS = ['first', 'changed', 'repeat', 'resolved', 'test'] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** One alert of a notice. */
export type NoticeLine = Pick<
  Finding,
  'subject' | 'labels' | 'summary' | 'value' | 'threshold' | 'unit' | 'dueAt' | 'priority'
> & {
  alertId: string;
  status: 'firing' | 'acknowledged' | 'resolved';
  /** When its condition was first seen to hold. */
  startedAt: Date;
  /** When it ended; null while it lasts. */
  resolvedAt: Date | null;
};

/** A test that waits at a device that is down. */
export type WaitingTest = {
  specimen: string;
  assay: string;
  priority: Priority;
  dueAt: Date | null;
};

/** What stands still behind a device, told with the device's own alert. */
export type WaitingAtDevice = {
  deviceId: string;
  /** Its name. */
  device: string;
  /** All open tests that wait there. */
  tests: number;
  stat: number;
  urgent: number;
  /** Alerts of these tests that are not told on their own meanwhile. */
  absorbed: number;
  /** The first of them: STAT, then urgent, then by when they are due. */
  first: WaitingTest[];
};

/**
 * What is to be said, whatever kind of channel says it: made by `makeNotice` of the engine's
 * decision, turned into a payload by `renderPayload`. It may name specimens; what a channel shows of
 * them is for its kind to obey (`CardSettings.detail`).
 */
export type Notice = {
  /** Of the outbox's row; the View of a notice about several alerts leads there. */
  notificationId: string;
  lab: { name: string; slug: string; timeZone: string };
  /** Null of a test message. */
  rule: { id: string; name: string; kind: KindName } | null;
  severity: Severity;
  reason: NoticeReason;
  /** When it was decided. */
  at: Date;
  /** The labels by which its alerts were parted from others of the rule. */
  group: Labels;
  /** All its alerts; `acknowledged` and `firing` are apart. */
  counts: { firing: number; acknowledged: number; resolved: number };
  /** The worst first, firing before resolved: the first `MAX_LINES` of what the counts say. */
  lines: NoticeLine[];
  /** Alerts that stand, by assay, the most first. */
  assays: { assay: string; alerts: number }[];
  /** The time it speaks of: from when the first of its alerts began, or what a rate was taken over. */
  window: { from: Date; to: Date } | null;
  waiting: WaitingAtDevice[];
};

/** So many lines a notice carries at most; what a card shows of them is fewer. */
export const MAX_LINES = 50;
